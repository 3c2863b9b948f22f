//! Protocols and suites of a profile against the key of its certificates, and the advice for Apple clients.

use std::collections::HashMap;

use super::context::Context;
use super::selected::SelectedCertificates;
use crate::device::handshake::Server;
use crate::fleet::pointer::below;
use crate::fleet::profiles::{self, SECOND};
use crate::profile::ProfileName;
use crate::report::{Finding, Subject};
use crate::{Profile, device, tls};

/// What was found of selections and keys, once for each two: the selection as JSON, and the key.
#[derive(Default)]
pub(super) struct Tls {
    known: HashMap<(String, String), Found>,
}

/// What was found of a selection and a key.
struct Found {
    key_without_suite: Option<Finding>,
    /// With pointers below a server's settings, such as `/suites` or `/certificate`.
    advice: Vec<Finding>,
}

impl Tls {
    /// What concerns the key alone: whether the selection is good by itself is found by the check of the profile.
    pub(super) fn check(&mut self, context: &Context<'_>, name: &ProfileName, profile: &Profile) -> Vec<Finding> {
        if profile.server().listener.https_port().is_none() {
            return Vec::new();
        }
        let selection = &profile.server().incoming;
        let written = serde_json::to_string(selection).unwrap_or_default();
        let mut findings = Vec::new();
        let SelectedCertificates { primary, second } = SelectedCertificates::of(context, profile);
        for selected in primary.into_iter().chain(second) {
            let key = selected.chain.leaf.key_type();
            let found = self.known.entry((written.clone(), key.to_string())).or_insert_with(|| Found {
                key_without_suite: tls::check_key(selection, &key, "/incoming"),
                advice: device::advice(&Server::with_key(selection.clone(), key), ""),
            });
            let is_second = selected.field == SECOND;
            let advice = found.advice.iter().cloned().filter_map(|finding| in_server(finding, is_second));
            let of_key = found.key_without_suite.iter().cloned().chain(advice);
            findings.extend(of_key.map(|finding| below(&[profiles::KEY, name.as_str(), "server"], finding)));
        }
        findings
    }
}

/// An advice, with its pointer in `server` of the profile. `None` for what is not about the certificate, if that is the
/// second one: the rest is reported with the first.
fn in_server(mut advice: Finding, is_second: bool) -> Option<Finding> {
    let Subject::Field { pointer } = &mut advice.subject else { return Some(advice) };
    if is_second && pointer != "/certificate" {
        return None;
    }
    *pointer = match pointer.as_str() {
        "/certificate" if is_second => "/second_certificate".to_owned(),
        // There is no field for the groups of a Sentry.
        "/groups" => "/incoming".to_owned(),
        "/protocols" | "/suites" => format!("/incoming{pointer}"),
        _ => std::mem::take(pointer),
    };
    Some(advice)
}
