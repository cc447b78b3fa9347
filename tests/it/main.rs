//! All integration tests, in one binary.

mod folder;
mod shop_data;
