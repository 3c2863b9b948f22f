//! Whether a Sentry lets a device in.

use std::collections::BTreeMap;
use std::ffi::c_char;

use super::boundary::{bytes, change, free, instant, make, parsed, read, required, slice};
use super::certificate::certificates;
use super::fleet::{FleetHandle, profiles};
use super::{BudgetHandle, CertificateHandle, ErrorHandle, ReportHandle, Status, StringHandle, Text};
use crate::device_auth::{
    AdminDecision, Attempt, CertificateField, CrlCheck, Decision, Mode, NewDevices, Settings, Standing, Traffic,
    UnmanagedDevices, WithoutCrl, authenticate,
};
use crate::profile::CertificateName;
use crate::rules::Crl;

/// The settings by which a Sentry lets devices in, and the CRLs that are at hand. May be used by several threads at once, but not
/// while one of them changes it.
#[derive(Debug)]
pub struct DeviceSettingsHandle {
    settings: Settings,
    crls: Vec<Crl>,
}

/// Whether a device is let in, and why. Immutable; may be used by several threads at once.
#[derive(Debug)]
pub struct DeviceDecisionHandle {
    decision: Decision,
    report: ReportHandle,
}

/// Pass through: by user name and password, for ActiveSync only.
pub const MODE_PASS_THROUGH: u32 = 0;
/// Group certificate: a device presents it, or a certificate that chains to it.
pub const MODE_GROUP_CERTIFICATE: u32 = 1;
/// Identity certificate: a device presents one that chains to a root.
pub const MODE_IDENTITY_CERTIFICATES: u32 = 2;
/// Identity certificate whose NT Principal Name names the user for a Kerberos ticket.
pub const MODE_KERBEROS: u32 = 3;

/// CRLs are not looked at.
pub const CRL_CHECK_OFF: u32 = 0;
/// CRLs are looked at, and a device that no usable CRL is about is let in.
pub const CRL_CHECK_OR_ADMIT: u32 = 1;
/// CRLs are looked at, and a device that no usable CRL is about is kept out.
pub const CRL_CHECK_OR_REFUSE: u32 = 2;

/// E-mail by ActiveSync.
pub const TRAFFIC_ACTIVE_SYNC: u32 = 0;
/// A tunnel to a service.
pub const TRAFFIC_APP_TUNNEL: u32 = 1;

/// N-MDM manages the device.
pub const STANDING_MANAGED: u32 = 0;
/// N-MDM does not know the device, and nobody decided about it.
pub const STANDING_UNMANAGED: u32 = 1;
/// N-MDM does not know the device, and an administrator has allowed it.
pub const STANDING_UNMANAGED_ALLOWED: u32 = 2;
/// N-MDM does not know the device, and an administrator has blocked it.
pub const STANDING_UNMANAGED_BLOCKED: u32 = 3;
/// The Sentry has never seen the device, and cannot reach UEM.
pub const STANDING_NEW: u32 = 4;

/// Settings by hand. `mode` is one of `APPTUNNEL_MODE_…`; `trusted` are the `count` certificates that it trusts: none to pass
/// through, the group certificate alone, or roots. They may be freed afterwards. `crl_check` is one of `APPTUNNEL_CRL_CHECK_…`.
/// Unmanaged devices are blocked, and new ones allowed while UEM cannot be reached.
///
/// On success `*out` are settings that the caller frees with `apptunnel_device_settings_free`. Otherwise `*out` is left alone, and
/// if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `trusted` points to `count` certificates that are live, or is NULL and the count is 0. `out` points to memory for one
/// pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_device_settings_new(
    mode: u32,
    trusted: *const *const CertificateHandle,
    count: usize,
    crl_check: u32,
    out: *mut *mut DeviceSettingsHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let trusted = certificates(trusted, count, "trusted")?;
            let mode = match (mode, trusted.as_slice()) {
                (MODE_PASS_THROUGH, []) => Mode::PassThrough,
                (MODE_GROUP_CERTIFICATE, [group]) => Mode::GroupCertificate(group.clone()),
                (MODE_IDENTITY_CERTIFICATES, _) => Mode::IdentityCertificates { roots: trusted },
                (MODE_KERBEROS, _) => Mode::Kerberos { roots: trusted, user: CertificateField::NtPrincipalName },
                (mode, _) => {
                    return Err(ErrorHandle::invalid(format!("there is no mode {mode} with {count} certificates")));
                }
            };
            let crl = match crl_check {
                CRL_CHECK_OFF => CrlCheck::Off,
                other => CrlCheck::On { without_crl: without_crl(other)? },
            };
            Ok(DeviceSettingsHandle { settings: Settings::new(mode, crl), crls: Vec::new() })
        })
    }
}

/// The settings of a profile of the fleet. `without_crl` says what becomes of a device that no usable CRL is about, if the profile
/// looks at CRLs: `APPTUNNEL_CRL_CHECK_OR_ADMIT` or `APPTUNNEL_CRL_CHECK_OR_REFUSE`.
///
/// `cas` are the `count` CA certificates of identity certificates that are at hand, and `ca_names` the names by which profiles
/// name them. They may be freed afterwards. Fails with `apptunnel_status_InvalidArgument` if there is no such profile, it names
/// a certificate that is not found, or a field for the user that is not read.
///
/// On success `*out` are settings that the caller frees with `apptunnel_device_settings_free`. Otherwise `*out` is left alone, and
/// if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `fleet` is live. `profile` points to `profile_length` bytes, or is NULL and the length is 0. `ca_names` points to `count`
/// texts and `cas` to `count` certificates that are live, or they are NULL and the count is 0. `out` points to memory for
/// one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_device_settings(
    fleet: *const FleetHandle,
    profile: *const c_char,
    profile_length: usize,
    without_crl: u32,
    ca_names: *const Text,
    cas: *const *const CertificateHandle,
    count: usize,
    out: *mut *mut DeviceSettingsHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let profile = profiles::profile(fleet, profile, profile_length)?;
            let without_crl = self::without_crl(without_crl)?;
            let names = slice(ca_names, count, "ca_names")?.iter();
            let names: Vec<CertificateName> =
                names.map(|name| parsed(name.data, name.length, "ca_names")).collect::<Result<_, _>>()?;
            let cas: BTreeMap<_, _> = names.into_iter().zip(certificates(cas, count, "cas")?).collect();
            let fleet = &required(fleet, "fleet")?.0;
            let settings = fleet.device_settings(profile, without_crl, |name| cas.get(name).cloned());
            let missing = || {
                let name = profile.name();
                ErrorHandle::invalid(format!("a certificate or field that the profile {name} names is not known"))
            };
            Ok(DeviceSettingsHandle { settings: settings.ok_or_else(missing)?, crls: Vec::new() })
        })
    }
}

/// Says whether devices that N-MDM does not manage are let in, if nobody decided about them.
///
/// # Safety
/// `settings` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_device_settings_allow_unmanaged(
    settings: *mut DeviceSettingsHandle,
    allow: bool,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(settings, "settings", error, |DeviceSettingsHandle { settings, .. }| {
            settings.unmanaged = if allow { UnmanagedDevices::Allow } else { UnmanagedDevices::Block };
            Ok(())
        })
    }
}

/// Says whether devices that the Sentry has never seen are let in while UEM cannot be reached.
///
/// # Safety
/// `settings` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_device_settings_allow_new(
    settings: *mut DeviceSettingsHandle,
    allow: bool,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(settings, "settings", error, |DeviceSettingsHandle { settings, .. }| {
            settings.new_devices = if allow { NewDevices::Allow } else { NewDevices::Block };
            Ok(())
        })
    }
}

/// Limits the work. The budget may be freed afterwards.
///
/// # Safety
/// `settings` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `budget` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_device_settings_set_budget(
    settings: *mut DeviceSettingsHandle,
    budget: *const BudgetHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(settings, "settings", error, |DeviceSettingsHandle { settings, .. }| {
            settings.budget = required(budget, "budget")?.0;
            Ok(())
        })
    }
}

/// Adds a CRL in DER (RFC 5280 section 5) that a CA has published. The bytes are copied.
///
/// # Safety
/// `settings` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `der` points to `length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_device_settings_add_crl(
    settings: *mut DeviceSettingsHandle,
    der: *const u8,
    length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(settings, "settings", error, |DeviceSettingsHandle { crls, .. }| {
            crls.push(Crl::from_der(bytes(der, length, "der")?)?);
            Ok(())
        })
    }
}

/// Frees settings. NULL is allowed.
///
/// # Safety
/// `settings` is NULL or live, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_device_settings_free(settings: *mut DeviceSettingsHandle) {
    // SAFETY: as for this function.
    unsafe { free(settings) }
}

/// Decides about a device at one instant, in seconds since 1970-01-01T00:00:00Z.
///
/// `presented` are the `count` certificates of the device, its own first; there may be none. `traffic` is what it asks for, one of
/// `APPTUNNEL_TRAFFIC_…`, and `standing` what the Sentry knows of it, one of `APPTUNNEL_STANDING_…`.
///
/// On success `*out` is a decision that the caller frees with `apptunnel_device_decision_free`. Otherwise `*out` is left alone, and
/// if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `settings` is live. `presented` points to `count` certificates that are live, or is NULL and the count is 0. `out` points to
/// memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_device_settings_authenticate(
    settings: *const DeviceSettingsHandle,
    presented: *const *const CertificateHandle,
    count: usize,
    traffic: u32,
    standing: u32,
    at: i64,
    out: *mut *mut DeviceDecisionHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let DeviceSettingsHandle { settings, crls } = required(settings, "settings")?;
            let traffic = match traffic {
                TRAFFIC_ACTIVE_SYNC => Traffic::ActiveSync,
                TRAFFIC_APP_TUNNEL => Traffic::AppTunnel,
                other => return Err(ErrorHandle::invalid(format!("there is no traffic {other}"))),
            };
            let standing = self::standing(standing)?;
            let attempt = Attempt { certificates: certificates(presented, count, "presented")?, traffic, standing };
            let decision = authenticate(settings, &attempt, instant(at)?, crls);
            let report = ReportHandle::of_findings(decision.findings.clone());
            Ok(DeviceDecisionHandle { decision, report })
        })
    }
}

/// Whether the device is let in. False if `decision` is NULL.
///
/// # Safety
/// `decision` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_device_decision_is_admitted(decision: *const DeviceDecisionHandle) -> bool {
    // SAFETY: as for this function.
    unsafe { read(decision, false, |it| it.decision.is_admitted) }
}

/// The user that the certificate names. NULL if there is none, or the mode does not ask for one. Lives as long as `decision`.
///
/// # Safety
/// `decision` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_device_decision_user(decision: *const DeviceDecisionHandle) -> Text {
    // SAFETY: as for this function.
    unsafe { read(decision, Text::NONE, |it| it.decision.user.as_deref().into()) }
}

/// Every reason, the most severe first. Belongs to `decision` and lives as long.
///
/// # Safety
/// `decision` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_device_decision_report(
    decision: *const DeviceDecisionHandle,
) -> *const ReportHandle {
    // SAFETY: as for this function.
    unsafe { read(decision, std::ptr::null(), |it| std::ptr::from_ref(&it.report)) }
}

/// The decision as JSON by the published schema `device-decision`.
///
/// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `decision` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_device_decision_json(
    decision: *const DeviceDecisionHandle,
    out: *mut *mut StringHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe { make(out, error, || StringHandle::json(&required(decision, "decision")?.decision)) }
}

/// Frees a decision. NULL is allowed.
///
/// # Safety
/// `decision` is NULL or live, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_device_decision_free(decision: *mut DeviceDecisionHandle) {
    // SAFETY: as for this function.
    unsafe { free(decision) }
}

fn without_crl(crl_check: u32) -> Result<WithoutCrl, ErrorHandle> {
    match crl_check {
        CRL_CHECK_OR_ADMIT => Ok(WithoutCrl::Admit),
        CRL_CHECK_OR_REFUSE => Ok(WithoutCrl::Refuse),
        other => Err(ErrorHandle::invalid(format!("there is no check of CRLs {other}"))),
    }
}

fn standing(standing: u32) -> Result<Standing, ErrorHandle> {
    Ok(match standing {
        STANDING_MANAGED => Standing::Managed,
        STANDING_UNMANAGED => Standing::Unmanaged { decision: None },
        STANDING_UNMANAGED_ALLOWED => Standing::Unmanaged { decision: Some(AdminDecision::Allow) },
        STANDING_UNMANAGED_BLOCKED => Standing::Unmanaged { decision: Some(AdminDecision::Block) },
        STANDING_NEW => Standing::New,
        other => return Err(ErrorHandle::invalid(format!("there is no standing {other}"))),
    })
}
