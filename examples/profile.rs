//! Checks a Sentry profile as it was typed in, and says where a request goes: cargo run --example profile
#![allow(clippy::print_stdout, reason = "an example prints")]

use apptunnel::profile::{Port, ProfileDraft, Request};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let draft: ProfileDraft = serde_json::from_str(&std::fs::read_to_string("examples/profile.json")?)?;

    // Everything that is wrong, at once. The subject of a finding is the field that it is about.
    let checked = draft.check();
    for finding in &checked.findings {
        println!("{} {}: {} {}", finding.severity.as_str(), finding.code, finding.message, finding.remedy);
    }
    let profile = checked.profile.ok_or("the profile has errors")?;

    // The second tunnel of the service Wiki: it is the turn of its second server.
    let request = Request::new("wiki.example.com".parse()?, Port::HTTPS).with_tunnel(1);
    println!("{}", profile.route(&request));
    Ok(())
}
