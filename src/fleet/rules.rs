//! The rules of the operations, and what is said when one is broken. The rules of the check stand in its files.

use super::name::{DeviceGroupName, DeviceName, SentryName, Space, SpaceName};
use crate::message::{And, Argument, Count, Noun, Text, message};
use crate::profile::{CertificateName, ProfileName};
use crate::report::Rule;

/// The page of the guide on which most of this stands.
pub(super) const GUIDE: &str = "N-MDM Administrator Guide 119, Setting Up AppTunnel";
/// Of what is written down nowhere.
pub(super) const DECIDED: &str = "DESIGN.md, The fleet";

pub(super) const RULES: &[&Rule] = &[
    &NOT_FOUND,
    &NAME_TAKEN,
    &TOO_MANY,
    &UPLOAD_REFUSED,
    &UPLOAD_UNCONFIRMED,
    &PKCS12_ONLY,
    &FORMAT_WITHOUT_KEY,
    &NOTHING_TO_STORE,
    &CERTIFICATE_IN_USE,
    &GROUP_CERTIFICATE_IN_USE,
    &CERTIFICATE_MISSING,
    &PROFILE_ASSIGNED,
    &PROFILE_NEEDED,
    &ONE_PROFILE,
    &NOT_CONFIGURED,
    &SENTRY_CONFIGURED,
    &DEFAULT_SPACE,
    &SPACE_IN_USE,
    &GROUP_IN_USE,
    &TICKED,
    &OTHER_SPACE,
    &OWN_SPACE_ONLY,
    &NOT_DELEGATED,
    &EDIT_NOT_ALLOWED,
    &CHANGED_SINCE,
];

pub(super) static NOT_FOUND: Rule = Rule {
    code: "fleet.not-found",
    asks: Text { en: "What an operation names exists." },
    remedy: Text { en: "Correct the name, or add what it is to name first." },
    ..Rule::library(DECIDED)
};

message! {
    pub(super) fn no_certificate(name: &CertificateName) {
        en: "No certificate has the name {name}.",
    }
    pub(super) fn no_profile(name: &ProfileName) {
        en: "No profile has the name {name}.",
    }
    pub(super) fn no_sentry(name: &SentryName) {
        en: "No Sentry has the name {name}.",
    }
    pub(super) fn no_space(name: &SpaceName) {
        en: "No space has the name {name}.",
    }
    pub(super) fn no_device_group(name: &DeviceGroupName) {
        en: "No device group has the name {name}.",
    }
    pub(super) fn no_device(name: &DeviceName) {
        en: "No device has the name {name}.",
    }
}

pub(super) static NAME_TAKEN: Rule = Rule {
    code: "fleet.name-taken",
    asks: Text { en: "Names are unique: of certificates within their store, of everything else among its kind." },
    remedy: Text { en: "Choose another name, or delete what has this one." },
    ..Rule::library(DECIDED)
};

message! {
    pub(super) fn certificate_exists(name: &CertificateName) {
        en: "A certificate has the name {name} already.",
    }
    pub(super) fn profile_exists(name: &ProfileName) {
        en: "A profile has the name {name} already.",
    }
    pub(super) fn sentry_exists(name: &SentryName) {
        en: "A Sentry has the name {name} already.",
    }
    pub(super) fn space_exists(name: &SpaceName) {
        en: "A space has the name {name} already.",
    }
}

pub(super) static TOO_MANY: Rule = Rule {
    code: "fleet.too-many",
    asks: Text { en: "There are no more of a kind than the library holds." },
    remedy: Text { en: "Delete what is no longer needed." },
    ..Rule::library(DECIDED)
};

message! {
    pub(super) fn too_many(things: Count<usize>) {
        en: "There are {things}.",
    }
    pub(super) fn full(things: Count<usize>) {
        en: "There are {things} already.",
    }
}

pub(super) static UPLOAD_REFUSED: Rule = Rule {
    code: "fleet.upload-refused",
    asks: Text { en: "The upload check of a certificate finds no error." },
    remedy: Text { en: "Do what the findings of the check say, and upload the file again." },
    ..Rule::library(DECIDED)
};

pub(super) static UPLOAD_UNCONFIRMED: Rule = Rule {
    code: "fleet.upload-unconfirmed",
    asks: Text { en: "A certificate with warnings is stored only if the administrator confirms it." },
    remedy: Text { en: "Read the warnings of the check; upload the file again and confirm, or correct it." },
    ..Rule::library(DECIDED)
};

// Of `UPLOAD_REFUSED` too.
message! {
    pub(super) fn found_by_check(name: &CertificateName, findings: Count<usize>) {
        en: "The check of the file for {name} found {findings}.",
    }
}

pub(super) static PKCS12_ONLY: Rule = Rule {
    code: "fleet.pkcs12-only",
    asks: Text { en: "Inside a profile, a TLS server certificate is uploaded as a .p12 file." },
    remedy: Text {
        en: "Export certificate and private key as PKCS#12, or upload the file on the page Sentry Certificates.",
    },
    ..Rule::ivanti_guide(GUIDE)
};

message! {
    pub(super) fn not_pkcs12(name: &CertificateName, format: &'static Text) {
        en: "The file for {name} is {format}, not PKCS#12.",
    }
}

pub(super) static FORMAT_WITHOUT_KEY: Rule = Rule {
    code: "fleet.format-without-key",
    asks: Text {
        en: "A TLS server certificate comes in a file that holds its private key; .cer, .der, .crt and .p7b do not.",
    },
    remedy: Text { en: "Export the certificate together with its private key as PKCS#12 (.p12 or .pfx)." },
    ..Rule::library(DECIDED)
};

message! {
    pub(super) fn without_key(name: &CertificateName, format: &'static Text) {
        en: "The file for {name} is {format} without a private key.",
    }
}

pub(super) static NOTHING_TO_STORE: Rule = Rule {
    code: "fleet.nothing-to-store",
    asks: Text { en: "The file holds a certificate, and no more than a chain can have." },
    remedy: Text { en: "Export the certificate with its chain, and nothing else." },
    ..Rule::library(DECIDED)
};

message! {
    pub(super) fn none_or_too_many(name: &CertificateName) {
        en: "The file for {name} holds no certificate, or too many.",
    }
}

pub(super) static CERTIFICATE_IN_USE: Rule = Rule {
    code: "fleet.certificate-in-use",
    asks: Text { en: "A TLS server certificate that a profile uses, as the first or the second one, is not deleted." },
    remedy: Text { en: "Choose another certificate in these profiles first." },
    ..Rule::ivanti_guide(GUIDE)
};

pub(super) static GROUP_CERTIFICATE_IN_USE: Rule = Rule {
    code: "fleet.group-certificate-in-use",
    asks: Text { en: "A group certificate that a profile uses is not deleted." },
    remedy: Text { en: "Choose another group certificate in these profiles first." },
    ..Rule::library(DECIDED)
};

// Of `CERTIFICATE_IN_USE` too.
message! {
    pub(super) fn used_by_profile(name: &CertificateName, profile: &ProfileName) {
        en: "The certificate {name} is used by the profile {profile}.",
    }
    pub(super) fn used_by_profiles(name: &CertificateName, profiles: And<Argument>) {
        en: "The certificate {name} is used by the profiles {profiles}.",
    }
}

pub(super) static CERTIFICATE_MISSING: Rule = Rule {
    code: "fleet.certificate-missing",
    asks: Text { en: "The certificates that a profile names are in their store." },
    remedy: Text { en: "Upload the certificate under this name first, or choose another in the profile." },
    ..Rule::library(DECIDED)
};

message! {
    pub(super) fn not_in_store(store: &'static Text, name: &CertificateName) {
        en: "No certificate of {store} has the name {name}.",
    }
}

pub(super) static PROFILE_ASSIGNED: Rule = Rule {
    code: "fleet.profile-assigned",
    asks: Text { en: "A profile that is assigned to a Sentry is not deleted." },
    remedy: Text { en: "Assign another profile to these Sentrys, or unassign it, first." },
    ..Rule::library(DECIDED)
};

message! {
    pub(super) fn assigned_to(name: &ProfileName, sentrys: And<Argument>) {
        en: "The profile {name} is assigned to {sentrys}.",
    }
}

pub(super) static PROFILE_NEEDED: Rule = Rule {
    code: "fleet.profile-needed",
    asks: Text { en: "A profile that devices need is not deleted." },
    remedy: Text { en: "Take the profile from what these devices need first." },
    ..Rule::library(DECIDED)
};

message! {
    pub(super) fn needed_by(name: &ProfileName, devices: And<Argument>) {
        en: "The profile {name} is needed by {devices}.",
    }
}

pub(super) static ONE_PROFILE: Rule = Rule {
    code: "fleet.one-profile",
    asks: Text { en: "A Sentry has one profile at most." },
    remedy: Text { en: "Reassign the Sentry, or unassign its profile first." },
    ..Rule::ivanti_guide("Sentry Guide for N-MDM, Configuring Standalone Sentry for AppTunnel")
};

pub(super) static NOT_CONFIGURED: Rule = Rule {
    code: "fleet.not-configured",
    asks: Text { en: "A Sentry that is reassigned or unassigned has a profile." },
    remedy: Text { en: "Assign a profile to the Sentry instead." },
    ..Rule::library(DECIDED)
};

message! {
    pub(super) fn unconfigured(name: &SentryName) {
        en: "The Sentry {name} is unconfigured.",
    }
}

pub(super) static SENTRY_CONFIGURED: Rule = Rule {
    code: "fleet.sentry-configured",
    asks: Text { en: "A Sentry is deleted only when it is unconfigured." },
    remedy: Text { en: "Unassign its profile first." },
    ..Rule::library(DECIDED)
};

// Of `ONE_PROFILE` too.
message! {
    pub(super) fn configured(name: &SentryName, profile: &ProfileName) {
        en: "The Sentry {name} has the profile {profile}.",
    }
}

pub(super) static DEFAULT_SPACE: Rule = Rule {
    code: "fleet.default-space",
    asks: Text { en: "The Default Space is neither edited nor deleted, and is always the last." },
    remedy: Text { en: "Choose a delegated space." },
    ..Rule::ivanti_guide("N-MDM Administrator Guide 119, Managing Spaces")
};

message! {
    pub(super) fn is_default_space() {
        en: "The Default Space cannot be edited or deleted.",
    }
}

pub(super) static SPACE_IN_USE: Rule = Rule {
    code: "fleet.space-in-use",
    asks: Text { en: "A space that holds devices or device groups is not deleted." },
    remedy: Text { en: "Move them to another space first." },
    ..Rule::library(DECIDED)
};

message! {
    pub(super) fn space_holds(space: &Space, groups: Count<usize>, devices: Count<usize>) {
        en: "The space {space} holds {groups} and {devices}.",
    }
}

pub(super) static GROUP_IN_USE: Rule = Rule {
    code: "fleet.device-group-in-use",
    asks: Text { en: "A device group that has devices is not deleted." },
    remedy: Text { en: "Take the devices out of the group first." },
    ..Rule::library(DECIDED)
};

message! {
    pub(super) fn group_has(name: &DeviceGroupName, devices: Count<usize>) {
        en: "The device group {name} has {devices}.",
    }
}

pub(super) static TICKED: Rule = Rule {
    code: "fleet.ticked",
    asks: Text {
        en: "What the distribution of the Sentry Root Certificate names is neither deleted nor moved to another space.",
    },
    remedy: Text { en: "Untick it in the distribution first, and confirm that." },
    ..Rule::library(DECIDED)
};

message! {
    pub(super) fn group_is_ticked(name: &DeviceGroupName) {
        en: "The device group {name} is ticked.",
    }
    pub(super) fn device_is_ticked(name: &DeviceName) {
        en: "The device {name} is ticked.",
    }
}

pub(super) static OTHER_SPACE: Rule = Rule {
    code: "fleet.other-space",
    asks: Text {
        en: "A device is in the space of its groups, and the distribution of a space names what is in that space.",
    },
    remedy: Text { en: "Choose a group or device of the same space." },
    ..Rule::library(DECIDED)
};

message! {
    pub(super) fn group_elsewhere(name: &DeviceGroupName, its_space: &Space, space: &Space) {
        en: "The device group {name} is in {its_space}, the device in {space}.",
    }
    pub(super) fn ticked_elsewhere(name: &str, its_space: &Space) {
        en: "{name} is in {its_space}.",
    }
}

pub(super) static OWN_SPACE_ONLY: Rule = Rule {
    code: "fleet.own-space-only",
    asks: Text { en: "The administrator of a space changes the distribution of that space only." },
    remedy: Text { en: "Ask a global administrator." },
    ..Rule::ivanti_guide("N-MDM Administrator Guide 119, Per-app VPN, iOS Restrictions")
};

message! {
    pub(super) fn of_other_space(own: &SpaceName) {
        en: "The administrator of {own} changes the distribution in {own} only.",
    }
}

pub(super) static NOT_DELEGATED: Rule = Rule {
    code: "fleet.not-delegated",
    asks: Text {
        en: "The Sentry Root Certificate has a distribution in another space only where it applies to devices in other spaces.",
    },
    remedy: Text { en: "Let a global administrator choose Apply to devices in other spaces." },
    ..Rule::library(DECIDED)
};

message! {
    pub(super) fn not_applied_in(space: &SpaceName) {
        en: "The Sentry Root Certificate does not apply to devices in {space}.",
    }
}

pub(super) static EDIT_NOT_ALLOWED: Rule = Rule {
    code: "fleet.edit-not-allowed",
    asks: Text {
        en: "The administrator of a space edits the distribution if Allow Space Admin to Edit the Distribution is chosen.",
    },
    remedy: Text { en: "Let a global administrator choose Allow Space Admin to Edit the Distribution." },
    ..Rule::ivanti_guide(GUIDE)
};

message! {
    pub(super) fn may_not_edit(own: &SpaceName) {
        en: "The administrator of {own} may not edit the distribution.",
    }
}

pub(super) static CHANGED_SINCE: Rule = Rule {
    code: "fleet.changed-since",
    asks: Text { en: "A change is confirmed on the distribution for which it was proposed." },
    remedy: Text { en: "Look at the distribution as it is now, and propose the change again." },
    ..Rule::library(DECIDED)
};

message! {
    pub(super) fn changed_since() {
        en: "The distribution has changed since this change was proposed.",
    }
}

pub(super) static CERTIFICATES: Noun = Noun { one: Text { en: "certificate" }, many: Text { en: "certificates" } };
pub(super) static ROOTS: Noun = Noun { one: Text { en: "root certificate" }, many: Text { en: "root certificates" } };
pub(super) static PROFILES: Noun = Noun { one: Text { en: "profile" }, many: Text { en: "profiles" } };
pub(super) static SENTRYS: Noun = Noun { one: Text { en: "Sentry" }, many: Text { en: "Sentrys" } };
pub(super) static SPACES: Noun = Noun { one: Text { en: "delegated space" }, many: Text { en: "delegated spaces" } };
pub(super) static DEVICE_GROUPS: Noun = Noun { one: Text { en: "device group" }, many: Text { en: "device groups" } };
pub(super) static DEVICES: Noun = Noun { one: Text { en: "device" }, many: Text { en: "devices" } };
pub(super) static NAMED_DEVICES: Noun = Noun { one: Text { en: "named device" }, many: Text { en: "named devices" } };
pub(super) static ERRORS: Noun = Noun { one: Text { en: "error" }, many: Text { en: "errors" } };
pub(super) static WARNINGS: Noun = Noun { one: Text { en: "warning" }, many: Text { en: "warnings" } };
