//! Nothing that can be uploaded makes the reader panic or hang.

use std::time::{Duration, Instant};

use apptunnel::container::{Bundle, OpenError};

#[cfg(test)]
#[path = "container/files.rs"]
mod files;

#[test]
fn every_truncation_returns() {
    for (name, file, password) in files::all() {
        assert!(Bundle::open(&file, password).is_ok(), "{name} has to open before it is cut");
        for length in 0..file.len() {
            let opened = Bundle::open(file.get(..length).unwrap_or_default(), password);
            if name != "PEM" {
                assert!(opened.is_err(), "{name} opened with {length} bytes of {}", file.len());
            }
        }
    }
}

#[test]
fn every_flipped_bit_returns() {
    std::thread::scope(|scope| {
        for (_, file, password) in files::all() {
            for bit in 0..8 {
                let mut file = file.clone();
                scope.spawn(move || {
                    for index in 0..file.len() {
                        flip(&mut file, index, bit);
                        // What it gives does not matter here, only that it does.
                        let _ = Bundle::open(&file, password);
                        flip(&mut file, index, bit);
                    }
                });
            }
        }
    });
}

#[test]
fn huge_iteration_counts_are_refused_at_once() {
    for count in
        [&[0x00, 0x80, 0, 0, 0][..], &[0x7f, 0xff, 0xff, 0xff], &[0x00, 0x80, 0, 0, 0, 0, 0, 0, 0], &[0x7f; 40]]
    {
        for file in [files::with_mac_iterations(count), files::with_key_iterations(count)] {
            let (opened, took) = timed(&file, Some("sentry"));
            assert_eq!(opened.err().map(|error| error.kind()), Some("limit-exceeded"));
            assert!(took < Duration::from_millis(50), "{took:?}");
        }
    }
}

#[test]
fn impossible_iteration_counts_are_corrupt() {
    for count in [&[0x00][..], &[0xff], &[0x80, 0, 0, 0]] {
        for file in [files::with_mac_iterations(count), files::with_key_iterations(count)] {
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
    let inner = files::element(0x30, &[&[0x02, 0x84, 0xff, 0xff, 0xff, 0xff], &[0; 100]]);
    assert_eq!(kind(&inner, None), "corrupt");
}

#[test]
fn deep_nests_neither_overflow_nor_hang() {
    let mut definite = Vec::new();
    for _ in 0..20_000 {
        definite = files::element(0x30, &[&definite]);
    }
    let indefinite = [[0x30, 0x80].repeat(20_000), [0, 0].repeat(20_000)].concat();
    let pieces = [[0x24, 0x80].repeat(20_000), [0, 0].repeat(20_000)].concat();
    for nest in [definite, indefinite, pieces] {
        let inside = files::element(0x30, &[&[0x02, 0x01, 0x03], &nest]);
        let content = files::pfx_around(&nest);
        for file in [nest, inside, content] {
            let (opened, took) = timed(&file, None);
            assert!(opened.is_err());
            assert!(took < Duration::from_secs(1), "{took:?}");
        }
    }
}

fn flip(file: &mut [u8], index: usize, bit: u32) {
    if let Some(byte) = file.get_mut(index) {
        *byte ^= 1 << bit;
    }
}

fn kind(file: &[u8], password: Option<&str>) -> &'static str {
    Bundle::open(file, password).err().map_or("ok", |error| error.kind())
}

fn timed(file: &[u8], password: Option<&str>) -> (Result<Bundle, OpenError>, Duration) {
    let start = Instant::now();
    let opened = Bundle::open(file, password);
    (opened, start.elapsed())
}
