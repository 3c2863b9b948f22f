//! Fleets to order: one PKI, with as many leaves as are wanted.

use apptunnel::Fleet;
use apptunnel::fleet::{Admin, Change, DeviceGroup, OtherSpaces, Ticked};
use serde_json::{Map, Value, json};

use super::pki::{
    CLIENT_AUTH, DIGITAL_SIGNATURE, GeneralName, KEY_CERT_SIGN, Key, Name, SERVER_AUTH, Template, alternative_names,
    authority_key_id, extended_key_usage, key_usage, subject_key_id,
};
use super::{base64, pem};

/// A private CA with one issuing CA, all on P-256.
pub(crate) struct Pki {
    root_key: Key,
    issuing_key: Key,
    pub(crate) leaf_key: Key,
}

impl Pki {
    pub(crate) fn new() -> Self {
        Self { root_key: Key::p256(100), issuing_key: Key::p256(101), leaf_key: Key::p256(102) }
    }

    fn ca(subject: &str, key: &Key, issuer: &str, issuer_key: &Key) -> Vec<u8> {
        let template = Template::ca(Name::common(subject), key, Name::common(issuer))
            .with(key_usage(KEY_CERT_SIGN))
            .with(subject_key_id(&key.id()))
            .with(authority_key_id(&issuer_key.id()));
        template.signed_by(issuer_key)
    }

    pub(crate) fn root(&self) -> Vec<u8> {
        Self::ca("Fleet Root", &self.root_key, "Fleet Root", &self.root_key)
    }

    pub(crate) fn issuing(&self) -> Vec<u8> {
        Self::ca("Fleet CA", &self.issuing_key, "Fleet Root", &self.root_key)
    }

    pub(crate) fn leaf(&self, host: &str, serial: u64, not_before: &'static str, not_after: &'static str) -> Vec<u8> {
        let mut template = Template::new(Name::common(host), &self.leaf_key, Name::common("Fleet CA"))
            .with(key_usage(DIGITAL_SIGNATURE))
            .with(extended_key_usage(&[SERVER_AUTH, CLIENT_AUTH]))
            .with(alternative_names(&[GeneralName::dns(host)]))
            .with(subject_key_id(&self.leaf_key.id()))
            .with(authority_key_id(&self.issuing_key.id()))
            .serial(serial);
        (template.not_before, template.not_after) = (not_before, not_after);
        template.signed_by(&self.issuing_key)
    }

    /// Leaf, issuing CA, root and the key of the leaf, in PEM.
    pub(crate) fn pem(&self, leaf: &[u8]) -> Vec<u8> {
        let chain = [leaf.to_vec(), self.issuing(), self.root()].map(|der| pem("CERTIFICATE", &der));
        [chain.concat(), pem("PRIVATE KEY", &self.leaf_key.pkcs8())].concat()
    }
}

/// A profile with one service for each name.
pub(crate) fn profile(name: &str, host: &str, certificate: &str, second: Option<&str>, services: usize) -> Value {
    let mut server = json!({
        "listener": "https_only", "https_port": 443, "self_signed": false, "certificate": certificate,
    });
    if let Some(second) = second {
        server["add_second_certificate"] = true.into();
        server["second_certificate"] = second.into();
    }
    let services: Vec<String> = (0..services).map(|number| format!("Service{number}")).collect();
    let rules = services.iter().map(|service| {
        let wildcard = format!("{}.apps.example.com", service.to_lowercase());
        json!({"name": "AppTunnel", "url_wildcard": wildcard, "service": service})
    });
    json!({
        "kind": "certificates",
        "global": {
            "name": name, "external_host": host, "external_port": 443,
            "device_authentication": {"mode": "identity_certificate", "trusted_cas": ["Device CA"], "check_crl": false},
        },
        "server": server,
        "app_rules": rules.collect::<Vec<Value>>(),
        "services": services.iter().map(|name| json!({
            "type": "custom_http", "name": name, "server_list": "backend.corp.example.com:443", "tls_enabled": true,
        })).collect::<Vec<Value>>(),
    })
}

/// A fleet with so many profiles: five certificates, ten services, a Sentry and a device group for each. Every other
/// profile has a second certificate; every fourth group is not ticked.
pub(crate) fn fleet(profiles: u64) -> Fleet {
    let pki = Pki::new();
    let (root, issuing) = (base64(&pki.root()), base64(&pki.issuing()));
    let (mut certificates, mut entries, mut sentrys, mut groups) = (Map::new(), Map::new(), Map::new(), Map::new());
    let mut ticked = Vec::new();
    for number in 0..profiles {
        let (name, host) = (format!("Profile {number}"), format!("sentry-{number}.example.com"));
        let certificate = |which: u64| format!("{host} {which}");
        for which in 0..5 {
            let leaf = pki.leaf(&host, number * 5 + which + 10, "20260101000000", "20270101000000");
            certificates.insert(certificate(which), json!({"certificates": [base64(&leaf), issuing, root]}));
        }
        let second = (number % 2 == 0).then(|| certificate(1));
        entries.insert(name.clone(), profile(&name, &host, &certificate(0), second.as_deref(), 10));
        sentrys.insert(format!("sentry-{number}"), json!({"profile": name}));
        groups.insert(format!("Group {number}"), json!({"profiles": [name]}));
        if number % 4 != 0 {
            ticked.push(format!("Group {number}"));
        }
    }
    let json = json!({
        "version": 1, "tls_server_certificates": certificates, "profiles": entries, "sentrys": sentrys,
        "device_groups": groups,
        "sentry_root_certificate": {"certificates": [root], "ticked": {"device_groups": ticked}},
    });
    Fleet::from_json(&json.to_string()).unwrap()
}

/// Distributes the root to these groups, and confirms it.
pub(crate) fn distribute(fleet: &mut Fleet, groups: &[&str], other_spaces: OtherSpaces) {
    let ticked = Ticked::default().with_device_groups(groups.iter().map(|name| name.parse().unwrap()).collect());
    let pending = fleet.propose(&Admin::Global, Change::Distribution { ticked, other_spaces }).unwrap();
    fleet.confirm(&pending).unwrap();
}

pub(crate) fn group(space: &str, profiles: &[&str]) -> DeviceGroup {
    DeviceGroup::default()
        .with_space(space.parse().unwrap())
        .with_profiles(profiles.iter().map(|name| name.parse().unwrap()).collect())
}
