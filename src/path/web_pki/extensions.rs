//! The other extensions: Baseline Requirements section 7.1.2.

use x509_parser::der_parser::oid;
use x509_parser::extensions::{DistributionPointName, ExtendedKeyUsage, GeneralName, ParsedExtension};
use x509_parser::oid_registry::{
    OID_PKIX_AUTHORITY_INFO_ACCESS, OID_X509_EXT_AUTHORITY_KEY_IDENTIFIER, OID_X509_EXT_CRL_DISTRIBUTION_POINTS,
    OID_X509_EXT_EXTENDED_KEY_USAGE, Oid,
};

use crate::path::in_path::{InPath, Position, when};

const OCSP: Oid<'static> = oid!(1.3.6.1.5.5.7.48.1);
const CA_ISSUERS: Oid<'static> = oid!(1.3.6.1.5.5.7.48.2);

pub(super) fn version(in_path: &InPath<'_>) -> Option<String> {
    when(!in_path.is_v3(), "The certificate has version 1 or 2.")
}

/// An anchor that another CA issued is not a root.
pub(super) fn root_eku(in_path: &InPath<'_>) -> Option<String> {
    when(
        is_root(in_path) && in_path.extension(&OID_X509_EXT_EXTENDED_KEY_USAGE).is_some(),
        "The root has an extended key usage.",
    )
}

/// Without a keyIdentifier it is not the subject key identifier either.
pub(super) fn root_authority_key(in_path: &InPath<'_>) -> Option<String> {
    let is_asked = is_root(in_path)
        && matches!(
            in_path.parsed(&OID_X509_EXT_AUTHORITY_KEY_IDENTIFIER),
            Some(ParsedExtension::AuthorityKeyIdentifier(_))
        );
    let id = in_path.certificate.authority_key_id();
    let is_breach = is_asked && (id.is_none() || id != in_path.certificate.subject_key_id());
    when(is_breach, "The authority key identifier of the root is not its subject key identifier.")
}

pub(super) fn authority_issuer(in_path: &InPath<'_>) -> Option<String> {
    let is_breach = matches!(
        in_path.parsed(&OID_X509_EXT_AUTHORITY_KEY_IDENTIFIER),
        Some(ParsedExtension::AuthorityKeyIdentifier(id))
            if id.authority_cert_issuer.is_some() || id.authority_cert_serial.is_some()
    );
    when(is_breach, "The authority key identifier has an issuer or a serial number.")
}

pub(super) fn subscriber_ca(in_path: &InPath<'_>) -> Option<String> {
    when(in_path.position == Position::Leaf && in_path.asserts_ca(), "The server certificate is a CA certificate.")
}

pub(super) fn server_auth(in_path: &InPath<'_>) -> Option<String> {
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

pub(super) fn any_eku(in_path: &InPath<'_>) -> Option<String> {
    let is_breach = in_path.position == Position::Leaf && usage(in_path).is_some_and(|usage| usage.any);
    when(is_breach, "The extended key usage contains anyExtendedKeyUsage.")
}

pub(super) fn eku_critical(in_path: &InPath<'_>) -> Option<String> {
    when(in_path.is_critical(&OID_X509_EXT_EXTENDED_KEY_USAGE), "The extended key usage is critical.")
}

pub(super) fn access_form(in_path: &InPath<'_>) -> Option<String> {
    let Some(ParsedExtension::AuthorityInfoAccess(access)) = in_path.parsed(&OID_PKIX_AUTHORITY_INFO_ACCESS) else {
        return None;
    };
    let is_breach = access.accessdescs.iter().any(|access| {
        let is_known = access.access_method == OCSP || access.access_method == CA_ISSUERS;
        !is_known || !is_http(&access.access_location)
    });
    when(is_breach, "Authority information access has another method, or a location that is no HTTP URL.")
}

pub(super) fn distribution_points(in_path: &InPath<'_>) -> Option<String> {
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
