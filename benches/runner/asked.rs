//! What the command line asks a bench for.

use std::str::FromStr;

/// How many tickets there are where nobody says: enough that none of them
/// stays in a cache.
const TICKETS: usize = 1_000_000;

/// How many are enough to see that a case works.
const FEW_TICKETS: usize = 2_000;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Many rounds of a fair length.
    Measure,
    /// Each case once.
    Smoke,
    /// Nothing: a test runner only wants to know what there is.
    List,
}

pub(crate) struct Asked {
    pub(crate) mode: Mode,
    pub(crate) json: bool,
    pub(crate) tickets: usize,
    /// How many rounds, where it is said.
    pub(crate) rounds: Option<usize>,
    /// Words that a case's name has to have one of, where there are any.
    words: Vec<String>,
}

impl Asked {
    /// Cargo says `--bench` to a bench that is to measure. Other flags are
    /// those of the test harness that this is not, and are passed over.
    pub(crate) fn from_args() -> Self {
        let mut asked = Self {
            mode: Mode::Smoke,
            json: false,
            tickets: TICKETS,
            rounds: None,
            words: Vec::new(),
        };
        let mut tickets = None;
        let (mut is_test, mut is_list) = (false, false);
        let mut args = std::env::args().skip(1);
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--bench" => asked.mode = Mode::Measure,
                "--test" => is_test = true,
                "--list" => is_list = true,
                "--json" => asked.json = true,
                "--tickets" => tickets = Some(number(&arg, args.next())),
                "--rounds" => asked.rounds = Some(number(&arg, args.next())),
                flag if flag.starts_with('-') => {}
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
        }
        asked.tickets = tickets.unwrap_or(asked.tickets);
        asked
    }

    /// Whether a case of this name is among those that are asked for.
    pub(crate) fn wants(&self, name: &str) -> bool {
        let is_said = |word: &String| name.contains(word.as_str());
        self.words.is_empty() || self.words.iter().any(is_said)
    }

    /// Whether all cases are.
    pub(crate) fn wants_all(&self) -> bool {
        self.words.is_empty()
    }
}

/// The number after a flag: at least one.
fn number<N: FromStr + Default + PartialEq>(flag: &str, word: Option<String>) -> N {
    let number = word.as_deref().and_then(|word| word.parse().ok());
    match number.filter(|number| *number != N::default()) {
        Some(number) => number,
        None => {
            eprintln!("{flag}: expected a number from 1, found {word:?}");
            std::process::exit(2);
        }
    }
}
