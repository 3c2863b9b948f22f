//! The answers of every release, for each way in which the root may have come to be trusted.

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::evaluation::TrustEvaluation;
use super::evaluator::TrustEvaluator;
use crate::Certificate;
use crate::device::release::{Platform, Release};
use crate::device::{Origin, TrustAnchor};
use crate::printable::instant;
use crate::report::{Finding, OsStatus, Severity, TrustResult};

/// What the releases of one platform say of a chain, for each [`Origin`] of its root.
///
/// [`Display`](fmt::Display) writes a table; [`explanation`](Self::explanation) puts it in words.
///
/// ```
/// use apptunnel::Bundle;
/// use apptunnel::device::{Platform, Release};
/// use apptunnel::device::trust::TrustEvaluator;
/// use apptunnel::device::{Origin, TrustAnchor};
///
/// let open = |file| Bundle::open(&std::fs::read(file).unwrap(), Some("sentry")).unwrap();
/// let bundle = open("examples/files/rsa-1024.p12");
/// let certificates: Vec<_> = bundle.certificates().iter().map(|it| it.item().clone()).collect();
/// let (leaf, others) = certificates.split_first().unwrap();
///
/// let mut evaluator = TrustEvaluator::new(Release::latest(), "2026-06-01T00:00:00Z".parse().unwrap());
/// evaluator.anchors.push(TrustAnchor::on_device(open("examples/files/root.pem").certificates()[0].item().clone()));
/// let matrix = evaluator.matrix(Platform::Ios, leaf, others);
/// let of_mdm: Vec<_> = matrix.spans.iter().filter(|span| span.origin == Origin::User).collect();
/// assert_eq!(of_mdm.len(), 2);
/// assert!(of_mdm[0].is_accepted() && !of_mdm[1].is_accepted());
/// assert_eq!(of_mdm[1].from.to_string(), "iOS 13");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct TrustMatrix {
    /// The platform.
    pub platform: Platform,
    /// The instant.
    pub at: DateTime<Utc>,
    /// By origin, and from the oldest release to the newest.
    pub spans: Vec<ReleaseRange>,
}

/// Releases in a row that say the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ReleaseRange {
    /// How the device came to trust the root.
    pub origin: Origin,
    /// The first release.
    pub from: Release,
    /// The first release that says something else. `None` if there is none.
    pub before: Option<Release>,
    /// The result of `SecTrustGetTrustResult`.
    pub trust_result: TrustResult,
    /// The error of `SecTrustEvaluateWithError`.
    pub os_status: Option<OsStatus>,
    /// Why the chain is rejected. Indexes count on the path that the device reports, from the leaf.
    pub reasons: Vec<Finding>,
}

impl ReleaseRange {
    /// Whether the releases accept the chain.
    pub fn is_accepted(&self) -> bool {
        self.trust_result.is_trusted()
    }
}

const ORIGINS: [Origin; 3] = [Origin::System, Origin::User, Origin::App];

impl TrustEvaluator {
    /// The answers of every release of a platform at which a rule changes, with the anchors trusted
    /// in each of the three ways. A root that is no anchor is taken for one.
    ///
    /// A root that [is](Origin::recognise) in Apple's store is there for every origin.
    pub fn matrix(&self, platform: Platform, leaf: &Certificate, others: &[Certificate]) -> TrustMatrix {
        let mut evaluator = self.clone();
        let mut evaluate = |origin, release, root: Option<&Certificate>| {
            evaluator.release = release;
            evaluator.knowledge.missing_root = self.knowledge.missing_root.map(|_| origin);
            let anchors = self.anchors.iter().map(|anchor| &anchor.certificate).chain(root);
            evaluator.anchors = anchors.map(|anchor| TrustAnchor::new(anchor.clone(), origin)).collect();
            evaluator.evaluate(leaf, others)
        };
        let as_given = evaluate(Origin::User, Release::latest(), None);
        let root = as_given
            .best()
            .filter(|path| !path.is_complete)
            .and_then(|path| path.certificates.last())
            .filter(|last| last.is_self_issued() && (*last != leaf || last.is_ca()));
        let mut spans: Vec<ReleaseRange> = Vec::new();
        for origin in ORIGINS {
            for release in Release::milestones(platform) {
                let span = ReleaseRange::new(origin, release, &evaluate(origin, release, root));
                match spans.last_mut().filter(|last| last.origin == origin) {
                    Some(last) if last.says_the_same(&span) => {}
                    Some(last) => {
                        last.before = Some(release);
                        spans.push(span);
                    }
                    None => spans.push(span),
                }
            }
        }
        TrustMatrix { platform, at: self.at, spans }
    }
}

impl TrustEvaluation {
    /// For people: which releases of the platform accept the chain and which reject it and why, for each way in which
    /// the root may have come to be trusted.
    ///
    /// [`TrustEvaluator::matrix`](super::TrustEvaluator::matrix) gives the same as data.
    pub fn explain(&self) -> String {
        let platform = self.outcome.release.platform();
        self.prepared().evaluator().matrix(platform, self.leaf(), self.prepared().others()).explanation()
    }
}

impl ReleaseRange {
    fn new(origin: Origin, from: Release, evaluation: &TrustEvaluation) -> Self {
        let findings = evaluation.best().map(|path| path.findings.as_slice()).unwrap_or_default();
        let outcome = &evaluation.outcome;
        Self {
            origin,
            from,
            before: None,
            trust_result: outcome.trust_result,
            os_status: outcome.os_status.clone(),
            reasons: findings.iter().filter(|finding| finding.severity == Severity::Error).cloned().collect(),
        }
    }

    fn says_the_same(&self, other: &Self) -> bool {
        self.trust_result == other.trust_result && self.os_status == other.os_status && self.reasons == other.reasons
    }
}

impl TrustMatrix {
    /// For people: which releases accept the chain, for each origin of the root, and why the others do not.
    pub fn explanation(&self) -> String {
        let mut text = String::new();
        for origin in ORIGINS {
            let spans: Vec<&ReleaseRange> = self.spans.iter().filter(|span| span.origin == origin).collect();
            let verdict = match merged(&spans, ReleaseRange::is_accepted).as_slice() {
                [Stretch { holds: true, .. }] => "accepted by every release".to_owned(),
                [Stretch { holds: false, .. }] => "rejected by every release".to_owned(),
                [before, after] => {
                    format!("{} by {}, {} before", after.verb(), self.releases(after), before.verb())
                }
                several => {
                    let parts = several.iter().map(|part| format!("{} by {}", part.verb(), self.releases(part)));
                    parts.collect::<Vec<_>>().join("; ")
                }
            };
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{}: {verdict}.", root_of(origin));
            let mut explained = BTreeSet::new();
            for reason in spans.iter().flat_map(|span| &span.reasons) {
                if !explained.insert((&reason.subject, &reason.code)) {
                    continue;
                }
                let breaks = |span: &ReleaseRange| {
                    span.reasons.iter().any(|it| it.code == reason.code && it.subject == reason.subject)
                };
                let stretches = merged(&spans, breaks);
                let broken_by = stretches.iter().filter(|it| it.holds).map(|it| self.releases(it));
                let status = reason.apple.as_ref().map(|apple| format!(", {}", apple.os_status)).unwrap_or_default();
                let _ = writeln!(
                    text,
                    "  {} [{}{status}; {}] {}",
                    reason.message,
                    reason.code,
                    broken_by.collect::<Vec<_>>().join(" and "),
                    reason.remedy
                );
            }
        }
        text
    }

    /// `iOS 13 and later`.
    fn releases(&self, Stretch { from, before, .. }: &Stretch) -> String {
        let is_first = Release::milestones(self.platform).next() == Some(*from);
        match before {
            None if is_first => "every release".to_owned(),
            None => format!("{from} and later"),
            Some(before) if is_first => format!("releases before {before}"),
            Some(before) => format!("{from} to before {before}"),
        }
    }
}

/// Releases in a row for which something holds, or does not.
struct Stretch {
    holds: bool,
    from: Release,
    /// The first release for which it is otherwise.
    before: Option<Release>,
}

impl Stretch {
    /// Where what holds is that they accept the chain.
    fn verb(&self) -> &'static str {
        if self.holds { "accepted" } else { "rejected" }
    }
}

/// Spans in a row for which something holds, or does not, as one.
fn merged(spans: &[&ReleaseRange], holds: impl Fn(&ReleaseRange) -> bool) -> Vec<Stretch> {
    let mut merged: Vec<Stretch> = Vec::new();
    for span in spans {
        let holds = holds(span);
        match merged.last_mut() {
            Some(last) if last.holds == holds => last.before = span.before,
            _ => merged.push(Stretch { holds, from: span.from, before: span.before }),
        }
    }
    merged
}

fn root_of(origin: Origin) -> &'static str {
    match origin {
        Origin::System => "With a root of Apple's store",
        Origin::User => "With a root that MDM or the user installs",
        Origin::App => "With a root that an app sets",
    }
}

impl fmt::Display for TrustMatrix {
    /// A line for each release at which an answer changes, and a column for each origin.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const WIDTH: usize = 36;
        writeln!(f, "Apple devices at {}, by who trusts the root:", instant(Some(self.at)))?;
        writeln!(f, "  {:24} {:WIDTH$} {:WIDTH$} app", "from", "system (Apple's store)", "user (MDM, or the user)")?;
        let mut cells = ORIGINS.map(|_| String::new());
        for release in Release::milestones(self.platform) {
            let before = cells.clone();
            for span in self.spans.iter().filter(|span| span.from == release) {
                for (_, place) in ORIGINS.iter().zip(&mut cells).filter(|(origin, _)| **origin == span.origin) {
                    *place = cell(span);
                }
            }
            let [system, user, app] = &cells;
            if cells == before {
                continue;
            }
            writeln!(f, "  {:24} {system:WIDTH$} {user:WIDTH$} {app}", release.to_string())?;
        }
        Ok(())
    }
}

fn cell(span: &ReleaseRange) -> String {
    match (&span.os_status, span.is_accepted()) {
        (_, true) => "accepted".to_owned(),
        (Some(status), false) => status.name.to_string(),
        (None, false) => format!("rejected, {}", span.trust_result.as_str()),
    }
}
