//! The other extensions: Baseline Requirements section 7.1.2.

use x509_parser::der_parser::oid;
use x509_parser::extensions::{DistributionPointName, ExtendedKeyUsage, GeneralName, ParsedExtension};
use x509_parser::oid_registry::{
    OID_PKIX_AUTHORITY_INFO_ACCESS, OID_X509_EXT_AUTHORITY_KEY_IDENTIFIER, OID_X509_EXT_CRL_DISTRIBUTION_POINTS,
    OID_X509_EXT_EXTENDED_KEY_USAGE, Oid,
};

use crate::message::Text;
use crate::path::in_path::{InPath, Position, ProfileRule, when};
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
    breach: version,
};

fn version(in_path: &InPath<'_>) -> Option<String> {
    when(!in_path.is_v3(), "The certificate has version 1 or 2.")
}

pub(super) static ROOT_EKU: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.root-eku",
        asks: Text { en: "A root has no extended key usage." },
        remedy: Text { en: "Have the root made again without an extended key usage." },
        ..Rule::cab_forum("Baseline Requirements section 7.1.2.1.2")
    },
    breach: root_eku,
};

/// An anchor that another CA issued is not a root.
fn root_eku(in_path: &InPath<'_>) -> Option<String> {
    when(
        is_root(in_path) && in_path.extension(&OID_X509_EXT_EXTENDED_KEY_USAGE).is_some(),
        "The root has an extended key usage.",
    )
}

pub(super) static ROOT_AUTHORITY_KEY: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.root-aki-ski",
        asks: Text { en: "The authority key identifier of a root, if it has one, is its own subject key identifier." },
        remedy: Text { en: "Have the root made again with one key identifier." },
        ..Rule::cab_forum("Baseline Requirements section 7.1.2.1.3")
    },
    breach: root_authority_key,
};

/// Without a keyIdentifier it is not the subject key identifier either.
fn root_authority_key(in_path: &InPath<'_>) -> Option<String> {
    let is_asked = is_root(in_path)
        && matches!(
            in_path.parsed(&OID_X509_EXT_AUTHORITY_KEY_IDENTIFIER),
            Some(ParsedExtension::AuthorityKeyIdentifier(_))
        );
    let id = in_path.certificate.authority_key_id();
    let is_breach = is_asked && (id.is_none() || id != in_path.certificate.subject_key_id());
    when(is_breach, "The authority key identifier of the root is not its subject key identifier.")
}

pub(super) static AUTHORITY_ISSUER: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.aki-fields",
        asks: Text { en: "The authority key identifier has neither an issuer nor a serial number." },
        remedy: Text { en: "Have the certificate issued again with the keyIdentifier alone." },
        ..Rule::cab_forum("Baseline Requirements sections 7.1.2.1.3 and 7.1.2.11.1")
    },
    breach: authority_issuer,
};

fn authority_issuer(in_path: &InPath<'_>) -> Option<String> {
    let is_breach = matches!(
        in_path.parsed(&OID_X509_EXT_AUTHORITY_KEY_IDENTIFIER),
        Some(ParsedExtension::AuthorityKeyIdentifier(id))
            if id.authority_cert_issuer.is_some() || id.authority_cert_serial.is_some()
    );
    when(is_breach, "The authority key identifier has an issuer or a serial number.")
}

pub(super) static SUBSCRIBER_CA: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.subscriber-ca",
        asks: Text { en: "A server certificate is not a CA certificate." },
        remedy: Text { en: "Have a certificate issued that is not a CA's." },
        ..Rule::cab_forum("Baseline Requirements section 7.1.2.7.8")
    },
    breach: subscriber_ca,
};

fn subscriber_ca(in_path: &InPath<'_>) -> Option<String> {
    when(in_path.position == Position::Leaf && in_path.asserts_ca(), "The server certificate is a CA certificate.")
}

pub(super) static SERVER_AUTH: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.server-auth",
        asks: Text { en: "The extended key usage of a server certificate is there and contains id-kp-serverAuth." },
        remedy: Text { en: "Have the certificate issued again with the extended key usage serverAuth." },
        ..Rule::cab_forum("Baseline Requirements section 7.1.2.7.10")
    },
    breach: server_auth,
};

fn server_auth(in_path: &InPath<'_>) -> Option<String> {
    if in_path.position != Position::Leaf {
        return None;
    }
    match in_path.extension(&OID_X509_EXT_EXTENDED_KEY_USAGE) {
        None => Some("The server certificate has no extended key usage.".to_owned()),
        Some(_) => when(
            usage(in_path).is_some_and(|usage| !usage.server_auth),
            "The extended key usage does not contain serverAuth.",
        ),
    }
}

pub(super) static ANY_EKU: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.any-eku",
        asks: Text { en: "The extended key usage of a server certificate does not contain anyExtendedKeyUsage." },
        remedy: Text { en: "Have the certificate issued again with the extended key usage serverAuth alone." },
        ..Rule::cab_forum("Baseline Requirements section 7.1.2.7.10")
    },
    breach: any_eku,
};

fn any_eku(in_path: &InPath<'_>) -> Option<String> {
    let is_breach = in_path.position == Position::Leaf && usage(in_path).is_some_and(|usage| usage.any);
    when(is_breach, "The extended key usage contains anyExtendedKeyUsage.")
}

pub(super) static EKU_CRITICAL: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.eku-critical",
        asks: Text { en: "The extended key usage is not critical." },
        remedy: Text { en: "Have the certificate issued again with the extension not critical." },
        ..Rule::cab_forum("Baseline Requirements sections 7.1.2.7.6 and 7.1.2.6.1")
    },
    breach: eku_critical,
};

fn eku_critical(in_path: &InPath<'_>) -> Option<String> {
    when(in_path.is_critical(&OID_X509_EXT_EXTENDED_KEY_USAGE), "The extended key usage is critical.")
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
    breach: access_form,
};

fn access_form(in_path: &InPath<'_>) -> Option<String> {
    let Some(ParsedExtension::AuthorityInfoAccess(access)) = in_path.parsed(&OID_PKIX_AUTHORITY_INFO_ACCESS) else {
        return None;
    };
    let is_breach = access.accessdescs.iter().any(|access| {
        let is_known = access.access_method == OCSP || access.access_method == CA_ISSUERS;
        !is_known || !is_http(&access.access_location)
    });
    when(is_breach, "Authority information access has another method, or a location that is no HTTP URL.")
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
    breach: distribution_points,
};

fn distribution_points(in_path: &InPath<'_>) -> Option<String> {
    let extension = in_path.extension(&OID_X509_EXT_CRL_DISTRIBUTION_POINTS)?;
    if extension.critical {
        return Some("The CRL distribution points are critical.".to_owned());
    }
    let ParsedExtension::CRLDistributionPoints(points) = extension.parsed_extension() else { return None };
    let is_breach = points.iter().any(|point| {
        let is_http = matches!(
            &point.distribution_point,
            Some(DistributionPointName::FullName(names)) if !names.is_empty() && names.iter().all(is_http)
        );
        !is_http || point.reasons.is_some() || point.crl_issuer.is_some()
    });
    when(is_breach, "A CRL distribution point is not a full name of HTTP URLs alone.")
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
