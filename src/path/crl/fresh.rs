//! Whether a CRL may be used at a time, alone or with a delta CRL (RFC 5280 section 6.3.3 steps a and c).

use chrono::{DateTime, Utc};

use super::reader::oid_text;
use super::signer::CrlSigners;
use super::unknown::CrlProblem;
use super::{Crl, CrlOptions};

/// Sections 5.2 and 5.3: a CRL with an unknown critical extension, or with one in any of its entries, "MUST NOT" be used
/// "to determine the status of any certificates". That goes for the certificates on it too: the extension may say that the
/// entry means something else.
pub(super) fn is_understood(crl: &Crl) -> Result<(), CrlProblem> {
    let list = crl.list();
    let problem = |oid: &[u8], in_entry| CrlProblem::UnknownCriticalExtension { oid: oid_text(oid), in_entry };
    match (list.extensions.unknown_critical, list.entries.unknown_critical) {
        (Some(oid), _) => Err(problem(oid, false)),
        (None, Some(oid)) => Err(problem(oid, true)),
        (None, None) => Ok(()),
    }
}

/// Whether the CRL is issued and still current at that time.
///
/// Both ends are included: thisUpdate `<=` at `<=` nextUpdate ("after the value of the CRL next update field", step a 1),
/// and an age of exactly `max_age`. Without nextUpdate, which RFC 5280 section 5.1.2.5 requires, only `max_age` can say.
pub(super) fn is_current(crl: &Crl, options: &CrlOptions, at: DateTime<Utc>) -> Result<(), CrlProblem> {
    if crl.this_update() > at {
        return Err(CrlProblem::NotYetValid);
    }
    if let Some(max_age) = options.max_age
        && at.signed_duration_since(crl.this_update()) > max_age
    {
        return Err(CrlProblem::TooOld { max_age });
    }
    match crl.next_update() {
        Some(next_update) if next_update < at => Err(CrlProblem::Expired { next_update }),
        None if options.max_age.is_none() => Err(CrlProblem::NoNextUpdate),
        _ => Ok(()),
    }
}

/// Whether the delta CRL and the complete one together are a newer complete CRL: step c, and the conditions a to d of
/// section 5.2.4.
pub(super) fn continues(delta: &Crl, complete: &Crl, names: &dyn CrlSigners) -> bool {
    let (delta, complete) = (delta.list(), complete.list());
    let (Some(base), Some(number), Some(complete_number)) =
        (delta.extensions.base_number, delta.extensions.number, complete.extensions.number)
    else {
        return false;
    };
    base <= complete_number
        && complete_number < number
        && delta.extensions.scope_der() == complete.extensions.scope_der()
        && delta.extensions.authority_key == complete.extensions.authority_key
        && names.names_match(delta.issuer, complete.issuer)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::super::testing::*;
    use super::super::{RevocationReason, RevocationStatus};
    use super::*;

    fn current(spec: &CrlSpec, max_age: Option<TimeDelta>, at: DateTime<Utc>) -> Result<(), CrlProblem> {
        is_current(&spec.build(), &CrlOptions { max_age, ..CrlOptions::default() }, at)
    }

    fn status(crls: &[CrlSpec]) -> RevocationStatus {
        Fake::with(&[CertificateSpec::ca("ca", "ca key")]).status(&CertificateSpec::leaf(), crls)
    }

    fn is_unknown(crls: &[CrlSpec]) -> bool {
        matches!(status(crls), RevocationStatus::Unknown { .. })
    }

    fn complete(number: u8) -> CrlSpec {
        CrlSpec::default().with(crl_number(number))
    }

    fn delta(base: u8, number: u8) -> CrlSpec {
        CrlSpec { this_update: "2026-05-01", ..complete(number) }.with(delta_indicator(base))
    }

    const SECOND: TimeDelta = TimeDelta::seconds(1);

    #[test]
    fn both_ends_of_its_time_are_included() {
        let crl = CrlSpec::default();
        let (start, end) = (time("2026-01-01"), time("2026-12-31"));
        assert_eq!(current(&crl, None, start - SECOND), Err(CrlProblem::NotYetValid));
        assert_eq!(current(&crl, None, start), Ok(()));
        assert_eq!(current(&crl, None, end), Ok(()));
        assert_eq!(current(&crl, None, end + SECOND), Err(CrlProblem::Expired { next_update: end }));
    }

    #[test]
    fn the_age_is_limited_if_asked_for() {
        let max_age = TimeDelta::days(7);
        let end = time("2026-01-08");
        assert_eq!(current(&CrlSpec::default(), Some(max_age), end), Ok(()));
        assert_eq!(current(&CrlSpec::default(), Some(max_age), end + SECOND), Err(CrlProblem::TooOld { max_age }));
        let endless = CrlSpec { next_update: None, ..CrlSpec::default() };
        assert_eq!(current(&endless, Some(max_age), end), Ok(()));
        assert_eq!(current(&endless, None, end), Err(CrlProblem::NoNextUpdate));
    }

    #[test]
    fn an_unknown_critical_extension_spoils_the_crl() {
        let unknown = |critical| extension_of(&[0x2a, 9], critical, NULL);
        assert_eq!(status(&[CrlSpec::default().with(unknown(false))]), RevocationStatus::Good);
        assert!(is_unknown(&[CrlSpec::default().with(unknown(true))]));
        // On an entry of another certificate, and on its own.
        for serial in [4, 5] {
            let crl = |critical| CrlSpec::default().listing(entry(&[serial], &[&unknown(critical)]));
            assert!(!is_unknown(&[crl(false)]), "{serial}");
            assert!(is_unknown(&[crl(true)]), "{serial}");
        }
    }

    #[test]
    fn a_delta_crl_adds_and_removes() {
        let hold = entry(&[5], &[&reason_code(6)]);
        let revoked = |reason, crl| RevocationStatus::Revoked { at: time("2026-01-02"), reason, crl };
        let compromise = Some(RevocationReason::KeyCompromise);
        assert_eq!(
            status(&[complete(1), delta(1, 2).listing(entry(&[5], &[&reason_code(1)]))]),
            revoked(compromise, 1)
        );
        let held = complete(1).listing(hold);
        assert_eq!(status(&[held.clone(), delta(1, 2)]), revoked(Some(RevocationReason::CertificateHold), 0));
        let removal = delta(1, 2).listing(entry(&[5], &[&reason_code(8)]));
        assert_eq!(status(&[held.clone(), removal.clone()]), RevocationStatus::Good);
        let signed_by_other = CrlSpec { key: "other key", ..removal };
        assert_eq!(status(&[held, signed_by_other]), revoked(Some(RevocationReason::CertificateHold), 0));
    }

    #[test]
    fn the_newest_delta_crl_counts() {
        let listing = |delta: CrlSpec| delta.listing(entry(&[5], &[]));
        assert_eq!(status(&[complete(1), listing(delta(1, 2)), delta(1, 3)]), RevocationStatus::Good);
        assert_ne!(status(&[complete(1), delta(1, 2), listing(delta(1, 3))]), RevocationStatus::Good);
    }

    #[test]
    fn a_delta_crl_continues_one_of_its_numbers_scope_and_key() {
        let names = Fake::with(&[]);
        let continues = |delta: &CrlSpec, complete: &CrlSpec| continues(&delta.build(), &complete.build(), &names);
        assert!(continues(&delta(3, 9), &complete(3)));
        assert!(continues(&delta(3, 9), &complete(8)));
        assert!(!continues(&delta(3, 9), &complete(2)));
        assert!(!continues(&delta(3, 9), &complete(9)));
        assert!(!continues(&delta(3, 9), &CrlSpec::default()), "without a number");
        let users = issuing_distribution_point(&[&tlv(0x81, &[0xff])]);
        assert!(continues(&delta(3, 9).with(users.clone()), &complete(3).with(users.clone())));
        assert!(!continues(&delta(3, 9), &complete(3).with(users.clone())));
        assert!(!continues(&delta(3, 9).with(users), &complete(3)));
        assert!(!continues(&delta(3, 9).with(authority_key("a")), &complete(3).with(authority_key("b"))));
        assert!(!continues(&CrlSpec { issuer: "other", ..delta(3, 9) }, &complete(3)));
    }

    #[test]
    fn a_current_delta_crl_keeps_an_old_crl_in_use() {
        let old = CrlSpec { next_update: Some("2026-02-01"), ..complete(1) };
        assert!(is_unknown(std::slice::from_ref(&old)));
        assert_eq!(status(&[old.clone(), delta(1, 2)]), RevocationStatus::Good);
        assert!(is_unknown(&[old.clone(), delta(2, 3)]), "not its base");
        assert!(is_unknown(&[old.clone(), CrlSpec { key: "other key", ..delta(1, 2) }]));
        assert!(is_unknown(&[old, CrlSpec { next_update: Some("2026-05-02"), ..delta(1, 2) }]));
        assert!(is_unknown(&[delta(1, 2)]), "alone");
        let future = CrlSpec { this_update: "2026-07-01", ..complete(1) };
        assert!(is_unknown(&[future, delta(1, 2)]));
    }
}
