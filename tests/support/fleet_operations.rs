//! Operations on a fleet to order: on four names of each kind, so that they meet.

use apptunnel::fleet::{Admin, Change, Device, DeviceGroup, OtherSpaces, Refusal, Space, Ticked, Upload};
use apptunnel::upload::{self, Store};
use apptunnel::{Bundle, Fleet, Profile};

use super::choices::Choices;
use super::{HOST, now};

impl<F: FnMut(u64) -> u64> Choices<F> {
    /// One of four names of a kind.
    fn name<T: std::str::FromStr<Err: std::fmt::Debug>>(&mut self, kind: &str) -> T {
        format!("{kind} {}", self.below(4)).parse().unwrap()
    }

    fn some<T: std::str::FromStr<Err: std::fmt::Debug> + Ord>(&mut self, kind: &str) -> std::collections::BTreeSet<T> {
        (0..self.below(3)).map(|_| self.name(kind)).collect()
    }

    fn space(&mut self) -> Space {
        if self.below(3) == 0 { Space::Default } else { self.name("Space") }
    }

    fn store(&mut self) -> Store {
        self.one(&Store::ALL)
    }

    fn profile(&mut self) -> Profile {
        let second = (self.below(2) == 0).then(|| format!("Certificate {}", self.below(4)));
        let first = format!("Certificate {}", self.below(4));
        let second = second.filter(|second| *second != first);
        let name = format!("Profile {}", self.below(4));
        let mut value = super::fleet::profile(&name, HOST, &first, second.as_deref(), 1);
        if self.below(3) == 0 {
            let group = format!("Certificate {}", self.below(4));
            value["global"]["device_authentication"] = serde_json::json!({
                "mode": "group_certificate", "group_certificate": group, "check_crl": false,
            });
        }
        serde_json::from_value(value).unwrap()
    }

    fn ticked(&mut self) -> Ticked {
        Ticked::default().with_devices(self.some("Device")).with_device_groups(self.some("Group"))
    }

    fn change(&mut self) -> Change {
        if self.below(2) == 0 {
            let ticked = (self.below(3) > 0).then(|| self.ticked());
            return Change::InSpace { space: self.name("Space"), ticked };
        }
        let other_spaces = match self.below(4) {
            0 => OtherSpaces::DoNotApply,
            edit => OtherSpaces::Apply { allow_space_admin_to_edit: edit > 1 },
        };
        Change::Distribution { ticked: self.ticked(), other_spaces }
    }

    fn admin(&mut self) -> Admin {
        if self.below(2) == 0 { Admin::Global } else { Admin::Space(self.name("Space")) }
    }
}

/// Makes one operation, whose name it tells and whether it was done. What is refused changes nothing, and what is done
/// can be saved and loaded.
pub(crate) fn operate(
    fleet: &mut Fleet,
    choices: &mut Choices<impl FnMut(u64) -> u64>,
    files: &[Bundle],
) -> (&'static str, bool) {
    let before = fleet.clone();
    let (operation, outcome) = attempt(fleet, choices, files);
    match &outcome {
        Err(refusal) => {
            assert!(!refusal.findings().is_empty(), "{operation}");
            assert!(*fleet == before, "{operation} was refused and changed something");
        }
        // Loading checks every invariant.
        Ok(()) => match Fleet::from_json(&fleet.to_json()) {
            Ok(read) => assert!(read == *fleet, "{operation}"),
            Err(error) => panic!("{operation}: {error}"),
        },
    }
    (operation, outcome.is_ok())
}

fn attempt(
    fleet: &mut Fleet,
    choices: &mut Choices<impl FnMut(u64) -> u64>,
    files: &[Bundle],
) -> (&'static str, Result<(), Refusal>) {
    match choices.below(18) {
        0 => {
            let confirm = choices.below(2) == 0;
            let upload = Upload::new(choices.store(), choices.name("Certificate")).with_confirm(confirm);
            let file = &files[choices.index(3)];
            ("upload", fleet.upload(&upload, file, &upload::UploadOptions::default(), now()).map(drop))
        }
        1 => ("delete certificate", fleet.delete_certificate(choices.store(), &choices.name("Certificate"))),
        2 => ("add profile", fleet.add_profile(choices.profile())),
        3 => ("replace profile", fleet.replace_profile(&choices.name("Profile"), choices.profile())),
        4 => ("delete profile", fleet.delete_profile(&choices.name("Profile"))),
        5 => ("register", fleet.register_sentry(choices.name("Sentry"))),
        6 => ("assign", fleet.assign(&choices.name("Sentry"), &choices.name("Profile"))),
        7 => ("reassign", fleet.reassign(&choices.name("Sentry"), &choices.name("Profile"))),
        8 => ("unassign", fleet.unassign(&choices.name("Sentry"))),
        9 => ("delete sentry", fleet.delete_sentry(&choices.name("Sentry"))),
        10 => ("add space", fleet.add_space(choices.name("Space"), choices.index(5))),
        11 => ("move space", fleet.move_space(&choices.space(), choices.index(5))),
        12 => ("delete space", fleet.delete_space(&choices.space())),
        13 => ("rename space", fleet.rename_space(&choices.space(), choices.name("Space"))),
        14 => {
            let group = DeviceGroup::default().with_space(choices.space()).with_profiles(choices.some("Profile"));
            ("set group", fleet.set_device_group(choices.name("Group"), group))
        }
        15 => {
            let device = Device::default()
                .with_space(choices.space())
                .with_groups(choices.some("Group"))
                .with_profiles(choices.some("Profile"));
            ("set device", fleet.set_device(choices.name("Device"), device))
        }
        16 if choices.below(2) == 0 => ("delete group", fleet.delete_device_group(&choices.name("Group"))),
        16 => ("delete device", fleet.delete_device(&choices.name("Device"))),
        _ => {
            let before = fleet.clone();
            let pending = fleet.propose(&choices.admin(), choices.change());
            assert_eq!(*fleet, before, "what is proposed changes nothing");
            ("distribute", pending.and_then(|pending| fleet.confirm(&pending)))
        }
    }
}
