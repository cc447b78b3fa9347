//! The tickets, purchases and surveys as the files of the layout.

use support_kpi::Channel;

use super::calendar::text;
use super::conversation::Author;
use super::customers::Purchase;
use super::faults::{self, Dated};
use super::surveys::Survey;
use super::tickets::Ticket;

/// What no row can tell. The goals are such that some are reached and some are not.
pub(crate) const DESK: &str = r#"{
  "channels": {
    "offered": ["email", "social", "chat", "sms", "messaging", "phone", "web", "in_person"],
    "suitable": ["email", "social", "chat", "sms", "messaging", "phone", "web", "in_person"],
    "around_the_clock": false
  },
  "self_service": "advanced_tools",
  "proactivity": "notifies",
  "delight": true,
  "time_zone": "Asia/Tokyo",
  "goals": [
    {"kpi": "first_response_mean", "channel": "email", "at_most": 36000},
    {"kpi": "first_response_mean", "channel": "social", "at_most": 14400},
    {"kpi": "first_response_mean", "channel": "chat", "at_most": 120},
    {"kpi": "first_response_mean", "channel": "phone", "at_most": 60},
    {"kpi": "resolution_mean", "channel": "email", "at_most": 86400},
    {"kpi": "one_touch", "at_least": 50},
    {"kpi": "self_service", "at_least": 10},
    {"kpi": "abandonment", "at_most": 10},
    {"kpi": "reopened", "at_most": 5},
    {"kpi": "csat", "at_least": 80},
    {"kpi": "nps", "at_least": 20}
  ]
}
"#;

pub(crate) fn tickets(tickets: &[Ticket]) -> String {
    let rows = tickets.iter().map(|ticket| {
        let (request, outline) = (&ticket.request, &ticket.outline);
        let (resolved_at, resolver) = outline
            .resolved
            .map_or((String::new(), Author::Unknown), |(at, by)| (text(at), by));
        let cells = [
            ticket.id(),
            request.channel.to_string(),
            request.customer.clone(),
            outline.agent.clone(),
            request.category.name.to_string(),
            request.priority.word().to_string(),
            text(request.at),
            outline.first_response_at.map(text).unwrap_or_default(),
            resolved_at,
            resolver.word().to_string(),
            outline.replies.to_string(),
            outline.reopens.to_string(),
        ];
        (request.at, line(&cells))
    });
    sheet(
        "id,channel,customer,agent,category,priority,opened_at,first_response_at,resolved_at,resolved_by,replies,reopens",
        rows.chain(faults::tickets()),
    )
}

pub(crate) fn messages(tickets: &[Ticket]) -> String {
    let rows = tickets.iter().flat_map(|ticket| {
        ticket.conversation.events.iter().map(|event| {
            let cells = [
                ticket.id(),
                text(event.at),
                event.author.word().to_string(),
                event.by.clone(),
                event.channel.to_string(),
                event.action.word().to_string(),
            ];
            (event.at, line(&cells))
        })
    });
    sheet(
        "ticket,at,author,by,channel,action",
        rows.chain(faults::messages()),
    )
}

pub(crate) fn interactions(tickets: &[Ticket]) -> String {
    let mut contacts: Vec<_> = tickets
        .iter()
        .filter(|ticket| matches!(ticket.request.channel, Channel::Phone | Channel::Chat))
        .flat_map(|ticket| {
            ticket
                .conversation
                .contacts
                .iter()
                .map(move |contact| (ticket, contact))
        })
        .collect();
    contacts.sort_by_key(|(ticket, contact)| (contact.started_at, ticket.number));
    let rows = contacts
        .into_iter()
        .enumerate()
        .map(|(number, (ticket, contact))| {
            let answered = contact.answered;
            let cells = [
                format!("I-{}", 20_001 + number),
                ticket.id(),
                ticket.request.channel.to_string(),
                ticket.request.customer.clone(),
                answered
                    .map(|(_, agent)| agent.to_string())
                    .unwrap_or_default(),
                text(contact.started_at),
                answered.map(|(at, _)| text(at)).unwrap_or_default(),
                contact.ended_at.map(text).unwrap_or_default(),
                contact.outcome().to_string(),
            ];
            (contact.started_at, line(&cells))
        });
    sheet(
        "id,ticket,channel,customer,agent,started_at,answered_at,ended_at,outcome",
        rows.chain(faults::interactions()),
    )
}

pub(crate) fn surveys(surveys: &[Survey]) -> String {
    let rows = surveys.iter().map(|survey| {
        let (answer, about) = (survey.answer.as_ref(), survey.about.as_ref());
        let cells = [
            survey.kind.to_string(),
            answer
                .map(|answer| answer.score.to_string())
                .unwrap_or_default(),
            answer.map(|answer| text(answer.at)).unwrap_or_default(),
            about.map(|about| about.ticket.clone()).unwrap_or_default(),
            about.map(|about| about.agent.clone()).unwrap_or_default(),
            about
                .map(|about| about.channel.to_string())
                .unwrap_or_default(),
        ];
        (survey.sent_at, line(&cells))
    });
    sheet(
        "kind,score,answered_at,ticket,agent,channel",
        rows.chain(faults::surveys()),
    )
}

pub(crate) fn purchases(purchases: &[Purchase]) -> String {
    let rows = purchases.iter().map(|purchase| {
        let cells = [
            purchase.customer.clone(),
            text(purchase.at),
            purchase.yen.to_string(),
        ];
        (purchase.at, line(&cells))
    });
    sheet("customer,at,amount", rows.chain(faults::purchases()))
}

/// Cells as a line: none holds a comma, a quotation mark or a line break.
fn line(cells: &[String]) -> String {
    cells.join(",")
}

/// A header and its lines by their instants; what happens at once stays in its order.
fn sheet(header: &str, lines: impl Iterator<Item = Dated>) -> String {
    let mut lines: Vec<Dated> = lines.collect();
    lines.sort_by_key(|(at, _)| *at);
    let mut text = String::from(header);
    for (_, line) in lines {
        text.push('\n');
        text.push_str(&line);
    }
    text.push('\n');
    text
}
