//! Every file of the fuzzers' corpora, as an ordinary test.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::path::Path;

#[path = "../fuzz/src/lib.rs"]
mod fuzz;

#[test]
fn no_file_of_the_corpora_is_a_finding() {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    for (target, check) in fuzz::TARGETS {
        let mut files = 0;
        for entry in std::fs::read_dir(corpora.join(target)).unwrap() {
            let path = entry.unwrap().path();
            // The name of the file is in the output if it panics.
            println!("{}", path.display());
            check(&std::fs::read(&path).unwrap());
            files += 1;
        }
        assert!(files > 0, "{target} has no corpus");
    }
}

#[test]
fn every_target_has_its_binary() {
    let manifest = include_str!("../fuzz/Cargo.toml");
    let binaries: BTreeSet<&str> =
        manifest.split("[[bin]]\nname = \"").skip(1).filter_map(|text| text.split('"').next()).collect();
    assert_eq!(binaries, fuzz::TARGETS.map(|(target, _)| target).into());
}
