//! Which path a device ends up with (`SecPathBuilder` in `SecTrustServer.c`).
//!
//! Apple's search is not a walk over all paths. It extends the newest partial path from one source of issuers after the
//! other, puts aside what fails a check of issuers, and stops at the first path that passes. Where none does, what was put
//! aside is looked at again, and the path with the best score is the one whose errors are reported.

use std::collections::{BTreeSet, VecDeque};

use super::checks::Checker;
use super::path::{Path, Verification};
use super::pool::{Entry, Pool, SOURCES};
use super::rule::Breaches;
use crate::Budget;
use crate::path::explorer::Spent;
use crate::path::graph::LEAF;

/// More paths than this are not built on (`MAX_NUM_CHAINS`).
const MAX_PATHS: usize = 100;

/// What the score of an accepted path is raised by.
const ACCEPTED: i64 = 10_000_000;

/// Where a search came to its end.
pub(super) struct Search {
    /// Paths that were looked at: the one that the device reports, and the others in this order.
    pub(super) looked_at: Vec<Path>,
    /// What the checks of the leaf gave.
    pub(super) leaf: Breaches,
    /// What the checks of the path that the device reports gave, if it was accepted.
    pub(super) accepted: Option<Breaches>,
    pub(super) spent: Option<Spent>,
}

struct Builder<'b, 'a> {
    pool: &'b mut Pool<'a>,
    checker: &'b Checker<'b>,
    paths: Vec<Path>,
    known: BTreeSet<Vec<usize>>,
    /// Places in `paths`.
    partial: Vec<usize>,
    rejected: Vec<usize>,
    candidates: VecDeque<usize>,
    /// The partial path to extend next, counted from 1. At 0 all were extended.
    cursor: usize,
    consider_rejected: bool,
    consider_partial: bool,
    looked_at: Vec<usize>,
    best: Option<(usize, i64)>,
    /// Of the best path, if it was accepted.
    accepted: Option<Breaches>,
    spent: Option<Spent>,
    most_paths: usize,
}

/// Searches for the path of a leaf.
pub(super) fn search(pool: &mut Pool<'_>, checker: &Checker<'_>, budget: &Budget) -> Search {
    let leaf = checker.leaf(pool);
    let mut builder = Builder {
        pool,
        checker,
        paths: vec![Path::new()],
        known: BTreeSet::from([vec![LEAF]]),
        partial: vec![0],
        rejected: Vec::new(),
        candidates: VecDeque::new(),
        cursor: 1,
        consider_rejected: !leaf.is_ok(),
        consider_partial: false,
        looked_at: Vec::new(),
        best: None,
        accepted: None,
        spent: None,
        most_paths: budget.paths,
    };
    builder.process_leaf();
    let mut steps = budget.path_steps;
    while builder.step() {
        steps = match steps.checked_sub(1) {
            Some(left) => left,
            None => {
                builder.spent = Some(Spent::Steps);
                break;
            }
        };
    }
    // Where the limit on steps ended it before any path was looked at, the leaf alone is what is known.
    let best = builder.best.map_or(0, |(path, _)| path);
    let others = builder.looked_at.iter().filter(|path| **path != best);
    let places = std::iter::once(best).chain(others.copied());
    let spent = builder.spent.or(builder.pool.signatures_are_spent().then_some(Spent::Signatures));
    let looked_at = places.filter_map(|path| builder.paths.get(path).cloned()).collect();
    Search { looked_at, leaf, accepted: builder.accepted, spent }
}

impl Builder<'_, '_> {
    fn process_leaf(&mut self) {
        if self.pool.is_anchor(LEAF)
            && let Some(path) = self.paths.first_mut()
        {
            path.is_anchored = true;
            path.note_self_issued(self.pool);
            self.candidates.push_back(0);
        }
    }

    /// One step of the search. False when it is over.
    fn step(&mut self) -> bool {
        if let Some(path) = self.candidates.pop_front() {
            return self.validate(path);
        }
        if self.consider_rejected
            && let Some(path) = self.rejected.pop()
        {
            if self.is_partial(path) {
                self.insert_partial(path);
            }
            return true;
        }
        let Some(&path) = self.cursor.checked_sub(1).and_then(|newest| self.partial.get(newest)) else {
            return self.broaden();
        };
        if self.consider_partial {
            self.cursor -= 1;
            return self.validate(path);
        }
        if self.known.len() > MAX_PATHS {
            self.cursor = 0;
            return true;
        }
        self.extend(path);
        true
    }

    /// All partial paths were extended: looks at what was put aside, and then at the partial paths themselves.
    fn broaden(&mut self) -> bool {
        if !self.consider_rejected {
            self.consider_rejected = true;
        } else if !self.consider_partial {
            self.consider_partial = true;
        } else {
            return false;
        }
        self.cursor = self.partial.len();
        true
    }

    /// Extends a partial path by the issuers of its next source.
    fn extend(&mut self, number: usize) {
        let Some(path) = self.paths.get_mut(number) else { return };
        let Some(&source) = SOURCES.get(path.next_source) else {
            self.cursor -= 1;
            return;
        };
        path.next_source += 1;
        let last = path.last();
        for parent in self.pool.parents(source, last) {
            self.add_parent(number, parent);
        }
    }

    fn add_parent(&mut self, number: usize, parent: usize) {
        let Some(path) = self.paths.get_mut(number) else { return };
        if path.places.contains(&parent) {
            if path.last() == parent {
                path.note_self_issued(self.pool);
            }
            return;
        }
        let is_anchor = self.pool.is_anchor(parent);
        let extended = path.extended(parent, is_anchor, self.pool);
        if !self.known.insert(extended.places.clone()) {
            return;
        }
        let number = self.paths.len();
        self.paths.push(extended);
        if self.is_partial(number) {
            self.insert_partial(number);
        }
    }

    /// The newest comes next.
    fn insert_partial(&mut self, path: usize) {
        self.partial.insert(self.cursor.min(self.partial.len()), path);
        self.cursor += 1;
    }

    /// Whether the path is to be extended. If not, it is among the candidates or the rejected now, or dropped.
    fn is_partial(&mut self, number: usize) -> bool {
        let Some(path) = self.paths.get_mut(number) else { return false };
        if !self.consider_rejected && !self.checker.last_as_parent(self.pool, &path.places).is_ok() {
            self.rejected.push(number);
            return false;
        }
        match path.verify(self.pool) {
            Verification::Failed => return false,
            Verification::Unknown => return true,
            Verification::Verified => {}
        }
        if path.is_anchored {
            self.candidates.push_back(number);
        }
        if path.ends_self_signed() || path.is_cycle(self.pool) {
            match self.consider_rejected {
                true => self.candidates.push_back(number),
                false => self.rejected.push(number),
            }
            return false;
        }
        true
    }

    /// Looks at a path that ends somewhere. False if it is the best that there can be.
    fn validate(&mut self, number: usize) -> bool {
        let Some(path) = self.paths.get(number) else { return true };
        if !self.looked_at.contains(&number) {
            if self.looked_at.len() == self.most_paths {
                self.spent = Some(Spent::Paths);
                return false;
            }
            self.looked_at.push(number);
        }
        let score = path.score(self.pool, self.checker);
        let breaches = (!self.consider_rejected).then(|| self.checker.path(self.pool, &path.places, path.is_anchored));
        let accepted = breaches.filter(Breaches::is_ok);
        let is_accepted = accepted.is_some();
        let score = if is_accepted { score + ACCEPTED } else { score };
        if self.best.is_none_or(|(_, best)| score > best) {
            self.best = Some((number, score));
            self.accepted = accepted;
        }
        // A leaf with a good hash may have a path with good hashes.
        let hashed = path.places.len() - usize::from(path.is_anchored);
        let has_weak_hash =
            |places: &[usize]| places.iter().filter_map(|&place| self.pool.entry(place)).any(Entry::has_weak_hash);
        let could_be_better = has_weak_hash(path.places.get(..hashed).unwrap_or_default()) && !has_weak_hash(&[LEAF]);
        !is_accepted || could_be_better
    }
}
