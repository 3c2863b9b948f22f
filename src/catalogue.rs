//! Every rule of the library in one list: what `docs/rules.md` prints.

use std::collections::HashSet;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::Serialize;

use crate::device::trust::{self, AppleRule};
use crate::message::Text;
use crate::report::{AppleClass, OsStatus, Rule};
use crate::{admission, device, fleet, path, profile, second_certificate, tls, upload};

/// One rule of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct CatalogueEntry {
    /// The part of the catalogue that it stands in, such as `The upload check`.
    pub section: &'static str,
    /// What every rule has.
    #[serde(flatten)]
    pub rule: Rule,
    /// What is known besides of a rule of Apple devices. `None` for the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub apple: Option<Box<AppleEntry>>,
}

/// What is known of a rule of Apple devices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct AppleEntry {
    /// The certificates and anchors that it is about.
    pub scope: Text,
    /// Which certificates it holds for by their dates. Empty if it holds for all.
    pub cut_off: Text,
    /// The first releases with the rule, such as `iOS 13, macOS 10.15`. `None`: every release that is known.
    pub since: Option<String>,
    /// What the device reports. `None` for advice: no device reports it.
    pub check: Option<AppleReport>,
}

/// What an Apple device reports where a rule is broken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct AppleReport {
    /// The key in the details of the trust, as in `kSecPolicyCheckSSLHostname`.
    pub key: &'static str,
    /// Whether a user or an app may override it.
    pub class: AppleClass,
    /// The error that `SecTrustEvaluateWithError` gives if no other is ranked before it.
    pub os_status: OsStatus,
    /// The status code of the certificate (`CSSMERR_…`).
    pub cssm: u32,
}

/// Every rule of the library, each once: by section, and there in the order in which it is checked.
///
/// ```
/// use apptunnel::catalogue;
///
/// let entry = catalogue::rules().iter().find(|entry| entry.rule.code == "apple.name.no-san-match").unwrap();
/// let check = entry.apple.as_ref().unwrap().check.as_ref().unwrap();
/// assert_eq!(check.key, "SSLHostname");
/// assert_eq!(check.os_status.number, -67602);
/// ```
pub fn rules() -> &'static [CatalogueEntry] {
    static RULES: LazyLock<Vec<CatalogueEntry>> = LazyLock::new(|| {
        let sections: [(_, Vec<&Rule>); 7] = [
            ("The upload check", upload::rules().collect()),
            ("RFC 5280 and the CA/Browser Forum", path::rules().collect()),
            ("TLS", tls::rules().chain(device::rules()).collect()),
            ("The Sentry profile", profile::rules().collect()),
            ("The second certificate", second_certificate::rules().collect()),
            ("Device authentication", admission::rules().collect()),
            ("The fleet", fleet::rules().collect()),
        ];
        // Two of the modules name Apple's rules among their own.
        let apples: HashSet<&str> = trust::rules().map(|row| row.rule.code).collect();
        let others = sections.into_iter().flat_map(|(section, rules)| {
            rules.into_iter().map(move |&rule| CatalogueEntry { section, rule, apple: None })
        });
        others
            .filter(|entry| !apples.contains(entry.rule.code))
            .chain(trust::rules().map(|row| CatalogueEntry {
                section: "Apple devices",
                rule: row.rule,
                apple: Some(Box::new(row.into())),
            }))
            .collect()
    });
    &RULES
}

impl From<&AppleRule> for AppleEntry {
    fn from(row: &AppleRule) -> Self {
        let check = row.key.map(|key| AppleReport {
            key: key.name(),
            class: key.class(),
            os_status: key.os_status(),
            cssm: key.cssm(),
        });
        Self { scope: row.scope, cut_off: row.cut_off, since: row.since(), check }
    }
}
