//! How sure: intervals, comparisons, open tickets, alarms and staffing.

mod alarms;
mod borders;
mod coverage;
mod faults;
mod properties;
mod published;
mod readings;
mod samples;
