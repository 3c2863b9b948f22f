//! The user that an identity certificate names.

use std::collections::BTreeSet;

use der::{Decode, Header, Reader, SliceReader, Tag, TagNumber};
use x509_parser::der_parser::oid;
use x509_parser::extensions::GeneralName;
use x509_parser::oid_registry::Oid;

use super::rules::{NO_USER, SEVERAL_USERS, leaf_subject};
use crate::Certificate;
use crate::message::message;
use crate::printable::{is_hidden, printable};
use crate::report::Finding;

/// szOID_NT_PRINCIPAL_NAME, in Microsoft's certificate profile.
const NT_PRINCIPAL_NAME: Oid<'static> = oid!(1.3.6.1.4.1.311.20.2.3);

message! {
    fn no_user() {
        en: "The certificate has no NT Principal Name in its subject alternative name.",
    }
    fn several_users(first: &str, second: &str) {
        en: "The certificate names several users: {first}, {second} …",
    }
}

/// The NT Principal Name of the subject alternative name.
///
/// ```asn1
/// otherName  [0] IMPLICIT SEQUENCE { type-id OBJECT IDENTIFIER, value [0] EXPLICIT UTF8String }
/// ```
///
/// The same name twice is one. A name that is empty, is no UTF8String or hides characters is none: what stands behind a NUL
/// would be another user for another reader.
pub(super) fn principal_name(leaf: &Certificate) -> Result<String, Box<Finding>> {
    let names: BTreeSet<String> = other_names(leaf).filter_map(read).collect();
    let mut names = names.into_iter();
    match (names.next(), names.next()) {
        (Some(name), None) => Ok(name),
        (None, _) => Err(Box::new(NO_USER.finding(leaf_subject(leaf), no_user()))),
        (Some(first), Some(second)) => {
            let message = several_users(&printable(&first), &printable(&second));
            Err(Box::new(SEVERAL_USERS.finding(leaf_subject(leaf), message)))
        }
    }
}

/// The values of the names of this type, with the tag `[0]`.
fn other_names(leaf: &Certificate) -> impl Iterator<Item = &[u8]> {
    let extension = leaf.x509().subject_alternative_name().ok().flatten();
    let names = extension.map(|extension| extension.value.general_names.as_slice()).unwrap_or_default();
    names.iter().filter_map(|name| match name {
        GeneralName::OtherName(oid, value) if *oid == NT_PRINCIPAL_NAME => Some(*value),
        _ => None,
    })
}

fn read(value: &[u8]) -> Option<String> {
    let mut reader = SliceReader::new(value).ok()?;
    let outer = Header::decode(&mut reader).ok()?;
    if !matches!(outer.tag(), Tag::ContextSpecific { constructed: true, number: TagNumber(0) }) {
        return None;
    }
    let inner = Header::decode(&mut reader).ok()?;
    if inner.tag() != Tag::Utf8String {
        return None;
    }
    let name = std::str::from_utf8(reader.read_slice(inner.length()).ok()?).ok()?;
    let is_whole = reader.is_finished();
    Some(name.to_owned()).filter(|name| is_whole && !name.trim().is_empty() && !name.chars().any(is_hidden))
}
