//! What an evaluation is asked under every rule set: anchors, name, purpose, policies and limits.

use std::ffi::c_char;

use crate::ffi::anchor::anchor;
use crate::ffi::arguments::{optional, parsed, required};
use crate::ffi::call::change;
use crate::ffi::failure::Failure;
use crate::ffi::{BudgetHandle, BundleHandle, CertificateHandle, ErrorHandle, EvaluatorHandle, Status};
use crate::path::{AnchorChecks, InitialPolicies, KeyPurpose, SignatureCache, Strictness};

/// Of an anchor, name and key count.
pub const ANCHOR_CHECKS_NAME_AND_KEY: u32 = 0;
/// Name and key, and the constraints in its certificate.
pub const ANCHOR_CHECKS_CONSTRAINTS: u32 = 1;
/// Name and key, and its validity period.
pub const ANCHOR_CHECKS_VALIDITY: u32 = 2;
/// All of these.
pub const ANCHOR_CHECKS_CONSTRAINTS_AND_VALIDITY: u32 = 3;

/// Extended key usage is not looked at.
pub const KEY_PURPOSE_ANY: u32 = 0;
/// TLS server authentication.
pub const KEY_PURPOSE_SERVER: u32 = 1;
/// TLS client authentication.
pub const KEY_PURPOSE_CLIENT: u32 = 2;
/// Messaging Layer Security for RCS (GSMA RCC.16).
pub const KEY_PURPOSE_RCS_MLS_CLIENT: u32 = 3;
/// Claim signing of a manifest of content credentials (C2PA).
pub const KEY_PURPOSE_C2PA_MANIFEST: u32 = 4;
/// Time stamping of content credentials (C2PA).
pub const KEY_PURPOSE_C2PA_TIMESTAMPING: u32 = 5;

/// Extended key usage may be absent or name any, as in RFC 5280.
pub const STRICTNESS_LAX: u32 = 0;
/// The leaf must name the purpose.
pub const STRICTNESS_STRICT_LEAF: u32 = 1;
/// That, and naming any is not enough for a CA either; for clients a CA must name the purpose.
pub const STRICTNESS_STRICT: u32 = 2;

/// Says whose rules decide: a system and its release, such as `ios:18.4`. For Apple's rule sets alone.
///
/// # Safety
/// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `release` points to `length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_set_release(
    evaluator: *mut EvaluatorHandle,
    release: *const c_char,
    length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(evaluator, "evaluator", error, |EvaluatorHandle(settings)| {
            let release = parsed(release, length, "release")?;
            match &mut settings.release {
                Some(known) => *known = release,
                None => return Err(Failure::invalid("the rule set is none of Apple's")),
            }
            Ok(())
        })
    }
}

/// Says what counts of an anchor: one of `APPTUNNEL_ANCHOR_CHECKS_…`. Apple's rules ask what they ask.
///
/// # Safety
/// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_set_anchor_checks(
    evaluator: *mut EvaluatorHandle,
    checks: u32,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(evaluator, "evaluator", error, |EvaluatorHandle(settings)| {
            let checks = match checks {
                ANCHOR_CHECKS_NAME_AND_KEY => AnchorChecks::NameAndKey,
                ANCHOR_CHECKS_CONSTRAINTS => AnchorChecks::Constraints,
                ANCHOR_CHECKS_VALIDITY => AnchorChecks::Validity,
                ANCHOR_CHECKS_CONSTRAINTS_AND_VALIDITY => AnchorChecks::ConstraintsAndValidity,
                other => return Err(Failure::invalid(format!("there is no anchor check {other}"))),
            };
            settings.path.rule_set = settings.path.rule_set.with_anchor_checks(checks);
            Ok(())
        })
    }
}

/// Accepts signatures by SHA-1. Apple's rules are not changed.
///
/// # Safety
/// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_allow_sha1(
    evaluator: *mut EvaluatorHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(evaluator, "evaluator", error, |EvaluatorHandle(settings)| {
            settings.path.rule_set = settings.path.rule_set.allowing_sha1();
            Ok(())
        })
    }
}

/// Adds a trust anchor. `origin` is one of `APPTUNNEL_ORIGIN_…`; only Apple's rules ask. The certificate may be freed afterwards.
///
/// # Safety
/// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `certificate` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_add_anchor(
    evaluator: *mut EvaluatorHandle,
    certificate: *const CertificateHandle,
    origin: u32,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(evaluator, "evaluator", error, |EvaluatorHandle(settings)| {
            settings.anchors.push(anchor(required(certificate, "certificate")?.certificate(), origin)?);
            Ok(())
        })
    }
}

/// Adds every certificate of a bundle to the trust anchors. The bundle may be freed afterwards.
///
/// # Safety
/// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `bundle` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_add_anchors(
    evaluator: *mut EvaluatorHandle,
    bundle: *const BundleHandle,
    origin: u32,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(evaluator, "evaluator", error, |EvaluatorHandle(settings)| {
            let certificates = required(bundle, "bundle")?.bundle.certificates();
            let anchors: Result<Vec<_>, _> = certificates.iter().map(|it| anchor(it.item(), origin)).collect();
            settings.anchors.extend(anchors?);
            Ok(())
        })
    }
}

/// Trusts a leaf as it is, without a path. The certificate may be freed afterwards.
///
/// # Safety
/// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `certificate` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_add_trusted_leaf(
    evaluator: *mut EvaluatorHandle,
    certificate: *const CertificateHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(evaluator, "evaluator", error, |EvaluatorHandle(settings)| {
            let certificate = required(certificate, "certificate")?.certificate().clone();
            settings.path.trusted_leaves.certificates.push(certificate);
            Ok(())
        })
    }
}

/// Says whether leaves that are trusted as they are must be self-signed all the same. Without, they need not.
///
/// # Safety
/// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_set_require_self_signed(
    evaluator: *mut EvaluatorHandle,
    required: bool,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(evaluator, "evaluator", error, |EvaluatorHandle(settings)| {
            settings.path.trusted_leaves.require_self_signed = required;
            Ok(())
        })
    }
}

/// Says which name the client asked for: a DNS name or an IP address in UTF-8. NULL with length 0: none.
///
/// # Safety
/// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `name` points to `length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_set_server_name(
    evaluator: *mut EvaluatorHandle,
    name: *const c_char,
    length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(evaluator, "evaluator", error, |EvaluatorHandle(settings)| {
            settings.path.server_name = optional(name, length, "name", parsed)?;
            Ok(())
        })
    }
}

/// Says what the leaf is used for: one of `APPTUNNEL_KEY_PURPOSE_…`; and how exactly extended key usage must name that: one of
/// `APPTUNNEL_STRICTNESS_…`, which counts for TLS servers and clients.
///
/// # Safety
/// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_set_purpose(
    evaluator: *mut EvaluatorHandle,
    purpose: u32,
    strictness: u32,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(evaluator, "evaluator", error, |EvaluatorHandle(settings)| {
            let strictness = match strictness {
                STRICTNESS_LAX => Strictness::Lax,
                STRICTNESS_STRICT_LEAF => Strictness::StrictLeaf,
                STRICTNESS_STRICT => Strictness::Strict,
                other => return Err(Failure::invalid(format!("there is no strictness {other}"))),
            };
            settings.path.purpose = match purpose {
                KEY_PURPOSE_ANY => KeyPurpose::Any,
                KEY_PURPOSE_SERVER => KeyPurpose::Server(strictness),
                KEY_PURPOSE_CLIENT => KeyPurpose::Client(strictness),
                KEY_PURPOSE_RCS_MLS_CLIENT => KeyPurpose::RcsMlsClient,
                KEY_PURPOSE_C2PA_MANIFEST => KeyPurpose::C2paManifest,
                KEY_PURPOSE_C2PA_TIMESTAMPING => KeyPurpose::C2paTimestamping,
                other => return Err(Failure::invalid(format!("there is no purpose {other}"))),
            };
            Ok(())
        })
    }
}

/// Adds a policy to the user-initial-policy-set (RFC 5280 section 6.1.1 (c)): an object identifier with dots. Before the first,
/// every policy is in the set.
///
/// # Safety
/// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `policy` points to `length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_add_initial_policy(
    evaluator: *mut EvaluatorHandle,
    policy: *const c_char,
    length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(evaluator, "evaluator", error, |EvaluatorHandle(settings)| {
            let policy = parsed(policy, length, "policy")?;
            match &mut settings.path.policies.initial {
                InitialPolicies::Only(policies) => {
                    policies.insert(policy);
                }
                any => *any = InitialPolicies::Only([policy].into()),
            }
            Ok(())
        })
    }
}

/// Sets initial-explicit-policy, initial-policy-mapping-inhibit and initial-any-policy-inhibit (RFC 5280 section 6.1.1 (e) to (g)).
///
/// # Safety
/// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_set_policies(
    evaluator: *mut EvaluatorHandle,
    explicit: bool,
    inhibit_mapping: bool,
    inhibit_any: bool,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(evaluator, "evaluator", error, |EvaluatorHandle(settings)| {
            settings.path.policies.explicit = explicit;
            settings.path.policies.inhibit_mapping = inhibit_mapping;
            settings.path.policies.inhibit_any = inhibit_any;
            Ok(())
        })
    }
}

/// Says how many CA certificates may stand between leaf and anchor.
///
/// # Safety
/// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_set_max_intermediates(
    evaluator: *mut EvaluatorHandle,
    count: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(evaluator, "evaluator", error, |EvaluatorHandle(settings)| {
            settings.path.max_intermediates = Some(count);
            Ok(())
        })
    }
}

/// Limits the work of an evaluation. The budget may be freed afterwards.
///
/// # Safety
/// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `budget` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_set_budget(
    evaluator: *mut EvaluatorHandle,
    budget: *const BudgetHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(evaluator, "evaluator", error, |EvaluatorHandle(settings)| {
            settings.path.budget = required(budget, "budget")?.0;
            Ok(())
        })
    }
}

/// Lets the evaluator remember up to `bound` signatures that it found good, for evaluations that meet the same certificates again.
/// Each takes about 80 bytes. 0: none, as without. The answers are the same.
///
/// # Safety
/// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_set_signature_cache(
    evaluator: *mut EvaluatorHandle,
    bound: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(evaluator, "evaluator", error, |EvaluatorHandle(settings)| {
            settings.path.signatures = (bound > 0).then(|| SignatureCache::new(bound));
            Ok(())
        })
    }
}
