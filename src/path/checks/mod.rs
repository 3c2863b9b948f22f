//! The checks of RFC 5280 section 6.1 on one candidate path. All of them are made, so that every fault has its reason.

mod extensions;
mod issuers;
mod options;
mod request;
mod signatures;
mod validity;

pub use options::AnchorChecks;
pub(crate) use options::CheckOptions;
pub(super) use request::{RULES as REQUEST_RULES, server_name, too_long};

use chrono::{DateTime, Utc};

use super::candidate::CandidatePath;
use super::purpose::{self, KeyPurpose};
use crate::report::{Finding, Rule};

/// Every rule decided here.
pub(crate) fn rules() -> impl Iterator<Item = &'static Rule> {
    [signatures::RULES, validity::RULES, issuers::RULES, extensions::RULES].into_iter().flatten().copied()
}

/// Every breach on the path, but for names, policies and revocation.
pub(crate) fn check(
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
    purpose::check(path, options, purpose, &mut findings);
    findings
}
