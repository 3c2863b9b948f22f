//! Protocols and suites of a profile against the key of its certificates, and the advice for Apple clients.

use std::collections::HashMap;

use crate::device::handshake::Server;
use crate::fleet::Fleet;
use crate::fleet::pointer::below;
use crate::fleet::profiles::{self, SECOND};
use crate::profile::ProfileName;
use crate::report::{Finding, Subject};
use crate::upload::Store;
use crate::{Profile, tls};

/// What is said of a selection and a key, found out once for each two.
#[derive(Default)]
pub(super) struct Tls {
    known: HashMap<(String, String), Vec<Finding>>,
}

impl Tls {
    pub(super) fn check(&mut self, fleet: &Fleet, name: &ProfileName, profile: &Profile) -> Vec<Finding> {
        if profile.server().listener.https_port().is_none() {
            return Vec::new();
        }
        let selection = &profile.server().incoming;
        let written = serde_json::to_string(selection).unwrap_or_default();
        let mut findings = Vec::new();
        let in_store = profiles::used(profile).filter(|(_, store, _)| *store == Store::TlsServer);
        for (place, store, certificate) in in_store {
            let Some(stored) = fleet.certificates(store).get(certificate) else { continue };
            let key = stored.leaf.key_type();
            let known = self.known.entry((written.clone(), key.to_string())).or_insert_with(|| {
                // That the selection is good by itself is told by the check of the profile.
                let own = tls::check(selection, None, "/incoming");
                let of_key = tls::check(selection, Some(&key), "/incoming").into_iter();
                let of_key = of_key.filter(|finding| !own.contains(finding));
                of_key.chain(crate::device::advice(&Server::with_key(selection.clone(), key), "")).collect()
            });
            let second = place == SECOND;
            let said = known.iter().filter_map(|finding| told(finding, second));
            findings.extend(said.map(|finding| below(&[profiles::KEY, name.as_str(), "server"], finding)));
        }
        findings
    }
}

/// A finding with its pointer in `server`. Of the second certificate only what is about its key.
fn told(finding: &Finding, second: bool) -> Option<Finding> {
    let mut finding = finding.clone();
    let Subject::Field { pointer } = &mut finding.subject else { return Some(finding) };
    let is_of_key = pointer == "/certificate" || finding.code == "tls.key-without-suite";
    if second && !is_of_key {
        return None;
    }
    *pointer = match pointer.as_str() {
        "/certificate" => if second { "/second_certificate" } else { "/certificate" }.to_owned(),
        // There is no field for the groups of a Sentry.
        "/groups" => "/incoming".to_owned(),
        // Advice has pointers into the selection.
        "/protocols" | "/suites" => format!("/incoming{pointer}"),
        _ => std::mem::take(pointer),
    };
    Some(finding)
}
