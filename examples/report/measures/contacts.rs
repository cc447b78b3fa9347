//! The KPIs over interactions.

use std::time::Duration;

use support_kpi::breakdown::By;
use support_kpi::kpi::{AbandonmentRate, AnswerTarget, AverageHandleTime, PhoneServiceLevel};
use support_kpi::summary::Count;
use support_kpi::{Calculator as _, Channel, Sign};

use super::super::rows::ContactFact;

/// The T of "80 % in T seconds": the trade's 20, as no file declares another.
pub(crate) const ANSWER_TARGET: Duration = Duration::from_secs(20);

/// The KPIs of each channel, in one pass.
pub(crate) type ContactKpis = (AbandonmentRate, AverageHandleTime);

/// What the interactions of a folder add up to.
#[derive(Debug, Default)]
pub(crate) struct ContactMeasures {
    pub(crate) by_channel: By<Channel, ContactKpis>,
    /// Calls alone: other channels have no service level of the telephone.
    pub(crate) calls: PhoneServiceLevel,
    /// How many each agent answered; `None` where who did is not known.
    pub(crate) handled_by_agent: By<Option<String>, Count>,
}

impl ContactMeasures {
    pub(crate) fn of(facts: &[ContactFact]) -> Self {
        let target = AnswerTarget::within(ANSWER_TARGET);
        let mut measures = Self::default();
        for fact in facts {
            let contact = &fact.contact;
            measures
                .by_channel
                .group(&contact.channel())
                .record(contact);
            if contact.channel() == Channel::Phone {
                measures.calls.record(&target.judge(contact));
            }
            if contact.was_answered() {
                measures
                    .handled_by_agent
                    .group(&fact.agent)
                    .add(Sign::Plus, 1);
            }
        }
        measures
    }

    /// All channels together.
    pub(crate) fn all(&self) -> ContactKpis {
        self.by_channel.total()
    }
}
