//! What is in the file besides a leaf and its chain, and how it is stored.

use super::facts::{Facts, certificate_at};
use super::store::Store;
use crate::certificate::KeyType;
use crate::container::Format;
use crate::message::{And, Clauses, Count, Days, Message, Noun, Text, message};
use crate::report::{Certainty, Finding, Rule, Severity, Subject};
use crate::upload::indexed::Indexed;

/// All of them are the library's own.
pub(super) const RULES: &[&Rule] = &[
    &NO_CERTIFICATE,
    &SEVERAL_LEAVES,
    &LEAF_IS_CA,
    &WRONG_ORDER,
    &UNRELATED,
    &NOT_TAKEN,
    &WEAK_ENCRYPTION,
    &DUPLICATE,
    &ROOT_INCLUDED,
    &SUMMARY,
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

static NO_CERTIFICATE: Rule = Rule {
    code: "contents.no-certificate",
    asks: Text { en: "The file holds a certificate." },
    remedy: Text { en: "Export the certificate together with its private key." },
    ..Rule::library("Bundle::certificates")
};

message! {
    fn nothing_held() {
        en: "The file holds no certificate.",
    }
}

fn no_certificate(facts: &Facts<'_>) -> Option<Finding> {
    facts.question.unique.is_empty().then(|| NO_CERTIFICATE.finding(Subject::File, nothing_held()))
}

static SEVERAL_LEAVES: Rule = Rule {
    code: "contents.several-leaves",
    severity: Severity::Warning,
    asks: Text { en: "The file holds one certificate that is not a CA certificate." },
    remedy: Text {
        en: "Upload a file with one certificate and its chain; use the second certificate of the profile for a spare.",
    },
    ..Rule::library("Bundle::key_owner")
};

message! {
    fn leaf_has_key(others: And<Message>) {
        en: "The file also holds {others}; this certificate was taken because its private key is in the file.",
    }
    fn leaf_comes_first(others: And<Message>) {
        en: "The file also holds {others}; this certificate was taken because it comes first.",
    }
}

fn several_leaves(facts: &Facts<'_>) -> Option<Finding> {
    let leaf = facts.leaf()?;
    let others = facts.question.unique.iter().filter(|it| it.index != leaf.index && !it.certificate.is_ca());
    let others: Vec<Message> = others.map(|it| certificate_at(it.index, it.certificate.subject_or_names())).collect();
    if others.is_empty() {
        return None;
    }
    let others = And(others);
    let message = if facts.question.has_key(leaf) { leaf_has_key(others) } else { leaf_comes_first(others) };
    Some(SEVERAL_LEAVES.finding(leaf.subject(), message))
}

static LEAF_IS_CA: Rule = Rule {
    code: "contents.leaf-is-ca",
    severity: Severity::Warning,
    asks: Text { en: "A TLS server certificate is not a CA certificate." },
    remedy: Text { en: "Upload the certificate that was issued for the Sentry, not that of its CA." },
    ..Rule::library("RFC 5280 section 4.2.1.9")
};

message! {
    fn ca_certificate() {
        en: "The certificate is a CA certificate.",
    }
}

fn leaf_is_ca(facts: &Facts<'_>) -> Option<Finding> {
    let leaf = facts.leaf()?;
    (facts.question.options.store == Store::TlsServer && leaf.certificate.is_ca())
        .then(|| LEAF_IS_CA.finding(leaf.subject(), ca_certificate()))
}

static WRONG_ORDER: Rule = Rule {
    code: "contents.wrong-order",
    severity: Severity::Warning,
    asks: Text { en: "The certificates of the chain stand in the file from the leaf up." },
    remedy: Text { en: "Put the leaf first, then each certificate followed by its issuer." },
    ..Rule::library("RFC 5246 section 7.4.2")
};

message! {
    fn out_of_order(order: Vec<usize>) {
        en: "The chain is out of order; from the leaf up it is {order}.",
    }
}

/// PKCS#7 keeps its certificates in a set, which has no order.
fn wrong_order(facts: &Facts<'_>) -> Option<Finding> {
    let leaf = facts.leaf()?;
    let order: Vec<usize> = facts.chain.iter().map(|it| it.index).collect();
    if facts.question.bundle.format() == Format::Pkcs7 || order.is_sorted() {
        return None;
    }
    Some(WRONG_ORDER.finding(leaf.subject(), out_of_order(order)))
}

static UNRELATED: Rule = Rule {
    code: "contents.unrelated",
    severity: Severity::Warning,
    asks: Text { en: "Every CA certificate in the file stands above the leaf." },
    remedy: Text { en: "Leave the certificate out; check that it was not meant to be another one." },
    ..Rule::library("RFC 5246 section 7.4.2")
};

message! {
    fn on_no_chain() {
        en: "The CA certificate stands on no chain of the leaf.",
    }
}

/// Where the chain is broken, nothing can be said of what belongs to it.
fn unrelated(facts: &Facts<'_>) -> Vec<Finding> {
    let is_whole = facts.ends_in_root || facts.other_roots.is_empty() && facts.chain.len() > 1;
    let candidates = facts.question.unique.iter().filter(|it| is_whole && it.certificate.is_ca());
    candidates
        .filter(|it| !facts.is_above(it.certificate) && !facts.chain.iter().any(|on_chain| on_chain.index == it.index))
        .map(|it| UNRELATED.finding(it.subject(), on_no_chain()))
        .collect()
}

static NOT_TAKEN: Rule = Rule {
    code: "contents.not-taken",
    severity: Severity::Warning,
    certainty: Certainty::Certain,
    asks: Text { en: "Everything in the file is a certificate or its private key." },
    remedy: Text { en: "Check that nothing that matters was left out, and export the file again without this part." },
    ..Rule::library("Bundle::dropped")
};

message! {
    /// The parts and the reasons are those of [`Bundle::dropped`](crate::Bundle::dropped).
    fn left_out(what: Message, reason: Message) {
        en: "Not taken from the file: {what} ({reason}).",
    }
}

fn not_taken(facts: &Facts<'_>) -> Vec<Finding> {
    let dropped = facts.question.bundle.dropped().iter();
    dropped
        .map(|part| {
            let subject = Subject::Block { what: part.what.to_string() };
            NOT_TAKEN.finding(subject, left_out(part.what.clone(), part.reason.clone()))
        })
        .collect()
}

static WEAK_ENCRYPTION: Rule = Rule {
    code: "contents.weak-encryption",
    severity: Severity::Warning,
    asks: Text { en: "The private key and the integrity of a PKCS#12 file are protected by AES and SHA-2." },
    remedy: Text { en: "Export the file again with AES-256 and SHA-256, and choose a new password." },
    ..Rule::library("RFC 7292 appendix C; RFC 8018 appendix B")
};

message! {
    /// Each clause may come alone or with the others.
    fn weakly_protected(why: Clauses) {
        en: "The file is weakly protected: {why}.",
    }
    fn certificates_encrypted_with(scheme: &str) {
        en: "the certificates are encrypted with {scheme}",
    }
    fn key_encrypted_with(scheme: &str) {
        en: "the private key is encrypted with {scheme}",
    }
    fn key_in_the_clear() {
        en: "the private key is not encrypted",
    }
    fn no_mac() {
        en: "nothing protects the file from changes",
    }
    fn weak_mac(mac: &str) {
        en: "the file is protected by {mac}",
    }
}

fn weak_encryption(facts: &Facts<'_>) -> Option<Finding> {
    let bundle = facts.question.bundle;
    let encryption = bundle.encryption();
    let weak_cipher = |scheme: &'_ Option<String>| scheme.as_deref().filter(|it| is_weak_cipher(it)).map(str::to_owned);
    let certificates = weak_cipher(&encryption.certs).map(|it| certificates_encrypted_with(&it));
    let key = weak_cipher(&encryption.key).map(|it| key_encrypted_with(&it));
    let mut weak: Vec<Message> = certificates.into_iter().chain(key).collect();
    if bundle.format() == Format::Pkcs12 {
        if bundle.key_is_in_the_clear() {
            weak.push(key_in_the_clear());
        }
        match bundle.mac() {
            None => weak.push(no_mac()),
            Some(mac @ ("HMAC-MD5" | "HMAC-SHA1")) => weak.push(weak_mac(mac)),
            Some(_) => {}
        }
    }
    (!weak.is_empty()).then(|| WEAK_ENCRYPTION.finding(Subject::File, weakly_protected(Clauses(weak))))
}

/// RC2, RC4 and DES in all their forms, and everything under the PKCS#12 and PKCS#5 v1 derivations, which rest on
/// SHA-1 or MD5.
fn is_weak_cipher(scheme: &str) -> bool {
    scheme.starts_with("PBE-") || ["DES", "RC2", "RC4"].iter().any(|cipher| scheme.contains(cipher))
}

static DUPLICATE: Rule = Rule {
    code: "contents.duplicate",
    severity: Severity::Info,
    asks: Text { en: "Every certificate stands in the file once." },
    remedy: Text { en: "Leave the second copy out; it does no harm." },
    ..Rule::library("Bundle::certificates")
};

message! {
    fn stands_earlier() {
        en: "The same certificate stands earlier in the file.",
    }
}

fn duplicates(facts: &Facts<'_>) -> Vec<Finding> {
    let stored = facts.question.bundle.certificates().iter().enumerate();
    stored
        .filter(|(index, _)| !facts.question.unique.iter().any(|it| it.index == *index))
        .map(|(index, stored)| {
            let copy = Indexed { index, certificate: stored.item() };
            DUPLICATE.finding(copy.subject(), stands_earlier())
        })
        .collect()
}

static ROOT_INCLUDED: Rule = Rule {
    code: "contents.root-included",
    severity: Severity::Info,
    asks: Text { en: "The root need not be sent to devices." },
    remedy: Text { en: "Nothing to do: the console asks for the root, and devices that have it ignore it." },
    ..Rule::library("RFC 5246 section 7.4.2")
};

message! {
    fn root_held() {
        en: "The file holds the root of the chain.",
    }
}

fn root_included(facts: &Facts<'_>) -> Option<Finding> {
    let root = facts.chain.last()?;
    (facts.chain.len() > 1 && facts.ends_in_root).then(|| ROOT_INCLUDED.finding(root.subject(), root_held()))
}

static SUMMARY: Rule = Rule {
    code: "contents.summary",
    severity: Severity::Info,
    certainty: Certainty::Certain,
    asks: Text { en: "What the file is about." },
    remedy: Text { en: "Check that this is the certificate you mean." },
    ..Rule::library("RFC 5280 section 4.1.2")
};

static CERTIFICATES: Noun = Noun { one: Text { en: "certificate" }, many: Text { en: "certificates" } };

message! {
    fn summary_of_valid(name: String, key: &KeyType, left: Days, certificates: Count<usize>) {
        en: "{name} with an {key} key, {left} left, in a chain of {certificates}.",
    }
    fn summary_of_expired(name: String, key: &KeyType, certificates: Count<usize>) {
        en: "{name} with an {key} key, no day left, in a chain of {certificates}.",
    }
}

fn summary(facts: &Facts<'_>) -> Option<Finding> {
    let leaf = facts.leaf()?;
    let days = leaf.certificate.not_after().map(|end| (end - facts.question.at).num_days()).filter(|days| *days >= 0);
    let (name, key) = (leaf.certificate.subject_or_names(), leaf.certificate.key_type());
    let certificates = Count(facts.chain.len(), &CERTIFICATES);
    let message = match days {
        Some(days) => summary_of_valid(name, &key, Days(days), certificates),
        None => summary_of_expired(name, &key, certificates),
    };
    Some(SUMMARY.finding(leaf.subject(), message))
}
