//! From a leaf up to its anchors: which certificate signed which, every way up, and the checks of RFC 5280.
//!
//! Whether a finding matters to a device or a console is for the rules.

pub(crate) mod checks;
pub(crate) mod constraints;
pub(crate) mod crl;
pub(crate) mod explorer;
pub(crate) mod graph;
pub(crate) mod name_constraints;
pub(crate) mod names;
pub(crate) mod policies;
pub(crate) mod purpose;
pub(crate) mod signature_cache;
