//! Calls of the C ABI in any order, with handles that are live and with NULL: no panic, no misuse of memory, and a result
//! as the header promises it.

mod calls;

use std::ffi::c_void;
use std::ptr::null_mut;
use std::slice::from_raw_parts;

// Links the library.
use apptunnel as _;
use calls::{FUNCTIONS, State, call};

/// A handle of any type.
type Handle = *mut c_void;

/// `apptunnel_text`.
#[repr(C)]
pub struct Text {
    data: *const u8,
    length: usize,
}

/// `apptunnel_bytes`.
pub type Bytes = Text;

/// `apptunnel_status_Panic`.
const PANIC: u32 = 4;

/// Most calls for one input: more of them find nothing that these do not, and are slow.
const CALLS: usize = 100;

/// What a text or a file may be, besides bytes of the input.
static SAMPLES: [&[u8]; 20] = [
    include_bytes!("../../../examples/files/good.p12"),
    include_bytes!("../../../examples/files/chain.pem"),
    include_bytes!("../../../examples/files/leaf.cer"),
    include_bytes!("../../../examples/files/group.cer"),
    include_bytes!("../../../examples/files/fleet.json"),
    include_bytes!("../../../examples/profile.json"),
    b"sentry",
    b"sentry.example.com",
    b"ios:18.4",
    b"ios",
    b"{}",
    b"[]",
    b"true",
    b"\"name\"",
    b"/global/name",
    b"2.5.29.32.0",
    b"not UTF-8 \xff",
    b"",
    b"apple.key.rsa-lt-2048",
    &[0; 32],
];

/// One choice in each byte: a function, or something about its arguments.
pub fn check(input: &[u8]) {
    let mut choices = Choices(input);
    let mut state = State::new();
    for _ in 0..CALLS {
        let [high, low, ..] = choices.0 else { return };
        let function = usize::from(u16::from_be_bytes([*high, *low])) % FUNCTIONS;
        choices.0 = &choices.0[2..];
        // SAFETY: the state holds live handles alone.
        unsafe { call(function, &mut state, &mut choices) };
    }
}

/// The input, byte by byte; zeros when it has come to its end.
pub struct Choices<'a>(&'a [u8]);

impl<'a> Choices<'a> {
    fn next(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    /// A small number, or one at the ends of the type, or an instant.
    fn integer<T: TryFrom<i128> + Default>(&mut self) -> T {
        let byte = self.next();
        let number = match byte {
            0..200 => i128::from(byte),
            200..230 => 1_780_272_000,
            230..235 => i128::from(i64::MIN),
            235..240 => -1,
            240..245 => i128::from(i64::MAX),
            245..250 => i128::from(u64::MAX),
            250.. => 1000 * i128::from(byte),
        };
        T::try_from(number).unwrap_or_default()
    }

    fn integers<T: TryFrom<i128> + Default>(&mut self) -> Vec<T> {
        (0..self.next() % 4).map(|_| self.integer()).collect()
    }

    fn texts(&mut self, count: usize) -> Vec<Text> {
        (0..count).map(|_| self.bytes()).map(|it| Text { data: it.as_ptr(), length: it.len() }).collect()
    }

    fn is_set(&mut self) -> bool {
        self.next() % 2 == 1
    }

    /// A sample, or a piece of the input.
    fn bytes(&mut self) -> &'a [u8] {
        let choice = usize::from(self.next());
        if let Some(sample) = SAMPLES.get(choice) {
            return sample;
        }
        let (piece, rest) = self.0.split_at(self.0.len().min(choice % 64));
        self.0 = rest;
        piece
    }
}

/// Live handles of one type, or NULL.
pub struct Slots {
    handles: [Handle; 2],
    free: unsafe extern "C" fn(Handle),
}

impl Slots {
    fn new(free: unsafe extern "C" fn(Handle)) -> Self {
        Self { handles: [null_mut(); 2], free }
    }

    fn pick(&self, choices: &mut Choices<'_>) -> Handle {
        self.handles.get(usize::from(choices.next()) % 3).copied().unwrap_or(null_mut())
    }

    /// One that is not picked again.
    fn take(&mut self, choices: &mut Choices<'_>) -> Handle {
        std::mem::replace(&mut self.handles[usize::from(choices.next()) % 2], null_mut())
    }

    fn array(&self, choices: &mut Choices<'_>) -> Vec<Handle> {
        (0..choices.next() % 4).map(|_| self.pick(choices)).collect()
    }

    /// Puts a new handle in the place of another, which is freed.
    fn keep(&mut self, made: Handle, choices: &mut Choices<'_>) {
        if !made.is_null() {
            let slot = &mut self.handles[usize::from(choices.next()) % 2];
            // SAFETY: the handle is live or NULL, and not used afterwards.
            unsafe { (self.free)(std::mem::replace(slot, made)) };
        }
    }
}

impl Drop for Slots {
    fn drop(&mut self) {
        for handle in self.handles {
            // SAFETY: the handle is live or NULL, and not used afterwards.
            unsafe { (self.free)(handle) };
        }
    }
}

/// A call that failed made an error that can be read, and one that worked made none.
///
/// # Safety
/// `error` is NULL or live.
unsafe fn answered(status: u32, error: Handle) {
    assert_ne!(status, PANIC);
    assert_eq!(status == 0, error.is_null());
    // SAFETY: as for this function.
    unsafe { calls::read_error(error, status) };
}

/// # Safety
/// The text is live.
unsafe fn read_text(text: Text) {
    // SAFETY: as for this function.
    assert!(std::str::from_utf8(unsafe { read_bytes(text) }).is_ok());
}

/// # Safety
/// The bytes are live.
unsafe fn read_bytes<'a>(bytes: Bytes) -> &'a [u8] {
    if bytes.data.is_null() {
        assert_eq!(bytes.length, 0);
        return &[];
    }
    // SAFETY: as for this function.
    std::hint::black_box(unsafe { from_raw_parts(bytes.data, bytes.length) })
}
