//! What a history of arrivals comes to, counted the slow way.
//!
//! Written from the rules and not from the desk: it keeps nothing between
//! events. It takes the versions that stand, sorts them, and looks for the end
//! of each wait and each hold by searching forwards from its start.

use std::collections::{BTreeMap, HashMap};

use support_kpi::clock::Clock;
use support_kpi::model::{Course, FirstAssignment, FirstConversation};
use support_kpi::stage::{DeskClock, Event, EventKind, Reopening};
use support_kpi::{BotInvolvement, Channel, Elapsed, Interaction, Outcome, Resolver, Ticket};

type At = chrono::DateTime<chrono::Utc>;
pub type TestEvent = Event<u8, u8, u8>;

/// A ticket fact, as plain values.
pub type TicketValues = (Ticket, Course, FirstConversation, Option<u8>, Option<u8>);
/// A contact fact, as plain values.
pub type ContactValues = (Interaction, Option<u8>);

/// Everything that a desk should say.
#[derive(Debug, Default, PartialEq)]
pub struct Recount {
    pub tickets: BTreeMap<u8, TicketValues>,
    pub contacts: HashMap<(u8, Interaction, Option<u8>), i64>,
    /// "merged", "spam", "no message", for tickets that do not count.
    pub excluded: BTreeMap<u8, &'static str>,
    pub received: u64,
    pub duplicates: u64,
    pub superseded: u64,
    pub deleted: u64,
    /// Events that stand, by what became of them ("counted" or a reason).
    pub events: BTreeMap<&'static str, u64>,
}

/// What stands of an event: nothing where it is deleted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Happened {
    at: At,
    rank: usize,
    by: Option<u8>,
    id: u8,
    kind: EventKind<u8>,
}

/// The order of kinds at one instant, as the data's description has it.
fn rank(kind: &EventKind<u8>) -> usize {
    let words = [
        "created",
        "customer",
        "agent",
        "automatic",
        "note",
        "handoff",
        "assigned",
        "hold",
        "resume",
        "abandon",
        "resolve",
        "reopen",
        "spam",
        "merged",
    ];
    let word = match kind {
        EventKind::CreatedByCustomer(_) | EventKind::CreatedByAgent => "created",
        EventKind::CustomerMessage(_) => "customer",
        EventKind::AgentReply => "agent",
        EventKind::BotMessage => "automatic",
        EventKind::AgentNote => "note",
        EventKind::BotHandoff => "handoff",
        EventKind::Assigned => "assigned",
        EventKind::Hold => "hold",
        EventKind::Resume => "resume",
        EventKind::Abandoned => "abandon",
        EventKind::Resolved(_) => "resolve",
        EventKind::Reopened => "reopen",
        EventKind::MarkedAsSpam => "spam",
        EventKind::MergedInto(_) => "merged",
        _ => unreachable!("all kinds are listed"),
    };
    let place = words.iter().position(|w| *w == word).expect("a word");
    // The customer's creation before the team's.
    2 * place + usize::from(*kind == EventKind::CreatedByAgent)
}

fn content(event: &TestEvent) -> Option<Happened> {
    Some(Happened {
        at: event.at()?,
        rank: rank(event.kind()?),
        by: event.agent().copied(),
        id: *event.id(),
        kind: *event.kind()?,
    })
}

/// Counts everything that arrived.
pub fn recount(arrivals: &[TestEvent], clock: &impl DeskClock, reopening: Reopening) -> Recount {
    let mut recount = Recount::default();
    let mut by_event: BTreeMap<(u8, u8), Vec<&TestEvent>> = BTreeMap::new();
    for event in arrivals {
        recount.received += 1;
        by_event
            .entry((*event.ticket(), *event.id()))
            .or_default()
            .push(event);
    }
    let mut by_ticket: BTreeMap<u8, Vec<Happened>> = BTreeMap::new();
    for ((ticket, _), versions) in by_event {
        let authority = |event: &&TestEvent| {
            let content = content(event);
            (event.version_number(), content.is_none(), content)
        };
        let wins = versions.iter().max_by_key(|e| authority(e)).expect("one");
        let copies = versions.iter().filter(|event| *event == wins).count() as u64;
        recount.duplicates += copies - 1;
        recount.superseded += versions.len() as u64 - copies;
        match content(wins) {
            Some(happened) => by_ticket.entry(ticket).or_default().push(happened),
            None => recount.deleted += 1,
        }
    }
    for (ticket, mut events) in by_ticket {
        events.sort();
        Ticketed::new(&events, reopening).judge(ticket, clock, &mut recount);
    }
    recount
}

/// What a desk measures on, for the tickets of one channel.
struct OfChannel<'a, C>(&'a C, Channel);

impl<C: DeskClock> Clock for OfChannel<'_, C> {
    fn elapsed(&self, from: At, to: At) -> std::time::Duration {
        self.0.elapsed_on(self.1, from, to)
    }

    fn deadline(&self, _: At, _: std::time::Duration) -> Option<At> {
        None
    }
}

/// Where a ticket stands before each of its events, and after the last.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Status {
    Open,
    Held,
    Resolved,
    Abandoned,
}

struct Ticketed<'a> {
    events: &'a [Happened],
    status: Vec<Status>,
    /// The index of the customer's first message.
    first: Option<usize>,
}

fn is_message(event: &Happened) -> bool {
    matches!(
        event.kind,
        EventKind::CustomerMessage(_) | EventKind::CreatedByCustomer(_)
    )
}

impl<'a> Ticketed<'a> {
    fn new(events: &'a [Happened], reopening: Reopening) -> Self {
        let first = events.iter().position(is_message);
        let mut status = vec![Status::Open];
        for (index, event) in events.iter().enumerate() {
            let open = first.is_some_and(|first| index >= first);
            let now = *status.last().expect("one");
            let closed = matches!(now, Status::Resolved | Status::Abandoned);
            status.push(match event.kind {
                EventKind::Hold if now == Status::Open => Status::Held,
                EventKind::Resume if now == Status::Held => Status::Open,
                // Before the first message a closing only ends a hold.
                EventKind::Resolved(_) | EventKind::Abandoned if !open => Status::Open,
                EventKind::Resolved(_) => Status::Resolved,
                EventKind::Abandoned if !closed => Status::Abandoned,
                EventKind::Reopened if closed => Status::Open,
                _ if is_message(event) && closed && reopening == Reopening::ByCustomerMessage => {
                    Status::Open
                }
                _ => now,
            });
        }
        Self {
            events,
            status,
            first,
        }
    }

    fn closed_before(&self, index: usize) -> bool {
        matches!(self.status[index], Status::Resolved | Status::Abandoned)
    }

    /// Whether the event at an index changed the status to this one.
    fn becomes(&self, index: usize, status: Status) -> bool {
        self.status[index] != status && self.status[index + 1] == status
    }

    fn reopens(&self, index: usize) -> bool {
        self.closed_before(index) && self.becomes(index, Status::Open)
    }

    fn after_first(&self) -> std::ops::Range<usize> {
        self.first.unwrap_or(self.events.len())..self.events.len()
    }

    fn at(&self, index: usize) -> At {
        self.events[index].at
    }

    /// Each wait: its first index, the index it is measured from, its end.
    fn waits(&self) -> Vec<(usize, usize, Option<usize>)> {
        let mut waits = Vec::new();
        let mut from = self.first;
        while let Some(start) = from {
            let ends = |index: &usize| {
                self.events[*index].kind == EventKind::AgentReply
                    || self.becomes(*index, Status::Resolved)
                    || self.becomes(*index, Status::Abandoned)
            };
            let end = (start + 1..self.events.len()).find(ends);
            let until = end.unwrap_or(self.events.len());
            let measured_from = (start + 1..until)
                .rfind(|index| self.events[*index].kind == EventKind::BotHandoff)
                .unwrap_or(start);
            waits.push((start, measured_from, end));
            from = end.and_then(|end| {
                (end + 1..self.events.len())
                    .find(|index| is_message(&self.events[*index]) || self.reopens(*index))
            });
        }
        waits
    }

    fn reasons(&self) -> Vec<&'static str> {
        let merged = self
            .events
            .iter()
            .position(|event| matches!(event.kind, EventKind::MergedInto(_)));
        let before = |index: usize| self.first.is_none_or(|first| index < first);
        let own = |index: usize| -> &'static str {
            let now = self.status[index];
            match self.events[index].kind {
                EventKind::Hold if now == Status::Held => "held twice",
                EventKind::Hold if self.closed_before(index) => "held while closed",
                EventKind::Resume if now != Status::Held => "resumed without hold",
                EventKind::AgentReply
                | EventKind::BotMessage
                | EventKind::AgentNote
                | EventKind::BotHandoff
                | EventKind::Reopened
                | EventKind::Resolved(_)
                | EventKind::Abandoned
                    if before(index) =>
                {
                    if self.first.is_none() {
                        "counted"
                    } else {
                        "before first message"
                    }
                }
                EventKind::CreatedByAgent if !before(index) => "created after",
                EventKind::Abandoned if self.closed_before(index) => "abandoned while closed",
                EventKind::Resolved(_) if now == Status::Resolved => "resolved twice",
                EventKind::Reopened if !self.closed_before(index) => "reopened while open",
                _ => "counted",
            }
        };
        (0..self.events.len())
            .map(|index| match merged {
                Some(merged) if index > merged => "after merge",
                _ => own(index),
            })
            .collect()
    }

    fn judge(&self, ticket: u8, clock: &impl DeskClock, recount: &mut Recount) {
        let any = |wanted: fn(&EventKind<u8>) -> bool| self.events.iter().any(|e| wanted(&e.kind));
        let excluded = if any(|kind| matches!(kind, EventKind::MergedInto(_))) {
            Some("merged")
        } else if any(|kind| *kind == EventKind::MarkedAsSpam) {
            Some("spam")
        } else if self.first.is_none() {
            Some("no message")
        } else {
            None
        };
        for reason in self.reasons() {
            let became = match (reason, excluded) {
                ("counted", Some(excluded)) => excluded,
                (reason, _) => reason,
            };
            *recount.events.entry(became).or_default() += 1;
        }
        match (excluded, self.first) {
            (Some(reason), _) => {
                recount.excluded.insert(ticket, reason);
            }
            (None, Some(first)) => {
                // The channel of the first message, for all that is measured.
                let channel = self.channel(first).expect("a message has one");
                let clock = &OfChannel(clock, channel);
                recount.tickets.insert(ticket, self.fact(first, clock));
                for (interaction, by) in self.contacts(clock) {
                    *recount
                        .contacts
                        .entry((ticket, interaction, by))
                        .or_default() += 1;
                }
            }
            (None, None) => unreachable!("excluded above"),
        }
    }

    fn contacts(&self, clock: &impl Clock) -> Vec<ContactValues> {
        let waits = self.waits();
        let mut contacts = Vec::new();
        for (number, (start, from, end)) in waits.iter().enumerate() {
            let channel = (0..=*start)
                .rev()
                .find_map(|index| self.channel(index))
                .expect("the first message's");
            let since = self.at(*from);
            let after = |end: usize| {
                Elapsed::try_from(clock.elapsed(since, self.at(end))).expect("it fits")
            };
            let next = waits.get(number + 1).map(|(start, ..)| *start);
            let (outcome, by) = match end {
                None => (Outcome::StillWaiting, None),
                Some(end) if self.events[*end].kind == EventKind::AgentReply => {
                    let until = next.unwrap_or(self.events.len());
                    let left = (*end..until).any(|index| self.becomes(index, Status::Abandoned));
                    let after = after(*end);
                    let outcome = if left {
                        Outcome::LeftAfterAnswer { after }
                    } else {
                        Outcome::Answered { after }
                    };
                    (outcome, self.events[*end].by)
                }
                Some(end) if self.becomes(*end, Status::Abandoned) => {
                    (Outcome::LeftWaiting { after: after(*end) }, None)
                }
                Some(_) => continue,
            };
            contacts.push((
                Interaction::new(channel, since, outcome).expect("it is"),
                by,
            ));
        }
        contacts
    }

    fn channel(&self, index: usize) -> Option<Channel> {
        match self.events[index].kind {
            EventKind::CustomerMessage(channel) | EventKind::CreatedByCustomer(channel) => {
                Some(channel)
            }
            _ => None,
        }
    }

    fn fact(&self, first: usize, clock: &impl Clock) -> TicketValues {
        let opened = self.at(first);
        let responses: Vec<(usize, usize)> = self
            .waits()
            .into_iter()
            .filter_map(|(_, from, end)| Some((from, end?)))
            .filter(|(_, end)| self.events[*end].kind == EventKind::AgentReply)
            .collect();
        let replies: Vec<usize> = self
            .after_first()
            .filter(|index| self.events[*index].kind == EventKind::AgentReply)
            .collect();
        let channel = self.channel(first).expect("a message has one");
        let total = responses
            .iter()
            .map(|(from, end)| clock.elapsed(self.at(*from), self.at(*end)))
            .sum();
        let count = |wanted: &dyn Fn(&usize) -> bool| self.after_first().filter(wanted).count();
        let course = self.course(first, &replies, clock);
        let mut builder = Ticket::builder(channel, opened)
            .responses(responses.len() as u32, total)
            .replies(replies.len() as u32)
            .reopens(count(&|index| self.reopens(*index)) as u16)
            .hold(course.on_hold().duration())
            .bot(
                match (
                    count(&|i| self.events[*i].kind == EventKind::BotHandoff),
                    count(&|i| self.events[*i].kind == EventKind::BotMessage),
                ) {
                    (0, 0) => BotInvolvement::None,
                    (0, _) => BotInvolvement::TookPart,
                    _ => BotInvolvement::HandedOver,
                },
            );
        if course.first_assignment() != FirstAssignment::None {
            builder = builder.handovers(course.handovers());
        }
        let mut first_answered_by = None;
        if let Some((from, end)) = responses.first() {
            builder = builder
                .first_response_at(self.at(*end))
                .first_response_took(clock.elapsed(self.at(*from), self.at(*end)));
            first_answered_by = self.events[*end].by;
        }
        let resolutions: Vec<usize> = self
            .after_first()
            .filter(|index| self.becomes(*index, Status::Resolved))
            .collect();
        if let Some(index) = resolutions.first() {
            builder = builder.first_resolution_took(clock.elapsed(opened, self.at(*index)));
        }
        let mut resolved_by = None;
        match self.status.last().expect("one") {
            Status::Open => {}
            Status::Held => builder = builder.on_hold(),
            Status::Abandoned => {
                let closed = self
                    .after_first()
                    .rfind(|i| self.becomes(*i, Status::Abandoned));
                builder = builder.abandoned_at(self.at(closed.expect("one")));
            }
            Status::Resolved => {
                let last = *resolutions.last().expect("one");
                let EventKind::Resolved(resolver) = self.events[last].kind else {
                    unreachable!("only a resolution resolves")
                };
                builder = builder
                    .resolved_at(self.at(last), resolver)
                    .resolution_took(clock.elapsed(opened, self.at(last)));
                if resolver == Resolver::Agent {
                    resolved_by = self.events[last].by;
                }
            }
        }
        let conversation = self.first_conversation(first, &replies, resolutions.first().copied());
        (
            builder.build().expect("a ticket"),
            course,
            conversation,
            first_answered_by,
            resolved_by,
        )
    }

    fn first_conversation(
        &self,
        first: usize,
        replies: &[usize],
        resolved: Option<usize>,
    ) -> FirstConversation {
        let channel = self.channel(first).expect("a message has one");
        let open = FirstConversation::open(channel, self.at(first)).expect("it is");
        let Some(resolved) = resolved else {
            return open;
        };
        let before = replies.iter().filter(|index| **index < resolved).count();
        let mut conversation = open
            .resolved(self.at(resolved), before as u32)
            .expect("it is");
        let later = || resolved + 1..self.events.len();
        if let Some(index) = later().find(|index| self.reopens(*index)) {
            conversation = conversation.reopened(self.at(index)).expect("later");
        }
        if let Some(index) = replies.iter().find(|index| **index > resolved) {
            conversation = conversation.followed_up(self.at(*index)).expect("later");
        }
        if let Some(index) = later().find(|index| is_message(&self.events[*index])) {
            conversation = conversation.returned(self.at(index)).expect("later");
        }
        if *self.status.last().expect("one") == Status::Resolved {
            conversation
        } else {
            conversation.unresolved()
        }
    }

    fn course(&self, first: usize, replies: &[usize], clock: &impl Clock) -> Course {
        // Each gap between two events in one go: who is waited for in it.
        let waits = self.waits();
        let mut sums = [std::time::Duration::ZERO; 3];
        for index in first..self.events.len() - 1 {
            let time = clock.elapsed(self.at(index), self.at(index + 1));
            let waiting = waits
                .iter()
                .any(|(start, _, end)| *start <= index && end.is_none_or(|end| index < end));
            match self.status[index + 1] {
                Status::Resolved | Status::Abandoned => {}
                Status::Held => sums[2] += time,
                Status::Open if waiting => sums[0] += time,
                Status::Open => sums[1] += time,
            }
        }
        // The spell that still runs is not counted: take off what came after its start.
        let class = |index: usize| {
            let waiting = waits
                .iter()
                .any(|(start, _, end)| *start <= index && end.is_none_or(|end| index < end));
            match self.status[index + 1] {
                Status::Resolved | Status::Abandoned => 3,
                Status::Held => 2,
                Status::Open if waiting => 0,
                Status::Open => 1,
            }
        };
        let last = self.events.len() - 1;
        let running = (first..=last)
            .rev()
            .take_while(|index| class(*index) == class(last))
            .last()
            .expect("the last one");
        if class(last) < 3 {
            for index in running..last {
                sums[class(last)] -= clock.elapsed(self.at(index), self.at(index + 1));
            }
        }
        let [for_team, for_customer, on_hold] =
            sums.map(|sum| Elapsed::try_from(sum).expect("it fits"));

        let given: Vec<usize> = (0..self.events.len())
            .filter(|i| self.events[*i].kind == EventKind::Assigned && self.events[*i].by.is_some())
            .collect();
        let first_assignment = match given.first() {
            None => FirstAssignment::None,
            Some(index) if *index < first => FirstAssignment::BeforeOpening,
            Some(index) => FirstAssignment::After(
                Elapsed::try_from(clock.elapsed(self.at(first), self.at(*index))).expect("it fits"),
            ),
        };
        let handovers = given
            .windows(2)
            .filter(|pair| pair[1] > first)
            .filter(|pair| self.events[pair[0]].by != self.events[pair[1]].by)
            .count();

        let repeated: Vec<(usize, usize)> = replies
            .iter()
            .filter_map(|reply| {
                let (_, _, end) = waits
                    .iter()
                    .rfind(|(start, ..)| start < reply)
                    .expect("the opening's");
                let answer = end.filter(|end| self.events[*end].kind == EventKind::AgentReply)?;
                (answer < *reply).then_some((answer, *reply))
            })
            .collect();
        let by_another = repeated
            .iter()
            .filter(|(answer, reply)| self.events[*answer].by != self.events[*reply].by)
            .count();
        Course::default()
            .waited(for_team, for_customer, on_hold)
            .assigned(first_assignment, handovers as u16)
            .and_then(|course| {
                course.replied(
                    replies.len() as u32,
                    repeated.len() as u32,
                    by_another as u32,
                )
            })
            .expect("a course")
    }
}
