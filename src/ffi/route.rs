//! Where a request of an app goes, and why.

use std::sync::OnceLock;

use super::arguments::required;
use super::boundary::{free, read};
use super::call::make;
use super::{ErrorHandle, Status, StringHandle, Text};
use crate::profile::{Backend, Destination, Route};

/// Where a request of an app goes, and why. Immutable; may be used by several threads at once.
#[derive(Debug)]
pub struct RouteHandle {
    route: Route,
    /// Written when it is first asked for.
    text: OnceLock<String>,
}

impl RouteHandle {
    pub(super) fn new(route: Route) -> Self {
        Self { route, text: OnceLock::new() }
    }

    fn backend(&self) -> Option<&Backend> {
        match &self.route.destination {
            Destination::Tunnel { backend, .. } => Some(backend),
            Destination::Direct | Destination::OtherSentry { .. } => None,
        }
    }
}

/// Where the request goes: `direct`, `tunnel` for the Sentry of the profile, or `other_sentry`. NULL if `route` is. Lives for
/// ever.
///
/// # Safety
/// `route` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_route_to(route: *const RouteHandle) -> Text {
    let to = |it: &RouteHandle| match it.route.destination {
        Destination::Direct => "direct".into(),
        Destination::Tunnel { .. } => "tunnel".into(),
        Destination::OtherSentry { .. } => "other_sentry".into(),
    };
    // SAFETY: as for this function.
    unsafe { read(route, Text::NONE, to) }
}

/// The index of the rule that matches. -1 if none does.
///
/// # Safety
/// `route` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_route_rule(route: *const RouteHandle) -> i64 {
    let rule = |it: &RouteHandle| match it.route.destination {
        Destination::Direct => -1,
        Destination::Tunnel { rule, .. } | Destination::OtherSentry { rule, .. } => i64::try_from(rule).unwrap_or(-1),
    };
    // SAFETY: as for this function.
    unsafe { read(route, -1, rule) }
}

/// The service that the rule names. NULL if none matches. Lives as long as `route`.
///
/// # Safety
/// `route` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_route_service(route: *const RouteHandle) -> Text {
    let service = |it: &RouteHandle| match &it.route.destination {
        Destination::Direct => Text::NONE,
        Destination::Tunnel { service, .. } | Destination::OtherSentry { service, .. } => service.as_str().into(),
    };
    // SAFETY: as for this function.
    unsafe { read(route, Text::NONE, service) }
}

/// The other Sentry that the request goes through. NULL if it goes elsewhere. Lives as long as `route`.
///
/// # Safety
/// `route` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_route_sentry(route: *const RouteHandle) -> Text {
    let sentry = |it: &RouteHandle| match &it.route.destination {
        Destination::OtherSentry { sentry, .. } => sentry.as_str().into(),
        Destination::Direct | Destination::Tunnel { .. } => Text::NONE,
    };
    // SAFETY: as for this function.
    unsafe { read(route, Text::NONE, sentry) }
}

/// The name or address of the server behind the Sentry of the profile, without brackets. NULL if the request goes elsewhere.
/// Lives as long as `route`.
///
/// # Safety
/// `route` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_route_host(route: *const RouteHandle) -> Text {
    // SAFETY: as for this function.
    unsafe { read(route, Text::NONE, |it| it.backend().map(|backend| backend.host.as_str()).into()) }
}

/// The port of that server. 0 if the request goes elsewhere.
///
/// # Safety
/// `route` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_route_port(route: *const RouteHandle) -> u16 {
    // SAFETY: as for this function.
    unsafe { read(route, 0, |it| it.backend().map_or(0, |backend| backend.port.number())) }
}

/// Where the request goes and why, for people: a line for each rule that does not match, then the one that does. Lives as long
/// as `route`.
///
/// # Safety
/// `route` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_route_text(route: *const RouteHandle) -> Text {
    // SAFETY: as for this function.
    unsafe { read(route, Text::NONE, |it| it.text.get_or_init(|| it.route.to_string()).as_str().into()) }
}

/// The same as JSON, by the published schema `route`.
///
/// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `route` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_route_json(
    route: *const RouteHandle,
    out: *mut *mut StringHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe { make(out, error, || StringHandle::json(&required(route, "route")?.route)) }
}

/// Frees a route. NULL is allowed.
///
/// # Safety
/// `route` is NULL or live, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_route_free(route: *mut RouteHandle) {
    // SAFETY: as for this function.
    unsafe { free(route) }
}
