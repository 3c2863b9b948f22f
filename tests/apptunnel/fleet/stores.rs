//! Section 5.1: two stores.

use apptunnel::fleet::{Place, Upload};
use apptunnel::upload::{self, Store};
use apptunnel::{Bundle, Fleet};

use super::{code, europe, put};
use crate::support::{HOST, base64, files, now};

fn upload(fleet: &mut Fleet, upload: &Upload, file: &str) -> Result<apptunnel::Report, apptunnel::fleet::Refusal> {
    let before = fleet.clone();
    let outcome = fleet.upload(upload, &files::open(file), &upload::UploadOptions::default(), now());
    assert_eq!(outcome.is_err(), *fleet == before, "a refusal changes nothing");
    outcome
}

fn tls(name: &str) -> Upload {
    Upload::new(Store::TlsServer, name.parse().unwrap())
}

fn group(name: &str) -> Upload {
    Upload::new(Store::Group, name.parse().unwrap())
}

#[test]
fn tls_server_certificates_are_shared_across_profiles() {
    let mut fleet = europe();
    fleet.add_profile(super::profile("Asia", "first", None)).unwrap();
    let users = fleet.profiles_using(Store::TlsServer, &"first".parse().unwrap());
    assert_eq!(users.iter().map(|name| name.as_str()).collect::<Vec<_>>(), ["Asia", "Europe"]);
}

#[test]
fn formats_of_the_profile_dialog_are_p12_only() {
    let mut fleet = Fleet::default();
    let inside = tls("a").with_place(Place::Profile);
    assert_eq!(code(upload(&mut fleet, &inside, "chain.pem")), "fleet.pkcs12-only");
    upload(&mut fleet, &inside, "good.p12").unwrap();
}

#[test]
fn formats_of_the_main_page_need_the_key_of_a_tls_server_certificate() {
    let mut fleet = Fleet::default();
    for file in ["chain.p7b", "leaf.cer", "leaf.crt"] {
        let refusal = upload(&mut fleet, &tls("a"), file).unwrap_err();
        assert_eq!(refusal.findings()[0].code, "fleet.format-without-key", "{file}");
    }
    assert_eq!(code(upload(&mut fleet, &tls("a"), "no-key.p12")), "fleet.upload-refused");
    upload(&mut fleet, &tls("a"), "chain.pem").unwrap();
}

#[test]
fn formats_of_group_certificates_are_seven_and_need_no_key() {
    let mut fleet = Fleet::default();
    for (name, file) in [("cer", "group.cer"), ("p7b", "chain.p7b"), ("pem", "root.pem"), ("p12", "no-key.p12")] {
        let upload_it = group(name).with_place(Place::Profile).with_confirm(true);
        upload(&mut fleet, &upload_it, file).unwrap_or_else(|refusal| panic!("{file}: {refusal}"));
    }
}

#[test]
fn errors_refuse_and_warnings_need_a_confirmation() {
    let mut fleet = Fleet::default();
    let refusal = upload(&mut fleet, &tls("a"), "expired.p12").unwrap_err();
    assert_eq!(refusal.findings()[0].code, "fleet.upload-refused");
    assert!(refusal.report().unwrap().findings.iter().any(|finding| finding.code == "validity.expired"));
    let confirmed = tls("a").with_confirm(true);
    assert_eq!(code(upload(&mut fleet, &confirmed, "expired.p12")), "fleet.upload-refused");
    assert_eq!(code(upload(&mut fleet, &tls("a"), "no-root.p12")), "fleet.upload-unconfirmed");
    upload(&mut fleet, &confirmed, "no-root.p12").unwrap();
    assert_eq!(code(upload(&mut fleet, &confirmed, "good.p12")), "fleet.name-taken");
}

#[test]
fn after_upload_it_is_listed_with_expiry() {
    let fleet = europe();
    let listed = fleet.list(Store::TlsServer, now());
    assert_eq!(listed[0].name.as_str(), "first");
    assert_eq!(listed[0].subject, "CN=sentry.example.com");
    assert_eq!(listed[0].days_left, Some(245));
    assert_eq!(listed[0].others_sha256.len(), 2);
    assert_eq!(listed[0].used_by[0].as_str(), "Europe");
    let late = "2027-02-02T00:00:01Z".parse().unwrap();
    assert_eq!(fleet.list(Store::TlsServer, late)[0].days_left, Some(-1));
}

#[test]
fn a_certificate_in_use_is_not_deleted_also_as_the_second() {
    let mut fleet = europe();
    for name in ["first", "second"] {
        let before = fleet.clone();
        let refusal = fleet.delete_certificate(Store::TlsServer, &name.parse().unwrap()).unwrap_err();
        assert_eq!(refusal.findings()[0].code, "fleet.certificate-in-use");
        assert!(refusal.to_string().contains("Europe"), "{refusal}");
        assert_eq!(fleet, before);
    }
    fleet.delete_profile(&"Europe".parse().unwrap()).unwrap();
    fleet.delete_certificate(Store::TlsServer, &"first".parse().unwrap()).unwrap();
    assert_eq!(code(fleet.delete_certificate(Store::TlsServer, &"first".parse().unwrap())), "fleet.not-found");
}

#[test]
fn a_group_certificate_in_use_is_not_deleted() {
    let mut fleet = europe();
    put(&mut fleet, Store::Group, "Devices", "group.cer");
    let mut value = crate::support::fleet::profile("Asia", "asia.example.com", "first", None, 1);
    value["global"]["device_authentication"] =
        serde_json::json!({"mode": "group_certificate", "group_certificate": "Devices", "check_crl": false});
    fleet.add_profile(serde_json::from_value(value).unwrap()).unwrap();
    let outcome = fleet.delete_certificate(Store::Group, &"Devices".parse().unwrap());
    assert_eq!(code(outcome), "fleet.group-certificate-in-use");
    // The stores have their own names.
    assert_eq!(code(fleet.delete_certificate(Store::TlsServer, &"Devices".parse().unwrap())), "fleet.not-found");
}

#[test]
fn private_keys_and_passwords_are_kept_nowhere() {
    let pki = crate::support::fleet::Pki::new();
    let leaf = pki.leaf(HOST, 7, "20260101000000", "20270101000000");
    let bundle = Bundle::open(&pki.pem(&leaf), None).unwrap();
    let mut fleet = europe();
    fleet.upload(&tls("mine"), &bundle, &upload::UploadOptions::default(), now()).unwrap();
    let pkcs8 = pki.leaf_key.pkcs8();
    // The key itself is at the end.
    let secret = &pkcs8[pkcs8.len() - 32..];
    let hex: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    for text in [fleet.to_json(), format!("{fleet:?}")] {
        // Wherever it begins, four characters on are those of some alignment.
        for alignment in 0..3 {
            let encoded = base64(&secret[alignment..alignment + 24]);
            assert!(!text.contains(&encoded));
        }
        assert!(!text.contains(&hex));
        assert!(!text.contains(&format!("{secret:?}").trim_matches(['[', ']']).to_owned()));
        assert!(!text.contains("\"sentry\""), "the password of good.p12");
    }
}
