//! What an Apple device says of a server's chain, release by release.
//!
//! [`TrustEvaluator`] predicts `SecTrustEvaluate` with the SSL server policy: whether the chain is trusted, the path that is
//! chosen, and the error code. The rules are those of Apple's published source, tag
//! Security-61901.0.87.0.1 of `apple-oss-distributions/Security`, and of the tags before it that belong to older releases.
//! What rests on a document alone is advice and never rejects a chain.
//!
//! ```
//! use apptunnel::Bundle;
//! use apptunnel::device::trust::{TrustEvaluator, TrustResult};
//! use apptunnel::device::{Origin, TrustAnchor};
//!
//! let open = |file| Bundle::open(&std::fs::read(file).unwrap(), Some("sentry")).unwrap();
//! let bundle = open("examples/files/sha1.p12");
//! let certificates: Vec<_> = bundle.certificates().iter().map(|it| it.item().clone()).collect();
//! let (leaf, others) = certificates.split_first().unwrap();
//! let root = open("examples/files/root.pem").certificates()[0].item().clone();
//!
//! let release = "ios:18.4".parse().unwrap();
//! let mut evaluator = TrustEvaluator::new(release, "2026-06-01T00:00:00Z".parse().unwrap());
//! evaluator.anchors.push(TrustAnchor::new(root, Origin::User));
//! let outcome = evaluator.evaluate(leaf, others).outcome;
//! assert_eq!(outcome.trust_result, TrustResult::Recoverable);
//! assert_eq!(outcome.os_status.as_ref().unwrap().name, "errSecInvalidDigestAlgorithm");
//! ```

// Which file answers which question, and where Apple's source does:
//
// | question                                              | file                   | Apple                              |
// |-------------------------------------------------------|------------------------|------------------------------------|
// | what is asked, and what does the device know?         | evaluator, knowledge   | SecTrust, SecPolicyCreateSSL       |
// | can a certificate be made of the bytes, and which?    | parse, created         | SecCertificateParse                |
// | what is said where it cannot?                         | creation               | SecCertificateCreateWithData       |
// | which keys and signatures can be used?                | public_key, signature  | SecCertificateCopyKey              |
// | which certificates are at hand, and who trusts them?  | pool                   | SecCertificateSource               |
// | in which order are paths looked at, and which stays?  | builder, path          | SecPathBuilder, SecCertificatePath |
// | what is a path held to?                               | checks                 | SecPolicyServer, SecPVC...         |
// | are there enough certificate timestamps?              | transparency           | CertificateTransparency            |
// | which rule, which error, since which release?         | rule, key              | SecPolicyChecks.list               |
// | what is reported?                                     | verdict                | SecTrustEvaluateWithError          |
// | all of it, one after the other                        | evaluate               | SecTrustEvaluate                   |
// | what do the other releases say?                       | matrix                 |                                    |

mod builder;
mod checks;
mod created;
mod creation;
mod evaluate;
mod evaluation;
mod evaluator;
mod key;
mod knowledge;
mod matrix;
mod parse;
mod path;
mod policy;
mod pool;
mod prepared;
mod public_key;
mod rule;
mod signature;
pub mod transparency;
mod verdict;

pub use crate::report::TrustResult;
pub(crate) use checks::advice::{SCHEDULE as VALIDITY_SCHEDULE, SERVER_AUTH_PRIVATE as SERVER_AUTH_BY_DOCUMENT};
pub use creation::{Creation, CreationError};
pub use evaluation::{TrustEvaluation, TrustSummary};
pub use evaluator::TrustEvaluator;
pub use key::CheckKey;
pub use knowledge::{DateLimit, Distrust, Knowledge, Pins, Transparency, TrustSetting};
pub use matrix::{ReleaseRange, TrustMatrix};
pub use policy::Policy;
pub use prepared::PreparedTrustEvaluator;
pub use rule::AppleRule;
pub use verdict::Outcome;

/// Every row of Apple's rules.
///
/// ```
/// let mut rows = apptunnel::device::trust::rules();
/// let key_size = rows.find(|row| row.rule.code == "apple.key.rsa-lt-2048").unwrap();
/// assert_eq!(key_size.since().as_deref(), Some("iOS 13, macOS 10.15"));
/// ```
pub fn rules() -> impl Iterator<Item = &'static AppleRule> {
    creation::RULES.iter().copied().chain(checks::rules())
}
