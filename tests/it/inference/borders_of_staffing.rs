//! Questions to waiting lines that make no sense, and channels they do not fit.

use std::time::Duration;

use rust_decimal::Decimal;
use support_kpi::Channel;
use support_kpi::clock::HourOfWeek;
use support_kpi::inference::{
    Demand, ErlangA, ErlangC, HourlyVolumes, OneAtATime, Requirement, erlang_b,
};

use super::borders::says;

#[test]
fn staffing() {
    let minute = Duration::from_secs(60);
    says(
        erlang_b(f64::NAN, 3),
        "load: expected from 0 to 10000000 erlangs, found NaN",
    );
    says(
        erlang_b(3.0, 10_000_001),
        "agents: expected at most 10000000, found 10000001",
    );
    says(
        ErlangC::new(3.0, 4, 0.0),
        "handle_time: expected more than 0, found 0",
    );
    let line = ErlangC::new(3.0, 4, minute).unwrap();
    says(
        line.service_level(-1.0),
        "within: expected 0 or more, found -1",
    );
    says(
        ErlangA::new(3.0, 4, minute, 0.0),
        "patience: expected more than 0, found 0",
    );
    says(
        ErlangA::new(20_000.0, 4, 1.0, 1e12),
        "patience: expected at most 1e13 × handle time ÷ load and ÷ agents, found 1000000000000",
    );

    // Nobody comes: nobody is kept waiting, and nobody is needed.
    assert_eq!(erlang_b(0.0, 3), Ok(0.0));
    let quiet = ErlangA::new(0.0, 3, minute, minute).unwrap();
    assert_eq!((quiet.wait_probability(), quiet.mean_wait()), (0.0, 0.0));
    let target = Requirement::new(Decimal::new(8, 1), minute).unwrap();
    let nobody = Demand::new(OneAtATime::PHONE, 0, minute, minute).unwrap();
    let staffing = target.agents_for(&nobody).unwrap();
    assert_eq!((staffing.agents(), staffing.scheduled()), (0, 0));

    says(
        Demand::new(OneAtATime::PHONE, -1, minute, minute),
        "contacts: expected 0 or more, found -1",
    );
    says(
        Demand::new(OneAtATime::PHONE, 1, Duration::ZERO, minute),
        "interval: expected more than 0, found 0",
    );
    says(
        Demand::new(OneAtATime::PHONE, 1, minute, Duration::ZERO),
        "handle_time: expected more than 0, found 0",
    );
    says(
        Demand::new(OneAtATime::PHONE, Decimal::MAX, minute, minute),
        "contacts: expected a number whose product with the handle time has at most 28 digits, \
         found 79228162514264337593543950335",
    );
    says(
        Requirement::new(Decimal::ONE, minute),
        "share: expected more than 0 and less than 1, found 1",
    );
    says(
        target.with_most_occupancy(Decimal::ZERO),
        "most_occupancy: expected more than 0 and at most 1, found 0",
    );
    says(
        target.with_shrinkage(Decimal::ONE),
        "shrinkage: expected 0 or more and less than 1, found 1",
    );
    let flood = Demand::new(OneAtATime::PHONE, 1_000_000_000, minute, minute).unwrap();
    says(
        target.agents_for(&flood),
        "load: expected one that at most 10000000 agents serve, found 1000000000",
    );
    says(
        HourlyVolumes::new(HourOfWeek::new(chrono::Weekday::Mon, 9).unwrap(), vec![]),
        "volumes: expected at least 1, found 0",
    );
}

/// E-mail waits without anybody standing by; of chats one serves several.
#[test]
fn what_waiting_lines_do_not_fit_is_refused_by_type() {
    for channel in Channel::NAMED.into_iter().chain([Channel::Other(3)]) {
        let fits = matches!(channel, Channel::Phone | Channel::InPerson);
        assert_eq!(OneAtATime::try_from(channel).is_ok(), fits, "{channel}");
    }
    says(
        OneAtATime::try_from(Channel::Email),
        "channel: expected one where the customer waits for one person who serves nobody else \
         meanwhile (phone, in_person, or another one declared so), found email",
    );
    assert_eq!(OneAtATime::declared(3).channel(), Channel::Other(3));
}
