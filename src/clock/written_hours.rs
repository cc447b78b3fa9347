//! Business hours as they are serialised: their schedules, and the years of their table.

use chrono::TimeZone;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{BusinessHours, Schedule, Zone};

#[derive(Serialize, Deserialize)]
#[serde(
    rename = "BusinessHours",
    bound(serialize = "Tz: Zone", deserialize = "Tz: Zone")
)]
struct HoursFields<Tz: TimeZone> {
    schedules: Vec<Schedule<Tz>>,
    first_year: i32,
    last_year: i32,
}

impl<Tz: Zone> Serialize for BusinessHours<Tz> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let years = self.table_years();
        HoursFields {
            schedules: self.schedules().to_vec(),
            first_year: *years.start(),
            last_year: *years.end(),
        }
        .serialize(serializer)
    }
}

impl<'de, Tz: Zone> Deserialize<'de> for BusinessHours<Tz> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let fields = HoursFields::<Tz>::deserialize(deserializer)?;
        let mut schedules = fields.schedules.into_iter();
        let first = schedules
            .next()
            .ok_or_else(|| D::Error::custom("schedules: expected one or more, found none"))?;
        let hours = Self::with_table(first, fields.first_year..=fields.last_year)
            .map_err(D::Error::custom)?;
        Ok(schedules.fold(hours, |hours, schedule| {
            hours.intersection(&Self::new(schedule))
        }))
    }
}
