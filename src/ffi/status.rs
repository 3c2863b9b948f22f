//! Whether a call worked.

use crate::OpenError;

/// Whether a call worked, and if not, why. New values may be added; numbers are never reused.
#[repr(C)]
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The call worked.
    Ok = 0,
    /// A pointer that must not be NULL is NULL.
    NullArgument = 1,
    /// A text is not UTF-8.
    InvalidUtf8 = 2,
    /// An argument has a value it cannot have.
    InvalidArgument = 3,
    /// The library failed. The handles that took part are still good; please report it.
    Panic = 4,
    /// A text is not JSON, or not of the schema.
    InvalidJson = 5,
    /// The file is encrypted and the password does not fit.
    WrongPassword = 10,
    /// The file is encrypted and no password was given.
    PasswordRequired = 11,
    /// The file uses an algorithm that the library does not know.
    UnsupportedAlgorithm = 12,
    /// The file, certificate or CRL is damaged.
    Corrupt = 13,
    /// The file is of another kind.
    NotACertificateFile = 14,
    /// The file asks for more work or memory than allowed.
    LimitExceeded = 15,
    /// The file is empty.
    Empty = 16,
    /// The console does not do what it was asked, and nothing has changed. The report of the error says why.
    Refused = 20,
}

impl From<&OpenError> for Status {
    fn from(error: &OpenError) -> Self {
        match error {
            OpenError::WrongPassword { .. } => Self::WrongPassword,
            OpenError::PasswordRequired { .. } => Self::PasswordRequired,
            OpenError::UnsupportedAlgorithm { .. } => Self::UnsupportedAlgorithm,
            OpenError::Corrupt { .. } => Self::Corrupt,
            OpenError::NotACertificateFile { .. } => Self::NotACertificateFile,
            OpenError::LimitExceeded { .. } => Self::LimitExceeded,
            OpenError::Empty { .. } => Self::Empty,
        }
    }
}
