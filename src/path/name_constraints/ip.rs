//! iPAddress: addresses, and ranges of an address and a mask.

/// An IPv4 address or an IPv6 address (RFC 5280 section 4.2.1.6).
pub(super) fn is_address(bytes: &[u8]) -> bool {
    matches!(bytes.len(), 4 | 16)
}

/// An address and a mask of the same length in the style of RFC 4632 (RFC 5280 section 4.2.1.10): the mask is ones, then
/// zeros.
pub(super) fn is_subtree(bytes: &[u8]) -> bool {
    let Some((address, mask)) = halves(bytes) else { return false };
    let after_ones = mask.iter().skip_while(|byte| **byte == 0xff);
    let mut after_border = after_ones.clone().skip(1);
    let border_is_contiguous =
        after_ones.clone().next().is_none_or(|byte| byte.leading_ones() + byte.trailing_zeros() == 8);
    is_address(address) && border_is_contiguous && after_border.all(|byte| *byte == 0)
}

/// Bits that the mask leaves out do not count, in the range neither. An IPv4 address is in no IPv6 range, mapped or not.
pub(super) fn is_within(address: &[u8], subtree: &[u8]) -> bool {
    halves(subtree).is_some_and(|(range, mask)| {
        range.len() == address.len()
            && range.iter().zip(address).zip(mask).all(|((wanted, found), mask)| (wanted ^ found) & mask == 0)
    })
}

/// `192.0.2.0/255.255.255.0`, or hex for what is no range.
pub(super) fn text(bytes: &[u8]) -> String {
    let address = |bytes: &[u8]| {
        <[u8; 4]>::try_from(bytes)
            .map(std::net::IpAddr::from)
            .or_else(|_| <[u8; 16]>::try_from(bytes).map(std::net::IpAddr::from))
            .map(|address| address.to_string())
    };
    let range = || {
        let (start, mask) = halves(bytes)?;
        Some(format!("{}/{}", address(start).ok()?, address(mask).ok()?))
    };
    address(bytes).ok().or_else(range).unwrap_or_else(|| crate::printable::hex(bytes))
}

fn halves(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    matches!(bytes.len(), 8 | 32).then(|| bytes.split_at_checked(bytes.len() / 2)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RANGE: [u8; 8] = [192, 0, 2, 0, 255, 255, 255, 0];

    #[test]
    fn a_range_holds_its_addresses() {
        assert!(is_within(&[192, 0, 2, 1], &RANGE));
        assert!(is_within(&[192, 0, 2, 1], &[192, 0, 2, 9, 255, 255, 255, 0]));
        assert!(!is_within(&[192, 0, 3, 1], &RANGE));
        assert!(is_within(&[1, 2, 3, 4], &[0; 8]));
        let mut ipv6 = [0; 32];
        assert!(is_within(&[7; 16], &ipv6));
        assert!(!is_within(&[7; 4], &ipv6));
        assert!(!is_within(&[0; 16], &RANGE));
        ipv6[31] = 1;
        assert!(!is_within(&[7; 16], &ipv6));
        assert!(!is_within(&RANGE, &RANGE));
    }

    #[test]
    fn a_mask_is_ones_then_zeros() {
        for mask in [[0, 0, 0, 0], [255, 255, 255, 255], [255, 128, 0, 0], [254, 0, 0, 0], [255, 255, 255, 252]] {
            assert!(is_subtree(&[[10, 0, 0, 0], mask].concat()), "{mask:?}");
        }
        for mask in
            [[0, 0, 0, 1], [255, 0, 255, 0], [127, 0, 0, 0], [255, 129, 0, 0], [255, 128, 128, 0], [0, 255, 0, 0]]
        {
            assert!(!is_subtree(&[[10, 0, 0, 0], mask].concat()), "{mask:?}");
        }
        assert!(is_subtree(&[0xff; 32]));
        for length in [0, 4, 7, 9, 16, 31, 33] {
            assert!(!is_subtree(&vec![0; length]), "{length}");
        }
    }

    #[test]
    fn ranges_are_readable() {
        assert_eq!(text(&RANGE), "192.0.2.0/255.255.255.0");
        assert_eq!(text(&[192, 0, 2, 1]), "192.0.2.1");
        assert_eq!(text(&[1, 2, 3]), "010203");
    }
}
