//! For tests of profile rows: one flawless certificate for each place on a path, and the rows that a flawed one breaks.

use std::collections::BTreeSet;

use crate::Certificate;
use crate::certificate::test_der::{Draft, UTF8, dns, name, sequence, tlv};
use crate::path::in_path::{InPath, Outcome, Position, ProfileRule};

pub(super) const P256: &[u8] = b"\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07";

/// A server's certificate.
pub(super) fn leaf() -> Draft {
    Draft::new(&[])
        .subject(common_name("a.example.com"))
        .key(P256, &[4; 65])
        .extension(35, false, &sequence(&[&tlv(0x80, b"ca")]))
        .extension(15, true, &tlv(3, &[7, 0x80]))
        .extension(37, false, &sequence(&[&tlv(6, &[0x2b, 6, 1, 5, 5, 7, 3, 1])]))
        .alternative_names(&[dns("a.example.com")])
}

/// An intermediate CA.
pub(super) fn ca() -> Draft {
    anchor().subject(common_name("CA")).extension(35, false, &sequence(&[&tlv(0x80, b"root")]))
}

/// A root.
pub(super) fn anchor() -> Draft {
    Draft::new(&["Issuer"])
        .key(P256, &[4; 65])
        .extension(14, false, &tlv(4, b"key"))
        .extension(15, true, &tlv(3, &[1, 0x06]))
        .extension(19, true, &sequence(&[&[1, 1, 0xff]]))
}

pub(super) fn common_name(text: &str) -> Vec<u8> {
    name(&[&[(&[0x55, 4, 3], UTF8, text.as_bytes())]])
}

/// What each of the rows says of the certificate in this place.
fn outcomes(rows: &[&[&'static ProfileRule]], position: Position, draft: Draft) -> Vec<(&'static str, Outcome)> {
    let certificate = draft.finish();
    let issuer: Certificate = anchor().key(P256, &[5; 65]).finish();
    let in_path = InPath {
        certificate: &certificate,
        position,
        is_self_issued: certificate.is_self_issued(),
        issuer: (position != Position::Anchor).then_some(&issuer),
    };
    rows.iter().copied().flatten().map(|row| (row.rule.code, row.check(&in_path))).collect()
}

/// The codes of the rows that the certificate breaks in this place.
pub(super) fn breaches(rows: &[&[&'static ProfileRule]], position: Position, draft: Draft) -> Vec<&'static str> {
    let outcomes = outcomes(rows, position, draft).into_iter();
    outcomes.filter(|(_, outcome)| matches!(outcome, Outcome::Breach(_))).map(|(code, _)| code).collect()
}

/// Every row has text and a code of its own, a flawed certificate among the cases, and a flawless one that passes it.
pub(super) fn check_rows(
    rows: &[&[&'static ProfileRule]],
    flawed: &[(&'static str, Position, Draft)],
    flawless: Vec<(Position, Draft)>,
) {
    let outcomes = flawless.into_iter().flat_map(|(position, draft)| outcomes(rows, position, draft));
    let passed: BTreeSet<&str> =
        outcomes.filter(|(_, outcome)| *outcome == Outcome::Pass).map(|(code, _)| code).collect();
    let mut seen = BTreeSet::new();
    for row in rows.iter().copied().flatten() {
        let rule = row.rule;
        assert!(seen.insert(rule.code), "{} stands twice", rule.code);
        for text in [rule.asks.en, rule.remedy.en] {
            assert!(text.ends_with('.'), "{}: {text:?}", rule.code);
        }
        assert!(rule.reference.contains("section"), "{}", rule.code);
        assert!(flawed.iter().any(|(code, ..)| *code == rule.code), "{} has no flawed certificate", rule.code);
        assert!(passed.contains(rule.code), "{} is passed by no certificate that it is about", rule.code);
    }
}
