//! Names that are not known.

use crate::printable::printable;

/// Text that names no protocol version, cipher suite, group or signature scheme.
///
/// ```
/// use apptunnel::tls::Version;
///
/// let error = "TLSv2".parse::<Version>().unwrap_err();
/// assert_eq!(error.to_string(), "\"TLSv2\" is not the name of a protocol version");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{name}\" is not the name of a {kind}")]
pub struct UnknownName {
    kind: &'static str,
    name: String,
}

impl UnknownName {
    pub(super) fn new(kind: &'static str, name: &str) -> Self {
        Self { kind, name: printable(name) }
    }
}
