//! The scorecard for people: a page of text, 100 columns wide.

mod agents;
mod certainty;
mod contacts;
mod conversations;
mod customers;
mod goals;
mod head;
pub(crate) mod hours;
mod level;
mod months;
mod open;
mod reasons;
mod rest;
mod shares;
pub(crate) mod sheet;
mod surveys;
pub(crate) mod text;
mod times;
mod volume;

use self::sheet::Sheet;
use super::arguments::Language;
use super::scorecard::Scorecard;

/// The page, with a line feed at its end.
pub(super) fn text(scorecard: &Scorecard, language: Language) -> String {
    let mut sheet = Sheet::default();
    head::write(&mut sheet, scorecard, language);
    times::write(&mut sheet, scorecard);
    shares::write(&mut sheet, scorecard);
    certainty::write(&mut sheet, scorecard);
    open::write(&mut sheet, scorecard);
    contacts::write(&mut sheet, scorecard);
    conversations::write(&mut sheet, scorecard);
    surveys::write(&mut sheet, scorecard);
    customers::write(&mut sheet, scorecard);
    reasons::write(&mut sheet, scorecard);
    volume::write(&mut sheet, scorecard);
    hours::write(&mut sheet, scorecard);
    agents::write(&mut sheet, scorecard);
    months::write(&mut sheet, scorecard);
    goals::write(&mut sheet, scorecard);
    level::write(&mut sheet, scorecard, language);
    rest::write(&mut sheet, scorecard);
    sheet.into_text()
}
