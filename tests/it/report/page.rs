//! The page as it reads.

use super::*;

/// Three tickets, two surveys, one goal: small enough to work out by hand.
const TINY: [(&str, &str); 3] = [
    (
        "tickets.csv",
        "id,channel,customer,agent,category,priority,opened_at,first_response_at,resolved_at,resolved_by,replies,reopens\n\
         A,email,c1,ito,refund,,2026-04-06T00:00:00Z,2026-04-06T02:00:00Z,2026-04-06T10:00:00Z,agent,1,0\n\
         B,email,c2,,refund,,2026-04-06T01:00:00Z,,,,0,0\n\
         C,fax,c3,ito,,,2026-04-07T01:00:00Z,2026-04-07T00:00:00Z,,,,\n\
         D,fax,c3,ito,parcel,,2026-04-07T01:00:00Z,2026-04-07T01:30:00Z,2026-04-07T01:45:00Z,agent,2,1\n",
    ),
    (
        "surveys.csv",
        "kind,score,answered_at,ticket,agent,channel\n\
         csat,5,2026-04-06T12:00:00Z,A,ito,email\n\
         csat,,,D,ito,fax\n",
    ),
    (
        "desk.json",
        r#"{"time_zone": "Asia/Tokyo", "goals": [{"kpi": "first_response_mean", "at_most": 3600}]}"#,
    ),
];

#[test]
fn a_tiny_folder_reads_as_expected() {
    let page = page("tiny", &TINY);
    println!("{page}");
    panic!();
}
