//! Ten mebibytes of anything are read within 64 MiB of memory, the file included.

use std::time::Instant;

use apptunnel::container::{Bundle, OpenError};

use crate::allocations::measured;
use crate::support::containers;
use crate::{MEBIBYTE, alone};

#[test]
fn ten_mebibytes_of_anything_stay_within_memory() {
    let _alone = alone();
    let size = 10 * MEBIBYTE;
    let certificate = containers::certificate();
    let fill = |unit: &[u8]| unit.iter().copied().cycle().take(size).collect::<Vec<u8>>();
    let pem = |body: &[u8]| [b"-----BEGIN CERTIFICATE-----\n", body, b"\n-----END CERTIFICATE-----\n"].concat();
    let many_extensions =
        containers::certificate_with(&containers::element(0x30, &[&[0x30, 5, 6, 1, 42, 4, 0].repeat(size / 7)]));
    let names = containers::element(0x30, &[&[0x82, 1, b'a'].repeat(size / 3)]);
    let many_names = containers::certificate_with(&containers::element(
        0x30,
        &[&containers::element(0x30, &[&[6, 3, 0x55, 0x1d, 0x11], &containers::element(4, &[&names])])],
    ));
    let safes = |safe: &[u8]| containers::pfx_around(&containers::element(0x30, &[&safe.repeat(size / safe.len())]));
    let bombs = [
        ("zeros", vec![0; size]),
        ("letters", fill(b"MII")),
        ("BEGIN lines", fill(b"-----BEGIN A-----\n")),
        ("empty blocks", fill(b"-----BEGIN A-----\n-----END A-----\n")),
        ("dashes", fill(b"-")),
        ("one block", pem(&fill(b"MIIBAAAA"))),
        ("UTF-16", fill(b"-\0B\0")),
        ("indefinite elements", fill(&[0x30, 0x80])),
        ("certificates", fill(&certificate)),
        ("one PKCS#12 file in pieces", containers::pfx_in_pieces(size)),
        ("extensions", many_extensions),
        ("names", many_names),
        ("unknown safes", safes(&[0x30, 3, 6, 1, 0x2a])),
        ("empty safes", safes(&containers::plain_safe(&[], &[]))),
        ("encrypted safes", safes(&containers::encrypted_safe(&[], &[]))),
        ("lines that look like BEGIN", fill("–----BEGIN KEY–----\n".as_bytes())),
    ];
    for (name, file) in bombs {
        let start = Instant::now();
        let (opened, allocated) = measured(|| Bundle::open(&file, Some("sentry")));
        let took = start.elapsed();
        let peak = allocated.peak + file.len();
        println!("{name}: {} KiB, {took:?}, {:?}", peak >> 10, opened.as_ref().err().map(OpenError::kind));
        assert!(peak < 64 * MEBIBYTE, "{name} took {} MiB", peak / MEBIBYTE);
    }
}
