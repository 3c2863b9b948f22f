//! `apptunnel check`.

use crate::run;

const GOOD: [&str; 4] = ["check", "examples/files/good.p12", "--password", "sentry"];
const KNOWN: [&str; 6] =
    ["--anchor", "examples/files/root.pem", "--hostname", "sentry.example.com", "--at", "2026-06-01T00:00:00Z"];

/// The arguments that check a file as the list of `examples/files` reads them.
fn of(file: &str) -> Vec<&str> {
    [&["check", file, "--password", "sentry"], KNOWN.as_slice()].concat()
}

#[test]
fn accepts_a_good_file() {
    let ran = run(&of("examples/files/good.p12"));
    let text = ran.text(0);
    assert!(
        text.starts_with("examples/files/good.p12: PKCS#12, 3 certificates and an RSA-2048 private key\n"),
        "{text}"
    );
}

#[test]
fn refuses_a_file_with_a_fault() {
    let ran = run(&of("examples/files/expired.p12"));
    assert!(ran.text(1).contains("The certificate expired on 2026-02-01T23:59:59Z."));
}

#[test]
fn answers_in_json() {
    let json = run(&[of("examples/files/expired.p12").as_slice(), &["--json"]].concat()).json(1);
    assert_eq!(json["verdict"], "refused");
    assert_eq!(json["bundle"]["format"], "pkcs12");
    assert!(json.get("matrix").is_none());
    // Before the command as well.
    let json = run(&[&["--json"], of("examples/files/good.p12").as_slice()].concat()).json(0);
    assert_eq!(json["verdict"], "accepted");
}

#[test]
fn prints_what_every_release_says_on_demand() {
    let arguments = [of("examples/files/good.p12").as_slice(), &["--matrix"]].concat();
    assert!(run(&arguments).text(0).contains("iOS 10"));
    let json = run(&[arguments.as_slice(), &["--json"]].concat()).json(0);
    assert_eq!(json["matrix"]["platform"], "ios");
    assert_eq!(json["matrix"]["at"], "2026-06-01T00:00:00Z");
}

#[test]
fn a_date_without_time_is_its_first_second() {
    // The leaf ends with this second.
    let file = ["check", "examples/files/expiring-soon.p12", "--password", "sentry", "--json", "--at"];
    let of_day = run(&[file.as_slice(), &["2026-06-20"]].concat());
    assert_eq!(of_day.json(0)["at"], "2026-06-20T00:00:00Z");
    assert_eq!(of_day.stdout, run(&[file.as_slice(), &["2026-06-20T00:00:00Z"]].concat()).stdout);
    run(&[file.as_slice(), &["2026-06-20T00:00:01Z"]].concat()).json(1);
}

#[test]
fn an_instant_may_have_an_offset() {
    let json = run(&[GOOD.as_slice(), &["--json", "--at", "2026-06-01T09:00:00+09:00"]].concat()).json(0);
    assert_eq!(json["at"], "2026-06-01T00:00:00Z");
}

#[test]
fn without_an_instant_it_is_now() {
    // The file is good from 2026 to 2027 at most, and a clock may be anywhere: what is held is that there is an answer.
    let json = run(&[GOOD.as_slice(), &["--json"]].concat());
    let at: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    let at: chrono::DateTime<chrono::Utc> = at["at"].as_str().unwrap().parse().unwrap();
    let now: chrono::DateTime<chrono::Utc> = std::time::SystemTime::now().into();
    assert!((now - at).num_seconds() < 600, "{at}");
}

#[test]
fn warns_of_certificates_with_so_many_days_left() {
    // On 2026-06-01 the leaf has 19 days left.
    let warns = |days: &str| {
        let arguments = [of("examples/files/expiring-soon.p12").as_slice(), &["--expires-within", days]].concat();
        run(&arguments).text(0).contains("validity.expires-soon")
    };
    assert!(warns("19"));
    assert!(!warns("18"));
}

#[test]
fn a_file_is_checked_for_its_purpose() {
    let group = ["check", "examples/files/group.cer", "--at", "2026-06-01"];
    run(&[group.as_slice(), &["--purpose", "group"]].concat()).text(0);
    run(&[group.as_slice(), &["--purpose", "tls-server"]].concat()).text(1);
    run(&group).text(1);
}

#[test]
fn the_release_and_the_origin_decide() {
    let too_long =
        |options: &[&str]| run(&[of("examples/files/too-long.p12").as_slice(), &["--json"], options].concat());
    let codes = |ran: crate::Ran| ran.json(1)["findings"].to_string();
    // iOS 13 brought the limit of 825 days.
    assert_ne!(codes(too_long(&["--platform", "ios:12.4"])), codes(too_long(&["--platform", "ios:13"])));
    assert_ne!(codes(too_long(&["--origin", "app"])), codes(too_long(&["--origin", "system"])));
}

#[test]
fn the_password_may_stand_in_a_file() {
    let file = concat!(env!("CARGO_TARGET_TMPDIR"), "/password.txt");
    std::fs::write(file, "\u{feff}sentry\r\nanother line\n").unwrap();
    let arguments = ["check", "examples/files/good.p12", "--password-file", file, "--at", "2026-06-01"];
    run(&arguments).text(0);
    // Of the two options the last counts.
    run(&[arguments.as_slice(), &["--password", "wrong"]].concat()).complaint();
    let wrong_first =
        ["check", "examples/files/good.p12", "--password", "wrong", "--password-file", file, "--at", "2026-06-01"];
    run(&wrong_first).text(0);
}

#[test]
fn a_password_may_look_like_an_option() {
    let ran = run(&["check", "examples/files/good.p12", "--password", "-sentry"]);
    assert!(ran.complaint().starts_with("examples/files/good.p12: the password does not fit the PKCS#12 file"));
}

#[test]
fn a_wrong_password_is_told_from_a_missing_one() {
    let wrong = ["check", "examples/files/good.p12", "--password", "wrong"];
    let ran = run(&wrong);
    assert!(ran.complaint().starts_with("examples/files/good.p12: the password does not fit the PKCS#12 file"));
    let json = run(&[wrong.as_slice(), &["--json"]].concat()).json(2);
    assert_eq!(json["error"]["kind"], "wrong-password");
    let json = run(&["check", "examples/files/good.p12", "--json"]).json(2);
    assert_eq!(json["error"]["kind"], "password-required");
    let json = run(&["check", "examples/files/good.p12", "--password", "", "--json"]).json(2);
    assert_eq!(json["error"]["kind"], "wrong-password");
}

#[test]
fn names_a_file_that_cannot_be_looked_at() {
    for (file, kind) in [
        ("examples/files/absent.p12", "unreadable"),
        ("examples/files/README.md", "not-a-certificate-file"),
        ("examples/files", "unreadable"),
    ] {
        assert!(run(&["check", file]).complaint().starts_with(&format!("{file}: ")));
        assert_eq!(run(&["check", file, "--json"]).json(2)["error"]["kind"], kind, "{file}");
    }
    let absent = run(&[GOOD.as_slice(), &["--anchor", "examples/files/absent.pem"]].concat());
    assert!(absent.complaint().starts_with("examples/files/absent.pem: "));
}
