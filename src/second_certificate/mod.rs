//! The second certificate of a Sentry profile: which one the Sentry shows, until when, and when service breaks.
//!
//! An administrator may link a *second* certificate to a profile, the reserve. When the *primary* certificate expires, the
//! Sentry switches to the reserve by itself (N-MDM Administrator Guide, "Setting Up AppTunnel"). What happens when the
//! reserve is no good is written down nowhere: this library decided it, and its findings say so.
//!
//! ```
//! use apptunnel::Bundle;
//! use apptunnel::device::{ServedChain, TrustAnchor};
//! use apptunnel::second_certificate::{CertificatePair, DeviceOptions, Slot};
//!
//! let open = |file| {
//!     let bundle = Bundle::open(&std::fs::read(file).unwrap(), Some("sentry")).unwrap();
//!     bundle.certificates().iter().map(|it| it.item().clone()).collect::<Vec<_>>()
//! };
//! let good = open("examples/files/good.p12");
//! let devices = DeviceOptions::default()
//!     .with_anchors(vec![TrustAnchor::on_device(open("examples/files/root.pem")[0].clone())])
//!     .with_server_name("sentry.example.com".parse().unwrap());
//! let pair = CertificatePair::new(ServedChain::new(good[0].clone(), good[1..].to_vec()), devices);
//!
//! let now = "2026-06-01T00:00:00Z".parse().unwrap();
//! assert_eq!(pair.active_certificate(now).shown, Some(Slot::Primary));
//! assert_eq!(pair.check(None, now, "")[0].code, "second-certificate.missing");
//! println!("{:?} days until the outage", pair.days_until_outage(now));
//! ```

mod active;
mod check;
mod events;
mod forecast;
mod names;
mod notices;
mod outage;
mod pair;
mod reachable;
mod timeline;

pub(crate) use active::expiry;
pub use active::{ActiveCertificate, ActiveReason, Transition};
pub use forecast::{Event, Forecast, ForecastOptions};
pub use notices::Notices;
pub use pair::{BeforePrimary, CertificatePair, DeviceOptions, Slot};
pub use timeline::State;

use crate::report::Rule;

/// Every rule that [`CertificatePair::check`] and [`CertificatePair::forecast`] know.
///
/// ```
/// use apptunnel::second_certificate;
///
/// assert!(second_certificate::rules().any(|rule| rule.code == "second-certificate.coverage-gap"));
/// ```
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    [check::RULES, events::RULES].into_iter().flatten().copied()
}
