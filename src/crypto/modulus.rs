//! The length of the numbers that keys are made of.

/// Bits of an unsigned big-endian number.
pub(crate) fn modulus_bits(modulus: &[u8]) -> usize {
    let mut bytes = modulus.iter().skip_while(|byte| **byte == 0);
    match bytes.next() {
        Some(first) => bytes.count() * 8 + 8 - usize::try_from(first.leading_zeros()).unwrap_or(0),
        None => 0,
    }
}
