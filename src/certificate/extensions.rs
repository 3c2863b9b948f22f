//! The extensions that more than one module asks for.
//!
//! An extension that cannot be read, or stands twice, counts as absent here.

use std::net::IpAddr;

use x509_parser::der_parser::oid;
use x509_parser::extensions::{GeneralName, ParsedExtension};
use x509_parser::oid_registry::Oid;
use x509_parser::x509::X509Version;

use super::Certificate;

/// id-ad-caIssuers, RFC 5280 section 4.2.2.1.
const CA_ISSUERS: Oid<'static> = oid!(1.3.6.1.5.5.7.48.2);

impl Certificate {
    /// Whether this is a CA certificate: basic constraints with cA true (RFC 5280 section 4.2.1.9), or a self-issued
    /// certificate of version 1 or 2, which cannot say.
    pub fn is_ca(&self) -> bool {
        match self.x509().basic_constraints() {
            Ok(Some(constraints)) => constraints.value.ca,
            Ok(None) => self.x509().version() != X509Version::V3 && self.is_self_issued(),
            Err(_) => false,
        }
    }

    /// Whether subject and issuer are the same name, byte for byte.
    pub fn is_self_issued(&self) -> bool {
        self.x509().subject().as_raw() == self.x509().issuer().as_raw()
    }

    /// The dNSName entries of the subject alternative name (RFC 5280 section 4.2.1.6).
    pub fn dns_names(&self) -> impl Iterator<Item = &str> {
        self.alternative_names().filter_map(|name| match name {
            GeneralName::DNSName(name) => Some(*name),
            _ => None,
        })
    }

    /// Whether the subject alternative name has an entry that is not the text it should be.
    pub(crate) fn has_unreadable_names(&self) -> bool {
        self.alternative_names().any(|name| matches!(name, GeneralName::Invalid(..)))
    }

    /// The iPAddress entries of the subject alternative name that are 4 or 16 bytes long.
    pub fn ip_addresses(&self) -> impl Iterator<Item = IpAddr> {
        self.alternative_names().filter_map(|name| match name {
            GeneralName::IPAddress(bytes) => <[u8; 4]>::try_from(*bytes)
                .map(IpAddr::from)
                .or_else(|_| <[u8; 16]>::try_from(*bytes).map(IpAddr::from))
                .ok(),
            _ => None,
        })
    }

    /// Whether the extended key usage lists id-kp-serverAuth itself (RFC 5280 section 4.2.1.12).
    pub fn has_server_auth(&self) -> bool {
        matches!(self.x509().extended_key_usage(), Ok(Some(usage)) if usage.value.server_auth)
    }

    /// The subject key identifier (RFC 5280 section 4.2.1.2).
    pub fn subject_key_id(&self) -> Option<&[u8]> {
        self.extensions().find_map(|extension| match extension {
            ParsedExtension::SubjectKeyIdentifier(id) => Some(id.0),
            _ => None,
        })
    }

    /// The key identifier in the authority key identifier (RFC 5280 section 4.2.1.1).
    pub fn authority_key_id(&self) -> Option<&[u8]> {
        self.extensions().find_map(|extension| match extension {
            ParsedExtension::AuthorityKeyIdentifier(id) => id.key_identifier.as_ref().map(|id| id.0),
            _ => None,
        })
    }

    /// Where the issuer's certificate can be fetched: the caIssuers URIs of the authority information access.
    pub fn ca_issuers(&self) -> impl Iterator<Item = &str> {
        self.extensions()
            .filter_map(|extension| match extension {
                ParsedExtension::AuthorityInfoAccess(access) => Some(&access.accessdescs),
                _ => None,
            })
            .flatten()
            .filter_map(|access| match &access.access_location {
                GeneralName::URI(uri) if access.access_method == CA_ISSUERS => Some(*uri),
                _ => None,
            })
    }

    fn alternative_names(&self) -> impl Iterator<Item = &GeneralName<'_>> {
        self.x509()
            .subject_alternative_name()
            .ok()
            .flatten()
            .map(|extension| extension.value.general_names.as_slice())
            .unwrap_or_default()
            .iter()
    }

    fn extensions(&self) -> impl Iterator<Item = &ParsedExtension<'_>> {
        self.x509().extensions().iter().map(|extension| extension.parsed_extension())
    }
}
