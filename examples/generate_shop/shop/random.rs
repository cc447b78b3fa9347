//! Chance, the same on every machine: integers only.

/// `SplitMix64` (Steele, Lea and Flood, 2014), and draws made from it.
///
/// No draw goes through a floating-point function: those differ in their last
/// digits between platforms, and a committed file must not.
#[derive(Debug, Clone)]
pub(crate) struct Random {
    state: u64,
}

impl Random {
    pub(crate) const fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// A stream of its own for one subject and one of its members, so that a
    /// change in the one leaves the others as they were.
    pub(crate) fn stream(seed: u64, subject: &str, member: usize) -> Self {
        let mut mixed = Self::new(seed);
        for byte in subject.bytes() {
            mixed.state ^= u64::from(byte);
            mixed.state = mixed.next();
        }
        mixed.state ^= u64::try_from(member).expect("a member's number fits in 64 bits");
        Self::new(mixed.next())
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below the bound, which has to be positive.
    pub(crate) fn below(&mut self, bound: i64) -> i64 {
        let scaled = (i128::from(self.next()) * i128::from(bound)) >> 64;
        i64::try_from(scaled).expect("the product is below the bound")
    }

    /// A number between two, both of them included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below(high - low + 1)
    }

    /// True this often in a thousand draws.
    pub(crate) fn chance(&mut self, per_mille: i64) -> bool {
        self.below(1_000) < per_mille
    }

    /// A position in a list of so many.
    pub(crate) fn position(&mut self, count: usize) -> usize {
        let count = i64::try_from(count).expect("a list in memory has fewer items");
        usize::try_from(self.below(count)).expect("a position is not negative")
    }

    /// One of the items, all alike.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.position(items.len())]
    }

    /// The position of one of the weights, by weight; at least one has to be positive.
    pub(crate) fn weighted(&mut self, weights: impl IntoIterator<Item = i64> + Clone) -> usize {
        let mut left = self.below(weights.clone().into_iter().sum());
        for (position, weight) in weights.into_iter().enumerate() {
            if left < weight {
                return position;
            }
            left -= weight;
        }
        unreachable!("what is left is below the sum of the weights")
    }

    /// A standard normal draw in units of 1/65536: twelve uniform ones, less their mean.
    fn normal(&mut self) -> i64 {
        let uniform: i64 = (0..12).map(|_| self.below(ONE)).sum();
        uniform - 6 * ONE
    }

    /// A normal draw around a mean, to the nearest whole below.
    pub(crate) fn around(&mut self, mean: i64, deviation: i64) -> i64 {
        mean + ((self.normal() * deviation) >> 16)
    }

    /// A log-normal draw: half of all are below the median, and one in six is
    /// beyond the median times e to the spread (in percent).
    pub(crate) fn log_normal(&mut self, median: i64, spread_percent: i64) -> i64 {
        let exponent = self.normal() * spread_percent / 100;
        times_exponential(median, exponent).max(1)
    }
}

/// 1 in units of 1/65536.
const ONE: i64 = 1 << 16;

/// A number times e to the exponent, which is in units of 1/65536.
fn times_exponential(number: i64, exponent: i64) -> i64 {
    // e^x = 2^(x / ln 2): the whole part is a shift, the rest a Taylor series,
    // everything in units of 1/2^32.
    const BITS_PER_NAT: i128 = 6_196_328_019;
    const NATS_PER_BIT: i128 = 2_977_044_472;
    let bits = (i128::from(exponent) * BITS_PER_NAT) >> 16;
    let whole = bits >> 32;
    let rest = ((bits & 0xFFFF_FFFF) * NATS_PER_BIT) >> 32;
    let mut term: i128 = 1 << 32;
    let mut sum = term;
    for step in 1..=12 {
        term = ((term * rest) >> 32) / step;
        sum += term;
    }
    let shift = u32::try_from(32 - whole).expect("no draw is 2^32 times its median");
    i64::try_from((i128::from(number) * sum) >> shift).expect("no draw is centuries long")
}
