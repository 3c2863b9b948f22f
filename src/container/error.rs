//! Why a file could not be opened.

use crate::printable::printable;

/// Why a file could not be opened at all.
///
/// [`OpenError::kind`] gives a stable name for programs.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The file is encrypted, a password was given, and it does not fit.
    ///
    /// A file that was damaged in its encrypted part looks the same.
    #[error(
        "the password does not fit {what}: check upper and lower case and the keyboard layout, or export the file again with a password you know"
    )]
    WrongPassword {
        /// The part that could not be decrypted or whose MAC does not match.
        what: String,
    },
    /// The file is encrypted, or its integrity is protected, under a password, and none was given.
    #[error("{what} is protected by a password: give the one that was set when the file was exported")]
    PasswordRequired {
        /// The part that needs the password.
        what: String,
    },
    /// The file uses an algorithm that the library does not know.
    #[error("{what} uses {algorithm}, which is not supported: export the file again with AES-256 and SHA-256")]
    UnsupportedAlgorithm {
        /// The part that uses it.
        what: String,
        /// Its name, or its OID.
        algorithm: String,
    },
    /// The file is of a known kind and damaged.
    #[error(
        "{what} is damaged at byte {offset}: {reason}; export the file again, or copy it again without any conversion"
    )]
    Corrupt {
        /// The part that is damaged.
        what: String,
        /// Where in that part, in bytes from its start.
        offset: usize,
        /// What is wrong there.
        reason: String,
    },
    /// The file is of another kind.
    #[error("not a certificate file: {reason}; upload a .p12, .pfx, .p7b, .pem, .der, .crt or .cer file")]
    NotACertificateFile {
        /// What it looks like instead.
        reason: String,
    },
    /// The file asks for more work or memory than the [`Budget`](crate::Budget) allows.
    #[error(
        "the file asks for {requested} {what}, and the limit is {limit}: export the file again with usual settings, or raise the budget"
    )]
    LimitExceeded {
        /// What it asks for: the unit, and the part of the file.
        what: String,
        /// How much it asks for.
        requested: u64,
        /// The limit.
        limit: u64,
    },
    /// The file holds nothing at all, or neither a certificate nor a key.
    #[error("there is nothing to use in the file: {reason}; export it again with its certificates and private key")]
    Empty {
        /// What was found instead.
        reason: String,
    },
}

impl OpenError {
    pub(super) fn corrupt(what: impl Into<String>, offset: usize, reason: impl Into<String>) -> Self {
        Self::Corrupt { what: printable(&what.into()), offset, reason: printable(&reason.into()) }
    }

    pub(super) fn unsupported(what: impl Into<String>, algorithm: impl Into<String>) -> Self {
        Self::UnsupportedAlgorithm { what: what.into(), algorithm: printable(&algorithm.into()) }
    }

    pub(super) fn not_a_certificate_file(reason: impl Into<String>) -> Self {
        Self::NotACertificateFile { reason: printable(&reason.into()) }
    }

    pub(super) fn limit(what: impl Into<String>, requested: impl TryInto<u64>, limit: impl TryInto<u64>) -> Self {
        Self::LimitExceeded {
            what: what.into(),
            requested: requested.try_into().unwrap_or(u64::MAX),
            limit: limit.try_into().unwrap_or(u64::MAX),
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
}
