//! The protocols and suites that an administrator selects for one direction, and the check of them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Strength, Suite, Version, strong};
use crate::certificate::KeyType;
use crate::message::{Text, message};
use crate::report::{Finding, Rule, Severity, Subject};

/// What is selected for one direction: connections from devices, or to the servers behind the Sentry.
///
/// There is no default: what the console selects at first is not public.
///
/// ```
/// use apptunnel::tls::Selection;
///
/// let json = r#"{"protocols": ["TLSv1.2"], "suites": ["TLS_RSA_WITH_AES_128_CBC_SHA"]}"#;
/// let selection: Selection = serde_json::from_str(json).unwrap();
/// assert_eq!(selection.suites[0].openssl_name(), "AES128-SHA");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Selection {
    /// Protocol versions, in any order.
    pub protocols: Vec<Version>,
    /// Cipher suites, the preferred first.
    pub suites: Vec<Suite>,
}

impl Selection {
    /// These protocols and suites.
    pub fn new(protocols: impl IntoIterator<Item = Version>, suites: impl IntoIterator<Item = Suite>) -> Self {
        Self { protocols: protocols.into_iter().collect(), suites: suites.into_iter().collect() }
    }

    /// These protocols with every [strong](super::strong) suite that one of them can use.
    ///
    /// ```
    /// use apptunnel::tls::{Selection, Version};
    ///
    /// let selection = Selection::strong([Version::Tls1_3]);
    /// assert!(selection.suites.iter().all(|suite| suite.is_usable_with(Version::Tls1_3)));
    /// ```
    pub fn strong(protocols: impl IntoIterator<Item = Version>) -> Self {
        let protocols: Vec<Version> = protocols.into_iter().collect();
        let is_usable = |suite: &Suite| protocols.iter().any(|version| suite.is_usable_with(*version));
        let suites = strong().filter(is_usable).collect();
        Self { protocols, suites }
    }

    /// The suites that connections of this version can use. None for a version that is not selected.
    pub(crate) fn usable(&self, version: Version) -> impl Iterator<Item = Suite> {
        let is_selected = self.protocols.contains(&version);
        self.suites.iter().copied().filter(move |suite| is_selected && suite.is_usable_with(version))
    }
}

/// Checks one selection. Incoming and outgoing connections are checked apart.
///
/// `certificate_key` is the key of the certificate the server shows, `None` if that is not known or another's.
/// `pointer` is the JSON pointer (RFC 6901) to the selection, to which findings add the field.
///
/// ```
/// use apptunnel::tls::{self, Selection, Version};
///
/// let selection = Selection::new([Version::Tls1_2], []);
/// let findings = tls::check(&selection, None, "/incoming");
/// assert_eq!(findings[0].code, "tls.no-suite");
/// ```
pub fn check(selection: &Selection, certificate_key: Option<&KeyType>, pointer: &str) -> Vec<Finding> {
    let at = |field: &str| Subject::Field { pointer: format!("{pointer}/{field}") };
    let mut findings = Vec::new();
    if selection.suites.is_empty() {
        findings.push(NO_SUITE.finding(at("suites"), no_suite()));
    }
    if !selection.protocols.iter().any(|version| version.is_tls()) {
        let message = if selection.protocols.is_empty() { no_protocol() } else { no_version_of_tls() };
        findings.push(NO_PROTOCOL.finding(at("protocols"), message));
    }
    findings.extend(protocols(selection, &at));
    findings.extend(suites(selection, &at));
    findings.extend(certificate_key.and_then(|key| check_key(selection, key, pointer)));
    findings
}

pub(super) const RULES: &[&Rule] = &[
    &NO_SUITE,
    &NO_PROTOCOL,
    &PROTOCOL_WITHOUT_SUITE,
    &SUITE_WITHOUT_PROTOCOL,
    &KEY_WITHOUT_SUITE,
    &WEAK_PROTOCOL,
    &BROKEN_PROTOCOL,
    &WEAK_SUITE,
    &BROKEN_SUITE,
];

static NO_SUITE: Rule = Rule {
    code: "tls.no-suite",
    asks: Text { en: "At least one cipher suite is selected." },
    remedy: Text { en: "Select the strong cipher suites." },
    ..Rule::ivanti_guide("N-MDM Administrator Guide, Setting Up AppTunnel")
};

static NO_PROTOCOL: Rule = Rule {
    code: "tls.no-protocol",
    asks: Text { en: "At least one version of TLS is selected." },
    remedy: Text { en: "Select TLSv1.2." },
    ..Rule::library("RFC 9325 section 3.1")
};

static PROTOCOL_WITHOUT_SUITE: Rule = Rule {
    code: "tls.protocol-without-suite",
    asks: Text { en: "Each selected protocol has a cipher suite that it can use." },
    remedy: Text { en: "Select a strong cipher suite of that protocol, or leave the protocol out." },
    ..Rule::library("IANA's registry TLS Cipher Suites")
};

static SUITE_WITHOUT_PROTOCOL: Rule = Rule {
    code: "tls.suite-without-protocol",
    severity: Severity::Warning,
    asks: Text { en: "Each selected cipher suite has a selected protocol that can use it." },
    remedy: Text { en: "Leave the cipher suite out, or select a protocol that it is for." },
    ..Rule::library("IANA's registry TLS Cipher Suites")
};

static KEY_WITHOUT_SUITE: Rule = Rule {
    code: "tls.key-without-suite",
    asks: Text {
        en: "Below TLS 1.3, at least one usable cipher suite is for the kind of key that the certificate has.",
    },
    remedy: Text { en: "Select a cipher suite for this kind of key, or use a certificate with another." },
    ..Rule::library("RFC 5246 section 7.4.2; RFC 8422 section 2")
};

static WEAK_PROTOCOL: Rule = Rule {
    code: "tls.weak-protocol",
    severity: Severity::Warning,
    asks: Text { en: "TLS 1.0 and TLS 1.1 are off." },
    remedy: Text { en: "Leave the protocol out, unless devices need it that cannot do better." },
    ..Rule::ivanti_guide("Sentry Guide, Checking TLS compliance; RFC 8996")
};

static BROKEN_PROTOCOL: Rule = Rule {
    code: "tls.broken-protocol",
    severity: Severity::Warning,
    asks: Text { en: "SSLv2Hello and SSLv3 are off." },
    remedy: Text { en: "Leave the protocol out: no Apple device since iOS 9 uses it." },
    ..Rule::library("RFC 6176; RFC 7568")
};

static WEAK_SUITE: Rule = Rule {
    code: "tls.weak-suite",
    severity: Severity::Warning,
    asks: Text { en: "No selected cipher suite is weak: CBC mode, SHA-1, or no forward secrecy." },
    remedy: Text { en: "Leave the cipher suite out, unless devices need it that cannot do better." },
    ..Rule::library("RFC 9325 section 4")
};

static BROKEN_SUITE: Rule = Rule {
    code: "tls.broken-suite",
    severity: Severity::Warning,
    asks: Text { en: "No selected cipher suite is broken: 3DES, RC4, DES, export, NULL, anonymous, or MD5." },
    remedy: Text { en: "Leave the cipher suite out: it does not protect what goes through it." },
    ..Rule::library("RFC 9325 section 4.1")
};

message! {
    fn no_suite() {
        en: "No cipher suite is selected.",
    }
    fn no_protocol() {
        en: "No protocol is selected.",
    }
    fn no_version_of_tls() {
        en: "No version of TLS is selected.",
    }
    fn weak_protocol(version: &Version, reason: &'static Text) {
        en: "{version} is weak: {reason}.",
    }
    fn broken_protocol(version: &Version, reason: &'static Text) {
        en: "{version} is broken and must not be used: {reason}.",
    }
    fn protocol_without_suite(version: &Version) {
        en: "None of the selected cipher suites can be used with {version}.",
    }
    fn weak_suite(suite: &Suite, reason: &'static Text) {
        en: "{suite} is weak: {reason}.",
    }
    fn broken_suite(suite: &Suite, reason: &'static Text) {
        en: "{suite} is broken and must not be used: {reason}.",
    }
    fn suite_without_protocol(suite: &Suite) {
        en: "{suite} can be used with none of the selected protocols.",
    }
    fn no_suite_for_key(key: &KeyType) {
        en: "None of the selected cipher suites below TLS 1.3 is for the {key} key of the certificate.",
    }
}

fn protocols(selection: &Selection, at: &impl Fn(&str) -> Subject) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, version) in selection.protocols.iter().enumerate() {
        let subject = || at(&format!("protocols/{index}"));
        let reason = version.reason();
        match version.strength() {
            Strength::Strong => {}
            Strength::Weak => {
                findings.push(WEAK_PROTOCOL.finding(subject(), weak_protocol(version, reason)));
            }
            Strength::Broken => {
                findings.push(BROKEN_PROTOCOL.finding(subject(), broken_protocol(version, reason)));
            }
        }
        // SSLv2Hello is only the form of a message. An empty selection of suites has been reported.
        let needs_suite = *version != Version::Ssl2Hello && !selection.suites.is_empty();
        if needs_suite && selection.usable(*version).next().is_none() {
            findings.push(PROTOCOL_WITHOUT_SUITE.finding(subject(), protocol_without_suite(version)));
        }
    }
    findings
}

fn suites(selection: &Selection, at: &impl Fn(&str) -> Subject) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, suite) in selection.suites.iter().enumerate() {
        let subject = || at(&format!("suites/{index}"));
        let reason = suite.reason();
        match suite.strength() {
            Strength::Strong => {}
            Strength::Weak => findings.push(WEAK_SUITE.finding(subject(), weak_suite(suite, reason))),
            Strength::Broken => findings.push(BROKEN_SUITE.finding(subject(), broken_suite(suite, reason))),
        }
        let has_protocol = selection.protocols.iter().any(|version| suite.is_usable_with(*version));
        if !has_protocol && !selection.protocols.is_empty() {
            findings.push(SUITE_WITHOUT_PROTOCOL.finding(subject(), suite_without_protocol(suite)));
        }
    }
    findings
}

/// The part of [`check`] that is about the key of the certificate.
pub(crate) fn check_key(selection: &Selection, key: &KeyType, pointer: &str) -> Option<Finding> {
    let below_1_3 = selection.protocols.iter().filter(|version| **version < Version::Tls1_3);
    let usable: Vec<Suite> = below_1_3.flat_map(|version| selection.usable(*version)).collect();
    if usable.is_empty() || usable.iter().any(|suite| suite.fits(key)) {
        return None;
    }
    let subject = Subject::Field { pointer: format!("{pointer}/suites") };
    Some(KEY_WITHOUT_SUITE.finding(subject, no_suite_for_key(key)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificate::Curve;
    use crate::report::{Basis, Certainty};
    use Version::{Ssl2Hello, Ssl3, Tls1_0, Tls1_1, Tls1_2, Tls1_3};

    const RSA: KeyType = KeyType::Rsa { bits: 2048 };
    const EC: KeyType = KeyType::Ec(Curve::P256);

    fn select(protocols: &[Version], suites: &[&str]) -> Selection {
        Selection { protocols: protocols.to_vec(), suites: suites.iter().map(|name| name.parse().unwrap()).collect() }
    }

    /// Codes and pointers.
    fn findings(selection: &Selection, key: Option<&KeyType>) -> Vec<(String, String)> {
        check(selection, key, "/incoming")
            .into_iter()
            .map(|finding| match finding.subject {
                Subject::Field { pointer } => (finding.code.to_string(), pointer),
                other => panic!("{other:?}"),
            })
            .collect()
    }

    fn pair(code: &str, pointer: &str) -> (String, String) {
        (code.to_owned(), pointer.to_owned())
    }

    #[test]
    fn strong_selections_are_clean() {
        for protocols in [&[Tls1_2][..], &[Tls1_3], &[Tls1_2, Tls1_3]] {
            let selection = Selection::strong(protocols.iter().copied());
            assert_eq!(findings(&selection, Some(&RSA)), [], "{protocols:?}");
            assert_eq!(findings(&selection, Some(&EC)), [], "{protocols:?}");
        }
        assert!(Selection::strong([Tls1_1]).suites.is_empty());
    }

    #[test]
    fn at_least_one_suite() {
        assert_eq!(findings(&select(&[Tls1_2], &[]), Some(&RSA)), [pair("tls.no-suite", "/incoming/suites")]);
        let finding = &check(&select(&[Tls1_2], &[]), None, "")[0];
        assert_eq!(finding.subject, Subject::Field { pointer: "/suites".to_owned() });
        assert_eq!((finding.basis, finding.certainty), (Basis::IvantiGuide, Certainty::Documented));
    }

    #[test]
    fn at_least_one_version_of_tls() {
        let suite = "TLS_AES_128_GCM_SHA256";
        assert_eq!(findings(&select(&[], &[suite]), None), [pair("tls.no-protocol", "/incoming/protocols")]);
        let codes: Vec<String> =
            findings(&select(&[Ssl2Hello, Ssl3], &["AES128-SHA"]), None).into_iter().map(|(code, _)| code).collect();
        assert_eq!(codes, ["tls.no-protocol", "tls.broken-protocol", "tls.broken-protocol", "tls.weak-suite"]);
    }

    #[test]
    fn each_protocol_has_a_suite() {
        let gcm = "ECDHE-RSA-AES128-GCM-SHA256";
        let expected = [pair("tls.protocol-without-suite", "/incoming/protocols/1")];
        assert_eq!(findings(&select(&[Tls1_2, Tls1_3], &[gcm]), Some(&RSA)), expected);
        assert_eq!(findings(&select(&[Tls1_2, Tls1_3], &[gcm, "TLS_AES_128_GCM_SHA256"]), Some(&RSA)), []);
    }

    #[test]
    fn each_suite_has_a_protocol() {
        let names = ["ECDHE-RSA-AES128-GCM-SHA256", "TLS_AES_128_GCM_SHA256"];
        let expected = [pair("tls.suite-without-protocol", "/incoming/suites/1")];
        assert_eq!(findings(&select(&[Tls1_2], &names), Some(&RSA)), expected);
    }

    #[test]
    fn a_suite_below_tls_1_3_is_for_the_key() {
        let selection = select(&[Tls1_2, Tls1_3], &["ECDHE-RSA-AES128-GCM-SHA256", "TLS_AES_128_GCM_SHA256"]);
        assert_eq!(findings(&selection, Some(&RSA)), []);
        assert_eq!(findings(&selection, Some(&EC)), [pair("tls.key-without-suite", "/incoming/suites")]);
        assert_eq!(findings(&selection, None), []);
        // TLS 1.3 alone takes any key.
        assert_eq!(findings(&select(&[Tls1_3], &["TLS_AES_128_GCM_SHA256"]), Some(&EC)), []);
    }

    #[test]
    fn weak_and_broken_are_warnings() {
        let selection = select(&[Tls1_0, Tls1_1, Tls1_2], &["ECDHE-RSA-AES128-SHA", "ECDHE-RSA-DES-CBC3-SHA"]);
        let expected = [
            pair("tls.weak-protocol", "/incoming/protocols/0"),
            pair("tls.weak-protocol", "/incoming/protocols/1"),
            pair("tls.weak-suite", "/incoming/suites/0"),
            pair("tls.broken-suite", "/incoming/suites/1"),
        ];
        assert_eq!(findings(&selection, Some(&RSA)), expected);
        assert!(check(&selection, None, "").iter().all(|finding| finding.severity == Severity::Warning));
    }
}
