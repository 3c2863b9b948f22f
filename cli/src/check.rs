//! `apptunnel check`: whether a certificate file may be uploaded, and what to do if not.

use std::path::{Path, PathBuf};

use apptunnel::container::BundleSummary;
use apptunnel::device::trust::TrustMatrix;
use apptunnel::device::{Origin, Release};
use apptunnel::upload::{Store, UploadOptions};
use apptunnel::{Bundle, Report, ServerName, upload};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde::Serialize;

use crate::answer::{Answer, Failure, pretty, read, read_text};
use crate::instant::At;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// The certificate file: .p12 .pfx .p7b .pem .der .crt .cer
    file: PathBuf,
    /// Password of the file; '' is the empty password
    #[arg(long, allow_hyphen_values = true, overrides_with = "password_file")]
    password: Option<String>,
    /// File whose first line is the password
    #[arg(long, value_name = "FILE", overrides_with = "password")]
    password_file: Option<PathBuf>,
    /// Name by which devices reach the Sentry: a DNS name or an IP address
    #[arg(long, value_name = "NAME")]
    hostname: Option<ServerName>,
    /// Certificates of roots that the devices have; may be given again
    #[arg(long = "anchor", value_name = "FILE")]
    anchors: Vec<PathBuf>,
    /// What the file is to be uploaded as
    #[arg(long, default_value = "tls-server", value_parser = purposes())]
    purpose: Store,
    /// Release whose rules decide, as ios:18.4 or macos:15 [default: the newest that is known]
    #[arg(long, value_name = "RELEASE")]
    platform: Option<Release>,
    /// Who trusts the anchors: system (Apple's store), user (MDM, or the user) or app
    /// [default: system if the store has them, else user]
    #[arg(long, verbatim_doc_comment)]
    origin: Option<Origin>,
    /// Also print what every release says, for each origin of the root
    #[arg(long)]
    matrix: bool,
    /// Warn of certificates with no more than so many days left
    #[arg(long, value_name = "DAYS")]
    expires_within: Option<u32>,
    #[command(flatten)]
    at: At,
}

fn purposes() -> impl TypedValueParser<Value = Store> {
    PossibleValuesParser::new(["tls-server", "group"])
        .map(|purpose| if purpose == "group" { Store::Group } else { Store::TlsServer })
}

pub(crate) fn run(options: &Options, wants_json: bool) -> Result<Answer, Failure> {
    let bundle = open(&options.file, password(options)?.as_deref())?;
    let mut upload_options =
        UploadOptions::default().with_store(options.purpose).with_release(options.platform.unwrap_or_default());
    upload_options.server_name.clone_from(&options.hostname);
    upload_options.origin = options.origin;
    upload_options.expires_within_days = options.expires_within;
    for file in &options.anchors {
        let anchors = open(file, None)?;
        if anchors.certificates().is_empty() {
            return Err(Failure::of(file, "unreadable", "it holds no certificate to be an anchor"));
        }
        upload_options.anchors.extend(anchors.certificates().iter().map(|it| it.item().clone()));
    }
    let at = options.at.instant();
    let report = upload::check(&bundle, &upload_options, at);
    let matrix = if options.matrix { upload::matrix(&bundle, &upload_options, at) } else { None };
    let is_good = report.is_accepted();
    let document = Document { bundle: bundle.summary(), report, matrix };
    let text = if wants_json { pretty(&document) } else { document.text(&options.file) };
    Ok(Answer { text, is_good })
}

fn password(options: &Options) -> Result<Option<String>, Failure> {
    let Some(file) = &options.password_file else { return Ok(options.password.clone()) };
    let text = read_text(file)?;
    // Editors put a byte-order mark before the text.
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Ok(Some(text.lines().next().unwrap_or_default().to_owned()))
}

fn open(file: &Path, password: Option<&str>) -> Result<Bundle, Failure> {
    Bundle::open(&read(file)?, password).map_err(|error| Failure::of(file, error.kind(), error))
}

/// What `--json` prints: the report by `docs/report.schema.json`, and the bundle by `docs/bundle.schema.json`.
#[derive(Serialize)]
struct Document {
    /// What the file is and how it is stored.
    bundle: BundleSummary,
    #[serde(flatten)]
    report: Report,
    /// What every release of the platform says, by `docs/trust-matrix.schema.json`, if it was asked for and the file is for a
    /// server.
    #[serde(skip_serializing_if = "Option::is_none")]
    matrix: Option<TrustMatrix>,
}

impl Document {
    fn text(&self, file: &Path) -> String {
        let bundle = &self.bundle;
        let none = || "none".to_owned();
        let mut text = format!("{}: {}, ", file.display(), bundle.format.label());
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
