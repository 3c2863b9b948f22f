//! The dates of every certificate that the fleet holds.

use std::collections::HashSet;

use super::context::Context;
use crate::Certificate;
use crate::fleet::pointer::field;
use crate::fleet::rules::DECIDED;
use crate::fleet::store::{days_between, key};
use crate::fleet::{distribution, profiles};
use crate::message::Text;
use crate::printable::instant;
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
static EXPIRES_SOON: Rule = Rule {
    code: "fleet.expires-soon",
    severity: Severity::Warning,
    asks: Text { en: "Every certificate that is in use is valid for longer than the days of the notices." },
    remedy: Text { en: "Renew the certificate, upload the new one, and choose it in the profiles that use this one." },
    ..Rule::library(DECIDED)
};
static UNUSED: Rule = Rule {
    code: "fleet.unused-certificate",
    severity: Severity::Info,
    asks: Text { en: "A profile uses each certificate of the stores." },
    remedy: Text { en: "Delete the certificate if it is no spare." },
    ..Rule::library(DECIDED)
};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let fleet = context.fleet;
    let mut used: HashSet<(Store, &CertificateName)> = HashSet::new();
    for profile in fleet.profiles.values() {
        used.extend(profiles::used(profile).map(|(_, store, name)| (store, name)));
    }
    let mut findings = Vec::new();
    // A CA stands in the chains of many; it is told once.
    let mut told: HashSet<[u8; 32]> = HashSet::new();
    for store in Store::ALL {
        for (name, stored) in fleet.certificates(store) {
            if !used.contains(&(store, name)) {
                let message = match stored.leaf.is_expired_at(context.at) {
                    true => format!("No profile uses {name}, which expired on {}.", instant(stored.leaf.not_after())),
                    false => format!("No profile uses {name}."),
                };
                findings.push(UNUSED.finding(field(&[key(store), name.as_str()]), message));
                continue;
            }
            for (index, certificate) in stored.certificates().enumerate() {
                if index > 0 && !told.insert(*certificate.sha256()) {
                    continue;
                }
                let what = match index {
                    0 => format!("The certificate {name}"),
                    _ => format!("{}, which stands above {name},", certificate.subject_or_names()),
                };
                let keys = [key(store), name.as_str(), "certificates", &index.to_string()];
                findings.extend(date(context, certificate, &what, &keys));
            }
        }
    }
    for (index, root) in fleet.root.certificates.iter().enumerate() {
        if told.insert(*root.sha256()) {
            let what = format!("The root {}", root.subject_or_names());
            let keys = [distribution::KEY, "certificates", &index.to_string()];
            findings.extend(date(context, root, &what, &keys));
        }
    }
    findings
}

fn date(context: &Context<'_>, certificate: &Certificate, what: &str, keys: &[&str]) -> Option<Finding> {
    let end = certificate.not_after()?;
    let shown = instant(Some(end));
    if certificate.is_expired_at(context.at) {
        return Some(EXPIRED.finding(field(keys), format!("{what} expired on {shown}.")));
    }
    let left = days_between(context.at, end);
    let notice = context.options.notices.iter().filter(|days| left <= i64::from(**days)).min()?;
    let message = format!("{what} expires on {shown}, in {left} days: within the notice of {notice} days.");
    Some(EXPIRES_SOON.finding(field(keys), message))
}
