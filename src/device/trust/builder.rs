//! Which path a device ends up with (`SecPathBuilder` in `SecTrustServer.c`).
//!
//! Apple's search is not a walk over all paths. It extends the newest partial path from one source of issuers after the
//! other, puts aside what fails a check of issuers, and stops at the first path that passes. Where none does, what was put
//! aside is looked at again, and the path with the best score is the one whose errors are reported.

use std::collections::{BTreeSet, VecDeque};

use super::checks::Checker;
use super::evaluator::TrustEvaluator;
use super::path::{Path, Verification, score};
use super::pool::{Pool, PoolCertificate, SOURCES};
use super::rule::Breaches;
use crate::path::explorer::Spent;
use crate::path::graph::LEAF;

/// More paths than this are not built on (`MAX_NUM_CHAINS`).
const MAX_PATHS: usize = 100;

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

/// What the search takes into account. Each phase begins when the one before has nothing left to look at.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    /// Paths that pass the checks so far. One that passes all of them ends the search.
    Passing,
    /// Those that failed a check of issuers as well (`considerRejected`). None is accepted any more.
    Rejected,
    /// And those that lead nowhere (`considerPartials`).
    Partial,
}

/// A path is named by its place in `paths`.
struct Builder<'b, 'a> {
    evaluator: &'b TrustEvaluator,
    pool: &'b mut Pool<'a>,
    checker: &'b Checker<'b>,
    phase: Phase,
    paths: Vec<Path>,
    /// The places of all paths, so that none is built twice.
    known: BTreeSet<Vec<usize>>,
    /// Partial paths to extend, the next one last.
    to_extend: Vec<usize>,
    /// Partial paths that were extended from every source, the first one first.
    extended: Vec<usize>,
    /// Put aside until [`Phase::Rejected`].
    rejected: Vec<usize>,
    /// Paths that end somewhere, to be looked at next.
    candidates: VecDeque<usize>,
    looked_at: Vec<usize>,
    best: Option<Best>,
    spent: Option<Spent>,
}

/// The path with the highest score so far.
struct Best {
    path: usize,
    score: i64,
    /// What its checks gave, if it was accepted.
    accepted: Option<Breaches>,
}

/// Searches for the path of a leaf.
pub(super) fn search(evaluator: &TrustEvaluator, pool: &mut Pool<'_>, checker: &Checker<'_>) -> Search {
    let leaf = checker.leaf(pool);
    let mut builder = Builder {
        evaluator,
        pool,
        checker,
        phase: if leaf.is_ok() { Phase::Passing } else { Phase::Rejected },
        paths: vec![Path::new()],
        known: BTreeSet::from([vec![LEAF]]),
        to_extend: vec![0],
        extended: Vec::new(),
        rejected: Vec::new(),
        candidates: VecDeque::new(),
        looked_at: Vec::new(),
        best: None,
        spent: None,
    };
    builder.process_leaf();
    let mut steps = evaluator.budget.path_steps;
    while builder.step() {
        steps = match steps.checked_sub(1) {
            Some(left) => left,
            None => {
                builder.spent = Some(Spent::Steps);
                break;
            }
        };
    }
    let Builder { pool, paths, looked_at, best, spent, .. } = builder;
    // Where the limit on steps ended it before any path was looked at, the leaf alone is what is known.
    let (best, accepted) = best.map_or((0, None), |best| (best.path, best.accepted));
    let others = looked_at.into_iter().filter(|path| *path != best);
    let looked_at = std::iter::once(best).chain(others).filter_map(|path| paths.get(path).cloned()).collect();
    let spent = spent.or(pool.signatures_are_spent().then_some(Spent::Signatures));
    Search { looked_at, leaf, accepted, spent }
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

    /// One step of the search (`SecPathBuilderGetNext`). False when it is over.
    fn step(&mut self) -> bool {
        if let Some(path) = self.candidates.pop_front() {
            return self.validate(path);
        }
        if self.phase >= Phase::Rejected
            && let Some(path) = self.rejected.pop()
        {
            self.queue(path);
            return true;
        }
        let Some(&path) = self.to_extend.last() else { return self.begin_next_phase() };
        if self.phase == Phase::Partial {
            self.finish_extending();
            return self.validate(path);
        }
        if self.known.len() > MAX_PATHS {
            while !self.to_extend.is_empty() {
                self.finish_extending();
            }
            return true;
        }
        self.extend(path);
        true
    }

    /// All partial paths were extended: they are looked at again in the next phase. False if there is none.
    fn begin_next_phase(&mut self) -> bool {
        self.phase = match self.phase {
            Phase::Passing => Phase::Rejected,
            Phase::Rejected => Phase::Partial,
            Phase::Partial => return false,
        };
        self.to_extend.extend(self.extended.drain(..).rev());
        true
    }

    /// Puts the next partial path to those that were extended.
    fn finish_extending(&mut self) {
        self.extended.extend(self.to_extend.pop());
    }

    /// Extends a partial path by the issuers of its next source.
    fn extend(&mut self, number: usize) {
        let Some(path) = self.paths.get_mut(number) else { return };
        let Some(&source) = SOURCES.get(path.next_source) else { return self.finish_extending() };
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
        self.queue(number);
    }

    /// Puts a path where it belongs (`SecPathBuilderIsPartial`): to those to extend, the candidates, the rejected, or
    /// nowhere. One that ends in an anchor is a candidate, and may have further issuers above it.
    fn queue(&mut self, number: usize) {
        let Some(path) = self.paths.get_mut(number) else { return };
        if self.phase == Phase::Passing && !self.checker.last_as_parent(self.pool, &path.places).is_ok() {
            return self.rejected.push(number);
        }
        match path.verify(self.pool) {
            Verification::Failed => return,
            Verification::Unknown => return self.to_extend.push(number),
            Verification::Verified => {}
        }
        if path.is_anchored {
            self.candidates.push_back(number);
        }
        if !path.ends_self_signed() && !path.is_cycle(self.pool) {
            self.to_extend.push(number);
        } else if self.phase == Phase::Passing {
            self.rejected.push(number);
        } else {
            self.candidates.push_back(number);
        }
    }

    /// Looks at a path that ends somewhere (`SecPathBuilderValidatePath`). False if it is the best that there can be, or
    /// the limit on paths is reached.
    fn validate(&mut self, number: usize) -> bool {
        let Some(path) = self.paths.get(number) else { return true };
        if !self.looked_at.contains(&number) {
            if self.looked_at.len() == self.evaluator.budget.paths {
                self.spent = Some(Spent::Paths);
                return false;
            }
            self.looked_at.push(number);
        }
        let mut score = path.score(self.pool, self.evaluator);
        let mut accepted = None;
        if self.phase == Phase::Passing {
            accepted = Some(self.checker.path(self.pool, &path.places, path.is_anchored)).filter(Breaches::is_ok);
        }
        let is_accepted = accepted.is_some();
        if is_accepted {
            score += score::ACCEPTED;
        }
        if self.best.as_ref().is_none_or(|best| score > best.score) {
            self.best = Some(Best { path: number, score, accepted });
        }
        // A leaf with a good hash may have a path with good hashes.
        let has_weak_hash = |places: &[usize]| {
            places.iter().filter_map(|&place| self.pool.entry(place)).any(PoolCertificate::has_weak_hash)
        };
        let hashed = path.places.get(..path.hashed()).unwrap_or_default();
        let could_be_better = has_weak_hash(hashed) && !has_weak_hash(&[LEAF]);
        !is_accepted || could_be_better
    }
}
