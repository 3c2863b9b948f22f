//! Section 5.2 and invariant 13: the Sentry Root Certificate.

use apptunnel::Fleet;
use apptunnel::fleet::{Admin, Change, Device, DeviceGroupName, OtherSpaces, Ticked};

use super::code;
use crate::support::fleet::{distribute, group};

const APPLY: OtherSpaces = OtherSpaces::Apply { allow_space_admin_to_edit: false };
const EDITABLE: OtherSpaces = OtherSpaces::Apply { allow_space_admin_to_edit: true };

fn fleet() -> Fleet {
    let mut fleet = Fleet::default();
    for space in ["Germany", "Japan"] {
        fleet.add_space(space.parse().unwrap(), 9).unwrap();
        fleet.set_device_group(format!("Sales {space}").parse().unwrap(), group(space, &[])).unwrap();
    }
    fleet.set_device_group("Sales".parse().unwrap(), group("Default Space", &[])).unwrap();
    fleet
}

fn has(fleet: &Fleet, group: &str) -> bool {
    fleet.is_root_distributed_to_group(&group.parse().unwrap())
}

fn ticked(groups: &[&str]) -> Ticked {
    Ticked::default().with_device_groups(groups.iter().map(|name| name.parse().unwrap()).collect())
}

fn in_germany(groups: Option<&[&str]>) -> Change {
    Change::InSpace { space: "Germany".parse().unwrap(), ticked: groups.map(ticked) }
}

fn admin(space: &str) -> Admin {
    Admin::Space(space.parse().unwrap())
}

#[test]
fn saving_without_confirming_changes_nothing() {
    let fleet = fleet();
    let before = fleet.clone();
    let change = Change::Distribution { ticked: ticked(&["Sales"]), other_spaces: APPLY };
    let pending = fleet.propose(&Admin::Global, change).unwrap();
    assert!(pending.warning().to_string().starts_with("This changes which devices trust the Sentrys."));
    let summary: Vec<String> = pending.summary().iter().map(ToString::to_string).collect();
    assert_eq!(summary, ["Ticked: 1 device group, 0 devices.", "Apply to devices in other spaces."]);
    assert_eq!(fleet, before);
}

#[test]
fn do_not_apply_to_other_spaces() {
    let mut fleet = fleet();
    distribute(&mut fleet, &["Sales", "Sales Germany"], OtherSpaces::DoNotApply);
    assert!(has(&fleet, "Sales") && !has(&fleet, "Sales Germany"));
}

#[test]
fn apply_to_devices_in_other_spaces() {
    let mut fleet = fleet();
    distribute(&mut fleet, &["Sales", "Sales Germany"], APPLY);
    assert!(has(&fleet, "Sales") && has(&fleet, "Sales Germany") && !has(&fleet, "Sales Japan"));
}

#[test]
fn allow_space_admin_to_edit_is_offered_only_when_it_applies_to_other_spaces() {
    assert!(!OtherSpaces::DoNotApply.offers_space_admin_edit());
    assert!(APPLY.offers_space_admin_edit());
    let json = r#"{"choice": "do_not_apply", "allow_space_admin_to_edit": true}"#;
    assert!(serde_json::from_str::<OtherSpaces>(json).is_err());
}

#[test]
fn a_space_admin_edits_that_space_only() {
    let mut fleet = fleet();
    distribute(&mut fleet, &["Sales", "Sales Japan"], APPLY);
    let change = || in_germany(Some(&["Sales Germany"]));
    assert_eq!(code(fleet.propose(&admin("Germany"), change())), "fleet.edit-not-allowed");
    distribute(&mut fleet, &["Sales", "Sales Japan"], EDITABLE);
    assert_eq!(code(fleet.propose(&admin("Japan"), change())), "fleet.own-space-only");
    let whole = Change::Distribution { ticked: Ticked::default(), other_spaces: EDITABLE };
    assert_eq!(code(fleet.propose(&admin("Germany"), whole)), "fleet.own-space-only");
    assert_eq!(code(fleet.propose(&admin("Germany"), in_germany(Some(&["Sales"])))), "fleet.other-space");
    let pending = fleet.propose(&admin("Germany"), change()).unwrap();
    fleet.confirm(&pending).unwrap();
    assert!(has(&fleet, "Sales Germany"));
    // Others inherit what they had.
    assert!(has(&fleet, "Sales") && has(&fleet, "Sales Japan"));
    let pending = fleet.propose(&admin("Germany"), in_germany(None)).unwrap();
    fleet.confirm(&pending).unwrap();
    assert!(!has(&fleet, "Sales Germany"));
}

#[test]
fn what_no_longer_applies_to_other_spaces_is_lost_there() {
    let mut fleet = fleet();
    assert_eq!(code(fleet.propose(&Admin::Global, in_germany(None))), "fleet.not-delegated");
    distribute(&mut fleet, &[], EDITABLE);
    let pending = fleet.propose(&Admin::Global, in_germany(Some(&["Sales Germany"]))).unwrap();
    fleet.confirm(&pending).unwrap();
    let change = Change::Distribution { ticked: ticked(&[]), other_spaces: OtherSpaces::DoNotApply };
    let pending = fleet.propose(&Admin::Global, change).unwrap();
    assert!(pending.warning().to_string().contains("Germany"), "{}", pending.warning());
    fleet.confirm(&pending).unwrap();
    assert!(fleet.delegated_spaces().iter().all(|space| space.root_distribution().is_none()));
}

#[test]
fn a_change_is_confirmed_on_what_it_was_proposed_for() {
    let mut fleet = fleet();
    let change = |groups| Change::Distribution { ticked: ticked(groups), other_spaces: APPLY };
    let first = fleet.propose(&Admin::Global, change(&["Sales"])).unwrap();
    let second = fleet.propose(&Admin::Global, change(&["Sales Japan"])).unwrap();
    fleet.confirm(&first).unwrap();
    let before = fleet.clone();
    assert_eq!(code(fleet.confirm(&second)), "fleet.changed-since");
    assert_eq!(fleet, before);
    let third = fleet.propose(&Admin::Global, change(&["Sales Japan"])).unwrap();
    fleet.delete_device_group(&"Sales Japan".parse().unwrap()).unwrap();
    assert_eq!(code(fleet.confirm(&third)), "fleet.not-found");
}

#[test]
fn devices_have_the_root_by_themselves_or_through_a_group() {
    let mut fleet = fleet();
    let sales: DeviceGroupName = "Sales".parse().unwrap();
    let member = Device::default().with_groups([sales.clone()].into());
    fleet.set_device("member".parse().unwrap(), member.clone()).unwrap();
    fleet.set_device("single".parse().unwrap(), Device::default()).unwrap();
    let elsewhere = member.with_space("Japan".parse().unwrap());
    assert_eq!(code(fleet.set_device("x".parse().unwrap(), elsewhere)), "fleet.other-space");
    let mut both = ticked(&["Sales"]);
    both.devices.insert("single".parse().unwrap());
    let change = Change::Distribution { ticked: both, other_spaces: APPLY };
    let pending = fleet.propose(&Admin::Global, change).unwrap();
    fleet.confirm(&pending).unwrap();
    assert!(fleet.is_root_distributed_to_device(&"member".parse().unwrap()));
    assert!(fleet.is_root_distributed_to_device(&"single".parse().unwrap()));
    assert_eq!(code(fleet.delete_device(&"single".parse().unwrap())), "fleet.ticked");
    assert_eq!(code(fleet.delete_device_group(&sales)), "fleet.device-group-in-use");
}
