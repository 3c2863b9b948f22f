//! What a device reports of a path: the trust result, and the error on top.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::rule::Breaches;
use crate::device::release::Release;
use crate::report::{AppleClass, OsStatus, TrustResult};

/// What a device with one release says of a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Outcome {
    /// The release.
    pub release: Release,
    /// The result of `SecTrustGetTrustResult`.
    pub trust_result: TrustResult,
    /// The error of `SecTrustEvaluateWithError`. `None` if the chain is trusted, or the leaf cannot be created.
    ///
    /// Of several errors, the one that Apple ranks first: blocked, revoked, key size, hash, denied, standards, pinning,
    /// trust, usage, name, expired; then the one nearest to the leaf. Of two that are alike in that, Apple's own choice is
    /// not defined, and here it is the first in the order of [`CheckKey::all`](super::CheckKey::all).
    pub os_status: Option<OsStatus>,
}

/// The result and the error on top.
pub(super) fn of(breaches: &Breaches, is_known_to_user: bool) -> (TrustResult, Option<OsStatus>) {
    let errors = || breaches.iter().filter_map(|breach| Some((breach.row.key?, breach.index)));
    let top = errors().min_by_key(|(key, index)| (key.rank(), *index, *key));
    let Some((key, _)) = top else {
        let trusted = if is_known_to_user { TrustResult::Proceed } else { TrustResult::Unspecified };
        return (trusted, None);
    };
    let has = |class| breaches.iter().any(|breach| breach.class() == Some(class));
    let result = if has(AppleClass::Fatal) {
        TrustResult::Fatal
    } else if has(AppleClass::Deny) {
        TrustResult::Deny
    } else {
        TrustResult::Recoverable
    };
    (result, Some(key.os_status()))
}
