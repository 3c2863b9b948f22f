//! The names in a certificate that constraints apply to.

use x509_parser::asn1_rs::Tag;
use x509_parser::oid_registry::OID_X509_EXT_SUBJECT_ALT_NAME;

use super::general_name::{Form, GeneralName};
use crate::Certificate;
use crate::path::names::{is_empty_name, is_universal, only_value, values};

/// The names that a certificate is issued for.
pub(super) struct Names<'a> {
    certificate: &'a Certificate,
    pub(super) has_subject: bool,
    /// The contents of the subject alternative names: one, unless the certificate is broken.
    pub(super) alternative: Vec<&'a [u8]>,
}

impl<'a> Names<'a> {
    /// `None` if a subject alternative name is not a sequence.
    pub(super) fn of(certificate: &'a Certificate) -> Option<Self> {
        let alternative = certificate
            .x509()
            .extensions()
            .iter()
            .filter(|extension| extension.oid == OID_X509_EXT_SUBJECT_ALT_NAME)
            .map(|extension| only_value(extension.value).filter(|it| is_universal(it, Tag::Sequence)))
            .map(|sequence| sequence.map(|sequence| sequence.data))
            .collect::<Option<_>>()?;
        Some(Self { certificate, has_subject: !is_empty_name(certificate.raw_subject()), alternative })
    }

    pub(super) fn subject(&self) -> Option<GeneralName<'a>> {
        self.has_subject.then_some(GeneralName { form: Form::DirectoryName, value: self.certificate.raw_subject() })
    }

    pub(super) fn subject_emails(&self) -> impl Iterator<Item = GeneralName<'a>> {
        let emails = self.certificate.x509().subject().iter_email();
        emails.map(|email| GeneralName { form: Form::Rfc822Name, value: email.attr_value().data })
    }

    /// `None` for what cannot be read.
    pub(super) fn alternative(&self) -> impl Iterator<Item = Option<GeneralName<'a>>> {
        self.alternative.iter().flat_map(|names| values(names)).map(|name| GeneralName::new(&name?))
    }
}
