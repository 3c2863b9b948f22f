//! The password in the forms that writers of files have made keys of.

use zeroize::Zeroizing;

use super::OpenError;
use crate::message::Text;

/// A password that was given, or not, and its readings, the likeliest first.
///
/// PKCS#12 takes a BMPString with two zero bytes at its end (RFC 7292 appendix B.1), or nothing at all for no password;
/// both are in use for the empty one. Characters beyond the BMP are surrogate pairs in every writer that is right.
/// OpenSSL before 1.1.0 widened each byte of the UTF-8 form to 16 bits instead. Everything else takes UTF-8.
pub(super) struct Password {
    given: bool,
    utf8: Zeroizing<Vec<u8>>,
    bmp: Vec<Zeroizing<Vec<u8>>>,
}

impl Password {
    pub(super) fn new(given: Option<&str>) -> Self {
        let text = given.unwrap_or_default();
        let units = text.encode_utf16();
        let mut bmp = vec![terminated(text.len(), units)];
        if text.is_empty() {
            bmp.push(Zeroizing::new(Vec::new()));
        } else if !text.is_ascii() {
            bmp.push(terminated(text.len(), text.bytes().map(u16::from)));
        }
        Self { given: given.is_some(), utf8: Zeroizing::new(text.as_bytes().to_vec()), bmp }
    }

    /// As PKCS#5, PBMAC1 and PEM take it.
    pub(super) fn utf8(&self) -> &[u8] {
        &self.utf8
    }

    /// How many readings PKCS#12 has for it.
    pub(super) fn readings(&self) -> usize {
        self.bmp.len()
    }

    /// A reading as PKCS#12 takes it.
    pub(super) fn bmp(&self, reading: usize) -> &[u8] {
        self.bmp.get(reading).map_or(&[], |bmp| bmp)
    }

    /// The reading that fitted is tried first from now on.
    pub(super) fn prefer(&mut self, reading: usize) {
        if reading < self.bmp.len() {
            self.bmp.swap(0, reading);
        }
    }

    /// Why `what` cannot be read.
    pub(super) fn does_not_fit(&self, what: &'static Text) -> OpenError {
        let what = what.into();
        if self.given { OpenError::WrongPassword { what } } else { OpenError::PasswordRequired { what } }
    }
}

/// Big-endian, with two zero bytes at the end. `length` is at least the number of units, so that nothing moves.
fn terminated(length: usize, units: impl Iterator<Item = u16>) -> Zeroizing<Vec<u8>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(2 * length + 2));
    bytes.extend(units.chain([0]).flat_map(u16::to_be_bytes));
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn readings(password: Option<&str>) -> Vec<Vec<u8>> {
        let password = Password::new(password);
        (0..password.readings()).map(|reading| password.bmp(reading).to_vec()).collect()
    }

    #[test]
    fn ascii_has_one_reading() {
        assert_eq!(readings(Some("aB")), [vec![0, b'a', 0, b'B', 0, 0]]);
    }

    #[test]
    fn the_empty_password_has_both_encodings() {
        assert_eq!(readings(Some("")), [vec![0, 0], vec![]]);
        assert_eq!(readings(None), [vec![0, 0], vec![]]);
    }

    #[test]
    fn beyond_ascii_the_old_reading_comes_second() {
        assert_eq!(readings(Some("é")), [vec![0, 0xe9, 0, 0], vec![0, 0xc3, 0, 0xa9, 0, 0]]);
        assert_eq!(readings(Some("🔑")).first().unwrap(), &[0xd8, 0x3d, 0xdd, 0x11, 0, 0]);
    }

    #[test]
    fn what_fitted_is_tried_first() {
        let mut password = Password::new(Some(""));
        password.prefer(1);
        assert_eq!(password.bmp(0), [0u8; 0]);
        assert_eq!(password.bmp(1), [0, 0]);
    }

    #[test]
    fn a_password_that_was_not_given_is_required() {
        assert_eq!(Password::new(None).does_not_fit(&Text { en: "it" }).kind(), "password-required");
        assert_eq!(Password::new(Some("")).does_not_fit(&Text { en: "it" }).kind(), "wrong-password");
    }
}
