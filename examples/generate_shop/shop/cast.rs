//! Who works in the shop, and what customers write about.

use support_kpi::Channel::{self, Chat, Email, InPerson, Messaging, Phone, Sms, Social, Web};

use super::calendar::weekday;
use super::random::Random;

/// The name of the automation that greets, answers and closes.
pub(crate) const BOT: &str = "parcel-bot";

/// Somebody of the team.
#[derive(Debug)]
pub(crate) struct Agent {
    pub(crate) name: &'static str,
    /// Time needed, in percent of the usual one.
    pub(crate) pace: i64,
    /// How good the answers are, from 0 to 100.
    pub(crate) care: i64,
    channels: &'static [Channel],
    /// From 0 on Monday.
    days_off: [i64; 2],
    first_day: i64,
}

const AGENTS: [Agent; 9] = [
    agent("aoki", 80, 82, &[Email, Web, Social], [5, 6], 0),
    agent("endo", 105, 90, &[Email, Web, Phone], [2, 6], 0),
    // Fast, and not always right.
    agent("fujii", 70, 66, &[Chat, Sms, Messaging, Email], [1, 2], 0),
    // Slow, and hardly ever asked twice.
    agent("hara", 125, 95, &[Email, Web, Social, Phone], [0, 6], 0),
    agent("ito", 95, 85, &[Phone, Email], [5, 6], 0),
    agent("kondo", 90, 79, &[Chat, Messaging, Sms, Social], [3, 4], 0),
    agent("mori", 100, 93, &[Chat, Messaging, Sms, Phone], [0, 3], 0),
    // New in the team, from 7 May on.
    agent("ono", 150, 74, &[Email, Chat, InPerson], [5, 6], 36),
    agent(
        "sato",
        95,
        88,
        &[InPerson, Phone, Messaging, Social],
        [1, 2],
        0,
    ),
];

const fn agent(
    name: &'static str,
    pace: i64,
    care: i64,
    channels: &'static [Channel],
    days_off: [i64; 2],
    first_day: i64,
) -> Agent {
    Agent {
        name,
        pace,
        care,
        channels,
        days_off,
        first_day,
    }
}

/// Somebody who answers on a channel on a day, the faster the more often; where
/// nobody who knows the channel is in, a colleague stays on.
pub(crate) fn on_duty(channel: Channel, day: i64, random: &mut Random) -> &'static Agent {
    let skilled = |agent: &Agent| agent.channels.contains(&channel) && agent.first_day <= day;
    let present = |agent: &Agent| skilled(agent) && !agent.days_off.contains(&weekday(day));
    let somebody = AGENTS.iter().any(present);
    let weight = |agent: &Agent| {
        let available = if somebody {
            present(agent)
        } else {
            skilled(agent)
        };
        if available { 10_000 / agent.pace } else { 0 }
    };
    &AGENTS[random.weighted(AGENTS.iter().map(weight))]
}

/// How good somebody's answers are; nobody has no care.
pub(crate) fn care_of(name: &str) -> Option<i64> {
    AGENTS
        .iter()
        .find(|agent| agent.name == name)
        .map(|agent| agent.care)
}

/// What a request is about.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Category {
    pub(crate) name: &'static str,
    weight: i64,
    /// How often customers can help themselves, in a thousand.
    pub(crate) self_service: i64,
    /// Whether the request is about an order.
    pub(crate) of_order: bool,
    /// Low, normal, high and urgent, by weight.
    priorities: [i64; 4],
}

const CATEGORIES: [Category; 10] = [
    category("where_is_my_order", 27, 300, true, [10, 75, 13, 2]),
    category("return", 14, 130, true, [25, 68, 7, 0]),
    category("product_question", 14, 150, false, [45, 53, 2, 0]),
    category("refund", 10, 30, true, [5, 60, 32, 3]),
    category("payment", 9, 60, false, [3, 55, 34, 8]),
    category("damaged", 7, 0, true, [2, 48, 42, 8]),
    category("wrong_item", 6, 0, true, [2, 50, 42, 6]),
    category("account", 6, 330, false, [30, 60, 9, 1]),
    category("cancel_or_change", 5, 120, true, [0, 30, 50, 20]),
    category("complaint", 2, 0, true, [0, 20, 60, 20]),
];

const fn category(
    name: &'static str,
    weight: i64,
    self_service: i64,
    of_order: bool,
    priorities: [i64; 4],
) -> Category {
    Category {
        name,
        weight,
        self_service,
        of_order,
        priorities,
    }
}

impl Category {
    pub(crate) fn draw(random: &mut Random) -> &'static Self {
        &CATEGORIES[random.weighted(CATEGORIES.iter().map(|category| category.weight))]
    }

    pub(crate) fn priority(&self, random: &mut Random) -> Priority {
        const ALL: [Priority; 4] = [
            Priority::Low,
            Priority::Normal,
            Priority::High,
            Priority::Urgent,
        ];
        ALL[random.weighted(self.priorities)]
    }
}

/// What is answered first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Priority {
    Low,
    Normal,
    High,
    Urgent,
}

impl Priority {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Normal => "normal",
            Self::High => "high",
            Self::Urgent => "urgent",
        }
    }

    /// How long it waits, in percent of the usual time.
    pub(crate) const fn patience(self) -> i64 {
        match self {
            Self::Low => 130,
            Self::Normal => 100,
            Self::High => 75,
            Self::Urgent => 45,
        }
    }
}

/// How a channel is worked, times in seconds.
#[derive(Debug)]
pub(crate) struct Pace {
    pub(crate) channel: Channel,
    /// How many of a thousand requests come this way.
    pub(crate) weight: i64,
    /// The median wait for the first answer.
    pub(crate) first: i64,
    /// The median wait for an answer after that.
    pub(crate) next: i64,
    /// The median time a customer takes to write again.
    pub(crate) customer: i64,
    /// How often the customer writes again after an answer, in a thousand.
    pub(crate) again: i64,
    /// How often customers leave before they are helped, in a thousand.
    pub(crate) leave: i64,
    /// How often a resolved request comes up again, in a thousand.
    pub(crate) reopen: i64,
    /// How often customers can help themselves here, in percent of their category's.
    pub(crate) self_service: i64,
}

pub(crate) const PACES: [Pace; 8] = [
    pace(Email, 330, [6_000, 5_400, 9_000], [370, 0, 62, 95]),
    pace(Social, 90, [2_100, 1_500, 2_400], [380, 0, 40, 40]),
    pace(Chat, 205, [65, 30, 40], [580, 150, 22, 170]),
    pace(Sms, 40, [150, 120, 240], [330, 80, 20, 0]),
    pace(Messaging, 100, [330, 210, 420], [400, 80, 25, 120]),
    pace(Phone, 130, [48, 0, 0], [0, 160, 30, 0]),
    pace(Web, 75, [7_200, 6_000, 10_800], [360, 0, 50, 150]),
    pace(InPerson, 30, [210, 0, 0], [0, 80, 10, 0]),
];

/// First, next and customer; again, leave, reopen and self-service.
const fn pace(channel: Channel, weight: i64, waits: [i64; 3], odds: [i64; 4]) -> Pace {
    let [first, next, customer] = waits;
    let [again, leave, reopen, self_service] = odds;
    Pace {
        channel,
        weight,
        first,
        next,
        customer,
        again,
        leave,
        reopen,
        self_service,
    }
}

impl Pace {
    pub(crate) fn of(channel: Channel) -> &'static Self {
        PACES
            .iter()
            .find(|pace| pace.channel == channel)
            .expect("every channel of the shop has a pace")
    }
}
