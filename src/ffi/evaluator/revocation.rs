//! Whose revocation status is asked for, and by which CRLs.

use chrono::TimeDelta;

use crate::ffi::arguments::bytes;
use crate::ffi::call::change;
use crate::ffi::failure::Failure;
use crate::ffi::{ErrorHandle, EvaluatorHandle, Status};
use crate::path::{Crl, RevocationScope};

/// Nobody's revocation status is asked for.
pub const REVOCATION_SCOPE_OFF: u32 = 0;
/// The leaf's is.
pub const REVOCATION_SCOPE_LEAF: u32 = 1;
/// That of every certificate below the anchor is.
pub const REVOCATION_SCOPE_CHAIN: u32 = 2;

/// Says whose revocation status is asked for: one of `APPTUNNEL_REVOCATION_SCOPE_…`; and whether a status that CRLs do not tell is an
/// error.
///
/// # Safety
/// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_set_revocation(
    evaluator: *mut EvaluatorHandle,
    scope: u32,
    unknown_is_failure: bool,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(evaluator, "evaluator", error, |EvaluatorHandle(settings)| {
            settings.path.revocation.scope = match scope {
                REVOCATION_SCOPE_OFF => RevocationScope::Off,
                REVOCATION_SCOPE_LEAF => RevocationScope::Leaf,
                REVOCATION_SCOPE_CHAIN => RevocationScope::Chain,
                other => return Err(Failure::invalid(format!("there is no revocation scope {other}"))),
            };
            settings.path.revocation.unknown_is_failure = unknown_is_failure;
            Ok(())
        })
    }
}

/// How many CRL signers' paths may be validated one for the sake of another: the path to the signer of a CRL may need another
/// CRL, whose signer has a path of its own. Each level needs stack.
const MAX_SIGNER_DEPTH: usize = 16;

/// Says which CRLs are accepted: how many seconds ago they may have been issued, or -1 for no such limit; whether they may be
/// indirect; and how many CRL signers' paths may be validated one for the sake of another, 16 at most. Without: no limit,
/// true, 3.
///
/// # Safety
/// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_set_crl_options(
    evaluator: *mut EvaluatorHandle,
    max_age: i64,
    indirect: bool,
    signer_depth: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(evaluator, "evaluator", error, |EvaluatorHandle(settings)| {
            if signer_depth > MAX_SIGNER_DEPTH {
                let message = format!("signer_depth is {signer_depth}, and {MAX_SIGNER_DEPTH} at most");
                return Err(Failure::invalid(message));
            }
            let options = &mut settings.path.revocation.options;
            options.max_age = match max_age {
                -1 => None,
                0.. => Some(TimeDelta::try_seconds(max_age).unwrap_or(TimeDelta::MAX)),
                _ => return Err(Failure::invalid(format!("{max_age} seconds are no age"))),
            };
            options.indirect = indirect;
            options.signer_depth = signer_depth;
            Ok(())
        })
    }
}

/// Adds a CRL in DER (RFC 5280 section 5). The bytes are copied.
///
/// # Safety
/// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `der` points to `length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_add_crl(
    evaluator: *mut EvaluatorHandle,
    der: *const u8,
    length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(evaluator, "evaluator", error, |EvaluatorHandle(settings)| {
            settings.path.crls.push(Crl::from_der(bytes(der, length, "der")?)?);
            Ok(())
        })
    }
}
