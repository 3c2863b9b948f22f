//! Rule rows, by how sure the library is of them.

use crate::message;
use crate::report::{Basis, Certainty, Rule, Severity};

/// What a rule asks for, what to do about a breach, and where it is written down.
pub(in crate::profile) struct Text {
    pub(in crate::profile) summary: &'static str,
    pub(in crate::profile) remedy: &'static str,
    pub(in crate::profile) reference: &'static str,
}

/// A guide of Ivanti's says so.
pub(in crate::profile) const fn documented(code: &'static str, severity: Severity, text: Text) -> Rule {
    row(code, severity, Basis::IvantiGuide, Certainty::Documented, text)
}

/// Remembered from a guide of Ivanti's, and not verified.
pub(in crate::profile) const fn recalled(code: &'static str, severity: Severity, text: Text) -> Rule {
    row(code, severity, Basis::IvantiGuide, Certainty::Recalled, text)
}

/// The library decided it.
pub(in crate::profile) const fn decided(code: &'static str, severity: Severity, text: Text) -> Rule {
    row(code, severity, Basis::Library, Certainty::Decided, text)
}

const fn row(code: &'static str, severity: Severity, basis: Basis, certainty: Certainty, text: Text) -> Rule {
    let Text { summary, remedy, reference } = text;
    let (asks, remedy) = (message::Text { en: summary }, message::Text { en: remedy });
    Rule { code, severity, basis, certainty, asks, remedy, reference }
}

/// The sources of the rules.
pub(in crate::profile) mod source {
    pub(in crate::profile) const SET_UP: &str = "N-MDM Administrator Guide, Setting Up AppTunnel";
    pub(in crate::profile) const AUTHENTICATION: &str = "Sentry Guide, Configuring device and server authentication";
    pub(in crate::profile) const OVERVIEW: &str = "Sentry Guide, Overview of device and server authentication";
    pub(in crate::profile) const APP_TUNNEL: &str = "Sentry Guide, Configuring Standalone Sentry for AppTunnel";
    pub(in crate::profile) const ACTIVE_SYNC: &str = "Sentry Guide, Configuring Standalone Sentry for ActiveSync";
    pub(in crate::profile) const TCP: &str = "Sentry Guide, the fields of a TCP AppTunnel service";
    pub(in crate::profile) const PROXY: &str = "Sentry Guide, Server-side explicit proxy";
    pub(in crate::profile) const CONTEXT: &str = "Sentry Guide, Device context information";
    pub(in crate::profile) const SSL: &str = "Sentry Guide, Outgoing, EMM and Access SSL configuration";
    pub(in crate::profile) const SERVICE: &str = "AppConnect guide, Configuring an AppTunnel service";
    pub(in crate::profile) const APP: &str = "AppConnect guide for N-MDM, Adding an AppTunnel configuration";
    pub(in crate::profile) const STIG: &str = "DISA STIG, Ivanti MobileIron Sentry 9.x";
    pub(in crate::profile) const RECALLED: &str = "recalled from Ivanti's guides, not verified";
}
