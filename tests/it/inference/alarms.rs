//! The guide's case rings in every chart, and quiet days do not.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Asia::Tokyo;
use support_kpi::breakdown::{Calendar, Opening, Series};
use support_kpi::inference::{
    Alarm, Baseline, Chart, CusumChart, Figure, PChart, RobustZ, Side, XmrChart, same_hour_of_week,
};
use support_kpi::kpi::FirstResponseTime;
use support_kpi::summary::Ratio;
use support_kpi::{Channel, Sign, Ticket};

/// Three weeks in which the mean first response was about 3 minutes.
const MINUTES: [f64; 21] = [
    3.0, 3.2, 2.9, 3.1, 2.8, 3.3, 3.0, 2.7, 3.1, 3.0, 3.2, 2.9, 3.1, 2.8, 3.0, 3.3, 2.9, 3.0, 3.1,
    2.8, 3.0,
];

fn figure(minutes: f64) -> Figure {
    Figure::mean_of(84, minutes).unwrap().unwrap()
}

fn baseline() -> Baseline {
    Baseline::of_means(&MINUTES.map(|minutes| Some(figure(minutes)))).unwrap()
}

/// What each chart says of one night after those weeks.
fn judged(minutes: f64) -> [Alarm; 4] {
    let (baseline, tonight) = (baseline(), figure(minutes));
    [
        baseline.xmr(tonight).unwrap(),
        baseline.ewma(&[tonight], 0.2, 3.0).unwrap(),
        baseline.cusum(&[tonight], 0.5, 5.0).unwrap(),
        baseline.robust_z(tonight, 3.5).unwrap(),
    ]
}

#[test]
fn three_minutes_to_ten_overnight_rings_in_each() {
    let charts = [Chart::Xmr, Chart::Ewma, Chart::Cusum, Chart::RobustZ];
    for (alarm, chart) in judged(10.0).iter().zip(charts) {
        assert_eq!(alarm.chart(), chart);
        assert_eq!(alarm.side(), Some(Side::High), "{alarm}");
        assert_eq!((alarm.figure().value(), alarm.figure().n()), (10.0, 84));
        assert_eq!(alarm.spans(), 21);
        assert!(alarm.statistic() > alarm.high(), "{alarm}");
        assert!(alarm.to_string().starts_with("high: "), "{alarm}");
        assert!(alarm.to_string().contains("n = 84"), "{alarm}");
    }
    for alarm in judged(3.1) {
        assert_eq!(alarm.side(), None, "{alarm}");
        assert!(alarm.to_string().starts_with("as usual: "), "{alarm}");
    }
    for alarm in judged(0.1) {
        assert_eq!(alarm.side(), Some(Side::Low), "{alarm}");
    }

    // As a share: nine in ten within five minutes, then one in five.
    let days = [(76, 84), (70, 80), (81, 88)].map(|(k, n)| Ratio::of_counts(k, n));
    let alarm = PChart::of(&days)
        .unwrap()
        .judge(&Ratio::of_counts(17, 84))
        .unwrap();
    assert_eq!((alarm.chart(), alarm.side()), (Chart::P, Some(Side::Low)));
    assert_eq!(alarm.figure().n(), 84);
}

/// Had the night been in its own baseline, it would have hidden itself.
#[test]
fn a_night_in_its_own_baseline_would_hide() {
    let mut with_tonight = MINUTES.map(|minutes| Some(figure(minutes))).to_vec();
    let apart = Baseline::of_means(&with_tonight)
        .unwrap()
        .cusum(&[figure(4.0)], 0.5, 4.0);
    assert_eq!(apart.unwrap().side(), Some(Side::High));

    with_tonight.push(Some(figure(4.0)));
    let within = Baseline::of_means(&with_tonight)
        .unwrap()
        .cusum(&[figure(4.0)], 0.5, 4.0);
    assert_eq!(within.unwrap().side(), None);
}

#[test]
fn a_shift_that_stays_rings_though_no_day_does() {
    let slower = [figure(3.2); 20];
    assert_eq!(baseline().xmr(slower[0]).unwrap().side(), None);
    assert_eq!(
        baseline().ewma(&slower, 0.2, 3.0).unwrap().side(),
        Some(Side::High)
    );
    assert_eq!(
        baseline().cusum(&slower, 0.5, 5.0).unwrap().side(),
        Some(Side::High)
    );
}

#[test]
fn an_empty_day_is_missing_for_a_mean_and_zero_for_a_volume() {
    // A mean of nothing is no figure.
    assert_eq!(Figure::mean_of(0, 0.0).unwrap(), None);
    let mut days = MINUTES.map(|minutes| Some(figure(minutes))).to_vec();
    days.insert(10, None);
    let with_gap = Baseline::of_means(&days).unwrap();
    assert_eq!(with_gap.spans(), 21);
    assert_eq!(with_gap, baseline());

    // A volume of nothing is 0, and belongs to the baseline.
    let volumes = [40, 44, 0, 39, 41];
    let with_zero = Baseline::of_volumes(&volumes).unwrap();
    assert_eq!(with_zero.spans(), 5);
    let quiet = with_zero.xmr(Figure::volume(0)).unwrap();
    assert_eq!((quiet.figure().value(), quiet.figure().n()), (0.0, 0));
    assert_eq!(quiet.side(), None);
    let without_zero = Baseline::of_volumes(&[40, 44, 39, 41]).unwrap();
    let silent = without_zero.xmr(Figure::volume(0)).unwrap();
    assert_eq!(silent.side(), Some(Side::Low));
}

#[test]
fn the_same_weekday_and_hour_without_the_day_under_test() {
    let monday = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap();
    let hour_after = |hours: i64| -> NaiveDateTime {
        monday.and_hms_opt(0, 0, 0).unwrap() + chrono::TimeDelta::hours(hours)
    };
    // Each hour of five weeks, with its number in the series.
    let series: Vec<(NaiveDateTime, i64)> = (0..5 * 168).map(|h| (hour_after(h), h)).collect();
    let tested = 3 * 168 + 9;
    let past = same_hour_of_week(&series, hour_after(tested));
    assert_eq!(past, [9, 168 + 9, 2 * 168 + 9]);
}

/// Five Monday mornings of answers after some 3 minutes, 40 of them each, the
/// last one of 10; the hours between are busier and slower, and do not matter.
#[test]
fn the_guides_night_rings_on_a_series_by_its_own_weekday_and_hour() {
    let calendar = Calendar::hours(Tokyo);
    let mut series = Series::<Opening, FirstResponseTime>::default();
    let monday: DateTime<Utc> = "2026-06-01T00:00:00Z".parse().unwrap();
    let mut record = |hours: i64, minutes: f64| {
        for ticket in 0..40 {
            let opened = monday + TimeDelta::hours(hours) + TimeDelta::seconds(60 * ticket);
            let waited = TimeDelta::seconds((60.0 * minutes) as i64);
            let ticket = Ticket::builder(Channel::Chat, opened).first_response_at(opened + waited);
            series.apply_at(Sign::Plus, &calendar, &ticket.build().unwrap());
        }
    };
    for (week, minutes) in [3.1, 2.9, 3.0, 2.8, 10.0].into_iter().enumerate() {
        record(168 * week as i64, minutes);
        record(168 * week as i64 + 30, 25.0);
    }
    let figure = |state: &FirstResponseTime| {
        let minutes = state.mean().map_or(0.0, |mean| mean.as_secs_f64() / 60.0);
        Figure::mean_of(state.count().unwrap(), minutes).unwrap()
    };
    let tested = calendar
        .span_of(monday + TimeDelta::hours(4 * 168))
        .unwrap();
    // Six weeks are asked for, and in the first two nobody wrote: they are missing.
    let mut past = series.same_time_of_week(&calendar, tested, 6);
    past.reverse();
    assert!(past.iter().all(|(span, _)| *span != tested));
    let past: Vec<_> = past.iter().map(|(_, state)| figure(state)).collect();
    let baseline = Baseline::of_means(&past).unwrap();
    assert_eq!(baseline.spans(), 4);
    let tonight = figure(series.get(tested).unwrap()).unwrap();
    for alarm in [
        baseline.xmr(tonight).unwrap(),
        baseline.ewma(&[tonight], 0.2, 3.0).unwrap(),
        baseline.cusum(&[tonight], 0.5, 5.0).unwrap(),
        baseline.robust_z(tonight, 3.5).unwrap(),
    ] {
        assert_eq!(alarm.side(), Some(Side::High), "{alarm}");
        assert_eq!((alarm.figure().value(), alarm.figure().n()), (10.0, 40));
    }
}

#[test]
fn a_value_at_a_limit_is_not_beyond_it() {
    // 0.1, 0.2, 0.3: mean 0.2, mean range 0.1, limits 0.2 ± 0.3/1.128.
    let chart = XmrChart::of(&[0.1, 0.2, 0.3]).unwrap();
    assert_eq!(chart.side(chart.high()), Ok(None));
    assert_eq!(chart.side(chart.low()), Ok(None));
    assert_eq!(chart.side(chart.high() + 1e-9), Ok(Some(Side::High)));

    // Values that are all 0.1: the limits are 0.1, and nothing is out.
    let level = XmrChart::of(&[0.1; 7]).unwrap();
    assert_eq!((level.low(), level.high()), (0.1, 0.1));
    assert!(level.out().is_empty());
    assert_eq!(level.side(0.2), Ok(Some(Side::High)));

    // Tenths that add up to the limit: (0.4 − 0.1) ÷ 0.1 − 0.5 = 2.5.
    let chart = CusumChart::new(0.1, 0.1, 0.5, 2.5).unwrap();
    assert_eq!(chart.rows(&[0.4]).unwrap()[0].signal(), None);
    assert_eq!(chart.rows(&[0.401]).unwrap()[0].signal(), Some(Side::High));
}

/// Over half of the values are one value, so that the median distance is 0.
#[test]
fn the_fallback_of_the_robust_score() {
    // Median 3, mean distance (0 + 0 + 0 + 2) ÷ 4 = ½: 2 ÷ (1.253314 × ½).
    let values = [3.0, 3.0, 3.0, 5.0];
    let scores = RobustZ::of(&values)
        .unwrap()
        .unwrap()
        .scores(&values)
        .unwrap();
    assert_eq!(scores[0], 0.0);
    assert!((scores[3] - 4.0 / 1.253_314).abs() < 1e-12);
}

#[test]
fn few_cases_make_wide_limits() {
    let chart = PChart::of(&[Ratio::of_counts(900, 1_000)]).unwrap();
    // 3 of 4 against 90 %: ordinary. 300 of 400: not.
    assert_eq!(chart.judge(&Ratio::of_counts(3, 4)).unwrap().side(), None);
    let many = chart.judge(&Ratio::of_counts(300, 400)).unwrap();
    assert_eq!(many.side(), Some(Side::Low));
    let (low, high) = (many.low(), many.high());
    assert!(low > 0.85 && high < 0.95);
}
