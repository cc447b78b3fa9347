//! Answers conformance cases: JSON Lines in, one line of answer for each out.
//!
//! So anyone can check the library, or another implementation, against
//! published cases from any language:
//!
//! ```text
//! {"id": "x1", "op": "response_level", "inputs": {"channel": "email", "seconds": 3600}}
//! {"id":"x1","basis":"documented","level":5}
//! ```
//!
//! A case whose inputs make no sense answers with the library's `error`, an op
//! that is not known with `"unsupported": true`. It never stops at a bad line.

mod ops;

use std::io::{self, BufRead, Write};

use serde_json::{Value, json};

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    // Bytes, not text: a line that is no UTF-8 is a bad line like any other.
    for line in io::stdin().lock().split(b'\n') {
        let line = line?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let answer = match serde_json::from_slice(&line) {
            Ok(case) => ops::answer(&case),
            Err(error) => json!({"id": Value::Null, "error": format!("no JSON: {error}")}),
        };
        writeln!(out, "{answer}")?;
    }
    out.flush()
}
