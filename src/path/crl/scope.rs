//! Whether a CRL covers a certificate at a distribution point (RFC 5280 section 6.3.3 steps b and d).

use std::borrow::Cow;

use der::{Encode, Header, Length, Tag};
use x509_parser::extensions::ParsedExtension;
use x509_parser::oid_registry::OID_X509_EXT_BASIC_CONSTRAINTS;
use x509_parser::x509::X509Version;

use super::list::CertificateList;
use super::point::{DistributionPoint, GeneralName, PointName, Reasons};
use super::reader::Fields;
use super::signer::CrlSigners;
use super::unknown::CrlProblem;
use crate::Certificate;

/// Step b 1, its first half: whether the CRL is by the issuer that the point asks for.
pub(super) fn is_by_issuer_of(
    point: &DistributionPoint<'_>,
    list: &CertificateList<'_>,
    subject: &Certificate,
    names: &dyn CrlSigners,
) -> bool {
    match &point.crl_issuer {
        Some(issuers) => issuers.directory_names().any(|issuer| names.names_match(issuer, list.issuer)),
        None => names.names_match(subject.raw_issuer(), list.issuer),
    }
}

/// Step b, for a CRL by the right issuer. `indirect` says whether indirect CRLs are accepted at all.
pub(super) fn covers(
    point: &DistributionPoint<'_>,
    list: &CertificateList<'_>,
    subject: &Certificate,
    indirect: bool,
    names: &dyn CrlSigners,
) -> Result<(), CrlProblem> {
    let scope = list.extensions.scope.as_ref();
    let is_indirect = scope.is_some_and(|scope| scope.indirect);
    if !indirect && (is_indirect || point.crl_issuer.is_some()) {
        return Err(CrlProblem::Indirect);
    }
    // b 1: "If the DP includes cRLIssuer, then verify [...] that the complete CRL contains an issuing distribution point
    // extension with the indirectCRL boolean asserted."
    if point.crl_issuer.is_some() && !is_indirect {
        return Err(CrlProblem::NotIndirect);
    }
    let Some(scope) = scope else { return Ok(()) };
    // b 2 i
    if let Some(name) = &scope.name
        && !shares_a_name(name, point, list.issuer, names)
    {
        return Err(CrlProblem::OtherDistributionPoint);
    }
    // b 2 ii to iv
    if scope.only_user_certs && is_ca_of_version_3(subject) != Some(false) {
        return Err(CrlProblem::OnlyUserCertificates);
    }
    if scope.only_ca_certs && is_ca_of_version_3(subject) != Some(true) {
        return Err(CrlProblem::OnlyCaCertificates);
    }
    if scope.only_attribute_certs {
        return Err(CrlProblem::OnlyAttributeCertificates);
    }
    Ok(())
}

/// Step d: the reasons for which the CRL covers the certificate at this point.
pub(super) fn reasons(point: &DistributionPoint<'_>, list: &CertificateList<'_>) -> Reasons {
    let of_crl = list.extensions.scope.as_ref().and_then(|scope| scope.only_some_reasons);
    let or_all = |reasons: Option<Reasons>| reasons.unwrap_or(Reasons::ALL);
    or_all(of_crl).intersection(or_all(point.reasons))
}

/// Whether basic constraints say cA. `None` if they cannot be read, and for versions 1 and 2: "the scope of the CRL MUST
/// NOT include any version 1 or version 2 certificates" (section 5.2.5) if it only has users' or CAs' ones.
fn is_ca_of_version_3(subject: &Certificate) -> Option<bool> {
    if subject.x509().version() != X509Version::V3 {
        return None;
    }
    match subject.x509().get_extension_unique(&OID_X509_EXT_BASIC_CONSTRAINTS).ok()? {
        None => Some(false),
        Some(extension) => match extension.parsed_extension() {
            ParsedExtension::BasicConstraints(constraints) => Some(constraints.ca),
            _ => None,
        },
    }
}

/// Step b 2 i: one of the CRL's names is one of the point's, or of its cRLIssuer if it has no name.
fn shares_a_name(
    of_crl: &PointName<'_>,
    point: &DistributionPoint<'_>,
    crl_issuer: &[u8],
    names: &dyn CrlSigners,
) -> bool {
    let of_point = match (&point.name, &point.crl_issuer) {
        (Some(name), _) => full_names(name, crl_issuer),
        (None, Some(issuers)) => issuers.iter().map(FullName::from).collect(),
        (None, None) => Vec::new(),
    };
    full_names(of_crl, crl_issuer).iter().any(|a| {
        of_point.iter().any(|b| match (a, b) {
            (FullName::Directory(a), FullName::Directory(b)) => names.names_match(a, b),
            // "The identical encoding MUST be used in the distributionPoint fields of the certificate and the CRL."
            // (section 5.2.5)
            (FullName::Other(a), FullName::Other(b)) => a == b,
            _ => false,
        })
    })
}

enum FullName<'a> {
    Directory(Cow<'a, [u8]>),
    Other(&'a [u8]),
}

impl<'a> From<&GeneralName<'a>> for FullName<'a> {
    fn from(name: &GeneralName<'a>) -> Self {
        match *name {
            GeneralName::Directory(name) => Self::Directory(Cow::Borrowed(name)),
            GeneralName::Other(name) => Self::Other(name),
        }
    }
}

/// The names of a point. A relative one continues the CRL issuer's name, which is also what the certificate's points are
/// relative to: step b 1 has compared it with their cRLIssuer or the certificate's issuer.
fn full_names<'a>(name: &PointName<'a>, crl_issuer: &[u8]) -> Vec<FullName<'a>> {
    match name {
        PointName::Full(names) => names.iter().map(FullName::from).collect(),
        PointName::Relative(attributes) => {
            append_rdn(crl_issuer, attributes).map(|name| FullName::Directory(Cow::Owned(name))).into_iter().collect()
        }
    }
}

/// The name with one RDN more.
fn append_rdn(name: &[u8], attributes: &[u8]) -> Option<Vec<u8>> {
    let rdns = Fields::new(name, 0).expect("name", Tag::Sequence).ok()?.content;
    let rdn = [header(Tag::Set, attributes.len())?.as_slice(), attributes].concat();
    Some([header(Tag::Sequence, rdns.len().checked_add(rdn.len())?)?.as_slice(), rdns, &rdn].concat())
}

fn header(tag: Tag, length: usize) -> Option<Vec<u8>> {
    Header::new(tag, Length::try_from(length).ok()?).to_der().ok()
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::super::{CrlOptions, RevocationStatus, UnknownReason};
    use super::*;

    const TRUE: &[u8] = &[0xff];

    /// The problem of the one CRL, or none if the certificate is good.
    fn problem(leaf: &CertificateSpec, crl: &CrlSpec) -> Option<CrlProblem> {
        problem_with(leaf, crl, &CrlOptions::default())
    }

    fn problem_with(leaf: &CertificateSpec, crl: &CrlSpec, options: &CrlOptions) -> Option<CrlProblem> {
        let mut fake = Fake::with(&[CertificateSpec::ca("ca", "ca key"), CertificateSpec::ca("other", "other key")]);
        match fake.status_with(leaf, std::slice::from_ref(crl), options, "2026-06-01") {
            RevocationStatus::Good => None,
            RevocationStatus::Unknown { why } => match why.first() {
                Some(UnknownReason::Crl { problem, .. }) => Some(problem.clone()),
                why => panic!("{why:?}"),
            },
            revoked => panic!("{revoked:?}"),
        }
    }

    fn leaf_at(points: &[&[&[u8]]]) -> CertificateSpec {
        CertificateSpec::leaf().with(distribution_points(points))
    }

    fn scoped(parts: &[&[u8]]) -> CrlSpec {
        CrlSpec::default().with(issuing_distribution_point(parts))
    }

    const ELSEWHERE: Option<CrlProblem> = Some(CrlProblem::OtherDistributionPoint);

    #[test]
    fn a_name_of_the_crl_is_one_of_the_points() {
        let (a, b, c) = (uri("http://a"), uri("http://b"), uri("http://c"));
        let crl = scoped(&[&full_name(&[&a, &b])]);
        assert_eq!(problem(&leaf_at(&[&[&full_name(&[&c, &b])]]), &crl), None);
        assert_eq!(problem(&leaf_at(&[&[&full_name(&[&c])]]), &crl), ELSEWHERE);
        assert_eq!(problem(&leaf_at(&[&[&full_name(&[&c])], &[&full_name(&[&a])]]), &crl), None, "the second point");
        assert_eq!(problem(&leaf_at(&[&[&full_name(&[&c])]]), &CrlSpec::default()), None, "a CRL for all");
        assert_eq!(problem(&leaf_at(&[&[&full_name(&[&uri("HTTP://A")])]]), &crl), ELSEWHERE, "the identical encoding");
    }

    #[test]
    fn a_relative_name_continues_the_crl_issuers() {
        let full = full_name(&[&directory_name("CA/one")]);
        let relative = relative_name("one");
        for (of_leaf, of_crl) in [(&full, &relative), (&relative, &full), (&relative, &relative)] {
            assert_eq!(problem(&leaf_at(&[&[of_leaf]]), &scoped(&[of_crl])), None);
        }
        assert_eq!(problem(&leaf_at(&[&[&relative]]), &scoped(&[&relative_name("two")])), ELSEWHERE);
    }

    #[test]
    fn without_points_the_issuers_name_counts() {
        let leaf = CertificateSpec::leaf();
        assert_eq!(problem(&leaf, &scoped(&[&full_name(&[&directory_name("ca")])])), None);
        assert_eq!(problem(&leaf, &scoped(&[&full_name(&[&uri("http://a")])])), ELSEWHERE);
    }

    #[test]
    fn only_certain_certificates() {
        let leaf = CertificateSpec::leaf();
        let plain = leaf.clone().with(basic_constraints(false));
        let ca = leaf.clone().with(basic_constraints(true));
        let unreadable = leaf.clone().with(extension(19, true, NULL));
        let v1 = CertificateSpec { is_v1: true, ..leaf.clone() };
        let (users, cas) = (scoped(&[&tlv(0x81, TRUE)]), scoped(&[&tlv(0x82, TRUE)]));
        for user in [&leaf, &plain] {
            assert_eq!(problem(user, &users), None);
            assert_eq!(problem(user, &cas), Some(CrlProblem::OnlyCaCertificates));
        }
        assert_eq!(problem(&ca, &users), Some(CrlProblem::OnlyUserCertificates));
        assert_eq!(problem(&ca, &cas), None);
        for neither in [&v1, &unreadable] {
            assert_eq!(problem(neither, &users), Some(CrlProblem::OnlyUserCertificates));
            assert_eq!(problem(neither, &cas), Some(CrlProblem::OnlyCaCertificates));
            assert_eq!(problem(neither, &CrlSpec::default()), None);
        }
        assert_eq!(problem(&leaf, &scoped(&[&tlv(0x85, TRUE)])), Some(CrlProblem::OnlyAttributeCertificates));
    }

    #[test]
    fn another_crl_issuer_signs_an_indirect_crl() {
        let delegated = leaf_at(&[&[&tlv(0xa2, &directory_name("other"))]]);
        let other = CrlSpec::of("other", "other key");
        let indirect = |parts: &[&[u8]]| other.clone().with(issuing_distribution_point(parts));
        assert_eq!(problem(&delegated, &indirect(&[&tlv(0x84, TRUE)])), None);
        assert_eq!(problem(&delegated, &other), Some(CrlProblem::NotIndirect));
        // Step b 2 i: without a name, the point has that of its cRLIssuer.
        assert_eq!(problem(&delegated, &indirect(&[&full_name(&[&directory_name("other")]), &tlv(0x84, TRUE)])), None);
        assert_eq!(problem(&delegated, &indirect(&[&full_name(&[&directory_name("x")]), &tlv(0x84, TRUE)])), ELSEWHERE);
        // An indirect CRL of the certificate's own issuer is one of its CRLs.
        assert_eq!(problem(&CertificateSpec::leaf(), &scoped(&[&tlv(0x84, TRUE)])), None);
    }

    #[test]
    fn indirect_crls_can_be_left_out() {
        let direct_only = CrlOptions { indirect: false, ..CrlOptions::default() };
        let delegated = leaf_at(&[&[&tlv(0xa2, &directory_name("other"))]]);
        let indirect = CrlSpec::of("other", "other key").with(issuing_distribution_point(&[&tlv(0x84, TRUE)]));
        assert_eq!(problem_with(&delegated, &indirect, &direct_only), Some(CrlProblem::Indirect));
        let own = scoped(&[&tlv(0x84, TRUE)]);
        assert_eq!(problem_with(&CertificateSpec::leaf(), &own, &direct_only), Some(CrlProblem::Indirect));
        // RFC 5280 goes on to other CRLs of the certificate's issuer; without indirect CRLs the point is all there is.
        assert_eq!(problem(&delegated, &CrlSpec::default()), None);
        assert_eq!(problem_with(&delegated, &CrlSpec::default(), &direct_only), ELSEWHERE);
        assert_eq!(problem_with(&CertificateSpec::leaf(), &CrlSpec::default(), &direct_only), None);
    }
}
