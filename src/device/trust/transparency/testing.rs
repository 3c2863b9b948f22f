//! Logs, SCTs and certificates for tests, from fixed keys. What is signed is put together here by hand, and not by the
//! code that is tested.

use p256::ecdsa::signature::Signer;
use p256::ecdsa::{DerSignature, SigningKey};
use sha2::{Digest, Sha256};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};

use super::log_list::LogList;
use crate::Certificate;
use crate::certificate::test_der::{organizations, sequence, tlv};

pub(super) const SCT_LIST: &[u8] = &[0x2b, 0x06, 0x01, 0x04, 0x01, 0xd6, 0x79, 0x02, 0x04, 0x02];

/// The key of a log or a CA. The same number gives the same key.
pub(super) struct Key {
    signer: SigningKey,
    pub(super) spki: Vec<u8>,
    pub(super) id: [u8; 32],
}

impl Key {
    pub(super) fn new(number: u8) -> Self {
        let mut seed = [0x5a; 32];
        seed[0] = number;
        let signer = SigningKey::from_slice(&seed).unwrap();
        let algorithm = sequence(&[
            &tlv(6, &[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1]),
            &tlv(6, &[0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7]),
        ]);
        let point = signer.verifying_key().to_sec1_point(false);
        let spki = sequence(&[&algorithm, &tlv(3, &[&[0], point.as_bytes()].concat())]);
        let id = Sha256::digest(&spki).into();
        Self { signer, spki, id }
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        let signature: DerSignature = self.signer.sign(message);
        signature.as_bytes().to_vec()
    }

    /// The log as JSON, with more fields if there are any.
    pub(super) fn json(&self, name: &str, state: &str, more: &str) -> String {
        let (id, key) = (STANDARD.encode(self.id), STANDARD.encode(&self.spki));
        format!(r#"{{"description":"{name}","log_id":"{id}","key":"{key}","mmd":86400,"state":{state}{more}}}"#)
    }
}

/// A list of one operator with these logs.
pub(super) fn list(logs: &[String]) -> LogList {
    let json = format!(r#"{{"operators":[{{"name":"Operator","logs":[{}]}}]}}"#, logs.join(","));
    LogList::from_json(json.as_bytes()).unwrap()
}

/// An SCT before it is signed.
#[derive(Clone, Debug)]
pub(super) struct Stamp {
    pub(super) milliseconds: u64,
    pub(super) extensions: Vec<u8>,
    pub(super) version: u8,
    pub(super) algorithm: [u8; 2],
}

impl Stamp {
    pub(super) fn at(time: DateTime<Utc>) -> Self {
        Self {
            milliseconds: u64::try_from(time.timestamp_millis()).unwrap(),
            extensions: Vec::new(),
            version: 0,
            algorithm: [4, 3],
        }
    }

    /// An SCT over the certificate itself.
    pub(super) fn over_certificate(&self, log: &Key, leaf: &Certificate) -> Vec<u8> {
        self.signed(log, &[&[0, 0], &uint24(leaf.der().len())[..], leaf.der()].concat())
    }

    /// An SCT over a TBSCertificate.
    pub(super) fn over_precertificate(&self, log: &Key, issuer_spki: &[u8], tbs: &[u8]) -> Vec<u8> {
        let issuer: [u8; 32] = Sha256::digest(issuer_spki).into();
        self.signed(log, &[&[0, 1], &issuer[..], &uint24(tbs.len()), tbs].concat())
    }

    /// `entry` is the type of the entry, and the entry.
    fn signed(&self, log: &Key, entry: &[u8]) -> Vec<u8> {
        let time = self.milliseconds.to_be_bytes();
        let extensions = opaque16(&self.extensions);
        let signature = log.sign(&[&[self.version, 0], &time[..], entry, &extensions].concat());
        [&[self.version], &log.id[..], &time, &extensions, &self.algorithm, &opaque16(&signature)].concat()
    }
}

fn uint24(length: usize) -> [u8; 3] {
    let [_, length @ ..] = u32::try_from(length).unwrap().to_be_bytes();
    length
}

pub(super) fn opaque16(content: &[u8]) -> Vec<u8> {
    [&u16::try_from(content.len()).unwrap().to_be_bytes(), content].concat()
}

/// A SignedCertificateTimestampList.
pub(super) fn sct_list(scts: &[Vec<u8>]) -> Vec<u8> {
    let scts: Vec<Vec<u8>> = scts.iter().map(|sct| opaque16(sct)).collect();
    opaque16(&scts.concat())
}

/// A certificate before it is signed. Its signature is no real one.
#[derive(Clone, Debug)]
pub(super) struct Template {
    /// `YYYYMMDDHHMMSSZ`.
    pub(super) not_before: &'static str,
    pub(super) not_after: &'static str,
    pub(super) spki: Vec<u8>,
    /// Each in DER.
    pub(super) extensions: Vec<Vec<u8>>,
}

impl Template {
    pub(super) fn new(not_before: &'static str, not_after: &'static str) -> Self {
        let basic_constraints = extension(&[0x55, 0x1d, 19], &sequence(&[]));
        Self { not_before, not_after, spki: Key::new(100).spki, extensions: vec![basic_constraints] }
    }

    pub(super) fn tbs(&self) -> Vec<u8> {
        let time = |text: &str| tlv(0x18, text.as_bytes());
        sequence(&[
            &tlv(0xa0, &tlv(2, &[2])),
            &tlv(2, &[1]),
            &algorithm(),
            &organizations(&["CA"]),
            &sequence(&[&time(self.not_before), &time(self.not_after)]),
            &organizations(&["Server"]),
            &self.spki,
            &tlv(0xa3, &tlv(0x30, &self.extensions.concat())),
        ])
    }

    pub(super) fn with_scts(&self, list: &[u8]) -> Self {
        let mut template = self.clone();
        template.extensions.insert(0, extension(SCT_LIST, &tlv(4, list)));
        template
    }

    pub(super) fn finish(&self) -> Certificate {
        Certificate::from_der(&sequence(&[&self.tbs(), &algorithm(), &tlv(3, &[0, 1])])).unwrap()
    }
}

/// The certificate of a CA with this key.
pub(super) fn issuer(key: &Key) -> Certificate {
    let mut template = Template::new("20100101000000Z", "20400101000000Z");
    template.spki.clone_from(&key.spki);
    template.finish()
}

pub(super) fn extension(oid: &[u8], value: &[u8]) -> Vec<u8> {
    sequence(&[&tlv(6, oid), &tlv(4, value)])
}

pub(super) fn time(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn algorithm() -> Vec<u8> {
    sequence(&[&tlv(6, &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2])])
}
