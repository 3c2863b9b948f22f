//! Why a file could not be opened.

use crate::certificate::CertificateError;
use crate::message::{Message, Text, message};

/// Why a file could not be opened at all.
///
/// [`OpenError::kind`] gives a stable name for programs, and [`OpenError::message`] the words in any language.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
#[non_exhaustive]
pub enum OpenError {
    /// The file is encrypted, a password was given, and it does not fit.
    ///
    /// A file that was damaged in its encrypted part looks the same.
    WrongPassword {
        /// The part that could not be decrypted or whose MAC does not match.
        what: Message,
    },
    /// The file is encrypted, or its integrity is protected, under a password, and none was given.
    PasswordRequired {
        /// The part that needs the password.
        what: Message,
    },
    /// The file uses an algorithm that the library does not know.
    UnsupportedAlgorithm {
        /// The part that uses it.
        what: Message,
        /// Its name, or its OID.
        algorithm: Message,
    },
    /// The file is of a known kind and damaged.
    Corrupt {
        /// The part that is damaged.
        what: Message,
        /// Where in that part, in bytes from its start.
        offset: usize,
        /// What is wrong there.
        reason: Message,
        /// Where the part is a certificate that cannot be parsed: why not.
        source: Option<CertificateError>,
    },
    /// The file is of another kind.
    NotACertificateFile {
        /// What it looks like instead.
        reason: Message,
    },
    /// The file asks for more work or memory than the [`Budget`](crate::Budget) allows.
    LimitExceeded {
        /// What it asks for: the unit, and the part of the file.
        what: Message,
        /// How much it asks for.
        requested: u64,
        /// The limit.
        limit: u64,
    },
    /// The file holds nothing at all, or neither a certificate nor a key.
    Empty {
        /// What was found instead.
        reason: Message,
    },
}

// The parts of a file and what is wrong with them are clauses: any part may have any fault.
message! {
    fn wrong_password(what: Message) {
        en: "the password does not fit {what}: check upper and lower case and the keyboard layout, or export the file again with a password you know",
    }
    fn password_required(what: Message) {
        en: "{what} is protected by a password: give the one that was set when the file was exported",
    }
    fn unsupported_algorithm(what: Message, algorithm: Message) {
        en: "{what} uses {algorithm}, which is not supported: export the file again with AES-256 and SHA-256",
    }
    fn corrupt(what: Message, offset: usize, reason: Message) {
        en: "{what} is damaged at byte {offset}: {reason}; export the file again, or copy it again without any conversion",
    }
    fn not_a_certificate_file(reason: Message) {
        en: "not a certificate file: {reason}; upload a .p12, .pfx, .p7b, .pem, .der, .crt or .cer file",
    }
    /// The numbers are text: what a file asks for may be more than an argument of a message counts.
    fn limit_exceeded(requested: String, what: Message, limit: String) {
        en: "the file asks for {requested} {what}, and the limit is {limit}: export the file again with usual settings, or raise the budget",
    }
    fn empty(reason: Message) {
        en: "there is nothing to use in the file: {reason}; export it again with its certificates and private key",
    }
}

impl OpenError {
    /// What is wrong and what to do about it. [`Display`](std::fmt::Display) writes it in English.
    pub fn message(&self) -> Message {
        match self {
            Self::WrongPassword { what } => wrong_password(what.clone()),
            Self::PasswordRequired { what } => password_required(what.clone()),
            Self::UnsupportedAlgorithm { what, algorithm } => unsupported_algorithm(what.clone(), algorithm.clone()),
            Self::Corrupt { what, offset, reason, .. } => corrupt(what.clone(), *offset, reason.clone()),
            Self::NotACertificateFile { reason } => not_a_certificate_file(reason.clone()),
            Self::LimitExceeded { what, requested, limit } => {
                limit_exceeded(requested.to_string(), what.clone(), limit.to_string())
            }
            Self::Empty { reason } => empty(reason.clone()),
        }
    }

    /// Stable name of the kind: `wrong-password`, `password-required`, `unsupported-algorithm`, `corrupt`,
    /// `not-a-certificate-file`, `limit-exceeded` or `empty`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::WrongPassword { .. } => "wrong-password",
            Self::PasswordRequired { .. } => "password-required",
            Self::UnsupportedAlgorithm { .. } => "unsupported-algorithm",
            Self::Corrupt { .. } => "corrupt",
            Self::NotACertificateFile { .. } => "not-a-certificate-file",
            Self::LimitExceeded { .. } => "limit-exceeded",
            Self::Empty { .. } => "empty",
        }
    }

    pub(super) fn corrupt(what: impl Into<Message>, offset: usize, reason: impl Into<Message>) -> Self {
        Self::Corrupt { what: what.into(), offset, reason: reason.into(), source: None }
    }

    /// A part that has to be a certificate is none.
    pub(super) fn not_a_certificate(what: impl Into<Message>, error: CertificateError) -> Self {
        Self::Corrupt { what: what.into(), offset: 0, reason: error.message(), source: Some(error) }
    }

    pub(super) fn unsupported(what: &'static Text, algorithm: impl Into<Message>) -> Self {
        Self::UnsupportedAlgorithm { what: what.into(), algorithm: algorithm.into() }
    }

    pub(super) fn not_a_certificate_file(reason: impl Into<Message>) -> Self {
        Self::NotACertificateFile { reason: reason.into() }
    }

    pub(super) fn limit(what: impl Into<Message>, requested: impl TryInto<u64>, limit: impl TryInto<u64>) -> Self {
        Self::LimitExceeded {
            what: what.into(),
            requested: requested.try_into().unwrap_or(u64::MAX),
            limit: limit.try_into().unwrap_or(u64::MAX),
        }
    }

    pub(super) fn empty(reason: &'static Text) -> Self {
        Self::Empty { reason: reason.into() }
    }
}
