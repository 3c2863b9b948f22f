//! Input that is built to cost much ends within the budget: soon, in little memory, and with a path that says why.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use apptunnel::Certificate;
use apptunnel::device::Release;
use apptunnel::device::trust::TrustEvaluator;
use apptunnel::path::{Evaluation, Evaluator, KeyPurpose, RuleSet, Strictness};

use crate::allocations::measured;
use crate::support::pki::{self, GeneralName, Key, Name, Template};
use crate::support::{HOST, certificate, der, now};
use crate::{MEBIBYTE, alone};

/// Five times what a case may take on a machine that does nothing else.
const TIME: Duration = Duration::from_secs(1);

#[test]
fn hostile_input_ends_within_the_budget() {
    let _alone = alone();
    for case in [
        one_name(),
        mesh(false),
        mesh(true),
        policies(20, 1_000, 1),
        policies(20, 900, 1),
        policies(10, 1_000, 19),
        names(false),
        names(true),
        long_chain(100),
        long_chain(50),
        long_chain(30),
        cycle(),
        other_keys(false),
        other_keys(true),
        one_key(4_000, &Name::common("CA")),
        one_key(1_000, &Name::of(&[("2.5.4.10", &"Ä".repeat(1_750))])),
    ] {
        case.run();
    }
}

/// A thousand CAs of one name, each signed by another.
fn one_name() -> Case {
    let name = Name::common("CA");
    let keys: Vec<Key> = (0..1_000).map(Key::ed25519).collect();
    let pool = keys.iter().enumerate().map(|(index, key)| {
        Template::ca(name.clone(), key, name.clone()).signed_by(&keys[(index * 7 + 13) % keys.len()])
    });
    Case {
        name: "1,000 cross-signed CAs of one name",
        pool: pool.collect(),
        leaf: leaf(&name).signed_by(&keys[0]),
        anchor: root().1,
        codes: Some(&["path.signature-not-tried", "rfc5280.no-issuer"]),
        spent: Some("signatures"),
    }
}

/// A thousand CAs with names of their own, each signed by four others, and one of them perhaps by the root.
fn mesh(has_way: bool) -> Case {
    let (root_key, anchor) = root();
    let keys: Vec<Key> = (0..1_000).map(Key::ed25519).collect();
    let name = |index: usize| Name::common(&format!("CA {index}"));
    let mut pool = Vec::new();
    for (index, key) in keys.iter().enumerate() {
        for step in [1, 10, 101, 503] {
            let issuer = (index + step) % keys.len();
            pool.push(Template::ca(name(index), key, name(issuer)).signed_by(&keys[issuer]));
        }
    }
    if has_way {
        pool.push(Template::ca(name(1), &keys[1], Name::common("Root")).signed_by(&root_key));
    }
    Case {
        name: if has_way { "mesh of 1,000 CAs with a way" } else { "mesh of 1,000 CAs without a way" },
        pool,
        leaf: leaf(&name(0)).signed_by(&keys[0]),
        anchor,
        codes: Some(&["path.signature-not-tried", "rfc5280.no-issuer"]),
        spent: Some("signatures"),
    }
}

/// CAs one above the other, each with as many policies, and each policy mapped to as many others.
fn policies(depth: u32, width: u32, targets: u32) -> Case {
    let (root_key, anchor) = root();
    let policies: Vec<Vec<u8>> = (0..width).map(|number| der::oid(&format!("1.3.6.1.4.1.99999.2.{number}"))).collect();
    let mappings: Vec<(Vec<u8>, Vec<u8>)> = policies
        .iter()
        .enumerate()
        .flat_map(|(index, policy)| {
            let policies = &policies;
            let subject = move |target: usize| policies[(index + target) % policies.len()].clone();
            (1..=usize::try_from(targets).unwrap()).map(move |target| (policy.clone(), subject(target)))
        })
        .collect();
    let extend =
        |template: Template| template.with(pki::certificate_policies(&policies)).with(pki::policy_mappings(&mappings));
    let (pool, last_name, last_key) = chain(depth, &root_key, extend);
    let within = (depth + 1) * width <= 20_000;
    Case {
        name: match (width, targets) {
            (1_000, 1) => "20 CAs of 1,000 policies with mappings",
            (900, 1) => "20 CAs of 900 policies with mappings",
            _ => "10 CAs of 1,000 policies with 19,000 mappings",
        },
        pool,
        leaf: leaf(&last_name).with(pki::certificate_policies(&policies)).signed_by(&last_key),
        anchor,
        codes: if within { None } else { Some(&["rfc5280.policies"]) },
        spent: None,
    }
}

/// Ten thousand names, none of which is in ten thousand subtrees.
fn names(are_directory_names: bool) -> Case {
    let (root_key, anchor) = root();
    let many = |prefix: &str| -> Vec<GeneralName> {
        (0..10_000)
            .map(|number| match are_directory_names {
                true => GeneralName::Directory(Name::common(&format!("{prefix}{number}"))),
                false => GeneralName::Dns(format!("{prefix}{number}.example.com")),
            })
            .collect()
    };
    let name = Name::common("CA");
    let key = &pki::KEYS[1];
    let ca = Template::ca(name.clone(), key, Name::common("Root")).with(pki::name_constraints(&[], &many("excluded")));
    let mut leaf = Template::new(Name::common("Leaf"), &pki::KEYS[3], name);
    let mut names = many("name");
    names.push(GeneralName::dns(HOST));
    leaf.extensions.push(pki::alternative_names(&names));
    Case {
        name: if are_directory_names {
            "10,000 directory names and constraints"
        } else {
            "10,000 names and constraints"
        },
        pool: vec![ca.signed_by(&root_key)],
        leaf: leaf.signed_by(key),
        anchor,
        codes: Some(&["rfc5280.name-constraints"]),
        spent: None,
    }
}

/// CAs one above the other up to the root.
fn long_chain(depth: u32) -> Case {
    let (root_key, anchor) = root();
    let (pool, name, key) = chain(depth, &root_key, |template| template);
    Case {
        name: match depth {
            100 => "a chain of 100 CAs",
            50 => "a chain of 50 CAs",
            _ => "a chain of 30 CAs",
        },
        pool,
        leaf: leaf(&name).signed_by(&key),
        anchor,
        codes: if depth > 30 { Some(&["rfc5280.no-issuer"]) } else { None },
        // Where a path ends without an anchor, one more signature is checked for each CA that is above.
        spent: match depth {
            100 => Some("signatures"),
            50 => Some("path_length"),
            _ => None,
        },
    }
}

/// Two CAs that signed each other.
fn cycle() -> Case {
    let (one, other) = (&pki::KEYS[1], &pki::KEYS[3]);
    let name = |name| Name::common(name);
    Case {
        name: "a cycle of two CAs",
        pool: vec![
            Template::ca(name("One"), one, name("Other")).signed_by(other),
            Template::ca(name("Other"), other, name("One")).signed_by(one),
        ],
        leaf: leaf(&name("One")).signed_by(one),
        anchor: root().1,
        codes: Some(&["rfc5280.no-issuer"]),
        spent: None,
    }
}

/// Four thousand certificates of the issuer's name with other keys, and the right one as the last. Key identifiers tell
/// them apart, or do not.
fn other_keys(has_key_ids: bool) -> Case {
    let (root_key, anchor) = root();
    let name = Name::common("CA");
    let certificate = |key: &Key| {
        let ca = Template::ca(name.clone(), key, Name::common("Root"));
        if has_key_ids { ca.with(pki::subject_key_id(&key.id())) } else { ca }
    };
    let keys: Vec<Key> = (0..4_001).map(Key::ed25519).collect();
    let (right, others) = keys.split_last().unwrap();
    let mut pool: Vec<Vec<u8>> = others.iter().map(|key| certificate(key).damaged(&root_key)).collect();
    pool.push(certificate(right).signed_by(&root_key));
    let leaf = leaf(&name);
    let leaf = if has_key_ids { leaf.with(pki::authority_key_id(&right.id())) } else { leaf };
    Case {
        name: match has_key_ids {
            true => "4,000 CAs with other keys and key identifiers",
            false => "4,000 CAs with other keys",
        },
        pool,
        leaf: leaf.signed_by(right),
        anchor,
        // Candidates are tried one by one: with key identifiers the right one comes first, and without them the checks
        // are used up before it.
        codes: if has_key_ids { None } else { Some(&["path.signature-not-tried"]) },
        spent: if has_key_ids { None } else { Some("signatures") },
    }
}

/// CAs with one name and one key, so that one signature check leads to all of them, and no issuer above.
fn one_key(count: u64, name: &Name) -> Case {
    let key = Key::p256(100);
    let (_, anchor) = root();
    let ca = |serial| Template::ca(name.clone(), &key, Name::common("Nobody")).serial(serial).signed_by(&key);
    Case {
        name: "CAs with one name and one key",
        pool: (1..=count).map(ca).collect(),
        leaf: leaf(name).signed_by(&key),
        anchor,
        codes: Some(&["rfc5280.no-issuer"]),
        spent: Some("paths"),
    }
}

struct Case {
    name: &'static str,
    /// Each in DER, the leaf and the anchor too.
    pool: Vec<Vec<u8>>,
    leaf: Vec<u8>,
    anchor: Vec<u8>,
    /// Findings of the best path. `None` if there is a path that is accepted.
    codes: Option<&'static [&'static str]>,
    spent: Option<&'static str>,
}

impl Case {
    fn run(&self) {
        let mut evaluator = Evaluator::new(RuleSet::rfc5280(), now());
        evaluator.anchors = vec![certificate(&self.anchor)];
        evaluator.purpose = KeyPurpose::Server(Strictness::Lax);
        evaluator.server_name = Some(HOST.parse().unwrap());
        let leaf = certificate(&self.leaf);
        let pool: Vec<Certificate> = self.pool.iter().map(|der| certificate(der)).collect();

        let evaluation = self.measured(|| evaluator.evaluate(&leaf, &pool));
        println!("{}: {}", self.name, outcome(&evaluation));
        self.check(&evaluation);
        // A device chooses its path in another way; what that costs has the same bounds.
        let mut device = TrustEvaluator::new(Release::latest(), evaluator.at);
        device.anchors = vec![certificate(&self.anchor).into()];
        device.server_name = evaluator.server_name;
        device.knowledge.transparency.is_off = true;
        self.measured(|| device.evaluate(&leaf, &pool));
    }

    fn measured<A>(&self, evaluate: impl FnOnce() -> A) -> A {
        let start = Instant::now();
        let (answer, allocated) = measured(evaluate);
        let took = start.elapsed();
        let peak = allocated.peak;
        println!("{}: {took:?}, {} KiB", self.name, peak >> 10);
        assert!(took < TIME, "{} took {took:?}", self.name);
        assert!(peak < 64 * MEBIBYTE, "{} took {} MiB", self.name, peak / MEBIBYTE);
        answer
    }

    fn check(&self, evaluation: &Evaluation) {
        let best = evaluation.best().unwrap();
        assert_eq!(evaluation.is_accepted(), self.codes.is_none(), "{}: {}", self.name, outcome(evaluation));
        assert_eq!(evaluation.budget_spent(), self.spent, "{}", self.name);
        for code in self.codes.unwrap_or_default() {
            let is_found = evaluation.paths.iter().flat_map(|path| &path.findings).any(|found| found.code == *code);
            assert!(is_found, "{}: no {code}: {:?}", self.name, best.findings);
        }
    }
}

fn outcome(evaluation: &Evaluation) -> String {
    let codes: BTreeSet<&str> = evaluation.best().unwrap().findings.iter().map(|it| it.code.as_str()).collect();
    let spent = evaluation.budget_spent();
    format!("{} paths, spent {spent:?}, findings of the best {codes:?}", evaluation.paths.len())
}

fn root() -> (Key, Vec<u8>) {
    let key = pki::KEYS[5].clone();
    let name = Name::common("Root");
    let certificate = Template::ca(name.clone(), &key, name).signed_by(&key);
    (key, certificate)
}

fn leaf(issuer: &Name) -> Template {
    Template::new(Name::common("Leaf"), &pki::KEYS[7], issuer.clone())
        .with(pki::alternative_names(&[GeneralName::dns(HOST)]))
}

/// CAs from the root down, with the name and the key of the last.
fn chain(depth: u32, root: &Key, extend: impl Fn(Template) -> Template) -> (Vec<Vec<u8>>, Name, Key) {
    let (mut issuer, mut issuer_key) = (Name::common("Root"), root.clone());
    let mut certificates = Vec::new();
    for number in 0..depth {
        let (name, key) = (Name::common(&format!("CA {number}")), Key::ed25519(1_000 + number));
        certificates.push(extend(Template::ca(name.clone(), &key, issuer)).signed_by(&issuer_key));
        (issuer, issuer_key) = (name, key);
    }
    (certificates, issuer, issuer_key)
}
