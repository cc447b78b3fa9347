//! Who buys, when, and for how much.

use super::calendar::{DAY, DAYS, END, HOUR, MINUTE, midnight};
use super::random::Random;

/// An order that was paid.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Purchase {
    pub(crate) at: i64,
    pub(crate) customer: String,
    pub(crate) yen: i64,
}

/// How many of so many customers are known by name in the shop.
pub(crate) const fn regulars(customers: usize) -> usize {
    customers.div_ceil(30)
}

/// A customer's name, the regulars first.
pub(crate) fn name(number: usize, customers: usize) -> String {
    let regulars = regulars(customers);
    if number < regulars {
        format!("vip-{:02}", number + 1)
    } else {
        format!("c{:04}", number - regulars + 1)
    }
}

/// Whether the name is that of a regular.
pub(crate) fn is_regular(name: &str) -> bool {
    name.starts_with("vip")
}

/// Every purchase of so many customers in the quarter, in order of time.
pub(crate) fn purchases(seed: u64, customers: usize) -> Vec<Purchase> {
    let mut purchases: Vec<Purchase> = (0..customers)
        .flat_map(|number| of_customer(seed, number, customers))
        .collect();
    purchases.sort_unstable();
    purchases
}

fn of_customer(seed: u64, number: usize, customers: usize) -> Vec<Purchase> {
    let mut random = Random::stream(seed, "purchases", number);
    let customer = name(number, customers);
    let is_regular = is_regular(&customer);
    let first_day = random.below(if is_regular { 14 } else { DAYS });
    let (mut odds, step, gap) = if is_regular {
        (930, 0, 11)
    } else {
        (500, 60, 15)
    };
    let mut purchases = Vec::new();
    let mut at = midnight(first_day) + time_of_day(&mut random);
    while at < END {
        let yen = amount(&mut random);
        purchases.push(Purchase {
            at,
            customer: customer.clone(),
            yen,
        });
        if random.chance(25) {
            // Something was forgotten.
            let later = at + random.between(8 * MINUTE, 50 * MINUTE);
            if later < END {
                let yen = amount(&mut random);
                purchases.push(Purchase {
                    at: later,
                    customer: customer.clone(),
                    yen,
                });
            }
        }
        if !random.chance(odds) {
            break;
        }
        // Who has come twice comes again more easily.
        odds += step;
        let days = random.log_normal(gap * DAY, 70) / DAY + 1;
        let today = (at - midnight(0)) / DAY;
        at = midnight(today + days) + time_of_day(&mut random);
    }
    purchases
}

fn time_of_day(random: &mut Random) -> i64 {
    const BY_HOUR: [i64; 24] = [
        30, 15, 7, 4, 3, 5, 14, 28, 36, 44, 52, 56, 74, 60, 52, 50, 50, 54, 62, 76, 98, 110, 92, 56,
    ];
    let hour = random.weighted(BY_HOUR);
    i64::try_from(hour).expect("an hour is from 0 to 23") * HOUR + random.below(HOUR)
}

/// A basket in yen, which has no decimals; under 6,000 yen the parcel costs extra.
fn amount(random: &mut Random) -> i64 {
    let goods = random.log_normal(4_800, 65).max(400) / 10 * 10;
    if goods < 6_000 { goods + 550 } else { goods }
}
