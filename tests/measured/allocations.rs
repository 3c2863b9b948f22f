//! Counts what a thread allocates: what the test harness does beside it is not of interest.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

struct Counting;

thread_local! {
    /// Bytes allocated now. Below zero where another thread allocated what this one frees.
    static ALLOCATED: Cell<isize> = const { Cell::new(0) };
    /// The most there were since this was last set.
    static PEAK: Cell<isize> = const { Cell::new(0) };
    /// How often something was allocated.
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

/// What some work allocated.
pub(crate) struct Allocated {
    /// The most bytes at once.
    pub(crate) peak: usize,
    /// How often.
    pub(crate) count: usize,
}

/// Does some work, on this thread alone.
pub(crate) fn measured<T>(work: impl FnOnce() -> T) -> (T, Allocated) {
    let (before, count) = (ALLOCATED.get(), ALLOCATIONS.get());
    PEAK.set(before);
    let result = work();
    (result, Allocated { peak: PEAK.get().abs_diff(before), count: ALLOCATIONS.get() - count })
}

// SAFETY: every call goes to the system's allocator as it came; only numbers are kept.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = ALLOCATED.get() + layout.size().cast_signed();
        ALLOCATED.set(now);
        PEAK.set(PEAK.get().max(now));
        ALLOCATIONS.set(ALLOCATIONS.get() + 1);
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        ALLOCATED.set(ALLOCATED.get() - layout.size().cast_signed());
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;
