//! What the check of a fleet costs, with five certificates and ten services for each profile.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::expect_used,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a bench fails by panicking, and its macro documents nothing"
)]

use std::hint::black_box;

use apptunnel::Fleet;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

#[path = "../tests/support/mod.rs"]
mod support;

fn check(criterion: &mut Criterion) {
    let at = "2026-06-01T00:00:00Z".parse().unwrap();
    let mut group = criterion.benchmark_group("fleet");
    group.sample_size(10);
    for profiles in [10, 100, 1_000] {
        let fleet = support::fleet::fleet(profiles);
        let json = fleet.to_json();
        group.bench_with_input(BenchmarkId::new("check", profiles), &fleet, |bencher, fleet| {
            bencher.iter(|| black_box(fleet).check(at));
        });
        group.bench_with_input(BenchmarkId::new("load", profiles), &json, |bencher, json| {
            bencher.iter(|| Fleet::from_json(black_box(json)));
        });
    }
    group.finish();
}

criterion_group!(benches, check);
criterion_main!(benches);
