//! The quarter's tickets, each with its history.

use super::calendar::{DAY, HOUR};
use super::cast::{Category, Priority};
use super::conversation::{Conversation, Outline};
use super::course::{Request, play};
use super::customers::{Purchase, is_regular, name, regulars};
use super::demand::arrivals;
use super::random::Random;

/// A request with everything that happened to it by the end of the quarter.
#[derive(Debug)]
pub(crate) struct Ticket {
    pub(crate) number: usize,
    pub(crate) request: Request,
    pub(crate) conversation: Conversation,
    pub(crate) outline: Outline,
}

impl Ticket {
    pub(crate) fn id(&self) -> String {
        format!("T-{}", 10_001 + self.number)
    }
}

/// So many tickets of so many customers, in the order of their opening.
pub(crate) fn tickets(
    seed: u64,
    count: usize,
    customers: usize,
    purchases: &[Purchase],
) -> Vec<Ticket> {
    let mut tickets: Vec<Ticket> = Vec::with_capacity(count);
    for (number, arrival) in arrivals(seed, count).into_iter().enumerate() {
        let mut random = Random::stream(seed, "ticket", number);
        let before = returning(&tickets, arrival.at, &mut random);
        let category = match before {
            Some(before) => before.request.category,
            None => Category::draw(&mut random),
        };
        let customer = match before {
            Some(before) => before.request.customer.clone(),
            None => whose(category, arrival.at, customers, purchases, &mut random),
        };
        let priority = category.priority(&mut random);
        let request = Request {
            at: arrival.at,
            channel: arrival.channel,
            staffing: arrival.staffing,
            // The desk looks after its regulars first.
            priority: if is_regular(&customer) {
                priority.max(Priority::High)
            } else {
                priority
            },
            customer,
            category,
        };
        let conversation = play(&request, &mut random).until_end();
        let outline = conversation.outline();
        tickets.push(Ticket {
            number,
            request,
            conversation,
            outline,
        });
    }
    tickets
}

/// Some requests are about one that was resolved in the week before.
fn returning<'a>(tickets: &'a [Ticket], at: i64, random: &mut Random) -> Option<&'a Ticket> {
    if !random.chance(70) {
        return None;
    }
    let recent: Vec<&Ticket> = tickets
        .iter()
        .rev()
        .take_while(|ticket| at - ticket.request.at < 8 * DAY)
        .filter(|ticket| {
            let resolved = ticket.outline.resolved;
            resolved.is_some_and(|(when, _)| when < at - HOUR && at - when < 6 * DAY)
        })
        .collect();
    (!recent.is_empty()).then(|| *random.pick(&recent))
}

/// Whose request it is: one of the regulars, somebody with an order on the way, or anybody.
fn whose(
    category: &Category,
    at: i64,
    customers: usize,
    purchases: &[Purchase],
    random: &mut Random,
) -> String {
    if random.chance(60) {
        return name(random.position(regulars(customers)), customers);
    }
    if category.of_order {
        let from = purchases.partition_point(|purchase| purchase.at < at - 21 * DAY);
        let to = purchases.partition_point(|purchase| purchase.at < at - 6 * HOUR);
        if from < to {
            return random.pick(&purchases[from..to]).customer.clone();
        }
    } else if random.chance(450) {
        // Somebody who has bought nothing yet.
        return format!("g{:04}", random.between(1, 800));
    }
    name(random.position(customers), customers)
}
