//! The rules of operations, and the shape of a row. The rules of the check stand beside it.

use crate::message::Text;
use crate::report::{Basis, Certainty, Rule, Severity};

/// The page of the guide on which most of this stands.
pub(super) const GUIDE: &str = "N-MDM Administrator Guide 119, Setting Up AppTunnel";
/// Of what is written down nowhere.
pub(super) const DECIDED: &str = "DESIGN.md, The fleet";

/// A row of the library's own.
pub(super) const fn decided(
    code: &'static str,
    severity: Severity,
    summary: &'static str,
    remedy: &'static str,
) -> Rule {
    Rule {
        code,
        severity,
        basis: Basis::Library,
        certainty: Certainty::Decided,
        asks: Text { en: summary },
        remedy: Text { en: remedy },
        reference: DECIDED,
    }
}

/// A row of the vendor's guides.
const fn documented(code: &'static str, summary: &'static str, remedy: &'static str, reference: &'static str) -> Rule {
    Rule {
        code,
        severity: Severity::Error,
        basis: Basis::IvantiGuide,
        certainty: Certainty::Documented,
        asks: Text { en: summary },
        remedy: Text { en: remedy },
        reference,
    }
}

pub(super) const RULES: [Rule; 25] = [
    NOT_FOUND,
    NAME_TAKEN,
    TOO_MANY,
    UPLOAD_REFUSED,
    UPLOAD_UNCONFIRMED,
    PKCS12_ONLY,
    FORMAT_WITHOUT_KEY,
    NOTHING_TO_STORE,
    CERTIFICATE_IN_USE,
    GROUP_CERTIFICATE_IN_USE,
    CERTIFICATE_MISSING,
    PROFILE_ASSIGNED,
    PROFILE_NEEDED,
    ONE_PROFILE,
    NOT_CONFIGURED,
    SENTRY_CONFIGURED,
    DEFAULT_SPACE,
    SPACE_IN_USE,
    GROUP_IN_USE,
    TICKED,
    OTHER_SPACE,
    OWN_SPACE_ONLY,
    NOT_DELEGATED,
    EDIT_NOT_ALLOWED,
    CHANGED_SINCE,
];

pub(super) const NOT_FOUND: Rule = decided(
    "fleet.not-found",
    Severity::Error,
    "What an operation names exists.",
    "Correct the name, or add what it is to name first.",
);
pub(super) const NAME_TAKEN: Rule = decided(
    "fleet.name-taken",
    Severity::Error,
    "Names are unique: of certificates within their store, of everything else among its kind.",
    "Choose another name, or delete what has this one.",
);
pub(super) const TOO_MANY: Rule = decided(
    "fleet.too-many",
    Severity::Error,
    "There are no more of a kind than the library holds.",
    "Delete what is no longer needed.",
);
pub(super) const UPLOAD_REFUSED: Rule = decided(
    "fleet.upload-refused",
    Severity::Error,
    "The upload check of a certificate finds no error.",
    "Do what the findings of the check say, and upload the file again.",
);
pub(super) const UPLOAD_UNCONFIRMED: Rule = decided(
    "fleet.upload-unconfirmed",
    Severity::Error,
    "A certificate with warnings is stored only if the administrator confirms it.",
    "Read the warnings of the check; upload the file again and confirm, or correct it.",
);
pub(super) const PKCS12_ONLY: Rule = documented(
    "fleet.pkcs12-only",
    "Inside a profile, a TLS server certificate is uploaded as a .p12 file.",
    "Export certificate and private key as PKCS#12, or upload the file on the page Sentry Certificates.",
    GUIDE,
);
pub(super) const FORMAT_WITHOUT_KEY: Rule = decided(
    "fleet.format-without-key",
    Severity::Error,
    "A TLS server certificate comes in a file that holds its private key; .cer, .der, .crt and .p7b do not.",
    "Export the certificate together with its private key as PKCS#12 (.p12 or .pfx).",
);
pub(super) const NOTHING_TO_STORE: Rule = decided(
    "fleet.nothing-to-store",
    Severity::Error,
    "The file holds a certificate, and no more than a chain can have.",
    "Export the certificate with its chain, and nothing else.",
);
pub(super) const CERTIFICATE_IN_USE: Rule = documented(
    "fleet.certificate-in-use",
    "A TLS server certificate that a profile uses, as the first or the second one, is not deleted.",
    "Choose another certificate in these profiles first.",
    GUIDE,
);
pub(super) const GROUP_CERTIFICATE_IN_USE: Rule = decided(
    "fleet.group-certificate-in-use",
    Severity::Error,
    "A group certificate that a profile uses is not deleted.",
    "Choose another group certificate in these profiles first.",
);
pub(super) const CERTIFICATE_MISSING: Rule = decided(
    "fleet.certificate-missing",
    Severity::Error,
    "The certificates that a profile names are in their store.",
    "Upload the certificate under this name first, or choose another in the profile.",
);
pub(super) const PROFILE_ASSIGNED: Rule = decided(
    "fleet.profile-assigned",
    Severity::Error,
    "A profile that is assigned to a Sentry is not deleted.",
    "Assign another profile to these Sentrys, or unassign it, first.",
);
pub(super) const PROFILE_NEEDED: Rule = decided(
    "fleet.profile-needed",
    Severity::Error,
    "A profile that devices need is not deleted.",
    "Take the profile from what these devices need first.",
);
pub(super) const ONE_PROFILE: Rule = documented(
    "fleet.one-profile",
    "A Sentry has one profile at most.",
    "Reassign the Sentry, or unassign its profile first.",
    "Sentry Guide for N-MDM, Configuring Standalone Sentry for AppTunnel",
);
pub(super) const NOT_CONFIGURED: Rule = decided(
    "fleet.not-configured",
    Severity::Error,
    "A Sentry that is reassigned or unassigned has a profile.",
    "Assign a profile to the Sentry instead.",
);
pub(super) const SENTRY_CONFIGURED: Rule = decided(
    "fleet.sentry-configured",
    Severity::Error,
    "A Sentry is deleted only when it is unconfigured.",
    "Unassign its profile first.",
);
pub(super) const DEFAULT_SPACE: Rule = documented(
    "fleet.default-space",
    "The Default Space is neither edited nor deleted, and is always the last.",
    "Choose a delegated space.",
    "N-MDM Administrator Guide 119, Managing Spaces",
);
pub(super) const SPACE_IN_USE: Rule = decided(
    "fleet.space-in-use",
    Severity::Error,
    "A space that holds devices or device groups is not deleted.",
    "Move them to another space first.",
);
pub(super) const GROUP_IN_USE: Rule = decided(
    "fleet.device-group-in-use",
    Severity::Error,
    "A device group that has devices is not deleted.",
    "Take the devices out of the group first.",
);
pub(super) const TICKED: Rule = decided(
    "fleet.ticked",
    Severity::Error,
    "What the distribution of the Sentry Root Certificate names is neither deleted nor moved to another space.",
    "Untick it in the distribution first, and confirm that.",
);
pub(super) const OTHER_SPACE: Rule = decided(
    "fleet.other-space",
    Severity::Error,
    "A device is in the space of its groups, and the distribution of a space names what is in that space.",
    "Choose a group or device of the same space.",
);
pub(super) const OWN_SPACE_ONLY: Rule = documented(
    "fleet.own-space-only",
    "The administrator of a space changes the distribution of that space only.",
    "Ask a global administrator.",
    "N-MDM Administrator Guide 119, Per-app VPN, iOS Restrictions",
);
pub(super) const NOT_DELEGATED: Rule = decided(
    "fleet.not-delegated",
    Severity::Error,
    "The Sentry Root Certificate has a distribution in another space only where it applies to devices in other spaces.",
    "Let a global administrator choose Apply to devices in other spaces.",
);
pub(super) const EDIT_NOT_ALLOWED: Rule = documented(
    "fleet.edit-not-allowed",
    "The administrator of a space edits the distribution if Allow Space Admin to Edit the Distribution is chosen.",
    "Let a global administrator choose Allow Space Admin to Edit the Distribution.",
    GUIDE,
);
pub(super) const CHANGED_SINCE: Rule = decided(
    "fleet.changed-since",
    Severity::Error,
    "A change is confirmed on the distribution for which it was proposed.",
    "Look at the distribution as it is now, and propose the change again.",
);
