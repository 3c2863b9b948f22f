//! The CA/Browser Forum's profile for TLS server certificates (Baseline Requirements section 7).
//!
//! What a CA must do and a certificate cannot show is not asked for, nor what public CAs alone can meet: public logs,
//! policy identifiers, addresses of CRLs and responders, and the length of validity.

mod extensions;
mod key_usage;
mod keys;
mod names;
mod signatures;
#[cfg(test)]
mod tests;

use crate::path::in_path::ProfileRule;

/// The rows, by section.
pub(crate) const RULES: &[&ProfileRule] = &[
    &extensions::VERSION,
    &extensions::ROOT_EKU,
    &extensions::ROOT_AUTHORITY_KEY,
    &extensions::AUTHORITY_ISSUER,
    &key_usage::CA,
    &extensions::SUBSCRIBER_CA,
    &extensions::SERVER_AUTH,
    &extensions::ANY_EKU,
    &extensions::EKU_CRITICAL,
    &key_usage::SUBSCRIBER,
    &extensions::ACCESS_FORM,
    &extensions::DISTRIBUTION_POINTS,
    &names::MISSING,
    &names::CRITICAL,
    &names::FORM,
    &names::RESERVED_LABEL,
    &names::WILDCARD,
    #[cfg(feature = "psl")]
    &names::PUBLIC_SUFFIX,
    &keys::ALGORITHM,
    &keys::RSA_SIZE,
    &keys::RSA_MULTIPLE_OF_8,
    &keys::RSA_EXPONENT,
    &keys::ENCODING,
    &signatures::ALGORITHM,
    &signatures::CURVE,
    &names::COMMON_NAME,
];
