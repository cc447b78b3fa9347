//! Each KPI against hand-computed tables, and against an oracle written another way.

mod assignment;
mod bots;
mod double_answers;
mod first_contact_resolution;
mod first_response;
mod waiting;
