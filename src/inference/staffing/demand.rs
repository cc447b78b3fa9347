//! What comes in, where one person serves one customer at a time.

use std::time::Duration;

use rust_decimal::Decimal;

use crate::error::InferenceError;
use crate::inference::special::double_double::DoubleDouble;
use crate::model::Channel;

/// A channel on which one person serves one customer at a time, and the next
/// one waits on the line.
///
/// Waiting-line formulas fit no other: an e-mail waits without anybody
/// standing by, and of chats one person serves several at once. Such a
/// channel cannot be made into this type, and so cannot be staffed by them.
///
/// # Example: the telephone fits, chat does not
///
/// ```
/// use support_kpi::Channel;
/// use support_kpi::inference::OneAtATime;
///
/// assert!(OneAtATime::try_from(Channel::Phone).is_ok());
/// assert_eq!(
///     OneAtATime::try_from(Channel::Chat).unwrap_err().to_string(),
///     "channel: expected one where the customer waits for one person who serves nobody else \
///      meanwhile (phone, in_person, or another one declared so), found chat",
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct OneAtATime(Channel);

impl OneAtATime {
    /// The telephone.
    pub const PHONE: Self = Self(Channel::Phone);

    /// A counter, face to face.
    pub const IN_PERSON: Self = Self(Channel::InPerson);

    /// A channel of the caller's own, who says that it is served one at a time.
    pub const fn declared(number: u16) -> Self {
        Self(Channel::Other(number))
    }

    /// The channel.
    pub const fn channel(self) -> Channel {
        self.0
    }
}

impl TryFrom<Channel> for OneAtATime {
    type Error = InferenceError;

    /// The telephone and the counter fit; another channel has to be
    /// [declared](Self::declared).
    fn try_from(channel: Channel) -> Result<Self, InferenceError> {
        match channel {
            Channel::Phone | Channel::InPerson => Ok(Self(channel)),
            found => Err(InferenceError::NotOneAtATime { found }),
        }
    }
}

/// So many contacts in an interval, each of which keeps a person busy so long.
///
/// # Example: 100 calls of 3 minutes in half an hour are 10 erlangs
///
/// ```
/// use std::time::Duration;
/// use support_kpi::inference::{Demand, OneAtATime};
///
/// let minutes = |m: u64| Duration::from_secs(m * 60);
/// let demand = Demand::new(OneAtATime::PHONE, 100, minutes(30), minutes(3))?;
/// assert_eq!(demand.erlangs(), 10.0);
/// # Ok::<(), support_kpi::InferenceError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Demand {
    channel: OneAtATime,
    /// Contacts × handle time, in seconds, exactly.
    work: Decimal,
    interval: Decimal,
    handle_time: Decimal,
}

impl Demand {
    /// The demand of some contacts, a forecast with decimals or a count.
    ///
    /// # Errors
    ///
    /// [`InferenceError::OutOfRange`] unless there are 0 or more contacts, and
    /// both times are more than 0; and where contacts × handle time has more
    /// than 28 digits.
    pub fn new(
        channel: OneAtATime,
        contacts: impl Into<Decimal>,
        interval: Duration,
        handle_time: Duration,
    ) -> Result<Self, InferenceError> {
        let contacts: Decimal = contacts.into();
        if contacts < Decimal::ZERO {
            return Err(InferenceError::OutOfRange {
                field: "contacts",
                expected: "0 or more",
                found: contacts.to_string(),
            });
        }
        let interval = positive("interval", interval)?;
        let handle_time = positive("handle_time", handle_time)?;
        let work = exact_product(contacts, handle_time);
        Ok(Self {
            channel,
            work: work.ok_or_else(|| InferenceError::OutOfRange {
                field: "contacts",
                expected: "a number whose product with the handle time has at most 28 digits",
                found: contacts.to_string(),
            })?,
            interval,
            handle_time,
        })
    }

    /// The channel.
    pub const fn channel(&self) -> OneAtATime {
        self.channel
    }

    /// The load: how many are busy at once on average.
    pub fn erlangs(&self) -> f64 {
        let interval = DoubleDouble::of_decimal(self.interval);
        DoubleDouble::of_decimal(self.work).over(interval).value()
    }

    pub(super) fn handle_time(&self) -> f64 {
        DoubleDouble::of_decimal(self.handle_time).value()
    }

    /// The fewest agents who are busy at most this share of their time.
    pub(super) fn agents_at_occupancy(&self, most: Decimal) -> Option<u64> {
        ceiling(self.work, exact_product(self.interval, most)?)
    }
}

/// a ÷ b, rounded up, in whole numbers: 21 ÷ 0.7 is 30, which in floats is
/// 30.000000000000004 and rounds up to 31. `None` where it is too large.
pub(super) fn ceiling(a: Decimal, b: Decimal) -> Option<u64> {
    let scale = a.scale().max(b.scale());
    let a = at_scale(a, scale)?;
    let b = at_scale(b, scale)?;
    let floor = a.checked_div(b)?;
    let rest = a.checked_rem(b)?;
    u64::try_from(floor).ok()?.checked_add(u64::from(rest > 0))
}

/// The number in units of 10^−scale.
fn at_scale(value: Decimal, scale: u32) -> Option<i128> {
    let shift = scale.checked_sub(value.scale())?;
    value.mantissa().checked_mul(10_i128.checked_pow(shift)?)
}

/// a × b with all its digits; `None` where a decimal does not hold them.
fn exact_product(a: Decimal, b: Decimal) -> Option<Decimal> {
    let (a, b) = (a.normalize(), b.normalize());
    let mantissa = a.mantissa().checked_mul(b.mantissa())?;
    Decimal::try_from_i128_with_scale(mantissa, a.scale().checked_add(b.scale())?).ok()
}

pub(super) fn positive(field: &'static str, time: Duration) -> Result<Decimal, InferenceError> {
    if time.is_zero() {
        return Err(InferenceError::OutOfRange {
            field,
            expected: "more than 0",
            found: "0".to_string(),
        });
    }
    Ok(seconds(time))
}

/// The seconds, exactly: 29 digits at most, and the first is small.
pub(super) fn seconds(time: Duration) -> Decimal {
    let fraction = Decimal::new(time.subsec_nanos().into(), 9);
    Decimal::from(time.as_secs())
        .saturating_add(fraction)
        .normalize()
}
