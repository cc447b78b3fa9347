//! A dashboard's worth of KPIs in one pass: a tuple of calculators is a
//! calculator, and so is one for each channel.

use std::error::Error;
use std::time::Duration;

use support_kpi::breakdown::By;
use support_kpi::kpi::{
    FirstResponseTime, OneTouchRate, ReopenRate, ResolutionRate, ResolutionTime, SelfServiceRate,
    Unanswered,
};
use support_kpi::summary::Ratio;
use support_kpi::{Calculator as _, Channel, Resolver, Ticket};

/// Everything one line of the dashboard shows.
type Dashboard = (
    FirstResponseTime,
    ResolutionTime,
    OneTouchRate,
    SelfServiceRate,
    ReopenRate,
    ResolutionRate,
    Unanswered,
);

/// Some tickets of a week, with waits that differ by channel.
fn tickets() -> Result<Vec<Ticket>, Box<dyn Error>> {
    let monday = "2026-04-06T00:00:00Z".parse::<chrono::DateTime<chrono::Utc>>()?;
    let mut tickets = Vec::new();
    for number in 0..420_u32 {
        let (channel, pace) = match number % 7 {
            0..=2 => (Channel::Email, 90),
            3 | 4 => (Channel::Chat, 1),
            5 => (Channel::Phone, 2),
            _ => (Channel::Social, 45),
        };
        let opened = monday + Duration::from_secs(u64::from(number) * 1_437);
        let waited = Duration::from_secs(60 * pace * u64::from(1 + number % 5));
        let mut ticket = Ticket::builder(channel, opened).reopens(u16::from(number % 31 == 0));
        ticket = match number % 11 {
            // Solved by the customers themselves.
            0 => ticket
                .replies(0)
                .resolved_at(opened + waited, Resolver::Customer),
            // Nobody has answered yet.
            1 => ticket.replies(0),
            _ => ticket
                .first_response_at(opened + waited)
                .replies(1 + number % 3)
                .resolved_at(opened + 4 * waited, Resolver::Agent),
        };
        tickets.push(ticket.build()?);
    }
    Ok(tickets)
}

fn minutes(time: Option<Duration>) -> String {
    time.map_or_else(
        || "–".to_string(),
        |time| format!("{} min", time.as_secs() / 60),
    )
}

fn share(ratio: Ratio) -> String {
    ratio.percent().map_or_else(
        || "–".to_string(),
        |percent| format!("{:.1} %", percent.round_dp(1)),
    )
}

fn print_line(name: &str, dashboard: &Dashboard) {
    let (first_response, resolution, one_touch, self_service, reopened, resolved, _) = dashboard;
    println!(
        "{name:8}{:>12}{:>12}{:>12}{:>14}{:>12}{:>12}",
        minutes(first_response.mean()),
        minutes(resolution.mean()),
        share(one_touch.of_all()),
        share(self_service.of_all()),
        share(reopened.of_ever_resolved()),
        share(resolved.of_opened()),
    );
}

fn main() -> Result<(), Box<dyn Error>> {
    let tickets = tickets()?;

    let mut by_channel = By::<Channel, Dashboard>::default();
    by_channel.record_by(&tickets, Ticket::channel);
    println!(
        "{:8}{:>12}{:>12}{:>12}{:>14}{:>12}{:>12}",
        "", "response", "resolution", "one-touch", "self-service", "reopened", "resolved"
    );
    for (channel, dashboard) in by_channel.iter() {
        print_line(&channel.to_string(), dashboard);
    }

    // The whole is the sum of its channels: no second pass, no mean of means.
    let all = by_channel.total();
    print_line("all", &all);
    let mut in_one_pass = Dashboard::default();
    in_one_pass.record_slice(&tickets);
    println!(
        "the same in one pass over all of them: {}",
        all == in_one_pass
    );

    let (.., unanswered) = all;
    if let Some(ages) = unanswered.as_of("2026-04-13T00:00:00Z".parse()?) {
        println!(
            "unanswered on Monday: {}, the oldest for {}",
            ages.count(),
            minutes(ages.oldest())
        );
    }
    Ok(())
}
