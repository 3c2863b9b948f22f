//! The check of the whole fleet: every profile, every certificate, and which devices lose the tunnel.
//!
//! The cost grows with the size of the fleet and no faster: what belongs together is looked up in maps that are made once,
//! and what is shown to devices is evaluated once for each chain, host and set of roots.

use std::collections::{BTreeMap, HashMap};

use self::trust::Evaluations;
use chrono::{DateTime, Utc};

use super::pointer::{field, pointer};
use super::rules::DECIDED;
use super::{Fleet, SentryName, profiles, sentrys};
use crate::device::Release;
use crate::message::Text;
use crate::profile::ProfileName;
use crate::report::{Finding, Rule, Severity, Subject};
use crate::{Budget, Profile};

mod certificates;
mod losses;
mod report;
mod services;
mod tls;
mod trust;

pub use report::{FleetReport, Loss, Recipient};

/// What the check of a fleet asks for.
///
/// ```
/// use apptunnel::fleet::{CheckOptions, Fleet};
///
/// let options = CheckOptions { notices: vec![90, 30], ..Default::default() };
/// let report = Fleet::default().check_with(&options, "2026-06-01T00:00:00Z".parse().unwrap());
/// assert!(report.is_accepted());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckOptions {
    /// The release whose rules decide. By default the newest that is known.
    pub release: Release,
    /// Days before a certificate expires at which that is worth a finding, in any order. The console's own schedule is not
    /// public; 60, 45, 30, 14, 7 and 1 are this library's suggestion. The largest is how far the check looks ahead.
    pub notices: Vec<u32>,
    /// Limit on the work for each chain.
    pub budget: Budget,
}

impl Default for CheckOptions {
    fn default() -> Self {
        Self { release: Release::default(), notices: vec![60, 45, 30, 14, 7, 1], budget: Budget::default() }
    }
}

static NOT_ASSIGNED: Rule = Rule {
    code: "fleet.not-assigned",
    severity: Severity::Warning,
    asks: Text { en: "A profile is assigned to a Sentry." },
    remedy: Text { en: "Assign the profile to a Sentry, or delete it." },
    ..Rule::library(DECIDED)
};
static UNCONFIGURED: Rule = Rule {
    code: "fleet.unconfigured-sentry",
    severity: Severity::Info,
    asks: Text { en: "A Sentry that has registered has a profile." },
    remedy: Text { en: "Assign a profile to the Sentry." },
    ..Rule::library(DECIDED)
};

pub(super) fn rules() -> impl Iterator<Item = &'static Rule> {
    const OWN: &[&Rule] = &[&NOT_ASSIGNED, &UNCONFIGURED];
    [OWN, certificates::RULES, losses::RULES, services::RULES].into_iter().flatten().copied()
}

/// What the check knows of the fleet, found out once.
struct Context<'a> {
    fleet: &'a Fleet,
    options: &'a CheckOptions,
    at: DateTime<Utc>,
    sentrys: HashMap<&'a ProfileName, Vec<&'a SentryName>>,
}

impl Fleet {
    /// Checks everything at one instant, by [`CheckOptions::default`].
    pub fn check(&self, at: DateTime<Utc>) -> FleetReport {
        self.check_with(&CheckOptions::default(), at)
    }

    /// Checks everything at one instant: what each profile's own check says; the dates of certificates; what Apple devices
    /// say of each chain under the host name of its profile; protocols and suites against the key; and which devices
    /// lose the tunnel, now or within the days that are looked ahead.
    ///
    /// A device has the roots of Apple's store, and those of the *Sentry Root Certificate* if that is distributed to it.
    pub fn check_with(&self, options: &CheckOptions, at: DateTime<Utc>) -> FleetReport {
        let mut sentrys: HashMap<&ProfileName, Vec<&SentryName>> = HashMap::new();
        for (name, sentry) in &self.sentrys {
            sentry.profile().into_iter().for_each(|profile| sentrys.entry(profile).or_default().push(name));
        }
        let context = Context { fleet: self, options, at, sentrys };
        let mut evaluations = Evaluations::new(&context);
        let mut findings = context.administration();
        findings.extend(certificates::check(&context));
        let services = services::Services::new(self);
        let mut tls = tls::Tls::default();
        for (name, profile) in &self.profiles {
            findings.extend(own(name, profile));
            findings.extend(services.check(name, profile));
            findings.extend(tls.check(self, name, profile));
            findings.extend(trust::check(&context, &mut evaluations, name, profile));
            findings.extend(second_certificate(self, name, profile, at));
        }
        let (losses, of_losses) = losses::find(&context, &mut evaluations);
        findings.extend(of_losses);
        FleetReport::new(at, findings, losses)
    }
}

impl Context<'_> {
    /// What is assigned to nothing.
    fn administration(&self) -> Vec<Finding> {
        let idle = self.fleet.profiles.keys().filter(|name| !self.sentrys.contains_key(name));
        let idle = idle.map(|name| {
            NOT_ASSIGNED.finding(field(&[profiles::KEY, name.as_str()]), format!("No Sentry has the profile {name}."))
        });
        let unconfigured = self.fleet.sentrys.iter().filter(|(_, sentry)| sentry.is_unconfigured());
        let unconfigured = unconfigured.map(|(name, _)| {
            UNCONFIGURED.finding(field(&[sentrys::KEY, name.as_str()]), format!("The Sentry {name} is unconfigured."))
        });
        idle.chain(unconfigured).collect()
    }
}

/// The findings of the profile's own check, with pointers into the fleet. That a service is not reached is told for the
/// fleet as a whole.
fn own(name: &ProfileName, profile: &Profile) -> Vec<Finding> {
    let findings = profile.findings().into_iter().filter(|finding| finding.code != "profile.service-not-reached");
    findings.map(|finding| below(&[profiles::KEY, name.as_str()], finding)).collect()
}

/// The second certificate against the first.
fn second_certificate(fleet: &Fleet, name: &ProfileName, profile: &Profile, at: DateTime<Utc>) -> Vec<Finding> {
    let Some(pair) = fleet.certificate_pair(profile) else { return Vec::new() };
    let findings = pair.check(Some(&profile.server().incoming), at, "").into_iter().map(|mut finding| {
        let is_of_primary = matches!(&finding.subject, Subject::Field { pointer } if pointer.starts_with("/primary"));
        // One that is missing has no field.
        let key =
            if is_of_primary || pair.reserve.is_none() { "/server/certificate" } else { "/server/second_certificate" };
        finding.subject = Subject::Field { pointer: key.to_owned() };
        below(&[profiles::KEY, name.as_str()], finding)
    });
    findings.collect()
}

/// The finding, with the pointer of its field under that of something.
fn below(keys: &[&str], mut finding: Finding) -> Finding {
    if let Subject::Field { pointer: place } = &mut finding.subject {
        place.insert_str(0, &pointer(keys));
    }
    finding
}

/// By profile, those for whom the order of a map decides.
type ByProfile<'a, T> = BTreeMap<&'a ProfileName, Vec<T>>;
