//! Small PKIs: the same verdict in any order and beside a stranger, and that of rustls-webpki but for known differences.

use super::support::choices::of_bytes;
use super::support::random_pki::Scenario;

/// One choice in each byte.
pub fn check(input: &[u8]) {
    let built = Scenario::new(&mut of_bytes(&mut input.iter())).build();
    built.is_the_same_in_any_order();
    built.is_the_same_with_a_stranger();
    built.is_the_same_again();
    #[cfg(feature = "aws-lc-rs")]
    if let Err(disagreement) = super::support::rustls_webpki::compare(&built) {
        panic!("{disagreement:#?}");
    }
}
