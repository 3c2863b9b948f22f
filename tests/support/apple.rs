//! A server's chain to order, and what an Apple device says of it.

use apptunnel::device::trust::transparency::LogList;
use apptunnel::device::trust::{DateLimit, Knowledge, TrustEvaluation, TrustEvaluator, TrustResult, TrustSetting};
use apptunnel::device::{Origin, Release, TrustAnchor};
use apptunnel::path::{Evaluator, KeyPurpose, RuleSet, Strictness};
use apptunnel::report::OsStatus;
use apptunnel::{Budget, Certificate};
use chrono::{DateTime, Utc};
use sha2::Digest as _;

use super::pki::{self, Field, GeneralName, Key, Name, Template};
use super::{HOST, base64, certificate, der};

/// A leaf, the CA that issued it, and the root: nothing that any release refuses.
#[derive(Clone)]
pub(crate) struct Chain {
    /// From the leaf up.
    pub(crate) links: Vec<Link>,
    /// Places among `links`. At first the last alone.
    pub(crate) anchors: Vec<(usize, Origin)>,
    /// Places among `links`.
    pub(crate) settings: Vec<(usize, TrustSetting)>,
    /// What is at hand besides, in DER.
    pub(crate) others: Vec<Vec<u8>>,
    pub(crate) at: DateTime<Utc>,
    pub(crate) host: Option<&'static str>,
    /// Certificate Transparency is off at first.
    pub(crate) knowledge: Knowledge,
    pub(crate) budget: Budget,
}

/// A certificate and who signs it.
#[derive(Clone)]
pub(crate) struct Link {
    pub(crate) template: Template,
    pub(crate) signer: Key,
    /// Whether the signature is one over something else.
    pub(crate) is_damaged: bool,
}

/// What the device reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Report {
    pub(crate) result: TrustResult,
    pub(crate) os_status: Option<OsStatus>,
    /// Code and index of each finding for which the device refuses, in their order.
    pub(crate) refusals: Vec<(String, usize)>,
}

impl Chain {
    /// Below a root that is trusted in this way.
    pub(crate) fn below(origin: Origin) -> Self {
        let [leaf, ca, root] = [0, 1, 2].map(Key::p256);
        let [leaf_name, ca_name, root_name] = ["Leaf", "CA", "Root"].map(Name::common);
        let mut links = vec![
            Link::new(Template::new(leaf_name, &leaf, ca_name.clone()), &ca),
            Link::new(Template::ca(ca_name, &ca, root_name.clone()), &root),
            Link::new(Template::ca(root_name.clone(), &root, root_name), &root),
        ];
        for link in &mut links[1..] {
            (link.template.not_before, link.template.not_after) = ("20150101000000", "20400101000000");
        }
        let leaf = &mut links[0].template;
        (leaf.not_before, leaf.not_after) = ("20260101000000", "20260601000000");
        leaf.extensions = vec![
            pki::key_usage(pki::DIGITAL_SIGNATURE),
            pki::extended_key_usage(&[pki::SERVER_AUTH]),
            pki::alternative_names(&[GeneralName::dns(HOST)]),
        ];
        let mut knowledge = Knowledge::default();
        knowledge.transparency.is_off = true;
        Self {
            links,
            anchors: vec![(2, origin)],
            settings: Vec::new(),
            others: Vec::new(),
            at: "2026-03-01T00:00:00Z".parse().unwrap(),
            host: Some(HOST),
            knowledge,
            budget: Budget::default(),
        }
    }

    /// Leaves the leaf alone, which is trusted in this way itself.
    pub(crate) fn trust_leaf(&mut self, origin: Origin) {
        self.links.truncate(1);
        self.anchors = vec![(0, origin)];
    }

    pub(crate) fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    pub(crate) fn leaf(&mut self) -> &mut Template {
        &mut self.links[0].template
    }

    pub(crate) fn ca(&mut self) -> &mut Template {
        &mut self.links[1].template
    }

    pub(crate) fn root(&mut self) -> &mut Template {
        &mut self.links[2].template
    }

    /// Valid from this instant for so many seconds, and looked at at its beginning.
    pub(crate) fn leaf_valid(&mut self, from: &str, seconds: i64) {
        self.at = from.parse().unwrap();
        self.leaf().replace(Field::Validity, validity(from, seconds));
    }

    /// The key of a certificate, and of what it signed.
    pub(crate) fn key(&mut self, index: usize, key: &Key) {
        let is_own = |link: &Link| link.template.subject == link.template.issuer;
        self.links[index].template.key = key.clone();
        if is_own(&self.links[index]) {
            self.links[index].signer = key.clone();
        }
        if let Some(below) = index.checked_sub(1) {
            self.links[below].signer = key.clone();
        }
    }

    /// A CA between the leaf and its issuer.
    pub(crate) fn insert_ca(&mut self) {
        let (name, key) = (Name::common("Second CA"), Key::p256(3));
        let mut below = self.links[1].clone();
        below.signer = self.links[1].template.key.clone();
        below.template.issuer = below.template.subject;
        (below.template.subject, below.template.key) = (name.clone(), key.clone());
        self.links[0].template.issuer = name;
        self.links[0].signer = key;
        self.links.insert(1, below);
        for (place, _) in &mut self.anchors {
            *place += 1;
        }
    }

    /// The leaf, issued by the root itself.
    pub(crate) fn drop_ca(&mut self) {
        let root = self.links.remove(2);
        self.links[0].template.issuer = root.template.subject.clone();
        self.links[0].signer = root.template.key.clone();
        self.links[1] = root;
        for (place, _) in &mut self.anchors {
            *place -= 1;
        }
    }

    /// The leaf with SCTs of these logs, each over the leaf as it is now.
    pub(crate) fn embed_scts(&mut self, logs: &[&Key]) {
        self.leaf().remove(SCT_LIST);
        let precertificate = self.links[0].template.signed_by(&self.links[0].signer);
        let precertificate = certificate(&precertificate);
        let tbs = self.links[0].template.tbs(&self.links[0].signer);
        let issuer = sha256(self.links[0].signer.spki());
        let entry = [&[0, 1], &issuer[..], &uint24(tbs.len()), &tbs].concat();
        let at = precertificate.not_before().unwrap();
        let scts: Vec<Vec<u8>> = logs.iter().map(|log| opaque16(&sct(log, at, &entry))).collect();
        let list = der::octet_string(&opaque16(&scts.concat()));
        self.leaf().put(pki::extension(SCT_LIST, false, &list));
    }

    /// SCTs of these logs in the TLS handshake.
    pub(crate) fn serve_scts(&mut self, logs: &[&Key]) {
        let leaf = self.links[0].certificate();
        let entry = [&[0, 0], &uint24(leaf.der().len())[..], leaf.der()].concat();
        let scts: Vec<Vec<u8>> = logs.iter().map(|log| opaque16(&sct(log, self.at, &entry))).collect();
        self.knowledge.transparency.served.tls = opaque16(&scts.concat());
    }

    /// The Valid database limits the CA to leafs from and to these instants.
    pub(crate) fn limit_ca(&mut self, not_before: Option<&str>, not_after: Option<&str>, overridable: bool) {
        let mut limit = DateLimit::new(*self.certificate(1).sha256());
        [limit.not_before, limit.not_after] =
            [not_before, not_after].map(|text| text.map(|text| text.parse().unwrap()));
        limit.overridable = overridable;
        self.knowledge.distrust.date_limits = vec![limit];
    }

    pub(crate) fn certificate(&self, index: usize) -> Certificate {
        self.links[index].certificate()
    }

    pub(crate) fn evaluate(&self, release: &str) -> TrustEvaluation {
        let (evaluator, leaf, others) = self.question(release.parse().unwrap());
        evaluator.evaluate(&leaf, &others)
    }

    /// What a device is asked, and of which leaf and pool.
    pub(crate) fn question(&self, release: Release) -> (TrustEvaluator, Certificate, Vec<Certificate>) {
        let certificates: Vec<Certificate> = self.links.iter().map(Link::certificate).collect();
        let mut evaluator = TrustEvaluator::new(release, self.at);
        let anchor = |(index, origin): &(usize, Origin)| TrustAnchor::new(certificates[*index].clone(), *origin);
        evaluator.anchors = self.anchors.iter().map(anchor).collect();
        evaluator.server_name = self.host.map(|host| host.parse().unwrap());
        evaluator.knowledge = self.knowledge.clone();
        evaluator.budget = self.budget;
        let settings = self.settings.iter().map(|(index, setting)| (certificates[*index].clone(), *setting));
        evaluator.knowledge.trust_settings.extend(settings);
        let mut others = certificates[1..].to_vec();
        others.extend(self.others.iter().map(|der| certificate(der)));
        (evaluator, certificates[0].clone(), others)
    }

    /// The same by a rule set of path validation.
    pub(crate) fn path_question(&self, rules: RuleSet) -> (Evaluator, Certificate, Vec<Certificate>) {
        let (device, leaf, others) = self.question(Release::latest());
        let mut evaluator = Evaluator::new(rules, device.at);
        evaluator.anchors = device.anchors.into_iter().map(|anchor| anchor.certificate).collect();
        evaluator.server_name = device.server_name;
        evaluator.purpose = KeyPurpose::Server(Strictness::Lax);
        evaluator.budget = device.budget;
        (evaluator, leaf, others)
    }

    pub(crate) fn report(&self, release: &str) -> Report {
        Report::of(&self.evaluate(release))
    }
}

impl Link {
    pub(crate) fn new(template: Template, signer: &Key) -> Self {
        Self { template, signer: signer.clone(), is_damaged: false }
    }

    pub(crate) fn der(&self) -> Vec<u8> {
        match self.is_damaged {
            true => self.template.damaged(&self.signer),
            false => self.template.signed_by(&self.signer),
        }
    }

    fn certificate(&self) -> Certificate {
        certificate(&self.der())
    }
}

impl Report {
    pub(crate) fn of(evaluation: &TrustEvaluation) -> Self {
        let outcome = &evaluation.outcome;
        let findings = evaluation.best().unwrap().findings.iter();
        let refusals = findings.filter_map(|it| Some((it.code.to_string(), it.apple.as_ref()?.chain_index))).collect();
        Self { result: outcome.trust_result, os_status: outcome.os_status.clone(), refusals }
    }

    /// The codes, without those that stand twice.
    pub(crate) fn codes(&self) -> Vec<&str> {
        let mut codes: Vec<&str> = self.refusals.iter().map(|(code, _)| code.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }
}

/// A Validity in DER.
pub(crate) fn validity(from: &str, seconds: i64) -> Vec<u8> {
    let from: DateTime<Utc> = from.parse().unwrap();
    let time = |at: DateTime<Utc>| der::time(&at.format("%Y%m%d%H%M%S").to_string());
    der::sequence(&[time(from), time(from + chrono::TimeDelta::seconds(seconds))])
}

pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    sha2::Sha256::digest(bytes).into()
}

/// A log list of these logs with their states, in JSON.
pub(crate) fn log_list(logs: &[(&Key, &str)]) -> LogList {
    let logs: Vec<String> = logs
        .iter()
        .map(|(key, state)| {
            let (id, spki) = (base64(&sha256(key.spki())), base64(key.spki()));
            format!(r#"{{"description":"{key:?}","log_id":"{id}","key":"{spki}","state":{{{state}}}}}"#)
        })
        .collect();
    let json = format!(r#"{{"operators":[{{"name":"Operator","logs":[{}]}}]}}"#, logs.join(","));
    LogList::from_json(json.as_bytes()).unwrap()
}

const SCT_LIST: &str = "1.3.6.1.4.1.11129.2.4.2";

/// A state of a log that is approved.
pub(crate) const USABLE: &str = r#""usable":{"timestamp":"2020-01-01T00:00:00Z"}"#;

/// A signed certificate timestamp over an entry and its type.
fn sct(log: &Key, at: DateTime<Utc>, entry: &[u8]) -> Vec<u8> {
    let time = at.timestamp_millis().to_be_bytes();
    let signature = log.sign(&[&[0, 0], &time[..], entry, &[0, 0]].concat());
    [&[0], &sha256(log.spki())[..], &time, &[0, 0], &[4, 3], &opaque16(&signature)].concat()
}

fn uint24(length: usize) -> [u8; 3] {
    let [_, length @ ..] = u32::try_from(length).unwrap().to_be_bytes();
    length
}

fn opaque16(content: &[u8]) -> Vec<u8> {
    [&u16::try_from(content.len()).unwrap().to_be_bytes(), content].concat()
}
