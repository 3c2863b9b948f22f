//! Limits on what untrusted input may cost.

use super::boundary::{boxed, free, read};
use super::call::change;
use super::failure::Failure;
use super::{ErrorHandle, Status};
use crate::Budget;

/// Limits on the work and memory that one call may spend. May be used by several threads at once, but not while one of them
/// changes it.
#[derive(Debug, Default)]
pub struct BudgetHandle(pub(super) Budget);

/// Bytes of one input file.
pub const LIMIT_INPUT_BYTES: u32 = 0;
/// Certificates taken from one file.
pub const LIMIT_CERTIFICATES: u32 = 1;
/// Private keys read from one file.
pub const LIMIT_PRIVATE_KEYS: u32 = 2;
/// Levels of ASN.1 nesting.
pub const LIMIT_ASN1_DEPTH: u32 = 3;
/// Levels of SafeContents inside SafeContents in a PKCS#12 file.
pub const LIMIT_SAFE_CONTENTS_DEPTH: u32 = 4;
/// Key derivation iterations spent on one file.
pub const LIMIT_KDF_ITERATIONS: u32 = 5;
/// Bytes of memory that scrypt may ask for.
pub const LIMIT_SCRYPT_MEMORY: u32 = 6;
/// scrypt's cost N·r·p spent on one file.
pub const LIMIT_SCRYPT_COST: u32 = 7;
/// Parts of one file that are decrypted.
pub const LIMIT_DECRYPTIONS: u32 = 8;
/// Signature checks in one evaluation.
pub const LIMIT_SIGNATURES: u32 = 9;
/// Certificates put on candidate paths in one evaluation.
pub const LIMIT_PATH_STEPS: u32 = 10;
/// Candidate paths looked at in one evaluation.
pub const LIMIT_PATHS: u32 = 11;
/// Certificates on one path, leaf and anchor included.
pub const LIMIT_PATH_LENGTH: u32 = 12;
/// Comparisons of names with name constraints in one evaluation.
pub const LIMIT_NAME_COMPARISONS: u32 = 13;
/// Nodes of the policy graph of one path.
pub const LIMIT_POLICY_NODES: u32 = 14;
/// Dates of certificates at which a forecast asks a device.
pub const LIMIT_INSTANTS: u32 = 15;

/// A limit in the width that it has in Rust.
enum Limit<'a> {
    Count(&'a mut usize),
    Work(&'a mut u64),
}

fn limit(budget: &mut Budget, limit: u32) -> Option<Limit<'_>> {
    Some(match limit {
        LIMIT_INPUT_BYTES => Limit::Count(&mut budget.input_bytes),
        LIMIT_CERTIFICATES => Limit::Count(&mut budget.certificates),
        LIMIT_PRIVATE_KEYS => Limit::Count(&mut budget.private_keys),
        LIMIT_ASN1_DEPTH => Limit::Count(&mut budget.asn1_depth),
        LIMIT_SAFE_CONTENTS_DEPTH => Limit::Count(&mut budget.safe_contents_depth),
        LIMIT_KDF_ITERATIONS => Limit::Work(&mut budget.kdf_iterations),
        LIMIT_SCRYPT_MEMORY => Limit::Work(&mut budget.scrypt_memory),
        LIMIT_SCRYPT_COST => Limit::Work(&mut budget.scrypt_cost),
        LIMIT_DECRYPTIONS => Limit::Work(&mut budget.decryptions),
        LIMIT_SIGNATURES => Limit::Count(&mut budget.signatures),
        LIMIT_PATH_STEPS => Limit::Count(&mut budget.path_steps),
        LIMIT_PATHS => Limit::Count(&mut budget.paths),
        LIMIT_PATH_LENGTH => Limit::Count(&mut budget.path_length),
        LIMIT_NAME_COMPARISONS => Limit::Count(&mut budget.name_comparisons),
        LIMIT_POLICY_NODES => Limit::Count(&mut budget.policy_nodes),
        LIMIT_INSTANTS => Limit::Count(&mut budget.instants),
        _ => return None,
    })
}

/// The default limits. NULL if the library failed.
///
/// The caller frees them with `apptunnel_budget_free`.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_budget_new() -> *mut BudgetHandle {
    boxed(BudgetHandle::default)
}

/// Sets one limit: `which` is one of `APPTUNNEL_LIMIT_…`.
///
/// # Safety
/// `budget` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_budget_set(
    budget: *mut BudgetHandle,
    which: u32,
    value: u64,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(budget, "budget", error, |budget| {
            match limit(&mut budget.0, which) {
                Some(Limit::Work(limit)) => *limit = value,
                Some(Limit::Count(limit)) => *limit = usize::try_from(value).unwrap_or(usize::MAX),
                None => return Err(Failure::invalid(format!("there is no limit {which}"))),
            }
            Ok(())
        })
    }
}

/// One limit. 0 if there is no such limit.
///
/// # Safety
/// `budget` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_budget_get(budget: *const BudgetHandle, which: u32) -> u64 {
    // SAFETY: as for this function.
    unsafe {
        read(budget, 0, |budget| match limit(&mut budget.0.clone(), which) {
            Some(Limit::Work(limit)) => *limit,
            Some(Limit::Count(limit)) => u64::try_from(*limit).unwrap_or(u64::MAX),
            None => 0,
        })
    }
}

/// Frees a budget. NULL is allowed.
///
/// # Safety
/// `budget` is NULL or live, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_budget_free(budget: *mut BudgetHandle) {
    // SAFETY: as for this function.
    unsafe { free(budget) }
}
