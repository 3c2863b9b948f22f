//! Whether a file may be uploaded as the certificate of a Sentry: cargo run --example check_upload -- FILE [PASSWORD]
//!
//! Exit status: 0 accepted, 1 refused or not readable.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::process::ExitCode;

use apptunnel::{Bundle, upload};

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("which file?")?;
    let password = arguments.next();

    let bundle = Bundle::open(&std::fs::read(file)?, password.as_deref())?;
    let root = Bundle::open(&std::fs::read("examples/files/root.pem")?, None)?;
    let options = upload::UploadOptions::default()
        .with_server_name("sentry.example.com".parse()?)
        .with_anchors(root.certificates().iter().map(|stored| stored.item().clone()).collect())
        .with_expires_within_days(30);
    let report = upload::check(&bundle, &options, "2026-06-01T00:00:00Z".parse()?);

    for finding in &report.findings {
        println!("{} {}: {} {}", finding.severity.as_str(), finding.code, finding.message, finding.remedy);
    }
    Ok(if report.is_accepted() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
