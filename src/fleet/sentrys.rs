//! Sentrys, and which profile each has.
//!
//! Registered is *Unconfigured*; assigning a profile makes it configured, unassigning *Unconfigured* again. A Sentry has one
//! profile; a profile may be on many Sentrys.

use std::collections::BTreeMap;

use super::name::SentryName;
use super::refusal::Refusal;
use super::rules::{self, NAME_TAKEN, NOT_CONFIGURED, NOT_FOUND, ONE_PROFILE, SENTRY_CONFIGURED, SENTRYS, TOO_MANY};
use super::sentry::Sentry;
use super::{Fleet, limits};
use crate::message::Count;
use crate::profile::ProfileName;

/// Their key in the saved fleet.
pub(super) const KEY: &str = "sentrys";

impl Fleet {
    /// A Sentry has registered. It is *Unconfigured*.
    ///
    /// # Errors
    /// The name is taken.
    pub fn register_sentry(&mut self, name: SentryName) -> Result<(), Refusal> {
        let keys = [KEY, name.as_str()];
        if self.sentrys.contains_key(&name) {
            return Err(Refusal::new(&NAME_TAKEN, &keys, rules::sentry_exists(&name)));
        }
        if self.sentrys.len() >= limits::SENTRYS {
            return Err(Refusal::new(&TOO_MANY, &keys, rules::full(Count(self.sentrys.len(), &SENTRYS))));
        }
        self.sentrys.insert(name, Sentry::default());
        Ok(())
    }

    /// Assigns a profile to an unconfigured Sentry.
    ///
    /// # Errors
    /// There is no such Sentry or profile, or the Sentry has a profile: only one is allowed (Sentry Guide).
    pub fn assign(&mut self, sentry: &SentryName, profile: &ProfileName) -> Result<(), Refusal> {
        if let Some(assigned) = &self.require_sentry(sentry)?.profile {
            return Err(Refusal::new(&ONE_PROFILE, &[KEY, sentry.as_str()], rules::configured(sentry, assigned)));
        }
        self.set_profile(sentry, Some(profile))
    }

    /// Assigns another profile to a configured Sentry, in the place of the one it has.
    ///
    /// # Errors
    /// There is no such Sentry or profile, or the Sentry is unconfigured.
    pub fn reassign(&mut self, sentry: &SentryName, profile: &ProfileName) -> Result<(), Refusal> {
        self.require_configured(sentry)?;
        self.set_profile(sentry, Some(profile))
    }

    /// Takes the profile from a Sentry, which becomes *Unconfigured*.
    ///
    /// # Errors
    /// There is no such Sentry, or it is unconfigured already.
    pub fn unassign(&mut self, sentry: &SentryName) -> Result<(), Refusal> {
        self.require_configured(sentry)?;
        self.set_profile(sentry, None)
    }

    /// Deletes an unconfigured Sentry.
    ///
    /// # Errors
    /// There is no such Sentry, or it has a profile.
    pub fn delete_sentry(&mut self, name: &SentryName) -> Result<(), Refusal> {
        if let Some(assigned) = &self.require_sentry(name)?.profile {
            return Err(Refusal::new(&SENTRY_CONFIGURED, &[KEY, name.as_str()], rules::configured(name, assigned)));
        }
        self.sentrys.remove(name);
        Ok(())
    }

    /// The Sentrys by name.
    pub fn sentrys(&self) -> &BTreeMap<SentryName, Sentry> {
        &self.sentrys
    }

    /// The Sentrys that have a profile, by name. Looks at each Sentry once.
    pub fn sentrys_with<'a>(&'a self, profile: &'a ProfileName) -> impl Iterator<Item = &'a SentryName> + 'a {
        self.sentrys.iter().filter(move |(_, sentry)| sentry.profile.as_ref() == Some(profile)).map(|(name, _)| name)
    }

    fn require_sentry(&self, name: &SentryName) -> Result<&Sentry, Refusal> {
        let missing = || Refusal::new(&NOT_FOUND, &[KEY, name.as_str()], rules::no_sentry(name));
        self.sentrys.get(name).ok_or_else(missing)
    }

    fn require_configured(&self, name: &SentryName) -> Result<(), Refusal> {
        if !self.require_sentry(name)?.is_unconfigured() {
            return Ok(());
        }
        Err(Refusal::new(&NOT_CONFIGURED, &[KEY, name.as_str()], rules::unconfigured(name)))
    }

    fn set_profile(&mut self, name: &SentryName, profile: Option<&ProfileName>) -> Result<(), Refusal> {
        profile.map_or(Ok(()), |profile| self.require_profile(profile))?;
        if let Some(sentry) = self.sentrys.get_mut(name) {
            sentry.profile = profile.cloned();
        }
        Ok(())
    }
}
