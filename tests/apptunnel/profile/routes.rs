//! Where a profile sends a request, and which rules are never reached.

use crate::support::profiles::{app_rule, good, http, service, text};
use apptunnel::profile::{
    AppRuleDraft, Chosen, Destination, Mismatch, Port, Profile, ProfileDraft, Request, Route, StarMatch,
};
use proptest::prelude::*;

fn profile(rules: Vec<AppRuleDraft>) -> Profile {
    profile_with(rules, |_| {})
}

fn profile_with(rules: Vec<AppRuleDraft>, change: impl FnOnce(&mut ProfileDraft)) -> Profile {
    let mut draft = good();
    draft.services = vec![
        http("Wiki"),
        service("any_http", None, None),
        service("custom_tcp", Some("TCP"), Some("t1.example:1;t2.example:2")),
        service("any_tcp", None, None),
        service("cifs", Some("CIFS_a"), Some("files.example:445")),
    ];
    draft.app_rules = rules;
    change(&mut draft);
    draft.check().profile.unwrap()
}

fn request(host: &str, port: u16) -> Request {
    Request::new(host.parse().unwrap(), Port::new(port).unwrap())
}

/// The rule, the service, and the server.
fn went(route: &Route) -> Option<(usize, &str, String, Chosen)> {
    match &route.destination {
        Destination::Tunnel { rule, service, backend, .. } => {
            Some((*rule, service.as_str(), format!("{}:{}", backend.host, backend.port), backend.chosen))
        }
        Destination::Direct => None,
        other => panic!("{other}"),
    }
}

#[test]
fn the_first_rule_that_matches_wins() {
    let profile = profile(vec![
        app_rule("wiki.example.com", Some("80"), "Wiki"),
        app_rule("wiki.example.com", None, "TCP"),
        app_rule("*.example.com", None, "<ANY>"),
    ]);
    let to = |host: &str, port| went(&profile.route(&request(host, port))).map(|it| (it.0, it.1.to_owned()));
    assert_eq!(to("wiki.example.com", 80), Some((0, "Wiki".to_owned())));
    assert_eq!(to("WIKI.example.com", 80), Some((0, "Wiki".to_owned())));
    assert_eq!(to("wiki.example.com", 443), Some((1, "TCP".to_owned())));
    assert_eq!(to("a.example.com", 443), Some((2, "<ANY>".to_owned())));
    assert_eq!(to("example.org", 443), None);
}

#[test]
fn without_a_match_the_request_goes_directly_and_says_why() {
    let mut of_app = app_rule("a.example", None, "Wiki");
    of_app.app = text("com.example.mail");
    let profile = profile(vec![of_app, app_rule("b.example", None, "Wiki"), app_rule("a.example", Some("80"), "Wiki")]);
    let route = profile.route(&request("a.example", 443));
    assert_eq!(route.destination, Destination::Direct);
    let reasons = [Mismatch::App, Mismatch::Host, Mismatch::Port];
    let passed: Vec<_> = route.passed.iter().map(|it| (it.rule, it.reason)).collect();
    assert_eq!(passed, reasons.into_iter().enumerate().collect::<Vec<_>>());
    assert_eq!(
        route.to_string(),
        "Rule 0 does not match: it is for another app.\n\
         Rule 1 does not match: its URL wildcard does not stand for the host.\n\
         Rule 2 does not match: it is for another port.\n\
         No rule matches, so the request goes directly."
    );
    let by_app = request("a.example", 443).with_app("com.example.mail".parse().unwrap());
    assert_eq!(went(&profile.route(&by_app)).unwrap().0, 0);
}

#[test]
fn tunnel_n_goes_to_server_n_mod_count() {
    let rules = vec![app_rule("t.example", None, "TCP"), app_rule("w.example", None, "Wiki")];
    let profile = profile(rules.clone());
    for tunnel in [0, 1, 2, 3, 7, usize::MAX] {
        let route = profile.route(&request("t.example", 99).with_tunnel(tunnel));
        let server = ["t1.example:1", "t2.example:2"][tunnel % 2].to_owned();
        assert_eq!(went(&route), Some((0, "TCP", server, Chosen::RoundRobin)), "{tunnel}");
    }
    let by_priority = profile_with(rules, |draft| draft.global.scheduling = text("priority"));
    let route = by_priority.route(&request("w.example", 99).with_tunnel(1));
    assert_eq!(went(&route), Some((1, "Wiki", "a.example.com:443".to_owned(), Chosen::Priority)));
    // TCP takes turns in any case.
    let route = by_priority.route(&request("t.example", 99).with_tunnel(1));
    assert_eq!(went(&route), Some((0, "TCP", "t2.example:2".to_owned(), Chosen::RoundRobin)));
}

#[test]
fn the_only_server_and_the_one_that_is_asked_for() {
    let profile = profile(vec![app_rule("f.example", None, "CIFS_a"), app_rule("*", None, "<ANY>")]);
    let route = profile.route(&request("f.example", 80).with_tunnel(5));
    assert_eq!(went(&route), Some((0, "CIFS_a", "files.example:445".to_owned(), Chosen::Only)));
    let route = profile.route(&request("[2001:db8::1]", 8080));
    assert_eq!(went(&route), Some((1, "<ANY>", "2001:db8::1:8080".to_owned(), Chosen::Requested)));
    assert!(route.to_string().ends_with("through the service <ANY> to [2001:db8::1]:8080, which the app asks for."));
}

#[test]
fn a_star_spans_dots_unless_told_otherwise() {
    let profile = profile(vec![app_rule("*.example.com", None, "<ANY>")]);
    assert!(went(&profile.route(&request("a.b.example.com", 80))).is_some());
    assert!(went(&profile.route(&request("a.b.example.com", 80).with_star(StarMatch::Label))).is_none());
    assert!(went(&profile.route(&request("a.example.com", 80).with_star(StarMatch::Label))).is_some());
}

#[test]
fn a_rule_may_go_to_another_sentry() {
    let mut other = app_rule("a.example", None, "Unknown");
    other.sentry = text("other.example.com");
    let profile = profile(vec![other, app_rule("a.example", None, "Wiki")]);
    let route = profile.route(&request("a.example", 80));
    let Destination::OtherSentry { rule, sentry, service, .. } = &route.destination else { panic!("{route}") };
    assert_eq!((*rule, sentry.to_string(), service.as_str()), (0, "other.example.com".to_owned(), "Unknown"));
    assert_eq!(profile.shadowed_rules(StarMatch::Any), [None, Some(0)]);
}

#[test]
fn a_rule_is_shadowed_by_a_wider_one() {
    let shadows = |rules: &[(&str, Option<&str>)], span| {
        let rules = rules.iter().map(|(wildcard, port)| app_rule(wildcard, *port, "<ANY>")).collect();
        profile(rules).shadowed_rules(span)
    };
    let any = |rules: &[(&str, Option<&str>)]| shadows(rules, StarMatch::Any);
    assert_eq!(any(&[("a.example", None), ("a.example", None)]), [None, Some(0)]);
    assert_eq!(any(&[("a.example", None), ("A.EXAMPLE", Some("80"))]), [None, Some(0)]);
    assert_eq!(any(&[("a.example", Some("80")), ("a.example", None)]), [None, None]);
    assert_eq!(any(&[("a.example", Some("80")), ("a.example", Some("443"))]), [None, None]);
    assert_eq!(any(&[("*.example", None), ("a.example", None), ("b.a.example", None)]), [None, Some(0), Some(0)]);
    assert_eq!(any(&[("*", None), ("*.a", None), ("b*c.a", Some("1"))]), [None, Some(0), Some(0)]);
    assert_eq!(any(&[("b*.a", None), ("bc*.a", None), ("b.a", None), ("c.a", None)]), [None, Some(0), Some(0), None]);
    assert_eq!(any(&[("a.example", None), ("*.example", None)]), [None, None]);
    let label = [("*.example", None), ("a.example", None), ("b.a.example", None), ("*.*.example", None)];
    assert_eq!(shadows(&label, StarMatch::Label), [None, Some(0), None, None]);
    let joined = [("*b.a", None), ("x.b.a", None), ("xb.a", None)];
    assert_eq!(shadows(&joined, StarMatch::Label), [None, None, Some(0)]);
    assert_eq!(any(&joined), [None, Some(0), Some(0)]);
    let mut of_app = app_rule("*", None, "<ANY>");
    of_app.app = text("a");
    let for_all = app_rule("a.example", None, "<ANY>");
    assert_eq!(profile(vec![of_app.clone(), for_all.clone()]).shadowed_rules(StarMatch::Any), [None, None]);
    let mut narrow = for_all;
    narrow.app = text("a");
    assert_eq!(profile(vec![of_app, narrow]).shadowed_rules(StarMatch::Any), [None, Some(0)]);
}

proptest! {
    /// The index of rules finds what comparing each with each finds, and no request reaches what it finds.
    #[test]
    fn shadows_are_those_of_a_plain_search(
        rules in prop::collection::vec(("[ab*]{1,3}(\\.[ab*]{1,2}){0,2}", 0u16..3, 0u8..3), 1..12),
        hosts in prop::collection::vec("[ab]{1,3}(\\.[ab]{1,2}){0,2}", 1..20),
        span in prop::sample::select(vec![StarMatch::Any, StarMatch::Label]),
    ) {
        let drafts = rules.iter().map(|(wildcard, port, app)| {
            let mut rule = app_rule(wildcard, (*port > 0).then(|| port.to_string()).as_deref(), "<ANY>");
            rule.app = (*app > 0).then(|| app.to_string());
            rule
        });
        let profile = profile(drafts.collect());
        let shadows = profile.shadowed_rules(span);
        for (index, shadow) in shadows.iter().enumerate() {
            let narrow = &profile.app_rules()[index];
            // A pattern covers another if it matches it as if its stars were letters.
            let is_wider = |wide: &apptunnel::profile::AppRule| {
                let star = narrow.url_wildcard.as_str().replace('*', "z");
                (wide.app.is_none() || wide.app == narrow.app)
                    && (wide.port.is_none() || wide.port == narrow.port)
                    && wide.url_wildcard.matches(&star.parse().unwrap(), span)
            };
            let expected = profile.app_rules()[..index].iter().position(is_wider);
            prop_assert_eq!(*shadow, expected, "{} of {:?}", index, rules);
        }
        for host in hosts {
            for (port, app) in [(1, "1"), (1, "2"), (2, "1"), (2, "2"), (3, "3")] {
                let it = request(&host, port).with_app(app.parse().unwrap()).with_star(span);
                if let Some((rule, ..)) = went(&profile.route(&it)) {
                    prop_assert_eq!(shadows[rule], None);
                }
            }
        }
    }
}
