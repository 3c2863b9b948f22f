//! What to mind when a profile is changed.

use super::pointer::At;
use crate::message::{Text, message};
use crate::profile::{Profile, Service, ServiceType, source};
use crate::report::{Finding, Rule, Severity};

pub(super) const RULES: &[&Rule] = &[&AUTHENTICATION_CHANGED];

/// What to mind when `after` takes the place of `before` on a Sentry.
///
/// ```
/// use apptunnel::profile::{self, ProfileDraft};
///
/// let json = std::fs::read_to_string("examples/profile.json").unwrap();
/// let draft: ProfileDraft = serde_json::from_str(&json).unwrap();
/// let profile = draft.check().profile.unwrap();
/// assert!(profile::check_change(&profile, &profile).is_empty());
/// ```
pub fn check_change(before: &Profile, after: &Profile) -> Vec<Finding> {
    let had_active_sync = before.services.iter().any(|service| service.service_type() == ServiceType::ActiveSync);
    let tunnels =
        |profile: &Profile| profile.services.iter().map(Service::service_type).any(ServiceType::is_app_tunnel);
    let is_added = had_active_sync && !tunnels(before) && tunnels(after);
    let (was, is) = (&before.global.device_authentication, &after.global.device_authentication);
    if !is_added || was == is {
        return Vec::new();
    }
    let root = At::ROOT;
    let global = root.field("global");
    let at = global.field("device_authentication");
    vec![AUTHENTICATION_CHANGED.finding(at.subject(), authentication_changes(was.as_str(), is.as_str()))]
}

static AUTHENTICATION_CHANGED: Rule = Rule {
    code: "profile.authentication-changed",
    severity: Severity::Warning,
    asks: Text {
        en: "When AppTunnel is added to a Sentry with ActiveSync, device authentication stays, or the Exchange configuration changes with it.",
    },
    remedy: Text { en: "Change the Exchange configuration to agree with the new device authentication." },
    ..Rule::ivanti_guide(source::APP_TUNNEL)
};

message! {
    fn authentication_changes(from: &str, to: &str) {
        en: "Device authentication changes from {from} to {to}.",
    }
}
