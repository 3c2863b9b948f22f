//! Which devices have no tunnel, or will have none, and why.

use std::collections::{BTreeMap, HashMap};

use std::rc::Rc;

use chrono::{DateTime, TimeDelta, Utc};

use super::assignment::{NOT_ASSIGNED, no_sentry_has};
use super::context::Context;
use super::evaluations::{Evaluation, Evaluations};
use super::report::{Loss, Recipient};
use super::selected::{SelectedCertificate, SelectedCertificates};
use crate::Profile;
use crate::fleet::pointer::{field, listed};
use crate::fleet::profiles::{self, PRIMARY};
use crate::fleet::rules::{DECIDED, GUIDE};
use crate::fleet::{Space, Ticked};
use crate::message::{And, Argument, Message, Text, message};
use crate::profile::{CertificateChoice, CertificateName, ProfileName};
use crate::report::{Certainty, Finding, OsStatus, Rule, Severity};
use crate::second_certificate::expiry;

pub(super) const RULES: &[&Rule] =
    &[&ROOT_NOT_DISTRIBUTED, &ROOT_NOT_CONFIGURED, &ROOT_NOT_KNOWN, &DEVICES_REFUSE, &DEVICES_WILL_REFUSE];

static ROOT_NOT_DISTRIBUTED: Rule = Rule {
    code: "fleet.root-not-distributed",
    asks: Text { en: "The Sentry Root Certificate is distributed to every device that needs it to trust its Sentry." },
    remedy: Text { en: "Tick these devices in the distribution of the configuration Sentry Root Certificate." },
    ..Rule::ivanti_guide(GUIDE)
};

message! {
    fn not_distributed(name: &CertificateName) {
        en: "The root of {name} is not distributed to these devices.",
    }
    fn self_signed_not_distributed() {
        en: "The Sentry shows its self-signed certificate, whose root these devices do not have.",
    }
}

static ROOT_NOT_CONFIGURED: Rule = Rule {
    code: "fleet.root-not-configured",
    asks: Text { en: "The Sentry Root Certificate holds the root of every chain that Apple's store does not hold." },
    remedy: Text { en: "Add the root of this chain to the configuration Sentry Root Certificate, and distribute it." },
    ..Rule::library(DECIDED)
};

message! {
    fn not_configured(name: &CertificateName, error: &OsStatus) {
        en: "The root of {name} is not in the Sentry Root Certificate: {error}.",
    }
}

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

message! {
    fn root_not_known(name: &CertificateName) {
        en: "The root of {name} is neither in its file nor in the Sentry Root Certificate.",
    }
}

static DEVICES_REFUSE: Rule = Rule {
    code: "fleet.devices-refuse",
    asks: Text { en: "Devices accept the certificate that the Sentry shows." },
    remedy: Text { en: "Upload a certificate that devices accept, and choose it in the profile." },
    ..Rule::library(DECIDED)
};

message! {
    fn refused(name: &CertificateName, error: &OsStatus) {
        en: "Devices refuse {name}: {error}.",
    }
    fn unreadable(name: &CertificateName) {
        en: "Devices refuse {name}: it cannot be read.",
    }
}

static DEVICES_WILL_REFUSE: Rule = Rule {
    code: "fleet.devices-will-refuse",
    severity: Severity::Warning,
    asks: Text { en: "Devices will accept what the Sentry shows for longer than the days of the notices." },
    remedy: Text { en: "Renew the certificate, and choose the new one as the second certificate of the profile." },
    ..Rule::library(DECIDED)
};

message! {
    fn expires(name: &CertificateName, from: DateTime<Utc>) {
        en: "{name} or a certificate above it expires: devices refuse it from {from} on.",
    }
    fn second_refused(name: &CertificateName, second: &CertificateName, error: &OsStatus) {
        en: "{name} expires, and devices refuse the second certificate {second} then: {error}.",
    }
    fn second_not_trusted(name: &CertificateName, second: &CertificateName) {
        en: "{name} expires, and devices refuse the second certificate {second} then: not trusted.",
    }
}

message! {
    /// `reason` is the whole message of a loss.
    fn affected(reason: Message, devices: And<Argument>) {
        en: "{reason} Affected: {devices}.",
    }
}

/// Devices that need a profile.
struct Need {
    devices: Recipient,
    /// Whether they have the roots of the configuration Sentry Root Certificate.
    have_roots: bool,
}

/// Why the devices of a profile have no tunnel, and since when.
struct Cause {
    rule: &'static Rule,
    from: DateTime<Utc>,
    reason: Message,
}

pub(super) fn find(context: &Context<'_>, evaluations: &mut Evaluations) -> (Vec<Loss>, Vec<Finding>) {
    let (mut losses, mut findings) = (Vec::new(), Vec::new());
    for (name, needs) in needs(context) {
        let Some(profile) = context.fleet.profiles.get(name) else { continue };
        for have_roots in [true, false] {
            let devices: Vec<&Recipient> =
                needs.iter().filter(|need| need.have_roots == have_roots).map(|need| &need.devices).collect();
            if devices.is_empty() {
                continue;
            }
            let Some(cause) = cause(context, evaluations, name, profile, have_roots) else { continue };
            // That a profile is assigned to no Sentry is reported once, whoever needs it.
            if *cause.rule != NOT_ASSIGNED {
                let subject = field(&[&[profiles::KEY, name.as_str()], PRIMARY].concat());
                let message = affected(cause.reason.clone(), listed(devices.iter().copied()));
                findings.push(cause.rule.finding(subject, message));
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

/// Who needs which profile.
fn needs<'a>(context: &Context<'a>) -> BTreeMap<&'a ProfileName, Vec<Need>> {
    let fleet = context.fleet;
    let by_space: HashMap<Space, Option<&Ticked>> =
        fleet.spaces().map(|space| (space.clone(), fleet.ticked_in(&space))).collect();
    let ticked = |space: &Space| by_space.get(space).copied().flatten();
    let mut needs: BTreeMap<&ProfileName, Vec<Need>> = BTreeMap::new();
    for (name, group) in &fleet.device_groups {
        let have_roots = ticked(&group.space).is_some_and(|ticked| ticked.device_groups.contains(name));
        for profile in &group.profiles {
            let devices = Recipient::DeviceGroup(name.clone());
            needs.entry(profile).or_default().push(Need { devices, have_roots });
        }
    }
    for (name, device) in &fleet.devices {
        let have_roots = ticked(&device.space).is_some_and(|ticked| {
            ticked.devices.contains(name) || device.groups.iter().any(|group| ticked.device_groups.contains(group))
        });
        for profile in &device.profiles {
            let devices = Recipient::Device(name.clone());
            needs.entry(profile).or_default().push(Need { devices, have_roots });
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
    have_roots: bool,
) -> Option<Cause> {
    let now = |rule, reason| Some(Cause { rule, from: context.at, reason });
    if !context.assigned.contains(name) {
        return now(&NOT_ASSIGNED, no_sentry_has(name));
    }
    profile.server().listener.https_port()?;
    if profile.server().certificate == Some(CertificateChoice::SelfSigned) {
        // N-MDM makes the certificate and knows its root.
        return if have_roots { None } else { now(&ROOT_NOT_DISTRIBUTED, self_signed_not_distributed()) };
    }
    let host = &profile.global().external_host;
    let mut evaluate =
        |it: &SelectedCertificate<'_>, have_roots, at| evaluations.evaluate(it.chain, host, have_roots, at);
    let SelectedCertificates { primary, second } = SelectedCertificates::of(context, profile);
    let primary = primary?;
    let is_expired = primary.chain.leaf.is_expired_at(context.at);
    let (active, reserve) = match second {
        Some(second) if is_expired => (second, None),
        second => (primary, second),
    };
    let evaluation = evaluate(&active, have_roots, context.at);
    if !evaluation.is_trusted {
        let with_roots = evaluate(&active, true, context.at);
        if with_roots.is_trusted {
            return now(&ROOT_NOT_DISTRIBUTED, not_distributed(active.name));
        }
        let (rule, reason) = refusal(&active, &with_roots);
        return now(rule, reason);
    }
    let (from, reason) = service_end(&active, &evaluation, reserve.as_ref(), |it, at| evaluate(it, have_roots, at))?;
    let ahead = context.options.notices.iter().max().copied().unwrap_or_default();
    let horizon = context.at.checked_add_signed(TimeDelta::days(i64::from(ahead)))?;
    (from <= horizon).then_some(Cause { rule: &DEVICES_WILL_REFUSE, from, reason })
}

/// The first second at which devices refuse what the Sentry shows. When the first certificate expires, the Sentry switches
/// to the second one; it does not switch because a certificate above it has expired.
fn service_end(
    active: &SelectedCertificate<'_>,
    evaluation: &Evaluation,
    reserve: Option<&SelectedCertificate<'_>>,
    mut evaluate: impl FnMut(&SelectedCertificate<'_>, DateTime<Utc>) -> Rc<Evaluation>,
) -> Option<(DateTime<Utc>, Message)> {
    let active_ends = evaluation.ends?;
    let switches = expiry(&active.chain.leaf) == Some(active_ends);
    let Some(reserve) = reserve.filter(|_| switches) else {
        return Some((active_ends, expires(active.name, active_ends)));
    };
    let afterwards = evaluate(reserve, active_ends);
    if !afterwards.is_trusted {
        let reason = match &afterwards.os_status {
            Some(error) => second_refused(active.name, reserve.name, error),
            None => second_not_trusted(active.name, reserve.name),
        };
        return Some((active_ends, reason));
    }
    let reserve_ends = afterwards.ends?;
    Some((reserve_ends, expires(reserve.name, reserve_ends)))
}

/// Why devices refuse a chain although they have every root of the configuration.
fn refusal(active: &SelectedCertificate<'_>, evaluation: &Evaluation) -> (&'static Rule, Message) {
    let Some(error) = &evaluation.os_status else { return (&DEVICES_REFUSE, unreadable(active.name)) };
    let has_root = active.chain.others.iter().any(|other| other.is_ca() && other.is_self_issued());
    if !evaluation.is_unanchored {
        (&DEVICES_REFUSE, refused(active.name, error))
    } else if has_root {
        (&ROOT_NOT_CONFIGURED, not_configured(active.name, error))
    } else {
        (&ROOT_NOT_KNOWN, root_not_known(active.name))
    }
}
