//! Says whether a certificate file may be uploaded and what to do if not.
//!
//! Exit status: 0 accepted, 1 refused, 2 could not be looked at.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program talks to its user")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use apptunnel::container::BundleSummary;
use apptunnel::rules::apple::Matrix;
use apptunnel::upload::{Context, Purpose};
use apptunnel::{Bundle, Certificate, OpenError, Report, upload};
use chrono::{DateTime, Utc};
use serde::Serialize;

const USAGE: &str = "\
usage: check FILE [options]

  --password P          password of the file; '' is the empty password
  --password-file F     file whose first line is the password
  --hostname H          name by which devices reach the Sentry: a DNS name or an IP address
  --anchor FILE         certificates of roots that the devices have; may be given again
  --purpose PURPOSE     tls-server (default) or group
  --platform RELEASE    release whose rules decide, as ios:18.4 or macos:15; default: the newest that is known
  --origin ORIGIN       who trusts the anchors: system (Apple's store), user (MDM, or the user) or app;
                        default: system if the store has them, else user
  --matrix              also print what every release says, for each origin of the root
  --expires-within N    warn of certificates with no more than N days left
  --at TIME             instant to check for, as 2026-06-01T00:00:00Z; default: now
  --json                print JSON
";

fn main() -> ExitCode {
    let wants_json = std::env::args_os().any(|argument| argument == "--json");
    let outcome = Options::parse().map_err(|error| usage(&*error)).and_then(|options| match options {
        Some(options) => run(&options).map(|answer| {
            let status = if answer.report.is_accepted() { 0 } else { 1 };
            (if wants_json { to_json(&answer) } else { answer.text(&options.file) }, status)
        }),
        None => Ok((USAGE.to_owned(), 0)),
    });
    let (text, status) = match outcome {
        Ok(done) => done,
        Err(failure) if wants_json => (to_json(&failure), 2),
        Err(failure) => {
            eprintln!("check: {}", failure.error.message);
            return ExitCode::from(2);
        }
    };
    match std::io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::from(status),
        Err(error) => {
            eprintln!("check: {error}");
            ExitCode::from(2)
        }
    }
}

fn usage(error: &dyn std::error::Error) -> Failure {
    Failure { error: FailureReason { kind: "usage", message: format!("{error}\n\n{USAGE}") } }
}

/// What `--json` prints of a file that could be looked at: the report by `docs/report.schema.json`, and the bundle by
/// `docs/bundle.schema.json`.
#[derive(Serialize)]
struct Answer {
    /// What the file is and how it is stored.
    bundle: BundleSummary,
    #[serde(flatten)]
    report: Report,
    /// What every release of the platform says, by `docs/apple-matrix.schema.json`, if it was asked for and the file is for a
    /// server.
    #[serde(skip_serializing_if = "Option::is_none")]
    matrix: Option<Matrix>,
}

/// What `--json` prints otherwise.
#[derive(Debug, Serialize)]
struct Failure {
    error: FailureReason,
}

#[derive(Debug, Serialize)]
struct FailureReason {
    /// `wrong-password`, `password-required`, `unsupported-algorithm`, `corrupt`, `not-a-certificate-file`,
    /// `limit-exceeded`, `empty`, `unreadable` when the system could not read a file, or `usage`.
    kind: &'static str,
    /// What is wrong, where, and what to do.
    message: String,
}

fn run(options: &Options) -> Result<Answer, Failure> {
    let password = match &options.password {
        Some(Password::Given(password)) => Some(password.clone()),
        Some(Password::InFile(file)) => {
            let text = String::from_utf8(read(file)?).map_err(|_| unreadable(file, "it is not UTF-8"))?;
            // Editors put a byte-order mark before the text.
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            Some(text.lines().next().unwrap_or_default().to_owned())
        }
        None => None,
    };
    let bundle = open(&options.file, password.as_deref())?;
    let mut context = options.context.clone();
    for file in &options.anchors {
        let anchors = open(file, None)?;
        if anchors.certificates().is_empty() {
            return Err(unreadable(file, "it holds no certificate to be an anchor"));
        }
        context.anchors.extend(anchors.certificates().iter().map(|it| Certificate::clone(it.item())));
    }
    let report = upload::check(&bundle, &context, options.at);
    let matrix = if options.wants_matrix { upload::matrix(&bundle, &context, options.at) } else { None };
    Ok(Answer { bundle: bundle.summary(), report, matrix })
}

fn open(file: &Path, password: Option<&str>) -> Result<Bundle, Failure> {
    Bundle::open(&read(file)?, password).map_err(|error| failure(file, &error))
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(file).map_err(|error| unreadable(file, &error.to_string()))
}

fn failure(file: &Path, error: &OpenError) -> Failure {
    Failure { error: FailureReason { kind: error.kind(), message: format!("{}: {error}", file.display()) } }
}

fn unreadable(file: &Path, reason: &str) -> Failure {
    Failure { error: FailureReason { kind: "unreadable", message: format!("{}: {reason}", file.display()) } }
}

fn to_json(value: &impl Serialize) -> String {
    // Only a map with keys that are not strings makes this fail, and there is none.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

impl Answer {
    fn text(&self, file: &Path) -> String {
        let bundle = &self.bundle;
        let none = || "none".to_owned();
        let mut text = format!("{}: {}, ", file.display(), bundle.format);
        text += &match bundle.keys.first() {
            Some(key) => {
                format!("{} certificates and an {} private key\n", self.report.certificates.len(), key.key_type)
            }
            None => format!("{} certificates and no private key\n", self.report.certificates.len()),
        };
        if bundle.encryption.certs.is_some() || bundle.encryption.key.is_some() {
            text += &format!(
                "Encryption of certificates: {}; of the key: {}; MAC: {}\n",
                bundle.encryption.certs.clone().unwrap_or_else(none),
                bundle.encryption.key.clone().unwrap_or_else(none),
                bundle.mac.clone().unwrap_or_else(none),
            );
        }
        text += &format!("\n{}", self.report);
        if let Some(matrix) = &self.matrix {
            text += &format!("\n{matrix}\n{}", matrix.explanation());
        }
        text
    }
}

struct Options {
    file: PathBuf,
    password: Option<Password>,
    anchors: Vec<PathBuf>,
    context: Context,
    at: DateTime<Utc>,
    wants_matrix: bool,
}

enum Password {
    Given(String),
    InFile(PathBuf),
}

impl Options {
    /// `None` if help was asked for.
    fn parse() -> Result<Option<Self>, Box<dyn std::error::Error>> {
        use lexopt::prelude::*;

        let mut file = None;
        let mut password = None;
        let mut anchors = Vec::new();
        let mut context = Context::default();
        let mut at = None;
        let mut wants_matrix = false;
        let mut arguments = lexopt::Parser::from_env();
        while let Some(argument) = arguments.next()? {
            match argument {
                Value(value) if file.is_none() => file = Some(PathBuf::from(value)),
                Long("password") => password = Some(Password::Given(arguments.value()?.string()?)),
                Long("password-file") => password = Some(Password::InFile(arguments.value()?.into())),
                Long("hostname") => context.server_name = Some(arguments.value()?.parse()?),
                Long("anchor") => anchors.push(arguments.value()?.into()),
                Long("purpose") => context.purpose = purpose(&arguments.value()?.string()?)?,
                Long("platform") => context.release = arguments.value()?.parse()?,
                Long("origin") => context.origin = Some(arguments.value()?.parse()?),
                Long("matrix") => wants_matrix = true,
                Long("expires-within") => context.expires_within_days = Some(arguments.value()?.parse()?),
                Long("at") => at = Some(arguments.value()?.parse::<DateTime<Utc>>()?),
                Long("json") => {}
                Long("help") | Short('h') => return Ok(None),
                _ => return Err(argument.unexpected().into()),
            }
        }
        let file = file.ok_or("which file?")?;
        Ok(Some(Self { file, password, anchors, context, at: at.unwrap_or_else(now), wants_matrix }))
    }
}

fn purpose(text: &str) -> Result<Purpose, String> {
    match text {
        "tls-server" => Ok(Purpose::TlsServer),
        "group" => Ok(Purpose::Group),
        other => Err(format!("the purpose is tls-server or group, not {other:?}")),
    }
}

/// The library has no clock; a program has one.
fn now() -> DateTime<Utc> {
    std::time::SystemTime::now().into()
}
