//! The console's table of upload checks. It has exactly three rows.

use super::Purpose;
use super::chain::{ChainEnd, MissingIssuer};
use super::facts::Facts;
use crate::message::Text;
use crate::report::{Basis, Certainty, Finding, Rule, Severity};

const REFERENCE: &str = "N-MDM Administrator Guide 119, Setting Up AppTunnel, certificate validation";

/// The rows of the table, and what stands in their place when they cannot be decided.
pub(super) const RULES: [Rule; 5] = [NO_CHAIN, NO_ROOT, ROOT_MISMATCH, NOT_CHECKABLE, BUDGET_SPENT];

const NO_CHAIN: Rule = Rule {
    code: "upload.no-chain",
    severity: Severity::Error,
    basis: Basis::IvantiTable,
    certainty: Certainty::Documented,
    asks: Text { en: "The leaf has a chain to a CA certificate in the file." },
    remedy: Text {
        en: "Export the certificate again with all certificates of its chain, or add the missing CA certificate to the file.",
    },
    reference: REFERENCE,
};

const NO_ROOT: Rule = Rule {
    code: "upload.no-root",
    severity: Severity::Warning,
    basis: Basis::IvantiTable,
    certainty: Certainty::Documented,
    asks: Text { en: "The file contains a root CA certificate." },
    remedy: Text {
        en: "Add the root CA certificate to the file; without it only devices that have the root trust the Sentry.",
    },
    reference: REFERENCE,
};

const ROOT_MISMATCH: Rule = Rule {
    code: "upload.root-mismatch",
    severity: Severity::Warning,
    basis: Basis::IvantiTable,
    certainty: Certainty::Documented,
    asks: Text { en: "The root CA in the file has signed the leaf's intermediate CA." },
    remedy: Text { en: "Replace the root in the file by the one that signed the intermediate CA." },
    reference: REFERENCE,
};

const NOT_CHECKABLE: Rule = Rule {
    code: "upload.not-checkable",
    severity: Severity::Warning,
    basis: Basis::Library,
    certainty: Certainty::Decided,
    asks: Text { en: "The signatures of the chain are of a kind that can be checked." },
    remedy: Text {
        en: "Have the certificate issued with a common algorithm, such as ecdsa-with-SHA256; Apple devices take no other.",
    },
    reference: "RFC 5280 section 4.1.1.2",
};

const BUDGET_SPENT: Rule = Rule {
    code: "upload.budget-spent",
    severity: Severity::Error,
    basis: Basis::Library,
    certainty: Certainty::Decided,
    asks: Text { en: "The chain is found within the limit on signature checks." },
    remedy: Text { en: "Upload only the leaf and the CA certificates of its chain, or raise the budget." },
    reference: "Budget::signatures",
};

/// The rows exclude one another: the first that holds is the finding.
pub(super) fn check(facts: &Facts<'_>) -> Option<Finding> {
    let (leaf, chain) = (facts.leaf()?, facts.in_file.as_ref()?);
    // A group certificate may be a CA certificate alone; then there is no leaf that needs a chain.
    let stands_alone = facts.context.purpose == Purpose::Group && leaf.certificate.is_ca();
    let has_chain = chain.certificates.len() > 1 || stands_alone;
    let top = chain.certificates.last().and_then(|top| facts.unique.iter().find(|it| it.certificate == top))?;
    match &chain.end {
        ChainEnd::BudgetSpent => Some(BUDGET_SPENT.finding(
            leaf.subject(),
            format!("The chain was not found within {} signature checks.", facts.context.budget.signatures),
        )),
        ChainEnd::NotCheckable => Some(NOT_CHECKABLE.finding(
            top.subject(),
            format!(
                "The signature algorithm {} cannot be checked, so the chain above is not known.",
                top.certificate.signature_algorithm()
            ),
        )),
        ChainEnd::Reached if has_chain => None,
        ChainEnd::Reached => {
            Some(NO_CHAIN.finding(leaf.subject(), "The leaf is self-signed, so it has no chain to a CA."))
        }
        ChainEnd::MissingIssuer(missing) if !has_chain => {
            let other_ca = facts.unique.iter().any(|it| it.index != leaf.index && it.certificate.is_ca());
            let message = if leaf.certificate.is_self_issued() {
                "The leaf is self-signed, so it has no chain to a CA.".to_owned()
            } else if other_ca {
                format!("No CA certificate in the file signed the leaf. {}", describe(missing, facts))
            } else {
                format!("The file contains no CA certificate. {}", describe(missing, facts))
            };
            Some(NO_CHAIN.finding(leaf.subject(), message))
        }
        ChainEnd::MissingIssuer(missing) if facts.other_roots.is_empty() => {
            Some(NO_ROOT.finding(top.subject(), format!("The file contains no root. {}", describe(missing, facts))))
        }
        ChainEnd::MissingIssuer(missing) => {
            let roots: Vec<String> = facts
                .other_roots
                .iter()
                .map(|it| format!("certificate {} ({})", it.index, it.certificate.subject()))
                .collect();
            let message = format!(
                "No root in the file signed this CA, not {} either. {}",
                roots.join(" nor "),
                describe(missing, facts)
            );
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
fn describe(missing: &MissingIssuer, facts: &Facts<'_>) -> String {
    let mut text = format!("Missing: {missing}.");
    for (namesake, reason) in &missing.namesakes {
        let Some(namesake) = facts.unique.iter().find(|it| it.certificate == namesake) else { continue };
        text.push_str(&format!(" Certificate {} has that name, but {reason}.", namesake.index));
    }
    text
}
