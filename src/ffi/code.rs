//! What a report says in one word, as numbers.

use crate::report::{Role, Severity, Subject, TrustResult};

/// How bad a finding is. New values may be added.
#[repr(C)]
#[non_exhaustive]
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
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubjectCode {
    /// There is no such finding.
    None = 0,
    /// The file as a whole.
    File = 1,
    /// One certificate of the file, or of a path.
    Certificate = 2,
    /// The private key of the file.
    PrivateKey = 3,
    /// A part of the file that was not taken.
    Block = 4,
    /// A field of what was asked for.
    Field = 5,
}

/// Apple's `SecTrustResultType`. New values may be added.
#[repr(C)]
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrustResultCode {
    /// No Apple device was asked.
    None = 0,
    /// There is no certificate to evaluate.
    Invalid = 1,
    /// Trusted, by a decision of the user or an administrator.
    Proceed = 2,
    /// Refused by a decision of the user or an administrator.
    Deny = 3,
    /// Trusted, and nobody decided anything.
    Unspecified = 4,
    /// Not trusted, and a user or an app may override it.
    Recoverable = 5,
    /// Not trusted, and nothing overrides it.
    Fatal = 6,
}

/// What a certificate is among the others of its file. New values may be added.
#[repr(C)]
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleCode {
    /// There is no such certificate.
    None = 0,
    /// The server's own certificate, or the lowest one there is.
    Leaf = 1,
    /// A CA certificate on the leaf's chain that another CA has signed.
    Intermediate = 2,
    /// A self-signed CA certificate on the leaf's chain.
    Root = 3,
    /// The same certificate stands earlier in the file.
    Duplicate = 4,
    /// Above the leaf, on another chain than the one that was chosen.
    Alternate = 5,
    /// Not above the leaf.
    Unrelated = 6,
}

impl From<Severity> for SeverityCode {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
            Severity::Info => Self::Info,
        }
    }
}

impl From<&Subject> for SubjectCode {
    fn from(subject: &Subject) -> Self {
        match subject {
            Subject::File => Self::File,
            Subject::Certificate { .. } => Self::Certificate,
            Subject::PrivateKey => Self::PrivateKey,
            Subject::Block { .. } => Self::Block,
            Subject::Field { .. } => Self::Field,
        }
    }
}

impl From<TrustResult> for TrustResultCode {
    fn from(result: TrustResult) -> Self {
        match result {
            TrustResult::Invalid => Self::Invalid,
            TrustResult::Proceed => Self::Proceed,
            TrustResult::Deny => Self::Deny,
            TrustResult::Unspecified => Self::Unspecified,
            TrustResult::Recoverable => Self::Recoverable,
            TrustResult::Fatal => Self::Fatal,
        }
    }
}

impl From<Role> for RoleCode {
    fn from(role: Role) -> Self {
        match role {
            Role::Leaf => Self::Leaf,
            Role::Intermediate => Self::Intermediate,
            Role::Root => Self::Root,
            Role::Duplicate => Self::Duplicate,
            Role::Alternate => Self::Alternate,
            Role::Unrelated => Self::Unrelated,
        }
    }
}
