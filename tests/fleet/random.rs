//! Ten thousand operations in a row: no invariant breaks, and a refusal changes nothing.

use std::collections::BTreeMap;

use apptunnel::fleet::{Admin, Change, Device, OtherSpaces, Refusal, Space, Store, Ticked, Upload};
use apptunnel::{Bundle, Fleet, Profile, upload};

use super::{bundle, now, support};

/// SplitMix64, from a fixed seed.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % limit
    }

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
        Store::ALL[usize::try_from(self.below(2)).unwrap()]
    }

    fn profile(&mut self) -> Profile {
        let second = (self.below(2) == 0).then(|| format!("Certificate {}", self.below(4)));
        let first = format!("Certificate {}", self.below(4));
        let second = second.filter(|second| *second != first);
        let name = format!("Profile {}", self.below(4));
        let mut value = support::fleet::profile(&name, "sentry.example.com", &first, second.as_deref(), 1);
        if self.below(3) == 0 {
            let group = format!("Certificate {}", self.below(4));
            value["global"]["device_authentication"] = serde_json::json!({
                "mode": "group_certificate", "group_certificate": group, "check_crl": false,
            });
        }
        serde_json::from_value(value).unwrap()
    }

    fn ticked(&mut self) -> Ticked {
        Ticked { devices: self.some("Device"), device_groups: self.some("Group") }
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

fn operate(fleet: &mut Fleet, random: &mut Random, files: &[Bundle]) -> (&'static str, Result<(), Refusal>) {
    match random.below(18) {
        0 => {
            let upload =
                Upload { confirm: random.below(2) == 0, ..Upload::new(random.store(), random.name("Certificate")) };
            let file = &files[usize::try_from(random.below(3)).unwrap()];
            ("upload", fleet.upload(&upload, file, &upload::Context::default(), now()).map(drop))
        }
        1 => ("delete certificate", fleet.delete_certificate(random.store(), &random.name("Certificate"))),
        2 => ("add profile", fleet.add_profile(random.profile())),
        3 => ("replace profile", fleet.replace_profile(&random.name("Profile"), random.profile())),
        4 => ("delete profile", fleet.delete_profile(&random.name("Profile"))),
        5 => ("register", fleet.register_sentry(random.name("Sentry"))),
        6 => ("assign", fleet.assign(&random.name("Sentry"), &random.name("Profile"))),
        7 => ("reassign", fleet.reassign(&random.name("Sentry"), &random.name("Profile"))),
        8 => ("unassign", fleet.unassign(&random.name("Sentry"))),
        9 => ("delete sentry", fleet.delete_sentry(&random.name("Sentry"))),
        10 => ("add space", fleet.add_space(random.name("Space"), usize::try_from(random.below(5)).unwrap())),
        11 => ("move space", fleet.move_space(&random.space(), usize::try_from(random.below(5)).unwrap())),
        12 => ("delete space", fleet.delete_space(&random.space())),
        13 => ("rename space", fleet.rename_space(&random.space(), random.name("Space"))),
        14 => {
            let group = apptunnel::fleet::DeviceGroup { space: random.space(), profiles: random.some("Profile") };
            ("set group", fleet.set_device_group(random.name("Group"), group))
        }
        15 => {
            let device =
                Device { space: random.space(), groups: random.some("Group"), profiles: random.some("Profile") };
            ("set device", fleet.set_device(random.name("Device"), device))
        }
        16 if random.below(2) == 0 => ("delete group", fleet.delete_device_group(&random.name("Group"))),
        16 => ("delete device", fleet.delete_device(&random.name("Device"))),
        _ => {
            let before = fleet.clone();
            let pending = fleet.propose(&random.admin(), random.change());
            assert_eq!(*fleet, before, "what is proposed changes nothing");
            ("distribute", pending.and_then(|pending| fleet.confirm(&pending)))
        }
    }
}

#[test]
fn ten_thousand_operations_break_no_invariant() {
    let files = ["good.p12", "group.cer", "no-root.p12"].map(bundle);
    let mut fleet = Fleet::default();
    let mut random = Random(20_260_601);
    let mut outcomes: BTreeMap<(&str, bool), usize> = BTreeMap::new();
    for step in 0..10_000 {
        let before = fleet.clone();
        let (operation, outcome) = operate(&mut fleet, &mut random, &files);
        *outcomes.entry((operation, outcome.is_ok())).or_default() += 1;
        match outcome {
            Err(refusal) => {
                assert!(!refusal.findings().is_empty());
                assert!(fleet == before, "step {step}: {operation} was refused and changed something");
            }
            // Loading checks every invariant.
            Ok(()) => match Fleet::from_json(&fleet.to_json()) {
                Ok(read) => assert!(read == fleet, "step {step}: {operation}"),
                Err(error) => panic!("step {step}: {operation}: {error}"),
            },
        }
    }
    let operations: std::collections::BTreeSet<&str> = outcomes.keys().map(|(operation, _)| *operation).collect();
    assert_eq!(operations.len(), 19);
    for operation in operations {
        assert!(outcomes.contains_key(&(operation, true)), "{operation} never went well");
        assert!(outcomes.contains_key(&(operation, false)), "{operation} was never refused");
    }
}
