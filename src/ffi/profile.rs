//! A Sentry profile that can be saved.

use std::ffi::c_char;
use std::sync::OnceLock;

use super::arguments::{json, optional, parsed, required};
use super::boundary::{free, read};
use super::call::make;
use super::failure::Failure;
use super::{ErrorHandle, ReportHandle, RouteHandle, Status, StringHandle, Text};
use crate::Profile;
use crate::profile::{
    CertificateName, Checked, Port, ProfileDraft, Request, Service, ServiceName, StarMatch, check_change,
};

/// A Sentry profile that can be saved. Immutable; may be used by several threads at once.
#[derive(Debug)]
pub struct ProfileHandle {
    profile: Profile,
    /// Made when it is first asked for.
    report: OnceLock<ReportHandle>,
    /// Found when they are first asked for, one list for each meaning of `*`.
    shadows: [OnceLock<Vec<Option<usize>>>; 2],
}

impl ProfileHandle {
    pub(super) fn new(profile: Profile) -> Self {
        Self { profile, report: OnceLock::new(), shadows: [OnceLock::new(), OnceLock::new()] }
    }

    pub(super) fn profile(&self) -> &Profile {
        &self.profile
    }

    fn shadow(&self, rule: usize, star: u32) -> Option<usize> {
        let [any, label] = &self.shadows;
        let star = star_match(star).ok()?;
        let known = match star {
            StarMatch::Any => any,
            StarMatch::Label => label,
        };
        *known.get_or_init(|| self.profile.shadowed_rules(star)).get(rule)?
    }
}

/// A `*` in a rule of an app stands for any run of characters.
pub const STAR_MATCH_ANY: u32 = 0;
/// A `*` in a rule of an app stands for any run of characters but dots. Which of the two a device follows is not known.
pub const STAR_MATCH_LABEL: u32 = 1;

/// Reads a profile from JSON of the published schema `profile` or the schema `profile-draft`, and checks it.
///
/// On success `*out` is a profile that the caller frees with `apptunnel_profile_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`. If the profile has errors, the
/// status is `apptunnel_status_Refused`, and the report of the error says which.
///
/// # Safety
/// `json` points to `length` bytes, or is NULL and the length is 0. `out` points to memory for one pointer; `error` does
/// too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_from_json(
    json: *const c_char,
    length: usize,
    out: *mut *mut ProfileHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe { make(out, error, || profile_of(json, length, "json").map(ProfileHandle::new)) }
}

/// The whole profile as JSON, by the published schema `profile`.
///
/// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `profile` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_json(
    profile: *const ProfileHandle,
    out: *mut *mut StringHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe { make(out, error, || StringHandle::json(&required(profile, "profile")?.profile)) }
}

/// Its name. Lives as long as `profile`.
///
/// # Safety
/// `profile` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_name(profile: *const ProfileHandle) -> Text {
    // SAFETY: as for this function.
    unsafe { read(profile, Text::NONE, |it| it.profile.name().as_str().into()) }
}

/// What it is for: `active_sync_basic`, `certificates` or `kerberos`. NULL if `profile` is. Lives for ever.
///
/// # Safety
/// `profile` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_kind(profile: *const ProfileHandle) -> Text {
    // SAFETY: as for this function.
    unsafe { read(profile, Text::NONE, |it| it.profile.kind().as_str().into()) }
}

/// The name or address by which devices reach its Sentry. Lives as long as `profile`.
///
/// # Safety
/// `profile` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_external_host(profile: *const ProfileHandle) -> Text {
    // SAFETY: as for this function.
    unsafe { read(profile, Text::NONE, |it| it.profile.global().external_host.as_str().into()) }
}

/// The port by which they do. 0 if `profile` is NULL.
///
/// # Safety
/// `profile` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_external_port(profile: *const ProfileHandle) -> u16 {
    // SAFETY: as for this function.
    unsafe { read(profile, 0, |it| it.profile.global().external_port.number()) }
}

/// How devices authenticate: `pass_through`, `group_certificate` or `identity_certificate`. NULL if `profile` is. Lives for ever.
///
/// # Safety
/// `profile` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_device_authentication(profile: *const ProfileHandle) -> Text {
    // SAFETY: as for this function.
    unsafe { read(profile, Text::NONE, |it| it.profile.global().device_authentication.as_str().into()) }
}

/// The number of uploaded TLS server certificates that it uses.
///
/// # Safety
/// `profile` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_tls_certificate_count(profile: *const ProfileHandle) -> usize {
    // SAFETY: as for this function.
    unsafe { read(profile, 0, |it| it.profile.tls_certificates().count()) }
}

/// The name of one of them: the first, then the reserve. NULL if there are fewer. Lives as long as `profile`.
///
/// # Safety
/// `profile` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_tls_certificate(profile: *const ProfileHandle, index: usize) -> Text {
    // SAFETY: as for this function.
    unsafe {
        read(profile, Text::NONE, |it| it.profile.tls_certificates().nth(index).map(CertificateName::as_str).into())
    }
}

/// The name of the group certificate by which it knows devices. NULL if it has none. Lives as long as `profile`.
///
/// # Safety
/// `profile` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_group_certificate(profile: *const ProfileHandle) -> Text {
    // SAFETY: as for this function.
    unsafe { read(profile, Text::NONE, |it| it.profile.group_certificate().map(CertificateName::as_str).into()) }
}

/// The number of CAs whose identity certificates it takes from devices.
///
/// # Safety
/// `profile` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_trusted_ca_count(profile: *const ProfileHandle) -> usize {
    // SAFETY: as for this function.
    unsafe { read(profile, 0, |it| it.profile.trusted_cas().len()) }
}

/// The name of the certificate of one of them. NULL if there are fewer. Lives as long as `profile`.
///
/// # Safety
/// `profile` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_trusted_ca(profile: *const ProfileHandle, index: usize) -> Text {
    // SAFETY: as for this function.
    unsafe { read(profile, Text::NONE, |it| it.profile.trusted_cas().get(index).map(CertificateName::as_str).into()) }
}

/// The number of its services.
///
/// # Safety
/// `profile` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_service_count(profile: *const ProfileHandle) -> usize {
    // SAFETY: as for this function.
    unsafe { read(profile, 0, |it| it.profile.services().len()) }
}

/// The type of a service, such as `custom_http`, `any_tcp` or `active_sync`. NULL if there is no such service. Lives for ever.
///
/// # Safety
/// `profile` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_service_type(profile: *const ProfileHandle, index: usize) -> Text {
    let service_type = |it: &Service| Some(it.service_type().as_str().into());
    // SAFETY: as for this function.
    unsafe { service(profile, index, Text::NONE, service_type) }
}

/// The name of a service. NULL if there is no such service, and for ActiveSync, which has none. Lives as long as `profile`.
///
/// # Safety
/// `profile` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_service_name(profile: *const ProfileHandle, index: usize) -> Text {
    let name = |it: &Service| it.name().map(ServiceName::as_str).map(Text::from);
    // SAFETY: as for this function.
    unsafe { service(profile, index, Text::NONE, name) }
}

/// The index of the service with this name. -1 if there is none.
///
/// # Safety
/// `profile` is NULL or live. `name` points to `length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_service_find(
    profile: *const ProfileHandle,
    name: *const c_char,
    length: usize,
) -> i64 {
    let find = |it: &ProfileHandle| {
        // SAFETY: as for this function.
        let name: ServiceName = unsafe { parsed(name, length, "name") }.ok()?;
        i64::try_from(it.profile.services().iter().position(|service| service.name() == Some(&name))?).ok()
    };
    // SAFETY: as for this function.
    unsafe { read(profile, -1, |it| find(it).unwrap_or(-1)) }
}

/// The number of its AppTunnel rules of apps.
///
/// # Safety
/// `profile` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_app_rule_count(profile: *const ProfileHandle) -> usize {
    // SAFETY: as for this function.
    unsafe { read(profile, 0, |it| it.profile.app_rules().len()) }
}

/// The index of the first earlier rule that matches every request that a rule of an app matches, so that the rule is never
/// reached. -1 if there is none. `star` is `APPTUNNEL_STAR_MATCH_ANY` or `APPTUNNEL_STAR_MATCH_LABEL`.
///
/// # Safety
/// `profile` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_shadowing_rule(
    profile: *const ProfileHandle,
    rule: usize,
    star: u32,
) -> i64 {
    let shadow = |it: &ProfileHandle| i64::try_from(it.shadow(rule, star)?).ok();
    // SAFETY: as for this function.
    unsafe { read(profile, -1, |it| shadow(it).unwrap_or(-1)) }
}

/// What was found when it was checked: warnings, and what is good to know. NULL if `profile` is. Belongs to `profile` and lives
/// as long.
///
/// # Safety
/// `profile` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_report(profile: *const ProfileHandle) -> *const ReportHandle {
    let report = |it: &ProfileHandle| {
        std::ptr::from_ref(it.report.get_or_init(|| ReportHandle::of_findings(it.profile.findings())))
    };
    // SAFETY: as for this function.
    unsafe { read(profile, std::ptr::null(), report) }
}

/// Where a request of an app goes: by the first rule that matches, and directly if none does.
///
/// `app` is the identifier of the app in UTF-8. NULL with length 0: not known, so that only the rules for every app match.
/// `host` and `port` are what the app asks for, `tunnel` is how many tunnels of the service came before, and `star` is
/// `APPTUNNEL_STAR_MATCH_ANY` or `APPTUNNEL_STAR_MATCH_LABEL`.
///
/// On success `*out` is a route that the caller frees with `apptunnel_route_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `profile` is live. `app` points to `app_length` bytes and `host` to `host_length` bytes, or they are NULL and the length
/// is 0. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_route(
    profile: *const ProfileHandle,
    app: *const c_char,
    app_length: usize,
    host: *const c_char,
    host_length: usize,
    port: u16,
    tunnel: usize,
    star: u32,
    out: *mut *mut RouteHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let profile = &required(profile, "profile")?.profile;
            let app = optional(app, app_length, "app", parsed)?;
            let host = parsed(host, host_length, "host")?;
            let port = Port::new(port).ok_or_else(|| Failure::invalid("port must not be 0"))?;
            let request = Request { app, host, port, tunnel, star: star_match(star)? };
            Ok(RouteHandle::new(profile.route(&request)))
        })
    }
}

/// What to mind when `after` takes the place of `before` on a Sentry.
///
/// On success `*out` is a report that the caller frees with `apptunnel_report_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `before` and `after` are live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_check_change(
    before: *const ProfileHandle,
    after: *const ProfileHandle,
    out: *mut *mut ReportHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let (before, after) = (required(before, "before")?, required(after, "after")?);
            Ok(ReportHandle::of_findings(check_change(&before.profile, &after.profile)))
        })
    }
}

/// Frees a profile. NULL is allowed.
///
/// # Safety
/// `profile` is NULL or live, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_free(profile: *mut ProfileHandle) {
    // SAFETY: as for this function.
    unsafe { free(profile) }
}

fn star_match(star: u32) -> Result<StarMatch, Failure> {
    match star {
        STAR_MATCH_ANY => Ok(StarMatch::Any),
        STAR_MATCH_LABEL => Ok(StarMatch::Label),
        other => Err(Failure::invalid(format!("there is no star match {other}"))),
    }
}

/// One field of one service, or `absent`.
///
/// # Safety
/// `profile` is NULL or live.
unsafe fn service<R: Copy>(
    profile: *const ProfileHandle,
    index: usize,
    absent: R,
    field: impl FnOnce(&Service) -> Option<R>,
) -> R {
    let field = |it: &ProfileHandle| field(it.profile.services().get(index)?);
    // SAFETY: as for this function.
    unsafe { read(profile, absent, |it| field(it).unwrap_or(absent)) }
}

/// A profile from JSON. Where it has errors, all of them are in the report of the error.
///
/// # Safety
/// As for [`bytes`](super::arguments::bytes).
pub(super) unsafe fn profile_of(json: *const c_char, length: usize, name: &str) -> Result<Profile, Failure> {
    // SAFETY: as for this function.
    let draft: ProfileDraft = unsafe { self::json(json, length, name) }?;
    let Checked { profile, findings } = draft.check();
    profile.ok_or_else(|| Failure::refused("the profile has errors", findings))
}
