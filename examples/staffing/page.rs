//! The page.

use std::collections::BTreeSet;

use chrono::Weekday;
use rust_decimal::Decimal;
use support_kpi::inference::{PlannedHour, Staffing};

use super::sheet::Column::{Figures, Words};
use super::sheet::Sheet;
use super::text::{self, GLUE, NO_VALUE};
use super::{Arguments, Plan};

const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

pub(super) fn text(arguments: &Arguments, plan: &Plan) -> String {
    let mut sheet = Sheet::default();
    sheet.title("A WEEK'S PLAN FOR THE TELEPHONE");
    head(&mut sheet, arguments, plan);

    sheet.heading("ON THE LINE · agents in each hour, by the clocks of the desk");
    table(&mut sheet, plan, Staffing::agents);
    sheet.heading(&format!(
        "ON THE SCHEDULE · the same with {} away from the line",
        share(arguments.shrinkage)
    ));
    table(&mut sheet, plan, Staffing::scheduled);
    busiest(&mut sheet, plan);
    limits(&mut sheet, plan);
    sheet.into_text()
}

fn head(sheet: &mut Sheet, arguments: &Arguments, plan: &Plan) {
    let calls = &plan.calls;
    let counted = calls.abandonment.interactions().unwrap_or_default();
    let days = (calls.observed.start(), calls.observed.end());
    let last = days.1 - chrono::TimeDelta::nanoseconds(1);
    sheet.entries(vec![
        (
            "Calls",
            format!(
                "{} from {} to {}, in {} weeks, those at the ends cut to these days",
                text::count(counted),
                text::day(days.0, plan.zone),
                text::day(last, plan.zone),
                calls.weeks(),
            ),
        ),
        (
            "Volume",
            format!(
                "p{} of the weeks, hour by hour; their mean would be too few every other week",
                arguments.percentile.normalize(),
            ),
        ),
        (
            "Handle time",
            format!(
                "{}, the mean from answer to end; work after the call stands in no column, and \
                 would add to it",
                text::time(plan.handle_time),
            ),
        ),
        (
            "Target",
            format!(
                "{} answered within {}{GLUE}s, and nobody busy for more than {} of the hour",
                share(arguments.share),
                arguments.within,
                share(arguments.occupancy),
            ),
        ),
        (
            "Shrinkage",
            format!(
                "{} of paid time for breaks, training, meetings, illness and leave",
                share(arguments.shrinkage),
            ),
        ),
        ("Zone", plan.zone.to_string()),
    ]);
}

/// Weekday × hour; hours in which nobody is needed all week are left out.
fn table(sheet: &mut Sheet, plan: &Plan, read: fn(&Staffing) -> u64) {
    let find = |weekday: Weekday, hour: u8| {
        let mut hours = plan.hours.iter();
        hours.find(|planned| planned.hour().weekday() == weekday && planned.hour().hour() == hour)
    };
    let needed: BTreeSet<u8> = plan
        .hours
        .iter()
        .filter(|planned| read(&planned.staffing()) > 0)
        .map(|planned| planned.hour().hour())
        .collect();
    let mut rows = Vec::new();
    for hour in needed {
        let cells = WEEK.map(|weekday| {
            text::or_none(find(weekday, hour), |planned| {
                people(read(&planned.staffing()))
            })
        });
        rows.push(row(format!("{hour:02}:00"), cells));
    }
    let sums = WEEK.map(|weekday| {
        let hours = plan.hours.iter();
        let of_day = hours.filter(|planned| planned.hour().weekday() == weekday);
        text::count(of_day.map(|planned| read(&planned.staffing())).sum::<u64>())
    });
    rows.push(row("in all".to_string(), sums));
    let [
        monday,
        tuesday,
        wednesday,
        thursday,
        friday,
        saturday,
        sunday,
    ] = WEEK.map(|weekday| weekday.to_string());
    sheet.table(
        [
            Words("Hour"),
            Figures(&monday),
            Figures(&tuesday),
            Figures(&wednesday),
            Figures(&thursday),
            Figures(&friday),
            Figures(&saturday),
            Figures(&sunday),
        ],
        rows,
    );
}

fn row(first: String, cells: [String; 7]) -> [String; 8] {
    let [
        monday,
        tuesday,
        wednesday,
        thursday,
        friday,
        saturday,
        sunday,
    ] = cells;
    [
        first, monday, tuesday, wednesday, thursday, friday, saturday, sunday,
    ]
}

/// An hour in which nobody comes needs nobody, which is a value and reads as one.
fn people(count: u64) -> String {
    if count == 0 {
        "·".to_string()
    } else {
        text::count(count)
    }
}

/// The hours that take most people, and what the line is like in them.
fn busiest(sheet: &mut Sheet, plan: &Plan) {
    const SHOWN: usize = 5;
    let mut hours: Vec<&PlannedHour> = plan.hours.iter().collect();
    hours.sort_by_key(|planned| {
        let most_first = std::cmp::Reverse((planned.staffing().agents(), planned.volume()));
        (most_first, planned.hour())
    });
    sheet.heading("THE BUSIEST HOURS · what the line is like with the agents planned");
    let rows = hours.into_iter().take(SHOWN).map(|planned| {
        let staffing = planned.staffing();
        [
            planned.hour().to_string(),
            text::count(planned.weeks()),
            text::count(planned.volume()),
            format!("{:.2}", staffing.load()),
            text::count(staffing.agents()),
            text::count(staffing.scheduled()),
            format!("{:.1}{GLUE}%", 100.0 * staffing.service_level()),
            format!("{:.1}{GLUE}s", staffing.mean_wait()),
            format!("{:.1}{GLUE}%", 100.0 * staffing.occupancy()),
        ]
    });
    sheet.table(
        [
            Words("Hour"),
            Figures("Weeks"),
            Figures("Calls"),
            Figures("Erlangs"),
            Figures("Agents"),
            Figures("Scheduled"),
            Figures("In time"),
            Figures("Mean wait"),
            Figures("Occupancy"),
        ],
        rows.collect(),
    );
}

fn limits(sheet: &mut Sheet, plan: &Plan) {
    sheet.heading("WHAT IT DOES NOT FIT");
    for (channel, count, why) in &plan.calls.not_planned {
        sheet.point(&format!(
            "{channel}, with {} contacts, is not in the plan. {why}.",
            text::count(*count)
        ));
    }
    sheet.point(
        "E-mail, social media and web forms wait without anybody standing by, and are worked off as \
         a backlog: hours of work, not a line.",
    );
    let left = plan.calls.abandonment.before_answer();
    if left.part().is_some_and(|left| left > 0) {
        sheet.point(&format!(
            "Erlang C takes it that nobody hangs up, and {} ({}) did: where people give up, the line \
             is a little shorter than planned.",
            text::counts(left),
            text::share(left),
        ));
    }
    sheet.point(
        "Each hour stands by itself, with calls that come evenly over it: what is left waiting at \
         its end is not carried over. A campaign, a holiday or growth is yours to add.",
    );
    let fewest = plan.hours.iter().map(PlannedHour::weeks).min();
    sheet.point(&format!(
        "A percentile of {} weeks says little of rarer weeks. · is an hour in which nobody calls at \
         that percentile; whoever keeps the line open has one person there all the same. {NO_VALUE} is \
         an hour of which the folder tells nothing.",
        text::or_none(fewest, text::count),
    ));
    if plan.calls.left_out > 0 {
        sheet.point(&format!(
            "{} rows of interactions.csv cannot be, and are left out; the report says why.",
            plan.calls.left_out
        ));
    }
}

fn share(of_one: Decimal) -> String {
    format!("{}{GLUE}%", (of_one * Decimal::ONE_HUNDRED).normalize())
}
