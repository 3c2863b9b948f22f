//! The C ABI. All `unsafe` of the crate lives here; the header is `include/apptunnel.h`.
//!
//! One file for each handle. Handles are made by the library, opaque, and freed by the function named `_free`, which
//! takes NULL. A status says whether the call worked; what is wrong with a certificate is data in a report.

#![allow(unsafe_code)]

mod boundary;
pub mod bundle;
pub mod error;
pub mod report;
pub mod status;
pub mod text;
pub mod upload;
pub mod version;

pub use bundle::BundleHandle;
pub use error::ErrorHandle;
pub use report::{ReportHandle, SeverityCode, SubjectCode};
pub use status::Status;
pub use text::Text;
pub use upload::UploadContextHandle;

/// Handles may be used by several threads at once; this fails to compile if one may not.
const _: () = {
    const fn shared<T: Send + Sync>() {}
    shared::<BundleHandle>();
    shared::<ErrorHandle>();
    shared::<ReportHandle>();
    shared::<UploadContextHandle>();
};
