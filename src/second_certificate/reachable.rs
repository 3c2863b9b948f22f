//! The certificates that can stand above a leaf, by their names.

use std::collections::{BTreeMap, BTreeSet};

use crate::Certificate;
use crate::path::names::{NameComparison, normal_form};

/// The certificates of `pool` that names lead to from the leaf, in their order, each once and without the leaf.
///
/// A device builds paths by the same comparison of names, so that no other certificate can matter to it. Each name is
/// looked up once, however the certificates point at each other.
pub(super) fn above<'a>(leaf: &Certificate, pool: impl Iterator<Item = &'a Certificate>) -> Vec<&'a Certificate> {
    let mut seen = BTreeSet::from([*leaf.sha256()]);
    let pool: Vec<&Certificate> = pool.filter(|certificate| seen.insert(*certificate.sha256())).collect();
    let mut by_subject: BTreeMap<Vec<u8>, Vec<usize>> = BTreeMap::new();
    for (place, certificate) in pool.iter().enumerate() {
        by_subject.entry(form(certificate.raw_subject())).or_default().push(place);
    }
    let mut reached = BTreeSet::new();
    let mut names = vec![form(leaf.raw_issuer())];
    while let Some(name) = names.pop() {
        // Taken out, so that a name is followed once.
        for place in by_subject.remove(&name).unwrap_or_default() {
            reached.insert(place);
            names.extend(pool.get(place).map(|certificate| form(certificate.raw_issuer())));
        }
    }
    reached.into_iter().filter_map(|place| pool.get(place).copied()).collect()
}

/// The topmost of these: CA certificates that are self-issued, or whose issuer is not among them.
pub(super) fn topmost<'a>(certificates: &[&'a Certificate]) -> Vec<&'a Certificate> {
    let subjects: BTreeSet<Vec<u8>> = certificates.iter().map(|it| form(it.raw_subject())).collect();
    let is_top = |it: &Certificate| it.is_self_issued() || !subjects.contains(&form(it.raw_issuer()));
    certificates.iter().copied().filter(|certificate| certificate.is_ca() && is_top(certificate)).collect()
}

fn form(name: &[u8]) -> Vec<u8> {
    normal_form(name, NameComparison::Apple).into_owned()
}
