//! Forecasts: every kind of event, on both sides of its instant.

use apptunnel::device::{Origin, ServedChain, TrustAnchor};
use apptunnel::path::Crl;
use apptunnel::report::Subject;
use apptunnel::second_certificate::{ActiveReason, CertificatePair, Event, Forecast, ForecastOptions, Notices, Slot};
use chrono::{DateTime, TimeDelta, Utc};

use super::fixture::{END, good_reserve, issuing_until, leaf, pair, root, root_until, seconds, server};
use crate::support::pki::{GeneralName, Key, Name, RevocationList};
use crate::support::{HOST, at};

const FROM: &str = "20260601000000";

/// On these days before a certificate expires, and not when it has.
fn notices(days_before: &[u32]) -> Notices {
    Notices::default().with_days_before(days_before.to_vec()).with_on_expiry(false)
}

/// Without notices.
fn quiet() -> ForecastOptions {
    ForecastOptions::default().with_notices(notices(&[]))
}

fn forecast(pair: &CertificatePair) -> Forecast {
    pair.forecast(at(FROM), at("20350101000000"), &quiet())
}

/// Instant, code and pointer of each event.
fn told(forecast: &Forecast) -> Vec<(DateTime<Utc>, &str, String)> {
    let pointer = |event: &Event| match &event.finding.subject {
        Subject::Field { pointer } => pointer.clone(),
        other => panic!("{other:?}"),
    };
    forecast
        .events
        .iter()
        .map(|event| (event.at, event.finding.code.as_str().strip_prefix("forecast.").unwrap(), pointer(event)))
        .collect()
}

fn row(at: DateTime<Utc>, code: &'static str, pointer: &str) -> (DateTime<Utc>, &'static str, String) {
    (at, code, pointer.to_owned())
}

#[test]
fn the_primary_expires_and_the_reserve_takes_over() {
    let pair = pair(good_reserve());
    let forecast = forecast(&pair);
    let (switch, outage) = (at(END) + seconds(1), at("20271130235959") + seconds(1));
    let expected = [
        row(at("20261201000000"), "becomes-valid", "/reserve"),
        row(switch, "expires", "/primary"),
        row(switch, "switch", "/reserve"),
        row(outage, "outage", "/primary"),
        row(outage, "expires", "/reserve"),
    ];
    assert_eq!(told(&forecast), expected);
    assert_eq!(forecast.until, at("20350101000000"));
    let of_switch = &forecast.events[2];
    assert_eq!(of_switch.before.active.shown, Some(Slot::Primary));
    assert_eq!(of_switch.after.active.reason, ActiveReason::PrimaryExpired);
    assert!(of_switch.before.is_working && of_switch.after.is_working);
    assert!(of_switch.before.primary.trust_result.is_trusted() && !of_switch.after.primary.trust_result.is_trusted());
    let of_outage = &forecast.events[3];
    assert!(of_outage.before.is_working && !of_outage.after.is_working);
    assert!(
        of_outage.finding.message.to_string().contains("errSecCertificateExpired"),
        "{}",
        of_outage.finding.message
    );
}

#[test]
fn the_end_counts_and_the_start_does_not() {
    let pair = pair(None);
    let expiry = at(END) + seconds(1);
    let between = |from, until| pair.forecast(from, until, &quiet()).events.len();
    assert_eq!(between(at(FROM), expiry - seconds(1)), 0);
    assert_eq!(between(at(FROM), expiry), 2);
    assert_eq!(between(expiry - seconds(1), expiry), 2);
    assert_eq!(between(expiry, at("20350101000000")), 0);
    assert_eq!(between(expiry, at(FROM)), 0, "the end before the start");
}

#[test]
fn a_gap_is_an_outage_and_a_recovery() {
    let pair = pair(Some(("20270103000000", "20271231235959")));
    let forecast = forecast(&pair);
    let (end, begin, last) = (at(END) + seconds(1), at("20270103000000"), at("20271231235959") + seconds(1));
    let expected = [
        row(end, "outage", "/primary"),
        row(end, "expires", "/primary"),
        row(begin, "becomes-valid", "/reserve"),
        row(begin, "recovery", "/reserve"),
        row(begin, "switch", "/reserve"),
        row(last, "outage", "/primary"),
        row(last, "expires", "/reserve"),
    ];
    assert_eq!(told(&forecast), expected);
    assert!(forecast.events[0].finding.message.to_string().contains("neither certificate is valid"));
}

#[test]
fn a_primary_that_becomes_valid_takes_over() {
    let mut pair = CertificatePair::new(server("20260701000000", END), pair(None).devices);
    pair.reserve = Some(server("20260101000000", "20260801000000"));
    let begin = at("20260701000000");
    let forecast = forecast(&pair);
    assert_eq!(told(&forecast)[..2], [row(begin, "becomes-valid", "/primary"), row(begin, "takes-over", "/primary")]);
}

#[test]
fn an_intermediate_that_expires_is_an_event_and_an_outage() {
    let mut pair = pair(None);
    pair.primary.others = vec![issuing_until("20260901000000")];
    let forecast = forecast(&pair);
    let expiry = at("20260901000001");
    let of = told(&forecast);
    assert_eq!(of[..2], [row(expiry, "outage", "/primary"), row(expiry, "expires", "/primary/others/0")]);
    assert!(forecast.events[1].finding.message.to_string().contains("Issuing CA"));
    assert_eq!(Some(expiry), pair.outage_at(at(FROM)));
}

#[test]
fn an_intermediate_that_is_not_on_the_path_is_no_event() {
    let mut pair = pair(None);
    // Another key: its name leads to it, its signature does not.
    let stranger = super::fixture::issuing_with(&Key::p256(8), "20260901000000");
    pair.primary.others.push(stranger);
    let expiry = at(END) + seconds(1);
    assert_eq!(told(&forecast(&pair)), [row(expiry, "outage", "/primary"), row(expiry, "expires", "/primary")]);
}

#[test]
fn a_root_that_expires_is_told_once_for_both() {
    let mut pair = pair(good_reserve());
    pair.devices.anchors = vec![TrustAnchor::new(root_until("20261215000000"), Origin::User)];
    let forecast = forecast(&pair);
    let expiry = at("20261215000001");
    let of: Vec<_> = told(&forecast).into_iter().filter(|(at, ..)| *at == expiry).collect();
    assert_eq!(of, [row(expiry, "outage", "/primary"), row(expiry, "expires", "/anchors/0")]);
}

#[test]
fn an_intermediate_that_becomes_valid_is_an_event() {
    let mut pair = pair(None);
    pair.primary.others = vec![super::fixture::issuing("20260701000000", "20431231235959")];
    let forecast = forecast(&pair);
    let begin = at("20260701000000");
    let expected = [row(begin, "becomes-valid", "/primary/others/0"), row(begin, "recovery", "/primary")];
    assert_eq!(told(&forecast)[..2], expected);
}

#[test]
fn a_crl_ends_with_its_next_update() {
    let crl = Crl::from_der(&RevocationList::new(&Name::common("Root")).signed_by(&Key::p256(0))).unwrap();
    let options = quiet().with_crls(vec![crl]);
    let mut pair = pair(None);
    pair.primary = server("20260101000000", "20270601000000");
    let end = at("20261231235959");
    let between = |from, until| told(&pair.forecast(from, until, &options)).len();
    assert_eq!(between(at(FROM), end), 0);
    assert_eq!(between(end, end + seconds(1)), 1);
    let forecast = pair.forecast(at(FROM), at("20270101000000"), &options);
    assert_eq!(told(&forecast), [row(end + seconds(1), "crl-ends", "/crls/0")]);
    assert!(forecast.events[0].finding.message.to_string().contains("CN=Root"));
    assert_eq!(forecast.events[0].before, forecast.events[0].after);
}

#[test]
fn notices_are_60_45_30_14_7_and_1_days_before_and_on_expiry() {
    let pair = pair(None);
    let forecast = pair.forecast(at(FROM), at("20350101000000"), &ForecastOptions::default());
    let notices: Vec<DateTime<Utc>> =
        told(&forecast).into_iter().filter(|(_, code, _)| *code == "notice").map(|(at, ..)| at).collect();
    let mut expected: Vec<DateTime<Utc>> =
        [60, 45, 30, 14, 7, 1].iter().map(|days| at(END) - TimeDelta::days(*days)).collect();
    expected.push(at(END) + seconds(1));
    assert_eq!(notices, expected);
    let messages: Vec<String> = forecast.events.iter().map(|event| event.finding.message.to_string()).collect();
    assert!(messages[0].ends_with("in 60 days."), "{messages:?}");
    assert!(messages[5].ends_with("in 1 day."), "{messages:?}");
    assert!(messages.last().unwrap().contains("expired on"), "{messages:?}");
}

#[test]
fn notices_are_as_the_caller_wants_them() {
    let pair = pair(None);
    let options = ForecastOptions::default().with_notices(notices(&[10, 10, 90]));
    let forecast = pair.forecast(at(FROM), at(END), &options);
    let expected = [
        row(at(END) - TimeDelta::days(90), "notice", "/primary"),
        row(at(END) - TimeDelta::days(10), "notice", "/primary"),
    ];
    assert_eq!(told(&forecast), expected);
}

#[test]
fn there_is_no_notice_before_a_certificate_is_valid() {
    let of = |begin: &'static str| {
        let pair = CertificatePair::new(server(begin, END), pair(None).devices);
        let forecast = pair.forecast(at("20250101000000"), at(END), &ForecastOptions::default());
        told(&forecast).iter().filter(|(_, code, _)| *code == "notice").count()
    };
    assert_eq!(of("20261101235959"), 6);
    assert_eq!(of("20261102000000"), 5);
}

/// A certificate of so many days, less a second, below a root of Apple's store.
fn public(not_before: &'static str, not_after: &'static str) -> CertificatePair {
    let leaf = leaf(&[GeneralName::dns(HOST)], &Key::p256(4), (not_before, not_after));
    let mut pair = pair(None);
    pair.primary = ServedChain::new(leaf, vec![issuing_until("20431231235959")]);
    pair.devices.anchors = vec![TrustAnchor::new(root(), Origin::System)];
    pair
}

fn limits(pair: &CertificatePair) -> Vec<DateTime<Utc>> {
    let forecast = pair.forecast(at("20260101000000"), at("20350101000000"), &quiet());
    told(&forecast).into_iter().filter(|(_, code, _)| *code == "renewal-limit").map(|(at, ..)| at).collect()
}

#[test]
fn a_public_certificate_that_could_not_be_renewed_for_as_long() {
    let (in_2026, in_2027) = (at("20260315000000"), at("20270315000000"));
    assert_eq!(limits(&public("20251201000000", "20260618235959")), Vec::<DateTime<Utc>>::new(), "200 days");
    assert_eq!(limits(&public("20251201000000", "20260619000000")), [in_2026], "200 days and a second");
    assert_eq!(limits(&public("20260314235959", "20270315000000")), [in_2026, in_2027]);
    assert_eq!(limits(&public("20260315000000", "20270315000000")), [in_2027], "issued under the limit");
    assert_eq!(limits(&public("20260314235959", "20270314235959")), [in_2026], "expired by then");
    let mut private = public("20251201000000", "20261201000000");
    private.devices.anchors = vec![TrustAnchor::new(root(), Origin::User)];
    assert_eq!(limits(&private), Vec::<DateTime<Utc>>::new(), "private CAs are exempt");
}

#[test]
fn a_limit_on_new_certificates_changes_nothing_for_one_that_exists() {
    let pair = public("20251201000000", "20261201000000");
    let forecast = pair.forecast(at("20260101000000"), at("20260601000000"), &quiet());
    assert_eq!(told(&forecast), [row(at("20260315000000"), "renewal-limit", "/primary")]);
    assert_eq!(forecast.events[0].before, forecast.events[0].after);
    assert!(forecast.events[0].finding.message.to_string().ends_with("is valid for 366 days."));
}

#[test]
fn the_budget_ends_the_forecast() {
    let mut pair = pair(good_reserve());
    pair.devices.budget.instants = 1;
    let forecast = forecast(&pair);
    assert_eq!(told(&forecast), [row(at("20261201000000"), "becomes-valid", "/reserve")]);
    assert_eq!(forecast.until, at(END));
}

#[test]
fn the_same_input_gives_the_same_forecast_and_json_reads_back() {
    let pair = pair(good_reserve());
    let forecast = || pair.forecast(at(FROM), at("20350101000000"), &ForecastOptions::default());
    assert_eq!(forecast(), forecast());
    let json = serde_json::to_string(&forecast()).unwrap();
    assert_eq!(serde_json::from_str::<Forecast>(&json).unwrap(), forecast());
}
