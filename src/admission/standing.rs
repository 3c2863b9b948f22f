//! Whether the Sentry lets a device in that N-MDM does not manage.

use super::attempt::{AdminDecision, Attempt, Standing};
use super::options::{AdmissionOptions, NewDevices, UnmanagedDevices};
use super::rules::{
    ADMIN_ALLOWED, ADMIN_BLOCKED, NEW_ALLOWED, NEW_BLOCKED, UNMANAGED_ALLOWED, UNMANAGED_BLOCKED, field,
};
use crate::message::message;
use crate::report::Finding;

message! {
    fn blocked_by_administrator() {
        en: "An administrator has blocked this unmanaged device.",
    }
    fn allowed_by_administrator() {
        en: "The device is not managed, and an administrator has allowed it.",
    }
    fn unmanaged_and_blocked() {
        en: "The device is not managed, and the profile blocks unmanaged devices.",
    }
    fn unmanaged_and_allowed() {
        en: "The device is not managed, and the profile allows unmanaged devices.",
    }
    fn new_and_allowed() {
        en: "The device is new and UEM cannot be reached; the Sentry allows new devices then.",
    }
    fn new_and_blocked() {
        en: "The device is new and UEM cannot be reached; the Sentry blocks new devices then.",
    }
}

/// What an administrator decided about the device comes before what the profile says of all.
pub(super) fn check(options: &AdmissionOptions, attempt: &Attempt) -> Option<Finding> {
    let (rule, message) = match attempt.standing {
        Standing::Managed => return None,
        Standing::Unmanaged { decision: Some(AdminDecision::Block) } => (&ADMIN_BLOCKED, blocked_by_administrator()),
        Standing::Unmanaged { decision: Some(AdminDecision::Allow) } => (&ADMIN_ALLOWED, allowed_by_administrator()),
        Standing::Unmanaged { decision: None } => match options.unmanaged {
            UnmanagedDevices::Block => (&UNMANAGED_BLOCKED, unmanaged_and_blocked()),
            UnmanagedDevices::Allow => (&UNMANAGED_ALLOWED, unmanaged_and_allowed()),
        },
        Standing::New => match options.new_devices {
            NewDevices::Allow => (&NEW_ALLOWED, new_and_allowed()),
            NewDevices::Block => (&NEW_BLOCKED, new_and_blocked()),
        },
    };
    Some(rule.finding(field("/standing"), message))
}
