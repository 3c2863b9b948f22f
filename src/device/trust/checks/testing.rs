//! Paths below real roots. Only a root's own key can sign below it, so they are put together by hand.

use super::examined_path::{ExaminedPath, Shared};
use crate::Certificate;
use crate::certificate::test_der::Draft;
use crate::device::trust::TrustEvaluator;
use crate::device::trust::created::Created;
use crate::device::trust::pool::{Known, Pool};
use crate::device::trust::rule::Breaches;
use crate::device::{Origin, Release, TrustAnchor};

/// What a check finds on the path of a leaf and a CA from these instants, and a root that is trusted as Apple's are: codes,
/// and places on the path.
pub(super) fn breaches(
    check: impl Fn(&ExaminedPath<'_>, &mut Breaches),
    release: &str,
    from: [&str; 2],
    root: Certificate,
) -> Vec<(&'static str, usize)> {
    let [leaf, ca] = from.map(|from| Draft::new(&[from]).not_before(0x17, from).finish());
    let release: Release = release.parse().unwrap();
    let mut evaluator = TrustEvaluator::new(release, "2017-01-01T00:00:00Z".parse().unwrap());
    evaluator.anchors = vec![TrustAnchor::new(root.clone(), Origin::System)];
    let others = [ca];
    let known = Known::new(&evaluator, &others);
    let pool = Pool::new(&evaluator, &known, &leaf, Created::of(&leaf).unwrap());
    let is = |place: usize, wanted: &Certificate| pool.entry(place).is_some_and(|entry| entry.certificate == wanted);
    let place = |wanted: &Certificate| (0..3).find(|place| is(*place, wanted)).unwrap();
    let places = [&leaf, &others[0], &root].map(place);
    let shared = &Shared::new(0);
    let path = ExaminedPath { pool: &pool, places: &places, is_anchored: true, evaluator: &evaluator, shared };
    let mut breaches = Breaches::new(release.generation());
    check(&path, &mut breaches);
    breaches.iter().map(|breach| (breach.row.rule.code, breach.index)).collect()
}
