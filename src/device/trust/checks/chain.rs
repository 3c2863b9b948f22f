//! How certificates hang together: where the path ends and why, key identifiers, and subjects.

use super::examined_path::ExaminedPath;
use crate::device::store::StoreRoot;
use crate::device::trust::key::CheckKey;
use crate::device::trust::pool::Edge;
use crate::device::trust::rule::{AppleRule, Breaches};
use crate::device::trust::signature::RSASSA_PSS;
use crate::message::Text;
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

pub(super) fn check(path: &ExaminedPath<'_>, breaches: &mut Breaches) {
    if !path.has_trusted_anchor() {
        end(path, breaches);
    }
    for index in 0..path.len() {
        let Some(created) = path.created(index) else { continue };
        let issuer_id = path.created(index + 1).and_then(|issuer| issuer.subject_key_id);
        if let (Some(wanted), Some(found)) = (created.authority_key_id, issuer_id)
            && wanted != found
        {
            let message = "The authority key identifier is not the subject key identifier of the issuer.";
            breaches.push(&ID_LINKAGE, index, message);
        }
        if !created.has_subject && (created.is_ca() || !created.alternative_name_is_critical) {
            let message = if created.is_ca() {
                "The CA certificate has no subject."
            } else {
                "The certificate has no subject, and no critical subject alternative name."
            };
            breaches.push(&EMPTY_SUBJECT, index, message);
        }
    }
}

/// Why the path ends where it ends.
fn end(path: &ExaminedPath<'_>, breaches: &mut Breaches) {
    let last = path.len().saturating_sub(1);
    let Some(entry) = path.entry(last).filter(|_| path.missing_root().is_none()) else { return };
    if path.is_self_signed(last) {
        let message = format!("The device does not trust the root {}.", entry.certificate.subject());
        return breaches.push(&ANCHOR, last, message);
    }
    let issuer = entry.certificate.issuer();
    let (row, message) = match namesake(path, last) {
        Namesake::Unsupported if path.created(last).is_some_and(|it| it.signature_algorithm == RSASSA_PSS) => {
            (&PSS, format!("The issuer {issuer} is there, but the certificate is signed with RSASSA-PSS."))
        }
        Namesake::Unsupported => (
            &ALGORITHM,
            format!("The issuer {issuer} is there, but {} is not checked.", entry.certificate.signature_algorithm()),
        ),
        Namesake::Wrong => {
            (&SIGNATURE, format!("The issuer {issuer} is there, but its key did not make the signature."))
        }
        Namesake::OtherStringTypes => (
            &STRING_TYPE,
            format!("The issuer {issuer} is there, but the string types in its name are other ones than here."),
        ),
        Namesake::None => {
            let place = entry.certificate.ca_issuers().next();
            let place = place.map(|uri| format!("; it is published at {}", printable(uri))).unwrap_or_default();
            let in_store = if StoreRoot::has_subject(&issuer) {
                " Apple's store has a root of this name, but the certificate itself is not at hand."
            } else {
                ""
            };
            (&MISSING, format!("The issuer {issuer} is not there{place}.{in_store}"))
        }
    };
    breaches.push(row, last, message);
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
