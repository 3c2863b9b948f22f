//! What the main job costs: opening a bundle, most of which is the key derivation, and checking it.

#![allow(clippy::expect_used, missing_docs, reason = "a bench fails by panicking, and its macro documents nothing")]

use std::hint::black_box;

use apptunnel::{Bundle, upload};
use criterion::{Criterion, criterion_group, criterion_main};

fn main_job(criterion: &mut Criterion) {
    let p12 = std::fs::read("examples/files/good.p12").expect("a shipped file");
    let pem = std::fs::read("examples/files/chain.pem").expect("a shipped file");
    let bundle = Bundle::open(&p12, Some("sentry")).expect("the password fits");
    let context = upload::UploadOptions::default();
    let at = "2026-06-01T00:00:00Z".parse().expect("an instant");

    criterion.bench_function("open PKCS#12, 2048 iterations", |bencher| {
        bencher.iter(|| Bundle::open(black_box(&p12), Some("sentry")));
    });
    criterion.bench_function("open PEM", |bencher| {
        bencher.iter(|| Bundle::open(black_box(&pem), None));
    });
    criterion.bench_function("check", |bencher| {
        bencher.iter(|| upload::check(black_box(&bundle), &context, at));
    });
    criterion.bench_function("report as JSON", |bencher| {
        let report = upload::check(&bundle, &context, at);
        bencher.iter(|| black_box(&report).to_json());
    });
}

criterion_group!(benches, main_job);
criterion_main!(benches);
