//! Runs a conformance suite in x509-limbo's schema and prints the results in its result schema.
//!
//! Usage: `limbo [SUITE.json]`. Without a file the suite comes from standard input. The results go to
//! standard output, and a summary of each namespace to standard error. Exit status 1 if a case does not match and is not
//! listed in `exceptions.json`, or is listed and matches all the same.
//!
//! What is decided never depends on the expected result. The rule set follows from the namespace of a case, and
//! everything else from what the case asks for.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program talks to its user")]

mod apple;
mod expected_errors;
mod suite;

use std::collections::BTreeMap;
use std::io::Read;
use std::process::ExitCode;

use serde_json::json;
use suite::Suite;

/// Cases that do not match, each with the reason.
const EXCEPTIONS: &str = include_str!("../exceptions.json");

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("limbo: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<bool, Box<dyn std::error::Error>> {
    let text = match std::env::args_os().nth(1) {
        Some(file) => std::fs::read_to_string(file)?,
        None => {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text)?;
            text
        }
    };
    let suite: Suite = serde_json::from_str(&text)?;
    let exceptions: BTreeMap<String, String> = serde_json::from_str(EXCEPTIONS)?;

    let mut summary: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut results = Vec::new();
    let mut as_wanted = true;
    for case in &suite.testcases {
        let outcome = case.decide();
        let mismatch = case.mismatch(&outcome);
        let (matched, all) = summary.entry(case.namespace().to_owned()).or_default();
        *all += 1;
        match (&mismatch, exceptions.get(&case.id)) {
            (None, None) => *matched += 1,
            (None, Some(_)) => {
                as_wanted = false;
                eprintln!("{}: listed as an exception, and matches", case.id);
            }
            (Some(_), Some(reason)) => eprintln!("{}: exception: {reason}", case.id),
            (Some(mismatch), None) => {
                as_wanted = false;
                eprintln!("{}: {mismatch}", case.id);
            }
        }
        let context = outcome.context.join("\n");
        results.push(json!({ "id": case.id, "actual_result": outcome.actual, "context": context }));
    }
    for (namespace, (matched, all)) in &summary {
        eprintln!("{namespace}: {matched} of {all} match");
    }
    println!("{}", serde_json::to_string_pretty(&json!({ "version": 1, "harness": "apptunnel", "results": results }))?);
    Ok(as_wanted)
}
