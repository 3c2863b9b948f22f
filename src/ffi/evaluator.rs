//! What an evaluation is asked.

use std::ffi::c_char;

use chrono::TimeDelta;

use super::anchor::anchor;
use super::boundary::{bytes, change, free, instant, make, parsed, required, text};
use super::certificate::certificates;
use super::{BudgetHandle, BundleHandle, CertificateHandle, ErrorHandle, EvaluationHandle, Status, StringHandle};
use crate::rules::apple::{Platform, Release};
use crate::rules::{
    AnchorChecks, Crl, Evaluator, InitialPolicies, Purpose, RevocationScope, RevocationSummary, RuleSet, Strictness,
};

/// Evaluates certificates under one rule set at one instant. May be used by several threads at once, but not while one of
/// them changes it.
#[derive(Debug)]
pub struct EvaluatorHandle(pub(super) Evaluator);

/// Path validation as in RFC 5280 section 6.
pub const RULE_SET_RFC5280: u32 = 0;
/// That, and what sections 4.1 and 4.2 ask of the look of certificates.
pub const RULE_SET_RFC5280_WITH_PROFILE: u32 = 1;
/// That, and the CA/Browser Forum's profile.
pub const RULE_SET_WEB_PKI: u32 = 2;
/// What an Apple device says of a TLS server, or of a client if that is the purpose.
pub const RULE_SET_APPLE: u32 = 3;
/// What an Apple device says of a chain, without the rules for TLS.
pub const RULE_SET_APPLE_BASIC_X509: u32 = 4;

/// Of an anchor, its name and key count.
pub const ANCHOR_NAME_AND_KEY: u32 = 0;
/// And the constraints in its certificate.
pub const ANCHOR_CONSTRAINTS: u32 = 1;
/// And its validity period.
pub const ANCHOR_VALIDITY: u32 = 2;
/// And both.
pub const ANCHOR_CONSTRAINTS_AND_VALIDITY: u32 = 3;

/// Extended key usage is not looked at.
pub const USAGE_ANY: u32 = 0;
/// TLS server authentication.
pub const USAGE_TLS_SERVER: u32 = 1;
/// TLS client authentication.
pub const USAGE_TLS_CLIENT: u32 = 2;
/// Messaging Layer Security for RCS (GSMA RCC.16).
pub const USAGE_RCS_MLS_CLIENT: u32 = 3;
/// Claim signing of a manifest of content credentials (C2PA).
pub const USAGE_C2PA_MANIFEST: u32 = 4;
/// Time stamping of content credentials (C2PA).
pub const USAGE_C2PA_TIMESTAMPING: u32 = 5;

/// Extended key usage may be absent or name any, as in RFC 5280.
pub const STRICTNESS_LAX: u32 = 0;
/// The leaf must name the purpose.
pub const STRICTNESS_STRICT_LEAF: u32 = 1;
/// That, and naming any is not enough for a CA either; for clients a CA must name the purpose.
pub const STRICTNESS_STRICT: u32 = 2;

/// Nobody's revocation status is asked for.
pub const REVOCATION_OFF: u32 = 0;
/// The leaf's is.
pub const REVOCATION_LEAF: u32 = 1;
/// That of every certificate below the anchor is.
pub const REVOCATION_CHAIN: u32 = 2;

/// An evaluator that trusts nobody yet, at one instant in seconds since 1970-01-01T00:00:00Z. `rule_set` is one of
/// `APPTUNNEL_RULE_SET_…`; Apple's are of the newest release that is known. What is not set is not asked.
///
/// On success `*out` is an evaluator that the caller frees with `apptunnel_evaluator_free`. Otherwise `*out` is left alone,
/// and if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_new(
    rule_set: u32,
    at: i64,
    out: *mut *mut EvaluatorHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let rule_set = match rule_set {
                RULE_SET_RFC5280 => RuleSet::rfc5280(),
                RULE_SET_RFC5280_WITH_PROFILE => RuleSet::rfc5280_with_profile(),
                RULE_SET_WEB_PKI => RuleSet::web_pki(),
                RULE_SET_APPLE => RuleSet::apple(Release::latest()),
                RULE_SET_APPLE_BASIC_X509 => RuleSet::apple_basic_x509(Release::latest()),
                other => return Err(ErrorHandle::invalid(format!("there is no rule set {other}"))),
            };
            Ok(EvaluatorHandle(Evaluator::new(rule_set, instant(at)?)))
        })
    }
}

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
        change(evaluator, "evaluator", error, |EvaluatorHandle(evaluator)| {
            let release = parsed(release, length, "release")?;
            if evaluator.rule_set.apple.is_none() {
                return Err(ErrorHandle::invalid("the rule set is none of Apple's"));
            }
            evaluator.rule_set = evaluator.rule_set.at_apple_release(release);
            Ok(())
        })
    }
}

/// Says what counts of an anchor: one of `APPTUNNEL_ANCHOR_…`. Apple's rules ask what they ask.
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
        change(evaluator, "evaluator", error, |EvaluatorHandle(evaluator)| {
            let checks = match checks {
                ANCHOR_NAME_AND_KEY => AnchorChecks::NameAndKey,
                ANCHOR_CONSTRAINTS => AnchorChecks::Constraints,
                ANCHOR_VALIDITY => AnchorChecks::Validity,
                ANCHOR_CONSTRAINTS_AND_VALIDITY => AnchorChecks::ConstraintsAndValidity,
                other => return Err(ErrorHandle::invalid(format!("there is no anchor check {other}"))),
            };
            evaluator.rule_set = evaluator.rule_set.with_anchor_checks(checks);
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
        change(evaluator, "evaluator", error, |EvaluatorHandle(evaluator)| {
            evaluator.rule_set = evaluator.rule_set.allowing_sha1();
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
        change(evaluator, "evaluator", error, |EvaluatorHandle(evaluator)| {
            evaluator.anchors.push(anchor(required(certificate, "certificate")?.certificate(), origin)?);
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
        change(evaluator, "evaluator", error, |EvaluatorHandle(evaluator)| {
            let certificates = required(bundle, "bundle")?.bundle.certificates();
            let anchors: Result<Vec<_>, _> = certificates.iter().map(|it| anchor(it.item(), origin)).collect();
            evaluator.anchors.extend(anchors?);
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
        change(evaluator, "evaluator", error, |EvaluatorHandle(evaluator)| {
            let certificate = required(certificate, "certificate")?.certificate().clone();
            evaluator.trusted_leaves.certificates.push(certificate);
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
        change(evaluator, "evaluator", error, |EvaluatorHandle(evaluator)| {
            evaluator.trusted_leaves.require_self_signed = required;
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
        change(evaluator, "evaluator", error, |EvaluatorHandle(evaluator)| {
            let given = text(name, length, "name")?;
            evaluator.server_name = given.map(|_| parsed(name, length, "name")).transpose()?;
            Ok(())
        })
    }
}

/// Says what the leaf is used for: one of `APPTUNNEL_USAGE_…`; and how exactly extended key usage must name that: one of
/// `APPTUNNEL_STRICTNESS_…`, which counts for TLS servers and clients.
///
/// # Safety
/// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_set_purpose(
    evaluator: *mut EvaluatorHandle,
    usage: u32,
    strictness: u32,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(evaluator, "evaluator", error, |EvaluatorHandle(evaluator)| {
            let strictness = match strictness {
                STRICTNESS_LAX => Strictness::Lax,
                STRICTNESS_STRICT_LEAF => Strictness::StrictLeaf,
                STRICTNESS_STRICT => Strictness::Strict,
                other => return Err(ErrorHandle::invalid(format!("there is no strictness {other}"))),
            };
            evaluator.purpose = match usage {
                USAGE_ANY => Purpose::Any,
                USAGE_TLS_SERVER => Purpose::Server(strictness),
                USAGE_TLS_CLIENT => Purpose::Client(strictness),
                USAGE_RCS_MLS_CLIENT => Purpose::RcsMlsClient,
                USAGE_C2PA_MANIFEST => Purpose::C2paManifest,
                USAGE_C2PA_TIMESTAMPING => Purpose::C2paTimestamping,
                other => return Err(ErrorHandle::invalid(format!("there is no usage {other}"))),
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
        change(evaluator, "evaluator", error, |EvaluatorHandle(evaluator)| {
            let policy = parsed(policy, length, "policy")?;
            match &mut evaluator.policies.initial {
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
        change(evaluator, "evaluator", error, |EvaluatorHandle(evaluator)| {
            evaluator.policies.explicit = explicit;
            evaluator.policies.inhibit_mapping = inhibit_mapping;
            evaluator.policies.inhibit_any = inhibit_any;
            Ok(())
        })
    }
}

/// Says whose revocation status is asked for: one of `APPTUNNEL_REVOCATION_…`; and whether a status that CRLs do not tell is an
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
        change(evaluator, "evaluator", error, |EvaluatorHandle(evaluator)| {
            evaluator.revocation.scope = match scope {
                REVOCATION_OFF => RevocationScope::Off,
                REVOCATION_LEAF => RevocationScope::Leaf,
                REVOCATION_CHAIN => RevocationScope::Chain,
                other => return Err(ErrorHandle::invalid(format!("there is no revocation scope {other}"))),
            };
            evaluator.revocation.unknown_is_failure = unknown_is_failure;
            Ok(())
        })
    }
}

/// CRL signers' paths that may be validated one for the sake of another: each needs stack.
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
        change(evaluator, "evaluator", error, |EvaluatorHandle(evaluator)| {
            if signer_depth > MAX_SIGNER_DEPTH {
                let message = format!("signer_depth is {signer_depth}, and {MAX_SIGNER_DEPTH} at most");
                return Err(ErrorHandle::invalid(message));
            }
            let options = &mut evaluator.revocation.options;
            options.max_age = match max_age {
                -1 => None,
                0.. => Some(TimeDelta::try_seconds(max_age).unwrap_or(TimeDelta::MAX)),
                _ => return Err(ErrorHandle::invalid(format!("{max_age} seconds are no age"))),
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
        change(evaluator, "evaluator", error, |EvaluatorHandle(evaluator)| {
            evaluator.crls.push(Crl::from_der(bytes(der, length, "der")?)?);
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
        change(evaluator, "evaluator", error, |EvaluatorHandle(evaluator)| {
            evaluator.max_intermediates = Some(count);
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
        change(evaluator, "evaluator", error, |EvaluatorHandle(evaluator)| {
            evaluator.budget = required(budget, "budget")?.0;
            Ok(())
        })
    }
}

/// Looks at the paths from a leaf to an anchor over an unordered pool of `count` other certificates, until one is accepted.
/// The certificates may be freed afterwards.
///
/// On success `*out` is an evaluation that the caller frees with `apptunnel_evaluation_free`; whether the leaf is trusted is
/// in it. Otherwise `*out` is left alone, and if `error` is not NULL, `*error` is an error that the caller frees with
/// `apptunnel_error_free`.
///
/// # Safety
/// `evaluator` and `leaf` are live. `others` points to `count` certificates that are live, or is NULL and the count is 0.
/// `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_evaluate(
    evaluator: *const EvaluatorHandle,
    leaf: *const CertificateHandle,
    others: *const *const CertificateHandle,
    count: usize,
    out: *mut *mut EvaluationHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let evaluator = &required(evaluator, "evaluator")?.0;
            let leaf = required(leaf, "leaf")?.certificate();
            Ok(EvaluationHandle::new(evaluator.evaluate(leaf, &certificates(others, count, "others")?)))
        })
    }
}

/// What every release of one of Apple's systems says, for each way in which the root may have come to be trusted, as JSON by
/// the published schema `apple-matrix`. `platform` is `ios`, `ipados`, `tvos`, `watchos`, `visionos` or `macos`.
///
/// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// As for `apptunnel_evaluator_evaluate`. `platform` points to `platform_length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_matrix(
    evaluator: *const EvaluatorHandle,
    platform: *const c_char,
    platform_length: usize,
    leaf: *const CertificateHandle,
    others: *const *const CertificateHandle,
    count: usize,
    out: *mut *mut StringHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let evaluator = &required(evaluator, "evaluator")?.0;
            let platform: Platform = parsed(platform, platform_length, "platform")?;
            let leaf = required(leaf, "leaf")?.certificate();
            StringHandle::json(&evaluator.matrix(platform, leaf, &certificates(others, count, "others")?))
        })
    }
}

/// What the CRLs of the evaluator say of one certificate and its issuer, whether or not there is a path to an anchor, as JSON:
/// a `RevocationSummary` of the published schema `evaluation`. The issuer counts as an anchor.
///
/// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `evaluator`, `subject` and `issuer` are live. `others` points to `count` certificates that are live, or is NULL and the
/// count is 0. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_revocation_status(
    evaluator: *const EvaluatorHandle,
    subject: *const CertificateHandle,
    issuer: *const CertificateHandle,
    others: *const *const CertificateHandle,
    count: usize,
    out: *mut *mut StringHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let evaluator = &required(evaluator, "evaluator")?.0;
            let subject = required(subject, "subject")?.certificate();
            let issuer = required(issuer, "issuer")?.certificate();
            let status = evaluator.revocation_status(subject, issuer, &certificates(others, count, "others")?);
            StringHandle::json(&RevocationSummary::from(&status))
        })
    }
}

/// Frees an evaluator. NULL is allowed.
///
/// # Safety
/// `evaluator` is NULL or live, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_free(evaluator: *mut EvaluatorHandle) {
    // SAFETY: as for this function.
    unsafe { free(evaluator) }
}
