//! For tests of profile rows: one flawless certificate for each place on a path, and the rows that a flawed one breaks.

use crate::Certificate;
use crate::certificate::test_der::{Draft, UTF8, dns, name, sequence, tlv};
use crate::path::in_path::{InPath, Position, ProfileRule};

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

/// The codes of the rows that the certificate breaks in this place.
pub(super) fn breaches(rows: &[&[&'static ProfileRule]], position: Position, draft: Draft) -> Vec<&'static str> {
    let certificate = draft.finish();
    let issuer: Certificate = anchor().key(P256, &[5; 65]).finish();
    let in_path = InPath {
        certificate: &certificate,
        position,
        is_self_issued: certificate.is_self_issued(),
        issuer: (position != Position::Anchor).then_some(&issuer),
    };
    rows.iter().copied().flatten().filter(|row| (row.breach)(&in_path).is_some()).map(|row| row.rule.code).collect()
}

/// Every row has text and a code of its own, and a flawed certificate among the cases.
pub(super) fn check_rows(rows: &[&[&'static ProfileRule]], cases: &[(&'static str, Position, Draft)]) {
    let mut seen = std::collections::BTreeSet::new();
    for row in rows.iter().copied().flatten() {
        let rule = row.rule;
        assert!(seen.insert(rule.code), "{} stands twice", rule.code);
        for text in [rule.asks.en, rule.remedy.en] {
            assert!(text.ends_with('.'), "{}: {text:?}", rule.code);
        }
        assert!(rule.reference.contains("section"), "{}", rule.code);
        assert!(cases.iter().any(|(code, ..)| *code == rule.code), "{} has no case", rule.code);
    }
}
