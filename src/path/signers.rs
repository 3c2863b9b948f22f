//! Finds and validates the certificates whose keys sign CRLs, with the evaluator that needs them.

use super::RuleSet;
use super::evaluator::Evaluator;
use crate::path::crl::{Crl, CrlSigners};
use crate::path::names::normal_form;
use crate::path::purpose::KeyPurpose;
use crate::{Certificate, crypto};

pub(super) struct Signers<'a> {
    pub(super) evaluator: &'a Evaluator,
    pub(super) anchor: &'a Certificate,
    pub(super) others: &'a [Certificate],
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
