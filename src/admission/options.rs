//! The settings of a profile that decide about devices.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Budget, Certificate};

/// The settings of a Sentry profile that decide about devices.
///
/// ```
/// use apptunnel::admission::{CrlCheck, Mode, AdmissionOptions, UnmanagedDevices, WithoutCrl};
///
/// let crl = CrlCheck::On { without_crl: WithoutCrl::Refuse };
/// let options = AdmissionOptions::new(Mode::IdentityCertificates { roots: Vec::new() }, crl);
/// assert_eq!(options.unmanaged, UnmanagedDevices::Block);
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AdmissionOptions {
    /// How devices prove who they are.
    pub mode: Mode,
    /// "Enable certificate revocation list (CRL)".
    pub crl: CrlCheck,
    /// "Default Unmanaged Devices Behavior".
    pub unmanaged: UnmanagedDevices,
    /// "New device access when UEM unreachable", a setting of the Sentry itself.
    pub new_devices: NewDevices,
    /// Limit on the work.
    pub budget: Budget,
}

/// How devices prove who they are.
///
/// ```
/// use apptunnel::admission::{CertificateField, Mode};
///
/// let mode = Mode::Kerberos { roots: Vec::new(), user: CertificateField::NtPrincipalName };
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mode {
    /// Pass Through: by user name and password. For ActiveSync only, and without a certificate.
    PassThrough,
    /// Group certificate: a device presents this certificate, or one that chains to it.
    GroupCertificate(Certificate),
    /// Identity certificate: a device presents one that chains to one of these roots.
    IdentityCertificates {
        /// The trusted root certificates.
        roots: Vec<Certificate>,
    },
    /// Identity certificate, which also names the user for whom the Sentry gets a Kerberos ticket.
    Kerberos {
        /// The trusted root certificates.
        roots: Vec<Certificate>,
        /// The field that names the user.
        user: CertificateField,
    },
}

/// The field of an identity certificate that names the user.
///
/// ```
/// use apptunnel::admission::CertificateField;
///
/// assert_eq!(serde_json::to_string(&CertificateField::NtPrincipalName).unwrap(), r#""nt_principal_name""#);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CertificateField {
    /// User UPN = Subject Alternative Name: NT Principal Name, an otherName with OID 1.3.6.1.4.1.311.20.2.3. The one that is
    /// documented (DISA STIG for Ivanti MobileIron Sentry 9.x, SV-251028).
    NtPrincipalName,
}

/// Whether the Sentry looks at the CRLs that the CAs of devices publish.
///
/// ```
/// use apptunnel::admission::{CrlCheck, WithoutCrl};
///
/// assert_ne!(CrlCheck::Off, CrlCheck::On { without_crl: WithoutCrl::Admit });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CrlCheck {
    /// The box is not ticked.
    Off,
    /// The box is ticked: every certificate of the path below the trusted one is looked up.
    On {
        /// What becomes of a device whose certificates no usable CRL is about.
        without_crl: WithoutCrl,
    },
}

/// What becomes of a device when no usable CRL tells whether its certificates are revoked.
///
/// What a Sentry does is documented nowhere, so that there is no default.
///
/// ```
/// use apptunnel::admission::WithoutCrl;
///
/// assert_eq!(serde_json::to_string(&WithoutCrl::Refuse).unwrap(), r#""refuse""#);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WithoutCrl {
    /// It is let in, and the decision warns of it.
    Admit,
    /// It is kept out.
    Refuse,
}

/// What becomes of a device that N-MDM does not manage, if nobody decided about it.
///
/// ```
/// use apptunnel::admission::UnmanagedDevices;
///
/// assert_eq!(UnmanagedDevices::default(), UnmanagedDevices::Block);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnmanagedDevices {
    /// It is blocked: "Allow unmanaged devices to receive email and data" is not ticked.
    #[default]
    Block,
    /// It is allowed.
    Allow,
}

/// What becomes of a device that the Sentry has never seen while UEM cannot be reached.
///
/// ```
/// use apptunnel::admission::NewDevices;
///
/// assert_eq!(NewDevices::default(), NewDevices::Allow);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NewDevices {
    /// It is allowed.
    #[default]
    Allow,
    /// It is blocked.
    Block,
}

impl AdmissionOptions {
    /// These options, and what a profile and a Sentry have where nobody changed it: unmanaged devices are blocked, new ones
    /// are allowed while UEM cannot be reached.
    pub fn new(mode: Mode, crl: CrlCheck) -> Self {
        Self {
            mode,
            crl,
            unmanaged: UnmanagedDevices::default(),
            new_devices: NewDevices::default(),
            budget: Budget::default(),
        }
    }

    /// The same, with other behaviour towards unmanaged devices.
    #[must_use]
    pub fn with_unmanaged(self, unmanaged: UnmanagedDevices) -> Self {
        Self { unmanaged, ..self }
    }

    /// The same, with other behaviour towards new devices while UEM cannot be reached.
    #[must_use]
    pub fn with_new_devices(self, new_devices: NewDevices) -> Self {
        Self { new_devices, ..self }
    }

    /// The same, with another limit on the work.
    #[must_use]
    pub fn with_budget(self, budget: Budget) -> Self {
        Self { budget, ..self }
    }
}
