//! How certificates hang together: where the path ends and why, key identifiers, and subjects.

use super::examined_path::ExaminedPath;
use crate::device::store::StoreRoot;
use crate::device::trust::key::CheckKey;
use crate::device::trust::pool::Edge;
use crate::device::trust::rule::{AppleRule, Breaches};
use crate::device::trust::signature::RSASSA_PSS;
use crate::message::{Message, Text, message};
use crate::printable::printable;
use crate::report::Rule;

pub(super) const RULES: &[&AppleRule] =
    &[&ANCHOR, &MISSING, &STRING_TYPE, &SIGNATURE, &PSS, &ALGORITHM, &ID_LINKAGE, &EMPTY_SUBJECT];

pub(super) static ANCHOR: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.chain.anchor-not-trusted",
        asks: Text { en: "The path ends in a root that the device trusts." },
        remedy: Text {
            en: "Distribute this root to the devices, or have the certificate issued by a CA that they trust.",
        },
        ..Rule::apple_source("apple-oss-distributions/Security, SecPolicyCheckBasicCertificateProcessing")
    },
    key: Some(CheckKey::AnchorTrusted),
    scope: Text { en: "the last certificate, if it is self-signed; all anchors" },
    ..AppleRule::BASE
};
pub(super) static MISSING: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.chain.missing-issuer",
        asks: Text { en: "The issuer of every certificate is there, up to a root that the device trusts." },
        remedy: Text { en: "Add the missing CA certificate to the chain that the server sends." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecPolicyCheckBasicCertificateProcessing")
    },
    key: Some(CheckKey::MissingIntermediate),
    scope: Text { en: "the last certificate, if it is not self-signed; all anchors" },
    ..AppleRule::BASE
};
pub(super) static STRING_TYPE: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.chain.string-type-mismatch",
        asks: Text {
            en: "The issuer's name stands in a certificate with the string types that the issuer's own certificate has: PrintableString and UTF8String never match.",
        },
        remedy: Text {
            en: "Have the certificate issued again by software that copies the name of the CA as it is encoded.",
        },
        ..Rule::apple_source("apple-oss-distributions/Security, createNormalizedX501Name")
    },
    key: Some(CheckKey::MissingIntermediate),
    scope: Text { en: "the last certificate, if it is not self-signed; all anchors" },
    ..AppleRule::BASE
};
pub(super) static SIGNATURE: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.chain.signature",
        asks: Text {
            en: "The signature of each certificate was made by the key of its issuer, and both statements of its algorithm agree.",
        },
        remedy: Text { en: "Use the certificate of the issuer that belongs to the key that signed." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecCertificateIsSignedBy")
    },
    key: Some(CheckKey::MissingIntermediate),
    scope: Text { en: "every signature below the anchor; all anchors" },
    ..AppleRule::BASE
};
pub(super) static PSS: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.sig.unsupported-pss",
        asks: Text { en: "No certificate is signed with RSASSA-PSS, which Apple's trust evaluation does not check." },
        remedy: Text { en: "Have the certificate issued again with sha256WithRSAEncryption or ecdsa-with-SHA256." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecSignatureVerificationSupport.c")
    },
    key: Some(CheckKey::MissingIntermediate),
    scope: Text { en: "every signature below the anchor; all anchors" },
    ..AppleRule::BASE
};
pub(super) static ALGORITHM: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.sig.unsupported",
        asks: Text {
            en: "Every signature is RSA PKCS #1 v1.5 or ECDSA, or since iOS 17 Ed25519 or Ed448, with a hash that Apple knows.",
        },
        remedy: Text { en: "Have the certificate issued again with sha256WithRSAEncryption or ecdsa-with-SHA256." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecSignatureVerificationSupport.c")
    },
    key: Some(CheckKey::MissingIntermediate),
    scope: Text { en: "every signature below the anchor; all anchors" },
    ..AppleRule::BASE
};
pub(super) static ID_LINKAGE: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.chain.id-linkage",
        asks: Text {
            en: "The key identifier in the authority key identifier is the subject key identifier of the issuer, where both are there.",
        },
        remedy: Text {
            en: "Have the certificate issued again with the issuer's key identifier, or leave the extension out.",
        },
        ..Rule::apple_source("apple-oss-distributions/Security, SecPolicyCheckIdLinkage")
    },
    key: Some(CheckKey::IdLinkage),
    scope: Text { en: "every certificate but the last; all anchors" },
    ..AppleRule::BASE
};
pub(super) static EMPTY_SUBJECT: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.name.empty-subject",
        asks: Text { en: "A certificate without a subject is no CA's, and has a critical subject alternative name." },
        remedy: Text {
            en: "Have the certificate issued again with a subject, or with a critical subject alternative name.",
        },
        ..Rule::apple_source("apple-oss-distributions/Security, SecPolicyCheckCertNonEmptySubject")
    },
    key: Some(CheckKey::NonEmptySubject),
    scope: Text { en: "every certificate, the root included; all anchors" },
    ..AppleRule::BASE
};

message! {
    fn not_trusted(root: String) {
        en: "The device does not trust the root {root}.",
    }
    fn not_there(issuer: &str) {
        en: "The issuer {issuer} is not there.",
    }
    fn not_there_but_published(issuer: &str, uri: String) {
        en: "The issuer {issuer} is not there; it is published at {uri}.",
    }
    /// After [`not_there`] or [`not_there_but_published`], as a sentence of its own.
    fn named_in_store(before: Message) {
        en: "{before} Apple's store has a root of this name, but the certificate itself is not at hand.",
    }
    fn other_string_types(issuer: &str) {
        en: "The issuer {issuer} is there, but the string types in its name are other ones than here.",
    }
    fn other_key(issuer: &str) {
        en: "The issuer {issuer} is there, but its key did not make the signature.",
    }
    fn signed_with_pss(issuer: &str) {
        en: "The issuer {issuer} is there, but the certificate is signed with RSASSA-PSS.",
    }
    fn not_checked(issuer: &str, algorithm: String) {
        en: "The issuer {issuer} is there, but {algorithm} is not checked.",
    }
    fn other_key_id() {
        en: "The authority key identifier is not the subject key identifier of the issuer.",
    }
    fn ca_without_subject() {
        en: "The CA certificate has no subject.",
    }
    fn no_subject() {
        en: "The certificate has no subject, and no critical subject alternative name.",
    }
}

pub(super) fn check(path: &ExaminedPath<'_>, breaches: &mut Breaches) {
    if !path.has_trusted_anchor() {
        end(path, breaches);
    }
    for index in 0..path.len() {
        let Some(created) = path.created(index) else { continue };
        let issuer_id = path.created(index + 1).and_then(|issuer| issuer.subject_key_id);
        if created.authority_key_id.zip(issuer_id).is_some_and(|(wanted, found)| wanted != found) {
            breaches.push(&ID_LINKAGE, index, other_key_id());
        }
        if !created.has_subject && (created.is_ca() || !created.alternative_name_is_critical) {
            let message = if created.is_ca() { ca_without_subject() } else { no_subject() };
            breaches.push(&EMPTY_SUBJECT, index, message);
        }
    }
}

/// Why the path ends where it ends.
fn end(path: &ExaminedPath<'_>, breaches: &mut Breaches) {
    let last = path.last();
    let Some(entry) = path.entry(last).filter(|_| path.missing_root().is_none()) else { return };
    if path.is_self_signed(last) {
        return breaches.push(&ANCHOR, last, not_trusted(entry.certificate.subject()));
    }
    let issuer = &entry.certificate.issuer();
    let (rule, message) = match namesake(path, last) {
        Namesake::Unsupported if path.created(last).is_some_and(|it| it.signature_algorithm == RSASSA_PSS) => {
            (&PSS, signed_with_pss(issuer))
        }
        Namesake::Unsupported => (&ALGORITHM, not_checked(issuer, entry.certificate.signature_algorithm())),
        Namesake::Wrong => (&SIGNATURE, other_key(issuer)),
        Namesake::OtherStringTypes => (&STRING_TYPE, other_string_types(issuer)),
        Namesake::None => {
            let message = match entry.certificate.ca_issuers().next() {
                Some(uri) => not_there_but_published(issuer, printable(uri)),
                None => not_there(issuer),
            };
            (&MISSING, if StoreRoot::has_subject(issuer) { named_in_store(message) } else { message })
        }
    };
    breaches.push(rule, last, message);
}

/// What keeps a certificate with the issuer's name from being the issuer.
enum Namesake {
    None,
    OtherStringTypes,
    Wrong,
    Unsupported,
}

fn namesake(path: &ExaminedPath<'_>, last: usize) -> Namesake {
    let Some(place) = path.place(last) else { return Namesake::None };
    let edges = || path.pool.namesakes(place).filter_map(|namesake| path.pool.known_edge(namesake, place));
    if edges().any(|edge| edge == Edge::Unsupported) {
        Namesake::Unsupported
    } else if edges().any(|edge| edge == Edge::Wrong) {
        Namesake::Wrong
    } else if path.pool.has_namesake_in_other_types(place) {
        Namesake::OtherStringTypes
    } else {
        Namesake::None
    }
}
