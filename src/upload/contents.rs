//! What is in the file besides a leaf and its chain, and how it is stored.

use super::Purpose;
use super::facts::Facts;
use crate::container::Format;
use crate::message::Text;
use crate::report::{Basis, Certainty, Finding, Rule, Severity, Subject};
use crate::upload::indexed::Indexed;

/// All of them are the library's own.
pub(super) const RULES: [Rule; 10] = [
    NO_CERTIFICATE,
    SEVERAL_LEAVES,
    LEAF_IS_CA,
    WRONG_ORDER,
    UNRELATED,
    NOT_TAKEN,
    WEAK_ENCRYPTION,
    DUPLICATE,
    ROOT_INCLUDED,
    SUMMARY,
];

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = [
        no_certificate(facts),
        several_leaves(facts),
        leaf_is_ca(facts),
        wrong_order(facts),
        weak_encryption(facts),
        root_included(facts),
        summary(facts),
    ]
    .into_iter()
    .flatten()
    .collect();
    findings.extend(unrelated(facts));
    findings.extend(not_taken(facts));
    findings.extend(duplicates(facts));
    findings
}

const NO_CERTIFICATE: Rule = Rule {
    code: "contents.no-certificate",
    severity: Severity::Error,
    basis: Basis::Library,
    certainty: Certainty::Decided,
    asks: Text { en: "The file holds a certificate." },
    remedy: Text { en: "Export the certificate together with its private key." },
    reference: "Bundle::certificates",
};

fn no_certificate(facts: &Facts<'_>) -> Option<Finding> {
    facts.unique.is_empty().then(|| NO_CERTIFICATE.finding(Subject::File, "The file holds no certificate."))
}

const SEVERAL_LEAVES: Rule = Rule {
    code: "contents.several-leaves",
    severity: Severity::Warning,
    basis: Basis::Library,
    certainty: Certainty::Decided,
    asks: Text { en: "The file holds one certificate that is not a CA certificate." },
    remedy: Text {
        en: "Upload a file with one certificate and its chain; use the second certificate of the profile for a spare.",
    },
    reference: "Bundle::key_owner",
};

fn several_leaves(facts: &Facts<'_>) -> Option<Finding> {
    let leaf = facts.leaf()?;
    let others: Vec<&Indexed<'_>> =
        facts.unique.iter().filter(|it| it.index != leaf.index && !it.certificate.is_ca()).collect();
    if others.is_empty() {
        return None;
    }
    let why = if facts.has_key(leaf) { "its private key is in the file" } else { "it comes first" };
    let message = format!("The file also holds {}; this certificate was taken because {why}.", name_all(others));
    Some(SEVERAL_LEAVES.finding(leaf.subject(), message))
}

const LEAF_IS_CA: Rule = Rule {
    code: "contents.leaf-is-ca",
    severity: Severity::Warning,
    basis: Basis::Library,
    certainty: Certainty::Decided,
    asks: Text { en: "A TLS server certificate is not a CA certificate." },
    remedy: Text { en: "Upload the certificate that was issued for the Sentry, not that of its CA." },
    reference: "RFC 5280 section 4.2.1.9",
};

fn leaf_is_ca(facts: &Facts<'_>) -> Option<Finding> {
    let leaf = facts.leaf()?;
    (facts.context.purpose == Purpose::TlsServer && leaf.certificate.is_ca())
        .then(|| LEAF_IS_CA.finding(leaf.subject(), "The certificate is a CA certificate."))
}

const WRONG_ORDER: Rule = Rule {
    code: "contents.wrong-order",
    severity: Severity::Warning,
    basis: Basis::Library,
    certainty: Certainty::Decided,
    asks: Text { en: "The certificates of the chain stand in the file from the leaf up." },
    remedy: Text { en: "Put the leaf first, then each certificate followed by its issuer." },
    reference: "RFC 5246 section 7.4.2",
};

/// PKCS#7 keeps its certificates in a set, which has no order.
fn wrong_order(facts: &Facts<'_>) -> Option<Finding> {
    let leaf = facts.leaf()?;
    let order: Vec<usize> = facts.chain.iter().map(|it| it.index).collect();
    if facts.bundle.format() == Format::Pkcs7 || order.is_sorted() {
        return None;
    }
    let order = order.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
    Some(WRONG_ORDER.finding(leaf.subject(), format!("The chain is out of order; from the leaf up it is {order}.")))
}

const UNRELATED: Rule = Rule {
    code: "contents.unrelated",
    severity: Severity::Warning,
    basis: Basis::Library,
    certainty: Certainty::Decided,
    asks: Text { en: "Every CA certificate in the file stands above the leaf." },
    remedy: Text { en: "Leave the certificate out; check that it was not meant to be another one." },
    reference: "RFC 5246 section 7.4.2",
};

/// Where the chain is broken, nothing can be said of what belongs to it.
fn unrelated(facts: &Facts<'_>) -> Vec<Finding> {
    let is_whole = facts.ends_in_root || facts.other_roots.is_empty() && facts.chain.len() > 1;
    let candidates = facts.unique.iter().filter(|it| is_whole && it.certificate.is_ca());
    candidates
        .filter(|it| !facts.is_above(it.certificate) && !facts.chain.iter().any(|on_chain| on_chain.index == it.index))
        .map(|it| UNRELATED.finding(it.subject(), "The CA certificate stands on no chain of the leaf."))
        .collect()
}

const NOT_TAKEN: Rule = Rule {
    code: "contents.not-taken",
    severity: Severity::Warning,
    basis: Basis::Library,
    certainty: Certainty::Certain,
    asks: Text { en: "Everything in the file is a certificate or its private key." },
    remedy: Text { en: "Check that nothing that matters was left out, and export the file again without this part." },
    reference: "Bundle::dropped",
};

fn not_taken(facts: &Facts<'_>) -> Vec<Finding> {
    let dropped = facts.bundle.dropped().iter();
    dropped
        .map(|part| {
            let subject = Subject::Block { what: part.what.clone() };
            NOT_TAKEN.finding(subject, format!("Not taken from the file: {} ({}).", part.what, part.reason))
        })
        .collect()
}

const WEAK_ENCRYPTION: Rule = Rule {
    code: "contents.weak-encryption",
    severity: Severity::Warning,
    basis: Basis::Library,
    certainty: Certainty::Decided,
    asks: Text { en: "The private key and the integrity of a PKCS#12 file are protected by AES and SHA-2." },
    remedy: Text { en: "Export the file again with AES-256 and SHA-256, and choose a new password." },
    reference: "RFC 7292 appendix C; RFC 8018 appendix B",
};

fn weak_encryption(facts: &Facts<'_>) -> Option<Finding> {
    let bundle = facts.bundle;
    let encryption = bundle.encryption();
    let stored = [
        ("the certificates are encrypted with", &encryption.certs),
        ("the private key is encrypted with", &encryption.key),
    ];
    let mut weak: Vec<String> = stored
        .iter()
        .filter_map(|(what, scheme)| scheme.as_deref().filter(|it| is_weak_cipher(it)).map(|it| format!("{what} {it}")))
        .collect();
    if bundle.format() == Format::Pkcs12 {
        if bundle.key_is_in_the_clear() {
            weak.push("the private key is not encrypted".to_owned());
        }
        match bundle.mac() {
            None => weak.push("nothing protects the file from changes".to_owned()),
            Some(mac @ ("HMAC-MD5" | "HMAC-SHA1")) => weak.push(format!("the file is protected by {mac}")),
            Some(_) => {}
        }
    }
    (!weak.is_empty())
        .then(|| WEAK_ENCRYPTION.finding(Subject::File, format!("The file is weakly protected: {}.", weak.join("; "))))
}

/// RC2, RC4 and DES in all their forms, and everything under the PKCS#12 and PKCS#5 v1 derivations, which rest on
/// SHA-1 or MD5.
fn is_weak_cipher(scheme: &str) -> bool {
    scheme.starts_with("PBE-") || ["DES", "RC2", "RC4"].iter().any(|cipher| scheme.contains(cipher))
}

const DUPLICATE: Rule = Rule {
    code: "contents.duplicate",
    severity: Severity::Info,
    basis: Basis::Library,
    certainty: Certainty::Decided,
    asks: Text { en: "Every certificate stands in the file once." },
    remedy: Text { en: "Leave the second copy out; it does no harm." },
    reference: "Bundle::certificates",
};

fn duplicates(facts: &Facts<'_>) -> Vec<Finding> {
    let stored = facts.bundle.certificates().iter().enumerate();
    stored
        .filter(|(index, _)| !facts.unique.iter().any(|it| it.index == *index))
        .map(|(index, stored)| {
            let copy = Indexed { index, certificate: stored.item() };
            DUPLICATE.finding(copy.subject(), "The same certificate stands earlier in the file.")
        })
        .collect()
}

const ROOT_INCLUDED: Rule = Rule {
    code: "contents.root-included",
    severity: Severity::Info,
    basis: Basis::Library,
    certainty: Certainty::Decided,
    asks: Text { en: "The root need not be sent to devices." },
    remedy: Text { en: "Nothing to do: the console asks for the root, and devices that have it ignore it." },
    reference: "RFC 5246 section 7.4.2",
};

fn root_included(facts: &Facts<'_>) -> Option<Finding> {
    let root = facts.chain.last()?;
    (facts.chain.len() > 1 && facts.ends_in_root)
        .then(|| ROOT_INCLUDED.finding(root.subject(), "The file holds the root of the chain."))
}

const SUMMARY: Rule = Rule {
    code: "contents.summary",
    severity: Severity::Info,
    basis: Basis::Library,
    certainty: Certainty::Certain,
    asks: Text { en: "What the file is about." },
    remedy: Text { en: "Check that this is the certificate you mean." },
    reference: "RFC 5280 section 4.1.2",
};

fn summary(facts: &Facts<'_>) -> Option<Finding> {
    let leaf = facts.leaf()?;
    let days = leaf.certificate.not_after().map(|end| (end - facts.at).num_days()).filter(|days| *days >= 0);
    let left = days.map_or_else(|| "no day left".to_owned(), |days| format!("{days} days left"));
    let count = facts.chain.len();
    let message = format!(
        "{} with an {} key, {left}, in a chain of {count} {}.",
        leaf.certificate.subject_or_names(),
        leaf.certificate.key_type(),
        if count == 1 { "certificate" } else { "certificates" },
    );
    Some(SUMMARY.finding(leaf.subject(), message))
}

/// `certificate 3 (CN=a) and certificate 4 (CN=b)`.
fn name_all(certificates: Vec<&Indexed<'_>>) -> String {
    let names: Vec<String> = certificates
        .iter()
        .map(|it| format!("certificate {} ({})", it.index, it.certificate.subject_or_names()))
        .collect();
    names.join(" and ")
}
