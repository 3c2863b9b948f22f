//! What a leaf is used for.

use x509_parser::der_parser::oid;
use x509_parser::oid_registry::Oid;

/// What the leaf is used for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyPurpose {
    /// Anything: extended key usage is not looked at.
    #[default]
    Any,
    /// TLS server authentication: id-kp-serverAuth.
    Server(Strictness),
    /// TLS client authentication: id-kp-clientAuth.
    Client(Strictness),
    /// Messaging Layer Security for RCS (GSMA RCC.16): id-kp-rcsMlsClient alone, on leaf and issuer.
    RcsMlsClient,
    /// Content credentials (C2PA specification): the claim signing of a manifest.
    C2paManifest,
    /// Content credentials (C2PA specification): id-kp-timeStamping.
    C2paTimestamping,
}

/// How exactly extended key usage must name the purpose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Strictness {
    /// As in RFC 5280: it may be absent, and anyExtendedKeyUsage is as good.
    #[default]
    Lax,
    /// The leaf must name the purpose, and none of code signing, OCSP signing and time stamping.
    StrictLeaf,
    /// That, and anyExtendedKeyUsage is not enough for a CA either; for clients a CA must name the purpose.
    Strict,
}

/// The arc of the extensions that RCC.16 adds to MLS client certificates.
const RCS_MLS_EXTENSIONS: Oid<'static> = oid!(2.23.146.2.1);

impl KeyPurpose {
    /// Whether the purpose defines this extension, so that it may be critical.
    pub(super) fn knows_extension(&self, oid: &Oid<'_>) -> bool {
        *self == Self::RcsMlsClient && oid.as_bytes().starts_with(RCS_MLS_EXTENSIONS.as_bytes())
    }
}
