//! The check of an uploaded certificate file: the console's table, Apple's published rules, and what else an
//! administrator needs to hear before the file is used.

mod apple;
mod article_103769;
mod chain;
mod contents;
mod facts;
mod indexed;
mod key;
mod options;
mod said_by;
mod store;
mod table;
mod trust;
mod validity;

use chrono::{DateTime, Utc};

use crate::Bundle;
use crate::printable::{hex, printable};
use crate::report::{CertificateSummary, Finding, Report, Role, Rule};

pub use apple::matrix;
use facts::Facts;
pub use options::UploadOptions;
pub use store::Store;

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
pub fn check(bundle: &Bundle, options: &UploadOptions, at: DateTime<Utc>) -> Report {
    let facts = Facts::gather(bundle, options, at);
    let mut findings = contents::check(&facts);
    findings.extend(table::check(&facts));
    findings.extend(key::check(&facts));
    findings.extend(validity::check(&facts));
    findings.extend(trust::check(&facts));
    findings.extend(article(&facts));
    let apple = apple::DeviceQuestion::new(&facts).and_then(|question| question.answer(&facts, &mut findings));
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
        Some((leaf, issuers)) if facts.question.options.store == Store::TlsServer => {
            article_103769::check(&article_103769::Chain {
                leaf: *leaf,
                issuers,
                ends_in_root: facts.ends_in_root,
                server_name: facts.question.options.server_name.as_ref(),
            })
        }
        _ => Vec::new(),
    }
}

fn summaries(facts: &Facts<'_>) -> Vec<CertificateSummary> {
    facts
        .question
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
    if !facts.question.unique.iter().any(|it| it.index == index) {
        return Role::Duplicate;
    }
    match facts.chain.iter().position(|it| it.index == index) {
        Some(0) => Role::Leaf,
        Some(position) if facts.ends_in_root && position + 1 == facts.chain.len() => Role::Root,
        Some(_) => Role::Intermediate,
        None if facts.question.bundle.certificates().get(index).is_some_and(|stored| facts.is_above(stored.item())) => {
            Role::Alternate
        }
        None => Role::Unrelated,
    }
}
