//! How a request goes, from its first message to its end.

mod ending;
mod in_writing;
mod there_and_then;

use support_kpi::Channel;

use super::calendar::{MINUTE, after_open_seconds, day_of, is_sale, weekday};
use super::cast::{Agent, BOT, Category, Pace, Priority, on_duty};
use super::conversation::{Action, Author, Contact, Conversation, Event};
use super::demand::Staffing;
use super::random::Random;

/// A request as it arrives.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) at: i64,
    pub(crate) channel: Channel,
    pub(crate) staffing: Staffing,
    pub(crate) customer: String,
    pub(crate) category: &'static Category,
    pub(crate) priority: Priority,
}

/// Everything that will happen to a request, also after the quarter.
pub(crate) fn play(request: &Request, random: &mut Random) -> Conversation {
    let mut course = Course {
        request,
        random,
        pace: Pace::of(request.channel),
        agent: None,
        now: request.at,
        conversation: Conversation::default(),
    };
    course.customer_writes();
    if request.staffing == Staffing::VoiceBox {
        course.leave_a_message();
    } else if course.is_self_served() {
        course.self_service();
    } else {
        match request.channel {
            Channel::Phone | Channel::InPerson => course.talk(),
            Channel::Chat => course.chat(),
            _ => course.correspond(),
        }
    }
    course.conversation
}

/// A conversation on its way.
struct Course<'a> {
    request: &'a Request,
    random: &'a mut Random,
    pace: &'static Pace,
    /// Who looks after the ticket; nobody yet at first.
    agent: Option<&'static Agent>,
    now: i64,
    conversation: Conversation,
}

impl Course<'_> {
    fn event(&mut self, author: Author, by: &str, action: Action) {
        self.conversation.events.push(Event {
            at: self.now,
            action,
            author,
            by: by.to_string(),
            channel: self.request.channel,
        });
    }

    fn customer(&mut self, action: Action) {
        let customer = self.request.customer.clone();
        self.event(Author::Customer, &customer, action);
    }

    fn customer_writes(&mut self) {
        self.customer(Action::Message);
    }

    fn bot(&mut self, action: Action) {
        self.event(Author::Automation, BOT, action);
    }

    fn colleague(&mut self, action: Action) {
        let name = self.agent_today().name;
        self.event(Author::Agent, name, action);
    }

    /// Who looks after the ticket: whoever did before, else somebody who is in today.
    fn agent_today(&mut self) -> &'static Agent {
        let (channel, day) = (self.request.channel, day_of(self.now));
        let agent = self
            .agent
            .unwrap_or_else(|| on_duty(channel, day, self.random));
        self.agent = Some(agent);
        agent
    }

    /// Another day, perhaps another colleague.
    fn hand_over(&mut self) {
        if self.random.chance(200) {
            self.agent = None;
        }
    }

    /// Time on the customer's side.
    fn pass(&mut self, median: i64, spread_percent: i64) {
        self.now += self.random.log_normal(median, spread_percent);
    }

    /// Time the desk takes, in its opening hours where the channel is written.
    fn work(&mut self, median: i64, spread_percent: i64) {
        let agent = self.agent_today();
        let day = day_of(self.now);
        let rush = match (is_sale(day), weekday(day)) {
            (true, _) => 150,
            (false, 0) => 120,
            (false, _) => 95,
        };
        let urgency = self.request.priority.patience();
        let usual = self.random.log_normal(median, spread_percent);
        let needed = (usual * agent.pace * rush * urgency / 1_000_000).max(2);
        self.now = match self.request.channel {
            Channel::Chat | Channel::Phone | Channel::InPerson => self.now + needed,
            channel => after_open_seconds(channel, self.now, needed),
        };
    }

    fn is_self_served(&mut self) -> bool {
        let odds = self.request.category.self_service * self.pace.self_service / 100;
        self.random.chance(odds)
    }

    /// The bot answers, or points to the page where the answer is.
    fn self_service(&mut self) {
        self.now += self.random.between(2, 6);
        self.bot(Action::Message);
        if self.random.chance(600) {
            if self.random.chance(500) {
                self.pass(45, 60);
                self.customer_writes();
                self.now += self.random.between(2, 6);
                self.bot(Action::Message);
            }
            self.pass(90, 50);
            self.bot(Action::Resolve);
        } else {
            self.pass(25 * MINUTE, 90);
            self.customer(Action::Resolve);
        }
    }

    fn leave_a_message(&mut self) {
        self.conversation.contacts.push(Contact {
            started_at: self.now,
            answered: None,
            ended_at: None,
            left: false,
        });
    }

    /// The warehouse or the carrier has to be asked, and the customer is told later.
    fn look_into_it(&mut self, median: i64) {
        self.now += self.random.between(5, 40);
        self.colleague(Action::Hold);
        let needed = self.random.log_normal(median, 80);
        self.now = after_open_seconds(Channel::Email, self.now, needed);
        self.colleague(Action::Resume);
        self.now += self.random.between(2 * MINUTE, 9 * MINUTE);
        self.colleague(Action::Message);
    }
}
