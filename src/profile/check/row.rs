//! Where the rules of the profile are written down.

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
