//! A report, field by field and as JSON.

use std::sync::OnceLock;

use super::Text;
use super::boundary::{free, guard_value, reference};
use crate::Report;
use crate::report::{Finding, Severity, Subject};

/// The answer to a check. Immutable; may be used by several threads at once.
#[derive(Debug)]
pub struct ReportHandle {
    report: Report,
    /// Written when it is first asked for.
    json: OnceLock<String>,
}

impl ReportHandle {
    pub(super) fn new(report: Report) -> Self {
        Self { report, json: OnceLock::new() }
    }
}

/// How bad a finding is. New values may be added.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeverityCode {
    /// There is no such finding.
    None = 0,
    /// It will not work, or the console refuses it.
    Error = 1,
    /// It works today or for some devices.
    Warning = 2,
    /// Good to know.
    Info = 3,
}

/// What a finding is about. New values may be added.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubjectCode {
    /// There is no such finding.
    None = 0,
    /// The file as a whole.
    File = 1,
    /// One certificate of the file.
    Certificate = 2,
    /// The private key of the file.
    PrivateKey = 3,
    /// A part of the file that was not taken.
    Block = 4,
    /// A field of what was asked for.
    Field = 5,
}

/// Whether no finding is an error. False if `report` is NULL.
///
/// # Safety
/// `report` is NULL or a report that was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_is_accepted(report: *const ReportHandle) -> bool {
    guard_value(false, || {
        // SAFETY: the caller passes NULL or a report that was not freed.
        unsafe { reference(report) }.is_some_and(|handle| handle.report.is_accepted())
    })
}

/// The number of findings. 0 if `report` is NULL.
///
/// # Safety
/// `report` is NULL or a report that was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_finding_count(report: *const ReportHandle) -> usize {
    guard_value(0, || {
        // SAFETY: the caller passes NULL or a report that was not freed.
        unsafe { reference(report) }.map_or(0, |handle| handle.report.findings.len())
    })
}

/// How bad the finding is. `apptunnel_severity_None` if there is no such finding.
///
/// # Safety
/// `report` is NULL or a report that was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_finding_severity(report: *const ReportHandle, index: usize) -> SeverityCode {
    // SAFETY: as for this function.
    unsafe {
        read(report, index, SeverityCode::None, |finding| match finding.severity {
            Severity::Error => SeverityCode::Error,
            Severity::Warning => SeverityCode::Warning,
            Severity::Info => SeverityCode::Info,
        })
    }
}

/// The stable name of the rule, such as `upload.no-chain`. Lives as long as `report`.
///
/// # Safety
/// `report` is NULL or a report that was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_finding_code(report: *const ReportHandle, index: usize) -> Text {
    // SAFETY: as for this function.
    unsafe { read(report, index, Text::NONE, |finding| finding.code.as_str().into()) }
}

/// Whose rule it is, such as `ivanti-table`, `apple-ht210176`, `apple-source` or `library`; more may come. Lives as long as
/// `report`.
///
/// # Safety
/// `report` is NULL or a report that was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_finding_basis(report: *const ReportHandle, index: usize) -> Text {
    // SAFETY: as for this function.
    unsafe { read(report, index, Text::NONE, |finding| finding.basis.as_str().into()) }
}

/// How sure the library is of the rule: `certain`, `probable`, `documented`, `observed`, `recalled` or `decided`; more may
/// come. Lives as long as `report`.
///
/// # Safety
/// `report` is NULL or a report that was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_finding_certainty(report: *const ReportHandle, index: usize) -> Text {
    // SAFETY: as for this function.
    unsafe { read(report, index, Text::NONE, |finding| finding.certainty.as_str().into()) }
}

/// What is wrong, in one sentence. Lives as long as `report`.
///
/// # Safety
/// `report` is NULL or a report that was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_finding_message(report: *const ReportHandle, index: usize) -> Text {
    // SAFETY: as for this function.
    unsafe { read(report, index, Text::NONE, |finding| finding.message.as_str().into()) }
}

/// What to do about it, in one sentence. Lives as long as `report`.
///
/// # Safety
/// `report` is NULL or a report that was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_finding_remedy(report: *const ReportHandle, index: usize) -> Text {
    // SAFETY: as for this function.
    unsafe { read(report, index, Text::NONE, |finding| finding.remedy.as_ref().into()) }
}

/// Where the rule is written down. Lives as long as `report`.
///
/// # Safety
/// `report` is NULL or a report that was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_finding_reference(report: *const ReportHandle, index: usize) -> Text {
    // SAFETY: as for this function.
    unsafe { read(report, index, Text::NONE, |finding| finding.reference.as_ref().into()) }
}

/// The index in the file of the certificate that the finding is about. -1 if it is about something else.
///
/// # Safety
/// `report` is NULL or a report that was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_finding_certificate(report: *const ReportHandle, index: usize) -> i64 {
    // SAFETY: as for this function.
    unsafe {
        read(report, index, -1, |finding| match finding.subject {
            Subject::Certificate { index, .. } => i64::try_from(index).unwrap_or(-1),
            _ => -1,
        })
    }
}

/// What kind of thing the finding is about. `apptunnel_subject_None` if there is no such finding.
///
/// # Safety
/// `report` is NULL or a report that was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_finding_subject(report: *const ReportHandle, index: usize) -> SubjectCode {
    let kind = |finding: &Finding| match finding.subject {
        Subject::File => SubjectCode::File,
        Subject::Certificate { .. } => SubjectCode::Certificate,
        Subject::PrivateKey => SubjectCode::PrivateKey,
        Subject::Block { .. } => SubjectCode::Block,
        Subject::Field { .. } => SubjectCode::Field,
    };
    // SAFETY: as for this function.
    unsafe { read(report, index, SubjectCode::None, kind) }
}

/// Which one the finding is about: the SHA-256 of a certificate in lower-case hex, the description of a block, or the JSON
/// pointer of a field. NULL if the kind says it all. Lives as long as `report`.
///
/// # Safety
/// `report` is NULL or a report that was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_finding_subject_name(report: *const ReportHandle, index: usize) -> Text {
    let name = |finding: &Finding| match &finding.subject {
        Subject::Certificate { sha256, .. } => sha256.as_str().into(),
        Subject::Block { what } => what.as_str().into(),
        Subject::Field { pointer } => pointer.as_str().into(),
        Subject::File | Subject::PrivateKey => Text::NONE,
    };
    // SAFETY: as for this function.
    unsafe { read(report, index, Text::NONE, name) }
}

/// The whole report as JSON, by the published schema. Lives as long as `report`.
///
/// # Safety
/// `report` is NULL or a report that was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_json(report: *const ReportHandle) -> Text {
    guard_value(Text::NONE, || {
        // SAFETY: the caller passes NULL or a report that was not freed.
        let handle = unsafe { reference(report) };
        handle.map_or(Text::NONE, |handle| handle.json.get_or_init(|| handle.report.to_json()).as_str().into())
    })
}

/// Frees a report. NULL is allowed.
///
/// # Safety
/// `report` is NULL or a report that was not freed, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_free(report: *mut ReportHandle) {
    // SAFETY: the caller gives up a report that was not freed or NULL.
    guard_value((), || unsafe { free(report) });
}

/// One field of one finding, or `absent`.
///
/// # Safety
/// `report` is NULL or a report that was not freed.
unsafe fn read<T: Copy>(report: *const ReportHandle, index: usize, absent: T, field: impl FnOnce(&Finding) -> T) -> T {
    guard_value(absent, || {
        // SAFETY: as for this function.
        let handle = unsafe { reference(report) };
        handle.and_then(|handle| handle.report.findings.get(index)).map_or(absent, field)
    })
}
