//! Name constraints with Apple's deviations (`nameconstraints.c`), and certificate policies.

use super::View;
use crate::Certificate;
use crate::device::release::Generation;
use crate::device::trust::rule::{AppleRule, Breaches, apple_rule};
use crate::path::constraints::sentence;
use crate::path::name_constraints::{ConstraintsError, Dialect, NameConstraints, Violation};
use crate::path::policies::{self, PolicyFailure, PolicyInputs, PolicyRules};

pub(super) const ROWS: &[&AppleRule] = &[&NAMES, &UNSUPPORTED, &TOO_MANY, &NOT_COMPARED, &POLICIES];

apple_rule!(
    NAMES, "apple.nc.name", key NameConstraints, since V57740,
    scope "every certificate that is not self-issued, and the leaf; subtrees of the anchor count since iOS 13",
    severity Error, AppleSource, Certain,
    "Every name is within the name constraints of the CAs above. Subtrees that do not intersect are added; a directory name must be longer than its subtree.",
    "Use names that the CA may certify, or have the certificate issued by another CA.",
    "apple-oss-distributions/Security, trust/trustd/nameconstraints.c"
);
apple_rule!(
    UNSUPPORTED, "apple.nc.unsupported-form", key NameConstraints, since V57740,
    scope "every CA with critical name constraints",
    severity Error, AppleSource, Certain,
    "Critical name constraints are of the forms dNSName, directoryName, rfc822Name, URI and iPAddress.",
    "Have the CA certificate issued again without constraints of other forms.",
    "apple-oss-distributions/Security, SecNameConstraintsAreSubtreesSupported"
);
apple_rule!(
    TOO_MANY, "apple.nc.too-many", key NameConstraints, since V61439_1,
    scope "every CA; the subtrees of the path together",
    severity Error, AppleSource, Certain,
    "The CAs of a path have fewer than 1,024 subtrees together.",
    "Have the certificate issued by CAs with fewer name constraints.",
    "apple-oss-distributions/Security, trust/trustd/nameconstraints.c"
);
apple_rule!(
    NOT_COMPARED, "apple.nc.not-compared", key NameConstraints, since V57740,
    scope "every certificate",
    severity Error, Library, Decided,
    "The names and subtrees of all paths are few enough to be compared.",
    "Use CAs with fewer subtrees, or raise the budget.",
    "Budget::name_comparisons"
);
apple_rule!(
    POLICIES, "apple.policy.none-valid", key PolicyConstraints, since V57740,
    scope "the path without the anchor, reported for the leaf; all anchors",
    severity Error, AppleSource, Certain,
    "The path is valid for a certificate policy where a CA requires one, and no CA maps from or to anyPolicy.",
    "Have the certificate issued under a policy that the CAs above allow.",
    "apple-oss-distributions/Security, SecCertificatePathVCVerifyPolicyTree"
);

/// From the anchor down, each certificate is held to what stands above it.
pub(super) fn names(view: &View<'_>, breaches: &mut Breaches) {
    let mut dialect = Dialect::apple();
    if !breaches.has(&TOO_MANY) {
        dialect.max_subtrees = None;
    }
    let mut constraints = NameConstraints::new(dialect);
    let mut left = view.work.name_comparisons.take();
    let below_anchor = view.below_anchor();
    if below_anchor < view.len() && breaches.generation() >= Generation::V59306 {
        add(view, below_anchor, &mut constraints, &mut left, breaches);
    }
    for index in (0..below_anchor).rev() {
        let Some(entry) = view.entry(index) else { continue };
        let is_examined = index == 0 || !view.is_self_issued(index);
        if is_examined && let Err(violation) = constraints.check(entry.certificate, &mut left) {
            let row = if violation == Violation::BudgetSpent { &NOT_COMPARED } else { &NAMES };
            breaches.push(row, index, sentence(&violation.to_string()));
        }
        if index > 0 {
            add(view, index, &mut constraints, &mut left, breaches);
        }
    }
    view.work.name_comparisons.set(left);
}

fn add<'a>(
    view: &View<'a>,
    index: usize,
    constraints: &mut NameConstraints<'a>,
    left: &mut usize,
    breaches: &mut Breaches,
) {
    let Some(entry) = view.entry(index) else { return };
    match constraints.add(index, entry.certificate, left) {
        // What cannot be read at all has kept the certificate from being created, or is an unparseable extension.
        Ok(()) | Err(ConstraintsError::Malformed(_)) => {}
        Err(error) => {
            let row = match error {
                ConstraintsError::UnsupportedForm(_) => &UNSUPPORTED,
                ConstraintsError::TooManySubtrees(_) => &TOO_MANY,
                _ => &NOT_COMPARED,
            };
            breaches.push(row, index, sentence(&error.to_string()));
        }
    }
}

/// Initial policies are any, and none is required from the start.
pub(super) fn policies(view: &View<'_>, breaches: &mut Breaches) {
    let below_anchor = view.below_anchor();
    let chain: Vec<&Certificate> =
        (0..below_anchor).rev().filter_map(|index| view.entry(index)).map(|entry| entry.certificate).collect();
    let is_self_issued = |certificate: &Certificate| {
        chain.iter().rev().position(|it| std::ptr::eq(*it, certificate)).is_some_and(|index| view.is_self_issued(index))
    };
    let rules = PolicyRules::apple().within(view.evaluator.budget.policy_nodes);
    let message = match policies::evaluate(&chain, is_self_issued, &PolicyInputs::default(), &rules, None) {
        Ok(_) => return,
        Err(PolicyFailure::NoValidPolicy { .. }) => {
            "A CA requires a certificate policy, and the path is valid for none."
        }
        Err(PolicyFailure::MapsAnyPolicy { .. }) => "A CA maps certificate policies from or to anyPolicy.",
        Err(PolicyFailure::Malformed { .. } | PolicyFailure::DuplicatePolicy { .. }) => {
            "The certificate policies of the path cannot be read."
        }
        Err(PolicyFailure::BudgetSpent { .. }) => {
            "The certificate policies of the path are more than the device takes."
        }
    };
    breaches.push(&POLICIES, 0, message);
}
