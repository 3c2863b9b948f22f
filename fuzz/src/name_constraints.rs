//! Name constraints of any kind over names of any kind: nothing is accepted with them that is refused without.

use super::chain::{Contents, is_stricter};
use super::parts;
use super::support::pki;

/// The value of NameConstraints, that of SubjectAltName, and the subject of the leaf, if there is one.
pub fn check(input: &[u8]) {
    let [constraints, names, subject] = parts(input);
    let leaf = [pki::extension("2.5.29.17", false, names)];
    let subject = (!subject.is_empty()).then_some(subject);
    let without = Contents { leaf: &leaf, subject, ..Default::default() };
    is_stricter(Contents { ca: &[pki::extension("2.5.29.30", true, constraints)], ..without }, without);
}
