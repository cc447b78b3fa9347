//! Everything the page and the JSON tell.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use support_kpi::level::{Assessment, Policy};

use super::conversations::{Conversations, FirstContacts};
use super::folder::Folder;
use super::folder::hours::{DeskHours, OpeningHours};
use super::goals::{self, GoalLine};
use super::labels::Labels;
use super::level;
use super::measures::{Measures, Months, Now, OpenTickets, OutOfHoursByChannel, out_of_hours};
use super::rows::{Facts, FileCount};

/// What the report was asked for, beside the folder's files.
#[derive(Debug)]
pub(super) struct Asked {
    /// What the page calls the folder.
    pub(super) name: String,
    pub(super) policy: Policy,
    pub(super) has_own_policy: bool,
    /// `None` is the folder's last instant.
    pub(super) as_of: Option<DateTime<Utc>>,
    /// `None` is around the clock.
    pub(super) hours: Option<OpeningHours>,
}

/// Everything the page and the JSON tell.
#[derive(Debug)]
pub(super) struct Scorecard {
    pub(super) asked: Asked,
    pub(super) labels: Labels,
    pub(super) zone: Tz,
    pub(super) zone_is_declared: bool,
    /// The first and the last instant of the rows that count; `None` where none has one.
    pub(super) instants: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// `None` where no row has an instant, and none was asked for.
    pub(super) now: Option<Now>,
    pub(super) files: Vec<FileCount>,
    /// Files that are not of the layout.
    pub(super) ignored: Vec<String>,
    pub(super) has_desk: bool,
    pub(super) measures: Measures,
    /// Whether the tickets are those of conversations, as no row of
    /// `tickets.csv` tells of any.
    pub(super) tickets_are_conversations: bool,
    /// `None` where the folder has no messages.
    pub(super) conversations: Option<Conversations>,
    pub(super) first_contacts: FirstContacts,
    pub(super) open: Option<OpenTickets>,
    /// Empty around the clock.
    pub(super) out_of_hours: OutOfHoursByChannel,
    pub(super) months: Months,
    pub(super) goals: Vec<GoalLine>,
    pub(super) assessment: Assessment,
}

impl Scorecard {
    pub(super) fn of(folder: &Folder, asked: Asked) -> Self {
        let labels = Labels::new(&folder.channels);
        let declared_zone = folder.desk.as_ref().and_then(|desk| desk.time_zone);
        let zone = declared_zone.unwrap_or(Tz::UTC);
        let around_the_clock = DeskHours::default();
        let asked_hours = asked.hours.as_ref();
        let hours = asked_hours.map_or(&around_the_clock, |opening| &opening.hours);
        let facts = Facts::of(folder, &labels, hours);
        let instants = facts.instants();
        let last = instants.map(|(_, last)| last);
        let now = asked.as_of.or(last).map(|at| Now {
            at,
            is_past: last.is_some_and(|last| at < last),
        });
        let measures = Measures::of(&facts, now, zone);
        let open = now.and_then(|now| OpenTickets::at(now, facts.tickets(), hours));
        let desk = folder.desk.as_ref();
        Self {
            open: open.filter(|_| measures.tickets.is_some()),
            months: Months::of(&facts, zone),
            goals: goals::judged(desk.map_or(&[], |desk| &desk.goals), &measures),
            assessment: level::assess(&asked.policy, &facts, &measures, desk, now, hours),
            out_of_hours: out_of_hours(facts.tickets(), hours),
            asked,
            labels,
            zone,
            zone_is_declared: declared_zone.is_some(),
            instants,
            now,
            files: facts.files(),
            ignored: folder.ignored.clone(),
            has_desk: desk.is_some(),
            tickets_are_conversations: facts.tickets_are_conversations(),
            first_contacts: now.map_or_else(FirstContacts::default, |now| {
                first_contacts(folder, &facts, now)
            }),
            conversations: facts.messages.map(|messages| messages.conversations),
            measures,
        }
    }

    /// How many rows of a file there are, and what became of them; `None`
    /// where the folder has no such file.
    pub(super) fn file(&self, name: &str) -> Option<&FileCount> {
        self.files.iter().find(|count| count.file == name)
    }
}

/// First contacts as of an instant. Outside the years that the library knows
/// no window has run out.
fn first_contacts(folder: &Folder, facts: &Facts, now: Now) -> FirstContacts {
    let mut first_contacts = FirstContacts::default();
    if let Some(messages) = &facts.messages {
        let held = messages.conversations.desk.facts();
        first_contacts.take(&held, &facts.owners(folder));
        if first_contacts.as_of(now.at).is_err() {
            return FirstContacts::default();
        }
    }
    first_contacts
}
