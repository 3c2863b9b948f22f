//! Kerberos: the user that the certificate names.

use super::{
    UPN, assert_admitted, assert_refused, decide, identity, identity_mode, issuing, kerberos, principal, settings,
    with_principals,
};
use crate::support::pki::GeneralName;

#[test]
fn the_user_is_the_nt_principal_name() {
    let decision = decide(&kerberos(), &[with_principals(&[principal(UPN)]), issuing()]);
    assert_admitted(&decision, &[]);
    assert_eq!(decision.user.as_deref(), Some(UPN));
}

#[test]
fn other_names_beside_it_do_not_matter() {
    let names = [GeneralName::dns("phone.example.com"), principal(UPN), principal(UPN)];
    assert_eq!(decide(&kerberos(), &[with_principals(&names), issuing()]).user.as_deref(), Some(UPN));
}

#[test]
fn no_user() {
    assert_refused(&decide(&kerberos(), &[identity(), issuing()]), &["no-user"]);
    let of_dns = with_principals(&[GeneralName::dns("phone.example.com")]);
    assert_refused(&decide(&kerberos(), &[of_dns, issuing()]), &["no-user"]);
    assert_admitted(&decide(&settings(identity_mode()), &[identity(), issuing()]), &[]);
}

#[test]
fn a_name_that_does_not_read_as_one_is_none() {
    let names = ["", " ", "anna@example.com\0.attacker.example", "anna\u{202e}@example.com"];
    for name in names {
        let decision = decide(&kerberos(), &[with_principals(&[principal(name)]), issuing()]);
        assert_refused(&decision, &["no-user"]);
        assert_eq!(decision.user, None);
    }
    const IA5_STRING: u8 = 0x16;
    let other_type = with_principals(&[GeneralName::Principal(IA5_STRING, UPN.to_owned())]);
    assert_refused(&decide(&kerberos(), &[other_type, issuing()]), &["no-user"]);
}

#[test]
fn several_users() {
    let two = with_principals(&[principal(UPN), principal("root@example.com")]);
    let decision = decide(&kerberos(), &[two, issuing()]);
    assert_refused(&decision, &["several-users"]);
    assert_eq!(decision.user, None);
}
