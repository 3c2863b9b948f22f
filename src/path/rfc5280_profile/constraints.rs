//! Constraints of CAs: RFC 5280 sections 4.2.1.10, 4.2.1.11 and 4.2.1.14.

use x509_parser::extensions::ParsedExtension;
use x509_parser::oid_registry::{
    OID_X509_EXT_INHIBIT_ANY_POLICY, OID_X509_EXT_NAME_CONSTRAINTS, OID_X509_EXT_POLICY_CONSTRAINTS,
};

use crate::message::{Message, Text, message};
use crate::path::in_path::{InPath, ProfileRule};
use crate::path::name_constraints::NameConstraintsExtension;
use crate::report::Rule;

pub(super) static NAME_CONSTRAINTS_CRITICAL: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.name-constraints-critical",
        asks: Text { en: "Name constraints are critical." },
        remedy: Text { en: "Have the CA certificate issued again with critical name constraints." },
        ..Rule::rfc5280("RFC 5280 section 4.2.1.10")
    },
    applies: |it| it.has(&OID_X509_EXT_NAME_CONSTRAINTS),
    breach: names_critical,
};

message! {
    fn name_constraints_are_not_critical() {
        en: "The name constraints are not critical.",
    }
}

fn names_critical(in_path: &InPath<'_>) -> Option<Message> {
    let constraints = NameConstraintsExtension::of(in_path.certificate).ok().flatten()?;
    (!constraints.is_critical()).then(name_constraints_are_not_critical)
}

pub(super) static NAMES_WITHOUT_CA: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.name-constraints-without-ca",
        asks: Text { en: "Only a CA certificate has name constraints." },
        remedy: Text { en: "Have the certificate issued again without name constraints." },
        ..Rule::rfc5280("RFC 5280 section 4.2.1.10")
    },
    applies: |it| it.has(&OID_X509_EXT_NAME_CONSTRAINTS),
    breach: names_without_ca,
};

message! {
    fn has_name_constraints() {
        en: "The certificate has name constraints and is not a CA's.",
    }
}

fn names_without_ca(in_path: &InPath<'_>) -> Option<Message> {
    (!in_path.asserts_ca()).then(has_name_constraints)
}

pub(super) static NAMES_EMPTY: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.name-constraints-empty",
        asks: Text { en: "Name constraints have permitted or excluded subtrees." },
        remedy: Text { en: "Have the CA certificate issued again with subtrees, or without name constraints." },
        ..Rule::rfc5280("RFC 5280 section 4.2.1.10")
    },
    applies: |it| it.has(&OID_X509_EXT_NAME_CONSTRAINTS),
    breach: names_empty,
};

message! {
    fn has_no_subtrees() {
        en: "The name constraints have neither permitted nor excluded subtrees.",
    }
}

fn names_empty(in_path: &InPath<'_>) -> Option<Message> {
    let constraints = NameConstraintsExtension::of(in_path.certificate).ok().flatten()?;
    constraints.is_empty().then(has_no_subtrees)
}

pub(super) static POLICY_CRITICAL: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.policy-constraints-critical",
        asks: Text { en: "Policy constraints are critical." },
        remedy: Text { en: "Have the CA certificate issued again with critical policy constraints." },
        ..Rule::rfc5280("RFC 5280 section 4.2.1.11")
    },
    applies: |it| it.has(&OID_X509_EXT_POLICY_CONSTRAINTS),
    breach: policy_critical,
};

message! {
    fn policy_constraints_are_not_critical() {
        en: "The policy constraints are not critical.",
    }
}

fn policy_critical(in_path: &InPath<'_>) -> Option<Message> {
    (!in_path.is_critical(&OID_X509_EXT_POLICY_CONSTRAINTS)).then(policy_constraints_are_not_critical)
}

pub(super) static POLICY_EMPTY: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.policy-constraints-empty",
        asks: Text { en: "Policy constraints constrain something." },
        remedy: Text {
            en: "Have the CA certificate issued again with a field in the policy constraints, or without them.",
        },
        ..Rule::rfc5280("RFC 5280 section 4.2.1.11")
    },
    applies: |it| it.has(&OID_X509_EXT_POLICY_CONSTRAINTS),
    breach: policy_empty,
};

message! {
    fn policy_constraints_are_empty() {
        en: "The policy constraints are empty.",
    }
}

fn policy_empty(in_path: &InPath<'_>) -> Option<Message> {
    let is_empty = matches!(
        in_path.parsed(&OID_X509_EXT_POLICY_CONSTRAINTS),
        Some(ParsedExtension::PolicyConstraints(constraints))
            if constraints.require_explicit_policy.is_none() && constraints.inhibit_policy_mapping.is_none()
    );
    is_empty.then(policy_constraints_are_empty)
}

pub(super) static ANY_POLICY_CRITICAL: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.inhibit-any-policy-critical",
        asks: Text { en: "inhibitAnyPolicy is critical." },
        remedy: Text { en: "Have the CA certificate issued again with critical inhibitAnyPolicy." },
        ..Rule::rfc5280("RFC 5280 section 4.2.1.14")
    },
    applies: |it| it.has(&OID_X509_EXT_INHIBIT_ANY_POLICY),
    breach: any_policy_critical,
};

message! {
    fn inhibit_any_policy_is_not_critical() {
        en: "inhibitAnyPolicy is not critical.",
    }
}

fn any_policy_critical(in_path: &InPath<'_>) -> Option<Message> {
    (!in_path.is_critical(&OID_X509_EXT_INHIBIT_ANY_POLICY)).then(inhibit_any_policy_is_not_critical)
}
