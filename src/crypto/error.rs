//! Why a signature was not accepted.

/// Why a signature was not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignatureError {
    /// The signature algorithm is not one the library can check.
    UnsupportedAlgorithm,
    /// The key is of another kind than the signature algorithm needs, or cannot be read.
    UnsuitableKey,
    /// The signature is wrong.
    Invalid,
    /// The signature was not looked at: the limit on checks is reached.
    NotTried,
}
