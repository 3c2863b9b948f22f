//! The dates of every certificate that the fleet holds.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::context::Context;
use crate::Certificate;
use crate::fleet::pointer::field;
use crate::fleet::rules::DECIDED;
use crate::fleet::store::{days_between, key};
use crate::fleet::{distribution, profiles};
use crate::message::{Days, Text, message};
use crate::profile::CertificateName;
use crate::report::{Finding, Rule, Severity};
use crate::upload::Store;

pub(super) const RULES: &[&Rule] = &[&EXPIRED, &EXPIRES_SOON, &UNUSED];

static EXPIRED: Rule = Rule {
    code: "fleet.expired",
    severity: Severity::Warning,
    asks: Text { en: "No certificate that is in use has expired." },
    remedy: Text { en: "Upload a new certificate and choose it in the profiles that use this one." },
    ..Rule::library(DECIDED)
};

message! {
    fn expired(name: &CertificateName, on: DateTime<Utc>) {
        en: "The certificate {name} expired on {on}.",
    }
    fn expired_above(subject: String, name: &CertificateName, on: DateTime<Utc>) {
        en: "{subject}, which stands above {name}, expired on {on}.",
    }
    fn root_expired(subject: String, on: DateTime<Utc>) {
        en: "The root {subject} expired on {on}.",
    }
}

static EXPIRES_SOON: Rule = Rule {
    code: "fleet.expires-soon",
    severity: Severity::Warning,
    asks: Text { en: "Every certificate that is in use is valid for longer than the days of the notices." },
    remedy: Text { en: "Renew the certificate, upload the new one, and choose it in the profiles that use this one." },
    ..Rule::library(DECIDED)
};

message! {
    fn expires(name: &CertificateName, on: DateTime<Utc>, left: Days, notice: Days) {
        en: "The certificate {name} expires on {on}, in {left}: within the notice of {notice}.",
    }
    fn expires_above(subject: String, name: &CertificateName, on: DateTime<Utc>, left: Days, notice: Days) {
        en: "{subject}, which stands above {name}, expires on {on}, in {left}: within the notice of {notice}.",
    }
    fn root_expires(subject: String, on: DateTime<Utc>, left: Days, notice: Days) {
        en: "The root {subject} expires on {on}, in {left}: within the notice of {notice}.",
    }
}

static UNUSED: Rule = Rule {
    code: "fleet.unused-certificate",
    severity: Severity::Info,
    asks: Text { en: "A profile uses each certificate of the stores." },
    remedy: Text { en: "Delete the certificate if it is no spare." },
    ..Rule::library(DECIDED)
};

message! {
    fn unused(name: &CertificateName) {
        en: "No profile uses {name}.",
    }
    fn unused_and_expired(name: &CertificateName, on: Option<DateTime<Utc>>) {
        en: "No profile uses {name}, which expired on {on}.",
    }
}

/// How a certificate came to be in the fleet.
#[derive(Clone, Copy)]
enum Place<'a> {
    /// It was uploaded under a name.
    Uploaded(&'a CertificateName),
    /// It is a CA certificate that came in the file of one with that name.
    Above(&'a CertificateName),
    /// It is in the configuration Sentry Root Certificate.
    Root,
}

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let fleet = context.fleet;
    let mut used: HashSet<(Store, &CertificateName)> = HashSet::new();
    for profile in fleet.profiles.values() {
        used.extend(profiles::used(profile).map(|used| (used.store, used.name)));
    }
    let mut findings = Vec::new();
    // A CA certificate is in many files. Only the first is reported.
    let mut seen: HashSet<[u8; 32]> = HashSet::new();
    for store in Store::ALL {
        for (name, stored) in fleet.certificates(store) {
            if !used.contains(&(store, name)) {
                let message = match stored.leaf.is_expired_at(context.at) {
                    true => unused_and_expired(name, stored.leaf.not_after()),
                    false => unused(name),
                };
                findings.push(UNUSED.finding(field(&[key(store), name.as_str()]), message));
                continue;
            }
            for (index, certificate) in stored.certificates().enumerate() {
                if index > 0 && !seen.insert(*certificate.sha256()) {
                    continue;
                }
                let place = if index == 0 { Place::Uploaded(name) } else { Place::Above(name) };
                let keys = [key(store), name.as_str(), "certificates", &index.to_string()];
                findings.extend(date(context, certificate, place, &keys));
            }
        }
    }
    for (index, root) in fleet.root.certificates.iter().enumerate() {
        if seen.insert(*root.sha256()) {
            let keys = [distribution::KEY, "certificates", &index.to_string()];
            findings.extend(date(context, root, Place::Root, &keys));
        }
    }
    findings
}

fn date(context: &Context<'_>, certificate: &Certificate, place: Place<'_>, keys: &[&str]) -> Option<Finding> {
    let on = certificate.not_after()?;
    let subject = || certificate.subject_or_names();
    if certificate.is_expired_at(context.at) {
        let message = match place {
            Place::Uploaded(name) => expired(name, on),
            Place::Above(name) => expired_above(subject(), name, on),
            Place::Root => root_expired(subject(), on),
        };
        return Some(EXPIRED.finding(field(keys), message));
    }
    let left = days_between(context.at, on);
    let notice = context.options.notices.iter().map(|days| i64::from(*days)).filter(|days| left <= *days).min()?;
    let (left, notice) = (Days(left), Days(notice));
    let message = match place {
        Place::Uploaded(name) => expires(name, on, left, notice),
        Place::Above(name) => expires_above(subject(), name, on, left, notice),
        Place::Root => root_expires(subject(), on, left, notice),
    };
    Some(EXPIRES_SOON.finding(field(keys), message))
}
