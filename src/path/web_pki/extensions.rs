//! The other extensions: Baseline Requirements section 7.1.2.

use x509_parser::der_parser::oid;
use x509_parser::extensions::{DistributionPointName, ExtendedKeyUsage, GeneralName, ParsedExtension};
use x509_parser::oid_registry::{
    OID_PKIX_AUTHORITY_INFO_ACCESS, OID_X509_EXT_AUTHORITY_KEY_IDENTIFIER, OID_X509_EXT_CRL_DISTRIBUTION_POINTS,
    OID_X509_EXT_EXTENDED_KEY_USAGE, Oid,
};

use crate::message::{Message, Text, message};
use crate::path::in_path::{InPath, Position, ProfileRule};
use crate::report::Rule;

const OCSP: Oid<'static> = oid!(1.3.6.1.5.5.7.48.1);
const CA_ISSUERS: Oid<'static> = oid!(1.3.6.1.5.5.7.48.2);

pub(super) static VERSION: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.version",
        asks: Text { en: "Every certificate has version 3." },
        remedy: Text { en: "Have the certificate issued again with version 3." },
        ..Rule::cab_forum("Baseline Requirements section 7.1.1")
    },
    applies: |_| true,
    breach: version,
};

message! {
    fn has_old_version() {
        en: "The certificate has version 1 or 2.",
    }
}

fn version(in_path: &InPath<'_>) -> Option<Message> {
    (!in_path.is_v3()).then(has_old_version)
}

pub(super) static ROOT_EKU: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.root-eku",
        asks: Text { en: "A root has no extended key usage." },
        remedy: Text { en: "Have the root made again without an extended key usage." },
        ..Rule::cab_forum("Baseline Requirements section 7.1.2.1.2")
    },
    applies: is_root,
    breach: root_eku,
};

message! {
    fn root_has_usage() {
        en: "The root has an extended key usage.",
    }
}

/// An anchor that another CA issued is not a root.
fn root_eku(in_path: &InPath<'_>) -> Option<Message> {
    in_path.has(&OID_X509_EXT_EXTENDED_KEY_USAGE).then(root_has_usage)
}

pub(super) static ROOT_AUTHORITY_KEY: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.root-aki-ski",
        asks: Text { en: "The authority key identifier of a root, if it has one, is its own subject key identifier." },
        remedy: Text { en: "Have the root made again with one key identifier." },
        ..Rule::cab_forum("Baseline Requirements section 7.1.2.1.3")
    },
    applies: |it| is_root(it) && it.has(&OID_X509_EXT_AUTHORITY_KEY_IDENTIFIER),
    breach: root_authority_key,
};

message! {
    fn identifies_another_key() {
        en: "The authority key identifier of the root is not its subject key identifier.",
    }
}

/// Without a keyIdentifier it is not the subject key identifier either.
fn root_authority_key(in_path: &InPath<'_>) -> Option<Message> {
    let is_readable = matches!(
        in_path.parsed(&OID_X509_EXT_AUTHORITY_KEY_IDENTIFIER),
        Some(ParsedExtension::AuthorityKeyIdentifier(_))
    );
    let id = in_path.certificate.authority_key_id();
    let is_breach = is_readable && (id.is_none() || id != in_path.certificate.subject_key_id());
    is_breach.then(identifies_another_key)
}

pub(super) static AUTHORITY_ISSUER: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.aki-fields",
        asks: Text { en: "The authority key identifier has neither an issuer nor a serial number." },
        remedy: Text { en: "Have the certificate issued again with the keyIdentifier alone." },
        ..Rule::cab_forum("Baseline Requirements sections 7.1.2.1.3 and 7.1.2.11.1")
    },
    applies: |it| it.has(&OID_X509_EXT_AUTHORITY_KEY_IDENTIFIER),
    breach: authority_issuer,
};

message! {
    fn identifies_issuer() {
        en: "The authority key identifier has an issuer or a serial number.",
    }
}

fn authority_issuer(in_path: &InPath<'_>) -> Option<Message> {
    let is_breach = matches!(
        in_path.parsed(&OID_X509_EXT_AUTHORITY_KEY_IDENTIFIER),
        Some(ParsedExtension::AuthorityKeyIdentifier(id))
            if id.authority_cert_issuer.is_some() || id.authority_cert_serial.is_some()
    );
    is_breach.then(identifies_issuer)
}

pub(super) static SUBSCRIBER_CA: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.subscriber-ca",
        asks: Text { en: "A server certificate is not a CA certificate." },
        remedy: Text { en: "Have a certificate issued that is not a CA's." },
        ..Rule::cab_forum("Baseline Requirements section 7.1.2.7.8")
    },
    applies: |it| it.is_leaf(),
    breach: subscriber_ca,
};

message! {
    fn is_a_ca() {
        en: "The server certificate is a CA certificate.",
    }
}

fn subscriber_ca(in_path: &InPath<'_>) -> Option<Message> {
    in_path.asserts_ca().then(is_a_ca)
}

pub(super) static SERVER_AUTH: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.server-auth",
        asks: Text { en: "The extended key usage of a server certificate is there and contains id-kp-serverAuth." },
        remedy: Text { en: "Have the certificate issued again with the extended key usage serverAuth." },
        ..Rule::cab_forum("Baseline Requirements section 7.1.2.7.10")
    },
    applies: |it| it.is_leaf(),
    breach: server_auth,
};

message! {
    fn lacks_server_auth() {
        en: "The extended key usage does not contain serverAuth.",
    }
    fn has_no_usage() {
        en: "The server certificate has no extended key usage.",
    }
}

fn server_auth(in_path: &InPath<'_>) -> Option<Message> {
    if !in_path.has(&OID_X509_EXT_EXTENDED_KEY_USAGE) {
        return Some(has_no_usage());
    }
    usage(in_path).is_some_and(|usage| !usage.server_auth).then(lacks_server_auth)
}

pub(super) static ANY_EKU: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.any-eku",
        asks: Text { en: "The extended key usage of a server certificate does not contain anyExtendedKeyUsage." },
        remedy: Text { en: "Have the certificate issued again with the extended key usage serverAuth alone." },
        ..Rule::cab_forum("Baseline Requirements section 7.1.2.7.10")
    },
    applies: |it| it.is_leaf() && it.has(&OID_X509_EXT_EXTENDED_KEY_USAGE),
    breach: any_eku,
};

message! {
    fn has_any_usage() {
        en: "The extended key usage contains anyExtendedKeyUsage.",
    }
}

fn any_eku(in_path: &InPath<'_>) -> Option<Message> {
    usage(in_path).is_some_and(|usage| usage.any).then(has_any_usage)
}

pub(super) static EKU_CRITICAL: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.eku-critical",
        asks: Text { en: "The extended key usage is not critical." },
        remedy: Text { en: "Have the certificate issued again with the extension not critical." },
        ..Rule::cab_forum("Baseline Requirements sections 7.1.2.7.6 and 7.1.2.6.1")
    },
    applies: |it| it.has(&OID_X509_EXT_EXTENDED_KEY_USAGE),
    breach: eku_critical,
};

message! {
    fn usage_is_critical() {
        en: "The extended key usage is critical.",
    }
}

fn eku_critical(in_path: &InPath<'_>) -> Option<Message> {
    in_path.is_critical(&OID_X509_EXT_EXTENDED_KEY_USAGE).then(usage_is_critical)
}

pub(super) static ACCESS_FORM: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.aia-form",
        asks: Text {
            en: "Authority information access has OCSP responders and issuers' certificates, and each by an HTTP URL.",
        },
        remedy: Text { en: "Have the certificate issued again with HTTP URLs." },
        ..Rule::cab_forum("Baseline Requirements section 7.1.2.7.7")
    },
    applies: |it| it.has(&OID_PKIX_AUTHORITY_INFO_ACCESS),
    breach: access_form,
};

message! {
    fn has_other_access() {
        en: "Authority information access has another method, or a location that is no HTTP URL.",
    }
}

fn access_form(in_path: &InPath<'_>) -> Option<Message> {
    let Some(ParsedExtension::AuthorityInfoAccess(access)) = in_path.parsed(&OID_PKIX_AUTHORITY_INFO_ACCESS) else {
        return None;
    };
    let is_breach = access.accessdescs.iter().any(|access| {
        let is_known = access.access_method == OCSP || access.access_method == CA_ISSUERS;
        !is_known || !is_http(&access.access_location)
    });
    is_breach.then(has_other_access)
}

pub(super) static DISTRIBUTION_POINTS: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.crl-distribution-points",
        asks: Text {
            en: "CRL distribution points are not critical, and each is a full name of HTTP URLs and nothing else.",
        },
        remedy: Text { en: "Have the certificate issued again with the HTTP URL of the CRL." },
        ..Rule::cab_forum("Baseline Requirements section 7.1.2.11.2")
    },
    applies: |it| it.has(&OID_X509_EXT_CRL_DISTRIBUTION_POINTS),
    breach: distribution_points,
};

message! {
    fn has_other_point() {
        en: "A CRL distribution point is not a full name of HTTP URLs alone.",
    }
    fn points_are_critical() {
        en: "The CRL distribution points are critical.",
    }
}

fn distribution_points(in_path: &InPath<'_>) -> Option<Message> {
    let extension = in_path.extension(&OID_X509_EXT_CRL_DISTRIBUTION_POINTS)?;
    if extension.critical {
        return Some(points_are_critical());
    }
    let ParsedExtension::CRLDistributionPoints(points) = extension.parsed_extension() else { return None };
    let is_breach = points.iter().any(|point| {
        let is_http = matches!(
            &point.distribution_point,
            Some(DistributionPointName::FullName(names)) if !names.is_empty() && names.iter().all(is_http)
        );
        !is_http || point.reasons.is_some() || point.crl_issuer.is_some()
    });
    is_breach.then(has_other_point)
}

fn is_root(in_path: &InPath<'_>) -> bool {
    in_path.position == Position::Anchor && in_path.is_self_issued
}

fn usage<'a>(in_path: &InPath<'a>) -> Option<&'a ExtendedKeyUsage<'a>> {
    match in_path.parsed(&OID_X509_EXT_EXTENDED_KEY_USAGE) {
        Some(ParsedExtension::ExtendedKeyUsage(usage)) => Some(usage),
        _ => None,
    }
}

fn is_http(name: &GeneralName<'_>) -> bool {
    matches!(name, GeneralName::URI(uri) if uri.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http://")))
}
