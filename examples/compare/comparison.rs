//! All figures together: one in twenty would look changed by chance alone.

use support_kpi::InferenceError;
use support_kpi::inference::{Reading, Verdict, holm};

use super::figures::Figure;

/// The figures, and p of each as it is worth beside the others.
pub(super) struct Comparison {
    pub(super) figures: Vec<Compared>,
}

/// A figure with its p before the adjustment.
pub(super) struct Compared {
    /// Its reading goes by the adjusted p.
    pub(super) figure: Figure,
    /// `None` where it is not compared.
    pub(super) alone: Option<f64>,
}

impl Comparison {
    /// Adjusts each p by Holm's method, over all figures that have one.
    pub(super) fn adjusted(figures: Vec<Figure>) -> Result<Self, InferenceError> {
        let p_of = |figure: &Figure| figure.reading.as_ref().ok().map(Reading::p);
        let p: Vec<f64> = figures.iter().filter_map(p_of).collect();
        let mut adjusted = holm(&p)?.into_iter();
        let mut compared = Vec::new();
        for mut figure in figures {
            let alone = p_of(&figure);
            if let Ok(reading) = &mut figure.reading
                && let Some(p) = adjusted.next()
            {
                *reading = reading.with_p(p)?;
            }
            compared.push(Compared { figure, alone });
        }
        Ok(Self { figures: compared })
    }

    /// How many figures were compared.
    pub(super) fn tests(&self) -> usize {
        self.figures
            .iter()
            .filter(|each| each.alone.is_some())
            .count()
    }

    /// The names of the figures with this verdict.
    pub(super) fn with(&self, verdict: Verdict) -> Vec<String> {
        let figures = self.figures.iter().map(|each| &each.figure);
        figures
            .filter(|figure| {
                figure
                    .reading
                    .as_ref()
                    .is_ok_and(|it| it.verdict() == verdict)
            })
            .map(|figure| figure.name.clone())
            .collect()
    }
}
