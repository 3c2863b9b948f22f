//! The checks of RFC 5280 section 6.1 on one path, and what the caller asks beside them. All of them are made, so that every
//! fault has its finding.

mod constraints;
mod extended_key_usage;
mod extensions;
mod issuers;
mod options;
mod request;
mod signatures;
mod validity;

pub(super) use constraints::{names, policies};
pub use options::AnchorChecks;
pub(super) use options::CheckOptions;
pub(super) use request::{server_name, too_long};

use chrono::{DateTime, Utc};

use super::candidate::CandidatePath;
use super::purpose::KeyPurpose;
use crate::report::{Finding, Rule};

/// Every rule decided here.
pub(super) fn rules() -> impl Iterator<Item = &'static Rule> {
    let rules = [
        signatures::RULES,
        validity::RULES,
        issuers::RULES,
        extensions::RULES,
        constraints::RULES,
        extended_key_usage::RULES,
        request::RULES,
    ];
    rules.into_iter().flatten().copied()
}

/// Every breach on the path that shows in single certificates and their signatures.
pub(super) fn certificates(
    path: &CandidatePath<'_>,
    options: &CheckOptions,
    purpose: &KeyPurpose,
    at: DateTime<Utc>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    signatures::signatures(path, options, &mut findings);
    signatures::keys(path, &mut findings);
    validity::validity(path, options, at, &mut findings);
    issuers::issuers(path, options, &mut findings);
    issuers::path_length(path, options, &mut findings);
    extensions::extensions(path, options, purpose, &mut findings);
    extended_key_usage::extended_key_usage(path, options, purpose, &mut findings);
    findings
}
