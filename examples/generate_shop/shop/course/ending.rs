//! How a conversation ends, and that some ends are not the end.

use support_kpi::Channel;

use super::super::calendar::{DAY, HOUR, MINUTE, after_open_seconds};
use super::super::conversation::{Action, Author};
use super::Course;

impl Course<'_> {
    pub(super) fn close(&mut self) {
        match self.random.below(1_000) {
            0..780 => {
                if self.random.chance(250) {
                    self.now += self.random.between(20, 10 * MINUTE);
                }
                self.colleague(Action::Resolve);
            }
            780..930 => {
                self.pass(self.pace.customer, 80);
                self.customer(Action::Resolve);
            }
            930..975 => {
                // No word from the customer for long enough.
                self.now += if self.request.channel.is_real_time() {
                    HOUR
                } else {
                    2 * DAY
                };
                self.bot(Action::Resolve);
            }
            _ => {
                self.now += self.random.between(20, 30 * MINUTE);
                self.event(Author::Unknown, "", Action::Resolve);
            }
        }
        if !self.request.channel.is_real_time() && self.random.chance(40) {
            self.say_thanks();
        }
    }

    /// A message after the end, which opens nothing.
    fn say_thanks(&mut self) {
        self.pass(40 * MINUTE, 90);
        self.customer_writes();
        if self.random.chance(500) {
            self.work(self.pace.next, 85);
            self.colleague(Action::Message);
        }
    }

    /// Resolved, and it was not: the careless answers come back more often.
    pub(super) fn come_back(&mut self) {
        let care = self.agent_today().care;
        if !self.random.chance(self.pace.reopen * (240 - care) / 100) {
            return;
        }
        let delay = self.random.log_normal(14 * HOUR, 90);
        let within_hours = self.random.below(2 * HOUR);
        self.now = after_open_seconds(self.request.channel, self.now + delay, within_hours);
        self.customer_writes();
        self.customer(Action::Reopen);
        self.hand_over();
        let started_at = self.now;
        self.work(self.pace.first, 75);
        let answered = self.answer();
        if matches!(
            self.request.channel,
            Channel::Phone | Channel::InPerson | Channel::Chat
        ) {
            self.pass(260, 50);
            self.end_contact(started_at, answered);
        }
        if self.random.chance(300) {
            // Something else has to be sent first.
            self.look_into_it(18 * HOUR);
        }
        self.colleague(Action::Resolve);
    }
}
