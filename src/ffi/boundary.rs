//! The boundary that every exported function passes: no panic leaves the library, and handles go out and come back.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs a call that cannot fail. `on_panic` is what the caller gets if it panics all the same.
pub(super) fn guard_value<T>(on_panic: T, call: impl FnOnce() -> T) -> T {
    caught(call).unwrap_or(on_panic)
}

/// Runs a call, and stops a panic.
pub(super) fn caught<T>(call: impl FnOnce() -> T) -> std::thread::Result<T> {
    catch_unwind(AssertUnwindSafe(|| {
        #[cfg(apptunnel_induce_panic)]
        induced::panic_if_asked();
        call()
    }))
}

/// A panic on demand, so that C can see it stay inside. In no build but that for coverage, and in no header.
#[cfg(apptunnel_induce_panic)]
mod induced {
    use std::sync::atomic::{AtomicBool, Ordering};

    static PANICS: AtomicBool = AtomicBool::new(false);

    #[unsafe(no_mangle)]
    extern "C" fn apptunnel_induce_panic(panics: bool) {
        PANICS.store(panics, Ordering::SeqCst);
    }

    pub(super) fn panic_if_asked() {
        assert!(!PANICS.load(Ordering::SeqCst), "induced");
    }
}

/// Reads one field of a handle. `absent` is the answer for NULL.
///
/// # Safety
/// `handle` is NULL or live.
pub(super) unsafe fn read<T, R: Copy>(handle: *const T, absent: R, field: impl FnOnce(&T) -> R) -> R {
    // SAFETY: as for this function.
    guard_value(absent, || unsafe { handle.as_ref() }.map_or(absent, field))
}

/// Gives a new handle to the caller where making it cannot fail.
pub(super) fn boxed<T>(handle: impl FnOnce() -> T) -> *mut T {
    guard_value(std::ptr::null_mut(), || Box::into_raw(Box::new(handle())))
}

/// Takes a handle back and drops it.
///
/// # Safety
/// `handle` is NULL or live, was given to the caller by this module, and is not used afterwards.
pub(super) unsafe fn free<T>(handle: *mut T) {
    if !handle.is_null() {
        // SAFETY: every handle that a caller may free was made here, from a box.
        guard_value((), || drop(unsafe { Box::from_raw(handle) }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_value() {
        assert_eq!(guard_value(7, || panic!("induced")), 7);
    }
}
