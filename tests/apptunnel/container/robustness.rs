//! Nothing that can be uploaded makes the reader panic or hang.

use std::num::NonZero;
use std::time::{Duration, Instant};

use apptunnel::container::{Bundle, OpenError};
use apptunnel::{Budget, upload};

use super::kind;
use crate::support::{HOST, containers, now};

#[test]
fn every_truncation_returns() {
    for (name, file, password) in files() {
        assert!(Bundle::open(&file, password).is_ok(), "{name} has to open before it is cut");
        in_parallel(file.len(), |length| {
            let opened = open_and_check(file.get(..length).unwrap_or_default(), password);
            assert!(name.ends_with(".pem") || !opened, "{name} opened with {length} bytes of {}", file.len());
        });
    }
}

#[test]
fn every_flipped_bit_returns() {
    for (_, file, password) in files() {
        in_parallel(file.len(), |index| {
            let mut file = file.clone();
            for bit in 0..8 {
                flip(&mut file, index, bit);
                // What it gives does not matter here, only that it does.
                open_and_check(&file, password);
                flip(&mut file, index, bit);
            }
        });
    }
}

#[test]
fn huge_iteration_counts_are_refused_at_once() {
    for count in
        [&[0x00, 0x80, 0, 0, 0][..], &[0x7f, 0xff, 0xff, 0xff], &[0x00, 0x80, 0, 0, 0, 0, 0, 0, 0], &[0x7f; 40]]
    {
        for file in [containers::with_mac_iterations(count), containers::with_key_iterations(count)] {
            let (opened, took) = timed(&file, Some("sentry"));
            assert_eq!(opened.err().map(|error| error.kind()), Some("limit-exceeded"));
            assert!(took < Duration::from_millis(50), "{took:?}");
        }
    }
}

#[test]
fn impossible_iteration_counts_are_corrupt() {
    for count in [&[0x00][..], &[0xff], &[0x80, 0, 0, 0]] {
        for file in [containers::with_mac_iterations(count), containers::with_key_iterations(count)] {
            assert_eq!(kind(&file, Some("sentry")), "corrupt");
        }
    }
}

#[test]
fn lengths_beyond_the_file_take_neither_time_nor_memory() {
    for head in [
        &[0x30, 0x84, 0xff, 0xff, 0xff, 0xff][..],
        &[0x30, 0x84, 0x7f, 0xff, 0xff, 0xff],
        &[0x30, 0x88, 1, 0, 0, 0, 0, 0, 0, 0],
    ] {
        let file = [head, &[0x02, 0x01, 0x03]].concat();
        let (opened, took) = timed(&file, None);
        assert_eq!(opened.err().map(|error| error.kind()), Some("corrupt"));
        assert!(took < Duration::from_millis(50), "{took:?}");
    }
    let inner = containers::element(0x30, &[&[0x02, 0x84, 0xff, 0xff, 0xff, 0xff], &[0; 100]]);
    assert_eq!(kind(&inner, None), "corrupt");
}

#[test]
fn deep_nests_neither_overflow_nor_hang() {
    let mut definite = Vec::new();
    for _ in 0..20_000 {
        definite = containers::element(0x30, &[&definite]);
    }
    let indefinite = [[0x30, 0x80].repeat(20_000), [0, 0].repeat(20_000)].concat();
    let pieces = [[0x24, 0x80].repeat(20_000), [0, 0].repeat(20_000)].concat();
    for nest in [definite, indefinite, pieces] {
        let inside = containers::element(0x30, &[&[0x02, 0x01, 0x03], &nest]);
        let content = containers::pfx_around(&nest);
        for file in [nest, inside, content] {
            let (opened, took) = timed(&file, None);
            assert!(opened.is_err());
            assert!(took < Duration::from_secs(1), "{took:?}");
        }
    }
}

/// Real files, and two without a MAC, so that what is changed reaches ciphers, bags and keys.
fn files() -> [(&'static str, Vec<u8>, Option<&'static str>); 5] {
    [
        ("examples/files/good.p12", Some("sentry")),
        ("examples/files/chain.p7b", None),
        ("examples/files/chain.pem", None),
        ("tests/fixtures/containers/p12-no-mac.p12", Some("Passwort-1")),
        ("tests/fixtures/containers/p12-no-mac-plain.p12", None),
    ]
    .map(|(path, password)| (path, std::fs::read(path).unwrap(), password))
}

/// Opens a file, and if that works, does with it whatever can be done. Says whether it opened.
fn open_and_check(file: &[u8], password: Option<&str>) -> bool {
    // Iteration counts are changed too, and millions of them are another test's.
    let budget = Budget::default().with_kdf_iterations(20_000);
    match Bundle::open_within(file, password, &budget) {
        Ok(bundle) => {
            let context = upload::UploadOptions::default().with_server_name(HOST.parse().unwrap());
            let report = upload::check(&bundle, &context, now());
            assert!(!report.to_string().is_empty());
            assert!(!format!("{:?}{bundle:?}", bundle.summary()).is_empty());
            true
        }
        Err(error) => {
            assert!(!error.to_string().is_empty());
            false
        }
    }
}

/// Does the work for every number below `count`, on every core.
fn in_parallel(count: usize, work: impl Fn(usize) + Sync) {
    let threads = std::thread::available_parallelism().map_or(2, NonZero::get);
    std::thread::scope(|scope| {
        for first in 0..threads {
            let work = &work;
            scope.spawn(move || (first..count).step_by(threads).for_each(work));
        }
    });
}

fn flip(file: &mut [u8], index: usize, bit: u32) {
    if let Some(byte) = file.get_mut(index) {
        *byte ^= 1 << bit;
    }
}

fn timed(file: &[u8], password: Option<&str>) -> (Result<Bundle, OpenError>, Duration) {
    let start = Instant::now();
    let opened = Bundle::open(file, password);
    (opened, start.elapsed())
}
