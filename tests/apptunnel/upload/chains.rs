//! The upload check on chains that are right in everything but one thing, on both sides of each boundary.

use std::collections::BTreeMap;

use apptunnel::Report;
use apptunnel::report::{Severity, Subject};
use apptunnel::upload::{self, UploadOptions};
use serde::Deserialize;

use crate::support::files;

#[derive(Deserialize)]
struct Chain {
    file: String,
    at: String,
    host: String,
}

#[test]
fn each_chain_has_the_verdict_and_the_findings_of_the_table() {
    let manifest: Vec<Chain> = serde_json::from_slice(&files::fixture("chains/manifest.json")).unwrap();
    let mut expected = table();
    let mut wrong = Vec::new();
    for chain in &manifest {
        let wanted = expected.remove(chain.file.as_str()).unwrap_or_else(|| panic!("no row for {}", chain.file));
        let context = UploadOptions::default().with_server_name(chain.host.parse().unwrap());
        let report = upload::check(&files::chain(&chain.file), &context, chain.at.parse().unwrap());
        let found = (verdict(&report), findings(&report));
        if found != wanted {
            wrong.push(format!("{}: found {found:?}, not {wanted:?}", chain.file));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(expected.is_empty(), "rows without a file: {:?}", expected.keys());
}

/// By file: the verdict of the device, and the findings.
fn table() -> BTreeMap<&'static str, (String, Vec<String>)> {
    include_str!("chains.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let mut words = line.split_whitespace();
            let (file, verdict) = (words.next().unwrap(), words.next().unwrap());
            let mut codes: Vec<String> = words.filter(|word| *word != "-").map(str::to_owned).collect();
            codes.sort();
            (file, (verdict.to_owned(), codes))
        })
        .collect()
}

/// `trusted`, or the number of the error.
fn verdict(report: &Report) -> String {
    let device = report.apple.as_ref().expect("each is a server's");
    match &device.os_status {
        Some(status) => status.number.to_string(),
        None if device.trust_result.is_trusted() => "trusted".to_owned(),
        None => device.trust_result.as_str().to_owned(),
    }
}

/// Errors and warnings as `code[index]`, without the missing key, which all of these files have.
fn findings(report: &Report) -> Vec<String> {
    let mut codes: Vec<String> = report
        .findings
        .iter()
        .filter(|finding| finding.severity != Severity::Info)
        .map(|finding| match &finding.subject {
            Subject::Certificate { index, .. } => format!("{}[{index}]", finding.code),
            _ => finding.code.to_string(),
        })
        .collect();
    let missing_key = codes.iter().position(|code| code == "key.missing").expect("no file has a key");
    codes.remove(missing_key);
    codes.sort();
    codes
}
