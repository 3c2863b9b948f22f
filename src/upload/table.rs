//! The console's table of upload checks. It has exactly three rows.

use super::chain::{ChainEnd, MissingIssuer};
use super::facts::{Facts, certificate_at};
use super::store::Store;
use crate::Certificate;
use crate::message::{Message, Nor, Sentences, Text, message};
use crate::report::{Finding, Rule, Severity};

const REFERENCE: &str = "N-MDM Administrator Guide 119, Setting Up AppTunnel, certificate validation";

/// The rows of the table, and what stands in their place when they cannot be decided.
pub(super) const RULES: &[&Rule] = &[&NO_CHAIN, &NO_ROOT, &ROOT_MISMATCH, &NOT_CHECKABLE, &BUDGET_SPENT];

pub(super) static NO_CHAIN: Rule = Rule {
    code: "upload.no-chain",
    asks: Text { en: "The leaf has a chain to a CA certificate in the file." },
    remedy: Text {
        en: "Export the certificate again with all certificates of its chain, or add the missing CA certificate to the file.",
    },
    ..Rule::ivanti_table(REFERENCE)
};

pub(super) static NO_ROOT: Rule = Rule {
    code: "upload.no-root",
    severity: Severity::Warning,
    asks: Text { en: "The file contains a root CA certificate." },
    remedy: Text {
        en: "Add the root CA certificate to the file; without it only devices that have the root trust the Sentry.",
    },
    ..Rule::ivanti_table(REFERENCE)
};

pub(super) static ROOT_MISMATCH: Rule = Rule {
    code: "upload.root-mismatch",
    severity: Severity::Warning,
    asks: Text { en: "The root CA in the file has signed the leaf's intermediate CA." },
    remedy: Text { en: "Replace the root in the file by the one that signed the intermediate CA." },
    ..Rule::ivanti_table(REFERENCE)
};

static NOT_CHECKABLE: Rule = Rule {
    code: "upload.not-checkable",
    severity: Severity::Warning,
    asks: Text { en: "The signatures of the chain are of a kind that can be checked." },
    remedy: Text {
        en: "Have the certificate issued with a common algorithm, such as ecdsa-with-SHA256; Apple devices take no other.",
    },
    ..Rule::library("RFC 5280 section 4.1.1.2")
};

static BUDGET_SPENT: Rule = Rule {
    code: "upload.budget-spent",
    asks: Text { en: "The chain is found within the limit on signature checks." },
    remedy: Text { en: "Upload only the leaf and the CA certificates of its chain, or raise the budget." },
    ..Rule::library("Budget::signatures")
};

message! {
    fn budget_spent(checks: usize) {
        en: "The chain was not found within {checks} signature checks.",
    }
    fn not_checkable(algorithm: &str) {
        en: "The signature algorithm {algorithm} cannot be checked, so the chain above is not known.",
    }
    fn self_signed() {
        en: "The leaf is self-signed, so it has no chain to a CA.",
    }
    fn no_ca_signed(missing: Sentences) {
        en: "No CA certificate in the file signed the leaf. {missing}",
    }
    fn no_ca(missing: Sentences) {
        en: "The file contains no CA certificate. {missing}",
    }
    fn no_root(missing: Sentences) {
        en: "The file contains no root. {missing}",
    }
    fn no_root_signed(roots: Nor<Message>, missing: Sentences) {
        en: "No root in the file signed this CA, not {roots} either. {missing}",
    }
}

/// The rows exclude one another: the first that holds is the finding.
pub(super) fn check(facts: &Facts<'_>) -> Option<Finding> {
    let (leaf, chain) = (facts.leaf()?, facts.in_file.as_ref()?);
    // A group certificate may be a CA certificate alone; then there is no leaf that needs a chain.
    let stands_alone = facts.question.options.store == Store::Group && leaf.certificate.is_ca();
    let has_chain = chain.certificates.len() > 1 || stands_alone;
    let top =
        chain.certificates.last().and_then(|top| facts.question.unique.iter().find(|it| it.certificate == top))?;
    match &chain.end {
        ChainEnd::BudgetSpent => {
            Some(BUDGET_SPENT.finding(leaf.subject(), budget_spent(facts.question.options.budget.signatures)))
        }
        ChainEnd::NotCheckable => {
            Some(NOT_CHECKABLE.finding(top.subject(), not_checkable(&top.certificate.signature_algorithm())))
        }
        ChainEnd::Reached if has_chain => None,
        ChainEnd::Reached => Some(NO_CHAIN.finding(leaf.subject(), self_signed())),
        ChainEnd::MissingIssuer(missing) if !has_chain => {
            let other_ca = facts.question.unique.iter().any(|it| it.index != leaf.index && it.certificate.is_ca());
            let message = if leaf.certificate.is_self_issued() {
                self_signed()
            } else if other_ca {
                no_ca_signed(describe(missing, facts))
            } else {
                no_ca(describe(missing, facts))
            };
            Some(NO_CHAIN.finding(leaf.subject(), message))
        }
        ChainEnd::MissingIssuer(missing) if facts.other_roots.is_empty() => {
            Some(NO_ROOT.finding(top.subject(), no_root(describe(missing, facts))))
        }
        ChainEnd::MissingIssuer(missing) => {
            let roots = facts.other_roots.iter().map(|it| certificate_at(it.index, it.certificate.subject()));
            let message = no_root_signed(Nor(roots.collect()), describe(missing, facts));
            let mut finding = ROOT_MISMATCH.finding(top.subject(), message);
            if facts.other_roots.iter().all(|root| root.certificate.subject() != missing.subject) {
                finding.remedy = (&ADD_THE_LINK).into();
            }
            Some(finding)
        }
    }
}

/// The way out where no root has the name of the missing certificate: the root may be the right one.
static ADD_THE_LINK: Text = Text {
    en: "Add the missing CA certificate, which may stand between this one and the root; or replace the root by the one above it.",
};

/// Names the missing certificate and says why its namesakes are not it.
fn describe(missing: &MissingIssuer, facts: &Facts<'_>) -> Sentences {
    let place =
        |namesake: &Certificate| facts.question.unique.iter().find(|it| it.certificate == namesake).map(|it| it.index);
    let namesakes = missing.namesakes.iter().filter_map(|it| place(&it.certificate).map(it.is_not_it));
    Sentences(std::iter::once(missing.message()).chain(namesakes).collect())
}
