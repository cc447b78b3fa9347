//! Contacts out of hours by hand, against a table of the week, and at the edges.

use chrono::Weekday::{Fri, Mon, Sat, Thu, Tue, Wed};
use chrono::{DateTime, TimeDelta, Utc};
use support_kpi::Calculator;
use support_kpi::clock::{BusinessHours, Schedule};
use support_kpi::kpi::{ContactTime, DeskHours, OutOfHours, PartOfWeek};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

/// Nine to five on weekdays and ten to two on Saturday, in Berlin; Good Friday
/// of 2024 is a holiday, and lunch of the 3rd of April is a break.
fn berlin() -> BusinessHours<chrono_tz::Tz> {
    let schedule = Schedule::new(chrono_tz::Europe::Berlin)
        .open(
            [Mon, Tue, Wed, Thu, Fri],
            ["09:00-17:00".parse().expect("a span")],
        )
        .and_then(|week| week.open([Sat], ["10:00-14:00".parse()?]))
        .and_then(|week| week.holiday("2024-03-29".parse().expect("a date")))
        .and_then(|week| {
            week.break_on(
                "2024-04-03".parse().expect("a date"),
                ["12:00-13:00".parse()?],
            )
        });
    BusinessHours::new(schedule.expect("a schedule"))
}

#[test]
fn a_table_by_hand() {
    use DeskHours::{Inside, Outside};
    use PartOfWeek::{Weekday, Weekend};
    let hours = berlin();
    // Berlin is one hour ahead in March, and two from the 31st on.
    let table = [
        ("2024-03-28T08:00:00Z", Inside, Weekday), // Thursday, at the opening
        ("2024-03-28T16:00:00Z", Outside, Weekday), // at closing time
        ("2024-03-29T10:00:00Z", Outside, Weekday), // a Friday that is a holiday
        ("2024-03-29T23:00:00Z", Outside, Weekend), // Saturday in Berlin, Friday in UTC
        ("2024-03-30T09:00:00Z", Inside, Weekend),
        ("2024-03-31T10:00:00Z", Outside, Weekend), // Sunday
        ("2024-03-31T22:00:00Z", Outside, Weekday), // Monday in Berlin, Sunday in UTC
        ("2024-04-03T10:30:00Z", Outside, Weekday), // a break
    ];
    let mut contacts = OutOfHours::default();
    for (instant, desk_hours, part_of_week) in table {
        let time = ContactTime::of(at(instant), &hours);
        assert_eq!(
            time,
            ContactTime::new(desk_hours, part_of_week),
            "{instant}"
        );
        assert_eq!(
            (time.hours(), time.part_of_week()),
            (desk_hours, part_of_week)
        );
        contacts.record(&time);
    }
    // Closed: 4 of the 5 on weekdays and 2 of the 3 at the weekend.
    assert_eq!(contacts.out_of_hours().to_string(), "6 of 8 (75 %)");
    assert_eq!(contacts.at_weekend().to_string(), "3 of 8 (37.5 %)");
    assert_eq!(
        contacts.out_of_hours_on(Weekday).to_string(),
        "4 of 5 (80 %)"
    );
    assert_eq!(
        contacts.out_of_hours_on(Weekend).to_string(),
        "2 of 3 (66.7 %)"
    );
    assert_eq!(contacts.contacts(), Some(8));
}

#[test]
fn a_weekend_can_be_friday_and_saturday() {
    let hours = berlin();
    let part =
        |instant: &str| ContactTime::with_weekend(at(instant), &hours, &[Fri, Sat]).part_of_week();
    assert_eq!(part("2024-03-29T10:00:00Z"), PartOfWeek::Weekend);
    assert_eq!(part("2024-03-31T10:00:00Z"), PartOfWeek::Weekday);
    let none = ContactTime::with_weekend(at("2024-03-31T10:00:00Z"), &hours, &[]);
    assert_eq!(none.part_of_week(), PartOfWeek::Weekday);
}

/// A contact in each hour of an ordinary week: 5 × 8 + 4 hours are open.
#[test]
fn every_hour_of_a_week() {
    let hours = berlin();
    let monday = at("2024-03-03T23:00:00Z");
    let contacts: Vec<ContactTime> = (0..168)
        .map(|hour| ContactTime::of(monday + TimeDelta::hours(hour), &hours))
        .collect();
    let week = OutOfHours::of(&contacts);
    assert_eq!(week.out_of_hours().part(), Some(168 - 44));
    assert_eq!(week.at_weekend().part(), Some(48));
    assert_eq!(week.out_of_hours_on(PartOfWeek::Weekend).part(), Some(44));
}

#[test]
fn nothing_counted_is_no_value() {
    let contacts = OutOfHours::default();
    assert_eq!(contacts.out_of_hours().percent(), None);
    assert_eq!(
        contacts.out_of_hours_on(PartOfWeek::Weekend).percent(),
        None
    );
    assert_eq!(contacts.contacts(), Some(0));
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    let mut contacts = OutOfHours::default();
    let night = ContactTime::new(DeskHours::Outside, PartOfWeek::Weekday);
    contacts.retract(&night);
    assert!(!contacts.out_of_hours().is_settled());
    assert_eq!(contacts.contacts(), None);
    contacts.record(&night);
    assert_eq!(contacts, OutOfHours::default());
}
