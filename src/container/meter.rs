//! Counts what a file costs against the [`Budget`], before the cost arises.

use super::{OpenError, ber};
use crate::Budget;

pub(super) struct Meter<'a> {
    pub(super) budget: &'a Budget,
    spent: u64,
    elements: usize,
}

/// Elements of ASN.1 in all certificates of a file. Each may take a hundred bytes once it is parsed, from three in the
/// file; a bundle of every root in use has under 50,000.
const MAX_ELEMENTS: usize = 1 << 18;

impl<'a> Meter<'a> {
    pub(super) fn new(budget: &'a Budget) -> Self {
        Self { budget, spent: 0, elements: 0 }
    }

    /// Whether these iterations, on top of what was spent, are within the budget.
    pub(super) fn allow(&self, what: &str, iterations: u64) -> Result<(), OpenError> {
        let requested = self.spent.saturating_add(iterations);
        if requested > self.budget.kdf_iterations {
            return Err(OpenError::LimitExceeded {
                what: format!("iterations of key derivation for {what}"),
                requested,
                limit: self.budget.kdf_iterations,
            });
        }
        Ok(())
    }

    /// Spends `iterations` for each of the `blocks` that a derivation gives one after another.
    pub(super) fn iterations(&mut self, what: &str, iterations: u64, blocks: usize) -> Result<u32, OpenError> {
        let total = iterations.saturating_mul(u64::try_from(blocks).unwrap_or(u64::MAX));
        self.allow(what, total)?;
        self.spent = self.spent.saturating_add(total);
        // Derivations count in 32 bits.
        u32::try_from(iterations).map_err(|_| OpenError::LimitExceeded {
            what: format!("iterations of key derivation for {what}"),
            requested: iterations,
            limit: u32::MAX.into(),
        })
    }

    /// Spends the memory of one certificate.
    pub(super) fn certificate(&mut self, der: &[u8]) -> Result<(), OpenError> {
        let left = MAX_ELEMENTS.saturating_sub(self.elements);
        self.elements += ber::count_elements(der, self.budget.asn1_depth, left.saturating_add(1));
        if self.elements > MAX_ELEMENTS {
            return Err(OpenError::limit("elements of ASN.1 in its certificates", self.elements, MAX_ELEMENTS));
        }
        Ok(())
    }

    /// Spends one derivation with scrypt, which takes 128·r·(N + p) bytes (RFC 7914 section 5). The block that one lane
    /// needs is not counted, so that N = 2^15, r = 8, p = 1, which many write, take 32 MiB and no more.
    pub(super) fn scrypt(&mut self, what: &str, n: u64, r: u64, p: u64) -> Result<scrypt::Params, OpenError> {
        let over = |what: String, requested, limit| Err(OpenError::LimitExceeded { what, requested, limit });
        let memory = n.saturating_add(p.saturating_sub(1)).saturating_mul(r).saturating_mul(128);
        if memory > self.budget.scrypt_memory {
            return over(format!("bytes of memory for {what} with scrypt"), memory, self.budget.scrypt_memory);
        }
        let cost = n.saturating_mul(r).saturating_mul(p);
        if cost > self.budget.scrypt_cost {
            return over(format!("rounds of scrypt for {what}"), cost, self.budget.scrypt_cost);
        }
        let log_n = u8::try_from(n.ilog2()).unwrap_or(u8::MAX);
        let narrow = |value| u32::try_from(value).unwrap_or(u32::MAX);
        scrypt::Params::new(log_n, narrow(r), narrow(p))
            .map_err(|_| OpenError::corrupt(what, 0, "parameters that scrypt does not have"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iterations_add_up_to_the_limit_and_no_further() {
        let budget = Budget { kdf_iterations: 100, ..Budget::default() };
        let mut meter = Meter::new(&budget);
        assert_eq!(meter.iterations("it", 30, 2).unwrap(), 30);
        assert!(meter.allow("it", 40).is_ok());
        assert!(matches!(
            meter.iterations("it", 41, 1),
            Err(OpenError::LimitExceeded { requested: 101, limit: 100, .. })
        ));
        assert_eq!(meter.iterations("it", 40, 1).unwrap(), 40);
    }

    #[test]
    fn more_than_any_counter_is_refused() {
        let budget = Budget { kdf_iterations: u64::MAX, ..Budget::default() };
        assert!(Meter::new(&budget).iterations("it", u64::MAX, 1).is_err());
    }

    #[test]
    fn scrypt_is_bounded_in_memory_and_cost() {
        let budget = Budget { scrypt_memory: 16 << 20, scrypt_cost: 1 << 17, ..Budget::default() };
        let mut meter = Meter::new(&budget);
        assert!(meter.scrypt("it", 1 << 14, 8, 1).is_ok());
        assert!(meter.scrypt("it", 1 << 15, 8, 1).is_err());
        assert!(meter.scrypt("it", 1 << 13, 8, 4).is_err());
        assert!(meter.scrypt("it", 1 << 63, u64::MAX, 1).is_err());
    }
}
