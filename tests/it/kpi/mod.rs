//! Each KPI against hand-computed tables, and against an oracle written another way.

mod abandonment;
mod cohort;
mod contact_rate;
mod contact_volume;
mod effort;
mod first_response;
mod goal;
mod handle_time;
mod internal_quality;
mod lifetime_value;
mod phone_service_level;
mod promoter_score;
mod re_rating;
mod repeat_purchase;
mod retention;
mod revenue;
mod satisfaction;
mod short_abandonment;
mod survey_response;
