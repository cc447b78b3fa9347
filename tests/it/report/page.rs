//! The page as it reads.

use super::*;

#[test]
fn tbd() {}
