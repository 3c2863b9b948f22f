//! What the caller asks of a path: the name of the server, and how long the path may be.

use crate::ServerName;
use crate::message::{Text, message};
use crate::path::candidate::CandidatePath;
use crate::report::{Certainty, Finding, Rule};

/// The rules decided here.
pub(crate) const RULES: &[&Rule] = &[&SERVER_NAME, &TOO_LONG];

static SERVER_NAME: Rule = Rule {
    code: "rfc9525.server-name",
    asks: Text { en: "The subject alternative name of the leaf covers the name that the client asked for." },
    remedy: Text { en: "Have the certificate issued again with that name, or ask for a name that it covers." },
    ..Rule::rfc5280("RFC 9525 section 6")
};

message! {
    fn covers_nothing(name: &ServerName) {
        en: "The certificate does not cover {name}; it covers no name.",
    }
    fn covers_others(name: &ServerName, covered: Vec<String>) {
        en: "The certificate does not cover {name}; it covers {covered}.",
    }
}

static TOO_LONG: Rule = Rule {
    code: "path.too-long",
    certainty: Certainty::Certain,
    asks: Text { en: "No more CA certificates stand between leaf and anchor than the caller allows." },
    remedy: Text { en: "Have the certificate issued by a CA that is higher up." },
    ..Rule::library("Evaluator::max_intermediates")
};

message! {
    fn too_many_cas(intermediates: usize, limit: usize) {
        en: "{intermediates} CA certificates stand between leaf and anchor, and the limit is {limit}.",
    }
}

/// The name that the client asked for, if it did.
pub(crate) fn server_name(path: &CandidatePath<'_>, name: Option<&ServerName>) -> Option<Finding> {
    let name = name?;
    let leaf = &path.certificates.first()?.certificate;
    if name.is_covered_by(leaf) {
        return None;
    }
    let covered = leaf.alternative_name_texts();
    let message = if covered.is_empty() { covers_nothing(name) } else { covers_others(name, covered) };
    Some(SERVER_NAME.finding(path.subject(0), message))
}

/// Most CA certificates between leaf and anchor, if there is a limit.
pub(crate) fn too_long(path: &CandidatePath<'_>, limit: Option<usize>) -> Option<Finding> {
    let intermediates = path.certificates.len().saturating_sub(1);
    let limit = limit.filter(|limit| intermediates > *limit)?;
    Some(TOO_LONG.finding(path.subject(intermediates), too_many_cas(intermediates, limit)))
}
