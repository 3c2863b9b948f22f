//! The valid_policy_graph of RFC 9618, which replaces the tree of RFC 5280.
//!
//! One node for each depth and policy, so its size grows with that of the certificates and not exponentially with the
//! depth, as the tree did (CVE-2023-0464). Qualifiers are left out. Nodes without children are not deleted on the way:
//! the graph is NULL exactly when its last depth is empty, and the rest is left out when the graph is read at the end.

use std::collections::{BTreeMap, BTreeSet};

use super::extensions::Mapping;
use super::id::ANY_POLICY;

/// A graph over policies named by the content octets of their OIDs.
#[derive(Debug)]
pub(super) struct PolicyGraph<'a> {
    /// One for each depth from 0 on.
    depths: Vec<Depth<'a>>,
    nodes_left: usize,
}

/// There are more nodes than allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooManyNodes;

/// The nodes of one depth.
#[derive(Debug, Default)]
struct Depth<'a> {
    /// Whether there is a node whose valid_policy is anyPolicy. Its parent is the one above, and its
    /// expected_policy_set is anyPolicy alone, for no mapping may touch it.
    any_policy: bool,
    /// The other nodes, each with its parents. Without parents the one parent is anyPolicy: step (d)(1)(ii) never adds it
    /// to others.
    nodes: BTreeMap<&'a [u8], Vec<&'a [u8]>>,
    /// Every policy in an expected_policy_set, with the nodes that expect it.
    expected: BTreeMap<&'a [u8], Vec<&'a [u8]>>,
}

impl<'a> PolicyGraph<'a> {
    /// The graph of RFC 9618 section 5.2: anyPolicy at depth 0.
    pub(super) fn new(max_nodes: usize) -> Self {
        Self { depths: vec![Depth { any_policy: true, ..Depth::default() }], nodes_left: max_nodes }
    }

    /// Adds a depth for a certificate: section 6.1.3 steps (d) and (e). `None` is a certificate without the extension.
    /// anyPolicy counts only if `any_policy_allowed`.
    pub(super) fn add_depth(
        &mut self,
        policies: Option<&BTreeSet<&'a [u8]>>,
        any_policy_allowed: bool,
    ) -> Result<(), TooManyNodes> {
        let Some(above) = self.depths.last_mut() else { return Ok(()) };
        let mut depth = Depth::default();
        let mut expected = std::mem::take(&mut above.expected);
        for policy in policies.into_iter().flatten().filter(|policy| **policy != ANY_POLICY) {
            // Step (d)(1)(i), or else (ii).
            let parents = expected.remove(policy).or_else(|| above.any_policy.then(Vec::new));
            depth.nodes.extend(parents.map(|parents| (*policy, parents)));
        }
        if any_policy_allowed && policies.is_some_and(|policies| policies.contains(ANY_POLICY)) {
            // Step (d)(2).
            depth.any_policy = above.any_policy;
            depth.nodes.append(&mut expected);
        }
        self.spend(depth.nodes.len() + usize::from(depth.any_policy))?;
        depth.expected = depth.nodes.keys().map(|policy| (*policy, vec![*policy])).collect();
        self.depths.push(depth);
        Ok(())
    }

    /// Sets the expected_policy_set of the policies that a certificate maps: section 6.1.4 step (b)(1).
    pub(super) fn map(&mut self, mappings: &BTreeSet<Mapping<'a>>) -> Result<(), TooManyNodes> {
        let Some(depth) = self.depths.last_mut() else { return Ok(()) };
        let before = depth.nodes.len();
        for (issuer, _) in mappings {
            if depth.any_policy {
                depth.nodes.entry(issuer).or_default();
            }
            // Mapped policies no longer expect themselves, unless a mapping says so.
            depth.expected.remove(issuer);
        }
        for (issuer, subject) in mappings {
            if depth.nodes.contains_key(issuer) {
                depth.expected.entry(subject).or_default().push(issuer);
            }
        }
        let added = depth.nodes.len() - before;
        self.spend(added)
    }

    /// Deletes the policies that a certificate maps though it may not: section 6.1.4 step (b)(2).
    pub(super) fn delete_mapped(&mut self, mappings: &BTreeSet<Mapping<'a>>) {
        let Some(depth) = self.depths.last_mut() else { return };
        for (issuer, _) in mappings {
            depth.nodes.remove(issuer);
            depth.expected.remove(issuer);
        }
    }

    /// Whether no policy is left.
    pub(super) fn is_null(&self) -> bool {
        self.depths.last().is_none_or(|depth| !depth.any_policy && depth.nodes.is_empty())
    }

    /// The authority_constrained_policy_set: section 6.1.5 step (g)(1) to (4). The policies in the sense of the anchor
    /// for which the last certificate is valid, possibly with anyPolicy among them.
    pub(super) fn authority_constrained(&self) -> BTreeSet<&'a [u8]> {
        let Some(last) = self.depths.last() else { return BTreeSet::new() };
        let mut policies = BTreeSet::new();
        if last.any_policy {
            policies.insert(ANY_POLICY);
        }
        // Upwards from the last depth, so only over nodes that have a descendant there.
        let mut reached: BTreeSet<&[u8]> = last.nodes.keys().copied().collect();
        for depth in self.depths.iter().rev() {
            let mut parents_reached = BTreeSet::new();
            for policy in reached {
                match depth.nodes.get(policy).map(Vec::as_slice) {
                    Some([]) => _ = policies.insert(policy),
                    parents => parents_reached.extend(parents.into_iter().flatten()),
                }
            }
            reached = parents_reached;
        }
        policies
    }

    fn spend(&mut self, nodes: usize) -> Result<(), TooManyNodes> {
        self.nodes_left = self.nodes_left.checked_sub(nodes).ok_or(TooManyNodes)?;
        Ok(())
    }
}
