//! Spaces: the Default Space, and delegated ones in ranked order.
//!
//! Devices are assessed against the spaces in that order, and the Default Space takes those that are left.

use super::delegated_space::DelegatedSpace;
use super::name::{Space, SpaceName};
use super::refusal::Refusal;
use super::rules::{
    self, DEFAULT_SPACE, DEVICE_GROUPS, NAME_TAKEN, NAMED_DEVICES, NOT_FOUND, SPACE_IN_USE, SPACES, TOO_MANY,
};
use super::{Fleet, limits};
use crate::message::Count;

/// Their key in the saved fleet.
pub(super) const KEY: &str = "spaces";

impl Fleet {
    /// Adds a delegated space at a rank, 0 for the first. Past the end it becomes the last before the Default Space.
    ///
    /// # Errors
    /// The name is taken.
    ///
    /// ```
    /// use apptunnel::fleet::{Fleet, Space};
    ///
    /// let mut fleet = Fleet::default();
    /// fleet.add_space("Europe".parse().unwrap(), 0).unwrap();
    /// fleet.add_space("Asia".parse().unwrap(), 0).unwrap();
    /// let ranked: Vec<String> = fleet.spaces().map(|space| space.to_string()).collect();
    /// assert_eq!(ranked, ["Asia", "Europe", "Default Space"]);
    /// assert!(fleet.delete_space(&Space::Default).is_err());
    /// ```
    pub fn add_space(&mut self, name: SpaceName, rank: usize) -> Result<(), Refusal> {
        self.require_free_name(&name)?;
        if self.spaces.len() >= limits::SPACES {
            return Err(Refusal::new(&TOO_MANY, &[KEY], rules::full(Count(self.spaces.len(), &SPACES))));
        }
        let rank = rank.min(self.spaces.len());
        self.spaces.insert(rank, DelegatedSpace { name, root_distribution: None });
        Ok(())
    }

    /// Gives a delegated space another rank, 0 for the first. Past the end it becomes the last before the Default Space.
    ///
    /// # Errors
    /// There is no such space, or it is the Default Space, which is always the last.
    pub fn move_space(&mut self, space: &Space, rank: usize) -> Result<(), Refusal> {
        let place = self.place_of(space)?;
        let moved = self.spaces.remove(place);
        self.spaces.insert(rank.min(self.spaces.len()), moved);
        Ok(())
    }

    /// Renames a delegated space. What is in it follows.
    ///
    /// # Errors
    /// There is no such space, it is the Default Space, or the new name is taken.
    pub fn rename_space(&mut self, space: &Space, new: SpaceName) -> Result<(), Refusal> {
        let place = self.place_of(space)?;
        if space.delegated() != Some(&new) {
            self.require_free_name(&new)?;
        }
        let groups = self.device_groups.values_mut().map(|group| &mut group.space);
        let devices = self.devices.values_mut().map(|device| &mut device.space);
        groups.chain(devices).filter(|it| *it == space).for_each(|it| *it = new.clone().into());
        if let Some(renamed) = self.spaces.get_mut(place) {
            renamed.name = new;
        }
        Ok(())
    }

    /// Deletes a delegated space, and with it what is ticked there.
    ///
    /// # Errors
    /// There is no such space, it is the Default Space, or devices or device groups are in it.
    pub fn delete_space(&mut self, space: &Space) -> Result<(), Refusal> {
        let place = self.place_of(space)?;
        let groups = self.device_groups.values().filter(|group| group.space == *space).count();
        let devices = self.devices.values().filter(|device| device.space == *space).count();
        if groups > 0 || devices > 0 {
            let message = rules::space_holds(space, Count(groups, &DEVICE_GROUPS), Count(devices, &NAMED_DEVICES));
            return Err(Refusal::new(&SPACE_IN_USE, &[KEY, &place.to_string()], message));
        }
        self.spaces.remove(place);
        Ok(())
    }

    /// Every space in ranked order: the delegated ones, then the Default Space.
    pub fn spaces(&self) -> impl Iterator<Item = Space> + '_ {
        self.spaces.iter().map(|space| space.name.clone().into()).chain([Space::Default])
    }

    /// The delegated spaces in ranked order.
    pub fn delegated_spaces(&self) -> &[DelegatedSpace] {
        &self.spaces
    }

    /// The place of a delegated space in the order.
    pub(super) fn place_of(&self, space: &Space) -> Result<usize, Refusal> {
        let Some(name) = space.delegated() else {
            return Err(Refusal::new(&DEFAULT_SPACE, &[KEY], rules::is_default_space()));
        };
        let missing = || Refusal::new(&NOT_FOUND, &[KEY], rules::no_space(name));
        self.spaces.iter().position(|space| space.name == *name).ok_or_else(missing)
    }

    /// A space exists. The Default Space always does.
    pub(super) fn require_space(&self, space: &Space) -> Result<(), Refusal> {
        if space.is_default() { Ok(()) } else { self.place_of(space).map(|_| ()) }
    }

    fn require_free_name(&self, name: &SpaceName) -> Result<(), Refusal> {
        if self.spaces.iter().all(|space| space.name != *name) {
            return Ok(());
        }
        Err(Refusal::new(&NAME_TAKEN, &[KEY], rules::space_exists(name)))
    }
}
