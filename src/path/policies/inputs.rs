//! What the user of a certificate asks of its policies.

use std::collections::BTreeSet;

use super::PolicyId;

/// What the user of a certificate asks of its policies (RFC 5280 section 6.1.1 (c), (e), (f) and (g)).
///
/// The default asks for nothing: any policy will do, and none is required.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PolicyInputs {
    /// The policies that the user accepts: user-initial-policy-set. Only counts where a policy is required, be it by
    /// `explicit` or by a CA.
    pub initial: InitialPolicies,
    /// Whether the chain must be valid for one of them: initial-explicit-policy.
    pub explicit: bool,
    /// Whether no certificate may map a policy to another: initial-policy-mapping-inhibit.
    pub inhibit_mapping: bool,
    /// Whether anyPolicy in a certificate stands for nothing: initial-any-policy-inhibit.
    pub inhibit_any: bool,
}

/// The user-initial-policy-set of RFC 5280 section 6.1.1 (c): all policies or some, and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum InitialPolicies {
    /// Every policy.
    #[default]
    Any,
    /// These and no others, unless anyPolicy is among them. An empty set accepts none.
    Only(BTreeSet<PolicyId>),
}

impl PolicyInputs {
    /// The same, with these policies accepted.
    #[must_use]
    pub fn with_initial(self, initial: InitialPolicies) -> Self {
        Self { initial, ..self }
    }

    /// The same, where the chain must be valid for an accepted policy or need not be.
    #[must_use]
    pub fn with_explicit(self, explicit: bool) -> Self {
        Self { explicit, ..self }
    }

    /// The same, with policy mappings forbidden or not.
    #[must_use]
    pub fn with_inhibit_mapping(self, inhibit_mapping: bool) -> Self {
        Self { inhibit_mapping, ..self }
    }

    /// The same, with anyPolicy in certificates standing for nothing or for every policy.
    #[must_use]
    pub fn with_inhibit_any(self, inhibit_any: bool) -> Self {
        Self { inhibit_any, ..self }
    }
}
