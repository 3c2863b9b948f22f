//! The status of one certificate by the CRLs at hand (RFC 5280 section 6.3.3).

use chrono::{DateTime, Utc};
use x509_parser::oid_registry::OID_X509_EXT_CRL_DISTRIBUTION_POINTS;

use super::check::Check;
use super::point::DistributionPoint;
use super::signer::{CrlSigners, Pair};
use super::unknown::UnknownReason;
use super::{Crl, CrlOptions, RevocationStatus};
use crate::Certificate;
use crate::message::{Message, message};

/// The status of `subject`, which `issuer` issued, at a time.
///
/// The signatures and paths of CRL signers are asked from `signers`, each at most once per CRL, and only for CRLs that
/// cover the certificate and are current.
pub(crate) fn status(
    subject: &Certificate,
    issuer: &Certificate,
    crls: &[Crl],
    options: &CrlOptions,
    at: DateTime<Utc>,
    signers: &mut dyn CrlSigners,
) -> RevocationStatus {
    let points = match points_of(subject) {
        Ok(points) => points,
        Err(problem) => return RevocationStatus::Unknown { why: vec![UnknownReason::DistributionPoints { problem }] },
    };
    let own = DistributionPoint::implied(subject.raw_issuer());
    let (points, others) = match points {
        // "If the revocation status has not been determined, repeat the process above with any available CRLs not
        // specified in a distribution point but issued by the certificate issuer." Where points may not delegate, one
        // that does leaves the certificate without a CRL, whatever else its issuer signs.
        Some(points) if options.indirect => (points, Some(own)),
        Some(points) => (points, None),
        None => (vec![own], None),
    };
    let mut check = Check::new(Pair { subject, issuer }, crls, options, at, signers);
    check.select(points.iter().chain(&others));
    points.iter().chain(&others).find_map(|point| check.point(point)).unwrap_or_else(|| check.finish())
}

message! {
    fn two_extensions() {
        en: "duplicate extensions",
    }
}

/// The CRL distribution points of a certificate (section 4.2.1.13), if it has any.
fn points_of(subject: &Certificate) -> Result<Option<Vec<DistributionPoint<'_>>>, Message> {
    let extension = subject.x509().get_extension_unique(&OID_X509_EXT_CRL_DISTRIBUTION_POINTS);
    match extension.map_err(|_| two_extensions())? {
        Some(extension) => DistributionPoint::read_all(extension.value).map(Some).map_err(|defect| defect.message()),
        None => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    const HALF: &[u32] = &[1, 2, 3];
    const OTHER_HALF: &[u32] = &[4, 5, 6, 7, 8];

    fn status(leaf: &CertificateSpec, crls: &[CrlSpec]) -> RevocationStatus {
        let pool = [CertificateSpec::ca("ca", "ca key"), CertificateSpec::ca("other", "other key")];
        Fake::with(&pool).status(leaf, crls)
    }

    fn is_revoked_by(index: usize, status: &RevocationStatus) -> bool {
        matches!(status, RevocationStatus::Revoked { crl, .. } if *crl == index)
    }

    fn words(status: RevocationStatus) -> Vec<String> {
        match status {
            RevocationStatus::Unknown { why } => why.iter().map(UnknownReason::to_string).collect(),
            known => panic!("{known:?}"),
        }
    }

    fn listing() -> CrlSpec {
        CrlSpec::default().listing(entry(&[5], &[]))
    }

    fn some_reasons(bits: &[u32]) -> Vec<u8> {
        issuing_distribution_point(&[&reasons(0x83, bits)])
    }

    #[test]
    fn a_certificate_is_good_or_revoked_or_unknown() {
        let leaf = CertificateSpec::leaf();
        assert_eq!(status(&leaf, &[CrlSpec::default().listing(entry(&[6], &[]))]), RevocationStatus::Good);
        let revoked = RevocationStatus::Revoked { at: time("2026-01-02"), reason: None, crl: 0 };
        assert_eq!(status(&leaf, &[listing()]), revoked);
        let why = words(status(&leaf, &[CrlSpec::of("other", "other key").listing(entry(&[5], &[]))]));
        assert_eq!(why, ["No CRL of CN=ca is at hand, nor one of another CRL issuer that the certificate names"]);
    }

    #[test]
    fn the_newest_crl_counts() {
        let leaf = CertificateSpec::leaf();
        let newer = |spec: CrlSpec| CrlSpec { this_update: "2026-05-01", ..spec };
        assert_eq!(status(&leaf, &[listing(), newer(CrlSpec::default())]), RevocationStatus::Good);
        assert!(is_revoked_by(1, &status(&leaf, &[CrlSpec::default(), newer(listing())])));
        let forged = CrlSpec { key: "no one's", ..newer(CrlSpec::default()) };
        assert!(is_revoked_by(0, &status(&leaf, &[listing(), forged])));
    }

    #[test]
    fn of_equally_new_crls_the_one_that_revokes_counts() {
        let leaf = CertificateSpec::leaf();
        assert!(is_revoked_by(0, &status(&leaf, &[listing(), CrlSpec::default()])));
        assert!(is_revoked_by(1, &status(&leaf, &[CrlSpec::default(), listing()])));
    }

    #[test]
    fn the_crl_of_the_key_that_signed_the_certificate_counts_first() {
        let pool = [CertificateSpec::ca("ca", "ca key"), CertificateSpec::ca("ca", "new key")];
        let by_new_key = CrlSpec { this_update: "2026-05-01", ..CrlSpec::of("ca", "new key") };
        let crls = [by_new_key.with(authority_key("new key")), listing().with(authority_key("ca key"))];
        assert!(is_revoked_by(1, &Fake::with(&pool).status(&CertificateSpec::leaf(), &crls)));
    }

    #[test]
    fn all_reasons_are_covered() {
        let leaf = CertificateSpec::leaf();
        let (one, two) =
            (CrlSpec::default().with(some_reasons(HALF)), CrlSpec::default().with(some_reasons(OTHER_HALF)));
        assert_eq!(status(&leaf, &[one.clone(), two.clone()]), RevocationStatus::Good);
        let missing = "No usable CRL lists the certificates that are revoked for these reasons: superseded, \
                       cessationOfOperation, certificateHold, privilegeWithdrawn, aACompromise";
        assert_eq!(words(status(&leaf, std::slice::from_ref(&one))), [missing]);
        assert!(is_revoked_by(1, &status(&leaf, &[one, two.listing(entry(&[5], &[]))])));
    }

    #[test]
    fn a_point_covers_its_reasons() {
        let (name, other_name) = (full_name(&[&uri("http://a")]), full_name(&[&uri("http://b")]));
        let (flags, other_flags) = (reasons(0x81, HALF), reasons(0x81, OTHER_HALF));
        let leaf = CertificateSpec::leaf();
        let one = leaf.clone().with(distribution_points(&[&[&name, &flags]]));
        let both = leaf.with(distribution_points(&[&[&name, &flags], &[&other_name, &other_flags]]));
        let crl = |name: &[u8]| CrlSpec::default().with(issuing_distribution_point(&[name]));
        assert!(words(status(&one, &[crl(&name)])).iter().any(|why| why.contains("superseded")));
        assert_eq!(status(&both, &[crl(&name), crl(&other_name)]), RevocationStatus::Good);
        // What no point covers is left to the issuer's CRL for all.
        assert_eq!(status(&one, &[crl(&name), CrlSpec::default()]), RevocationStatus::Good);
    }

    #[test]
    fn an_entry_is_about_the_certificates_of_its_issuer() {
        let indirect = CrlSpec::of("other", "other key").with(issuing_distribution_point(&[&tlv(0x84, &[0xff])]));
        let leaf = CertificateSpec::leaf().with(distribution_points(&[&[&tlv(0xa2, &directory_name("other"))]]));
        let listing = |extensions: &[&[u8]]| [indirect.clone().listing(entry(&[5], extensions))];
        assert_eq!(status(&leaf, &listing(&[])), RevocationStatus::Good, "a certificate of the CRL issuer's");
        assert_eq!(status(&leaf, &listing(&[&certificate_issuer("third")])), RevocationStatus::Good);
        assert!(is_revoked_by(0, &status(&leaf, &listing(&[&certificate_issuer("CA")]))));
        let both = indirect.listing(entry(&[5], &[])).listing(entry(&[5], &[&certificate_issuer("ca")]));
        assert!(is_revoked_by(0, &status(&leaf, &[both])));
    }

    #[test]
    fn unreadable_points_are_said() {
        let leaf = CertificateSpec::leaf().with(extension(31, false, NULL));
        let why = words(status(&leaf, &[CrlSpec::default()]));
        assert_eq!(
            why,
            [
                "The certificate does not say readably which CRLs cover it: cRLDistributionPoints is missing or of another \
              type (byte 0)"
            ]
        );
    }

    #[test]
    fn every_crl_of_the_issuer_has_its_reason() {
        let old = CrlSpec { next_update: Some("2026-02-01"), ..CrlSpec::default() };
        let forged = CrlSpec { key: "no one's", ..CrlSpec::default() };
        let delta = CrlSpec::default().with(crl_number(2)).with(delta_indicator(1));
        let why = words(status(&CertificateSpec::leaf(), &[old, CrlSpec::of("other", "x"), forged, delta]));
        let start = "The CRL of CN=ca from 2026-01-01T00:00:00Z cannot be used: ";
        let ends: Vec<&str> = why.iter().map(|why| why.strip_prefix(start).unwrap()).collect();
        assert_eq!(
            ends,
            [
                "its next update was due at 2026-02-01T00:00:00Z",
                "it is not signed by the key of any certificate of its issuer at hand",
                "it lists changes only, and the CRL that it continues is not at hand",
            ]
        );
    }
}
