//! From tickets to a KPI, and to the service level it stands for.
use support_kpi::{Calculator as _, Channel, Ticket, kpi::FirstResponseTime, level::Policy};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut first_response = FirstResponseTime::default();
    for (opened, answered) in [("09:00", "09:40"), ("10:00", "12:05"), ("11:30", "19:15")] {
        let at = |time: &str| format!("2026-04-01T{time}:00Z").parse();
        let ticket = Ticket::builder(Channel::Email, at(opened)?).first_response_at(at(answered)?);
        first_response.record(&ticket.build()?);
    }
    let mean = first_response.mean().ok_or("no ticket was answered")?;
    println!("first response after {} minutes", mean.as_secs() / 60);

    let judged = Policy::documented().response_level(Channel::Email, mean)?;
    println!("{judged}");
    for missing in judged.missing() {
        println!("to the next level: {missing}");
    }
    Ok(())
}
