//! `apptunnel profile`.

use serde_json::json;

use crate::run;

const FLEET: &str = "examples/files/fleet.json";
const PROFILES: [&str; 5] = ["Americas", "Asia", "Europe", "Lab", "Partners"];
const WIKI: [&str; 2] = ["--url", "https://wiki.example.com/"];

fn of(command: &'static str, options: &[&'static str]) -> Vec<&'static str> {
    [&["profile", command, FLEET], options].concat()
}

#[test]
fn check_says_what_is_wrong_with_the_fleet() {
    let text = run(&of("check", &["--at", "2026-06-01"]));
    assert!(text.text(1).starts_with("The fleet at 2026-06-01T00:00:00Z:\n"), "{}", text.stdout);
    for profile in ["Europe", "Lab", "Partners"] {
        assert!(text.stdout.contains(&format!("now, profile {profile}: ")), "{}", text.stdout);
    }
    let json = run(&of("check", &["--at", "2026-06-01", "--json"])).json(1);
    assert_eq!(json["verdict"], "refused");
    assert_eq!(json["at"], "2026-06-01T00:00:00Z");
}

#[test]
fn check_tells_of_the_profile_that_is_named() {
    let of_profile = |name| run(&of("check", &["--at", "2026-06-01", "--json", "--profile", name]));
    for (name, status) in [("Americas", 0), ("Asia", 0), ("Europe", 1), ("Lab", 0), ("Partners", 1)] {
        let json = of_profile(name).json(status);
        let of_others =
            |it: &&str| PROFILES.iter().any(|other| *other != name && it.starts_with(&format!("/profiles/{other}/")));
        let pointers = json["findings"].as_array().unwrap().iter().map(|it| it["subject"]["pointer"].as_str().unwrap());
        assert!(pointers.clone().any(|it| it.starts_with(&format!("/profiles/{name}"))), "{json:#}");
        assert_eq!(pointers.clone().find(of_others), None, "{name}");
        assert!(json["losses"].as_array().unwrap().iter().all(|loss| loss["profile"] == name), "{json:#}");
    }
    // The certificate belongs to the profile that uses it.
    let expires = |name| of_profile(name).stdout.contains("/tls_server_certificates/us.sentry.example.com 2025/");
    assert!(expires("Americas"));
    assert!(!expires("Europe"));
}

#[test]
fn check_accepts_a_fleet_without_fault() {
    let file = concat!(env!("CARGO_TARGET_TMPDIR"), "/empty-fleet.json");
    std::fs::write(file, r#"{"version": 1}"#).unwrap();
    assert_eq!(run(&["profile", "check", file, "--at", "2026-06-01", "--json"]).json(0)["verdict"], "accepted");
}

#[test]
fn route_says_where_a_request_goes() {
    let europe = [&["--profile", "Europe"], WIKI.as_slice()].concat();
    let ran = run(&of("route", &europe));
    assert_eq!(
        ran.text(0),
        "Rule 0 matches: through the service Wiki to wiki1.eu.corp.example.com:443, whose turn it is.\n"
    );
    let json = run(&of("route", &[europe.as_slice(), &["--json"]].concat())).json(0);
    assert_eq!(json["destination"]["backend"]["host"], "wiki1.eu.corp.example.com");
    let json = run(&of("route", &[europe.as_slice(), &["--json", "--tunnel", "1"]].concat())).json(0);
    assert_ne!(json["destination"]["backend"]["host"], "wiki1.eu.corp.example.com");
}

#[test]
fn route_reads_host_and_port_of_a_url() {
    let destination = |url: &'static str| run(&of("route", &["--profile", "Europe", "--json", "--url", url]));
    let wiki = destination("https://wiki.example.com/").json(0);
    for url in ["https://wiki.example.com:443/page?of=it#here", "wiki.example.com:443", "wiki.example.com"] {
        assert_eq!(destination(url).json(0), wiki, "{url}");
    }
    // The rule is for port 443.
    assert_ne!(destination("http://wiki.example.com/").json(0), wiki);
    destination("https://[2001:db8::1]:8443/").json(0);
    destination("https://[2001:db8::1]/").json(0);
    for url in ["ftp://wiki.example.com/", "https://wiki.example.com:port/", "https:///"] {
        let error = destination(url).json(2);
        assert_eq!(error["error"]["kind"], "usage", "{url}");
    }
}

#[test]
fn route_tells_of_every_profile_where_none_is_named() {
    let json = run(&of("route", &[WIKI.as_slice(), &["--json"]].concat())).json(0);
    let names: Vec<_> = json.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(names, PROFILES);
    let europe = run(&of("route", &[WIKI.as_slice(), &["--json", "--profile", "Europe"]].concat())).json(0);
    assert_eq!(json["Europe"], europe);
    let text = run(&of("route", &WIKI));
    for profile in PROFILES {
        assert!(text.text(0).contains(&format!("Profile {profile}:\n")), "{}", text.stdout);
    }
}

#[test]
fn clients_says_what_each_client_negotiates() {
    let text = run(&of("clients", &["--profile", "Europe"]));
    assert!(text.text(text.status).starts_with("Profile Europe, certificate eu.sentry.example.com 2025:\n\n"));
    let json = run(&of("clients", &["--profile", "Europe", "--json"])).json(text.status);
    let outcomes = json["outcomes"].as_array().unwrap();
    let is_connected = |it: &serde_json::Value| it["connection"]["result"] == "connected";
    assert_eq!(text.status == 0, outcomes.iter().all(is_connected), "{json:#}");
}

#[test]
fn clients_tells_of_every_profile_where_none_is_named() {
    let text = run(&of("clients", &[]));
    for profile in PROFILES {
        assert!(text.stdout.contains(&format!("Profile {profile}")), "{}", text.stdout);
    }
    let json = run(&of("clients", &["--json"])).json(text.status);
    let europe = run(&of("clients", &["--profile", "Europe", "--json"]));
    assert_eq!(json["Europe"], europe.json(europe.status));
}

#[test]
fn forecast_says_what_will_happen() {
    let ran = run(&of("forecast", &["--profile", "Americas", "--at", "2026-06-01"]));
    let text = ran.text(1);
    assert!(text.starts_with("Americas: devices are locked out from 2026-06-20T00:00:00Z on\n"), "{text}");
    // Until the day before nobody is.
    let ran = run(&of("forecast", &["--profile", "Americas", "--at", "2026-06-01", "--until", "2026-06-19"]));
    let text = ran.text(0);
    assert!(text.starts_with("Americas: in service until 2026-06-19T00:00:00Z at least\n"), "{text}");
}

#[test]
fn forecast_tells_of_every_profile_where_none_is_named() {
    let text = run(&of("forecast", &["--at", "2026-06-01"]));
    for profile in PROFILES {
        assert!(text.text(1).contains(&format!("{profile}: ")), "{}", text.stdout);
    }
    let json = run(&of("forecast", &["--at", "2026-06-01", "--json"])).json(1);
    let americas = run(&of("forecast", &["--at", "2026-06-01", "--json", "--profile", "Americas"])).json(1);
    assert_eq!(americas, json!({ "Americas": json["Americas"] }));
}

#[test]
fn names_what_cannot_be_looked_at() {
    for command in ["check", "clients", "forecast"] {
        let unknown = run(&of(command, &["--profile", "Africa"]));
        let complaint = "no profile has the name \"Africa\"; there are Americas, Asia, Europe, Lab, Partners\n";
        assert_eq!(unknown.complaint(), complaint, "{command}");
    }
    let absent = run(&["profile", "check", "examples/files/absent.json"]);
    assert!(absent.complaint().starts_with("examples/files/absent.json: "));
    let json = run(&["profile", "check", "examples/files/good.p12", "--json"]).json(2);
    assert_eq!(json["error"]["kind"], "unreadable");
    let json = run(&["profile", "check", "examples/profile.json", "--json"]).json(2);
    assert_eq!(json["error"]["kind"], "not-a-fleet");
    assert!(run(&of("route", &["--profile", "Europe"])).complaint().contains("--url <URL>"));
}
