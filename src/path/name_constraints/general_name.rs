//! The names that certificates carry and constrain: GeneralName of RFC 5280 section 4.2.1.6, still encoded.

use std::fmt;

use x509_parser::asn1_rs::{Any, Class, FromDer};
use x509_parser::x509::X509Name;

use super::ip;
use crate::message::Argument;

/// Longest text of one name in a message: a host name fits, and a report cannot be flooded.
const MAX_TEXT: usize = 255;

/// A name form: one alternative of GeneralName.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    OtherName,
    Rfc822Name,
    DnsName,
    X400Address,
    DirectoryName,
    EdiPartyName,
    Uri,
    IpAddress,
    RegisteredId,
}

/// One name and its form. `value` is what its tag encloses: text, address bytes, or the DER of a Name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct GeneralName<'a> {
    pub(crate) form: Form,
    pub(crate) value: &'a [u8],
}

impl<'a> GeneralName<'a> {
    /// `None` if the tag is none of GeneralName.
    pub(super) fn new(der: &Any<'a>) -> Option<Self> {
        let (form, constructed) = match der.tag().0 {
            0 => (Form::OtherName, true),
            1 => (Form::Rfc822Name, false),
            2 => (Form::DnsName, false),
            3 => (Form::X400Address, true),
            4 => (Form::DirectoryName, true),
            5 => (Form::EdiPartyName, true),
            6 => (Form::Uri, false),
            7 => (Form::IpAddress, false),
            8 => (Form::RegisteredId, false),
            _ => return None,
        };
        let is_general_name = der.class() == Class::ContextSpecific && der.header.is_constructed() == constructed;
        is_general_name.then_some(Self { form, value: der.data })
    }

    /// The name for a message: at most 255 characters, and `…` for the rest.
    pub(super) fn text(&self) -> String {
        let text = match self.form {
            Form::Rfc822Name | Form::DnsName | Form::Uri => String::from_utf8_lossy(self.value).into_owned(),
            Form::IpAddress => ip::text(self.value),
            Form::DirectoryName => X509Name::from_der(self.value).map(|(_, name)| name.to_string()).unwrap_or_default(),
            _ => String::new(),
        };
        if text.chars().nth(MAX_TEXT).is_none() {
            return text;
        }
        text.chars().take(MAX_TEXT).chain(['…']).collect()
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OtherName => "otherName",
            Self::Rfc822Name => "rfc822Name",
            Self::DnsName => "dNSName",
            Self::X400Address => "x400Address",
            Self::DirectoryName => "directoryName",
            Self::EdiPartyName => "ediPartyName",
            Self::Uri => "uniformResourceIdentifier",
            Self::IpAddress => "iPAddress",
            Self::RegisteredId => "registeredID",
        })
    }
}

impl From<Form> for Argument {
    fn from(form: Form) -> Self {
        form.to_string().into()
    }
}
