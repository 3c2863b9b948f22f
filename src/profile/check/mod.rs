//! The check of a draft: everything that is wrong with it, at once, and the profile if nothing is.
//!
//! One file for each page of the console. A rule stands beside the function that decides it.

mod app_rules;
mod authentication;
mod change;
mod collector;
mod context;
mod fields;
mod global;
mod pointer;
mod reach;
mod server;
mod service;
mod services;

pub use change::check_change;
pub(crate) use reach::SERVICE_NOT_REACHED;

use schemars::JsonSchema;
use serde::Serialize;

use self::collector::Findings;
use self::context::Context;
use self::pointer::At;
use super::draft::ProfileDraft;
use super::{Kind, Profile, StarMatch};
use crate::report::{Finding, Rule};

/// What the check of a draft gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Checked {
    /// The profile. `None` if, and only if, a finding is an error.
    pub profile: Option<Profile>,
    /// What was found, the most severe first, then by field and code. A good profile may have warnings.
    pub findings: Vec<Finding>,
}

/// Every rule that the check of a profile knows, besides those of [`tls::rules`](crate::tls::rules).
///
/// ```
/// assert!(apptunnel::profile::rules().any(|rule| rule.code == "profile.no-service"));
/// ```
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    [
        fields::RULES,
        global::RULES,
        authentication::RULES,
        server::RULES,
        services::RULES,
        service::RULES,
        app_rules::RULES,
        reach::RULES,
        change::RULES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

impl ProfileDraft {
    /// Checks every field, and the fields against each other. Each finding has the JSON pointer of its field.
    ///
    /// ```
    /// use apptunnel::profile::ProfileDraft;
    /// use apptunnel::report::Severity;
    ///
    /// let json = std::fs::read_to_string("examples/profile.json").unwrap();
    /// let draft: ProfileDraft = serde_json::from_str(&json).unwrap();
    /// let checked = draft.check();
    /// assert!(checked.findings.iter().all(|finding| finding.severity != Severity::Error));
    /// assert_eq!(checked.profile.unwrap().name().as_str(), "Europe");
    /// ```
    pub fn check(&self) -> Checked {
        let mut findings = Findings::default();
        let root = At::ROOT;
        let kind = findings.required_choice(self.kind.as_deref(), root.field("kind"), Kind::ALL, Kind::as_str);
        let global = global::check(&self.global, kind, root.field("global"), &mut findings);
        let server = server::check(&self.server, root.field("server"), &mut findings);
        let context = Context::new(self, kind);
        let services = services::check(&self.services, &context, root.field("services"), &mut findings);
        let app_rules =
            app_rules::check(&self.app_rules, &self.services, &context, root.field("app_rules"), &mut findings);
        let parts = (kind, global, server, services, app_rules);
        let profile = match parts {
            (Some(kind), Some(global), Some(server), Some(services), Some(app_rules)) if !findings.has_error() => {
                Some(Profile { kind, global, server, services, app_rules })
            }
            _ => None,
        };
        if let Some(profile) = &profile {
            findings.extend(reach::check(profile, StarMatch::default()));
        }
        Checked { profile, findings: findings.sorted() }
    }
}
