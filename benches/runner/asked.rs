//! What the command line asks a bench for.

use std::str::FromStr;

/// How many tickets there are where nobody says: enough that none of them
/// stays in a cache.
const TICKETS: usize = 1_000_000;

/// How many are enough to see that a case works.
const FEW_TICKETS: usize = 2_000;

/// The flags of the test harness that have a value of their own.
const WITH_VALUE: [&str; 8] = [
    "--color",
    "--format",
    "--logfile",
    "--output-postprocess-args",
    "--output-postprocess-executable",
    "--shuffle-seed",
    "--test-threads",
    "-Z",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Many rounds of a fair length.
    Measure,
    /// Each case once.
    Smoke,
    /// Nothing: a test runner only wants to know what there is.
    List,
}

#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) mode: Mode,
    pub(crate) json: bool,
    pub(crate) tickets: usize,
    /// How many rounds, where it is said.
    pub(crate) rounds: Option<usize>,
    /// Words that a case's name has to have one of, where there are any.
    words: Vec<String>,
    /// Words that it must have none of.
    skipped: Vec<String>,
    /// Whether such a word is the whole name.
    is_exact: bool,
}

impl Asked {
    /// What the command line asks for; where it cannot be, the program ends
    /// with code 2 and says why.
    pub(crate) fn from_args() -> Self {
        Self::of(std::env::args().skip(1)).unwrap_or_else(|why| {
            eprintln!("{why}");
            std::process::exit(2);
        })
    }

    /// Cargo says `--bench` to a bench that is to measure, and then every flag
    /// has to be known here. Without it the others are those of the test
    /// harness that this is not, and are passed over with their values.
    pub(crate) fn of(mut args: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut asked = Self {
            mode: Mode::Smoke,
            json: false,
            tickets: TICKETS,
            rounds: None,
            words: Vec::new(),
            skipped: Vec::new(),
            is_exact: false,
        };
        let (mut tickets, mut foreign) = (None, None);
        let (mut is_test, mut is_list) = (false, false);
        while let Some(arg) = args.next() {
            let (flag, joined) = match arg.split_once('=') {
                Some((flag, value)) if flag.starts_with("--") => (flag, Some(value.to_string())),
                _ => (arg.as_str(), None),
            };
            let mut value = || joined.clone().or_else(|| args.next());
            match flag {
                "--bench" => asked.mode = Mode::Measure,
                "--test" => is_test = true,
                "--list" => is_list = true,
                "--json" => asked.json = true,
                "--exact" => asked.is_exact = true,
                "--tickets" => tickets = Some(number(flag, value())?),
                "--rounds" => asked.rounds = Some(number(flag, value())?),
                "--skip" => {
                    let word = value().ok_or("--skip: expected a part of a name, found nothing")?;
                    asked.skipped.push(word);
                }
                _ if flag.starts_with('-') => {
                    if WITH_VALUE.contains(&flag) {
                        value();
                    }
                    foreign = foreign.or_else(|| Some(flag.to_string()));
                }
                _ => asked.words.push(arg),
            }
        }
        if is_test {
            asked.mode = Mode::Smoke;
        }
        if is_list {
            asked.mode = Mode::List;
        }
        if asked.mode != Mode::Measure {
            asked.tickets = FEW_TICKETS;
        } else if let Some(flag) = foreign {
            return Err(format!(
                "{flag}: expected --tickets, --rounds, --json, --skip, --exact or --list \
                 to measure with"
            ));
        }
        asked.tickets = tickets.unwrap_or(asked.tickets);
        Ok(asked)
    }

    /// Whether a case of this name is among those that are asked for.
    pub(crate) fn wants(&self, name: &str) -> bool {
        let is_said = |word: &String| {
            if self.is_exact {
                name == word
            } else {
                name.contains(word.as_str())
            }
        };
        let is_among = self.words.is_empty() || self.words.iter().any(is_said);
        is_among && !self.skipped.iter().any(is_said)
    }
}

/// The number after a flag: at least one.
fn number<N: FromStr + Default + PartialEq>(flag: &str, word: Option<String>) -> Result<N, String> {
    let word = word.ok_or(format!("{flag}: expected a number from 1, found nothing"))?;
    let number = word.parse().ok();
    let number = number.filter(|number| *number != N::default());
    number.ok_or(format!("{flag}: expected a number from 1, found {word:?}"))
}
