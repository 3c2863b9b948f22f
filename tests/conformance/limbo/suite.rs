//! The schema of a suite, and what each case asks of the library.

use apptunnel::path::{
    AnchorChecks, Crl, EvaluatedPath, Evaluator, InitialPolicies, KeyPurpose, RevocationScope, RevocationStatus,
    RuleSet, Strictness,
};
use apptunnel::report::Subject;
use apptunnel::{Bundle, Certificate};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;

use crate::apple::Apple;
use crate::expected_errors;

#[derive(Deserialize)]
pub(crate) struct Suite {
    pub(crate) testcases: Vec<Case>,
}

#[derive(Deserialize)]
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) trusted_certs: Vec<String>,
    pub(crate) untrusted_intermediates: Vec<String>,
    pub(crate) peer_certificate: String,
    validation_time: Option<DateTime<Utc>>,
    validation_kind: String,
    #[serde(default)]
    extended_key_usage: Vec<String>,
    expected_peer_name: Option<PeerName>,
    max_chain_depth: Option<usize>,
    #[serde(default)]
    crls: Vec<String>,
    expected_result: String,
    #[serde(default)]
    ext: Ext,
}

#[derive(Deserialize)]
struct PeerName {
    value: String,
}

/// What our suites add to x509-limbo's schema.
#[derive(Deserialize)]
#[serde(try_from = "serde_json::Value")]
enum Ext {
    Apple(Apple),
    Rfc5280(Rfc5280),
}

impl TryFrom<serde_json::Value> for Ext {
    type Error = serde_json::Error;

    /// Only cases of Apple's have a kind.
    fn try_from(ext: serde_json::Value) -> Result<Self, serde_json::Error> {
        match ext.get("kind") {
            Some(_) => serde_json::from_value(ext).map(Self::Apple),
            None => serde_json::from_value(ext).map(Self::Rfc5280),
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Rfc5280 {
    policy: Option<Policy>,
    purpose: Option<String>,
    revocation: Option<String>,
    max_crl_age_days: Option<i64>,
    expected_revocation_status: Option<String>,
    last_cert_trust: Option<String>,
    key_purpose: Option<String>,
    digest_policy: Option<String>,
    raw_expectation: Option<String>,
}

#[derive(Deserialize)]
struct Policy {
    initial: Vec<String>,
    explicit: bool,
    inhibit_map: bool,
    inhibit_any: bool,
}

/// What was decided, and why.
pub(crate) struct Outcome {
    pub(crate) actual: &'static str,
    pub(crate) context: Vec<String>,
    /// Where details are not those that the suite names.
    pub(crate) differences: Vec<String>,
}

impl Outcome {
    pub(crate) fn new(accepted: bool, context: Vec<String>) -> Self {
        Self { actual: if accepted { "SUCCESS" } else { "FAILURE" }, context, differences: Vec::new() }
    }
}

impl Default for Ext {
    fn default() -> Self {
        Self::Rfc5280(Rfc5280::default())
    }
}

pub(crate) type Error = Box<dyn std::error::Error>;

impl Case {
    /// The part of the id that a summary is made of.
    pub(crate) fn namespace(&self) -> &str {
        self.id.split("::").next().unwrap_or_default()
    }

    /// What the library says. Input that it cannot read is a failure, with the reason.
    pub(crate) fn decide(&self) -> Outcome {
        self.try_decide().unwrap_or_else(|error| Outcome::new(false, vec![format!("unreadable: {error}")]))
    }

    fn try_decide(&self) -> Result<Outcome, Error> {
        match &self.ext {
            Ext::Apple(apple) => apple.decide(self),
            Ext::Rfc5280(ext) => self.decide_by_rfc5280(ext),
        }
    }

    fn decide_by_rfc5280(&self, ext: &Rfc5280) -> Result<Outcome, Error> {
        let leaf = certificate(&self.peer_certificate)?;
        let others = certificates(&self.untrusted_intermediates);
        let evaluator = self.evaluator(ext)?;
        if ext.expected_revocation_status.is_some() {
            let trusted = certificates(&self.trusted_certs);
            let issuer = trusted.first().ok_or("no issuer")?;
            let status = evaluator.revocation_status(&leaf, issuer, &others);
            return Ok(revocation(&status));
        }
        let evaluation = evaluator.evaluate(&leaf, &others);
        let mut context: Vec<String> = evaluation.best().map(findings).unwrap_or_default();
        context.extend(evaluation.budget_spent().map(|limit| format!("the limit {limit} is reached")));
        Ok(Outcome::new(evaluation.is_accepted(), context))
    }

    fn evaluator(&self, ext: &Rfc5280) -> Result<Evaluator, Error> {
        let mut evaluator = Evaluator::new(self.rule_set(ext), self.at());
        evaluator.anchors = certificates(&self.trusted_certs);
        trust_last_certificate(ext, &mut evaluator);
        evaluator.server_name = match &self.expected_peer_name {
            Some(name) => Some(name.value.parse()?),
            None => None,
        };
        evaluator.purpose = self.purpose(ext);
        evaluator.max_intermediates = self.max_chain_depth;
        if let Some(policy) = &ext.policy {
            evaluator.policies.explicit = policy.explicit;
            evaluator.policies.inhibit_mapping = policy.inhibit_map;
            evaluator.policies.inhibit_any = policy.inhibit_any;
            let initial = policy.initial.iter().map(|policy| policy.parse()).collect::<Result<_, _>>()?;
            evaluator.policies.initial = InitialPolicies::Only(initial);
        }
        // A CRL that cannot be read is one that is not there.
        evaluator.crls = self.crls.iter().filter_map(|pem| Crl::from_pem(pem).ok()).collect();
        if !self.crls.is_empty() || ext.revocation.is_some() {
            evaluator.revocation.scope = RevocationScope::Chain;
            evaluator.revocation.unknown_is_failure = ext.revocation.as_deref() == Some("required");
            // BoringSSL's CRL check follows the CA/B Forum's profile, which knows no indirect CRLs.
            evaluator.revocation.options.indirect = self.namespace() != "bssl-crl";
            evaluator.revocation.options.max_age = ext.max_crl_age_days.map(TimeDelta::days);
        }
        Ok(evaluator)
    }

    pub(crate) fn at(&self) -> DateTime<Utc> {
        self.validation_time.unwrap_or_else(|| std::time::SystemTime::now().into())
    }

    /// The CA/B Forum's profile where the suite asks for it; the profile of RFC 5280 for the rest of x509-limbo; path
    /// validation alone for the others.
    fn rule_set(&self, ext: &Rfc5280) -> RuleSet {
        let rules = match self.namespace() {
            "webpki" => RuleSet::web_pki(),
            "pkits" | "bssl-chain" | "bssl-crl" => RuleSet::rfc5280(),
            _ => RuleSet::rfc5280_with_profile(),
        };
        match ext.digest_policy.as_deref() {
            Some("ALLOW_SHA_1") => rules.allowing_sha1(),
            // Which digests are accepted is not RFC 5280's business.
            _ if self.namespace() == "pkits" => rules.allowing_sha1(),
            _ => rules,
        }
    }

    fn purpose(&self, ext: &Rfc5280) -> KeyPurpose {
        match ext.key_purpose.as_deref() {
            Some("ANY_EKU") => KeyPurpose::Any,
            Some("SERVER_AUTH") => KeyPurpose::Server(Strictness::Lax),
            Some("SERVER_AUTH_STRICT_LEAF") => KeyPurpose::Server(Strictness::StrictLeaf),
            Some("SERVER_AUTH_STRICT") => KeyPurpose::Server(Strictness::Strict),
            Some("CLIENT_AUTH") => KeyPurpose::Client(Strictness::Lax),
            Some("CLIENT_AUTH_STRICT_LEAF") => KeyPurpose::Client(Strictness::StrictLeaf),
            Some("CLIENT_AUTH_STRICT") => KeyPurpose::Client(Strictness::Strict),
            Some("MLS_CLIENT_AUTH") => KeyPurpose::RcsMlsClient,
            Some("C2PA_MANIFEST") => KeyPurpose::C2paManifest,
            Some("C2PA_TIMESTAMPING") => KeyPurpose::C2paTimestamping,
            _ if ext.purpose.as_deref() == Some("any") => KeyPurpose::Any,
            _ if self.validation_kind == "CLIENT" => KeyPurpose::Client(Strictness::Lax),
            _ if self.extended_key_usage.iter().any(|usage| usage == "clientAuth") => {
                KeyPurpose::Client(Strictness::Lax)
            }
            _ => KeyPurpose::Server(Strictness::Lax),
        }
    }

    /// How the outcome differs from what the suite expects.
    pub(crate) fn mismatch(&self, outcome: &Outcome) -> Option<String> {
        let Outcome { actual, context, differences } = outcome;
        let why = || if context.is_empty() { "nothing is wrong".to_owned() } else { context.join("; ") };
        if *actual != self.expected_result {
            return Some(format!("{actual}, not {}: {}", self.expected_result, why()));
        }
        if !differences.is_empty() {
            return Some(format!("{}: {}", differences.join("; "), why()));
        }
        let Ext::Rfc5280(ext) = &self.ext else { return None };
        if let Some(status) = &ext.expected_revocation_status
            && context.first().is_none_or(|found| !found.starts_with(status.as_str()))
        {
            return Some(format!("not {status}: {}", why()));
        }
        let missing = expected_errors::missing(ext.raw_expectation.as_deref().unwrap_or_default(), context);
        (!missing.is_empty()).then(|| format!("lacks {}: {}", missing.join(" and "), why()))
    }
}

fn trust_last_certificate(ext: &Rfc5280, evaluator: &mut Evaluator) {
    let Some(trust) = ext.last_cert_trust.as_deref() else { return };
    let rules = evaluator.rule_set;
    match trust {
        "TRUSTED_ANCHOR_WITH_CONSTRAINTS" => {
            evaluator.rule_set = rules.with_anchor_checks(AnchorChecks::Constraints);
        }
        "TRUSTED_ANCHOR_WITH_EXPIRATION" => {
            evaluator.rule_set = rules.with_anchor_checks(AnchorChecks::Validity);
        }
        "TRUSTED_ANCHOR_WITH_EXPIRATION_AND_CONSTRAINTS" => {
            evaluator.rule_set = rules.with_anchor_checks(AnchorChecks::ConstraintsAndValidity);
        }
        "TRUSTED_LEAF" | "TRUSTED_LEAF_REQUIRE_SELF_SIGNED" => {
            evaluator.trusted_leaves.certificates = std::mem::take(&mut evaluator.anchors);
            evaluator.trusted_leaves.require_self_signed = trust.ends_with("REQUIRE_SELF_SIGNED");
        }
        "TRUSTED_ANCHOR_OR_LEAF" => {
            evaluator.trusted_leaves.certificates = evaluator.anchors.clone();
        }
        "DISTRUSTED" | "UNSPECIFIED" => evaluator.anchors.clear(),
        _ => {}
    }
}

/// `[index] code: message` for each finding.
pub(crate) fn findings(path: &EvaluatedPath) -> Vec<String> {
    let index = |subject: &Subject| match subject {
        Subject::Certificate { index, .. } => format!("[{index}] "),
        _ => String::new(),
    };
    path.findings.iter().map(|it| format!("{}{}: {}", index(&it.subject), it.code, it.message)).collect()
}

fn revocation(status: &RevocationStatus) -> Outcome {
    let context = match status {
        RevocationStatus::Good => "GOOD".to_owned(),
        RevocationStatus::Revoked { at, .. } => format!("REVOKED on {at}"),
        RevocationStatus::Unknown { why, .. } => {
            format!("UNKNOWN: {}", why.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
        }
    };
    Outcome::new(*status == RevocationStatus::Good, vec![context])
}

pub(crate) fn certificate(pem: &str) -> Result<Certificate, Error> {
    let bundle = Bundle::open(pem.as_bytes(), None)?;
    let first = bundle.certificates().first().ok_or("no certificate")?;
    Ok(first.item().clone())
}

/// Those that can be read: one that cannot be read cannot be on a path.
pub(crate) fn certificates(pems: &[String]) -> Vec<Certificate> {
    pems.iter().filter_map(|pem| certificate(pem).ok()).collect()
}
