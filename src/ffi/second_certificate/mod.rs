//! The two certificates of a profile.

pub mod answers;
pub mod forecast;

use std::ffi::c_char;

use crate::device::ServedChain;
use crate::ffi::anchor::anchor;
use crate::ffi::arguments::{optional, parsed, required};
use crate::ffi::boundary::free;
use crate::ffi::call::{change, make};
use crate::ffi::certificate::certificates;
use crate::ffi::failure::Failure;
use crate::ffi::fleet::{FleetHandle, profiles};
use crate::ffi::{BudgetHandle, CertificateHandle, ErrorHandle, Status};
use crate::second_certificate::{BeforePrimary, CertificatePair, DeviceOptions};

/// The primary certificate of a profile, its second one if there is one, and the devices that connect. May be used by several
/// threads at once, but not while one of them changes it.
#[derive(Debug)]
pub struct CertificatePairHandle(CertificatePair);

/// A pair without a second certificate, for devices of which nothing is known. `others` are the `count` other certificates of the
/// file of `primary`, in any order. The certificates may be freed afterwards.
///
/// On success `*out` is a pair that the caller frees with `apptunnel_certificate_pair_free`. Otherwise `*out` is left alone, and
/// if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `primary` is live. `others` points to `count` certificates that are live, or is NULL and the count is 0. `out` points to
/// memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_pair_new(
    primary: *const CertificateHandle,
    others: *const *const CertificateHandle,
    count: usize,
    out: *mut *mut CertificatePairHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let leaf = required(primary, "primary")?.certificate().clone();
            let primary = ServedChain::new(leaf, certificates(others, count, "others")?);
            Ok(CertificatePairHandle(CertificatePair::new(primary, DeviceOptions::default())))
        })
    }
}

/// The two certificates of a profile of the fleet, with its external host as the name that devices ask for, and the roots that
/// the fleet distributes as anchors. Fails with `apptunnel_status_InvalidArgument` if there is no such profile, or it has no
/// uploaded certificate.
///
/// On success `*out` is a pair that the caller frees with `apptunnel_certificate_pair_free`. Otherwise `*out` is left alone, and
/// if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `fleet` is live. `profile` points to `profile_length` bytes, or is NULL and the length is 0. `out` points to memory for
/// one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_certificate_pair(
    fleet: *const FleetHandle,
    profile: *const c_char,
    profile_length: usize,
    out: *mut *mut CertificatePairHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let profile = profiles::profile(fleet, profile, profile_length)?;
            let pair = required(fleet, "fleet")?.0.certificate_pair(profile);
            let missing = || Failure::invalid(format!("the profile {} has no uploaded certificate", profile.name()));
            Ok(CertificatePairHandle(pair.ok_or_else(missing)?))
        })
    }
}

/// Sets the second certificate, with the `count` other certificates of its file in any order. `reserve` of NULL: there is none.
/// The certificates may be freed afterwards.
///
/// # Safety
/// `pair` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `reserve` is NULL or live. `others` points to `count` certificates that are live, or is NULL and the count is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_pair_set_reserve(
    pair: *mut CertificatePairHandle,
    reserve: *const CertificateHandle,
    others: *const *const CertificateHandle,
    count: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(pair, "pair", error, |CertificatePairHandle(pair)| {
            let others = certificates(others, count, "others")?;
            if reserve.is_null() && !others.is_empty() {
                return Err(Failure::null("reserve"));
            }
            pair.reserve = reserve.as_ref().map(|leaf| ServedChain::new(leaf.certificate().clone(), others));
            Ok(())
        })
    }
}

/// Says whether the Sentry shows the second certificate while the primary one is not yet valid and the second one is. Without,
/// it does.
///
/// # Safety
/// `pair` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_pair_set_reserve_before_primary(
    pair: *mut CertificatePairHandle,
    is_shown: bool,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(pair, "pair", error, |CertificatePairHandle(pair)| {
            pair.before_primary = if is_shown { BeforePrimary::Reserve } else { BeforePrimary::Primary };
            Ok(())
        })
    }
}

/// Adds a root that the devices have. `origin` is one of `APPTUNNEL_ORIGIN_…`. The certificate may be freed afterwards. As long as
/// there is none, the topmost CA certificates are taken for the roots, as if MDM distributed those.
///
/// # Safety
/// `pair` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `certificate` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_pair_add_anchor(
    pair: *mut CertificatePairHandle,
    certificate: *const CertificateHandle,
    origin: u32,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(pair, "pair", error, |CertificatePairHandle(pair)| {
            pair.devices.anchors.push(anchor(required(certificate, "certificate")?.certificate(), origin)?);
            Ok(())
        })
    }
}

/// Takes every root from the devices.
///
/// # Safety
/// `pair` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_pair_clear_anchors(
    pair: *mut CertificatePairHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(pair, "pair", error, |CertificatePairHandle(pair)| {
            pair.devices.anchors.clear();
            Ok(())
        })
    }
}

/// Says by which name devices reach the Sentry: a DNS name or an IP address in UTF-8. NULL with length 0: not checked.
///
/// # Safety
/// `pair` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `name` points to `length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_pair_set_server_name(
    pair: *mut CertificatePairHandle,
    name: *const c_char,
    length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(pair, "pair", error, |CertificatePairHandle(pair)| {
            pair.devices.server_name = optional(name, length, "name", parsed)?;
            Ok(())
        })
    }
}

/// Says whose rules decide: a system and its release, such as `ios:18.4`. Without, the newest iOS that is known.
///
/// # Safety
/// `pair` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `release` points to `length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_pair_set_release(
    pair: *mut CertificatePairHandle,
    release: *const c_char,
    length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(pair, "pair", error, |CertificatePairHandle(pair)| {
            pair.devices.release = parsed(release, length, "release")?;
            Ok(())
        })
    }
}

/// Limits the work. The budget may be freed afterwards.
///
/// # Safety
/// `pair` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `budget` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_pair_set_budget(
    pair: *mut CertificatePairHandle,
    budget: *const BudgetHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(pair, "pair", error, |CertificatePairHandle(pair)| {
            pair.devices.budget = required(budget, "budget")?.0;
            Ok(())
        })
    }
}

/// Frees a pair. NULL is allowed.
///
/// # Safety
/// `pair` is NULL or live, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_pair_free(pair: *mut CertificatePairHandle) {
    // SAFETY: as for this function.
    unsafe { free(pair) }
}
