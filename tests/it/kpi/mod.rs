//! Each KPI against hand-computed tables, and against an oracle written another way.

mod first_response;
