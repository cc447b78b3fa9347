//! What customers say when they are asked, and what reviewers find.

use std::collections::BTreeSet;

use support_kpi::Channel;

use super::calendar::{DAY, END, HOUR};
use super::cast::care_of;
use super::conversation::Author;
use super::customers::{Purchase, is_regular};
use super::random::Random;
use super::tickets::Ticket;

/// An invitation, answered or not.
#[derive(Debug)]
pub(crate) struct Survey {
    pub(crate) kind: &'static str,
    /// When it was sent, which the files do not say.
    pub(crate) sent_at: i64,
    pub(crate) answer: Option<Answer>,
    pub(crate) about: Option<About>,
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) score: i64,
    pub(crate) at: i64,
}

/// The ticket that was asked about.
#[derive(Debug)]
pub(crate) struct About {
    pub(crate) ticket: String,
    pub(crate) agent: String,
    pub(crate) channel: Channel,
}

impl About {
    fn of(ticket: &Ticket) -> Self {
        Self {
            ticket: ticket.id(),
            agent: ticket.outline.agent.clone(),
            channel: ticket.request.channel,
        }
    }
}

/// Every invitation of the quarter, in the order of sending.
pub(crate) fn surveys(seed: u64, tickets: &[Ticket], purchases: &[Purchase]) -> Vec<Survey> {
    let mut surveys = Vec::new();
    for ticket in tickets {
        let mut random = Random::stream(seed, "survey", ticket.number);
        satisfaction(ticket, &mut random, &mut surveys);
        surveys.extend(review(ticket, &mut random));
    }
    surveys.extend(recommendations(seed, purchases));
    // A stable sort: what is sent at once stays in the order of tickets.
    surveys.sort_by_key(|survey| survey.sent_at);
    surveys
}

/// CSAT after a resolution; a few customers answer a second time.
fn satisfaction(ticket: &Ticket, random: &mut Random, surveys: &mut Vec<Survey>) {
    let Some((sent_at, resolver)) = ticket.outline.resolved else {
        return;
    };
    let odds = if ticket.outline.replies > 0 { 780 } else { 400 };
    if !random.chance(odds) {
        return;
    }
    let mood = mood(ticket, resolver, random);
    let score = match mood {
        76.. => 5,
        60..76 => 4,
        48..60 => 3,
        36..48 => 2,
        _ => 1,
    };
    // The delighted and the angry answer more often than the others.
    let moved = if matches!(score, 1 | 5) { 400 } else { 290 };
    let at = sent_at + random.log_normal(5 * HOUR, 110);
    let answer = (random.chance(moved) && at < END).then_some(Answer { score, at });
    let again = answer.is_some() && random.chance(30);
    surveys.push(Survey {
        kind: "csat",
        sent_at,
        answer,
        about: Some(About::of(ticket)),
    });
    if again {
        let later = at + random.between(DAY, 4 * DAY);
        if later < END {
            let score = (score + random.between(-1, 1)).clamp(1, 5);
            let answer = Some(Answer { score, at: later });
            surveys.push(Survey {
                kind: "csat",
                sent_at: later,
                answer,
                about: Some(About::of(ticket)),
            });
        }
    }
}

/// How a customer feels, from 0 to about 100.
fn mood(ticket: &Ticket, resolver: Author, random: &mut Random) -> i64 {
    let outline = &ticket.outline;
    let care = care_of(&outline.agent).unwrap_or(78);
    let waited = outline
        .first_response_at
        .map_or(0, |at| at - ticket.request.at);
    let patience = if ticket.request.channel.is_real_time() {
        300
    } else {
        12 * HOUR
    };
    let late = (8 * waited / patience).min(24);
    let tiresome = (outline.replies - 1).clamp(0, 4) * 2 + outline.reopens * 14;
    let content = if resolver == Author::Customer { 5 } else { 0 };
    random.around(care - late - tiresome + content, 14)
}

/// A colleague reads some of the answers again and grades them.
fn review(ticket: &Ticket, random: &mut Random) -> Option<Survey> {
    let (resolved_at, _) = ticket.outline.resolved?;
    let care = care_of(&ticket.outline.agent)?;
    let sent_at = resolved_at + random.between(DAY, 4 * DAY);
    let score = random.around(care - 2, 5).clamp(0, 100);
    (random.chance(110) && sent_at < END).then(|| Survey {
        kind: "quality",
        sent_at,
        answer: Some(Answer { score, at: sent_at }),
        about: Some(About::of(ticket)),
    })
}

/// NPS, a week after the first purchase, of four in ten customers.
fn recommendations(seed: u64, purchases: &[Purchase]) -> Vec<Survey> {
    const BY_SCORE: [i64; 11] = [3, 1, 2, 2, 3, 7, 8, 15, 22, 19, 20];
    let mut asked = BTreeSet::new();
    let mut surveys = Vec::new();
    for purchase in purchases {
        if !asked.insert(&purchase.customer) {
            continue;
        }
        let mut random = Random::stream(seed, "nps", asked.len());
        let sent_at = purchase.at + 7 * DAY;
        if sent_at >= END || !random.chance(400) {
            continue;
        }
        let score = i64::try_from(random.weighted(BY_SCORE)).expect("a score is from 0 to 10");
        let loyal = is_regular(&purchase.customer);
        let score = if loyal { (score + 1).min(10) } else { score };
        let at = sent_at + random.log_normal(9 * HOUR, 110);
        let answer = (random.chance(380) && at < END).then_some(Answer { score, at });
        surveys.push(Survey {
            kind: "nps",
            sent_at,
            answer,
            about: None,
        });
    }
    surveys
}
