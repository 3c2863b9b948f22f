//! A device that asks to be let in.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Certificate;

/// A device that connects, and what the Sentry knows of it.
///
/// ```
/// use apptunnel::admission::{Attempt, Standing, Traffic};
///
/// let attempt = Attempt::new(Vec::new(), Traffic::ActiveSync, Standing::Managed);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attempt {
    /// What the device presents in the handshake: its own certificate first, then others in any order. Empty: none.
    pub certificates: Vec<Certificate>,
    /// What it asks for.
    pub traffic: Traffic,
    /// What the Sentry knows of it.
    pub standing: Standing,
}

impl Attempt {
    /// A device with these certificates, its own first.
    pub fn new(certificates: Vec<Certificate>, traffic: Traffic, standing: Standing) -> Self {
        Self { certificates, traffic, standing }
    }
}

/// What a device asks for.
///
/// ```
/// use apptunnel::admission::Traffic;
///
/// assert_eq!(serde_json::to_string(&Traffic::AppTunnel).unwrap(), r#""app_tunnel""#);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Traffic {
    /// E-mail by ActiveSync.
    ActiveSync,
    /// A tunnel to a service.
    AppTunnel,
}

/// What the Sentry knows of a device.
///
/// A Sentry that cannot reach UEM keeps the last known state of a device, so that this is what to give then.
///
/// ```
/// use apptunnel::admission::{AdminDecision, Standing};
///
/// // The administrator has deleted the entry: what was decided before is forgotten.
/// let standing = Standing::Unmanaged { decision: None };
/// assert_ne!(standing, Standing::Unmanaged { decision: Some(AdminDecision::Allow) });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Standing {
    /// N-MDM manages it.
    Managed,
    /// N-MDM does not know it.
    Unmanaged {
        /// What the administrator decided about it. Holds until the administrator decides otherwise, or deletes the entry,
        /// whatever the profile says.
        decision: Option<AdminDecision>,
    },
    /// The Sentry has never seen it, and cannot reach UEM.
    New,
}

/// What an administrator decided about an unmanaged device.
///
/// ```
/// use apptunnel::admission::AdminDecision;
///
/// assert_eq!(serde_json::to_string(&AdminDecision::Block).unwrap(), r#""block""#);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AdminDecision {
    /// Let it in.
    Allow,
    /// Keep it out.
    Block,
}
