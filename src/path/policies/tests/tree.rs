//! The graph against the tree it stands for: RFC 5280 section 6.1 word for word, with nodes that have one parent, and
//! exponential in the depth. Random short chains over few policies must come out the same both ways.

use std::collections::BTreeSet;

use super::chain::{
    ANY, BRONZE, GOLD, POLICY_CONSTRAINTS, SILVER, certificate, extension, id, inhibit_any, mappings, policies,
    self_issued, sequence, tlv,
};
use super::{PolicyInputs, any_of, evaluate};
use crate::Certificate;
use crate::path::policies::{InitialPolicies, PolicyFailure, PolicyRules};

const POLICIES: [&str; 4] = [GOLD, SILVER, BRONZE, ANY];

/// One certificate, as both sides are told of it.
#[derive(Debug, Default)]
struct Link {
    self_issued: bool,
    policies: Option<BTreeSet<&'static str>>,
    mappings: BTreeSet<(&'static str, &'static str)>,
    require_explicit: Option<u8>,
    inhibit_mapping: Option<u8>,
    inhibit_any: Option<u8>,
}

struct Node {
    parent: usize,
    depth: usize,
    valid_policy: &'static str,
    expected: BTreeSet<&'static str>,
}

#[test]
fn the_graph_decides_as_the_tree_does() {
    let mut random = Random(0x5280_9618);
    let (mut valid, mut invalid) = (0, 0);
    for _ in 0..20_000 {
        let links: Vec<Link> = (0..1 + random.below(4)).map(|_| link(&mut random)).collect();
        let inputs = PolicyInputs {
            initial: if random.one_in(2) { InitialPolicies::Any } else { any_of(&some_policies(&mut random, 3)) },
            explicit: random.one_in(2),
            inhibit_mapping: random.one_in(8),
            inhibit_any: random.one_in(8),
        };
        let expected = tree(&links, &inputs);
        let certificates: Vec<Certificate> = links.iter().map(encode).collect();
        let chain: Vec<&Certificate> = certificates.iter().collect();
        let found = evaluate(&chain, Certificate::is_self_issued, &inputs, &PolicyRules::rfc5280(10_000), None);
        match found {
            Ok(policies) => {
                valid += 1;
                assert_eq!(Some(policies), expected.map(|it| it.into_iter().map(id).collect()), "{links:?} {inputs:?}");
            }
            Err(PolicyFailure::NoValidPolicy { .. }) => {
                invalid += 1;
                assert_eq!(expected, None, "{links:?} {inputs:?}");
            }
            Err(other) => panic!("{other:?} for {links:?} {inputs:?}"),
        }
    }
    // Neither side may be right by being asked nothing.
    assert!(valid > 4_000 && invalid > 4_000, "{valid} valid and {invalid} invalid");
}

/// The user-constrained policies, or `None` if the chain fails.
fn tree(links: &[Link], inputs: &PolicyInputs) -> Option<BTreeSet<&'static str>> {
    let n = links.len();
    let root = Node { parent: 0, depth: 0, valid_policy: ANY, expected: BTreeSet::from([ANY]) };
    let mut tree = Some(vec![root]);
    let unless = |flag| if flag { 0 } else { n + 1 };
    let (mut explicit, mut any, mut mapping) =
        (unless(inputs.explicit), unless(inputs.inhibit_any), unless(inputs.inhibit_mapping));
    for (i, link) in (1..).zip(links) {
        tree = match (tree, &link.policies) {
            (Some(mut nodes), Some(policies)) => {
                let any_counts = policies.contains(ANY) && (any > 0 || i < n && link.self_issued);
                grow(&mut nodes, i, policies, any_counts);
                prune(nodes, i)
            }
            _ => None,
        };
        if explicit == 0 && tree.is_none() {
            return None;
        }
        if i == n {
            explicit = if link.require_explicit == Some(0) { 0 } else { explicit.saturating_sub(1) };
            break;
        }
        if let Some(mut nodes) = tree {
            if mapping > 0 {
                map(&mut nodes, i, &link.mappings);
            } else {
                let mapped = |it: &Node| link.mappings.iter().any(|(issuer, _)| *issuer == it.valid_policy);
                delete(&mut nodes, |_, it| it.depth == i && mapped(it));
            }
            tree = prune(nodes, i);
        }
        for counter in [&mut explicit, &mut any, &mut mapping] {
            *counter -= usize::from(*counter > 0 && !link.self_issued);
        }
        let lower =
            |counter: &mut usize, skip: Option<u8>| *counter = skip.map_or(*counter, |it| (*counter).min(it.into()));
        lower(&mut explicit, link.require_explicit);
        lower(&mut mapping, link.inhibit_mapping);
        lower(&mut any, link.inhibit_any);
    }
    let policies = constrain(tree.unwrap_or_default(), n, &inputs.initial);
    (explicit > 0 || !policies.is_empty()).then_some(policies)
}

/// Section 6.1.3 (d)(1) and (2).
fn grow(nodes: &mut Vec<Node>, i: usize, policies: &BTreeSet<&'static str>, any_counts: bool) {
    let leaves: Vec<usize> = (0..nodes.len()).filter(|it| nodes[*it].depth == i - 1).collect();
    let add = |nodes: &mut Vec<Node>, parent, policy| {
        nodes.push(Node { parent, depth: i, valid_policy: policy, expected: BTreeSet::from([policy]) });
    };
    for policy in policies.iter().filter(|it| **it != ANY) {
        let mut parents: Vec<_> = leaves.iter().filter(|it| nodes[**it].expected.contains(policy)).collect();
        if parents.is_empty() {
            parents = leaves.iter().filter(|it| nodes[**it].valid_policy == ANY).collect();
        }
        parents.into_iter().for_each(|parent| add(nodes, *parent, policy));
    }
    if any_counts {
        for parent in leaves {
            for policy in nodes[parent].expected.clone() {
                if !nodes.iter().any(|it| it.depth == i && it.parent == parent && it.valid_policy == policy) {
                    add(nodes, parent, policy);
                }
            }
        }
    }
}

/// Section 6.1.3 (d)(3), and the same in 6.1.4 (b)(2).
fn prune(mut nodes: Vec<Node>, i: usize) -> Option<Vec<Node>> {
    loop {
        let parents: BTreeSet<usize> = nodes.iter().filter(|it| it.depth > 0).map(|it| it.parent).collect();
        let childless = (0..nodes.len()).find(|it| nodes[*it].depth < i && !parents.contains(it));
        let Some(childless) = childless else { return (!nodes.is_empty()).then_some(nodes) };
        delete(&mut nodes, |at, _| at == childless);
    }
}

/// Section 6.1.4 (b)(1).
fn map(nodes: &mut Vec<Node>, i: usize, mappings: &BTreeSet<(&'static str, &'static str)>) {
    let any_policy = nodes.iter().find(|it| it.depth == i && it.valid_policy == ANY).map(|it| it.parent);
    for issuer in mappings.iter().map(|(issuer, _)| *issuer).collect::<BTreeSet<_>>() {
        let subjects: BTreeSet<_> = mappings.iter().filter(|it| it.0 == issuer).map(|it| it.1).collect();
        let mut found = false;
        for node in nodes.iter_mut().filter(|it| it.depth == i && it.valid_policy == issuer) {
            node.expected = subjects.clone();
            found = true;
        }
        if let (Some(parent), false) = (any_policy, found) {
            nodes.push(Node { parent, depth: i, valid_policy: issuer, expected: subjects });
        }
    }
}

/// Section 6.1.5 (g).
fn constrain(mut nodes: Vec<Node>, n: usize, initial: &InitialPolicies) -> BTreeSet<&'static str> {
    let under_any = |nodes: &[Node], it: &Node| it.depth > 0 && nodes[it.parent].valid_policy == ANY;
    if let InitialPolicies::Only(accepted) = initial {
        let refused: Vec<usize> = (0..nodes.len())
            .filter(|it| nodes[*it].valid_policy != ANY && under_any(&nodes, &nodes[*it]))
            .filter(|it| !accepted.contains(&id(nodes[*it].valid_policy)))
            .collect();
        // Each with its descendants, which come after it.
        let mut doomed: BTreeSet<usize> = refused.into_iter().collect();
        for (at, node) in nodes.iter().enumerate() {
            if node.depth > 0 && doomed.contains(&node.parent) {
                doomed.insert(at);
            }
        }
        delete(&mut nodes, |at, _| doomed.contains(&at));
        if let Some(any_policy) = nodes.iter().position(|it| it.depth == n && it.valid_policy == ANY) {
            let parent = nodes[any_policy].parent;
            for policy in POLICIES.into_iter().filter(|it| accepted.contains(&id(it))) {
                if !nodes.iter().any(|it| it.valid_policy == policy && under_any(&nodes, it)) {
                    nodes.push(Node { parent, depth: n, valid_policy: policy, expected: BTreeSet::from([policy]) });
                }
            }
            delete(&mut nodes, |at, _| at == any_policy);
        }
        nodes = prune(nodes, n).unwrap_or_default();
    }
    let is_result = |it: &&Node| {
        if it.valid_policy == ANY { it.depth == n } else { under_any(&nodes, it) }
    };
    nodes.iter().filter(is_result).map(|it| it.valid_policy).collect()
}

/// Deletes nodes, and keeps the others pointing at their parents. A child goes with its parent.
fn delete(nodes: &mut Vec<Node>, doomed: impl Fn(usize, &Node) -> bool) {
    let mut moved: Vec<Option<usize>> = Vec::new();
    let mut kept = Vec::new();
    for mut node in nodes.drain(..) {
        let parent = if node.depth == 0 { Some(0) } else { moved[node.parent] };
        let (false, Some(parent)) = (doomed(moved.len(), &node), parent) else {
            moved.push(None);
            continue;
        };
        node.parent = parent;
        moved.push(Some(kept.len()));
        kept.push(node);
    }
    *nodes = kept;
}

fn link(random: &mut Random) -> Link {
    let mut link = Link { self_issued: random.one_in(5), ..Link::default() };
    if !random.one_in(12) {
        link.policies = Some(some_policies(random, 4).into_iter().collect()).filter(|it: &BTreeSet<_>| !it.is_empty());
    }
    if random.one_in(2) {
        for _ in 0..1 + random.below(4) {
            link.mappings.insert((POLICIES[random.below(3)], POLICIES[random.below(3)]));
        }
    }
    let mut skip = || random.one_in(6).then(|| [0, 0, 1, 2][random.below(4)]);
    (link.require_explicit, link.inhibit_mapping, link.inhibit_any) = (skip(), skip(), skip());
    link
}

/// Each of the first `count` policies or not.
fn some_policies(random: &mut Random, count: usize) -> Vec<&'static str> {
    POLICIES.into_iter().take(count).filter(|_| random.one_in(2)).collect()
}

fn encode(link: &Link) -> Certificate {
    let mut extensions = Vec::new();
    if let Some(names) = &link.policies {
        extensions.push(policies(&names.iter().copied().collect::<Vec<_>>()));
    }
    if !link.mappings.is_empty() {
        extensions.push(mappings(&link.mappings.iter().copied().collect::<Vec<_>>()));
    }
    let counters = [(0x80, link.require_explicit), (0x81, link.inhibit_mapping)];
    let counters: Vec<_> = counters.iter().filter_map(|(tag, skip)| skip.map(|it| tlv(*tag, &[it]))).collect();
    if !counters.is_empty() {
        extensions.push(extension(POLICY_CONSTRAINTS, &sequence(&counters)));
    }
    extensions.extend(link.inhibit_any.map(inhibit_any));
    if link.self_issued { self_issued(&extensions) } else { certificate(&extensions) }
}

/// A linear congruential generator with the constants of Knuth's MMIX.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }
}
