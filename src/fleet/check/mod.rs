//! The check of the whole fleet: every profile, every certificate, and which devices lose the tunnel.
//!
//! The cost grows with the size of the fleet and no faster: what belongs together is looked up in maps that are made once,
//! and what is shown to devices is evaluated once for each chain, host and set of roots.

mod assignment;
mod certificates;
mod context;
mod evaluations;
mod losses;
mod options;
mod report;
mod selected;
mod services;
mod tls;
mod trust;

use chrono::{DateTime, Utc};

use super::Fleet;
use super::pointer::{below, field};
use super::profiles::{self, PRIMARY, SECOND};
use super::sentry::Sentry;
use crate::Profile;
use crate::profile::{ProfileName, SERVICE_NOT_REACHED};
use crate::report::{Finding, Rule, Subject};

pub use options::CheckOptions;
pub use report::{FleetReport, Loss, Recipient};

use context::Context;
use evaluations::Evaluations;

pub(super) fn rules() -> impl Iterator<Item = &'static Rule> {
    [assignment::RULES, certificates::RULES, losses::RULES, services::RULES].into_iter().flatten().copied()
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
        let assigned = self.sentrys.values().filter_map(Sentry::profile).collect();
        let context = Context { fleet: self, options, at, assigned };
        let mut evaluations = Evaluations::new(&context);
        let mut findings = assignment::check(&context);
        findings.extend(certificates::check(&context));
        let services = services::Services::new(self);
        let mut tls = tls::Tls::default();
        for (name, profile) in &self.profiles {
            findings.extend(of_profile(name, profile));
            findings.extend(services.check(name, profile));
            findings.extend(tls.check(&context, name, profile));
            findings.extend(trust::check(&context, &mut evaluations, name, profile));
            findings.extend(second_certificate(self, name, profile, at));
        }
        let (losses, of_losses) = losses::find(&context, &mut evaluations);
        findings.extend(of_losses);
        FleetReport::new(at, findings, losses)
    }
}

/// The findings of the profile's own check, with pointers into the fleet. Whether a service is reached is checked for the
/// fleet as a whole.
fn of_profile(name: &ProfileName, profile: &Profile) -> Vec<Finding> {
    let findings = profile.findings().into_iter().filter(|finding| !SERVICE_NOT_REACHED.is_of(finding));
    findings.map(|finding| below(&[profiles::KEY, name.as_str()], finding)).collect()
}

/// The second certificate against the first.
fn second_certificate(fleet: &Fleet, name: &ProfileName, profile: &Profile, at: DateTime<Utc>) -> Vec<Finding> {
    let Some(pair) = fleet.certificate_pair(profile) else { return Vec::new() };
    let findings = pair.check(Some(&profile.server().incoming), at, "").into_iter().map(|mut finding| {
        let is_of_primary = matches!(&finding.subject, Subject::Field { pointer } if pointer.starts_with("/primary"));
        // One that is missing has no field.
        let place = if is_of_primary || pair.reserve.is_none() { PRIMARY } else { SECOND };
        finding.subject = field(&[&[profiles::KEY, name.as_str()], place].concat());
        finding
    });
    findings.collect()
}
