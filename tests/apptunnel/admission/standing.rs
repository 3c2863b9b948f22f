//! The standing of the device, and what the administrator decided about it.

use apptunnel::admission::{
    self, AdminDecision, AdmissionOptions, Attempt, Decision, Mode, NewDevices, Standing, Traffic, UnmanagedDevices,
};

use super::{assert_admitted, assert_refused, identity, identity_mode, issuing, settings};
use crate::support::now;

fn decide_about(settings: &AdmissionOptions, standing: Standing) -> Decision {
    let attempt = Attempt::new(vec![identity(), issuing()], Traffic::AppTunnel, standing);
    admission::authenticate(settings, &attempt, now(), &[])
}

fn unmanaged(decision: Option<AdminDecision>) -> Standing {
    Standing::Unmanaged { decision }
}

#[test]
fn unmanaged_devices_are_blocked_by_default() {
    let blocking = settings(identity_mode());
    assert_admitted(&decide_about(&blocking, Standing::Managed), &[]);
    assert_refused(&decide_about(&blocking, unmanaged(None)), &["unmanaged-blocked"]);
    let allowing = blocking.with_unmanaged(UnmanagedDevices::Allow);
    assert_admitted(&decide_about(&allowing, unmanaged(None)), &["unmanaged-allowed"]);
}

#[test]
fn a_decision_about_the_device_outlives_what_the_profile_says() {
    let blocking = settings(identity_mode());
    let allowing = blocking.clone().with_unmanaged(UnmanagedDevices::Allow);
    for settings in [blocking, allowing] {
        let allowed = decide_about(&settings, unmanaged(Some(AdminDecision::Allow)));
        assert_admitted(&allowed, &["allowed-by-administrator"]);
        let blocked = decide_about(&settings, unmanaged(Some(AdminDecision::Block)));
        assert_refused(&blocked, &["blocked-by-administrator"]);
    }
}

#[test]
fn new_devices_are_allowed_by_default_while_uem_cannot_be_reached() {
    let allowing = settings(identity_mode());
    assert_admitted(&decide_about(&allowing, Standing::New), &["new-device-allowed"]);
    let blocking = allowing.with_new_devices(NewDevices::Block);
    assert_refused(&decide_about(&blocking, Standing::New), &["new-device-blocked"]);
    assert_admitted(&decide_about(&blocking, Standing::Managed), &[]);
}

#[test]
fn an_allowed_device_still_needs_a_certificate_and_every_reason_is_told() {
    let settings = settings(identity_mode());
    let of = |standing| {
        let attempt = Attempt::new(Vec::new(), Traffic::AppTunnel, standing);
        admission::authenticate(&settings, &attempt, now(), &[])
    };
    let allowed = of(unmanaged(Some(AdminDecision::Allow)));
    assert_refused(&allowed, &["no-certificate", "allowed-by-administrator"]);
    assert_refused(&of(unmanaged(None)), &["unmanaged-blocked", "no-certificate"]);
}

#[test]
fn pass_through_asks_for_the_standing_too() {
    let attempt = Attempt::new(Vec::new(), Traffic::ActiveSync, unmanaged(None));
    let decision = admission::authenticate(&settings(Mode::PassThrough), &attempt, now(), &[]);
    assert_refused(&decision, &["unmanaged-blocked"]);
}
