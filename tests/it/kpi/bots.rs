//! Bots against a table by hand and a list.

use proptest::prelude::*;
use support_kpi::kpi::Bots;
use support_kpi::{BotInvolvement, Calculator, Channel, Resolver, Ticket, TicketBuilder};

use crate::facts;

fn ticket(bot: BotInvolvement) -> TicketBuilder {
    Ticket::builder(Channel::Chat, facts::epoch()).bot(bot)
}

fn resolved(bot: BotInvolvement, by: Resolver, replies: u32) -> Ticket {
    ticket(bot)
        .replies(replies)
        .resolved_at(facts::after(9), by)
        .build()
        .expect("a ticket")
}

#[test]
fn a_table_by_hand() {
    use BotInvolvement::{HandedOver, None, TookPart};
    let open = ticket(TookPart).build().expect("a ticket");
    let replied = ticket(TookPart)
        .first_response_at(facts::after(1))
        .build()
        .expect("a ticket");
    let bots = Bots::of(&[
        resolved(TookPart, Resolver::Automation, 0), // contained
        resolved(TookPart, Resolver::Customer, 0),   // contained
        resolved(TookPart, Resolver::Customer, 1),   // escalated: an agent replied
        resolved(TookPart, Resolver::Agent, 0),      // escalated: an agent resolved
        resolved(TookPart, Resolver::NotKnown, 0),   // neither
        resolved(HandedOver, Resolver::Agent, 2),    // escalated, handed over
        resolved(HandedOver, Resolver::Customer, 0), // contained after all, though handed over
        open,                                        // neither, so far
        replied,                                     // escalated
        resolved(None, Resolver::Automation, 0),     // without a bot
    ]);
    assert_eq!(bots.involvement().to_string(), "9 of 10 (90 %)");
    assert_eq!(bots.hand_off().to_string(), "2 of 9 (22.2 %)");
    assert_eq!(bots.containment().to_string(), "3 of 9 (33.3 %)");
    assert_eq!(bots.escalation().to_string(), "5 of 9 (55.6 %)");
}

#[test]
fn nothing_counted_is_no_value() {
    let bots = Bots::default();
    assert_eq!(bots.involvement().percent(), None);
    let without = Bots::of(&[resolved(BotInvolvement::None, Resolver::Agent, 1)]);
    assert_eq!(without.involvement().to_string(), "0 of 1 (0 %)");
    assert_eq!(without.containment().percent(), None);
}

proptest! {
    #[test]
    fn it_agrees_with_a_list(tickets in prop::collection::vec(facts::ticket(), 0..60)) {
        let bots = Bots::of(&tickets);
        let with: Vec<_> = tickets.iter().filter(|t| t.bot() != BotInvolvement::None).collect();
        let silent = |t: &&&Ticket| !t.has_first_response() && matches!(t.replies(), None | Some(0));
        let contained = with
            .iter()
            .filter(silent)
            .filter(|t| [Some(Resolver::Automation), Some(Resolver::Customer)].contains(&t.resolved_by()))
            .count();
        let untouched = with
            .iter()
            .filter(silent)
            .filter(|t| t.bot() == BotInvolvement::TookPart && t.resolved_by() != Some(Resolver::Agent))
            .count();
        prop_assert_eq!(bots.involvement().part(), Some(with.len() as u64));
        prop_assert_eq!(bots.involvement().whole(), Some(tickets.len() as u64));
        prop_assert_eq!(bots.containment().part(), Some(contained as u64));
        prop_assert_eq!(bots.escalation().complement().part(), Some(untouched as u64));
    }
}
