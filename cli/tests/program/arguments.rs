//! The help, and what is said of wrong arguments.

use crate::run;

#[test]
fn says_what_commands_there_are() {
    for (arguments, commands) in [
        (["--help"].as_slice(), ["check", "profile"].as_slice()),
        (&["profile", "--help"], &["check", "route", "clients", "forecast"]),
    ] {
        let help = run(arguments);
        for command in commands {
            assert!(help.text(0).contains(&format!("\n  {command} ")), "{}", help.stdout);
        }
    }
}

#[test]
fn says_what_options_there_are() {
    for (command, options) in [
        (
            ["check"].as_slice(),
            [
                "--password ",
                "--password-file",
                "--hostname",
                "--anchor",
                "--purpose",
                "--platform",
                "--origin",
                "--matrix",
                "--expires-within",
                "--at",
                "--json",
            ]
            .as_slice(),
        ),
        (&["profile", "check"], &["--profile", "--at", "--json"]),
        (&["profile", "route"], &["--profile", "--url", "--app", "--tunnel", "--json"]),
        (&["profile", "clients"], &["--profile", "--json"]),
        (&["profile", "forecast"], &["--profile", "--at", "--until", "--json"]),
    ] {
        for asked in ["--help", "-h"] {
            let help = run(&[command, &[asked]].concat());
            for option in options {
                assert!(help.text(0).contains(option), "{command:?} {option}: {}", help.stdout);
            }
        }
    }
}

#[test]
fn an_unknown_command_is_told_with_those_that_there_are() {
    let ran = run(&["chek", "examples/files/good.p12"]);
    let complaint = ran.complaint();
    assert!(complaint.starts_with("unrecognized subcommand 'chek'\n"), "{complaint}");
    assert!(complaint.contains("\n  check ") && complaint.contains("\n  profile "), "{complaint}");

    let ran = run(&["profile", "examples/files/fleet.json"]);
    assert!(ran.complaint().contains("\n  forecast "), "{}", ran.stderr);
    assert!(run(&[]).complaint().contains("\n  check "));
    assert!(run(&["profile"]).complaint().contains("\n  forecast "));
}

#[test]
fn an_unknown_option_is_told_with_those_that_there_are() {
    let ran = run(&["check", "examples/files/good.p12", "--hostnam", "sentry.example.com"]);
    let complaint = ran.complaint();
    assert!(complaint.starts_with("unexpected argument '--hostnam' found\n"), "{complaint}");
    assert!(complaint.contains("a similar argument exists: '--hostname'"), "{complaint}");
    assert!(complaint.contains("--expires-within"), "{complaint}");

    let ran = run(&["profile", "forecast", "examples/files/fleet.json", "--url", "https://wiki.example.com/"]);
    assert!(ran.complaint().contains("--until"), "{}", ran.stderr);
}

#[test]
fn a_wrong_value_is_told_with_its_option() {
    for (option, value) in [
        ("--at", "yesterday"),
        ("--at", "2026-02-30"),
        ("--at", "2026-06-01T25:00:00Z"),
        ("--hostname", "https://sentry.example.com"),
        ("--platform", "windows:11"),
        ("--origin", "nobody"),
        ("--purpose", "client"),
        ("--expires-within", "soon"),
    ] {
        let ran = run(&["check", "examples/files/good.p12", option, value]);
        let complaint = ran.complaint();
        assert!(complaint.starts_with(&format!("invalid value '{value}' for '{option}")), "{complaint}");
    }
    assert!(run(&["check"]).complaint().contains("<FILE>"));
    assert!(run(&["check", "examples/files/good.p12", "examples/files/leaf.cer"]).complaint().contains("leaf.cer"));
}

#[test]
fn a_mistake_is_told_in_json_where_that_is_asked_for() {
    let json = run(&["check", "examples/files/good.p12", "--json", "--at", "yesterday"]).json(2);
    assert_eq!(json["error"]["kind"], "usage");
    let message = json["error"]["message"].as_str().unwrap();
    assert!(message.contains("'yesterday'") && message.contains("2026-06-01T08:30:00Z"), "{message}");
}

#[test]
fn an_option_given_twice_counts_as_given_last() {
    let ran =
        run(&["check", "examples/files/good.p12", "--at", "yesterday", "--password", "wrong", "--password", "sentry"]);
    assert!(ran.complaint().contains("'yesterday'"));
    let at = ["--at", "2027-06-01", "--at", "2026-06-01", "--json", "--json"];
    let json = run(&[["check", "examples/files/good.p12", "--password", "sentry"].as_slice(), &at].concat()).json(0);
    assert_eq!(json["at"], "2026-06-01T00:00:00Z");
}
