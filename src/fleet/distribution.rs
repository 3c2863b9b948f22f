//! The ready-made configuration *Sentry Root Certificate*, and to which devices it is distributed.
//!
//! A change is proposed, and takes effect only when the warning is confirmed.

use super::delegated_space::DelegatedSpace;
use super::name::{DeviceGroupName, DeviceName, Space, SpaceName};
use super::pointer::listed;
use super::refusal::Refusal;
use super::root_configuration::{OtherSpaces, RootConfiguration};
use super::rules::{
    self, CHANGED_SINCE, DEVICE_GROUPS, DEVICES, EDIT_NOT_ALLOWED, NOT_DELEGATED, OTHER_SPACE, OWN_SPACE_ONLY, ROOTS,
    TOO_MANY,
};
use super::ticked::Ticked;
use super::{Fleet, limits};
use crate::Certificate;
use crate::message::{And, Argument, Count, Message, Text, message};

/// Its key in the saved fleet.
pub(super) const KEY: &str = "sentry_root_certificate";

/// Who makes a change.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Admin {
    /// An administrator with a role in the Default Space.
    Global,
    /// The administrator of one delegated space.
    Space(SpaceName),
}

/// A change to the distribution.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change {
    /// The distribution itself, in the Default Space.
    Distribution {
        /// What is ticked, of every space.
        ticked: Ticked,
        /// What becomes of other spaces.
        other_spaces: OtherSpaces,
    },
    /// The distribution in one delegated space. Other spaces keep what they have.
    InSpace {
        /// The space.
        space: SpaceName,
        /// What is ticked, of this space. `None`: it inherits that of the Default Space again.
        ticked: Option<Ticked>,
    },
}

/// A change that waits for its confirmation. Until then nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a change has no effect until it is confirmed"]
pub struct Pending {
    admin: Admin,
    change: Change,
    /// The configuration for which the change was proposed.
    root_before: RootConfiguration,
    /// The spaces for which the change was proposed.
    spaces_before: Vec<DelegatedSpace>,
    warning: Message,
    summary: Vec<Message>,
}

impl Fleet {
    /// Proposes a change to the distribution of the *Sentry Root Certificate*: nothing changes yet.
    ///
    /// A global administrator changes everything. The administrator of a space changes what is ticked in that space, if
    /// *Allow Space Admin to Edit the Distribution* is chosen.
    ///
    /// # Errors
    /// The administrator may not make the change; what is ticked does not exist or is in another space; the configuration
    /// does not apply to that space.
    ///
    /// ```
    /// use apptunnel::fleet::{Admin, Change, DeviceGroup, Fleet, OtherSpaces, Ticked};
    ///
    /// let mut fleet = Fleet::default();
    /// fleet.set_device_group("Sales".parse().unwrap(), DeviceGroup::default()).unwrap();
    /// let ticked = Ticked::default().with_device_groups(["Sales".parse().unwrap()].into());
    /// let change = Change::Distribution { ticked: ticked.clone(), other_spaces: OtherSpaces::DoNotApply };
    ///
    /// let pending = fleet.propose(&Admin::Global, change).unwrap();
    /// println!("{}", pending.warning());
    /// assert!(fleet.root_configuration().ticked().device_groups.is_empty());
    ///
    /// fleet.confirm(&pending).unwrap();
    /// assert_eq!(*fleet.root_configuration().ticked(), ticked);
    /// ```
    pub fn propose(&self, admin: &Admin, change: Change) -> Result<Pending, Refusal> {
        self.require_permission(admin, &change)?;
        let (warning, summary) = match &change {
            Change::Distribution { ticked, other_spaces } => {
                self.require_tickable(ticked, None)?;
                (self.warning(*other_spaces), summary(ticked, Some(*other_spaces)))
            }
            Change::InSpace { space, ticked } => {
                self.place_of(&space.clone().into())?;
                if self.root.other_spaces == OtherSpaces::DoNotApply {
                    return Err(Refusal::new(&NOT_DELEGATED, &[KEY, "other_spaces"], rules::not_applied_in(space)));
                }
                if let Some(ticked) = ticked {
                    self.require_tickable(ticked, Some(space))?;
                }
                let summary = match ticked {
                    Some(ticked) => summary(ticked, None),
                    None => vec![inherits(space)],
                };
                (changes_in_space(space), summary)
            }
        };
        Ok(Pending {
            admin: admin.clone(),
            change,
            root_before: self.root.clone(),
            spaces_before: self.spaces.clone(),
            warning,
            summary,
        })
    }

    /// Makes a change that was proposed, now that its warning was answered with *Yes*.
    ///
    /// # Errors
    /// The distribution or the spaces have changed since, or what is ticked no longer exists.
    pub fn confirm(&mut self, pending: &Pending) -> Result<(), Refusal> {
        if pending.root_before != self.root || pending.spaces_before != self.spaces {
            return Err(Refusal::new(&CHANGED_SINCE, &[KEY], rules::changed_since()));
        }
        // Devices and groups may have changed.
        let Pending { change, .. } = self.propose(&pending.admin, pending.change.clone())?;
        match change {
            Change::Distribution { ticked, other_spaces } => {
                self.root.ticked = ticked;
                self.root.other_spaces = other_spaces;
                if other_spaces == OtherSpaces::DoNotApply {
                    self.spaces.iter_mut().for_each(|space| space.root_distribution = None);
                }
            }
            Change::InSpace { space, ticked } => {
                if let Some(changed) = self.spaces.iter_mut().find(|it| it.name == space) {
                    changed.root_distribution = ticked;
                }
            }
        }
        Ok(())
    }

    /// Sets the roots that the configuration distributes. Doubles are left out.
    ///
    /// # Errors
    /// There are too many.
    pub fn set_root_certificates(&mut self, roots: &[Certificate]) -> Result<(), Refusal> {
        if roots.len() > limits::ROOTS {
            let message = rules::too_many(Count(roots.len(), &ROOTS));
            return Err(Refusal::new(&TOO_MANY, &[KEY, "certificates"], message));
        }
        let mut certificates: Vec<Certificate> = Vec::with_capacity(roots.len());
        for root in roots {
            if !certificates.contains(root) {
                certificates.push(root.clone());
            }
        }
        self.root.certificates = certificates;
        Ok(())
    }

    /// The configuration *Sentry Root Certificate*.
    pub fn root_configuration(&self) -> &RootConfiguration {
        &self.root
    }

    /// Whether the root is distributed to a device group. `false` if there is no such group.
    pub fn is_root_distributed_to_group(&self, name: &DeviceGroupName) -> bool {
        let group = self.device_groups.get(name);
        group.and_then(|group| self.ticked_in(&group.space)).is_some_and(|ticked| ticked.device_groups.contains(name))
    }

    /// Whether the root is distributed to a device, by itself or through a group. `false` if there is no such device.
    pub fn is_root_distributed_to_device(&self, name: &DeviceName) -> bool {
        let Some(device) = self.devices.get(name) else { return false };
        let Some(ticked) = self.ticked_in(&device.space) else { return false };
        ticked.devices.contains(name) || device.groups.iter().any(|group| ticked.device_groups.contains(group))
    }

    /// What holds in a space. `None` if the configuration does not apply there.
    pub(super) fn ticked_in(&self, space: &Space) -> Option<&Ticked> {
        let Some(name) = space.delegated() else { return Some(&self.root.ticked) };
        if self.root.other_spaces == OtherSpaces::DoNotApply {
            return None;
        }
        let own = self.spaces.iter().find(|space| space.name == *name).and_then(DelegatedSpace::root_distribution);
        Some(own.unwrap_or(&self.root.ticked))
    }

    /// What is ticked anywhere.
    pub(super) fn ticks(&self) -> impl Iterator<Item = &Ticked> {
        let own = self.spaces.iter().filter_map(DelegatedSpace::root_distribution);
        std::iter::once(&self.root.ticked).chain(own)
    }

    /// What is ticked exists, and is in the space.
    pub(super) fn require_tickable(&self, ticked: &Ticked, space: Option<&SpaceName>) -> Result<(), Refusal> {
        let groups = ticked
            .device_groups
            .iter()
            .map(|name| (name.as_str(), self.require_device_group(name).map(|it| &it.space)));
        let devices = ticked.devices.iter().map(|name| (name.as_str(), self.require_device(name).map(|it| &it.space)));
        for (name, found) in groups.chain(devices) {
            let found = found?;
            if space.is_some_and(|space| found.delegated() != Some(space)) {
                return Err(Refusal::new(&OTHER_SPACE, &[KEY], rules::ticked_elsewhere(name, found)));
            }
        }
        Ok(())
    }

    fn require_permission(&self, admin: &Admin, change: &Change) -> Result<(), Refusal> {
        let Admin::Space(own) = admin else { return Ok(()) };
        self.place_of(&own.clone().into())?;
        match change {
            Change::InSpace { space, .. } if space == own => {}
            _ => return Err(Refusal::new(&OWN_SPACE_ONLY, &[KEY], rules::of_other_space(own))),
        }
        if self.root.other_spaces == (OtherSpaces::Apply { allow_space_admin_to_edit: true }) {
            return Ok(());
        }
        Err(Refusal::new(&EDIT_NOT_ALLOWED, &[KEY, "other_spaces"], rules::may_not_edit(own)))
    }

    fn warning(&self, other_spaces: OtherSpaces) -> Message {
        let dropped: Vec<&SpaceName> =
            self.spaces.iter().filter(|space| space.root_distribution.is_some()).map(DelegatedSpace::name).collect();
        if other_spaces == OtherSpaces::DoNotApply && !dropped.is_empty() {
            changes_and_drops(listed(dropped.into_iter()))
        } else {
            changes()
        }
    }
}

/// The *Distribution Summary*. `other_spaces` is given for the Default Space alone.
fn summary(ticked: &Ticked, other_spaces: Option<OtherSpaces>) -> Vec<Message> {
    let groups = Count(ticked.device_groups.len(), &DEVICE_GROUPS);
    let mut lines = vec![ticks(groups, Count(ticked.devices.len(), &DEVICES))];
    match other_spaces {
        Some(OtherSpaces::DoNotApply) => lines.push((&DO_NOT_APPLY).into()),
        Some(OtherSpaces::Apply { allow_space_admin_to_edit }) => {
            lines.push((&APPLY).into());
            lines.extend(allow_space_admin_to_edit.then(|| (&ALLOW_EDIT).into()));
        }
        None => {}
    }
    lines
}

static DO_NOT_APPLY: Text = Text { en: "Do not apply to other spaces." };
static APPLY: Text = Text { en: "Apply to devices in other spaces." };
static ALLOW_EDIT: Text = Text { en: "Allow Space Admin to Edit the Distribution." };

message! {
    fn changes() {
        en: "This changes which devices trust the Sentrys. Devices that are no longer ticked lose the root certificate, and with it the tunnel.",
    }
    fn changes_and_drops(spaces: And<Argument>) {
        en: "This changes which devices trust the Sentrys. Devices that are no longer ticked lose the root certificate, and with it the tunnel. The distribution of its own is lost in {spaces}.",
    }
    fn changes_in_space(space: &SpaceName) {
        en: "This changes which devices in {space} trust the Sentrys. Devices that are no longer ticked lose the root certificate, and with it the tunnel.",
    }
    fn inherits(space: &SpaceName) {
        en: "{space} inherits the distribution of the Default Space.",
    }
    fn ticks(groups: Count<usize>, devices: Count<usize>) {
        en: "Ticked: {groups}, {devices}.",
    }
}

impl Pending {
    /// The text of the warning, which is answered with *Yes* by [`Fleet::confirm`]. The console's own is not public.
    pub fn warning(&self) -> &Message {
        &self.warning
    }

    /// The *Distribution Summary*, line by line.
    pub fn summary(&self) -> &[Message] {
        &self.summary
    }

    /// What would be changed.
    pub fn change(&self) -> &Change {
        &self.change
    }
}
