//! The rules of operations, and the shape of a row. The rules of the check stand beside it.

use crate::message::Text;
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
pub(super) static NAME_TAKEN: Rule = Rule {
    code: "fleet.name-taken",
    asks: Text { en: "Names are unique: of certificates within their store, of everything else among its kind." },
    remedy: Text { en: "Choose another name, or delete what has this one." },
    ..Rule::library(DECIDED)
};
pub(super) static TOO_MANY: Rule = Rule {
    code: "fleet.too-many",
    asks: Text { en: "There are no more of a kind than the library holds." },
    remedy: Text { en: "Delete what is no longer needed." },
    ..Rule::library(DECIDED)
};
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
pub(super) static PKCS12_ONLY: Rule = Rule {
    code: "fleet.pkcs12-only",
    asks: Text { en: "Inside a profile, a TLS server certificate is uploaded as a .p12 file." },
    remedy: Text {
        en: "Export certificate and private key as PKCS#12, or upload the file on the page Sentry Certificates.",
    },
    ..Rule::ivanti_guide(GUIDE)
};
pub(super) static FORMAT_WITHOUT_KEY: Rule = Rule {
    code: "fleet.format-without-key",
    asks: Text {
        en: "A TLS server certificate comes in a file that holds its private key; .cer, .der, .crt and .p7b do not.",
    },
    remedy: Text { en: "Export the certificate together with its private key as PKCS#12 (.p12 or .pfx)." },
    ..Rule::library(DECIDED)
};
pub(super) static NOTHING_TO_STORE: Rule = Rule {
    code: "fleet.nothing-to-store",
    asks: Text { en: "The file holds a certificate, and no more than a chain can have." },
    remedy: Text { en: "Export the certificate with its chain, and nothing else." },
    ..Rule::library(DECIDED)
};
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
pub(super) static CERTIFICATE_MISSING: Rule = Rule {
    code: "fleet.certificate-missing",
    asks: Text { en: "The certificates that a profile names are in their store." },
    remedy: Text { en: "Upload the certificate under this name first, or choose another in the profile." },
    ..Rule::library(DECIDED)
};
pub(super) static PROFILE_ASSIGNED: Rule = Rule {
    code: "fleet.profile-assigned",
    asks: Text { en: "A profile that is assigned to a Sentry is not deleted." },
    remedy: Text { en: "Assign another profile to these Sentrys, or unassign it, first." },
    ..Rule::library(DECIDED)
};
pub(super) static PROFILE_NEEDED: Rule = Rule {
    code: "fleet.profile-needed",
    asks: Text { en: "A profile that devices need is not deleted." },
    remedy: Text { en: "Take the profile from what these devices need first." },
    ..Rule::library(DECIDED)
};
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
pub(super) static SENTRY_CONFIGURED: Rule = Rule {
    code: "fleet.sentry-configured",
    asks: Text { en: "A Sentry is deleted only when it is unconfigured." },
    remedy: Text { en: "Unassign its profile first." },
    ..Rule::library(DECIDED)
};
pub(super) static DEFAULT_SPACE: Rule = Rule {
    code: "fleet.default-space",
    asks: Text { en: "The Default Space is neither edited nor deleted, and is always the last." },
    remedy: Text { en: "Choose a delegated space." },
    ..Rule::ivanti_guide("N-MDM Administrator Guide 119, Managing Spaces")
};
pub(super) static SPACE_IN_USE: Rule = Rule {
    code: "fleet.space-in-use",
    asks: Text { en: "A space that holds devices or device groups is not deleted." },
    remedy: Text { en: "Move them to another space first." },
    ..Rule::library(DECIDED)
};
pub(super) static GROUP_IN_USE: Rule = Rule {
    code: "fleet.device-group-in-use",
    asks: Text { en: "A device group that has devices is not deleted." },
    remedy: Text { en: "Take the devices out of the group first." },
    ..Rule::library(DECIDED)
};
pub(super) static TICKED: Rule = Rule {
    code: "fleet.ticked",
    asks: Text {
        en: "What the distribution of the Sentry Root Certificate names is neither deleted nor moved to another space.",
    },
    remedy: Text { en: "Untick it in the distribution first, and confirm that." },
    ..Rule::library(DECIDED)
};
pub(super) static OTHER_SPACE: Rule = Rule {
    code: "fleet.other-space",
    asks: Text {
        en: "A device is in the space of its groups, and the distribution of a space names what is in that space.",
    },
    remedy: Text { en: "Choose a group or device of the same space." },
    ..Rule::library(DECIDED)
};
pub(super) static OWN_SPACE_ONLY: Rule = Rule {
    code: "fleet.own-space-only",
    asks: Text { en: "The administrator of a space changes the distribution of that space only." },
    remedy: Text { en: "Ask a global administrator." },
    ..Rule::ivanti_guide("N-MDM Administrator Guide 119, Per-app VPN, iOS Restrictions")
};
pub(super) static NOT_DELEGATED: Rule = Rule {
    code: "fleet.not-delegated",
    asks: Text {
        en: "The Sentry Root Certificate has a distribution in another space only where it applies to devices in other spaces.",
    },
    remedy: Text { en: "Let a global administrator choose Apply to devices in other spaces." },
    ..Rule::library(DECIDED)
};
pub(super) static EDIT_NOT_ALLOWED: Rule = Rule {
    code: "fleet.edit-not-allowed",
    asks: Text {
        en: "The administrator of a space edits the distribution if Allow Space Admin to Edit the Distribution is chosen.",
    },
    remedy: Text { en: "Let a global administrator choose Allow Space Admin to Edit the Distribution." },
    ..Rule::ivanti_guide(GUIDE)
};
pub(super) static CHANGED_SINCE: Rule = Rule {
    code: "fleet.changed-since",
    asks: Text { en: "A change is confirmed on the distribution for which it was proposed." },
    remedy: Text { en: "Look at the distribution as it is now, and propose the change again." },
    ..Rule::library(DECIDED)
};
