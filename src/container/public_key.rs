//! Whether two SubjectPublicKeyInfo hold the same key, however they are written.

use super::asn1::{BIT_STRING, Reader, SEQUENCE};
use crate::message::Text;

const WHAT: &Text = &Text { en: "the public key" };

/// What the OIDs of rsaEncryption and id-RSASSA-PSS begin with (RFC 8017): one key may stand under both.
const PKCS1: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01];

/// Compares keys: parameters of RSA do not count, and a point of a curve may be compressed (SEC 1 section 2.3.3).
pub(super) fn is_same(one: &[u8], other: &[u8]) -> bool {
    if one.is_empty() || other.is_empty() {
        return false;
    }
    if one == other {
        return true;
    }
    let (Some(one), Some(other)) = (parts(one), parts(other)) else {
        return false;
    };
    if one.algorithm.starts_with(PKCS1) && other.algorithm.starts_with(PKCS1) {
        return one.key == other.key;
    }
    one.algorithm == other.algorithm && one.parameters == other.parameters && points(one.key, other.key)
}

struct Parts<'a> {
    algorithm: &'a [u8],
    parameters: Option<&'a [u8]>,
    key: &'a [u8],
}

fn parts(spki: &[u8]) -> Option<Parts<'_>> {
    let mut fields = Reader::new(WHAT, spki).try_next(SEQUENCE)?.reader(WHAT);
    let mut algorithm = fields.try_next(SEQUENCE)?.reader(WHAT);
    let key = fields.try_next(BIT_STRING)?;
    let oid = algorithm.next().ok()?;
    Some(Parts {
        algorithm: oid.content,
        parameters: algorithm.next().ok().map(|parameters| parameters.raw),
        key: key.content,
    })
}

/// Compares points in the contents of BIT STRINGs; other keys than points are the same or not.
fn points(one: &[u8], other: &[u8]) -> bool {
    match (one, other) {
        ([0, one @ ..], [0, other @ ..]) => is_same_point(one, other),
        _ => one == other,
    }
}

/// Compares points in either form.
pub(super) fn is_same_point(one: &[u8], other: &[u8]) -> bool {
    // Two whole points are the same only if all of y is.
    let is_whole = |point: &[u8]| point.first() == Some(&4);
    one == other
        || !(is_whole(one) && is_whole(other))
            && compressed(one).zip(compressed(other)).is_some_and(|(one, other)| one == other)
}

/// Sign and x of a point.
fn compressed(point: &[u8]) -> Option<(u8, &[u8])> {
    match point {
        [sign @ (2 | 3), x @ ..] => Some((*sign, x)),
        [4, point @ ..] => {
            let (x, y) = point.split_at_checked(point.len() / 2)?;
            Some((2 | (y.last()? & 1), x))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::asn1::element;
    use super::*;

    fn spki(oid: &[u8], parameters: &[u8], key: &[u8]) -> Vec<u8> {
        element(SEQUENCE, &[&element(SEQUENCE, &[&element(6, &[oid]), parameters]), &element(BIT_STRING, &[&[0], key])])
    }

    const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
    const EC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
    const CURVE: &[u8] = &[6, 1, 42];

    #[test]
    fn parameters_of_rsa_do_not_count() {
        assert!(is_same(&spki(RSA, &[5, 0], &[1, 2]), &spki(RSA, &[], &[1, 2])));
        assert!(!is_same(&spki(RSA, &[5, 0], &[1, 2]), &spki(RSA, &[], &[1, 3])));
    }

    #[test]
    fn a_compressed_point_is_the_same_point() {
        let whole = spki(EC, CURVE, &[4, 9, 9, 7, 5]);
        assert!(is_same(&whole, &spki(EC, CURVE, &[3, 9, 9])));
        assert!(!is_same(&whole, &spki(EC, CURVE, &[2, 9, 9])));
        assert!(!is_same(&whole, &spki(EC, CURVE, &[4, 9, 9, 7, 7])));
        assert!(!is_same(&whole, &spki(EC, &[6, 1, 43], &[3, 9, 9])));
    }

    #[test]
    fn what_is_unknown_is_never_the_same() {
        assert!(!is_same(&[], &[]));
    }
}
