//! Each KPI against hand-computed tables, and against an oracle written another way.

mod abandonment;
mod contact_rate;
mod contact_volume;
mod effort;
mod first_response;
mod handle_time;
mod internal_quality;
mod phone_service_level;
mod promoter_score;
mod re_rating;
mod satisfaction;
mod short_abandonment;
mod survey_response;
