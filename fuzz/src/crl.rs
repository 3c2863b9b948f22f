//! A CRL as it is, and one that its CA has signed: what is read re-encodes to the same, and tells the same in any order.

use std::sync::LazyLock;

use apptunnel::Certificate;
use apptunnel::path::{Crl, Evaluator, RevocationStatus, RuleSet};
use x509_cert::certificate::Rfc5280;
use x509_cert::crl::CertificateList;
use x509_cert::der::{Decode as _, Encode as _};

use super::now;
use super::support::der;
use super::support::pki::{KEYS, Name, RevocationList, Template};

struct Pki {
    leaf: Certificate,
    ca: Certificate,
    /// A CRL of the CA with nothing on it.
    clean: Crl,
}

static PKI: LazyLock<Pki> = LazyLock::new(|| {
    let name = Name::common("CA");
    let ca = Template::ca(name.clone(), &KEYS[1], name.clone()).signed_by(&KEYS[1]);
    let leaf = Template::new(Name::common("Leaf"), &KEYS[3], name.clone()).serial(7).signed_by(&KEYS[1]);
    Pki {
        leaf: Certificate::from_der(&leaf).unwrap(),
        ca: Certificate::from_der(&ca).unwrap(),
        clean: Crl::from_der(&RevocationList::new(&name).signed_by(&KEYS[1])).unwrap(),
    }
});

/// A CRL in DER, or a TBSCertList that is still to be signed.
pub fn check(input: &[u8]) {
    let signed = || {
        let algorithm = der::sequence(&[der::oid("1.3.101.112")]);
        der::sequence(&[input.to_vec(), algorithm, der::bit_string(&KEYS[1].sign(input))])
    };
    let _ = std::str::from_utf8(input).map(Crl::from_pem);
    let Ok(crl) = Crl::from_der(input).or_else(|_| Crl::from_der(&signed())) else { return };
    assert!(!format!("{}{:?}", crl.issuer(), crl.next_update()).chars().any(char::is_control));
    let strict = CertificateList::<Rfc5280>::from_der(crl.der());
    if let Ok(strict) = &strict {
        assert_eq!(strict.to_der().unwrap(), crl.der());
    }

    let status = |crls: Vec<Crl>| {
        let mut evaluator = Evaluator::new(RuleSet::rfc5280(), now());
        evaluator.anchors = vec![PKI.ca.clone()];
        evaluator.crls = crls;
        evaluator.revocation_status(&PKI.leaf, &PKI.ca, &[])
    };
    let alone = status(vec![crl.clone()]);
    assert_eq!(alone, status(vec![crl.clone()]));
    let is_revoked = |status: &RevocationStatus| matches!(status, RevocationStatus::Revoked { .. });
    let beside = is_revoked(&status(vec![crl.clone(), PKI.clean.clone()]));
    assert_eq!(beside, is_revoked(&status(vec![PKI.clean.clone(), crl.clone()])), "the order counts");
    if is_revoked(&alone) {
        // Only a newer CRL takes that back.
        assert!(beside || crl.this_update() < PKI.clean.this_update());
    } else if alone == RevocationStatus::Good
        && let Ok(strict) = strict
    {
        let mut listed = strict.tbs_cert_list.revoked_certificates.iter().flatten();
        // Only an entry with extensions may be about another issuer's certificate, or take the revocation back.
        assert!(!listed.any(|entry| entry.serial_number.as_bytes() == [7] && entry.crl_entry_extensions.is_none()));
    }
}
