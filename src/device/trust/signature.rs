//! Signature algorithms as Apple's trust evaluation takes them (`SecSignatureVerificationSupport.c`).

use crate::device::release::{Generation, IOS_17};

/// Whether Apple checks signatures of this algorithm. `oid` is the content of its OID.
pub(super) fn is_supported(oid: &[u8], generation: Generation) -> bool {
    let edwards = [ED25519, ED448].contains(&oid);
    SUPPORTED.contains(&oid) || edwards && generation >= IOS_17
}

/// id-RSASSA-PSS.
pub(super) const RSASSA_PSS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 10];

const ED25519: &[u8] = &[0x2b, 0x65, 0x70];
const ED448: &[u8] = &[0x2b, 0x65, 0x71];

#[rustfmt::skip]
const SUPPORTED: [&[u8]; 11] = [
    &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 4],  // md5WithRSAEncryption
    &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 5],  // sha1WithRSAEncryption
    &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 11], // sha256WithRSAEncryption
    &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 12], // sha384WithRSAEncryption
    &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 13], // sha512WithRSAEncryption
    &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 14], // sha224WithRSAEncryption
    &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 1],           // ecdsa-with-SHA1
    &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 1],        // ecdsa-with-SHA224
    &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2],        // ecdsa-with-SHA256
    &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 3],        // ecdsa-with-SHA384
    &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 4],        // ecdsa-with-SHA512
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::device::release::{IOS_10, IOS_16, IOS_26};

    #[test]
    fn pss_is_not_checked_and_ed25519_since_ios_17() {
        assert!(!is_supported(RSASSA_PSS, IOS_26));
        assert!(!is_supported(&[0x2b, 0x0e, 3, 2, 29], IOS_26), "sha1WithRSASignature of OIW");
        for edwards in [ED25519, ED448] {
            assert!(is_supported(edwards, IOS_17) && !is_supported(edwards, IOS_16));
        }
        assert!(is_supported(&[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2], IOS_10));
    }
}
