//! The profiles of the console.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::pointer::{field, listed};
use super::refusal::Refusal;
use super::rules::{
    self, CERTIFICATE_MISSING, NAME_TAKEN, NOT_FOUND, PROFILE_ASSIGNED, PROFILE_NEEDED, PROFILES, TOO_MANY,
};
use super::{Fleet, limits};
use crate::Profile;
use crate::message::Count;
use crate::profile::{CertificateChoice, CertificateName, ProfileName};
use crate::report::Finding;
use crate::upload::Store;

/// Their key in the saved fleet.
pub(super) const KEY: &str = "profiles";

impl Fleet {
    /// Adds a profile. It is assigned to no Sentry yet.
    ///
    /// CA certificates that a profile trusts besides those of the two stores are not looked up: where the console keeps
    /// them is not public.
    ///
    /// # Errors
    /// Its name is taken, or a certificate that it names is not in its store.
    ///
    /// ```
    /// use apptunnel::fleet::Fleet;
    ///
    /// let json = std::fs::read_to_string("examples/profile.json").unwrap();
    /// let refusal = Fleet::default().add_profile(serde_json::from_str(&json).unwrap()).unwrap_err();
    /// assert_eq!(refusal.findings()[0].code, "fleet.certificate-missing");
    /// ```
    pub fn add_profile(&mut self, profile: Profile) -> Result<(), Refusal> {
        let name = profile.name().clone();
        let keys = [KEY, name.as_str()];
        if self.profiles.contains_key(&name) {
            return Err(Refusal::new(&NAME_TAKEN, &keys, rules::profile_exists(&name)));
        }
        if self.profiles.len() >= limits::PROFILES {
            return Err(Refusal::new(&TOO_MANY, &keys, rules::full(Count(self.profiles.len(), &PROFILES))));
        }
        self.require_certificates_of(&profile)?;
        self.profiles.insert(name, Arc::new(profile));
        Ok(())
    }

    /// Saves a profile again that was edited. If its name was changed, Sentrys and devices follow.
    ///
    /// # Errors
    /// There is no profile of the old name, the new name is taken, or a certificate that it names is not in its store.
    ///
    /// ```
    /// use apptunnel::fleet::Fleet;
    ///
    /// let json = std::fs::read_to_string("examples/profile.json").unwrap();
    /// let profile = serde_json::from_str(&json).unwrap();
    /// let refusal = Fleet::default().replace_profile(&"Europe".parse().unwrap(), profile).unwrap_err();
    /// assert_eq!(refusal.findings()[0].code, "fleet.not-found");
    /// ```
    pub fn replace_profile(&mut self, old: &ProfileName, profile: Profile) -> Result<(), Refusal> {
        self.require_profile(old)?;
        let new = profile.name().clone();
        if new != *old && self.profiles.contains_key(&new) {
            return Err(Refusal::new(&NAME_TAKEN, &[KEY, new.as_str()], rules::profile_exists(&new)));
        }
        self.require_certificates_of(&profile)?;
        self.profiles.remove(old);
        if new != *old {
            self.sentrys.values_mut().for_each(|sentry| sentry.rename_profile(old, &new));
            self.device_groups.values_mut().for_each(|group| rename(&mut group.profiles, old, &new));
            self.devices.values_mut().for_each(|device| rename(&mut device.profiles, old, &new));
        }
        self.profiles.insert(new, Arc::new(profile));
        Ok(())
    }

    /// Deletes a profile.
    ///
    /// # Errors
    /// There is none of that name, it is assigned to a Sentry, or devices need it.
    ///
    /// ```
    /// use apptunnel::fleet::Fleet;
    ///
    /// assert!(Fleet::default().delete_profile(&"Europe".parse().unwrap()).is_err());
    /// ```
    pub fn delete_profile(&mut self, name: &ProfileName) -> Result<(), Refusal> {
        self.require_profile(name)?;
        let mut findings = Vec::new();
        let sentrys: Vec<_> = self.sentrys_with(name).collect();
        if !sentrys.is_empty() {
            let message = rules::assigned_to(name, listed(sentrys.into_iter()));
            findings.push(PROFILE_ASSIGNED.finding(field(&[KEY, name.as_str()]), message));
        }
        let groups = self.device_groups.iter().filter(|(_, group)| group.profiles.contains(name));
        let devices = self.devices.iter().filter(|(_, device)| device.profiles.contains(name));
        let needing: Vec<&str> =
            groups.map(|(name, _)| name.as_str()).chain(devices.map(|(name, _)| name.as_str())).collect();
        if !needing.is_empty() {
            let message = rules::needed_by(name, listed(needing.into_iter()));
            findings.push(PROFILE_NEEDED.finding(field(&[KEY, name.as_str()]), message));
        }
        if !findings.is_empty() {
            return Err(Refusal::of(findings));
        }
        self.profiles.remove(name);
        Ok(())
    }

    /// The profiles by name.
    pub fn profiles(&self) -> &BTreeMap<ProfileName, Arc<Profile>> {
        &self.profiles
    }

    pub(super) fn require_profile(&self, name: &ProfileName) -> Result<(), Refusal> {
        if self.profiles.contains_key(name) {
            return Ok(());
        }
        Err(Refusal::new(&NOT_FOUND, &[KEY, name.as_str()], rules::no_profile(name)))
    }

    /// The certificates that a profile names are in their stores.
    pub(super) fn require_certificates_of(&self, profile: &Profile) -> Result<(), Refusal> {
        let missing: Vec<Finding> = used(profile)
            .filter(|used| !self.certificates(used.store).contains_key(used.name))
            .map(|used| {
                let keys = [&[KEY, profile.name().as_str()], used.field].concat();
                CERTIFICATE_MISSING.finding(field(&keys), rules::not_in_store(used.store.label(), used.name))
            })
            .collect();
        if missing.is_empty() { Ok(()) } else { Err(Refusal::of(missing)) }
    }
}

/// The fields of a profile that name a certificate of a store.
pub(super) const PRIMARY: &[&str] = &["server", "certificate"];
pub(super) const SECOND: &[&str] = &["server", "second_certificate"];
const GROUP: &[&str] = &["global", "device_authentication", "group_certificate"];

/// A certificate that a profile names.
pub(super) struct UsedCertificate<'a> {
    /// The field that names it.
    pub(super) field: &'static [&'static str],
    pub(super) store: Store,
    pub(super) name: &'a CertificateName,
}

/// The certificates of the stores that a profile names.
pub(super) fn used(profile: &Profile) -> impl Iterator<Item = UsedCertificate<'_>> {
    let server = profile.server();
    let primary = server.certificate.iter().filter_map(CertificateChoice::name);
    let primary = primary.map(|name| UsedCertificate { field: PRIMARY, store: Store::TlsServer, name });
    let second = server.second_certificate.iter();
    let second = second.map(|name| UsedCertificate { field: SECOND, store: Store::TlsServer, name });
    let group = profile.group_certificate().into_iter();
    let group = group.map(|name| UsedCertificate { field: GROUP, store: Store::Group, name });
    primary.chain(second).chain(group)
}

fn rename(names: &mut BTreeSet<ProfileName>, old: &ProfileName, new: &ProfileName) {
    if names.remove(old) {
        names.insert(new.clone());
    }
}
