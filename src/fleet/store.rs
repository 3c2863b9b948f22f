//! The two certificate stores of *Admin > Sentry > Sentry Certificates*.
//!
//! They hold certificates. A private key is no part of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Fleet;
use super::pointer::listed;
use super::refusal::Refusal;
use super::rules::{self, CERTIFICATE_IN_USE, GROUP_CERTIFICATE_IN_USE, NOT_FOUND};
use crate::Certificate;
use crate::device::ServedChain;
use crate::profile::{CertificateName, ProfileName};
use crate::upload::Store;

/// A line of a store's list, as the console shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ListedCertificate {
    /// Its name.
    pub name: CertificateName,
    /// Subject in the form of RFC 4514, or the alternative names if it is empty.
    pub subject: String,
    /// SHA-256 of its DER, as lower-case hex.
    pub sha256: String,
    /// SHA-256 of the other certificates of its file, in file order.
    pub others_sha256: Vec<String>,
    /// Last instant of validity. `None` if it is not a date of the years 1 to 9999.
    pub not_after: Option<DateTime<Utc>>,
    /// Whole days that are left, rounded down; less than 0 once it has expired.
    pub days_left: Option<i64>,
    /// The profiles that use it, by name.
    pub used_by: Vec<ProfileName>,
}

/// The key of a store in the saved fleet.
pub(super) fn key(store: Store) -> &'static str {
    match store {
        Store::TlsServer => "tls_server_certificates",
        Store::Group => "group_certificates",
    }
}

impl Fleet {
    /// Deletes a certificate.
    ///
    /// # Errors
    /// There is none of that name, or a profile uses it, as the first or the second one. The message names the profiles.
    /// Of TLS server certificates the guide says so; for group certificates it is decided.
    ///
    /// ```
    /// use apptunnel::fleet::Fleet;
    /// use apptunnel::upload::Store;
    ///
    /// let mut fleet = Fleet::default();
    /// assert!(fleet.delete_certificate(Store::Group, &"Devices".parse().unwrap()).is_err());
    /// ```
    pub fn delete_certificate(&mut self, store: Store, name: &CertificateName) -> Result<(), Refusal> {
        let keys = [key(store), name.as_str()];
        if !self.certificates(store).contains_key(name) {
            return Err(Refusal::new(&NOT_FOUND, &keys, rules::no_certificate(name)));
        }
        let users = self.profiles_using(store, name);
        if !users.is_empty() {
            let rule = match store {
                Store::TlsServer => &CERTIFICATE_IN_USE,
                Store::Group => &GROUP_CERTIFICATE_IN_USE,
            };
            let message = match users.as_slice() {
                [user] => rules::used_by_profile(name, user),
                users => rules::used_by_profiles(name, listed(users.iter().copied())),
            };
            return Err(Refusal::new(rule, &keys, message));
        }
        self.store_mut(store).remove(name);
        Ok(())
    }

    /// The certificates of a store by name.
    pub fn certificates(&self, store: Store) -> &BTreeMap<CertificateName, Arc<ServedChain>> {
        match store {
            Store::TlsServer => &self.tls_server_certificates,
            Store::Group => &self.group_certificates,
        }
    }

    /// The profiles that use a certificate, by name: as the first or the second TLS server certificate, or as the group
    /// certificate. Looks at each profile once.
    pub fn profiles_using(&self, store: Store, name: &CertificateName) -> Vec<&ProfileName> {
        let uses = |profile: &crate::Profile| match store {
            Store::TlsServer => profile.tls_certificates().any(|used| used == name),
            Store::Group => profile.group_certificate() == Some(name),
        };
        self.profiles.iter().filter(|(_, profile)| uses(profile)).map(|(name, _)| name).collect()
    }

    /// The list of a store, by name, as the console shows it.
    ///
    /// ```
    /// use apptunnel::fleet::Fleet;
    /// use apptunnel::upload::Store;
    ///
    /// let at = "2026-06-01T00:00:00Z".parse().unwrap();
    /// assert!(Fleet::default().list(Store::TlsServer, at).is_empty());
    /// ```
    pub fn list(&self, store: Store, at: DateTime<Utc>) -> Vec<ListedCertificate> {
        let mut users: BTreeMap<&CertificateName, Vec<ProfileName>> = BTreeMap::new();
        for (profile_name, profile) in &self.profiles {
            let mut used: Vec<&CertificateName> = match store {
                Store::TlsServer => profile.tls_certificates().collect(),
                Store::Group => profile.group_certificate().into_iter().collect(),
            };
            used.dedup();
            used.into_iter().for_each(|name| users.entry(name).or_default().push(profile_name.clone()));
        }
        let lines = self.certificates(store).iter();
        lines
            .map(|(name, stored)| {
                let not_after = stored.leaf.not_after();
                ListedCertificate {
                    name: name.clone(),
                    subject: stored.leaf.subject_or_names(),
                    sha256: stored.leaf.fingerprint(),
                    others_sha256: stored.others.iter().map(Certificate::fingerprint).collect(),
                    not_after,
                    days_left: not_after.map(|end| days_between(at, end)),
                    used_by: users.remove(name).unwrap_or_default(),
                }
            })
            .collect()
    }

    pub(super) fn store_mut(&mut self, store: Store) -> &mut BTreeMap<CertificateName, Arc<ServedChain>> {
        match store {
            Store::TlsServer => &mut self.tls_server_certificates,
            Store::Group => &mut self.group_certificates,
        }
    }
}

/// Whole days from one instant to another, rounded down.
pub(super) fn days_between(from: DateTime<Utc>, to: DateTime<Utc>) -> i64 {
    to.signed_duration_since(from).num_seconds().div_euclid(86_400)
}
