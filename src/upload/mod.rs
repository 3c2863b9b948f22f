//! The check of an uploaded certificate file: the console's table, Apple's published rules, and what else an
//! administrator needs to hear before the file is used.

mod apple;
mod article_103769;
mod chain;
mod contents;
mod facts;
mod indexed;
mod key;
mod store;
mod table;
mod trust;
mod validity;

use chrono::{DateTime, Utc};

use crate::device::{Origin, Release};
use crate::printable::{hex, printable};
use crate::report::{CertificateSummary, Finding, Report, Role, Rule};
use crate::{Budget, Bundle, Certificate, ServerName};

pub use apple::matrix;
use facts::Facts;
pub use store::Store;

/// What the file is for, and what is known of the world around it.
///
/// What is left out is not checked.
///
/// ```
/// use apptunnel::upload::{Store, UploadOptions};
///
/// let context = UploadOptions {
///     server_name: Some("sentry.example.com".parse().unwrap()),
///     expires_within_days: Some(30),
///     ..Default::default()
/// };
/// assert_eq!(context.store, Store::TlsServer);
/// ```
#[derive(Clone, Debug, Default)]
pub struct UploadOptions {
    /// The store that the file goes into.
    pub store: Store,
    /// The name by which devices reach the Sentry: the profile's External Hostname.
    pub server_name: Option<ServerName>,
    /// Roots that the devices have. Empty: not known.
    pub anchors: Vec<Certificate>,
    /// How the devices came to trust `anchors`, or the chain if they are not known. `None`: Apple's store or, for what is
    /// not there, MDM.
    pub origin: Option<Origin>,
    /// The release whose rules decide. By default the newest that is known.
    pub release: Release,
    /// Warn of certificates with no more than this many days left.
    pub expires_within_days: Option<u32>,
    /// Limit on the work.
    pub budget: Budget,
}

/// Checks an opened file at one instant.
///
/// ```
/// use apptunnel::{Bundle, upload};
///
/// let file = std::fs::read("examples/files/expired.p12").unwrap();
/// let bundle = Bundle::open(&file, Some("sentry")).unwrap();
/// let at = "2026-06-01T00:00:00Z".parse().unwrap();
/// let report = upload::check(&bundle, &upload::UploadOptions::default(), at);
/// let error = &report.findings[0];
/// assert_eq!(error.code, "validity.expired");
/// println!("{} {}", error.message, error.remedy);
/// ```
pub fn check(bundle: &Bundle, context: &UploadOptions, at: DateTime<Utc>) -> Report {
    let facts = Facts::gather(bundle, context, at);
    let mut findings = contents::check(&facts);
    findings.extend(table::check(&facts));
    findings.extend(key::check(&facts));
    findings.extend(validity::check(&facts));
    findings.extend(trust::check(&facts));
    findings.extend(article(&facts));
    let apple = apple::Asked::new(&facts).and_then(|asked| asked.judge(&facts, &mut findings));
    let chain = facts.chain.iter().map(|it| it.index).collect();
    Report::new(at, summaries(&facts), chain, findings, apple)
}

/// Every rule that [`check`] knows.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    [table::RULES, article_103769::RULES, key::RULES, validity::RULES, trust::RULES, contents::RULES]
        .into_iter()
        .flatten()
        .copied()
        .chain(crate::device::trust::rules().map(|row| &row.rule))
}

/// Apple's article speaks of servers; a group certificate is not one.
fn article(facts: &Facts<'_>) -> Vec<Finding> {
    match facts.chain.split_first() {
        Some((leaf, issuers)) if facts.context.store == Store::TlsServer => {
            article_103769::check(&article_103769::Chain {
                leaf: *leaf,
                issuers,
                ends_in_root: facts.ends_in_root,
                server_name: facts.context.server_name.as_ref(),
            })
        }
        _ => Vec::new(),
    }
}

fn summaries(facts: &Facts<'_>) -> Vec<CertificateSummary> {
    facts
        .bundle
        .certificates()
        .iter()
        .enumerate()
        .map(|(index, stored)| CertificateSummary {
            friendly_name: stored.friendly_name().map(printable),
            local_key_id: stored.local_key_id().map(hex),
            ..stored.item().summary(role(facts, index))
        })
        .collect()
}

fn role(facts: &Facts<'_>, index: usize) -> Role {
    if !facts.unique.iter().any(|it| it.index == index) {
        return Role::Duplicate;
    }
    match facts.chain.iter().position(|it| it.index == index) {
        Some(0) => Role::Leaf,
        Some(position) if facts.ends_in_root && position + 1 == facts.chain.len() => Role::Root,
        Some(_) => Role::Intermediate,
        None if facts.bundle.certificates().get(index).is_some_and(|stored| facts.is_above(stored.item())) => {
            Role::Alternate
        }
        None => Role::Unrelated,
    }
}
