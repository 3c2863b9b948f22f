//! Asks rustls-webpki, and knows where it differs.

use std::collections::BTreeSet;
use std::time::Duration;

use apptunnel::Certificate;
use apptunnel::path::Evaluation;
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use webpki::{EndEntityCert, Error, KeyUsage};

use super::pki::{self, GeneralName};
use super::random_pki::{Built, Spec};
use super::{certificate, now};

/// What both say.
pub(crate) enum Verdicts {
    /// Both accept, or both refuse.
    Same(bool),
    /// They differ in a way that is known.
    Differ(&'static Difference),
}

/// Asks both.
///
/// # Errors
/// They differ, and none of [`DIFFERENCES`] says why.
pub(crate) fn compare(built: &Built) -> Result<Verdicts, Box<Disagreement>> {
    let (ours, theirs) = (built.evaluate(), verify(built));
    if ours.is_accepted() == theirs.is_ok() {
        return Ok(Verdicts::Same(theirs.is_ok()));
    }
    let disagreement = Disagreement::new(built, &ours, &theirs);
    let known = |part: &Disagreement| DIFFERENCES.iter().find(|it| (it.applies)(part));
    match disagreement.parts().iter().map(known).collect::<Option<Vec<_>>>().as_deref() {
        Some([difference, ..]) => Ok(Verdicts::Differ(difference)),
        _ => Err(Box::new(disagreement)),
    }
}

/// A way in which both may come to different verdicts.
pub(crate) struct Difference {
    pub(crate) name: &'static str,
    pub(crate) reason: &'static str,
    applies: fn(&Disagreement) -> bool,
}

/// One rejects what the other accepts. Some of it is only there to be printed.
#[allow(dead_code)]
#[derive(Clone, Debug)]
pub(crate) enum Disagreement {
    /// Findings of ours on the path that rustls-webpki accepts.
    OnlyTheirs { messages: Vec<(String, String)>, built: Built, spent: Option<&'static str> },
    /// The error of theirs when it is given nothing but the path that we accept, if there is one then.
    OnlyOurs { error: Option<Error>, on_all: Error, path: Vec<Spec>, built: Built },
}

pub(crate) static DIFFERENCES: [Difference; 10] = [
    Difference {
        name: "anyExtendedKeyUsage",
        reason: "RFC 5280 section 4.2.1.12 lets anyExtendedKeyUsage stand for every purpose; rustls-webpki asks for \
                 serverAuth itself.",
        applies: |it| {
            it.ours_alone(
                |error| matches!(error, Error::RequiredEkuNotFoundContext(_)),
                |path| path.iter().any(|spec| spec.usages.contains(&pki::ANY_USAGE)),
            )
        },
    },
    Difference {
        name: "CA as leaf",
        reason: "rustls-webpki takes no CA certificate as a leaf; RFC 5280 section 6 does not mind.",
        applies: |it| it.ours_alone(|error| matches!(error, Error::CaUsedAsEndEntity), |path| path[0].is_ca()),
    },
    Difference {
        name: "depth",
        reason: "rustls-webpki takes six intermediates at most; our limit is Budget::path_length.",
        applies: |it| it.ours_alone(|error| matches!(error, Error::MaximumPathDepthExceeded), |path| path.len() > 8),
    },
    Difference {
        name: "directory name constraints",
        reason: "rustls-webpki does not compare directory names: every certificate below such a constraint is refused.",
        applies: |it| {
            it.ours_alone(
                |error| matches!(error, Error::NameConstraintViolation),
                |path| {
                    let is_directory = |name: &GeneralName| matches!(name, GeneralName::Directory(_));
                    path.iter().any(|spec| spec.permitted.iter().chain(&spec.excluded).any(is_directory))
                },
            )
        },
    },
    Difference {
        name: "keyCertSign",
        reason: "RFC 5280 section 6.1.4 (n) asks for keyCertSign where there is a key usage; rustls-webpki does not \
                 look at it.",
        applies: |it| it.theirs_alone(|code, _| code == "rfc5280.key-cert-sign"),
    },
    Difference {
        name: "leading dot",
        reason: "RFC 5280 section 4.2.1.10 knows no dNSName constraint with a leading dot; rustls-webpki takes it as \
                 one label or more.",
        applies: |it| {
            it.theirs_alone(|code, message| code == "rfc5280.name-constraints-malformed" && message.contains("\"."))
        },
    },
    Difference {
        name: "names by bytes",
        reason: "RFC 5280 section 7.1 compares names without regard to case; rustls-webpki compares the bytes.",
        applies: |it| {
            it.ours_alone(
                |error| matches!(error, Error::UnknownIssuer),
                |path| path.windows(2).any(|pair| pair[0].issuer != pair[1].subject),
            )
        },
    },
    Difference {
        name: "self-issued and path length",
        reason: "RFC 5280 section 6.1.4 (l) does not count self-issued certificates; rustls-webpki counts them.",
        applies: |it| {
            it.ours_alone(
                |error| matches!(error, Error::PathLenConstraintViolated),
                |path| path[1..].iter().any(Spec::is_self_issued),
            )
        },
    },
    Difference {
        name: "signature checks",
        reason: "rustls-webpki gives up after 100 signature checks and makes one again for each path that needs it; we \
                 make each once, and find the path on which both agree.",
        applies: |it| {
            matches!(it, Disagreement::OnlyOurs { error: None, on_all: Error::MaximumSignatureChecksExceeded, .. })
        },
    },
    Difference {
        name: "version 1 with extensions",
        reason: "rustls-webpki takes version 3 only; RFC 5280 section 6.1 asks it of CAs.",
        applies: |it| {
            it.ours_alone(
                |error| matches!(error, Error::UnsupportedCertVersion),
                |path| path.iter().any(|spec| spec.version < 3),
            )
        },
    },
];

impl Disagreement {
    fn new(built: &Built, ours: &Evaluation, theirs: &Result<Vec<Certificate>, Error>) -> Self {
        let built = built.clone();
        match theirs {
            Ok(path) => {
                let same = ours.paths.iter().find(|evaluated| evaluated.certificates == *path);
                let findings = same.map(|path| path.findings.as_slice()).unwrap_or_default();
                let messages = findings.iter().map(|it| (it.code.to_string(), it.message.to_string())).collect();
                Self::OnlyTheirs { messages, built, spent: ours.budget_spent() }
            }
            Err(on_all) => {
                let mut alone = built.clone();
                let path = &ours.best().unwrap().certificates;
                let [leaf, intermediates @ .., anchor] = path.as_slice() else { panic!("{path:?} is no path") };
                assert_eq!(*leaf, alone.leaf);
                alone.pool = intermediates.to_vec();
                alone.anchors = vec![anchor.clone()];
                let error = verify(&alone).err();
                let path = path.iter().map(|certificate| built.spec(certificate).clone()).collect();
                Self::OnlyOurs { error, on_all: on_all.clone(), path, built }
            }
        }
    }

    /// What is to be explained by itself: each finding of ours on a path may be a difference of its own.
    fn parts(&self) -> Vec<Self> {
        match self {
            Self::OnlyTheirs { messages, built, spent } => {
                let alone = |it: &(String, String)| vec![it.clone()];
                let part = |messages| Self::OnlyTheirs { messages, built: built.clone(), spent: *spent };
                messages.iter().map(alone).map(part).collect()
            }
            Self::OnlyOurs { .. } => vec![self.clone()],
        }
    }

    /// We accept a path that they refuse with such an error, and it looks like this.
    fn ours_alone(&self, is_error: fn(&Error) -> bool, is_path: fn(&[Spec]) -> bool) -> bool {
        match self {
            Self::OnlyOurs { error: Some(error), path, .. } => {
                (is_error(error) || (is_ambiguous(path) && is_of_signature(error))) && is_path(path)
            }
            _ => false,
        }
    }

    /// They accept a path on which our finding is such.
    fn theirs_alone(&self, is_finding: fn(&str, &str) -> bool) -> bool {
        match self {
            Self::OnlyTheirs { messages, .. } => {
                !messages.is_empty() && messages.iter().all(|(code, message)| is_finding(code, message))
            }
            Self::OnlyOurs { .. } => false,
        }
    }
}

/// Whether two CAs of the path have one name. rustls-webpki then tries wrong orders of them, too, and of all errors
/// reports the one that it holds for the most specific: that of a signature.
fn is_ambiguous(path: &[Spec]) -> bool {
    let subjects: BTreeSet<String> = path.iter().map(|spec| spec.subject.to_lowercase()).collect();
    subjects.len() < path.len()
}

fn is_of_signature(error: &Error) -> bool {
    matches!(error, Error::InvalidSignatureForPublicKey | Error::UnsupportedSignatureAlgorithmForPublicKeyContext(_))
}

/// The path that rustls-webpki accepts, the anchor last. Of anchors nothing counts but name and key, as for us.
fn verify(built: &Built) -> Result<Vec<Certificate>, Error> {
    let anchor_ders: Vec<CertificateDer<'_>> =
        built.anchors.iter().map(|anchor| CertificateDer::from(anchor.der())).collect();
    let anchors: Vec<_> = anchor_ders
        .iter()
        .map(|der| {
            let mut anchor = webpki::anchor_from_trusted_cert(der).unwrap();
            anchor.name_constraints = None;
            anchor
        })
        .collect();
    let pool: Vec<CertificateDer<'_>> = built.pool.iter().map(|other| CertificateDer::from(other.der())).collect();
    let leaf = CertificateDer::from(built.leaf.der());
    let leaf = EndEntityCert::try_from(&leaf)?;
    let at = UnixTime::since_unix_epoch(Duration::from_secs(u64::try_from(now().timestamp()).unwrap()));
    let algorithms = [webpki::aws_lc_rs::ECDSA_P256_SHA256, webpki::aws_lc_rs::ED25519];
    let path = leaf.verify_for_usage(&algorithms, &anchors, &pool, at, KeyUsage::server_auth(), None, None)?;
    leaf.verify_is_valid_for_subject_name(&ServerName::try_from(built.host).unwrap())?;
    let anchor = anchors.iter().position(|anchor| anchor == path.anchor()).unwrap();
    let intermediates = path.intermediate_certificates().map(|it| certificate(it.der().as_ref()));
    Ok(std::iter::once(built.leaf.clone()).chain(intermediates).chain([built.anchors[anchor].clone()]).collect())
}
