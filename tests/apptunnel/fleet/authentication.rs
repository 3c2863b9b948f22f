//! What a profile of the fleet asks of devices.

use apptunnel::Certificate;
use apptunnel::admission::{AdmissionOptions, CrlCheck, Mode, UnmanagedDevices, WithoutCrl};
use apptunnel::upload::Store;

use crate::support::files;

fn settings(profile: &str, ca: Option<&Certificate>) -> Option<AdmissionOptions> {
    let fleet = files::fleet();
    let profile = &fleet.profiles()[&profile.parse().unwrap()];
    fleet.admission_options(profile, WithoutCrl::Refuse, |name| {
        assert_eq!(name.to_string(), "Example Device CA");
        ca.cloned()
    })
}

#[test]
fn the_group_certificate_of_the_store_lets_devices_in() {
    let fleet = files::fleet();
    let stored = &fleet.certificates(Store::Group)[&"Field devices".parse().unwrap()];
    let settings = settings("Asia", None).unwrap();
    assert_eq!(settings.mode, Mode::GroupCertificate(stored.leaf.clone()));
    assert_eq!((settings.crl, settings.unmanaged), (CrlCheck::Off, UnmanagedDevices::Block));
}

#[test]
fn identity_certificates_chain_to_a_ca_that_the_caller_finds() {
    let ca = files::fleet().certificates(Store::Group).values().next().unwrap().leaf.clone();
    let found = settings("Europe", Some(&ca)).unwrap();
    assert_eq!(found.mode, Mode::IdentityCertificates { roots: vec![ca] });
    assert_eq!(found.crl, CrlCheck::On { without_crl: WithoutCrl::Refuse });
    assert!(settings("Europe", None).is_none(), "a CA that is not found trusts nobody");
}
