//! The cases of Apple's own tests: whether a certificate can be created, and whether a chain is trusted.

use apptunnel::Certificate;
use apptunnel::device::trust::{Creation, TrustEvaluation, TrustEvaluator, TrustSetting};
use apptunnel::device::{Origin, Release, TrustAnchor, trust};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;

use crate::suite::{Case, Error, Outcome, certificate, certificates, findings};

/// What a case asks besides x509-limbo's schema.
#[derive(Deserialize)]
pub(crate) struct Apple {
    kind: Kind,
    expected: Expected,
    #[serde(default)]
    policies: Vec<Policy>,
    anchor_kind: Option<AnchorKind>,
    trust_settings: Option<Vec<Setting>>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Trust,
    Parse,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum AnchorKind {
    App,
    User,
    System,
}

#[derive(Deserialize)]
struct Policy {
    r#type: PolicyType,
    hostname: Option<String>,
    key_usage: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum PolicyType {
    BasicX509,
    SslServer,
    SslClient,
}

#[derive(Deserialize)]
struct Setting {
    /// SHA-256, in hexadecimal.
    cert: String,
    settings: String,
}

/// What Apple's tests name of the result.
#[derive(Deserialize)]
struct Expected {
    trust_result: Option<String>,
    error: Option<String>,
    /// SHA-256 from the leaf up, in hexadecimal.
    expected_chain: Option<Vec<String>>,
    chain_length: Option<usize>,
    public_key: Option<bool>,
    unparseable_known_extension: Option<bool>,
    unknown_critical_extension: Option<bool>,
    duplicate_extension: Option<bool>,
    normalized_name: Option<bool>,
}

impl Apple {
    pub(crate) fn decide(&self, case: &Case) -> Result<Outcome, Error> {
        match self.kind {
            Kind::Parse => self.create(&der(&case.peer_certificate)?),
            Kind::Trust => self.trust(case, &certificate(&case.peer_certificate)?),
        }
    }

    fn create(&self, der: &[u8]) -> Result<Outcome, Error> {
        let creation = Creation::of(der, Release::latest())?;
        let facts = [
            ("public_key", self.expected.public_key, creation.has_key),
            ("normalized_name", self.expected.normalized_name, creation.has_comparable_names),
            (
                "unparseable_known_extension",
                self.expected.unparseable_known_extension,
                creation.unparseable_extension.is_some(),
            ),
            (
                "unknown_critical_extension",
                self.expected.unknown_critical_extension,
                creation.unknown_critical_extension.is_some(),
            ),
            ("duplicate_extension", self.expected.duplicate_extension, creation.duplicate_extension.is_some()),
        ];
        let differences = facts
            .into_iter()
            .filter_map(|(name, expected, actual)| Some((name, expected?, actual)))
            .filter(|(_, expected, actual)| expected != actual)
            .map(|(name, expected, actual)| format!("{name} is {actual}, not {expected}"))
            .collect();
        Ok(Outcome { actual: "SUCCESS", context: vec![format!("{creation:?}")], differences })
    }

    /// A chain is trusted if it is trusted for every policy.
    fn trust(&self, case: &Case, leaf: &Certificate) -> Result<Outcome, Error> {
        let others = certificates(&case.untrusted_intermediates);
        if self.policies.is_empty() {
            return Err("no policy".into());
        }
        let mut accepted = true;
        let mut context = Vec::new();
        let mut differences = Vec::new();
        for policy in &self.policies {
            let evaluation = self.evaluator(case, policy, leaf, &others)?.evaluate(leaf, &others);
            accepted &= evaluation.is_accepted();
            context.extend(evaluation.best().map(findings).unwrap_or_default());
            context.extend(evaluation.budget_spent().map(|limit| format!("the limit {limit} is reached")));
            differences.extend(self.differences(&evaluation));
        }
        Ok(Outcome { actual: if accepted { "SUCCESS" } else { "FAILURE" }, context, differences })
    }

    fn evaluator(
        &self,
        case: &Case,
        policy: &Policy,
        leaf: &Certificate,
        others: &[Certificate],
    ) -> Result<TrustEvaluator, Error> {
        let mut evaluator = TrustEvaluator::new(Release::latest(), case.at());
        evaluator.policy = match policy.r#type {
            PolicyType::BasicX509 => trust::Policy::BasicX509,
            PolicyType::SslServer => trust::Policy::SslServer,
            PolicyType::SslClient => trust::Policy::SslClient,
        };
        evaluator.server_name = policy.hostname.as_deref().map(str::parse).transpose()?;
        evaluator.knowledge.key_usage = policy.key_usage.as_deref().map(key_usage).transpose()?;
        // Apple's tests run without a fresh log list.
        evaluator.knowledge.transparency.is_off = true;
        let origin = match self.anchor_kind {
            Some(AnchorKind::System) => Origin::System,
            Some(AnchorKind::User) => Origin::User,
            Some(AnchorKind::App) | None => Origin::App,
        };
        let trusted = certificates(&case.trusted_certs);
        evaluator.anchors = trusted.iter().cloned().map(|anchor| TrustAnchor::new(anchor, origin)).collect();
        for setting in self.trust_settings.iter().flatten() {
            let mut all = std::iter::once(leaf).chain(others).chain(&trusted);
            let certificate = all.find(|it| it.fingerprint() == setting.cert).ok_or("no such certificate")?;
            let says = |word| setting.settings.to_ascii_lowercase().contains(word);
            let setting = match (says("trustroot"), says("trustasroot")) {
                _ if says("deny") => TrustSetting::Deny,
                _ if says("unspecified") => TrustSetting::Unspecified,
                (true, false) => TrustSetting::TrustRoot,
                (false, true) => TrustSetting::TrustAsRoot,
                (is_root, _) if is_root || says("null") => {
                    evaluator.anchors.push(TrustAnchor::new(certificate.clone(), Origin::User));
                    continue;
                }
                _ => return Err(format!("unknown trust setting {}", setting.settings).into()),
            };
            evaluator.knowledge.trust_settings.push((certificate.clone(), setting));
        }
        Ok(evaluator)
    }

    /// How the details of an evaluation differ from what Apple's tests name.
    fn differences(&self, evaluation: &TrustEvaluation) -> Vec<String> {
        let expected = &self.expected;
        let chain: Vec<String> = evaluation
            .best()
            .map(|path| path.certificates.iter().map(|it| it.fingerprint()).collect())
            .unwrap_or_default();
        let outcome = &evaluation.outcome;
        let result = Some(outcome.trust_result.as_str().to_owned());
        let error = outcome.os_status.as_ref().map(|status| status.name.to_string());
        let mut differences = Vec::new();
        if expected.trust_result.is_some() && expected.trust_result != result {
            differences.push(format!("trust result {result:?}, not {:?}", expected.trust_result));
        }
        if expected.error.is_some() && expected.error != error {
            differences.push(format!("error {error:?}, not {:?}", expected.error));
        }
        if expected.expected_chain.as_ref().is_some_and(|expected| *expected != chain) {
            differences.push(format!("chain {chain:?}, not {:?}", expected.expected_chain));
        }
        if expected.chain_length.is_some_and(|expected| expected != chain.len()) {
            differences.push(format!("chain length {}, not {:?}", chain.len(), expected.chain_length));
        }
        differences
    }
}

/// Apple's constants have the bit of KeyUsage with their name.
fn key_usage(name: &str) -> Result<u16, Error> {
    const NAMES: [&str; 9] = [
        "DigitalSignature",
        "NonRepudiation",
        "KeyEncipherment",
        "DataEncipherment",
        "KeyAgreement",
        "KeyCertSign",
        "CRLSign",
        "EncipherOnly",
        "DecipherOnly",
    ];
    let name = name.strip_prefix("kSecKeyUsage").unwrap_or(name);
    let bit = NAMES.iter().position(|it| *it == name).ok_or_else(|| format!("unknown key usage {name}"))?;
    Ok(1 << bit)
}

/// The bytes of a PEM block, whatever they are.
fn der(pem: &str) -> Result<Vec<u8>, Error> {
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    STANDARD.decode(body.trim()).map_err(|error| error.to_string().into())
}
