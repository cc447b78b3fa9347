//! How sure: intervals, comparisons, open tickets, alarms and staffing.

mod answers;
mod coverage;
mod faults;
mod published;
mod samples;
