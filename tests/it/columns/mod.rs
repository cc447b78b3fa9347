//! Columns: the same figures as from rows, and what is wrong with a column.

mod bits;
mod errors;
mod first_error;
mod layout;
mod rows;
mod table;
