//! Evaluators: made, asked and freed. What they are asked is set in the submodules.

pub mod apple;
pub mod revocation;
pub mod settings;

use std::ffi::c_char;

use crate::device::trust::{Knowledge, Policy, TrustEvaluator};
use crate::device::{Platform, Release, TrustAnchor};
use crate::ffi::arguments::{instant, parsed, required};
use crate::ffi::boundary::free;
use crate::ffi::call::make;
use crate::ffi::certificate::certificates;
use crate::ffi::failure::Failure;
use crate::ffi::{CertificateHandle, ErrorHandle, EvaluationHandle, Status, StringHandle};
use crate::path::{Evaluator, KeyPurpose, RevocationSummary, RuleSet};

/// Evaluates certificates under one rule set at one instant. May be used by several threads at once, but not while one of
/// them changes it.
#[derive(Debug)]
pub struct EvaluatorHandle(pub(super) Settings);

/// What was set on an evaluator, whichever of the rule sets it has.
#[derive(Debug)]
pub(super) struct Settings {
    /// What both kinds of evaluator take, and what path validation alone does. Its anchors are not used.
    pub(super) path: Evaluator,
    pub(super) anchors: Vec<TrustAnchor>,
    /// Of which release, if the rule set is one of Apple's.
    pub(super) release: Option<Release>,
    /// Without the rules for TLS.
    is_basic: bool,
    /// What only Apple's rules ask.
    pub(super) knowledge: Knowledge,
}

impl Settings {
    /// The evaluator of RFC 5280.
    fn path_evaluator(&self) -> Evaluator {
        let anchors = self.anchors.iter().map(|anchor| anchor.certificate.clone()).collect();
        Evaluator { anchors, ..self.path.clone() }
    }

    /// The evaluator of a device.
    fn trust_evaluator(&self, release: Release) -> TrustEvaluator {
        TrustEvaluator {
            policy: match self.path.purpose {
                _ if self.is_basic => Policy::BasicX509,
                KeyPurpose::Client(_) => Policy::SslClient,
                _ => Policy::SslServer,
            },
            anchors: self.anchors.clone(),
            server_name: self.path.server_name.clone(),
            knowledge: self.knowledge.clone(),
            budget: self.path.budget,
            signatures: self.path.signatures.clone(),
            ..TrustEvaluator::new(release, self.path.at)
        }
    }
}

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
            let (rules, release) = match rule_set {
                RULE_SET_RFC5280 => (RuleSet::rfc5280(), None),
                RULE_SET_RFC5280_WITH_PROFILE => (RuleSet::rfc5280_with_profile(), None),
                RULE_SET_WEB_PKI => (RuleSet::web_pki(), None),
                RULE_SET_APPLE | RULE_SET_APPLE_BASIC_X509 => (RuleSet::rfc5280(), Some(Release::latest())),
                other => return Err(Failure::invalid(format!("there is no rule set {other}"))),
            };
            Ok(EvaluatorHandle(Settings {
                path: Evaluator::new(rules, instant(at)?),
                anchors: Vec::new(),
                release,
                is_basic: rule_set == RULE_SET_APPLE_BASIC_X509,
                knowledge: Knowledge::default(),
            }))
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
            let settings = &required(evaluator, "evaluator")?.0;
            let leaf = required(leaf, "leaf")?.certificate();
            let others = certificates(others, count, "others")?;
            Ok(match settings.release {
                Some(release) => EvaluationHandle::of_device(settings.trust_evaluator(release).evaluate(leaf, &others)),
                None => EvaluationHandle::of_paths(settings.path_evaluator().evaluate(leaf, &others)),
            })
        })
    }
}

/// What every release of one of Apple's systems says, for each way in which the root may have come to be trusted, as JSON by
/// the published schema `trust-matrix`. `platform` is `ios`, `ipados`, `tvos`, `watchos`, `visionos` or `macos`.
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
            let settings = &required(evaluator, "evaluator")?.0;
            let platform: Platform = parsed(platform, platform_length, "platform")?;
            let leaf = required(leaf, "leaf")?.certificate();
            let evaluator = settings.trust_evaluator(settings.release.unwrap_or_else(Release::latest));
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
            let evaluator = required(evaluator, "evaluator")?.0.path_evaluator();
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
