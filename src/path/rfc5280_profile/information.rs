//! Policies, CRL distribution points and access to information: RFC 5280 sections 4.2.1.4, 4.2.1.13, 4.2.1.15 and 4.2.2.

use x509_parser::der_parser::oid;
use x509_parser::extensions::ParsedExtension;
use x509_parser::oid_registry::{
    OID_PKIX_AUTHORITY_INFO_ACCESS, OID_X509_EXT_CERTIFICATE_POLICIES, OID_X509_EXT_CRL_DISTRIBUTION_POINTS, Oid,
};

use crate::message::{Message, Text, message};
use crate::path::in_path::{InPath, ProfileRule};
use crate::report::Rule;

const FRESHEST_CRL: Oid<'static> = oid!(2.5.29.46);
const SUBJECT_INFO_ACCESS: Oid<'static> = oid!(1.3.6.1.5.5.7.1.11);

/// Most policies that are compared with each other. Nobody lists more, and the comparison is quadratic.
const MOST_POLICIES: usize = 256;

pub(super) static POLICY_TWICE: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.policy-twice",
        asks: Text { en: "No policy stands twice in the certificate policies." },
        remedy: Text { en: "Have the certificate issued again with each policy once." },
        ..Rule::rfc5280("RFC 5280 section 4.2.1.4")
    },
    applies: |it| it.has(&OID_X509_EXT_CERTIFICATE_POLICIES),
    breach: policy_twice,
};

message! {
    fn stands_twice(policy: String) {
        en: "The policy {policy} stands twice.",
    }
}

fn policy_twice(in_path: &InPath<'_>) -> Option<Message> {
    let Some(ParsedExtension::CertificatePolicies(policies)) = in_path.parsed(&OID_X509_EXT_CERTIFICATE_POLICIES)
    else {
        return None;
    };
    let mut places = policies.iter().take(MOST_POLICIES).enumerate();
    let (_, twice) = places
        .find(|(place, policy)| policies.iter().take(*place).any(|earlier| earlier.policy_id == policy.policy_id))?;
    Some(stands_twice(twice.policy_id.to_id_string()))
}

pub(super) static DISTRIBUTION_POINT_EMPTY: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.distribution-point-empty",
        asks: Text { en: "Every CRL distribution point has a name or a CRL issuer." },
        remedy: Text { en: "Have the certificate issued again with the address of the CRL." },
        ..Rule::rfc5280("RFC 5280 section 4.2.1.13")
    },
    applies: |it| it.has(&OID_X509_EXT_CRL_DISTRIBUTION_POINTS),
    breach: distribution_point_empty,
};

message! {
    fn leads_nowhere() {
        en: "A CRL distribution point has neither a name nor a CRL issuer.",
    }
}

/// "A DistributionPoint MUST NOT consist of only the reasons field", and without a name and an issuer nothing else is left.
fn distribution_point_empty(in_path: &InPath<'_>) -> Option<Message> {
    let is_breach = matches!(
        in_path.parsed(&OID_X509_EXT_CRL_DISTRIBUTION_POINTS),
        Some(ParsedExtension::CRLDistributionPoints(points))
            if points.iter().any(|point| point.distribution_point.is_none() && point.crl_issuer.is_none())
    );
    is_breach.then(leads_nowhere)
}

pub(super) static FRESHEST_CRL_CRITICAL: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.freshest-crl-critical",
        asks: Text { en: "The freshest CRL extension is not critical." },
        remedy: Text { en: "Have the certificate issued again with the extension not critical." },
        ..Rule::rfc5280("RFC 5280 section 4.2.1.15")
    },
    applies: |it| it.has(&FRESHEST_CRL),
    breach: freshest_crl_critical,
};

message! {
    fn freshest_crl_is_critical() {
        en: "The freshest CRL extension is critical.",
    }
}

fn freshest_crl_critical(in_path: &InPath<'_>) -> Option<Message> {
    in_path.is_critical(&FRESHEST_CRL).then(freshest_crl_is_critical)
}

pub(super) static AUTHORITY_ACCESS_CRITICAL: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.aia-critical",
        asks: Text { en: "Authority information access is not critical." },
        remedy: Text { en: "Have the certificate issued again with the extension not critical." },
        ..Rule::rfc5280("RFC 5280 section 4.2.2.1")
    },
    applies: |it| it.has(&OID_PKIX_AUTHORITY_INFO_ACCESS),
    breach: authority_access_critical,
};

message! {
    fn authority_access_is_critical() {
        en: "Authority information access is critical.",
    }
}

fn authority_access_critical(in_path: &InPath<'_>) -> Option<Message> {
    in_path.is_critical(&OID_PKIX_AUTHORITY_INFO_ACCESS).then(authority_access_is_critical)
}

pub(super) static SUBJECT_ACCESS_CRITICAL: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.sia-critical",
        asks: Text { en: "Subject information access is not critical." },
        remedy: Text { en: "Have the certificate issued again with the extension not critical." },
        ..Rule::rfc5280("RFC 5280 section 4.2.2.2")
    },
    applies: |it| it.has(&SUBJECT_INFO_ACCESS),
    breach: subject_access_critical,
};

message! {
    fn subject_access_is_critical() {
        en: "Subject information access is critical.",
    }
}

fn subject_access_critical(in_path: &InPath<'_>) -> Option<Message> {
    in_path.is_critical(&SUBJECT_INFO_ACCESS).then(subject_access_is_critical)
}
