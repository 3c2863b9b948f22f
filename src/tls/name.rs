//! Names that are not known.

use crate::message::{Message, Quoted, Text, message};

/// Text that names no protocol version, cipher suite, group or signature scheme.
///
/// ```
/// use apptunnel::tls::Version;
///
/// let error = "TLSv2".parse::<Version>().unwrap_err();
/// assert_eq!(error.to_string(), "\"TLSv2\" is not the name of a protocol version");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", is_no_name_of(Quoted(name), kind))]
pub struct UnknownName {
    kind: &'static Text,
    name: String,
}

message! {
    fn is_no_name_of(name: Quoted<'_>, kind: &'static Text) {
        en: "{name} is not the name of a {kind}",
    }
}

impl UnknownName {
    pub(super) fn new(kind: &'static Text, name: &str) -> Self {
        Self { kind, name: name.to_owned() }
    }
}

impl From<UnknownName> for Message {
    fn from(UnknownName { kind, name }: UnknownName) -> Self {
        is_no_name_of(Quoted(&name), kind)
    }
}
