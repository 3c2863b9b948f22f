//! What a report costs that is read field by field through the C ABI: nanoseconds for one field.

#![allow(clippy::expect_used, missing_docs, reason = "a bench fails by panicking, and its macro documents nothing")]

use std::hint::black_box;
use std::ptr::null_mut;

use apptunnel::ffi::bundle::{apptunnel_bundle_free, apptunnel_bundle_open};
use apptunnel::ffi::report::{
    apptunnel_report_finding_basis, apptunnel_report_finding_certainty, apptunnel_report_finding_certificate,
    apptunnel_report_finding_code, apptunnel_report_finding_message, apptunnel_report_finding_reference,
    apptunnel_report_finding_remedy, apptunnel_report_finding_severity, apptunnel_report_finding_subject,
    apptunnel_report_finding_subject_name, apptunnel_report_free,
};
use apptunnel::ffi::upload::apptunnel_upload_check;
use apptunnel::ffi::{ReportHandle, Status};
use criterion::{Criterion, criterion_group, criterion_main};

const AT: i64 = 1_780_272_000;

fn fields(criterion: &mut Criterion) {
    let report = report();
    let mut group = criterion.benchmark_group("one field of a report");
    // SAFETY: the report is live until the end.
    unsafe {
        group.bench_function("severity", |it| it.iter(|| apptunnel_report_finding_severity(black_box(report), 0)));
        group.bench_function("code", |it| it.iter(|| apptunnel_report_finding_code(black_box(report), 0)));
        group.bench_function("basis", |it| it.iter(|| apptunnel_report_finding_basis(black_box(report), 0)));
        group.bench_function("certainty", |it| it.iter(|| apptunnel_report_finding_certainty(black_box(report), 0)));
        group.bench_function("message", |it| it.iter(|| apptunnel_report_finding_message(black_box(report), 0)));
        group.bench_function("remedy", |it| it.iter(|| apptunnel_report_finding_remedy(black_box(report), 0)));
        group.bench_function("reference", |it| it.iter(|| apptunnel_report_finding_reference(black_box(report), 0)));
        group.bench_function("subject", |it| it.iter(|| apptunnel_report_finding_subject(black_box(report), 0)));
        group.bench_function("subject name", |it| {
            it.iter(|| apptunnel_report_finding_subject_name(black_box(report), 0));
        });
        group
            .bench_function("certificate", |it| it.iter(|| apptunnel_report_finding_certificate(black_box(report), 0)));
    }
    group.finish();
    // SAFETY: the report is live and not used afterwards.
    unsafe { apptunnel_report_free(report) };
}

/// The report of a file with faults.
fn report() -> *mut ReportHandle {
    let file = std::fs::read("examples/files/leaf.cer").expect("a shipped file");
    let (mut bundle, mut report) = (null_mut(), null_mut());
    // SAFETY: the pointers are to bytes with their length and to memory for one pointer.
    unsafe {
        let opened =
            apptunnel_bundle_open(file.as_ptr(), file.len(), null_mut(), 0, null_mut(), &raw mut bundle, null_mut());
        assert_eq!(opened, Status::Ok);
        let checked = apptunnel_upload_check(bundle, null_mut(), AT, &raw mut report, null_mut());
        assert_eq!(checked, Status::Ok);
        apptunnel_bundle_free(bundle);
    }
    report
}

criterion_group!(benches, fields);
criterion_main!(benches);
