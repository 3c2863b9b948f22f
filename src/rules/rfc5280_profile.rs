//! What RFC 5280 section 4 prescribes for certificates, beyond what path validation needs.

use super::rule_set::ProfileRule;

/// The rows, by section.
pub(crate) const RULES: &[ProfileRule] = &[];
