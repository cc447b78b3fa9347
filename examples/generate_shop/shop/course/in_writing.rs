//! By e-mail, in messages, through a form: the customer writes and goes away.

use support_kpi::Channel;

use super::super::calendar::{HOUR, MINUTE};
use super::super::conversation::Action;
use super::Course;

impl Course<'_> {
    pub(super) fn correspond(&mut self) {
        self.greet();
        // Some messages are lost among the others, and nobody answers them.
        if self.random.chance(22) {
            return;
        }
        if self.random.chance(60) {
            let enquiry = self.pace.first / 3;
            self.work(enquiry, 60);
            self.colleague(Action::Note);
        }
        self.work(self.pace.first, 95);
        self.colleague(Action::Message);
        if self.random.chance(80) {
            // Something was forgotten.
            self.now += self.random.between(MINUTE, 12 * MINUTE);
            self.colleague(Action::Message);
        }
        let mut channel = self.request.channel;
        for _ in 0..4 {
            if !self.random.chance(self.pace.again) {
                break;
            }
            self.pass(self.pace.customer, 90);
            if channel == Channel::Email && self.random.chance(60) {
                channel = Channel::Web;
            }
            self.customer_writes();
            if let Some(event) = self.conversation.events.last_mut() {
                event.channel = channel;
            }
            self.hand_over();
            self.work(self.pace.next, 85);
            self.colleague(Action::Message);
            if self.random.chance(150) {
                self.look_into_it(3 * HOUR);
            }
        }
        if self.random.chance(self.pace.leave) {
            self.pass(20 * MINUTE, 60);
            self.customer(Action::Abandon);
            return;
        }
        self.close();
        self.come_back();
    }

    /// What the automation says before anybody has read the message.
    fn greet(&mut self) {
        match self.request.channel {
            Channel::Email | Channel::Web if self.random.chance(600) => {
                self.now += self.random.between(2, 9);
                self.bot(Action::Message);
            }
            Channel::Messaging | Channel::Social if self.random.chance(220) => {
                self.now += self.random.between(2, 5);
                self.bot(Action::Message);
                self.pass(70, 60);
                self.customer_writes();
                self.now += self.random.between(2, 5);
                self.bot(Action::Handoff);
            }
            _ => {}
        }
    }
}
