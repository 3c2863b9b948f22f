//! A report, field by field and as JSON.

use std::sync::OnceLock;

use super::boundary::{free, read};
use super::{RoleCode, SeverityCode, SubjectCode, Text, TrustResultCode};
use crate::Report;
use crate::fleet::FleetReport;
use crate::report::{AppleVerdict, CertificateSummary, Finding, FindingList, Subject, Verdict};

/// The answer to a check. Immutable; may be used by several threads at once.
#[derive(Debug)]
pub struct ReportHandle {
    document: Document,
    /// Written when it is first asked for.
    json: OnceLock<String>,
    /// Written when it is first asked for.
    text: OnceLock<String>,
    /// Message and remedy of each finding. Written when one of them is first asked for.
    messages: OnceLock<Vec<[String; 2]>>,
    /// The reason of each loss of a fleet report. Written when one of them is first asked for.
    loss_reasons: OnceLock<Vec<String>>,
}

/// What kind of report it is.
#[derive(Debug)]
enum Document {
    Upload(Report),
    Fleet(FleetReport),
    Findings(FindingList),
}

impl ReportHandle {
    fn new(document: Document) -> Self {
        Self {
            document,
            json: OnceLock::new(),
            text: OnceLock::new(),
            messages: OnceLock::new(),
            loss_reasons: OnceLock::new(),
        }
    }

    pub(super) fn of_upload(report: Report) -> Self {
        Self::new(Document::Upload(report))
    }

    pub(super) fn of_fleet(report: FleetReport) -> Self {
        Self::new(Document::Fleet(report))
    }

    pub(super) fn of_findings(findings: Vec<Finding>) -> Self {
        Self::new(Document::Findings(FindingList::new(findings)))
    }

    fn verdict(&self) -> Verdict {
        match &self.document {
            Document::Upload(report) => report.verdict,
            Document::Fleet(report) => report.verdict,
            Document::Findings(list) => list.verdict,
        }
    }

    fn findings(&self) -> &[Finding] {
        match &self.document {
            Document::Upload(report) => &report.findings,
            Document::Fleet(report) => &report.findings,
            Document::Findings(list) => &list.findings,
        }
    }

    /// Message and remedy of a finding.
    fn message(&self, index: usize) -> Option<&[String; 2]> {
        let written = |finding: &Finding| [finding.message.to_string(), finding.remedy.to_string()];
        self.messages.get_or_init(|| self.findings().iter().map(written).collect()).get(index)
    }

    fn upload(&self) -> Option<&Report> {
        match &self.document {
            Document::Upload(report) => Some(report),
            Document::Fleet(_) | Document::Findings(_) => None,
        }
    }

    pub(super) fn fleet(&self) -> Option<&FleetReport> {
        match &self.document {
            Document::Fleet(report) => Some(report),
            Document::Upload(_) | Document::Findings(_) => None,
        }
    }

    /// Why devices lose the tunnel.
    pub(super) fn loss_reason(&self, index: usize) -> Option<&str> {
        let losses = &self.fleet()?.losses;
        let reasons = self.loss_reasons.get_or_init(|| losses.iter().map(|loss| loss.reason.to_string()).collect());
        reasons.get(index).map(String::as_str)
    }

    fn certificates(&self) -> &[CertificateSummary] {
        self.upload().map(|report| report.certificates.as_slice()).unwrap_or_default()
    }

    fn apple(&self) -> Option<&AppleVerdict> {
        self.upload()?.apple.as_ref()
    }
}

/// Whether no finding is an error. False if `report` is NULL.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_is_accepted(report: *const ReportHandle) -> bool {
    // SAFETY: as for this function.
    unsafe { read(report, false, |report| report.verdict() == Verdict::Accepted) }
}

/// The number of findings. 0 if `report` is NULL.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_finding_count(report: *const ReportHandle) -> usize {
    // SAFETY: as for this function.
    unsafe { read(report, 0, |report| report.findings().len()) }
}

/// How bad the finding is. `apptunnel_severity_None` if there is no such finding.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_finding_severity(report: *const ReportHandle, index: usize) -> SeverityCode {
    // SAFETY: as for this function.
    unsafe { finding(report, index, SeverityCode::None, |finding| finding.severity.into()) }
}

/// The stable name of the rule, such as `upload.no-chain`. Lives as long as `report`.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_finding_code(report: *const ReportHandle, index: usize) -> Text {
    // SAFETY: as for this function.
    unsafe { finding(report, index, Text::NONE, |finding| finding.code.as_str().into()) }
}

/// Whose rule it is, such as `ivanti-table`, `apple-ht210176`, `apple-source` or `library`; more may come. Lives as long as `report`.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_finding_basis(report: *const ReportHandle, index: usize) -> Text {
    // SAFETY: as for this function.
    unsafe { finding(report, index, Text::NONE, |finding| finding.basis.as_str().into()) }
}

/// How sure the library is of the rule: `certain`, `probable`, `documented`, `observed`, `recalled` or `decided`; more may
/// come. Lives as long as `report`.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_finding_certainty(report: *const ReportHandle, index: usize) -> Text {
    // SAFETY: as for this function.
    unsafe { finding(report, index, Text::NONE, |finding| finding.certainty.as_str().into()) }
}

/// What is wrong, in one sentence. Lives as long as `report`.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_finding_message(report: *const ReportHandle, index: usize) -> Text {
    // SAFETY: as for this function.
    unsafe { read(report, Text::NONE, |report| report.message(index).map(|[message, _]| message.as_str()).into()) }
}

/// What to do about it, in one sentence. Lives as long as `report`.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_finding_remedy(report: *const ReportHandle, index: usize) -> Text {
    // SAFETY: as for this function.
    unsafe { read(report, Text::NONE, |report| report.message(index).map(|[_, remedy]| remedy.as_str()).into()) }
}

/// Where the rule is written down. Lives as long as `report`.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_finding_reference(report: *const ReportHandle, index: usize) -> Text {
    // SAFETY: as for this function.
    unsafe { finding(report, index, Text::NONE, |finding| finding.reference.as_ref().into()) }
}

/// The index of the certificate that the finding is about: in the file, or on the path from the leaf up. -1 if it is about
/// something else.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_finding_certificate(report: *const ReportHandle, index: usize) -> i64 {
    let certificate = |finding: &Finding| match finding.subject {
        Subject::Certificate { index, .. } => i64::try_from(index).unwrap_or(-1),
        _ => -1,
    };
    // SAFETY: as for this function.
    unsafe { finding(report, index, -1, certificate) }
}

/// What kind of thing the finding is about. `apptunnel_subject_None` if there is no such finding.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_finding_subject(report: *const ReportHandle, index: usize) -> SubjectCode {
    // SAFETY: as for this function.
    unsafe { finding(report, index, SubjectCode::None, |finding| (&finding.subject).into()) }
}

/// Which one the finding is about: the SHA-256 of a certificate in lower-case hex, the description of a block, or the JSON
/// pointer of a field. NULL if the kind says it all. Lives as long as `report`.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_finding_subject_name(report: *const ReportHandle, index: usize) -> Text {
    let name = |finding: &Finding| match &finding.subject {
        Subject::Certificate { sha256, .. } => sha256.as_str().into(),
        Subject::Block { what } => what.as_str().into(),
        Subject::Field { pointer } => pointer.as_str().into(),
        Subject::File | Subject::PrivateKey => Text::NONE,
    };
    // SAFETY: as for this function.
    unsafe { finding(report, index, Text::NONE, name) }
}

/// The error that an Apple device gives because of this (`OSStatus`), if no other is ranked before it. 0 if it gives none.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_finding_os_status(report: *const ReportHandle, index: usize) -> i32 {
    // SAFETY: as for this function.
    unsafe { finding(report, index, 0, |finding| finding.apple.as_ref().map_or(0, |apple| apple.os_status.number)) }
}

/// The key in the details of Apple's trust object, such as `SSLHostname`. NULL if there is none. Lives as long as `report`.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_finding_apple_key(report: *const ReportHandle, index: usize) -> Text {
    // SAFETY: as for this function.
    unsafe {
        finding(report, index, Text::NONE, |finding| finding.apple.as_ref().map(|apple| apple.key.as_ref()).into())
    }
}

/// The number of certificates that an upload report is about, in file order. 0 for other reports.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_certificate_count(report: *const ReportHandle) -> usize {
    // SAFETY: as for this function.
    unsafe { read(report, 0, |report| report.certificates().len()) }
}

/// What the certificate is among the others. `apptunnel_role_None` if there is no such certificate.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_certificate_role(report: *const ReportHandle, index: usize) -> RoleCode {
    // SAFETY: as for this function.
    unsafe {
        read(report, RoleCode::None, |report| {
            report.certificates().get(index).map_or(RoleCode::None, |it| it.role.into())
        })
    }
}

/// The number of certificates on the chain of an upload report, the leaf included. 0 if there is no leaf, and for other
/// reports.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_chain_length(report: *const ReportHandle) -> usize {
    // SAFETY: as for this function.
    unsafe { read(report, 0, |report| report.upload().map_or(0, |report| report.chain.len())) }
}

/// The index in the file of a certificate on the chain. Position 0 is the leaf. -1 if the chain is shorter.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_chain(report: *const ReportHandle, position: usize) -> i64 {
    let index = |report: &ReportHandle| {
        report.upload().and_then(|report| i64::try_from(*report.chain.get(position)?).ok()).unwrap_or(-1)
    };
    // SAFETY: as for this function.
    unsafe { read(report, -1, index) }
}

/// What an Apple device says of the chain of an upload report. `apptunnel_trust_result_None` if none was asked.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_apple_trust_result(report: *const ReportHandle) -> TrustResultCode {
    // SAFETY: as for this function.
    unsafe {
        read(report, TrustResultCode::None, |report| {
            report.apple().map_or(TrustResultCode::None, |apple| apple.trust_result.into())
        })
    }
}

/// The error that it gives (`OSStatus`). 0 if the chain is trusted, if there is no certificate for it, or if none was asked.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_apple_os_status(report: *const ReportHandle) -> i32 {
    // SAFETY: as for this function.
    unsafe {
        read(report, 0, |report| {
            report.apple().and_then(|apple| apple.os_status.as_ref()).map_or(0, |status| status.number)
        })
    }
}

/// The name of that error in Apple's headers, such as `errSecNotTrusted`. NULL if there is none. Lives as long as `report`.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_apple_os_status_name(report: *const ReportHandle) -> Text {
    // SAFETY: as for this function.
    unsafe {
        read(report, Text::NONE, |report| {
            report.apple().and_then(|apple| apple.os_status.as_ref()).map(|status| status.name.as_ref()).into()
        })
    }
}

/// The release that was asked, such as `ios:18.4`. NULL if none was asked. Lives as long as `report`.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_apple_release(report: *const ReportHandle) -> Text {
    // SAFETY: as for this function.
    unsafe { read(report, Text::NONE, |report| report.apple().map(|apple| apple.release.as_str()).into()) }
}

/// The whole report as JSON: of an upload by the published schema `report`, of a fleet by the schema `fleet-report`, and any
/// other by the schema `finding-list`. Lives as long as `report`.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_json(report: *const ReportHandle) -> Text {
    // SAFETY: as for this function.
    unsafe {
        read(report, Text::NONE, |report| {
            let json = report.json.get_or_init(|| match &report.document {
                Document::Upload(report) => report.to_json(),
                Document::Fleet(report) => report.to_json(),
                Document::Findings(list) => list.to_json(),
            });
            json.as_str().into()
        })
    }
}

/// The whole report for people, in several lines. Lives as long as `report`.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_text(report: *const ReportHandle) -> Text {
    // SAFETY: as for this function.
    unsafe {
        read(report, Text::NONE, |report| {
            let text = report.text.get_or_init(|| match &report.document {
                Document::Upload(report) => report.to_string(),
                Document::Fleet(report) => report.to_string(),
                Document::Findings(list) => list.to_string(),
            });
            text.as_str().into()
        })
    }
}

/// Frees a report. NULL is allowed. A report that belongs to another handle is not freed.
///
/// # Safety
/// `report` is NULL or live, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_free(report: *mut ReportHandle) {
    // SAFETY: as for this function.
    unsafe { free(report) }
}

/// One field of one finding, or `absent`.
///
/// # Safety
/// `report` is NULL or live.
unsafe fn finding<R: Copy>(
    report: *const ReportHandle,
    index: usize,
    absent: R,
    field: impl FnOnce(&Finding) -> R,
) -> R {
    // SAFETY: as for this function.
    unsafe { read(report, absent, |report| report.findings().get(index).map_or(absent, field)) }
}
