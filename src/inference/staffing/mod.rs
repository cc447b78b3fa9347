//! How many people an hour needs.
//!
//! The formulas are those of a waiting line: calls come by chance, one person
//! serves one caller at a time, and who finds all busy waits. They do not fit
//! e-mail, which waits without anybody standing by, and chats that one person
//! serves several of at once: [`OneAtATime`] cannot be made of those.

pub(super) mod demand;
pub(super) mod erlang_a;
pub(super) mod erlang_b;
pub(super) mod erlang_c;
pub(super) mod plan;
pub(super) mod requirement;
