//! What a report says of each certificate it looked at.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The facts of one certificate, for a reader of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct CertificateSummary {
    /// SHA-256 of its DER, as lower-case hex.
    pub sha256: String,
    /// Subject in the form of RFC 4514, empty if the certificate has none.
    pub subject: String,
    /// Issuer in the form of RFC 4514.
    pub issuer: String,
    /// Serial number as lower-case hex, as it is encoded.
    pub serial: String,
    /// First instant of validity. `None` if it is not a date of the years 1 to 9999.
    pub not_before: Option<DateTime<Utc>>,
    /// Last instant of validity. `None` if it is not a date of the years 1 to 9999.
    pub not_after: Option<DateTime<Utc>>,
    /// Key type and size, such as `RSA-2048` or `EC-P256`.
    pub key: String,
    /// Signature algorithm, such as `sha256WithRSAEncryption`, or its OID.
    pub signature_algorithm: String,
    /// Subject alternative names: DNS names and IP addresses.
    pub names: Vec<String>,
    /// What the certificate is in this file.
    pub role: Role,
    /// Its name in the file (PKCS#9 friendlyName).
    pub friendly_name: Option<String>,
    /// Its identifier in the file (PKCS#9 localKeyId), as lower-case hex.
    pub local_key_id: Option<String>,
}

/// What a certificate is among the others of its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Role {
    /// The server's own certificate, or the lowest one there is.
    Leaf,
    /// A CA certificate on the leaf's chain that another CA has signed.
    Intermediate,
    /// A self-signed CA certificate on the leaf's chain.
    Root,
    /// The same certificate stands earlier in the file.
    Duplicate,
    /// Above the leaf, on another chain than the one that was chosen.
    Alternate,
    /// Not above the leaf.
    Unrelated,
}
