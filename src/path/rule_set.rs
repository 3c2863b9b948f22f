//! Rule sets: what is asked of the checks of RFC 5280, and the rows of profiles that are added to them.

use super::checks::{AnchorChecks, CheckOptions};
use super::in_path::ProfileRule;
use super::name_constraints::Dialect;
use super::names::NameComparison;
use super::policies::PolicyRules;
use super::{rfc5280_profile, web_pki};

/// A set of rules that a path is held to.
///
/// ```
/// use apptunnel::path::{AnchorChecks, RuleSet};
///
/// let rules = RuleSet::rfc5280().with_anchor_checks(AnchorChecks::Constraints).allowing_sha1();
/// ```
#[derive(Clone, Copy, Debug)]
pub struct RuleSet {
    pub(crate) checks: CheckOptions,
    pub(crate) dialect: Dialect,
    pub(crate) policies: PolicyRules,
    pub(crate) profiles: &'static [&'static [&'static ProfileRule]],
}

impl RuleSet {
    /// Path validation by RFC 5280 section 6. An anchor is a name and a key.
    pub fn rfc5280() -> Self {
        Self {
            checks: CheckOptions {
                names: NameComparison::Rfc5280,
                anchor: AnchorChecks::NameAndKey,
                allow_sha1: false,
            },
            dialect: Dialect::rfc5280(),
            policies: PolicyRules::rfc5280(usize::MAX),
            profiles: &[],
        }
    }

    /// RFC 5280 whole: path validation, the constraints and the validity of the anchor's certificate, and the profile
    /// that section 4 prescribes for certificates.
    pub fn rfc5280_with_profile() -> Self {
        Self {
            profiles: &[rfc5280_profile::RULES, rfc5280_profile::RULES_NOT_OF_WEB_PKI],
            ..Self::rfc5280().with_anchor_checks(AnchorChecks::ConstraintsAndValidity)
        }
    }

    /// The CA/Browser Forum's profile for TLS servers (Baseline Requirements section 7) on top of RFC 5280 whole.
    pub fn web_pki() -> Self {
        Self {
            profiles: &[rfc5280_profile::RULES, web_pki::RULES],
            dialect: Dialect::web_pki(),
            ..Self::rfc5280_with_profile()
        }
    }

    /// The same rules with something else asked of anchors.
    #[must_use]
    pub fn with_anchor_checks(mut self, anchor: AnchorChecks) -> Self {
        self.checks.anchor = anchor;
        self
    }

    /// The same rules, with signatures by SHA-1 accepted.
    #[must_use]
    pub fn allowing_sha1(mut self) -> Self {
        self.checks.allow_sha1 = true;
        self
    }
}
