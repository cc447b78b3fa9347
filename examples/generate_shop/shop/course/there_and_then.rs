//! On the phone, at the counter, in a chat: the customer waits there and then.

use super::super::calendar::HOUR;
use super::super::conversation::{Action, Contact};
use super::Course;

impl Course<'_> {
    pub(super) fn talk(&mut self) {
        let started_at = self.now;
        if self.leaves_waiting(started_at) {
            return;
        }
        self.work(self.pace.first, 85);
        let answered = self.answer();
        if self.random.chance(120) {
            self.now += self.random.between(30, 90);
            self.colleague(Action::Note);
        }
        self.pass(240, 55);
        if self.leaves_after_answer(started_at, answered) {
            return;
        }
        self.end_contact(started_at, answered);
        if self.random.chance(60) {
            self.look_into_it(3 * HOUR);
        }
        self.colleague(Action::Resolve);
        self.come_back();
    }

    pub(super) fn chat(&mut self) {
        if self.random.chance(350) {
            self.now += 2;
            self.bot(Action::Message);
            self.pass(25, 40);
            self.customer_writes();
            self.now += self.random.between(2, 5);
            self.bot(Action::Handoff);
        }
        // After a hand-off the customer waits for a person from now on.
        let started_at = self.now;
        if self.leaves_waiting(started_at) {
            return;
        }
        self.work(self.pace.first, 75);
        let answered = self.answer();
        for _ in 0..4 {
            if !self.random.chance(self.pace.again) {
                break;
            }
            self.pass(self.pace.customer, 60);
            self.customer_writes();
            self.work(self.pace.next, 60);
            self.colleague(Action::Message);
        }
        if self.leaves_after_answer(started_at, answered) {
            return;
        }
        self.pass(90, 60);
        self.end_contact(started_at, answered);
        if self.random.chance(50) {
            self.look_into_it(3 * HOUR);
        }
        self.close();
        self.come_back();
    }

    pub(super) fn answer(&mut self) -> (i64, &'static str) {
        self.colleague(Action::Message);
        (self.now, self.agent_today().name)
    }

    /// Two in three of those who leave do so before anybody answers.
    fn leaves_waiting(&mut self, started_at: i64) -> bool {
        let leaves = self.random.chance(self.pace.leave * 2 / 3);
        if leaves {
            self.pass(self.pace.first * 2, 80);
            self.customer(Action::Abandon);
            self.contact(started_at, None, true);
        }
        leaves
    }

    fn leaves_after_answer(&mut self, started_at: i64, answered: (i64, &'static str)) -> bool {
        let leaves = self.random.chance(self.pace.leave / 3);
        if leaves {
            self.pass(40, 60);
            self.customer(Action::Abandon);
            self.contact(started_at, Some(answered), true);
        }
        leaves
    }

    pub(super) fn end_contact(&mut self, started_at: i64, answered: (i64, &'static str)) {
        self.contact(started_at, Some(answered), false);
    }

    fn contact(&mut self, started_at: i64, answered: Option<(i64, &'static str)>, left: bool) {
        self.conversation.contacts.push(Contact {
            started_at,
            answered,
            ended_at: Some(self.now),
            left,
        });
    }
}
