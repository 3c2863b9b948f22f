//! Where the rules and fields of a profile are written down.

pub(super) const SET_UP: &str = "N-MDM Administrator Guide, Setting Up AppTunnel";
pub(super) const AUTHENTICATION: &str = "Sentry Guide, Configuring device and server authentication";
pub(super) const OVERVIEW: &str = "Sentry Guide, Overview of device and server authentication";
pub(super) const APP_TUNNEL: &str = "Sentry Guide, Configuring Standalone Sentry for AppTunnel";
pub(super) const ACTIVE_SYNC: &str = "Sentry Guide, Configuring Standalone Sentry for ActiveSync";
pub(super) const TCP: &str = "Sentry Guide, the fields of a TCP AppTunnel service";
pub(super) const PROXY: &str = "Sentry Guide, Server-side explicit proxy";
pub(super) const CONTEXT: &str = "Sentry Guide, Device context information";
pub(super) const SSL: &str = "Sentry Guide, Outgoing, EMM and Access SSL configuration";
pub(super) const SERVICE: &str = "AppConnect guide, Configuring an AppTunnel service";
pub(super) const APP: &str = "AppConnect guide for N-MDM, Adding an AppTunnel configuration";
pub(super) const STIG: &str = "DISA STIG, Ivanti MobileIron Sentry 9.x";
pub(super) const RECALLED: &str = "recalled from Ivanti's guides, not verified";
