//! By which settings a Sentry lets devices in.

pub mod decision;

use std::collections::BTreeMap;
use std::ffi::c_char;

use crate::admission::{AdmissionOptions, CertificateField, CrlCheck, Mode, NewDevices, UnmanagedDevices, WithoutCrl};
use crate::ffi::arguments::{bytes, parsed, required, slice};
use crate::ffi::boundary::free;
use crate::ffi::call::{change, make};
use crate::ffi::certificate::certificates;
use crate::ffi::failure::Failure;
use crate::ffi::fleet::{FleetHandle, profiles};
use crate::ffi::{BudgetHandle, CertificateHandle, ErrorHandle, Status, Text};
use crate::path::Crl;
use crate::profile::CertificateName;

/// The settings by which a Sentry lets devices in, and the CRLs that are at hand. May be used by several threads at once, but not
/// while one of them changes it.
#[derive(Debug)]
pub struct AdmissionOptionsHandle {
    options: AdmissionOptions,
    crls: Vec<Crl>,
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

/// Options by hand. `mode` is one of `APPTUNNEL_MODE_…`; `trusted` are the `count` certificates that it trusts: none to pass
/// through, the group certificate alone, or roots. They may be freed afterwards. `crl_check` is one of `APPTUNNEL_CRL_CHECK_…`.
/// Unmanaged devices are blocked, and new ones allowed while UEM cannot be reached.
///
/// On success `*out` are options that the caller frees with `apptunnel_admission_options_free`. Otherwise `*out` is left alone, and
/// if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `trusted` points to `count` certificates that are live, or is NULL and the count is 0. `out` points to memory for one
/// pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_admission_options_new(
    mode: u32,
    trusted: *const *const CertificateHandle,
    count: usize,
    crl_check: u32,
    out: *mut *mut AdmissionOptionsHandle,
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
                    return Err(Failure::invalid(format!("there is no mode {mode} with {count} certificates")));
                }
            };
            let crl = match crl_check {
                CRL_CHECK_OFF => CrlCheck::Off,
                other => CrlCheck::On { without_crl: without_crl(other)? },
            };
            Ok(AdmissionOptionsHandle { options: AdmissionOptions::new(mode, crl), crls: Vec::new() })
        })
    }
}

/// The options of a profile of the fleet. `without_crl` says what becomes of a device that no usable CRL is about, if the profile
/// looks at CRLs: `APPTUNNEL_CRL_CHECK_OR_ADMIT` or `APPTUNNEL_CRL_CHECK_OR_REFUSE`.
///
/// `cas` are the `count` CA certificates of identity certificates that are at hand, and `ca_names` the names by which profiles
/// name them. They may be freed afterwards. Fails with `apptunnel_status_InvalidArgument` if there is no such profile, it names
/// a certificate that is not found, or a field for the user that is not read.
///
/// On success `*out` are options that the caller frees with `apptunnel_admission_options_free`. Otherwise `*out` is left alone, and
/// if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `fleet` is live. `profile` points to `profile_length` bytes, or is NULL and the length is 0. `ca_names` points to `count`
/// texts and `cas` to `count` certificates that are live, or they are NULL and the count is 0. `out` points to memory for
/// one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_admission_options(
    fleet: *const FleetHandle,
    profile: *const c_char,
    profile_length: usize,
    without_crl: u32,
    ca_names: *const Text,
    cas: *const *const CertificateHandle,
    count: usize,
    out: *mut *mut AdmissionOptionsHandle,
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
            if cas.len() != count {
                return Err(Failure::invalid("a name stands twice in ca_names"));
            }
            let fleet = &required(fleet, "fleet")?.0;
            let options = fleet.admission_options(profile, without_crl, |name| cas.get(name).cloned());
            let missing = || {
                let name = profile.name();
                Failure::invalid(format!("a certificate or field that the profile {name} names is not known"))
            };
            Ok(AdmissionOptionsHandle { options: options.ok_or_else(missing)?, crls: Vec::new() })
        })
    }
}

/// Says whether devices that N-MDM does not manage are let in, if nobody decided about them.
///
/// # Safety
/// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_admission_options_allow_unmanaged(
    options: *mut AdmissionOptionsHandle,
    allow: bool,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(options, "options", error, |AdmissionOptionsHandle { options, .. }| {
            options.unmanaged = if allow { UnmanagedDevices::Allow } else { UnmanagedDevices::Block };
            Ok(())
        })
    }
}

/// Says whether devices that the Sentry has never seen are let in while UEM cannot be reached.
///
/// # Safety
/// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_admission_options_allow_new(
    options: *mut AdmissionOptionsHandle,
    allow: bool,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(options, "options", error, |AdmissionOptionsHandle { options, .. }| {
            options.new_devices = if allow { NewDevices::Allow } else { NewDevices::Block };
            Ok(())
        })
    }
}

/// Limits the work. The budget may be freed afterwards.
///
/// # Safety
/// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `budget` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_admission_options_set_budget(
    options: *mut AdmissionOptionsHandle,
    budget: *const BudgetHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(options, "options", error, |AdmissionOptionsHandle { options, .. }| {
            options.budget = required(budget, "budget")?.0;
            Ok(())
        })
    }
}

/// Adds a CRL in DER (RFC 5280 section 5) that a CA has published. The bytes are copied.
///
/// # Safety
/// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `der` points to `length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_admission_options_add_crl(
    options: *mut AdmissionOptionsHandle,
    der: *const u8,
    length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(options, "options", error, |AdmissionOptionsHandle { crls, .. }| {
            crls.push(Crl::from_der(bytes(der, length, "der")?)?);
            Ok(())
        })
    }
}

/// Frees options. NULL is allowed.
///
/// # Safety
/// `options` is NULL or live, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_admission_options_free(options: *mut AdmissionOptionsHandle) {
    // SAFETY: as for this function.
    unsafe { free(options) }
}

fn without_crl(crl_check: u32) -> Result<WithoutCrl, Failure> {
    match crl_check {
        CRL_CHECK_OR_ADMIT => Ok(WithoutCrl::Admit),
        CRL_CHECK_OR_REFUSE => Ok(WithoutCrl::Refuse),
        other => Err(Failure::invalid(format!("there is no check of CRLs {other}"))),
    }
}
