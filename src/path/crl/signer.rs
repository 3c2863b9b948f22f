//! Whose key signed a CRL (RFC 5280 section 6.3.3 steps f and g).

use std::cmp::Reverse;

use x509_parser::extensions::ParsedExtension;
use x509_parser::oid_registry::OID_X509_EXT_KEY_USAGE;

use super::unknown::CrlProblem;
use super::{Crl, CrlOptions};
use crate::Certificate;
use crate::path::key_id::KeyIdMatch;

/// Certificates that are tried as the signer of one CRL. An issuer has two keys during a rollover, each certified a few
/// times.
const MAX_CANDIDATES: usize = 16;

/// What the check of a CRL needs from the path engine.
pub(crate) trait CrlSigners {
    /// Whether two names in DER are the same (RFC 5280 section 7.1).
    fn names_match(&self, a: &[u8], b: &[u8]) -> bool;

    /// The certificates with this subject that are at hand, trust anchors included.
    fn candidates(&mut self, subject: &[u8]) -> Vec<Certificate>;

    /// Whether the signer's key made the signature of the CRL.
    fn verify(&mut self, signer: &Certificate, crl: &Crl) -> bool;

    /// Whether the signer's certificate chains to the trust anchor of the path that is being validated.
    ///
    /// Not asked about the issuer or the subject of the certificate in question, whose path is that one. If the path is
    /// checked for revocation too, `depth` is the [`CrlOptions::signer_depth`] to do that with.
    fn path_is_valid(&mut self, signer: &Certificate, depth: usize) -> bool;
}

/// The certificate whose status is asked for, and the one above it.
#[derive(Clone, Copy)]
pub(super) struct Pair<'a> {
    pub(super) subject: &'a Certificate,
    pub(super) issuer: &'a Certificate,
}

/// The certificate with the key that signed the CRL, if that may sign it and can be trusted to.
pub(super) fn find(
    crl: &Crl,
    pair: Pair<'_>,
    options: &CrlOptions,
    signers: &mut dyn CrlSigners,
) -> Result<Certificate, CrlProblem> {
    let mut closest = CrlProblem::NoSigner;
    for signer in candidates(crl, pair, signers) {
        let problem = if !may_sign_crls(&signer) {
            CrlProblem::SignerMayNotSign { subject: signer.subject() }
        } else if !signers.verify(&signer, crl) {
            CrlProblem::Signature
        } else if !is_trusted(&signer, pair, options, signers) {
            CrlProblem::SignerPath { subject: signer.subject() }
        } else {
            return Ok(signer);
        };
        if progress(&problem) > progress(&closest) {
            closest = problem;
        }
    }
    Err(closest)
}

/// The likeliest first: by the key identifiers, then the certificate's own issuer before its namesakes.
fn candidates(crl: &Crl, pair: Pair<'_>, signers: &mut dyn CrlSigners) -> Vec<Certificate> {
    let wanted = crl.list().extensions.authority_key_id;
    let mut candidates = signers.candidates(crl.raw_issuer());
    if signers.names_match(pair.issuer.raw_subject(), crl.raw_issuer()) && !candidates.contains(pair.issuer) {
        candidates.push(pair.issuer.clone());
    }
    candidates.sort_by_cached_key(|candidate| {
        Reverse((KeyIdMatch::of(wanted, candidate.subject_key_id()), candidate == pair.issuer))
    });
    candidates.truncate(MAX_CANDIDATES);
    candidates
}

/// Step f: "If a key usage extension is present in the CRL issuer's certificate, verify that the cRLSign bit is set."
fn may_sign_crls(signer: &Certificate) -> bool {
    match signer.x509().get_extension_unique(&OID_X509_EXT_KEY_USAGE) {
        Ok(None) => true,
        Ok(Some(extension)) => {
            matches!(extension.parsed_extension(), ParsedExtension::KeyUsage(usage) if usage.crl_sign())
        }
        Err(_) => false,
    }
}

/// Step f: the CRL issuer's certification path. The issuer's is the one being validated, and so is the subject's own where
/// a CRL signer is on the CRLs that it signs: to ask again would never end.
fn is_trusted(signer: &Certificate, pair: Pair<'_>, options: &CrlOptions, signers: &mut dyn CrlSigners) -> bool {
    signer == pair.issuer
        || signer == pair.subject
        || options.signer_depth.checked_sub(1).is_some_and(|depth| signers.path_is_valid(signer, depth))
}

/// How far a candidate came, so that the report names the one that was nearly right.
fn progress(problem: &CrlProblem) -> u8 {
    match problem {
        CrlProblem::SignerMayNotSign { .. } => 1,
        CrlProblem::Signature => 2,
        CrlProblem::SignerPath { .. } => 3,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::super::{RevocationStatus, UnknownReason};
    use super::*;

    fn ca(key: &str) -> CertificateSpec {
        CertificateSpec::ca("ca", key)
    }

    fn problem(fake: &mut Fake, crl: &CrlSpec, options: &CrlOptions) -> Option<CrlProblem> {
        match fake.status_with(&CertificateSpec::leaf(), std::slice::from_ref(crl), options, "2026-06-01") {
            RevocationStatus::Good => None,
            RevocationStatus::Unknown { why } => match why.into_iter().next() {
                Some(UnknownReason::Crl { problem, .. }) => Some(problem),
                why => panic!("{why:?}"),
            },
            revoked => panic!("{revoked:?}"),
        }
    }

    fn signed_by(key: &'static str) -> CrlSpec {
        CrlSpec { key, ..CrlSpec::default() }
    }

    #[test]
    fn the_key_usage_allows_it_or_is_absent() {
        let with =
            |issuer: CertificateSpec| problem(&mut Fake::with(&[issuer]), &signed_by("ca key"), &CrlOptions::default());
        assert_eq!(with(ca("ca key")), None);
        assert_eq!(with(ca("ca key").with(key_usage(true))), None);
        let may_not = Some(CrlProblem::SignerMayNotSign { subject: "CN=ca".to_owned() });
        assert_eq!(with(ca("ca key").with(key_usage(false))), may_not);
        assert_eq!(with(ca("ca key").with(extension(15, true, NULL))), may_not, "unreadable");
    }

    #[test]
    fn the_key_of_the_issuer_signed_it() {
        let mut fake = Fake::with(&[ca("ca key")]);
        assert_eq!(problem(&mut fake, &signed_by("other"), &CrlOptions::default()), Some(CrlProblem::Signature));
        assert!(fake.depths.is_empty());
    }

    #[test]
    fn another_certificate_of_the_issuers_name_can_sign() {
        let separate = [ca("ca key").with(key_usage(false)), ca("crl key").with(key_usage(true))];
        let mut fake = Fake::with(&separate);
        let options = CrlOptions { signer_depth: 2, ..CrlOptions::default() };
        assert_eq!(problem(&mut fake, &signed_by("crl key"), &options), None);
        assert_eq!(fake.depths, [1]);
        // The issuer itself needs no path of its own, nor does it count as a level.
        let none = CrlOptions { signer_depth: 0, ..CrlOptions::default() };
        let untrusted = Some(CrlProblem::SignerPath { subject: "CN=ca".to_owned() });
        assert_eq!(problem(&mut fake, &signed_by("crl key"), &none), untrusted);
        assert_eq!(problem(&mut Fake::with(&[ca("ca key")]), &signed_by("ca key"), &none), None);
        fake.distrusted = vec!["ca"];
        assert_eq!(problem(&mut fake, &signed_by("crl key"), &options), untrusted);
    }

    #[test]
    fn a_crl_signer_can_be_on_its_own_crl() {
        let signer = CertificateSpec { issuer: "ca", ..CertificateSpec::ca("crl issuer", "crl key") };
        let point = distribution_points(&[&[&tlv(0xa2, &directory_name("crl issuer"))]]);
        let signer = signer.with(point);
        let mut fake = Fake::with(&[ca("ca key"), signer.clone()]);
        fake.distrusted = vec!["crl issuer"];
        let crl = CrlSpec::of("crl issuer", "crl key").with(issuing_distribution_point(&[&tlv(0x84, &[0xff])]));
        assert_eq!(fake.status(&signer, &[crl]), RevocationStatus::Good);
        assert!(fake.depths.is_empty());
    }

    #[test]
    fn key_identifiers_order_the_candidates() {
        let mut fake = Fake::with(&[ca("a"), ca("b"), ca("c")]);
        let issuer = fake.pool.first().unwrap().clone();
        let subject = CertificateSpec::leaf().build();
        let pair = Pair { subject: &subject, issuer: &issuer };
        let mut order = |crl: &CrlSpec| -> Vec<Vec<u8>> {
            let found = candidates(&crl.build(), pair, &mut fake);
            found.iter().map(|it| it.subject_key_id().unwrap().to_vec()).collect()
        };
        assert_eq!(order(&CrlSpec::default()), [b"a", b"b", b"c"]);
        assert_eq!(order(&CrlSpec::default().with(authority_key("b"))), [b"b", b"a", b"c"]);
        assert_eq!(order(&CrlSpec::of("nobody", "a")).len(), 0);
    }
}
