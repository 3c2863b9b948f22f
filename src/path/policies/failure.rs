//! Why the policies of a chain fail.

use std::fmt;

use x509_parser::oid_registry::{
    OID_X509_EXT_CERTIFICATE_POLICIES, OID_X509_EXT_INHIBIT_ANY_POLICY, OID_X509_EXT_POLICY_CONSTRAINTS,
    OID_X509_EXT_POLICY_MAPPINGS, Oid,
};

use super::PolicyId;
use crate::message::argument_by_display;

/// Why a chain fails. An `index` counts from the certificate that the anchor signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PolicyFailure {
    /// A policy is required, and none is left that is valid for the whole chain and accepted by the user.
    NoValidPolicy {
        /// Where it failed: at section 6.1.3 (f), or at the leaf.
        index: usize,
        /// The first certificate without a valid policy. `None` if there are some, but the user accepts none of them.
        lost_at: Option<usize>,
        /// The certificate whose policy constraints require one. `None` if the user or the anchor does.
        required_by: Option<usize>,
    },
    /// A certificate maps from or to anyPolicy: section 6.1.4 (a).
    MapsAnyPolicy { index: usize },
    /// The extension does not follow its ASN.1, or stands twice.
    Malformed { index: usize, extension: PolicyExtension },
    /// A certificate names a policy twice.
    DuplicatePolicy { index: usize, policy: PolicyId },
    /// More policies, mappings or nodes than the rules allow.
    BudgetSpent { index: usize },
}

/// An extension about policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PolicyExtension {
    /// RFC 5280 section 4.2.1.4.
    CertificatePolicies,
    /// RFC 5280 section 4.2.1.5.
    PolicyMappings,
    /// RFC 5280 section 4.2.1.11.
    PolicyConstraints,
    /// RFC 5280 section 4.2.1.14.
    InhibitAnyPolicy,
}

impl fmt::Display for PolicyExtension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::CertificatePolicies => "certificatePolicies",
            Self::PolicyMappings => "policyMappings",
            Self::PolicyConstraints => "policyConstraints",
            Self::InhibitAnyPolicy => "inhibitAnyPolicy",
        })
    }
}

argument_by_display!(PolicyExtension);

impl PolicyExtension {
    pub(super) fn oid(self) -> Oid<'static> {
        match self {
            Self::CertificatePolicies => OID_X509_EXT_CERTIFICATE_POLICIES,
            Self::PolicyMappings => OID_X509_EXT_POLICY_MAPPINGS,
            Self::PolicyConstraints => OID_X509_EXT_POLICY_CONSTRAINTS,
            Self::InhibitAnyPolicy => OID_X509_EXT_INHIBIT_ANY_POLICY,
        }
    }
}
