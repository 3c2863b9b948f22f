//! What an evaluation found: the verdict and every path.

use super::arguments::required;
use super::boundary::{free, read};
use super::call::make;
use super::{CertificateHandle, ErrorHandle, ReportHandle, Status, StringHandle, Text, TrustResultCode};
use crate::device::trust::TrustEvaluation;
use crate::path::{EvaluatedPath, Evaluation};
use crate::report::OsStatus;

/// What an evaluation found. Immutable; may be used by several threads at once.
#[derive(Debug)]
pub struct EvaluationHandle {
    evaluation: Kind,
    paths: Vec<Path>,
}

/// By which rules it was made.
#[derive(Debug)]
enum Kind {
    Paths(Evaluation),
    Device(TrustEvaluation),
}

/// One path, with the handles that are lent of it.
#[derive(Debug)]
struct Path {
    certificates: Vec<CertificateHandle>,
    report: ReportHandle,
}

impl EvaluationHandle {
    pub(super) fn of_paths(evaluation: Evaluation) -> Self {
        Self { paths: paths(&evaluation.paths), evaluation: Kind::Paths(evaluation) }
    }

    pub(super) fn of_device(evaluation: TrustEvaluation) -> Self {
        Self { paths: paths(&evaluation.paths), evaluation: Kind::Device(evaluation) }
    }

    fn device(&self) -> Option<&TrustEvaluation> {
        match &self.evaluation {
            Kind::Paths(_) => None,
            Kind::Device(evaluation) => Some(evaluation),
        }
    }

    fn evaluated(&self, path: usize) -> Option<&EvaluatedPath> {
        match &self.evaluation {
            Kind::Paths(evaluation) => evaluation.paths.get(path),
            Kind::Device(evaluation) => evaluation.paths.get(path),
        }
    }

    fn os_status(&self) -> Option<&OsStatus> {
        self.device()?.outcome.os_status.as_ref()
    }
}

fn paths(paths: &[EvaluatedPath]) -> Vec<Path> {
    let handles = paths.iter().map(|path| Path {
        certificates: path.certificates.iter().map(|it| CertificateHandle::new(it.clone())).collect(),
        report: ReportHandle::of_findings(path.findings.clone()),
    });
    handles.collect()
}

/// Whether one path was accepted. False if `evaluation` is NULL.
///
/// # Safety
/// `evaluation` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluation_is_accepted(evaluation: *const EvaluationHandle) -> bool {
    // SAFETY: as for this function.
    unsafe {
        read(evaluation, false, |it| match &it.evaluation {
            Kind::Paths(evaluation) => evaluation.is_accepted(),
            Kind::Device(evaluation) => evaluation.is_accepted(),
        })
    }
}

/// The result that an Apple device reports. `apptunnel_trust_result_None` if the rules are not Apple's.
///
/// # Safety
/// `evaluation` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluation_trust_result(evaluation: *const EvaluationHandle) -> TrustResultCode {
    // SAFETY: as for this function.
    unsafe {
        read(evaluation, TrustResultCode::None, |it| {
            it.device().map_or(TrustResultCode::None, |evaluation| evaluation.outcome.trust_result.into())
        })
    }
}

/// The error that an Apple device reports (`OSStatus`). 0 if there is none, or the rules are not Apple's.
///
/// # Safety
/// `evaluation` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluation_os_status(evaluation: *const EvaluationHandle) -> i32 {
    // SAFETY: as for this function.
    unsafe { read(evaluation, 0, |it| it.os_status().map_or(0, |status| status.number)) }
}

/// The name of that error in Apple's headers, such as `errSecNotTrusted`. NULL if there is none. Lives as long as
/// `evaluation`.
///
/// # Safety
/// `evaluation` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluation_os_status_name(evaluation: *const EvaluationHandle) -> Text {
    // SAFETY: as for this function.
    unsafe { read(evaluation, Text::NONE, |it| it.os_status().map(|status| status.name.as_ref()).into()) }
}

/// Which limit of the budget ended the search, such as `paths`. NULL if none did. Lives for ever.
///
/// # Safety
/// `evaluation` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluation_budget_spent(evaluation: *const EvaluationHandle) -> Text {
    // SAFETY: as for this function.
    unsafe {
        read(evaluation, Text::NONE, |it| match &it.evaluation {
            Kind::Paths(evaluation) => evaluation.budget_spent().into(),
            Kind::Device(evaluation) => evaluation.budget_spent().into(),
        })
    }
}

/// The number of paths that were looked at. The first is the best.
///
/// # Safety
/// `evaluation` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluation_path_count(evaluation: *const EvaluationHandle) -> usize {
    // SAFETY: as for this function.
    unsafe { read(evaluation, 0, |it| it.paths.len()) }
}

/// Whether the path reaches an anchor and no finding is an error. False if there is no such path.
///
/// # Safety
/// `evaluation` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluation_path_is_accepted(
    evaluation: *const EvaluationHandle,
    path: usize,
) -> bool {
    // SAFETY: as for this function.
    unsafe { read(evaluation, false, |it| it.evaluated(path).is_some_and(EvaluatedPath::is_accepted)) }
}

/// Whether the path ends in an anchor or is a trusted leaf. False if there is no such path.
///
/// # Safety
/// `evaluation` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluation_path_is_complete(
    evaluation: *const EvaluationHandle,
    path: usize,
) -> bool {
    // SAFETY: as for this function.
    unsafe { read(evaluation, false, |it| it.evaluated(path).is_some_and(|path| path.is_complete)) }
}

/// The number of certificates on a path, leaf and anchor included. 0 if there is no such path.
///
/// # Safety
/// `evaluation` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluation_path_length(evaluation: *const EvaluationHandle, path: usize) -> usize {
    // SAFETY: as for this function.
    unsafe { read(evaluation, 0, |it| it.paths.get(path).map_or(0, |path| path.certificates.len())) }
}

/// One certificate of a path, from the leaf up. NULL if there is no such certificate. Belongs to `evaluation` and lives as
/// long.
///
/// # Safety
/// `evaluation` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluation_path_certificate(
    evaluation: *const EvaluationHandle,
    path: usize,
    index: usize,
) -> *const CertificateHandle {
    let certificate = |it: &EvaluationHandle| {
        let path = it.paths.get(path);
        path.and_then(|path| path.certificates.get(index)).map_or(std::ptr::null(), std::ptr::from_ref)
    };
    // SAFETY: as for this function.
    unsafe { read(evaluation, std::ptr::null(), certificate) }
}

/// What is wrong with a path. The index of a certificate counts from the leaf up. NULL if there is no such path. Belongs to
/// `evaluation` and lives as long.
///
/// # Safety
/// `evaluation` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluation_path_report(
    evaluation: *const EvaluationHandle,
    path: usize,
) -> *const ReportHandle {
    let report = |it: &EvaluationHandle| it.paths.get(path).map_or(std::ptr::null(), |path| &raw const path.report);
    // SAFETY: as for this function.
    unsafe { read(evaluation, std::ptr::null(), report) }
}

/// For people: which releases of the platform accept the chain and which reject it and why, for each way in which the root
/// may have come to be trusted. Empty if the rules are not Apple's. Evaluates for every release, which takes a while.
///
/// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `evaluation` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluation_explain(
    evaluation: *const EvaluationHandle,
    out: *mut *mut StringHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let evaluation = required(evaluation, "evaluation")?;
            Ok(StringHandle(evaluation.device().map(TrustEvaluation::explain).unwrap_or_default()))
        })
    }
}

/// The evaluation as JSON: by the published schema `evaluation`, or if the rules are Apple's, by the schema `trust-evaluation`.
///
/// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `evaluation` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluation_json(
    evaluation: *const EvaluationHandle,
    out: *mut *mut StringHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || match &required(evaluation, "evaluation")?.evaluation {
            Kind::Paths(evaluation) => StringHandle::json(&evaluation.summary()),
            Kind::Device(evaluation) => StringHandle::json(&evaluation.summary()),
        })
    }
}

/// Frees an evaluation. NULL is allowed.
///
/// # Safety
/// `evaluation` is NULL or live, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluation_free(evaluation: *mut EvaluationHandle) {
    // SAFETY: as for this function.
    unsafe { free(evaluation) }
}
