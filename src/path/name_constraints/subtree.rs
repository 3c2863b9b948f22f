//! One subtree, and whether a name is in it.

use std::borrow::Cow;

use super::extension::Malformed;
use super::general_name::{Form, GeneralName};
use super::{Dialect, dns, email, ip, uri};
use crate::path::names::rdn_forms;

/// A name space that a certificate permits or excludes.
#[derive(Clone, Debug)]
pub(super) struct Subtree<'a> {
    /// The certificate it comes from, by the number that the caller gave.
    pub(super) certificate: usize,
    pub(super) name: GeneralName<'a>,
    base: Base<'a>,
}

/// A name that is ready to be compared with subtrees of its form.
#[derive(Debug)]
pub(super) struct Presented<'a>(Base<'a>);

/// A subtree or a name by form. Both are the same text or bytes where the form knows no difference.
#[derive(Clone, Debug)]
enum Base<'a> {
    Dns(&'a str),
    EmailSubtree(email::Subtree<'a>),
    Mailbox(email::Mailbox<'a>),
    /// A domain for a subtree, a host for a name.
    Uri(&'a str),
    Ip(&'a [u8]),
    /// Normal forms of the RDNs.
    Directory(Cow<'a, [u8]>),
    /// In a dialect that does not check syntax: matches nothing.
    Nothing,
    /// Of a form that cannot be compared.
    Unsupported,
}

impl<'a> Subtree<'a> {
    /// `Ok(None)` for a name form that is not supported.
    pub(super) fn new(certificate: usize, name: GeneralName<'a>, dialect: &Dialect) -> Result<Option<Self>, Malformed> {
        let checked = dialect.check_syntax;
        let text = std::str::from_utf8(name.value).ok();
        let base = match name.form {
            Form::DnsName => text.filter(|text| !checked || dns::is_subtree(text, dialect.leading_dot)).map(Base::Dns),
            Form::Rfc822Name if checked => text.and_then(email::Subtree::parse).map(Base::EmailSubtree),
            Form::Rfc822Name => text.map(email::Subtree::split).map(Base::EmailSubtree),
            Form::Uri => text.filter(|text| !checked || uri::is_subtree(text)).map(Base::Uri),
            Form::IpAddress => (!checked || ip::is_subtree(name.value)).then_some(Base::Ip(name.value)),
            Form::DirectoryName => rdn_forms(name.value, dialect.directory_names).map(Base::Directory),
            _ => return Ok(None),
        };
        match base {
            None if checked => Err(Malformed::Subtree { form: name.form, text: name.text() }),
            base => Ok(Some(Self { certificate, name, base: base.unwrap_or(Base::Nothing) })),
        }
    }

    /// A subtree of a form that is not supported, for which it stands.
    pub(super) fn unsupported(certificate: usize, name: GeneralName<'a>) -> Self {
        Self { certificate, name, base: Base::Unsupported }
    }

    pub(super) fn is_unsupported(&self) -> bool {
        matches!(self.base, Base::Unsupported)
    }

    /// Whether all that the name stands for is in this subtree.
    pub(super) fn contains(&self, name: &Presented<'_>, dialect: &Dialect) -> bool {
        match (&self.base, &name.0) {
            (Base::Dns(subtree), Base::Dns(name)) => dns::is_within(name, subtree),
            (Base::EmailSubtree(subtree), Base::Mailbox(name)) => subtree.contains(name, dialect.fold_local_part),
            (Base::Uri(subtree), Base::Uri(host)) => uri::is_within(host, subtree),
            (Base::Ip(subtree), Base::Ip(address)) => ip::is_within(address, subtree),
            (Base::Directory(subtree), Base::Directory(name)) => {
                name.starts_with(subtree) && (dialect.same_directory_name || name.len() > subtree.len())
            }
            _ => false,
        }
    }

    /// Whether anything that the name stands for is in this subtree.
    pub(super) fn touches(&self, name: &Presented<'_>, dialect: &Dialect) -> bool {
        match (&self.base, &name.0) {
            (Base::Dns(subtree), Base::Dns(name)) if dialect.expand_wildcards => dns::may_be_within(name, subtree),
            _ => self.contains(name, dialect),
        }
    }

    /// Whether the other subtree is inside this one, as far as Apple finds out: for dNSName and directoryName alone.
    pub(super) fn covers(&self, other: &Self, dialect: &Dialect) -> bool {
        matches!(other.base, Base::Dns(_) | Base::Directory(_))
            && self.contains(&Presented(other.base.clone()), dialect)
    }
}

impl<'a> Presented<'a> {
    /// `None` for a name that is not what its form asks for, in a dialect that checks that, and for a form that is not
    /// supported.
    pub(super) fn new(name: GeneralName<'a>, dialect: &Dialect) -> Option<Self> {
        let checked = dialect.check_syntax;
        let text = std::str::from_utf8(name.value).ok();
        let presented = match name.form {
            Form::DnsName => text.filter(|text| !checked || dns::is_name(text)).map(Base::Dns),
            Form::Rfc822Name if checked => text.and_then(email::Mailbox::parse).map(Base::Mailbox),
            Form::Rfc822Name => text.and_then(email::Mailbox::split).map(Base::Mailbox),
            Form::Uri if checked => text.and_then(uri::host).map(Base::Uri),
            Form::Uri => text.and_then(uri::host_by_apple).map(Base::Uri),
            Form::IpAddress => (!checked || ip::is_address(name.value)).then_some(Base::Ip(name.value)),
            Form::DirectoryName => rdn_forms(name.value, dialect.directory_names).map(Base::Directory),
            _ => None,
        };
        match presented {
            None if checked => None,
            presented => Some(Self(presented.unwrap_or(Base::Nothing))),
        }
    }
}
