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
use super::rules::{CERTIFICATE_IN_USE, GROUP_CERTIFICATE_IN_USE, NOT_FOUND};
use crate::Certificate;
use crate::profile::{CertificateName, ProfileName};
use crate::upload::Purpose;

/// Which of the two stores.
///
/// ```
/// use apptunnel::fleet::Store;
///
/// assert_eq!(Store::Group.label(), "Group Certificates");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Store {
    /// *TLS Server Certificates*. Profiles share them.
    TlsServer,
    /// *Group Certificates*.
    Group,
}

/// A certificate in a store, with the other certificates of its file. Cheap to clone.
///
/// The console shows a name and an expiry date. The private key stays with the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCertificate(Arc<Inner>);

#[derive(Debug, PartialEq, Eq)]
struct Inner {
    leaf: Certificate,
    others: Vec<Certificate>,
}

/// A line of a store's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Listed {
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

impl Store {
    /// Both, in the order of the console.
    pub const ALL: [Self; 2] = [Self::TlsServer, Self::Group];

    /// The label in the console.
    pub fn label(self) -> &'static str {
        match self {
            Self::TlsServer => "TLS Server Certificates",
            Self::Group => "Group Certificates",
        }
    }

    /// What a file is checked as that goes into it.
    pub(super) fn purpose(self) -> Purpose {
        match self {
            Self::TlsServer => Purpose::TlsServer,
            Self::Group => Purpose::Group,
        }
    }

    /// Its key in the saved fleet.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::TlsServer => "tls_server_certificates",
            Self::Group => "group_certificates",
        }
    }
}

impl StoredCertificate {
    pub(super) fn new(leaf: Certificate, others: Vec<Certificate>) -> Self {
        Self(Arc::new(Inner { leaf, others }))
    }

    /// The certificate itself.
    pub fn leaf(&self) -> &Certificate {
        &self.0.leaf
    }

    /// The other certificates of its file, each once, in file order.
    pub fn others(&self) -> &[Certificate] {
        &self.0.others
    }

    /// All of them, the certificate itself first.
    pub(super) fn all(&self) -> impl Iterator<Item = &Certificate> {
        std::iter::once(self.leaf()).chain(self.others())
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
    /// use apptunnel::fleet::{Fleet, Store};
    ///
    /// let mut fleet = Fleet::default();
    /// assert!(fleet.delete_certificate(Store::Group, &"Devices".parse().unwrap()).is_err());
    /// ```
    pub fn delete_certificate(&mut self, store: Store, name: &CertificateName) -> Result<(), Refusal> {
        let keys = [store.key(), name.as_str()];
        if !self.certificates(store).contains_key(name) {
            return Err(Refusal::new(&NOT_FOUND, &keys, format!("No certificate has the name {name}.")));
        }
        let users = self.profiles_using(store, name);
        if !users.is_empty() {
            let rule = match store {
                Store::TlsServer => &CERTIFICATE_IN_USE,
                Store::Group => &GROUP_CERTIFICATE_IN_USE,
            };
            let noun = if users.len() == 1 { "the profile" } else { "the profiles" };
            let message = format!("The certificate {name} is used by {noun} {}.", listed(&users));
            return Err(Refusal::new(rule, &keys, message));
        }
        self.store_mut(store).remove(name);
        Ok(())
    }

    /// The certificates of a store by name.
    pub fn certificates(&self, store: Store) -> &BTreeMap<CertificateName, StoredCertificate> {
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
    /// use apptunnel::fleet::{Fleet, Store};
    ///
    /// let at = "2026-06-01T00:00:00Z".parse().unwrap();
    /// assert!(Fleet::default().list(Store::TlsServer, at).is_empty());
    /// ```
    pub fn list(&self, store: Store, at: DateTime<Utc>) -> Vec<Listed> {
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
                let not_after = stored.leaf().not_after();
                Listed {
                    name: name.clone(),
                    subject: stored.leaf().subject_or_names(),
                    sha256: stored.leaf().fingerprint(),
                    others_sha256: stored.others().iter().map(Certificate::fingerprint).collect(),
                    not_after,
                    days_left: not_after.map(|end| days_between(at, end)),
                    used_by: users.remove(name).unwrap_or_default(),
                }
            })
            .collect()
    }

    pub(super) fn store_mut(&mut self, store: Store) -> &mut BTreeMap<CertificateName, StoredCertificate> {
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
