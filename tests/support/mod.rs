//! What several suites make their input with. Not every suite uses all of it.
#![allow(dead_code)]

pub(crate) mod apple;
pub(crate) mod choices;
pub(crate) mod der;
pub(crate) mod fleet;
pub(crate) mod pki;
pub(crate) mod profiles;
