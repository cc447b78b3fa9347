//! Each KPI against hand-computed tables, and against an oracle written another way.

mod cohort;
mod first_response;
mod goal;
mod lifetime_value;
mod repeat_purchase;
mod retention;
mod revenue;
