//! Each KPI against hand-computed tables, and against an oracle written another way.

mod average_response;
mod backlog;
mod backlog_flow;
mod first_response;
mod first_response_bands;
mod handled;
mod one_touch;
mod reasons;
mod reopen;
mod resolution;
mod resolution_rate;
mod response_times;
mod self_service;
mod throughput;
mod unanswered;
