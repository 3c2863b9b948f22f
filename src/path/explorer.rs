//! Every way from the leaf up to an anchor.
//!
//! The walk goes depth first, over signatures that verify, the likeliest issuer first. A CA, which is a name and a key,
//! stands on a path once. From where no anchor can be reached at all, the walk does not start again.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::graph::{Graph, LEAF};
use crate::Budget;

/// A way up, from the leaf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundPath {
    /// Nodes from the leaf up. The last is an anchor if the path is complete.
    pub(crate) nodes: Vec<usize>,
    pub(crate) is_complete: bool,
}

/// Which limit ended the walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spent {
    Signatures,
    Steps,
    Paths,
    Length,
}

impl Spent {
    /// The limit's name in the [`Budget`].
    pub(crate) fn limit(self) -> &'static str {
        match self {
            Self::Signatures => "signatures",
            Self::Steps => "path_steps",
            Self::Paths => "paths",
            Self::Length => "path_length",
        }
    }
}

/// Calls `visit` with every candidate path until it breaks, or a limit is reached.
///
/// A path is visited when it reaches an anchor, and when it can go no further. Where no issuer's signature verifies, the
/// likeliest one is followed all the same, so that the fault is found on a path and not in its absence.
pub(crate) fn explore(
    graph: &mut Graph,
    budget: &Budget,
    mut visit: impl FnMut(&mut Graph, FoundPath) -> ControlFlow<()>,
) -> Option<Spent> {
    let mut walk = Walk { path: vec![LEAF], open: Vec::new(), dead: BTreeSet::new(), too_long: false };
    let mut steps_left = budget.path_steps;
    let mut paths_left = budget.paths;
    let first = walk.issuers(graph, budget);
    if first.is_empty() {
        let _ = visit(graph, FoundPath { nodes: walk.path, is_complete: false });
        return graph.signatures_are_spent().then_some(Spent::Signatures);
    }
    walk.open.push(Level::new(first));
    while let Some(level) = walk.open.last_mut() {
        let Some(issuer) = level.next(graph, walk.path.last().copied()) else {
            walk.back(graph);
            continue;
        };
        match steps_left.checked_sub(1) {
            Some(left) => steps_left = left,
            None => return Some(Spent::Steps),
        }
        let is_anchor = graph.node(issuer).is_some_and(|node| node.is_anchor);
        level.reached_anchor |= is_anchor;
        if !is_anchor && walk.dead.contains(&issuer) && walk.open.len() > 1 {
            continue;
        }
        walk.path.push(issuer);
        let issuers = if is_anchor { Vec::new() } else { walk.issuers(graph, budget) };
        if !issuers.is_empty() {
            walk.open.push(Level::new(issuers));
            continue;
        }
        match paths_left.checked_sub(1) {
            Some(left) => paths_left = left,
            None => return Some(Spent::Paths),
        }
        let found = FoundPath { nodes: walk.path.clone(), is_complete: is_anchor };
        if visit(graph, found).is_break() {
            return None;
        }
        walk.path.pop();
    }
    graph.signatures_are_spent().then_some(Spent::Signatures).or(walk.too_long.then_some(Spent::Length))
}

struct Walk {
    path: Vec<usize>,
    /// For each node of the path but the last, the issuers that are still to be tried, the next one last.
    open: Vec<Level>,
    /// Nodes from which no anchor can be reached.
    dead: BTreeSet<usize>,
    /// Whether a path was cut where it could have gone on.
    too_long: bool,
}

struct Level {
    /// Those that were not tried yet, the next one last.
    issuers: Vec<usize>,
    /// The first whose signature does not verify, as long as none verifies.
    fallback: Option<usize>,
    verified: bool,
    reached_anchor: bool,
}

impl Level {
    fn new(issuers: Vec<usize>) -> Self {
        Self { issuers, fallback: None, verified: false, reached_anchor: false }
    }

    /// The next issuer that signed `below`. A signature is checked only when its turn comes: namesakes of the issuer must
    /// not use up the checks.
    fn next(&mut self, graph: &mut Graph, below: Option<usize>) -> Option<usize> {
        while let Some(issuer) = self.issuers.pop() {
            if below.is_some_and(|below| graph.check(issuer, below).is_ok()) {
                self.verified = true;
                return Some(issuer);
            }
            self.fallback.get_or_insert(issuer);
        }
        if self.verified { None } else { self.fallback.take() }
    }
}

impl Walk {
    /// The certificates that may come next on the path by their name, the likeliest last.
    fn issuers(&mut self, graph: &Graph, budget: &Budget) -> Vec<usize> {
        let Some(&last) = self.path.last() else { return Vec::new() };
        if self.path.len() >= budget.path_length {
            self.too_long |= !graph.namesakes_of_issuer(last).is_empty();
            return Vec::new();
        }
        let mut issuers = graph.namesakes_of_issuer(last);
        issuers.retain(|&issuer| self.may_follow(graph, issuer));
        issuers.reverse();
        issuers
    }

    /// An anchor always may: it ends the path.
    fn may_follow(&self, graph: &Graph, issuer: usize) -> bool {
        let is_anchor = graph.node(issuer).is_some_and(|node| node.is_anchor);
        is_anchor || !self.path.iter().any(|&node| graph.is_same_entity(node, issuer))
    }

    /// Leaves the last node. If no anchor was reached from it, finds out whether one can be, for the next time.
    fn back(&mut self, graph: &mut Graph) {
        let Some(level) = self.open.pop() else { return };
        let Some(node) = self.path.pop() else { return };
        if let Some(below) = self.open.last_mut() {
            below.reached_anchor |= level.reached_anchor;
        }
        if level.reached_anchor || self.dead.contains(&node) {
            return;
        }
        let above = graph.above(node);
        if !above.iter().any(|&above| graph.node(above).is_some_and(|node| node.is_anchor)) {
            self.dead.extend(above);
        }
    }
}
