//! How sure: intervals, comparisons, open tickets, alarms and staffing.

mod answers;
mod samples;
