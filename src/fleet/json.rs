//! A fleet as JSON, and back. What is read is held to every rule that the operations keep.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use schemars::JsonSchema;
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::delegated_space::DelegatedSpace;
use super::device::{Device, DeviceGroup};
use super::name::{DeviceGroupName, DeviceName, SentryName};
use super::pointer::pointer;
use super::refusal::Refusal;
use super::root_configuration::{OtherSpaces, RootConfiguration};
use super::sentry::Sentry;
use super::store::key;
use super::ticked::Ticked;
use super::{Fleet, devices, distribution, limits, profiles, sentrys, spaces};
use crate::device::ServedChain;
use crate::printable::printable;
use crate::profile::{CertificateName, ProfileName};
use crate::report::Subject;
use crate::upload::Store;
use crate::{Certificate, Profile};

/// The only version there is.
const VERSION: u32 = 1;

/// Why JSON is not taken for a fleet.
///
/// ```
/// use apptunnel::fleet::{Fleet, LoadErrorKind};
///
/// let json = r#"{"version": 1, "sentrys": {"sentry-1": {"profile": "Europe"}}}"#;
/// let error = Fleet::from_json(json).unwrap_err();
/// assert_eq!(error.kind(), LoadErrorKind::Invalid);
/// assert_eq!(error.pointer(), "/sentrys/sentry-1/profile");
/// println!("{error}");
/// ```
#[derive(Clone, Debug, thiserror::Error)]
#[error("{}: {}", printable(if pointer.is_empty() { "the fleet" } else { pointer }), printable(reason))]
pub struct LoadError {
    kind: LoadErrorKind,
    pointer: String,
    reason: String,
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

/// What kind of fault it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LoadErrorKind {
    /// It is longer than the library reads, or has more of something than it holds.
    TooLarge,
    /// It is not JSON of the schema. The message says at which line and column.
    Json,
    /// It is of a version that this library does not know.
    UnknownVersion,
    /// A certificate cannot be read.
    Certificate,
    /// What it says does not fit together, such as a name of nothing.
    Invalid,
}

/// The saved fleet.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Fleet")]
pub(super) struct Document {
    /// 1.
    #[schemars(range(min = 1, max = 1))]
    version: u32,
    /// *TLS Server Certificates* by name. The private keys are not here.
    #[serde(default, deserialize_with = "unique")]
    tls_server_certificates: BTreeMap<CertificateName, Encoded>,
    /// *Group Certificates* by name.
    #[serde(default, deserialize_with = "unique")]
    group_certificates: BTreeMap<CertificateName, Encoded>,
    /// Sentry profiles by name.
    #[serde(default, deserialize_with = "unique")]
    profiles: BTreeMap<ProfileName, Profile>,
    /// Sentrys by name.
    #[serde(default, deserialize_with = "unique")]
    sentrys: BTreeMap<SentryName, Sentry>,
    /// Delegated spaces in ranked order. The Default Space comes after them and is not here.
    #[serde(default)]
    spaces: Vec<DelegatedSpace>,
    /// Device groups by name.
    #[serde(default, deserialize_with = "unique")]
    device_groups: BTreeMap<DeviceGroupName, DeviceGroup>,
    /// Devices by name.
    #[serde(default, deserialize_with = "unique")]
    devices: BTreeMap<DeviceName, Device>,
    /// The configuration Sentry Root Certificate.
    #[serde(default)]
    sentry_root_certificate: Root,
}

/// The configuration Sentry Root Certificate.
#[derive(Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "SentryRootCertificate")]
struct Root {
    /// The roots in DER, as base64.
    #[serde(default)]
    certificates: Vec<String>,
    /// What is ticked.
    #[serde(default)]
    ticked: Ticked,
    /// What becomes of other spaces.
    #[serde(default)]
    other_spaces: OtherSpaces,
}

/// A certificate of a store.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "StoredCertificate")]
struct Encoded {
    /// The certificate and the others of its file in DER, as base64. The certificate itself comes first.
    #[schemars(length(min = 1))]
    certificates: Vec<String>,
}

impl Fleet {
    /// The fleet as JSON, on one line. [`Fleet::json_schema`] describes it. There is no private key in it.
    pub fn to_json(&self) -> String {
        let store = |certificates: &BTreeMap<CertificateName, Arc<ServedChain>>| {
            let encode = |(name, stored): (&CertificateName, &Arc<ServedChain>)| {
                (name.clone(), Encoded { certificates: stored.certificates().map(encode).collect() })
            };
            certificates.iter().map(encode).collect()
        };
        let document = Document {
            version: VERSION,
            tls_server_certificates: store(&self.tls_server_certificates),
            group_certificates: store(&self.group_certificates),
            profiles: self.profiles.iter().map(|(name, profile)| (name.clone(), Profile::clone(profile))).collect(),
            sentrys: self.sentrys.clone(),
            spaces: self.spaces.clone(),
            device_groups: self.device_groups.clone(),
            devices: self.devices.clone(),
            sentry_root_certificate: Root {
                certificates: self.root.certificates.iter().map(encode).collect(),
                ticked: self.root.ticked.clone(),
                other_spaces: self.root.other_spaces,
            },
        };
        // Only maps with keys that are not strings make this fail, and here all are names.
        serde_json::to_string(&document).unwrap_or_default()
    }

    /// Reads what [`to_json`](Self::to_json) writes. What is left out is empty.
    ///
    /// # Errors
    /// The text is not JSON of the schema, is of another version, names what is not there, or says what no operation
    /// allows. [`LoadError::pointer`] says where.
    pub fn from_json(json: &str) -> Result<Self, LoadError> {
        if json.len() > limits::JSON_BYTES {
            let reason = format!("it has {} bytes, and the limit is {}", json.len(), limits::JSON_BYTES);
            return Err(LoadError::new(LoadErrorKind::TooLarge, &[], reason));
        }
        let document: Result<Document, _> = serde_json::from_str(json);
        let version = match &document {
            Ok(document) => Some(u64::from(document.version)),
            Err(_) => serde_json::from_str::<Head>(json).ok().map(|head| head.version),
        };
        if let Some(version) = version.filter(|version| *version != u64::from(VERSION)) {
            let reason = format!("version {version} is not known; this library reads version {VERSION}");
            return Err(LoadError::new(LoadErrorKind::UnknownVersion, &["version"], reason));
        }
        Self::read(
            document.map_err(|error| LoadError::from_source(LoadErrorKind::Json, &[], error.to_string(), error))?,
        )
    }

    /// The JSON schema of a saved fleet.
    pub fn json_schema() -> serde_json::Value {
        schemars::schema_for!(Document).to_value()
    }

    fn read(document: Document) -> Result<Self, LoadError> {
        let counts = [
            (key(Store::TlsServer), document.tls_server_certificates.len(), limits::CERTIFICATES),
            (key(Store::Group), document.group_certificates.len(), limits::CERTIFICATES),
            (profiles::KEY, document.profiles.len(), limits::PROFILES),
            (sentrys::KEY, document.sentrys.len(), limits::SENTRYS),
            (spaces::KEY, document.spaces.len(), limits::SPACES),
            (devices::GROUPS, document.device_groups.len(), limits::DEVICE_GROUPS),
            (devices::DEVICES, document.devices.len(), limits::DEVICES),
            (distribution::KEY, document.sentry_root_certificate.certificates.len(), limits::ROOTS),
        ];
        if let Some((key, count, limit)) = counts.iter().find(|(_, count, limit)| count > limit) {
            let reason = format!("there are {count}, and the limit is {limit}");
            return Err(LoadError::new(LoadErrorKind::TooLarge, &[key], reason));
        }
        let mut reader = Reader::default();
        let fleet = Self {
            tls_server_certificates: reader.store(Store::TlsServer, document.tls_server_certificates)?,
            group_certificates: reader.store(Store::Group, document.group_certificates)?,
            profiles: document.profiles.into_iter().map(|(name, profile)| (name, Arc::new(profile))).collect(),
            sentrys: document.sentrys,
            spaces: document.spaces,
            device_groups: document.device_groups,
            devices: document.devices,
            root: reader.root(document.sentry_root_certificate)?,
        };
        fleet.check_references()?;
        Ok(fleet)
    }

    /// What the operations keep, and the types do not.
    fn check_references(&self) -> Result<(), LoadError> {
        for (name, profile) in &self.profiles {
            if profile.name() != name {
                let reason = format!("the profile calls itself {}", profile.name());
                return Err(LoadError::new(LoadErrorKind::Invalid, &[profiles::KEY, name.as_str()], reason));
            }
            self.require_certificates_of(profile)?;
        }
        for (name, sentry) in &self.sentrys {
            if let Some(profile) = sentry.profile() {
                self.require_profile(profile).map_err(at(&[sentrys::KEY, name.as_str(), "profile"]))?;
            }
        }
        for (rank, space) in self.spaces.iter().enumerate() {
            let rank = rank.to_string();
            if self.spaces.iter().filter(|other| other.name == space.name).count() > 1 {
                let reason = format!("the name {} stands twice", space.name);
                return Err(LoadError::new(LoadErrorKind::Invalid, &[spaces::KEY, &rank, "name"], reason));
            }
            let Some(ticked) = space.root_distribution() else { continue };
            let keys = [spaces::KEY, &rank, "root_distribution"];
            if self.root.other_spaces == OtherSpaces::DoNotApply {
                let reason = "the Sentry Root Certificate does not apply to other spaces".to_owned();
                return Err(LoadError::new(LoadErrorKind::Invalid, &keys, reason));
            }
            self.require_tickable(ticked, Some(&space.name)).map_err(at(&keys))?;
        }
        for (name, group) in &self.device_groups {
            let keys = [devices::GROUPS, name.as_str()];
            self.require_references(&keys, &group.space, &group.profiles).map_err(at(&keys))?;
        }
        for (name, device) in &self.devices {
            let keys = [devices::DEVICES, name.as_str()];
            self.require_references(&keys, &device.space, &device.profiles).map_err(at(&keys))?;
            self.require_groups(&keys, device).map_err(at(&keys))?;
        }
        self.require_tickable(&self.root.ticked, None).map_err(at(&[distribution::KEY, "ticked"]))
    }
}

/// Reads certificates; one that stands several times is read once.
#[derive(Default)]
struct Reader {
    known: HashMap<Vec<u8>, Certificate>,
}

impl Reader {
    fn store(
        &mut self,
        store: Store,
        encoded: BTreeMap<CertificateName, Encoded>,
    ) -> Result<BTreeMap<CertificateName, Arc<ServedChain>>, LoadError> {
        let mut certificates = BTreeMap::new();
        for (name, Encoded { certificates: encoded }) in encoded {
            let keys = [key(store), name.as_str(), "certificates"];
            let (leaf, others) = match self.all(&keys, &encoded)?.split_first() {
                Some((leaf, others)) => (leaf.clone(), others.to_vec()),
                None => {
                    let reason = "there is no certificate".to_owned();
                    return Err(LoadError::new(LoadErrorKind::Invalid, &keys, reason));
                }
            };
            certificates.insert(name, Arc::new(ServedChain::new(leaf, others)));
        }
        Ok(certificates)
    }

    fn root(&mut self, root: Root) -> Result<RootConfiguration, LoadError> {
        let certificates = self.all(&[distribution::KEY, "certificates"], &root.certificates)?;
        Ok(RootConfiguration { certificates, ticked: root.ticked, other_spaces: root.other_spaces })
    }

    /// Each once, in order.
    fn all(&mut self, keys: &[&str], encoded: &[String]) -> Result<Vec<Certificate>, LoadError> {
        let limit = limits::CHAIN.max(limits::ROOTS);
        if encoded.len() > limit {
            let reason = format!("there are {}, and the limit is {limit}", encoded.len());
            return Err(LoadError::new(LoadErrorKind::TooLarge, keys, reason));
        }
        let mut certificates: Vec<Certificate> = Vec::with_capacity(encoded.len());
        for (index, text) in encoded.iter().enumerate() {
            let index = index.to_string();
            let keys = &[keys, &[&index]].concat();
            let der = STANDARD.decode(text).map_err(|error| {
                LoadError::new(LoadErrorKind::Certificate, keys, format!("it is not base64: {error}"))
            })?;
            let certificate = match self.known.get(&der) {
                Some(certificate) => certificate.clone(),
                None => {
                    let certificate = Certificate::from_der(&der).map_err(|error| {
                        LoadError::from_source(LoadErrorKind::Certificate, keys, error.to_string(), error)
                    })?;
                    self.known.insert(der, certificate.clone());
                    certificate
                }
            };
            if certificates.contains(&certificate) {
                let reason = "the certificate stands twice".to_owned();
                return Err(LoadError::new(LoadErrorKind::Invalid, keys, reason));
            }
            certificates.push(certificate);
        }
        Ok(certificates)
    }
}

/// What is read of a fleet that is not of the schema.
#[derive(Deserialize)]
struct Head {
    version: u64,
}

fn encode(certificate: &Certificate) -> String {
    STANDARD.encode(certificate.der())
}

/// A refusal, where it was met.
fn at(keys: &[&str]) -> impl FnOnce(Refusal) -> LoadError {
    let pointer = pointer(keys);
    move |refusal| LoadError { pointer, ..LoadError::from(refusal) }
}

/// A map in which no key stands twice. serde keeps the last one and says nothing.
fn unique<'de, D, K, V>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
where
    D: Deserializer<'de>,
    K: Deserialize<'de> + Ord + fmt::Display,
    V: Deserialize<'de>,
{
    struct Unique<K, V>(PhantomData<(K, V)>);

    impl<'de, K: Deserialize<'de> + Ord + fmt::Display, V: Deserialize<'de>> Visitor<'de> for Unique<K, V> {
        type Value = BTreeMap<K, V>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object whose keys are names")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
            let mut map = BTreeMap::new();
            while let Some(key) = access.next_key::<K>()? {
                if map.contains_key(&key) {
                    return Err(A::Error::custom(format!("the name {key} stands twice")));
                }
                map.insert(key, access.next_value()?);
            }
            Ok(map)
        }
    }

    deserializer.deserialize_map(Unique(PhantomData))
}

impl LoadError {
    fn new(kind: LoadErrorKind, keys: &[&str], reason: String) -> Self {
        Self { kind, pointer: pointer(keys), reason, source: None }
    }

    fn from_source(
        kind: LoadErrorKind,
        keys: &[&str],
        reason: String,
        source: impl std::error::Error + Send + Sync + 'static,
    ) -> Self {
        Self { source: Some(Arc::new(source)), ..Self::new(kind, keys, reason) }
    }

    /// What kind of fault it is.
    pub fn kind(&self) -> LoadErrorKind {
        self.kind
    }

    /// Where it is, as a JSON pointer (RFC 6901). Empty for the whole, and where the JSON is not of the schema: the
    /// message has line and column then.
    pub fn pointer(&self) -> &str {
        &self.pointer
    }
}

impl From<Refusal> for LoadError {
    fn from(refusal: Refusal) -> Self {
        let first = refusal.findings().first();
        let pointer = match first.map(|finding| &finding.subject) {
            Some(Subject::Field { pointer }) => pointer.clone(),
            _ => String::new(),
        };
        let reason = first.map(|finding| finding.message.to_string()).unwrap_or_default();
        let reason = reason.strip_suffix('.').map_or(reason.clone(), str::to_owned);
        Self { kind: LoadErrorKind::Invalid, pointer, reason, source: Some(Arc::new(refusal)) }
    }
}
