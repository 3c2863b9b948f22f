//! Uploading a certificate into a store.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::refusal::Refusal;
use super::rules::{
    self, CERTIFICATES, ERRORS, FORMAT_WITHOUT_KEY, NAME_TAKEN, NOTHING_TO_STORE, PKCS12_ONLY, TOO_MANY,
    UPLOAD_REFUSED, UPLOAD_UNCONFIRMED, WARNINGS,
};
use super::store::key;
use super::{Fleet, limits};
use crate::container::{Format, Stored};
use crate::device::ServedChain;
use crate::message::{Count, Message};
use crate::profile::CertificateName;
use crate::report::{Rule, Severity};
use crate::upload::{self, Store, UploadOptions};
use crate::{Bundle, Certificate, Report};

/// What is filled in to upload a certificate.
///
/// ```
/// use apptunnel::fleet::{Place, Upload};
/// use apptunnel::upload::Store;
///
/// let upload = Upload::new(Store::TlsServer, "sentry 2026".parse().unwrap());
/// assert_eq!(upload.place, Place::MainPage);
/// assert!(!upload.confirm);
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Upload {
    /// The store it goes into.
    pub store: Store,
    /// *Certificate Name*.
    pub name: CertificateName,
    /// Where it is uploaded.
    pub place: Place,
    /// Whether the administrator has read the warnings and wants the certificate stored all the same.
    pub confirm: bool,
}

/// Where a certificate is uploaded. The formats differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Place {
    /// The page *Sentry Certificates*: .p7b, .p12, .pfx, .pem, .der, .crt and .cer.
    #[default]
    MainPage,
    /// Inside a profile: for a TLS server certificate .p12 only, for a group certificate as on the main page.
    Profile,
}

impl Upload {
    /// An upload on the main page, with nothing confirmed.
    pub fn new(store: Store, name: CertificateName) -> Self {
        Self { store, name, place: Place::default(), confirm: false }
    }

    /// The same, made there.
    #[must_use]
    pub fn with_place(self, place: Place) -> Self {
        Self { place, ..self }
    }

    /// The same, with the warnings confirmed or not.
    #[must_use]
    pub fn with_confirm(self, confirm: bool) -> Self {
        Self { confirm, ..self }
    }
}

impl Fleet {
    /// Checks a file by [`upload::check`] and stores its certificates.
    ///
    /// `options` say for which release and roots it is checked; their store is that of `upload`. Where they name no
    /// roots, those of the configuration *Sentry Root Certificate* are taken, if there are any. Errors refuse; warnings
    /// refuse unless [`Upload::confirm`] is set; what is only good to know passes.
    ///
    /// The fleet does not keep the private key: it stays in `bundle`, which is the caller's. The certificates are kept in
    /// file order, each once, the leaf first.
    ///
    /// # Errors
    /// The upload check finds an error, or a warning that is not confirmed; the file is of a format that cannot be used;
    /// the name is taken; the store is full. [`Refusal::report`] holds what the check found.
    ///
    /// ```
    /// use apptunnel::fleet::{Fleet, Upload};
    /// use apptunnel::upload::{Store, UploadOptions};
    /// use apptunnel::Bundle;
    ///
    /// let file = std::fs::read("examples/files/no-root.p12").unwrap();
    /// let bundle = Bundle::open(&file, Some("sentry")).unwrap();
    /// let (options, at) = (UploadOptions::default(), "2026-06-01T00:00:00Z".parse().unwrap());
    ///
    /// let mut fleet = Fleet::default();
    /// let upload = Upload::new(Store::TlsServer, "sentry 2026".parse().unwrap());
    /// let refusal = fleet.upload(&upload, &bundle, &options, at).unwrap_err();
    /// assert_eq!(refusal.findings()[0].code, "fleet.upload-unconfirmed");
    ///
    /// let report = fleet.upload(&upload.with_confirm(true), &bundle, &options, at).unwrap();
    /// assert_eq!(report.findings[0].code, "upload.no-root");
    /// ```
    pub fn upload(
        &mut self,
        upload: &Upload,
        bundle: &Bundle,
        options: &UploadOptions,
        at: DateTime<Utc>,
    ) -> Result<Report, Refusal> {
        let keys = [key(upload.store), upload.name.as_str()];
        let refuse = |rule, message| Refusal::new(rule, &keys, message);
        self.require_room(upload).map_err(|(rule, message)| refuse(rule, message))?;
        let mut options = options.clone().with_store(upload.store);
        if options.anchors.is_empty() {
            options.anchors.extend_from_slice(self.root_configuration().certificates());
        }
        let report = upload::check(bundle, &options, at);
        if let Some((rule, message)) = format_fault(upload, bundle) {
            return Err(refuse(rule, message).with_report(report));
        }
        let errors = report.of_severity(Severity::Error).count();
        if errors > 0 {
            let message = rules::found_by_check(&upload.name, Count(errors, &ERRORS));
            return Err(refuse(&UPLOAD_REFUSED, message).with_report(report));
        }
        let warnings = report.of_severity(Severity::Warning).count();
        if warnings > 0 && !upload.confirm {
            let message = rules::found_by_check(&upload.name, Count(warnings, &WARNINGS));
            return Err(refuse(&UPLOAD_UNCONFIRMED, message).with_report(report));
        }
        let Some(stored) = stored(bundle, &report) else {
            return Err(refuse(&NOTHING_TO_STORE, rules::none_or_too_many(&upload.name)).with_report(report));
        };
        self.store_mut(upload.store).insert(upload.name.clone(), Arc::new(stored));
        Ok(report)
    }

    fn require_room(&self, upload: &Upload) -> Result<(), (&'static Rule, Message)> {
        let store = self.certificates(upload.store);
        if store.contains_key(&upload.name) {
            return Err((&NAME_TAKEN, rules::certificate_exists(&upload.name)));
        }
        if store.len() >= limits::CERTIFICATES {
            return Err((&TOO_MANY, rules::full(Count(store.len(), &CERTIFICATES))));
        }
        Ok(())
    }
}

/// What is wrong with the format: the dialog does not take it, or it cannot hold the private key of a server.
fn format_fault(upload: &Upload, bundle: &Bundle) -> Option<(&'static Rule, Message)> {
    if upload.store == Store::Group {
        return None;
    }
    let format = bundle.format();
    if upload.place == Place::Profile && format != Format::Pkcs12 {
        return Some((&PKCS12_ONLY, rules::not_pkcs12(&upload.name, format.label())));
    }
    let is_key_less = matches!(format, Format::Pkcs7 | Format::DerCert | Format::Base64);
    let is_certificate_alone = format == Format::Pem && bundle.keys().is_empty();
    (is_key_less || is_certificate_alone)
        .then(|| (&FORMAT_WITHOUT_KEY, rules::without_key(&upload.name, format.label())))
}

/// The leaf of the report, then the other certificates of the file.
fn stored(bundle: &Bundle, report: &Report) -> Option<ServedChain> {
    let leaf = bundle.certificates().get(*report.chain.first()?)?.item();
    let mut others: Vec<Certificate> = Vec::new();
    for certificate in bundle.certificates().iter().map(Stored::item) {
        if certificate != leaf && !others.contains(certificate) {
            others.push(certificate.clone());
        }
        if others.len() >= limits::CHAIN {
            return None;
        }
    }
    Some(ServedChain::new(leaf.clone(), others))
}
