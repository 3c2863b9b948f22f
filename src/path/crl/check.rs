//! One run over the CRLs for one certificate: the loop of RFC 5280 section 6.3.3 and its steps i to l.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::entry::CrlEntry;
use super::list::CertificateList;
use super::point::{DistributionPoint, Reasons};
use super::signer::{self, CrlSigners, Pair};
use super::unknown::{CrlProblem, UnknownReason};
use super::{Crl, CrlOptions, RevocationStatus, fresh, scope};

/// The state of RFC 5280 section 6.3.2 and what was learnt on the way.
pub(super) struct Check<'a> {
    pair: Pair<'a>,
    crls: &'a [Crl],
    options: &'a CrlOptions,
    at: DateTime<Utc>,
    signers: &'a mut dyn CrlSigners,
    /// The CRLs by an issuer that a point asks for: the complete ones in the order to consult them, and the delta CRLs.
    complete: Vec<usize>,
    deltas: Vec<usize>,
    /// For each complete CRL that was consulted, whether it can be believed.
    believed: BTreeMap<usize, Result<Believed, CrlProblem>>,
    problems: BTreeMap<usize, CrlProblem>,
    used_deltas: BTreeSet<usize>,
    /// reasons_mask.
    reasons: Reasons,
}

/// A complete CRL that is signed and current.
#[derive(Clone, Copy)]
struct Believed {
    /// The delta CRL that continues it.
    delta: Option<usize>,
}

impl<'a> Check<'a> {
    pub(super) fn new(
        pair: Pair<'a>,
        crls: &'a [Crl],
        options: &'a CrlOptions,
        at: DateTime<Utc>,
        signers: &'a mut dyn CrlSigners,
    ) -> Self {
        Self {
            pair,
            crls,
            options,
            at,
            signers,
            complete: Vec::new(),
            deltas: Vec::new(),
            believed: BTreeMap::new(),
            problems: BTreeMap::new(),
            used_deltas: BTreeSet::new(),
            reasons: Reasons::default(),
        }
    }

    /// Picks the CRLs that matter.
    ///
    /// Of several complete ones, the one by the key that signed the certificate comes first, because CAs that change
    /// their key under one name list with each key the certificates signed by that key; then the newest. Of two that are
    /// equally new, the one that revokes the certificate comes first, so that the order of the input does not count.
    pub(super) fn select<'p>(&mut self, points: impl Iterator<Item = &'p DistributionPoint<'p>> + Clone) {
        let Pair { subject, .. } = self.pair;
        let signers: &dyn CrlSigners = self.signers;
        let relevant = |crl: &Crl| {
            signers.names_match(subject.raw_issuer(), crl.raw_issuer())
                || points.clone().any(|point| scope::is_by_issuer_of(point, crl.list(), subject, signers))
        };
        let indexes = self.crls.iter().enumerate().filter(|(_, crl)| relevant(crl)).map(|(index, _)| index);
        (self.deltas, self.complete) = indexes.partition(|index| self.crls.get(*index).is_some_and(Crl::is_delta));
        let crls = self.crls;
        let mut complete = std::mem::take(&mut self.complete);
        complete.sort_by_cached_key(|index| {
            crls.get(*index).map(|crl| {
                let extensions = &crl.list().extensions;
                let other_key = subject.authority_key_id().is_none_or(|id| extensions.authority_key_id != Some(id));
                let revokes = self.entry(crl.list()).is_some_and(|entry| !entry.is_removal);
                (other_key, Reverse(crl.this_update()), Reverse(extensions.number), Reverse(revokes))
            })
        });
        self.complete = complete;
        self.deltas.sort_by_key(|index| crls.get(*index).map(|crl| Reverse(crl.list().extensions.number)));
    }

    /// Consults the CRLs for one distribution point, until all reasons are covered or the certificate is revoked.
    pub(super) fn point(&mut self, point: &DistributionPoint<'_>) -> Option<RevocationStatus> {
        for index in self.complete.clone() {
            if self.reasons == Reasons::ALL {
                break;
            }
            match self.consult(index, point) {
                Ok(None) => {}
                Ok(revoked) => return revoked,
                Err(problem) => self.note(index, problem),
            }
        }
        None
    }

    /// Steps b to l for one complete CRL.
    fn consult(&mut self, index: usize, point: &DistributionPoint<'_>) -> Result<Option<RevocationStatus>, CrlProblem> {
        let Some(crl) = self.crls.get(index) else { return Ok(None) };
        let Pair { subject, .. } = self.pair;
        // b
        if !scope::is_by_issuer_of(point, crl.list(), subject, self.signers) {
            return Ok(None);
        }
        scope::covers(point, crl.list(), subject, self.options.indirect, self.signers)?;
        // d, e
        let reasons = scope::reasons(point, crl.list());
        if reasons.without(self.reasons).is_empty() {
            return Ok(None);
        }
        // a, c, f to h
        let believed = match self.believed.get(&index) {
            Some(known) => known.clone(),
            None => {
                let result = self.believe(crl);
                self.believed.insert(index, result.clone());
                result
            }
        }?;
        self.used_deltas.extend(believed.delta);
        // i to k: what the delta CRL says goes first, and removeFromCRL there leaves the complete CRL unread.
        let in_delta = believed.delta.and_then(|delta| Some((self.entry(self.crls.get(delta)?.list())?, delta)));
        let found = in_delta.or_else(|| Some((self.entry(crl.list())?, index)));
        if let Some((entry, crl)) = found.filter(|(entry, _)| !entry.is_removal) {
            return Ok(Some(RevocationStatus::Revoked { at: entry.revoked_at, reason: entry.reason, crl }));
        }
        // l
        self.reasons = self.reasons.union(reasons);
        Ok(None)
    }

    /// Whether a complete CRL can be believed, and the newest delta CRL that continues it.
    ///
    /// A complete CRL whose next update is due stays usable with a current delta CRL (step a 1 i).
    fn believe(&mut self, crl: &Crl) -> Result<Believed, CrlProblem> {
        fresh::is_understood(crl)?;
        let current = fresh::is_current(crl, self.options, self.at);
        if crl.this_update() > self.at {
            current.clone()?;
        }
        let usable = |delta: &Crl| {
            fresh::is_understood(delta).is_ok()
                && fresh::is_current(delta, self.options, self.at).is_ok()
                && fresh::continues(delta, crl, self.signers)
        };
        let deltas = self.deltas.iter().filter_map(|index| Some((*index, self.crls.get(*index)?)));
        let deltas: Vec<(usize, &Crl)> = deltas.filter(|(_, delta)| usable(delta)).collect();
        if deltas.is_empty() {
            current.clone()?;
        }
        let signer = signer::find(crl, self.pair, self.options, self.signers)?;
        // h: with the same key.
        let delta = deltas.into_iter().find(|(_, delta)| self.signers.verify(&signer, delta)).map(|(index, _)| index);
        if delta.is_none() {
            current?;
        }
        Ok(Believed { delta })
    }

    /// The entry about the certificate, "as described in Section 5.3.3": with its serial number and its issuer.
    ///
    /// Should there be several, one that revokes counts more than one that does not.
    fn entry<'c>(&self, list: &'c CertificateList<'c>) -> Option<CrlEntry<'c>> {
        let issuer = self.pair.subject.raw_issuer();
        let mut entries: Vec<CrlEntry<'_>> = list
            .entries
            .find(self.pair.subject.serial())
            .filter(|(_, names)| match names {
                Some(names) => names.directory_names().any(|name| self.signers.names_match(name, issuer)),
                None => self.signers.names_match(list.issuer, issuer),
            })
            .map(|(entry, _)| entry)
            .collect();
        entries.sort_by_key(|entry| entry.is_removal);
        entries.into_iter().next()
    }

    /// Keeps one problem per CRL: the one at the point that it covers, if any.
    fn note(&mut self, index: usize, problem: CrlProblem) {
        let kept = self.problems.entry(index).or_insert(CrlProblem::OtherDistributionPoint);
        if *kept == CrlProblem::OtherDistributionPoint {
            *kept = problem;
        }
    }

    /// What remains if no CRL revokes the certificate.
    pub(super) fn finish(&self) -> RevocationStatus {
        if self.reasons == Reasons::ALL {
            return RevocationStatus::Good;
        }
        let mut why = Vec::new();
        if self.complete.is_empty() && self.deltas.is_empty() {
            why.push(UnknownReason::NoCrl { issuer: self.pair.subject.issuer() });
        }
        let mut add = |index: usize, problem: CrlProblem| {
            why.extend(self.crls.get(index).map(|crl| UnknownReason::of_crl(index, crl, problem)));
        };
        for &index in &self.complete {
            if !matches!(self.believed.get(&index), Some(Ok(_))) {
                let problem = self.problems.get(&index).cloned();
                add(index, problem.unwrap_or(CrlProblem::OtherDistributionPoint));
            }
        }
        for &index in self.deltas.iter().filter(|index| !self.used_deltas.contains(index)) {
            add(index, CrlProblem::NoBase);
        }
        if !self.reasons.is_empty() || why.is_empty() {
            why.push(UnknownReason::ReasonsMissing { missing: Reasons::ALL.without(self.reasons).to_string() });
        }
        RevocationStatus::Unknown { why }
    }
}
