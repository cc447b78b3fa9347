//! An assessment as text.

use std::fmt;

use super::advice::Advice;
use super::assessment::{Assessment, ChannelAssessment, DimensionAssessment, Outcome};
use super::criterion::channel_name;
use super::level_range::Perhaps;
use super::{Judgement, Level, Overall, Shortfall, Standing};

/// Some lines, which end with a line feed: the whole, then each dimension
/// with its channels.
impl fmt::Display for Assessment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.overall() {
            Some(overall) => write_overall(f, overall)?,
            None => writeln!(f, "Overall: not measured")?,
        }
        for (number, dimension) in (1_u8..).zip(self.dimensions()) {
            writeln!(f)?;
            write!(f, "{number}. ")?;
            write_dimension(f, dimension)?;
        }
        Ok(())
    }
}

fn write_overall(f: &mut fmt::Formatter<'_>, overall: &Overall) -> fmt::Result {
    writeln!(f, "Overall: {overall}{}", names(overall.standing()))?;
    for dimension in overall.held_down_by() {
        writeln!(f, "  held down by {dimension}")?;
    }
    Ok(())
}

fn write_dimension(f: &mut fmt::Formatter<'_>, dimension: &DimensionAssessment) -> fmt::Result {
    let (name, japanese) = (
        dimension.dimension().english(),
        dimension.dimension().japanese(),
    );
    let mut letters = name.chars();
    let capital: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect();
    write!(f, "{capital} ({japanese}): ")?;
    match (dimension.standing(), dimension.not_measured()) {
        (Some(standing), _) => {
            let perhaps = Perhaps(dimension.range());
            write!(f, "level {standing}{perhaps}{}", names(standing))?;
            if let Some(score) = dimension.score() {
                write!(f, ", {} by volume", score.round_dp(2).normalize())?;
            }
            writeln!(f)?;
        }
        (None, Some(reason)) => writeln!(f, "not measured: {reason}")?,
        (None, None) => writeln!(f, "not measured")?,
    }
    if let Some(judgement) = dimension.judgement() {
        writeln!(f, "   {judgement}")?;
        write_missing(f, judgement)?;
    }
    for channel in dimension.channels() {
        write_channel(f, channel)?;
    }
    for advice in dimension.advice() {
        write_advice(f, advice)?;
    }
    Ok(())
}

fn write_channel(f: &mut fmt::Formatter<'_>, channel: &ChannelAssessment) -> fmt::Result {
    let name = channel_name(channel.channel());
    match channel.outcome() {
        Outcome::Measured(judgement) => {
            writeln!(f, "   {name}: {judgement}")?;
            write_missing(f, judgement)
        }
        Outcome::NotMeasured(reason) => writeln!(f, "   {name}: not measured: {reason}"),
    }
}

fn write_missing(f: &mut fmt::Formatter<'_>, judgement: &Judgement) -> fmt::Result {
    let next = judgement.standing().worst().above();
    for shortfall in judgement.missing() {
        write_shortfall(f, next, &shortfall)?;
    }
    Ok(())
}

fn write_shortfall(
    f: &mut fmt::Formatter<'_>,
    next: Option<Level>,
    shortfall: &Shortfall,
) -> fmt::Result {
    let level = next.unwrap_or(shortfall.criterion().level()).number();
    let basis = shortfall.criterion().basis();
    writeln!(f, "     to level {level}: {shortfall} ({basis})")
}

fn write_advice(f: &mut fmt::Formatter<'_>, advice: &Advice) -> fmt::Result {
    writeln!(f, "   advice: {advice}")
}

/// The names of a level, where it is one: ", average (平均)".
fn names(standing: Standing) -> String {
    standing
        .level()
        .map(|level| format!(", {} ({})", level.english(), level.japanese()))
        .unwrap_or_default()
}
