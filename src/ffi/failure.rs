//! Why a call failed, before it becomes an error handle.

use super::Status;
use crate::OpenError;
use crate::certificate::CertificateError;
use crate::fleet::{LoadError, LoadErrorKind, Refusal};
use crate::path::CrlError;
use crate::report::Finding;

/// Why a call failed.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) status: Status,
    /// Its stable name, such as `wrong-password`.
    pub(super) kind: &'static str,
    pub(super) message: String,
    /// Why the console refused, if it did.
    pub(super) findings: Option<Vec<Finding>>,
}

impl Failure {
    pub(super) fn new(status: Status, kind: &'static str, message: impl Into<String>) -> Self {
        Self { status, kind, message: message.into(), findings: None }
    }

    pub(super) fn null(argument: &str) -> Self {
        Self::new(Status::NullArgument, "null-argument", format!("{argument} must not be NULL"))
    }

    pub(super) fn invalid(message: impl Into<String>) -> Self {
        Self::new(Status::InvalidArgument, "invalid-argument", message)
    }

    pub(super) fn invalid_json(message: impl Into<String>) -> Self {
        Self::new(Status::InvalidJson, "invalid-json", message)
    }

    pub(super) fn refused(message: impl Into<String>, findings: Vec<Finding>) -> Self {
        Self { findings: Some(findings), ..Self::new(Status::Refused, "refused", message) }
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        Self::new(Status::from(&error), error.kind(), error.to_string())
    }
}

impl From<CertificateError> for Failure {
    fn from(error: CertificateError) -> Self {
        Self::new(Status::Corrupt, "corrupt", error.to_string())
    }
}

impl From<CrlError> for Failure {
    fn from(error: CrlError) -> Self {
        Self::new(Status::Corrupt, "corrupt", error.to_string())
    }
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        let (status, kind) = match error.kind() {
            LoadErrorKind::TooLarge => (Status::LimitExceeded, "limit-exceeded"),
            LoadErrorKind::Json => (Status::InvalidJson, "invalid-json"),
            LoadErrorKind::UnknownVersion => (Status::InvalidJson, "unknown-version"),
            LoadErrorKind::Certificate => (Status::Corrupt, "corrupt"),
            LoadErrorKind::Invalid => (Status::InvalidJson, "inconsistent"),
        };
        Self::new(status, kind, error.to_string())
    }
}

impl From<Refusal> for Failure {
    /// The reasons first, then what the check of an uploaded file found.
    fn from(refusal: Refusal) -> Self {
        let of_upload = refusal.report().map(|report| report.findings.as_slice()).unwrap_or_default();
        Self::refused(refusal.to_string(), refusal.findings().iter().chain(of_upload).cloned().collect())
    }
}
