//! What RFC 5280 section 4 prescribes for certificates, beyond what path validation needs.
//!
//! Section 4 binds the CA that issues. Each row asks for a MUST that shows in the certificate; SHOULDs are not asked for.

mod ca;
mod constraints;
mod fields;
mod information;
mod key_identifiers;
mod names;
#[cfg(test)]
mod tests;

use crate::path::in_path::ProfileRule;

/// The rows that the Baseline Requirements relax: section 7.1.2.10.8 lets name constraints be not critical.
pub(crate) const RULES_NOT_OF_WEB_PKI: &[&ProfileRule] = &[&constraints::NAME_CONSTRAINTS_CRITICAL];

/// The rows, by section.
pub(crate) const RULES: &[&ProfileRule] = &[
    &fields::VERSION,
    &fields::SERIAL_POSITIVE,
    &fields::SERIAL_LENGTH,
    &fields::ISSUER_EMPTY,
    &fields::VALIDITY_ENCODING,
    &fields::CA_SUBJECT_EMPTY,
    &fields::UNIQUE_IDENTIFIERS,
    &key_identifiers::AUTHORITY_MISSING,
    &key_identifiers::AUTHORITY_CRITICAL,
    &key_identifiers::SUBJECT_MISSING,
    &key_identifiers::SUBJECT_CRITICAL,
    &ca::KEY_USAGE_MISSING,
    &ca::KEY_USAGE_EMPTY,
    &information::POLICY_TWICE,
    &names::SUBJECT_NOWHERE,
    &names::EMPTY,
    &names::DNS,
    &names::IP,
    &names::EMAIL,
    &names::URI,
    &ca::BASIC_CONSTRAINTS_MISSING,
    &ca::BASIC_CONSTRAINTS_CRITICAL,
    &ca::PATH_LENGTH_WITHOUT_CA,
    &ca::CERT_SIGN_WITHOUT_CA,
    &constraints::NAMES_WITHOUT_CA,
    &constraints::NAMES_EMPTY,
    &constraints::POLICY_CRITICAL,
    &constraints::POLICY_EMPTY,
    &information::DISTRIBUTION_POINT_EMPTY,
    &constraints::ANY_POLICY_CRITICAL,
    &information::FRESHEST_CRL_CRITICAL,
    &information::AUTHORITY_ACCESS_CRITICAL,
    &information::SUBJECT_ACCESS_CRITICAL,
];
