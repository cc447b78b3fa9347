//! How sure the figures are, on the page and in the JSON.

use support_kpi::inference::{Confidence, PromoterCounts, wilson};

use super::*;

fn report() -> Value {
    serde_json::from_str(&printed(["--json"])).unwrap()
}

fn pair(value: &Value) -> [f64; 2] {
    [0, 1].map(|end| value[end].as_f64().unwrap_or_else(|| panic!("{value}")))
}

/// Every share and every time of the JSON, wherever it stands.
fn walk(value: &Value, figure: &mut impl FnMut(&serde_json::Map<String, Value>)) {
    match value {
        Value::Object(object) => {
            figure(object);
            object.values().for_each(|each| walk(each, figure));
        }
        Value::Array(list) => list.iter().for_each(|each| walk(each, figure)),
        _ => {}
    }
}

#[test]
fn every_share_and_every_time_has_its_interval_around_it() {
    let (mut shares, mut times) = (0, 0);
    walk(&report(), &mut |figure| {
        if let Some(percent) = figure.get("percent").and_then(Value::as_f64) {
            let [low, high] = pair(&figure["interval_percent"]);
            assert!(0.0 <= low && low <= percent && percent <= high && high <= 100.0);
            assert!(low < high, "{figure:?}");
            shares += 1;
        }
        if let Some(mean) = figure.get("mean_s").and_then(Value::as_f64) {
            let interval = &figure["mean_interval_s"];
            if !interval.is_null() {
                let [low, high] = pair(interval);
                assert!(0.0 <= low && low < mean && mean < high, "{figure:?}");
            }
            let ends = figure["p50_interval_s"].as_array().unwrap();
            let (low, median, high) = (&ends[0], figure["p50_s"].as_f64(), &ends[1]);
            assert!(low.is_null() || low.as_f64() <= median, "{figure:?}");
            assert!(high.is_null() || median <= high.as_f64(), "{figure:?}");
            times += 1;
        }
    });
    assert!(shares > 60 && times > 40, "{shares} shares, {times} times");
}

#[test]
fn they_are_the_intervals_of_the_library() {
    let report = report();
    let csat = &report["surveys"]["csat"]["satisfied"];
    let counts = [&csat["part"], &csat["whole"]].map(|count| count.as_u64().unwrap());
    let interval = wilson(counts[0], counts[1], Confidence::P95).unwrap();
    let found = pair(&csat["interval_percent"]);
    assert!((found[0] - 100.0 * interval.low()).abs() < 1e-9);

    let nps = &report["surveys"]["nps"];
    let count = |key: &str| nps[key].as_u64().unwrap();
    let counts = PromoterCounts::new(count("promoters"), count("passives"), count("detractors"));
    let interval = counts.unwrap().interval(Confidence::P95);
    let [low, high] = pair(&nps["score_interval"]);
    assert!((low - interval.low()).abs() < 1e-9 && (high - interval.high()).abs() < 1e-9);
    let [low, high] = pair(&report["surveys"]["csat"]["mean_interval"]);
    let mean = report["surveys"]["csat"]["mean"].as_f64().unwrap();
    assert!(low < mean && mean < high);
}

#[test]
fn the_level_says_what_else_it_may_be() {
    let report = report();
    assert_eq!(report["level"]["overall"]["range"]["text"], "1, perhaps 2");
    let response = &report["level"]["dimensions"][0];
    let reasons: Vec<&str> = response["channels"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|channel| channel["outcome"]["not_measured"].as_str())
        .collect();
    assert!(
        reasons.contains(&"not enough data, the level may be anything from 5 to 1"),
        "{reasons:?}"
    );
    let page = printed::<&str>([]);
    assert!(
        page.contains(
            "  Level     1 of 5 (unacceptable), perhaps 2, held down by resolution time\n"
        )
    );
    assert!(page.contains("\nHOW SURE · between what the true figures lie, in 95 cases of 100\n"));
}

#[test]
fn a_policy_says_how_sure_levels_have_to_be() {
    let path = folder_of("own_certainty", &[]).join("policy.json");
    fs::write(
        &path,
        r#"{"certainty": {"confidence": "0.9", "most_levels": 5}}"#,
    )
    .unwrap();
    let page = printed(["--policy".into(), path.into_os_string()]);
    assert!(!page.contains("not enough data:"), "{page}");
    assert!(page.contains("may be, at 90 %."), "{page}");
}

#[test]
fn goals_are_reached_for_sure_perhaps_or_not() {
    let report = report();
    let certainty = |kpi: &str, channel: Value| {
        let goals = report["goals"].as_array().unwrap().iter();
        let goal = goals
            .clone()
            .find(|goal| goal["kpi"] == kpi && goal["channel"] == channel);
        goal.unwrap()["certainty"].as_str().map(str::to_owned)
    };
    let is = |found: Option<String>, expected: &str| assert_eq!(found.as_deref(), Some(expected));
    is(
        certainty("first_response_mean", "chat".into()),
        "reached_for_sure",
    );
    is(
        certainty("first_response_mean", "social".into()),
        "not_reached",
    );
    is(certainty("csat", Value::Null), "perhaps");
    is(certainty("nps", Value::Null), "perhaps");
}
