//! The C ABI. All `unsafe` of the crate lives here; the header is `include/apptunnel.h`.
//!
//! One file for each handle. Handles are made by the library, opaque, and freed by the function named `_free`, which
//! takes NULL. A pointer to a const handle is lent by another handle. A status says whether the call worked; what is wrong
//! with a certificate is data in a report.
//!
//! The body of a function is one call of `boundary` if it cannot fail, and of `call` if it can. `arguments` reads what
//! the caller passes.

#![allow(unsafe_code)]

pub mod admission;
pub mod anchor;
mod arguments;
mod boundary;
pub mod budget;
pub mod bundle;
mod call;
pub mod certificate;
pub mod code;
pub mod error;
pub mod evaluation;
pub mod evaluator;
mod failure;
pub mod fleet;
pub mod profile;
pub mod profile_draft;
pub mod profile_field;
pub mod report;
pub mod route;
pub mod rule;
pub mod second_certificate;
pub mod status;
#[cfg(test)]
mod tests;
pub mod text;
pub mod text_list;
pub mod tls;
pub mod upload;
pub mod version;

pub use admission::AdmissionOptionsHandle;
pub use admission::decision::AdmissionDecisionHandle;
pub use budget::BudgetHandle;
pub use bundle::BundleHandle;
pub use certificate::CertificateHandle;
pub use code::{RoleCode, SeverityCode, SubjectCode, TrustResultCode};
pub use error::ErrorHandle;
pub use evaluation::EvaluationHandle;
pub use evaluator::EvaluatorHandle;
pub use fleet::FleetHandle;
pub use fleet::certificate_list::CertificateListHandle;
pub use fleet::check::CheckOptionsHandle;
pub use fleet::distribution::PendingHandle;
pub use profile::ProfileHandle;
pub use profile_draft::ProfileDraftHandle;
pub use report::ReportHandle;
pub use route::RouteHandle;
pub use second_certificate::CertificatePairHandle;
pub use second_certificate::answers::{ActiveReasonCode, SlotCode};
pub use second_certificate::forecast::ForecastOptionsHandle;
pub use status::Status;
pub use text::{Bytes, StringHandle, Text};
pub use text_list::TextListHandle;
pub use tls::handshake_matrix::HandshakeMatrixHandle;
pub use tls::server::TlsServerHandle;
pub use upload::UploadOptionsHandle;

/// Handles may be used by several threads at once; this fails to compile if one may not.
const _: () = {
    const fn shared<T: Send + Sync>() {}
    shared::<AdmissionDecisionHandle>();
    shared::<AdmissionOptionsHandle>();
    shared::<BudgetHandle>();
    shared::<BundleHandle>();
    shared::<CertificateHandle>();
    shared::<CertificateListHandle>();
    shared::<CertificatePairHandle>();
    shared::<CheckOptionsHandle>();
    shared::<ErrorHandle>();
    shared::<EvaluationHandle>();
    shared::<EvaluatorHandle>();
    shared::<FleetHandle>();
    shared::<ForecastOptionsHandle>();
    shared::<HandshakeMatrixHandle>();
    shared::<PendingHandle>();
    shared::<ProfileDraftHandle>();
    shared::<ProfileHandle>();
    shared::<ReportHandle>();
    shared::<RouteHandle>();
    shared::<StringHandle>();
    shared::<TextListHandle>();
    shared::<TlsServerHandle>();
    shared::<UploadOptionsHandle>();
};
