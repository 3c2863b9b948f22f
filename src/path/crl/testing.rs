//! For tests: certificates and CRLs written in a few words, and an engine that says what it is told to.
//!
//! A signature is the key identifier of the signer, so that a test names the key it means.

use std::str::FromStr;

use chrono::{DateTime, Utc};

pub(super) use crate::certificate::test_der::{sequence, tlv, uri};

use super::{Crl, CrlError, CrlOptions, CrlSigners, RevocationStatus, status};
use crate::Certificate;

pub(super) const NULL: &[u8] = &[5, 0];
const ALGORITHM: &[u8] = &[0x2a, 0x03];

pub(super) fn octets(content: &[u8]) -> Vec<u8> {
    tlv(4, content)
}

pub(super) fn oid(content: &[u8]) -> Vec<u8> {
    tlv(6, content)
}

pub(super) fn integer(content: &[u8]) -> Vec<u8> {
    tlv(2, content)
}

/// The extension id-ce `number`.
pub(super) fn extension(number: u8, critical: bool, value: &[u8]) -> Vec<u8> {
    extension_of(&[0x55, 0x1d, number], critical, value)
}

pub(super) fn extension_of(id: &[u8], critical: bool, value: &[u8]) -> Vec<u8> {
    sequence(&[&oid(id), if critical { &[1, 1, 0xff] } else { &[] }, &octets(value)])
}

/// One RDN's attributes: a commonName.
pub(super) fn common_name(text: &str) -> Vec<u8> {
    sequence(&[&oid(&[0x55, 4, 3]), &tlv(0x0c, text.as_bytes())])
}

/// `CN=a,CN=b` as the names of RDNs from the root down, separated by slashes.
pub(super) fn name(path: &str) -> Vec<u8> {
    let rdns: Vec<Vec<u8>> = path.split('/').map(|text| tlv(0x31, &common_name(text))).collect();
    tlv(0x30, &rdns.concat())
}

pub(super) fn directory_name(path: &str) -> Vec<u8> {
    tlv(0xa4, &name(path))
}

/// `[0] DistributionPointName` with a fullName.
pub(super) fn full_name(names: &[&[u8]]) -> Vec<u8> {
    tlv(0xa0, &tlv(0xa0, &names.concat()))
}

/// `[0] DistributionPointName` with a nameRelativeToCRLIssuer.
pub(super) fn relative_name(text: &str) -> Vec<u8> {
    tlv(0xa0, &tlv(0xa1, &common_name(text)))
}

/// ReasonFlags under the tag.
pub(super) fn reasons(tag: u8, bits: &[u32]) -> Vec<u8> {
    let flags = bits.iter().fold(0_u16, |flags, bit| flags | (0x8000 >> bit));
    tlv(tag, &[&[0][..], &flags.to_be_bytes()].concat())
}

pub(super) fn time(text: &str) -> DateTime<Utc> {
    DateTime::from_str(&format!("{text}T00:00:00Z")).unwrap()
}

fn generalized_time(date: &str) -> Vec<u8> {
    tlv(0x18, format!("{}000000Z", date.replace('-', "")).as_bytes())
}

/// A certificate to be.
#[derive(Clone)]
pub(super) struct CertificateSpec {
    pub(super) subject: &'static str,
    pub(super) issuer: &'static str,
    pub(super) serial: Vec<u8>,
    /// Without extensions.
    pub(super) is_v1: bool,
    pub(super) extensions: Vec<Vec<u8>>,
}

impl CertificateSpec {
    /// An end-entity certificate with serial number 5.
    pub(super) fn leaf() -> Self {
        let extensions = vec![authority_key("ca key")];
        Self { subject: "leaf", issuer: "ca", serial: vec![5], is_v1: false, extensions }
    }

    /// A CA certificate with a key.
    pub(super) fn ca(subject: &'static str, key: &str) -> Self {
        let extensions = vec![extension(14, false, &octets(key.as_bytes())), basic_constraints(true)];
        Self { subject, issuer: "root", serial: vec![1], is_v1: false, extensions }
    }

    pub(super) fn with(mut self, extension: Vec<u8>) -> Self {
        self.extensions.push(extension);
        self
    }

    pub(super) fn build(&self) -> Certificate {
        let version = if self.is_v1 { Vec::new() } else { tlv(0xa0, &integer(&[2])) };
        let extensions = self.extensions.concat();
        let extensions = if self.is_v1 { Vec::new() } else { tlv(0xa3, &tlv(0x30, &extensions)) };
        let algorithm = sequence(&[&oid(ALGORITHM), NULL]);
        let tbs = sequence(&[
            &version,
            &integer(&self.serial),
            &algorithm,
            &name(self.issuer),
            &sequence(&[&generalized_time("2020-01-01"), &generalized_time("2040-01-01")]),
            &name(self.subject),
            &sequence(&[&algorithm, &tlv(3, &[0])]),
            &extensions,
        ]);
        Certificate::from_der(&sequence(&[&tbs, &algorithm, &tlv(3, &[0])])).unwrap()
    }
}

pub(super) fn basic_constraints(ca: bool) -> Vec<u8> {
    extension(19, true, &sequence(&[if ca { &[1, 1, 0xff] } else { &[] }]))
}

/// keyUsage with keyCertSign and perhaps cRLSign.
pub(super) fn key_usage(crl_sign: bool) -> Vec<u8> {
    extension(15, true, &tlv(3, if crl_sign { &[1, 0x06] } else { &[2, 0x04] }))
}

pub(super) fn authority_key(key: &str) -> Vec<u8> {
    extension(35, false, &sequence(&[&tlv(0x80, key.as_bytes())]))
}

/// cRLDistributionPoints of these parts of each point.
pub(super) fn distribution_points(points: &[&[&[u8]]]) -> Vec<u8> {
    let points: Vec<Vec<u8>> = points.iter().map(|parts| sequence(parts)).collect();
    extension(31, false, &tlv(0x30, &points.concat()))
}

/// issuingDistributionPoint of these parts.
pub(super) fn issuing_distribution_point(parts: &[&[u8]]) -> Vec<u8> {
    extension(28, true, &sequence(parts))
}

pub(super) fn crl_number(number: u8) -> Vec<u8> {
    extension(20, false, &integer(&[number]))
}

pub(super) fn delta_indicator(base: u8) -> Vec<u8> {
    extension(27, true, &integer(&[base]))
}

/// An entry revoked on 2026-01-02.
pub(super) fn entry(serial: &[u8], extensions: &[&[u8]]) -> Vec<u8> {
    let extensions = if extensions.is_empty() { Vec::new() } else { sequence(extensions) };
    sequence(&[&integer(serial), &generalized_time("2026-01-02"), &extensions])
}

pub(super) fn reason_code(code: u8) -> Vec<u8> {
    extension(21, false, &tlv(0x0a, &[code]))
}

pub(super) fn certificate_issuer(path: &str) -> Vec<u8> {
    extension(29, true, &sequence(&[&directory_name(path)]))
}

/// A CRL to be: by default current in 2026, by `ca`, signed with `ca key`, with nothing on it.
#[derive(Clone)]
pub(super) struct CrlSpec {
    pub(super) issuer: &'static str,
    pub(super) key: &'static str,
    pub(super) version: Vec<u8>,
    pub(super) this_update: &'static str,
    pub(super) next_update: Option<&'static str>,
    /// revokedCertificates, left out if empty.
    pub(super) entries: Vec<Vec<u8>>,
    /// crlExtensions, left out if empty.
    pub(super) extensions: Vec<Vec<u8>>,
    /// Bytes after the last field of tbsCertList.
    pub(super) after_tbs: Vec<u8>,
}

impl Default for CrlSpec {
    fn default() -> Self {
        Self {
            issuer: "ca",
            key: "ca key",
            version: integer(&[1]),
            this_update: "2026-01-01",
            next_update: Some("2026-12-31"),
            entries: Vec::new(),
            extensions: Vec::new(),
            after_tbs: Vec::new(),
        }
    }
}

impl CrlSpec {
    pub(super) fn of(issuer: &'static str, key: &'static str) -> Self {
        Self { issuer, key, ..Self::default() }
    }

    pub(super) fn with(mut self, extension: Vec<u8>) -> Self {
        self.extensions.push(extension);
        self
    }

    pub(super) fn listing(mut self, entry: Vec<u8>) -> Self {
        self.entries.push(entry);
        self
    }

    pub(super) fn der(&self) -> Vec<u8> {
        let algorithm = sequence(&[&oid(ALGORITHM), NULL]);
        let entries = self.entries.concat();
        let extensions = self.extensions.concat();
        let tbs = sequence(&[
            &self.version,
            &algorithm,
            &name(self.issuer),
            &generalized_time(self.this_update),
            &self.next_update.map(generalized_time).unwrap_or_default(),
            &if entries.is_empty() { Vec::new() } else { tlv(0x30, &entries) },
            &if extensions.is_empty() { Vec::new() } else { tlv(0xa0, &tlv(0x30, &extensions)) },
            &self.after_tbs,
        ]);
        sequence(&[&tbs, &algorithm, &tlv(3, &[&[0][..], self.key.as_bytes()].concat())])
    }

    pub(super) fn read(&self) -> Result<Crl, CrlError> {
        Crl::from_der(&self.der())
    }

    pub(super) fn build(&self) -> Crl {
        self.read().unwrap()
    }
}

/// An engine with a pool of certificates.
pub(super) struct Fake {
    pub(super) pool: Vec<Certificate>,
    /// Subjects whose path is not valid.
    pub(super) distrusted: Vec<&'static str>,
    /// The depths that were asked for.
    pub(super) depths: Vec<usize>,
}

impl Fake {
    pub(super) fn with(pool: &[CertificateSpec]) -> Self {
        let pool = pool.iter().map(CertificateSpec::build).collect();
        Self { pool, distrusted: Vec::new(), depths: Vec::new() }
    }

    /// The status of a certificate whose issuer is the first of the pool.
    pub(super) fn status(&mut self, leaf: &CertificateSpec, crls: &[CrlSpec]) -> RevocationStatus {
        self.status_with(leaf, crls, &CrlOptions::default(), "2026-06-01")
    }

    pub(super) fn status_with(
        &mut self,
        leaf: &CertificateSpec,
        crls: &[CrlSpec],
        options: &CrlOptions,
        at: &str,
    ) -> RevocationStatus {
        let crls: Vec<Crl> = crls.iter().map(CrlSpec::build).collect();
        let issuer = self.pool.first().unwrap().clone();
        status(&leaf.build(), &issuer, &crls, options, time(at), self)
    }
}

impl CrlSigners for Fake {
    fn names_match(&self, a: &[u8], b: &[u8]) -> bool {
        a.eq_ignore_ascii_case(b)
    }

    fn candidates(&mut self, subject: &[u8]) -> Vec<Certificate> {
        self.pool.iter().filter(|it| it.raw_subject().eq_ignore_ascii_case(subject)).cloned().collect()
    }

    fn verify(&mut self, signer: &Certificate, crl: &Crl) -> bool {
        signer.subject_key_id() == Some(crl.signature())
    }

    fn path_is_valid(&mut self, signer: &Certificate, depth: usize) -> bool {
        self.depths.push(depth);
        !self.distrusted.iter().any(|subject| signer.raw_subject() == name(subject))
    }
}
