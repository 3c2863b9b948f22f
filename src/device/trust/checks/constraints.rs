//! Name constraints with Apple's deviations (`nameconstraints.c`), and certificate policies.

use super::examined_path::ExaminedPath;
use crate::Certificate;
use crate::device::release::{IOS_13, IOS_18};
use crate::device::trust::key::CheckKey;
use crate::device::trust::rule::{AppleRule, Breaches};
use crate::message::{Text, message};
use crate::path::name_constraints::{ConstraintsError, Dialect, NameConstraints, Violation};
use crate::path::policies::{self, PolicyFailure, PolicyInputs, PolicyRules};
use crate::report::Rule;

pub(super) const RULES: &[&AppleRule] = &[&NAMES, &UNSUPPORTED, &TOO_MANY, &NOT_COMPARED, &POLICIES];

pub(super) static NAMES: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.nc.name",
        asks: Text {
            en: "Every name is within the name constraints of the CAs above. Subtrees that do not intersect are added; a directory name must be longer than its subtree.",
        },
        remedy: Text { en: "Use names that the CA may certify, or have the certificate issued by another CA." },
        ..Rule::apple_source("apple-oss-distributions/Security, trust/trustd/nameconstraints.c")
    },
    key: Some(CheckKey::NameConstraints),
    scope: Text {
        en: "every certificate that is not self-issued, and the leaf; subtrees of the anchor count since iOS 13",
    },
    ..AppleRule::BASE
};
pub(super) static UNSUPPORTED: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.nc.unsupported-form",
        asks: Text {
            en: "Critical name constraints are of the forms dNSName, directoryName, rfc822Name, URI and iPAddress.",
        },
        remedy: Text { en: "Have the CA certificate issued again without constraints of other forms." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecNameConstraintsAreSubtreesSupported")
    },
    key: Some(CheckKey::NameConstraints),
    scope: Text { en: "every CA with critical name constraints" },
    ..AppleRule::BASE
};
pub(super) static TOO_MANY: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.nc.too-many",
        asks: Text { en: "The CAs of a path have fewer than 1,024 subtrees together." },
        remedy: Text { en: "Have the certificate issued by CAs with fewer name constraints." },
        ..Rule::apple_source("apple-oss-distributions/Security, trust/trustd/nameconstraints.c")
    },
    key: Some(CheckKey::NameConstraints),
    scope: Text { en: "every CA; the subtrees of the path together" },
    since: IOS_18,
    ..AppleRule::BASE
};
pub(super) static NOT_COMPARED: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.nc.not-compared",
        asks: Text { en: "The names and subtrees of all paths are few enough to be compared." },
        remedy: Text { en: "Use CAs with fewer subtrees, or raise the budget." },
        ..Rule::library("Budget::name_comparisons")
    },
    key: Some(CheckKey::NameConstraints),
    scope: Text { en: "every certificate" },
    ..AppleRule::BASE
};
pub(super) static POLICIES: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.policy.none-valid",
        asks: Text {
            en: "The path is valid for a certificate policy where a CA requires one, and no CA maps from or to anyPolicy.",
        },
        remedy: Text { en: "Have the certificate issued under a policy that the CAs above allow." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecCertificatePathVCVerifyPolicyTree")
    },
    key: Some(CheckKey::PolicyConstraints),
    scope: Text { en: "the path without the anchor, reported for the leaf; all anchors" },
    ..AppleRule::BASE
};

/// From the anchor down, each certificate is held to what stands above it.
pub(super) fn names(path: &ExaminedPath<'_>, breaches: &mut Breaches) {
    let mut dialect = Dialect::apple();
    if !breaches.has(&TOO_MANY) {
        dialect.max_subtrees = None;
    }
    let mut constraints = NameConstraints::new(dialect);
    let mut left = path.shared.name_comparisons.take();
    let below_anchor = path.below_anchor();
    if below_anchor < path.len() && breaches.generation() >= IOS_13 {
        add(path, below_anchor, &mut constraints, &mut left, breaches);
    }
    for index in (0..below_anchor).rev() {
        let Some(entry) = path.entry(index) else { continue };
        let is_examined = index == 0 || !path.is_self_issued(index);
        if is_examined && let Err(violation) = constraints.check(entry.certificate, &mut left) {
            let row = if violation == Violation::BudgetSpent { &NOT_COMPARED } else { &NAMES };
            breaches.push(row, index, violation.message());
        }
        if index > 0 {
            add(path, index, &mut constraints, &mut left, breaches);
        }
    }
    path.shared.name_comparisons.set(left);
}

fn add<'a>(
    path: &ExaminedPath<'a>,
    index: usize,
    constraints: &mut NameConstraints<'a>,
    left: &mut usize,
    breaches: &mut Breaches,
) {
    let Some(entry) = path.entry(index) else { return };
    match constraints.add(index, entry.certificate, left) {
        // What cannot be read at all has kept the certificate from being created, or is an unparseable extension.
        Ok(()) | Err(ConstraintsError::Malformed(_)) => {}
        Err(error) => {
            let row = match error {
                ConstraintsError::UnsupportedForm(_) => &UNSUPPORTED,
                ConstraintsError::TooManySubtrees(_) => &TOO_MANY,
                _ => &NOT_COMPARED,
            };
            breaches.push(row, index, error.message());
        }
    }
}

message! {
    fn no_valid_policy() {
        en: "A CA requires a certificate policy, and the path is valid for none.",
    }
    fn maps_any_policy() {
        en: "A CA maps certificate policies from or to anyPolicy.",
    }
    fn unreadable_policies() {
        en: "The certificate policies of the path cannot be read.",
    }
    fn too_many_policies() {
        en: "The certificate policies of the path are more than the device takes.",
    }
}

/// Initial policies are any, and none is required from the start.
pub(super) fn policies(path: &ExaminedPath<'_>, breaches: &mut Breaches) {
    let below_anchor = path.below_anchor();
    let chain: Vec<&Certificate> =
        (0..below_anchor).rev().filter_map(|index| path.entry(index)).map(|entry| entry.certificate).collect();
    let is_self_issued = |certificate: &Certificate| {
        chain.iter().rev().position(|it| std::ptr::eq(*it, certificate)).is_some_and(|index| path.is_self_issued(index))
    };
    let rules = PolicyRules::apple().within(path.evaluator.budget.policy_nodes);
    let message = match policies::evaluate(&chain, is_self_issued, &PolicyInputs::default(), &rules, None) {
        Ok(_) => return,
        Err(PolicyFailure::NoValidPolicy { .. }) => no_valid_policy(),
        Err(PolicyFailure::MapsAnyPolicy { .. }) => maps_any_policy(),
        Err(PolicyFailure::Malformed { .. } | PolicyFailure::DuplicatePolicy { .. }) => unreadable_policies(),
        Err(PolicyFailure::BudgetSpent { .. }) => too_many_policies(),
    };
    breaches.push(&POLICIES, 0, message);
}
