//! Which devices have no tunnel, or will have none, and why.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, TimeDelta, Utc};

use super::assignment::NOT_ASSIGNED;
use super::context::Context;
use super::report::{Loss, Recipient};
use super::trust::{Evaluations, Said, Shown, expiry, shown};
use crate::Profile;
use crate::fleet::pointer::{field, listed};
use crate::fleet::profiles::{self, PRIMARY};
use crate::fleet::rules::{DECIDED, GUIDE};
use crate::fleet::{Space, Ticked};
use crate::message::Text;
use crate::printable::instant;
use crate::profile::{CertificateChoice, ProfileName};
use crate::report::{Certainty, Finding, Rule, Severity};

pub(super) const RULES: &[&Rule] =
    &[&ROOT_NOT_DISTRIBUTED, &ROOT_NOT_CONFIGURED, &ROOT_NOT_KNOWN, &DEVICES_REFUSE, &DEVICES_WILL_REFUSE];

static ROOT_NOT_DISTRIBUTED: Rule = Rule {
    code: "fleet.root-not-distributed",
    asks: Text { en: "The Sentry Root Certificate is distributed to every device that needs it to trust its Sentry." },
    remedy: Text { en: "Tick these devices in the distribution of the configuration Sentry Root Certificate." },
    ..Rule::ivanti_guide(GUIDE)
};
static ROOT_NOT_CONFIGURED: Rule = Rule {
    code: "fleet.root-not-configured",
    asks: Text { en: "The Sentry Root Certificate holds the root of every chain that Apple's store does not hold." },
    remedy: Text { en: "Add the root of this chain to the configuration Sentry Root Certificate, and distribute it." },
    ..Rule::library(DECIDED)
};
static ROOT_NOT_KNOWN: Rule = Rule {
    code: "fleet.root-not-known",
    severity: Severity::Warning,
    certainty: Certainty::Probable,
    asks: Text {
        en: "The root of a chain is in its file or in the Sentry Root Certificate, so that it is known who trusts it.",
    },
    remedy: Text {
        en: "Upload the certificate with its root, or distribute that root with the Sentry Root Certificate.",
    },
    ..Rule::library(DECIDED)
};
static DEVICES_REFUSE: Rule = Rule {
    code: "fleet.devices-refuse",
    asks: Text { en: "Devices accept the certificate that the Sentry shows." },
    remedy: Text { en: "Upload a certificate that devices accept, and choose it in the profile." },
    ..Rule::library(DECIDED)
};
static DEVICES_WILL_REFUSE: Rule = Rule {
    code: "fleet.devices-will-refuse",
    severity: Severity::Warning,
    asks: Text { en: "Devices will accept what the Sentry shows for longer than the days of the notices." },
    remedy: Text { en: "Renew the certificate, and choose the new one as the second certificate of the profile." },
    ..Rule::library(DECIDED)
};

/// Devices that need a profile, and whether they have the roots of the configuration.
type Need = (Recipient, bool);

/// Why the devices of a profile have no tunnel, and since when.
struct Cause {
    rule: &'static Rule,
    from: DateTime<Utc>,
    reason: String,
}

pub(super) fn find(context: &Context<'_>, evaluations: &mut Evaluations) -> (Vec<Loss>, Vec<Finding>) {
    let (mut losses, mut findings) = (Vec::new(), Vec::new());
    for (name, needs) in needs(context) {
        let Some(profile) = context.fleet.profiles.get(name) else { continue };
        for has_roots in [true, false] {
            let devices: Vec<&Recipient> =
                needs.iter().filter(|(_, has)| *has == has_roots).map(|(recipient, _)| recipient).collect();
            if devices.is_empty() {
                continue;
            }
            let Some(cause) = cause(context, evaluations, name, profile, has_roots) else { continue };
            if cause.rule.code != NOT_ASSIGNED.code {
                findings.push(finding(name, &cause, &devices));
            }
            // What is only probable is not counted as a loss.
            if cause.rule.certainty == Certainty::Probable {
                continue;
            }
            losses.extend(devices.into_iter().map(|devices| Loss {
                from: cause.from,
                profile: name.clone(),
                devices: devices.clone(),
                code: cause.rule.code(),
                reason: cause.reason.clone(),
            }));
        }
    }
    (losses, findings)
}

fn finding(name: &ProfileName, cause: &Cause, devices: &[&Recipient]) -> Finding {
    let keys = [&[profiles::KEY, name.as_str()], PRIMARY].concat();
    cause.rule.finding(field(&keys), format!("{} Affected: {}.", cause.reason, listed(devices)))
}

/// Who needs which profile.
fn needs<'a>(context: &Context<'a>) -> BTreeMap<&'a ProfileName, Vec<Need>> {
    let fleet = context.fleet;
    let by_space: HashMap<Space, Option<&Ticked>> =
        fleet.spaces().map(|space| (space.clone(), fleet.ticked_in(&space))).collect();
    let ticked = |space: &Space| by_space.get(space).copied().flatten();
    let mut needs: BTreeMap<&'a ProfileName, Vec<Need>> = BTreeMap::new();
    for (name, group) in &fleet.device_groups {
        let has_roots = ticked(&group.space).is_some_and(|ticked| ticked.device_groups.contains(name));
        for profile in &group.profiles {
            needs.entry(profile).or_default().push((Recipient::DeviceGroup(name.clone()), has_roots));
        }
    }
    for (name, device) in &fleet.devices {
        let has_roots = ticked(&device.space).is_some_and(|ticked| {
            ticked.devices.contains(name) || device.groups.iter().any(|group| ticked.device_groups.contains(group))
        });
        for profile in &device.profiles {
            needs.entry(profile).or_default().push((Recipient::Device(name.clone()), has_roots));
        }
    }
    needs
}

/// The first reason why devices have no tunnel, now or within the days that are looked ahead.
fn cause(
    context: &Context<'_>,
    evaluations: &mut Evaluations,
    name: &ProfileName,
    profile: &Profile,
    has_roots: bool,
) -> Option<Cause> {
    let now = |rule, reason: String| Some(Cause { rule, from: context.at, reason });
    if !context.assigned.contains(name) {
        return now(&NOT_ASSIGNED, format!("No Sentry has the profile {name}."));
    }
    profile.server().listener.https_port()?;
    if profile.server().certificate == Some(CertificateChoice::SelfSigned) {
        // N-MDM makes the certificate and knows its root.
        let reason = "The Sentry shows its self-signed certificate, whose root these devices do not have.";
        return if has_roots { None } else { now(&ROOT_NOT_DISTRIBUTED, reason.to_owned()) };
    }
    let host = &profile.global().external_host;
    let (primary, second) = shown(context, profile);
    let mut ask = |shown: &Shown<'_>, has_roots, at| evaluations.ask(shown.stored, host, has_roots, at);
    let primary = primary?;
    let is_expired = primary.stored.leaf.is_expired_at(context.at);
    let (active, reserve) = match second {
        Some(second) if is_expired => (second, None),
        second => (primary, second),
    };
    let said = ask(&active, has_roots, context.at);
    if !said.is_trusted {
        let with_roots = ask(&active, true, context.at);
        if with_roots.is_trusted {
            let reason = format!("The root of {} is not distributed to these devices.", active.name);
            return now(&ROOT_NOT_DISTRIBUTED, reason);
        }
        let (rule, reason) = refusal(&active, &with_roots);
        return now(rule, reason);
    }
    let (from, reason) = service_end(&active, &said, reserve.as_ref(), |shown, at| ask(shown, has_roots, at))?;
    let ahead = context.options.notices.iter().max().copied().unwrap_or_default();
    let horizon = context.at.checked_add_signed(TimeDelta::days(i64::from(ahead)))?;
    (from <= horizon).then_some(Cause { rule: &DEVICES_WILL_REFUSE, from, reason })
}

/// The first second at which devices refuse what the Sentry shows. When the first certificate expires, the Sentry switches
/// to the second one; it does not switch because a certificate above it has expired.
fn service_end(
    active: &Shown<'_>,
    said: &Said,
    reserve: Option<&Shown<'_>>,
    mut ask: impl FnMut(&Shown<'_>, DateTime<Utc>) -> std::rc::Rc<Said>,
) -> Option<(DateTime<Utc>, String)> {
    let ends = said.ends?;
    let switches = expiry(&active.stored.leaf) == Some(ends);
    let of_path = |name: &crate::profile::CertificateName, ends| {
        format!("{name} or a certificate above it expires: devices refuse it from {} on.", instant(Some(ends)))
    };
    let Some(reserve) = reserve.filter(|_| switches) else { return Some((ends, of_path(active.name, ends))) };
    let then = ask(reserve, ends);
    if !then.is_trusted {
        let error = then.error.as_deref().unwrap_or("not trusted");
        let reason = format!(
            "{} expires, and devices refuse the second certificate {} then: {error}.",
            active.name, reserve.name
        );
        return Some((ends, reason));
    }
    let ends = then.ends?;
    Some((ends, of_path(reserve.name, ends)))
}

/// Why devices refuse a chain although they have every root of the configuration.
fn refusal(active: &Shown<'_>, said: &Said) -> (&'static Rule, String) {
    let error = said.error.as_deref().unwrap_or("it cannot be read");
    if !said.is_unanchored {
        return (&DEVICES_REFUSE, format!("Devices refuse {}: {error}.", active.name));
    }
    let has_root = active.stored.others.iter().any(|other| other.is_ca() && other.is_self_issued());
    if has_root {
        let reason = format!("The root of {} is not in the Sentry Root Certificate: {error}.", active.name);
        (&ROOT_NOT_CONFIGURED, reason)
    } else {
        (
            &ROOT_NOT_KNOWN,
            format!("The root of {} is neither in its file nor in the Sentry Root Certificate.", active.name),
        )
    }
}
