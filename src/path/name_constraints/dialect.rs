//! How validators differ.

use crate::path::names::NameComparison;

/// One way to apply name constraints. Where RFC 5280 says how, [`rfc5280`](Self::rfc5280) does it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dialect {
    /// Whether a constraint that is malformed for its form is an error, and a name that is malformed for its constrained
    /// form a violation. If not, they are compared as they are, and match nothing where that has no meaning.
    pub(crate) check_syntax: bool,
    /// Whether a dNSName constraint may start with a dot, and then takes one label or more. RFC 5280 has that for
    /// rfc822Name and URI only, but so many CAs write it that most validators take it. For `check_syntax`; without it
    /// nothing is refused.
    pub(crate) leading_dot: bool,
    /// Whether a wildcard is in an excluded subtree when one of the names it stands for is. If not, `*` is a label like
    /// any other.
    pub(crate) expand_wildcards: bool,
    /// How directory names are compared.
    pub(crate) directory_names: NameComparison,
    /// Whether a directory name is within the subtree of the same name, and not only what is below.
    pub(crate) same_directory_name: bool,
    /// Whether emailAddress in the subject is constrained even if there is a subject alternative name. RFC 5280 section
    /// 4.2.1.10 wants it constrained "if the certificate does not include a subject alternative name".
    pub(crate) always_subject_email: bool,
    /// Whether the local part of a mailbox is compared without regard to case.
    pub(crate) fold_local_part: bool,
    /// Whether the permitted subtrees of every certificate must hold. If not, a subtree that is inside an earlier one
    /// takes its place, one that holds an earlier one is dropped, and any other is permitted as well.
    pub(crate) intersect: bool,
    /// Whether critical constraints of an unsupported form are an error of the CA that has them. If not, they are a
    /// violation once a name of that form appears.
    pub(crate) unsupported_rejects_ca: bool,
    /// Whether a certificate must have a subject or a subject alternative name once there are constraints.
    pub(crate) reject_nameless: bool,
    /// Most subtrees of all certificates together.
    pub(crate) max_subtrees: Option<usize>,
}

impl Dialect {
    /// RFC 5280.
    pub(crate) fn rfc5280() -> Self {
        Self {
            check_syntax: true,
            leading_dot: false,
            expand_wildcards: true,
            directory_names: NameComparison::Rfc5280,
            same_directory_name: true,
            always_subject_email: false,
            fold_local_part: false,
            intersect: true,
            unsupported_rejects_ca: false,
            reject_nameless: false,
            max_subtrees: None,
        }
    }

    /// RFC 5280 as browsers take it: BoringSSL, Go and rustls-webpki agree on the leading dot.
    pub(crate) fn web_pki() -> Self {
        Self { leading_dot: true, ..Self::rfc5280() }
    }

    /// Apple's `trust/trustd/nameconstraints.c`. The limit on subtrees is that of macOS 15 and iOS 18; releases before
    /// have none.
    pub(crate) fn apple() -> Self {
        Self {
            check_syntax: false,
            leading_dot: true,
            expand_wildcards: false,
            directory_names: NameComparison::Binary,
            same_directory_name: false,
            always_subject_email: true,
            fold_local_part: true,
            intersect: false,
            unsupported_rejects_ca: true,
            reject_nameless: true,
            max_subtrees: Some(1_023),
        }
    }
}
