//! The errors that BoringSSL's suite expects of each certificate, against our findings.
//!
//! `tests/conformance/bssl_errors.json` says which of our rules mean the same as an error of theirs.

use std::collections::BTreeMap;

const MEANINGS: &str = include_str!("../bssl_errors.json");

/// The expected errors that no finding in `context` stands for. A finding is `[index] code: message`.
///
/// `expectation` is text: a line `----- Certificate i=1 (CN=Intermediate) -----` and then the errors of that certificate.
pub(crate) fn missing(expectation: &str, context: &[String]) -> Vec<String> {
    let meanings: BTreeMap<String, Vec<String>> = serde_json::from_str(MEANINGS).unwrap_or_default();
    let mut missing = Vec::new();
    let mut index = None;
    for line in expectation.lines() {
        if let Some(rest) = line.strip_prefix("----- Certificate i=") {
            index = rest.split(' ').next().and_then(|number| number.parse::<usize>().ok());
        } else if line.starts_with("----- Other errors") {
            index = None;
        } else if let Some(error) = line.strip_prefix("ERROR: ") {
            let codes = meanings.get(error).map(Vec::as_slice).unwrap_or_default();
            let found = codes.iter().any(|code| {
                let wanted = match index {
                    Some(index) => format!("[{index}] {code}: "),
                    None => format!("{code}: "),
                };
                context.iter().any(|finding| match index {
                    Some(_) => finding.starts_with(&wanted),
                    None => finding.contains(&wanted),
                })
            });
            if !found {
                missing.push(format!("{index:?} {error:?}"));
            }
        }
    }
    missing
}
