//! How sure: intervals, comparisons, open tickets, alarms and staffing.

mod alarms;
mod borders;
mod borders_of_staffing;
mod by_hand;
mod coverage;
mod coverage_of_means;
mod faults;
mod properties;
mod published;
mod readings;
mod samples;
mod times_and_scores;
