//! Whether the Sentry lets a device in that N-MDM does not manage.

use super::attempt::{AdminDecision, Attempt, Standing};
use super::options::{AdmissionOptions, NewDevices, UnmanagedDevices};
use super::rules::{
    ADMIN_ALLOWED, ADMIN_BLOCKED, NEW_ALLOWED, NEW_BLOCKED, UNMANAGED_ALLOWED, UNMANAGED_BLOCKED, field,
};
use crate::report::Finding;

/// What an administrator decided about the device comes before what the profile says of all.
pub(super) fn check(settings: &AdmissionOptions, attempt: &Attempt) -> Option<Finding> {
    let (rule, message) = match attempt.standing {
        Standing::Managed => return None,
        Standing::Unmanaged { decision: Some(AdminDecision::Block) } => {
            (&ADMIN_BLOCKED, "An administrator has blocked this unmanaged device.")
        }
        Standing::Unmanaged { decision: Some(AdminDecision::Allow) } => {
            (&ADMIN_ALLOWED, "The device is not managed, and an administrator has allowed it.")
        }
        Standing::Unmanaged { decision: None } => match settings.unmanaged {
            UnmanagedDevices::Block => {
                (&UNMANAGED_BLOCKED, "The device is not managed, and the profile blocks unmanaged devices.")
            }
            UnmanagedDevices::Allow => {
                (&UNMANAGED_ALLOWED, "The device is not managed, and the profile allows unmanaged devices.")
            }
        },
        Standing::New => match settings.new_devices {
            NewDevices::Allow => {
                (&NEW_ALLOWED, "The device is new and UEM cannot be reached; the Sentry allows new devices then.")
            }
            NewDevices::Block => {
                (&NEW_BLOCKED, "The device is new and UEM cannot be reached; the Sentry blocks new devices then.")
            }
        },
    };
    Some(rule.finding(field("/standing"), message))
}
