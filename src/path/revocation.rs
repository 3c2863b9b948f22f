//! Asks the CRLs at hand about the certificates of a path.
//!
//! The path of a CRL's signer is evaluated in its turn, one level less deep each time
//! ([`CrlOptions::signer_depth`](super::CrlOptions)).

use chrono::{DateTime, Utc};

use super::candidate::CandidatePath;
use super::crl::{self, Crl, CrlSigners, RevocationReason, RevocationStatus};
use super::evaluator::{Evaluator, RevocationScope};
use super::names::normal_form;
use super::purpose::KeyPurpose;
use super::rule_set::RuleSet;
use crate::message::{Sentences, Text, message};
use crate::report::{Finding, Rule};
use crate::{Certificate, crypto};

/// The rules decided here.
pub(super) const RULES: &[&Rule] = &[&REVOKED, &REVOCATION_UNKNOWN];

static REVOKED: Rule = Rule {
    code: "rfc5280.revoked",
    asks: Text { en: "No certificate is revoked." },
    remedy: Text { en: "Have the certificate issued again with a new key." },
    ..Rule::rfc5280("RFC 5280 section 6.3.3")
};

message! {
    fn revoked(at: DateTime<Utc>) {
        en: "The certificate was revoked on {at}.",
    }
    fn revoked_because(at: DateTime<Utc>, reason: &RevocationReason) {
        en: "The certificate was revoked on {at}, because of {reason}.",
    }
}

static REVOCATION_UNKNOWN: Rule = Rule {
    code: "rfc5280.revocation-unknown",
    asks: Text { en: "CRLs tell the status of every certificate that is asked about." },
    remedy: Text { en: "Get a current CRL of the issuer." },
    ..Rule::rfc5280("RFC 5280 section 6.3.3")
};

message! {
    /// One sentence for each CRL that does not tell, and for what is missing beside them.
    fn unknown(why: Sentences) {
        en: "{why}",
    }
}

impl Evaluator {
    /// What the CRLs at hand say of one certificate and its issuer, whether or not there is a path to an anchor. The
    /// issuer counts as one.
    pub fn revocation_status(
        &self,
        subject: &Certificate,
        issuer: &Certificate,
        others: &[Certificate],
    ) -> RevocationStatus {
        self.status_below(issuer, subject, issuer, others)
    }

    /// The statuses that are asked for, from the leaf up, and a finding for each that is held against the path.
    pub(super) fn check_revocation(
        &self,
        path: &CandidatePath<'_>,
        others: &[Certificate],
        findings: &mut Vec<Finding>,
    ) -> Vec<RevocationStatus> {
        let asked = match self.revocation.scope {
            RevocationScope::Off => 0,
            RevocationScope::Leaf => 1,
            RevocationScope::Chain => path.certificates.len(),
        };
        let Some(anchor) = path.anchor else { return Vec::new() };
        let above = path.certificates.iter().copied().skip(1).chain([anchor]);
        let mut statuses = Vec::new();
        for (index, (subject, issuer)) in path.certificates.iter().zip(above).take(asked).enumerate() {
            let status = self.status_below(&anchor.certificate, &subject.certificate, &issuer.certificate, others);
            match &status {
                RevocationStatus::Revoked { at, reason, .. } => {
                    let message = match reason {
                        Some(reason) => revoked_because(*at, reason),
                        None => revoked(*at),
                    };
                    findings.push(REVOKED.finding(path.subject(index), message));
                }
                RevocationStatus::Unknown { why } if self.revocation.unknown_is_failure => {
                    findings.push(REVOCATION_UNKNOWN.finding(path.subject(index), unknown(crl::sentences(why))));
                }
                RevocationStatus::Good | RevocationStatus::Unknown { .. } => {}
            }
            statuses.push(status);
        }
        statuses
    }

    fn status_below(
        &self,
        anchor: &Certificate,
        subject: &Certificate,
        issuer: &Certificate,
        others: &[Certificate],
    ) -> RevocationStatus {
        let mut signers = Signers { evaluator: self, anchor, others };
        crl::status(subject, issuer, &self.crls, &self.revocation.options, self.at, &mut signers)
    }
}

/// The certificates whose keys sign CRLs: where they are found, and how they are validated.
struct Signers<'a> {
    evaluator: &'a Evaluator,
    anchor: &'a Certificate,
    others: &'a [Certificate],
}

impl CrlSigners for Signers<'_> {
    fn names_match(&self, a: &[u8], b: &[u8]) -> bool {
        let names = self.evaluator.rule_set.checks.names;
        normal_form(a, names) == normal_form(b, names)
    }

    fn candidates(&mut self, subject: &[u8]) -> Vec<Certificate> {
        let mut candidates: Vec<Certificate> = Vec::new();
        let at_hand = std::iter::once(self.anchor).chain(self.others);
        for certificate in at_hand {
            if self.names_match(certificate.raw_subject(), subject) && !candidates.contains(certificate) {
                candidates.push(certificate.clone());
            }
        }
        candidates
    }

    fn verify(&mut self, signer: &Certificate, crl: &Crl) -> bool {
        crypto::verify_signature(crl.signature_algorithm_der(), signer.spki(), crl.tbs(), crl.signature()).is_ok()
    }

    /// The signer's path is held to the same rules, but for what is asked of the leaf alone.
    fn path_is_valid(&mut self, signer: &Certificate, depth: usize) -> bool {
        if signer == self.anchor {
            return true;
        }
        let mut evaluator = self.evaluator.clone();
        evaluator.rule_set = RuleSet { profiles: &[], ..evaluator.rule_set };
        evaluator.anchors = vec![self.anchor.clone()];
        evaluator.server_name = None;
        evaluator.purpose = KeyPurpose::Any;
        evaluator.revocation.options.signer_depth = depth;
        evaluator.evaluate(signer, self.others).is_accepted()
    }
}
