//! The CA/Browser Forum's profile for TLS server certificates (Baseline Requirements section 7).

use super::rule_set::ProfileRule;

/// The rows, by section.
pub(crate) const RULES: &[ProfileRule] = &[];
