//! Section 6: assignment and life cycle; and spaces of section 5.2.

use apptunnel::fleet::{DeviceGroup, SentryName, Space};
use apptunnel::profile::ProfileName;

use super::{code, europe, profile};

fn sentry() -> SentryName {
    "sentry-1".parse().unwrap()
}

fn name(text: &str) -> ProfileName {
    text.parse().unwrap()
}

#[test]
fn a_registered_sentry_is_unconfigured() {
    let mut fleet = europe();
    fleet.register_sentry(sentry()).unwrap();
    assert!(fleet.sentrys()[&sentry()].is_unconfigured());
    assert_eq!(code(fleet.register_sentry(sentry())), "fleet.name-taken");
}

#[test]
fn assign_reassign_unassign_delete() {
    let mut fleet = europe();
    fleet.add_profile(profile("Asia", "first", None)).unwrap();
    fleet.register_sentry(sentry()).unwrap();
    assert_eq!(code(fleet.unassign(&sentry())), "fleet.not-configured");
    assert_eq!(code(fleet.reassign(&sentry(), &name("Asia"))), "fleet.not-configured");
    assert_eq!(code(fleet.assign(&sentry(), &name("Nowhere"))), "fleet.not-found");
    fleet.assign(&sentry(), &name("Europe")).unwrap();
    assert_eq!(code(fleet.delete_sentry(&sentry())), "fleet.sentry-configured");
    fleet.reassign(&sentry(), &name("Asia")).unwrap();
    assert_eq!(fleet.sentrys()[&sentry()].profile(), Some(&name("Asia")));
    fleet.unassign(&sentry()).unwrap();
    fleet.delete_sentry(&sentry()).unwrap();
    assert!(fleet.sentrys().is_empty());
}

#[test]
fn invariant_9_one_profile_for_each_sentry_and_many_sentrys_for_a_profile() {
    let mut fleet = europe();
    for number in 1..=3 {
        let sentry: SentryName = format!("sentry-{number}").parse().unwrap();
        fleet.register_sentry(sentry.clone()).unwrap();
        fleet.assign(&sentry, &name("Europe")).unwrap();
    }
    assert_eq!(fleet.sentrys_with(&name("Europe")).count(), 3);
    let before = fleet.clone();
    assert_eq!(code(fleet.assign(&sentry(), &name("Europe"))), "fleet.one-profile");
    assert_eq!(fleet, before);
}

#[test]
fn a_profile_that_is_assigned_or_needed_is_not_deleted() {
    let mut fleet = europe();
    fleet.register_sentry(sentry()).unwrap();
    fleet.assign(&sentry(), &name("Europe")).unwrap();
    let group = DeviceGroup::default().with_profiles([name("Europe")].into());
    fleet.set_device_group("Sales".parse().unwrap(), group).unwrap();
    let refusal = fleet.delete_profile(&name("Europe")).unwrap_err();
    let codes: Vec<_> = refusal.findings().iter().map(|finding| finding.code.as_str()).collect();
    assert_eq!(codes, ["fleet.profile-assigned", "fleet.profile-needed"]);
    assert!(refusal.to_string().contains("sentry-1") && refusal.to_string().contains("Sales"));
}

#[test]
fn sentrys_and_devices_follow_a_profile_that_is_renamed() {
    let mut fleet = europe();
    fleet.register_sentry(sentry()).unwrap();
    fleet.assign(&sentry(), &name("Europe")).unwrap();
    fleet.replace_profile(&name("Europe"), profile("EMEA", "first", None)).unwrap();
    assert_eq!(fleet.sentrys()[&sentry()].profile(), Some(&name("EMEA")));
    assert_eq!(code(fleet.replace_profile(&name("EMEA"), profile("EMEA", "gone", None))), "fleet.certificate-missing");
    assert_eq!(fleet, apptunnel::Fleet::from_json(&fleet.to_json()).unwrap());
}

#[test]
fn the_default_space_is_last_and_neither_edited_nor_deleted() {
    let mut fleet = europe();
    fleet.add_space("Germany".parse().unwrap(), 0).unwrap();
    fleet.add_space("Japan".parse().unwrap(), 99).unwrap();
    assert_eq!(code(fleet.delete_space(&Space::Default)), "fleet.default-space");
    assert_eq!(code(fleet.move_space(&Space::Default, 0)), "fleet.default-space");
    assert_eq!(code(fleet.rename_space(&Space::Default, "x".parse().unwrap())), "fleet.default-space");
    fleet.move_space(&"Japan".parse().unwrap(), 0).unwrap();
    let ranked: Vec<String> = fleet.spaces().map(|space| space.to_string()).collect();
    assert_eq!(ranked, ["Japan", "Germany", "Default Space"]);
    assert_eq!(code(fleet.add_space("Japan".parse().unwrap(), 0)), "fleet.name-taken");
    assert!("default space".parse::<apptunnel::fleet::SpaceName>().is_err());
    let group = crate::support::fleet::group("Japan", &[]);
    fleet.set_device_group("Sales".parse().unwrap(), group).unwrap();
    assert_eq!(code(fleet.delete_space(&"Japan".parse().unwrap())), "fleet.space-in-use");
    fleet.rename_space(&"Japan".parse().unwrap(), "Nippon".parse().unwrap()).unwrap();
    assert_eq!(fleet.device_groups()[&"Sales".parse().unwrap()].space.as_str(), "Nippon");
}
