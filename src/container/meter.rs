//! Counts what a file costs against the [`Budget`], before the cost arises.

use super::{OpenError, walk};
use crate::Budget;
use crate::message::{Message, Text, message};

pub(super) struct Meter<'a> {
    pub(super) budget: &'a Budget,
    spent: Cost,
    elements: usize,
}

/// What key derivations ask for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cost {
    pub(super) iterations: u64,
    /// N·r·p of scrypt.
    pub(super) scrypt: u64,
    /// Parts to decrypt.
    pub(super) decryptions: u64,
}

impl Cost {
    pub(super) fn of_iterations(iterations: u64) -> Self {
        Self { iterations, ..Self::default() }
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self {
            iterations: self.iterations.saturating_add(other.iterations),
            scrypt: self.scrypt.saturating_add(other.scrypt),
            decryptions: self.decryptions.saturating_add(other.decryptions),
        }
    }
}

/// Elements of ASN.1 in all certificates of a file. Each may take a hundred bytes once it is parsed, from three in the
/// file; a bundle of every root in use has under 50,000.
const MAX_ELEMENTS: usize = 1 << 18;

const ELEMENTS: &Text = &Text { en: "elements of ASN.1 in its certificates" };

message! {
    fn iterations(what: &'static Text) {
        en: "iterations of key derivation for {what}",
    }
    fn rounds_of_scrypt(what: &'static Text) {
        en: "rounds of scrypt for {what}",
    }
    fn memory_of_scrypt(what: &'static Text) {
        en: "bytes of memory for {what} with scrypt",
    }
    fn decryptions(what: &'static Text) {
        en: "decryptions for {what}",
    }
}

impl<'a> Meter<'a> {
    pub(super) fn new(budget: &'a Budget) -> Self {
        Self { budget, spent: Cost::default(), elements: 0 }
    }

    /// Whether this, on top of what was spent, is within the budget.
    pub(super) fn allow(&self, what: &'static Text, cost: Cost) -> Result<(), OpenError> {
        let total = self.spent.and(cost);
        hold(total.iterations, self.budget.kdf_iterations, || iterations(what))?;
        hold(total.scrypt, self.budget.scrypt_cost, || rounds_of_scrypt(what))?;
        hold(total.decryptions, self.budget.decryptions, || decryptions(what))
    }

    fn spend(&mut self, what: &'static Text, cost: Cost) -> Result<(), OpenError> {
        self.allow(what, cost)?;
        self.spent = self.spent.and(cost);
        Ok(())
    }

    /// Spends the decryption of one part, apart from its key derivation.
    pub(super) fn decryption(&mut self, what: &'static Text) -> Result<(), OpenError> {
        self.spend(what, Cost { decryptions: 1, ..Cost::default() })
    }

    /// Spends `count` iterations for each of the `blocks` that a derivation gives one after another.
    pub(super) fn iterations(&mut self, what: &'static Text, count: u64, blocks: usize) -> Result<u32, OpenError> {
        let total = count.saturating_mul(u64::try_from(blocks).unwrap_or(u64::MAX));
        self.spend(what, Cost::of_iterations(total))?;
        // Derivations count in 32 bits.
        u32::try_from(count).map_err(|_| OpenError::limit(iterations(what), count, u32::MAX))
    }

    /// Spends the memory of one certificate.
    pub(super) fn certificate(&mut self, der: &[u8]) -> Result<(), OpenError> {
        let left = MAX_ELEMENTS.saturating_sub(self.elements);
        self.elements += walk::count_elements(der, self.budget.asn1_depth, left.saturating_add(1));
        if self.elements > MAX_ELEMENTS {
            return Err(OpenError::limit(ELEMENTS, self.elements, MAX_ELEMENTS));
        }
        Ok(())
    }

    /// Spends one derivation with scrypt, which takes 128·r·(N + p) bytes (RFC 7914 section 5). The block that one lane
    /// needs is not counted, so that N = 2^15, r = 8, p = 1, which many write, take 32 MiB and no more.
    pub(super) fn scrypt(&mut self, what: &'static Text, n: u64, r: u64, p: u64) -> Result<scrypt::Params, OpenError> {
        let memory = n.saturating_add(p.saturating_sub(1)).saturating_mul(r).saturating_mul(128);
        hold(memory, self.budget.scrypt_memory, || memory_of_scrypt(what))?;
        self.spend(what, Cost { scrypt: n.saturating_mul(r).saturating_mul(p), ..Cost::default() })?;
        let log_n = u8::try_from(n.ilog2()).unwrap_or(u8::MAX);
        let narrow = |value| u32::try_from(value).unwrap_or(u32::MAX);
        scrypt::Params::new(log_n, narrow(r), narrow(p))
            .map_err(|_| OpenError::corrupt(what, 0, &Text { en: "parameters that scrypt does not have" }))
    }
}

fn hold(requested: u64, limit: u64, what: impl FnOnce() -> Message) -> Result<(), OpenError> {
    if requested > limit { Err(OpenError::limit(what(), requested, limit)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const IT: &Text = &Text { en: "it" };

    #[test]
    fn iterations_add_up_to_the_limit_and_no_further() {
        let budget = Budget { kdf_iterations: 100, ..Budget::default() };
        let mut meter = Meter::new(&budget);
        assert_eq!(meter.iterations(IT, 30, 2).unwrap(), 30);
        assert!(meter.allow(IT, Cost::of_iterations(40)).is_ok());
        assert!(matches!(
            meter.iterations(IT, 41, 1),
            Err(OpenError::LimitExceeded { requested: 101, limit: 100, .. })
        ));
        assert_eq!(meter.iterations(IT, 40, 1).unwrap(), 40);
    }

    #[test]
    fn more_than_any_counter_is_refused() {
        let budget = Budget { kdf_iterations: u64::MAX, ..Budget::default() };
        assert!(Meter::new(&budget).iterations(IT, u64::MAX, 1).is_err());
    }

    #[test]
    fn scrypt_is_bounded_in_memory_and_cost() {
        let budget = Budget { scrypt_memory: 16 << 20, scrypt_cost: 1 << 17, ..Budget::default() };
        let mut meter = Meter::new(&budget);
        assert!(meter.scrypt(IT, 1 << 14, 8, 1).is_ok());
        assert!(meter.scrypt(IT, 1 << 10, 8, 1).is_err(), "the sum counts");
        let mut meter = Meter::new(&budget);
        assert!(meter.scrypt(IT, 1 << 15, 8, 1).is_err());
        assert!(meter.scrypt(IT, 1 << 13, 8, 4).is_err());
        assert!(meter.scrypt(IT, 1 << 63, u64::MAX, 1).is_err());
    }

    #[test]
    fn decryptions_are_counted() {
        let budget = Budget { decryptions: 1, ..Budget::default() };
        let mut meter = Meter::new(&budget);
        assert!(meter.decryption(IT).is_ok());
        assert!(meter.decryption(IT).is_err());
    }
}
