//! OpenSSL's `s_server` and `s_client`, on the loopback interface.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use super::Agreed;
use apptunnel::certificate::{Curve, KeyType};
use apptunnel::device::handshake::{self, Client, Groups, Preference, Server};
use apptunnel::tls::{Group, Selection, SignatureScheme, Suite, Version};

/// Enough on a busy machine; a handshake takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(20);

const RSA: KeyType = KeyType::Rsa { bits: 2048 };
const P256: KeyType = KeyType::Ec(Curve::P256);
const P384: KeyType = KeyType::Ec(Curve::P384);
const P521: KeyType = KeyType::Ec(Curve::P521);

const TLS_1_2: &[Version] = &[Version::Tls1_2];
const TLS_1_3: &[Version] = &[Version::Tls1_3];
const NEW: &[Version] = &[Version::Tls1_2, Version::Tls1_3];
const OLD: &[Version] = &[Version::Tls1_0, Version::Tls1_1];
const ALL: &[Version] = &[Version::Tls1_0, Version::Tls1_1, Version::Tls1_2, Version::Tls1_3];

const MODERN: &[&str] = &[
    "TLS_AES_128_GCM_SHA256",
    "TLS_AES_256_GCM_SHA384",
    "TLS_CHACHA20_POLY1305_SHA256",
    "ECDHE-RSA-AES128-GCM-SHA256",
    "ECDHE-RSA-CHACHA20-POLY1305",
    "ECDHE-ECDSA-AES128-GCM-SHA256",
];
const CBC_SHA: &[&str] = &["ECDHE-RSA-AES128-SHA", "ECDHE-RSA-AES256-SHA", "ECDHE-ECDSA-AES128-SHA"];
const CBC_SHA2: &[&str] = &["ECDHE-RSA-AES128-SHA256", "AES256-SHA256"];
const STATIC_RSA: &[&str] = &["AES128-GCM-SHA256", "AES256-SHA"];
const DHE: &[&str] = &["DHE-RSA-AES256-GCM-SHA384", "DHE-RSA-AES128-SHA"];
const MIXED: &[&str] = &["DHE-RSA-AES128-SHA", "AES128-SHA", "ECDHE-RSA-AES128-SHA256", "ECDHE-RSA-AES256-SHA"];

/// Protocols, suites, key, groups if they are set, and preference of a server.
type Case = (&'static [Version], &'static [&'static str], KeyType, Option<&'static [Group]>, Preference);

/// Without 3DES and RC4, which distributions build OpenSSL without, and without hybrids, which came with 3.5.
const CASES: &[Case] = &[
    (NEW, MODERN, RSA, None, Preference::Client),
    (NEW, MODERN, RSA, None, Preference::Server),
    (NEW, MODERN, P256, None, Preference::Client),
    (NEW, MODERN, P384, None, Preference::Client),
    (TLS_1_2, MODERN, P384, None, Preference::Client),
    (TLS_1_3, MODERN, P521, None, Preference::Client),
    (NEW, MODERN, P521, None, Preference::Client),
    (TLS_1_3, MODERN, RSA, None, Preference::Client),
    (TLS_1_2, MODERN, RSA, None, Preference::Client),
    (ALL, CBC_SHA, RSA, None, Preference::Client),
    (OLD, CBC_SHA, RSA, None, Preference::Client),
    (TLS_1_2, CBC_SHA2, RSA, None, Preference::Client),
    (TLS_1_2, CBC_SHA2, P256, None, Preference::Client),
    (TLS_1_2, STATIC_RSA, RSA, None, Preference::Client),
    (TLS_1_2, STATIC_RSA, P256, None, Preference::Client),
    (TLS_1_2, DHE, RSA, None, Preference::Client),
    (TLS_1_2, MIXED, RSA, None, Preference::Client),
    (TLS_1_2, MIXED, RSA, None, Preference::Server),
    (NEW, MODERN, RSA, Some(&[Group::X25519]), Preference::Client),
    (NEW, MODERN, RSA, Some(&[Group::Secp256r1]), Preference::Client),
    (TLS_1_2, MODERN, RSA, Some(&[Group::Secp384r1, Group::X25519]), Preference::Server),
    (TLS_1_2, STATIC_RSA, RSA, Some(&[Group::X448]), Preference::Client),
];

#[test]
fn openssl_negotiates_the_same() {
    let Some(openssl) = OpenSsl::find() else {
        eprintln!("left out: there is no openssl of version 3 or later");
        return;
    };
    let mut connected = 0;
    for (protocols, suites, key, groups, preference) in CASES {
        let suites: Vec<Suite> = suites.iter().map(|name| name.parse().unwrap()).collect();
        let selection = Selection::new(protocols.iter().copied(), suites);
        let known = groups.map_or(Groups::NotKnown, |groups| Groups::Only(groups.to_vec()));
        let server = Server::with_key(selection.clone(), key.clone()).with_groups(known).with_preference(*preference);
        let running = openssl.serve(&selection, key, *groups, *preference);
        for client in handshake::clients() {
            let expected = handshake::negotiate(&server, client).ok().map(Agreed::from);
            let mut actual = openssl.connect(client, running.port);
            if let (Some(actual), Some(expected)) = (&mut actual, &expected) {
                let is_free = is_free_to_sign(expected.version, key, *preference);
                actual.group = if groups.is_some() { actual.group } else { None };
                actual.signature = if is_free { expected.signature } else { actual.signature };
            }
            assert_eq!(actual, expected, "{client} with {selection:?}, {key}, {groups:?}, {preference:?}");
            connected += usize::from(actual.is_some());
        }
    }
    assert!(connected > 5 * handshake::clients().len(), "{connected} connections are too few to prove anything");
}

/// Whether OpenSSL chooses the signature in another way: before TLS 1.2 there is no choice to compare, in it the hash is
/// free for a key on a curve, and its own order decides if it prefers that.
fn is_free_to_sign(version: Version, key: &KeyType, preference: Preference) -> bool {
    version < Version::Tls1_2
        || version == Version::Tls1_2 && (matches!(key, KeyType::Ec(_)) || preference == Preference::Server)
}

/// OpenSSL's names for what it knows are those of the table.
#[test]
fn openssl_has_the_same_names() {
    let Some(openssl) = OpenSsl::find() else {
        eprintln!("left out: there is no openssl of version 3 or later");
        return;
    };
    let arguments = ["ciphers", "-V", "-stdname", "ALL:COMPLEMENTOFALL:@SECLEVEL=0"];
    let output = openssl.command().args(arguments).output().unwrap();
    let mut compared = 0;
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let columns: Vec<&str> = line.split_whitespace().collect();
        let id = columns[0].replace("0x", "").replace(',', "");
        let (name, openssl_name) = (columns[2], columns[4]);
        if ["PSK", "SRP", "GOST"].iter().any(|kind| name.contains(kind)) {
            continue;
        }
        let suite = Suite::from_id(u16::from_str_radix(&id, 16).unwrap()).unwrap_or_else(|| panic!("no {name}"));
        assert_eq!((suite.name(), suite.openssl_name()), (name, openssl_name));
        let first = if suite.versions().0 == Version::Ssl3 { "SSLv3" } else { suite.versions().0.name() };
        assert_eq!(first, columns[5], "{name}");
        compared += 1;
    }
    assert!(compared > 50, "{compared} names are too few");
}

/// The program, and a directory for its keys and its configuration.
struct OpenSsl {
    directory: PathBuf,
}

/// A server that ends with the value.
struct Running {
    child: Child,
    port: u16,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for OpenSsl {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.directory);
    }
}

impl OpenSsl {
    fn find() -> Option<Self> {
        let version = Command::new("openssl").arg("version").output().ok()?;
        let version = String::from_utf8_lossy(&version.stdout).into_owned();
        let major: u32 = version.strip_prefix("OpenSSL ")?.split('.').next()?.parse().ok()?;
        if major < 3 {
            return None;
        }
        let unique = format!("{}-{:?}", std::process::id(), thread::current().id());
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(unique);
        std::fs::create_dir_all(&directory).unwrap();
        // Distributions forbid old versions in theirs.
        std::fs::write(directory.join("openssl.cnf"), "[req]\ndistinguished_name = name\n[name]\n").unwrap();
        Some(Self { directory })
    }

    fn command(&self) -> Command {
        let mut command = Command::new("openssl");
        command.env("OPENSSL_CONF", self.directory.join("openssl.cnf")).current_dir(&self.directory);
        command
    }

    /// Starts a server on a port that the system chooses.
    fn serve(&self, selection: &Selection, key: &KeyType, groups: Option<&[Group]>, preference: Preference) -> Running {
        let (key, certificate) = self.identity(key);
        let mut command = self.command();
        command.args(["s_server", "-accept", "127.0.0.1:0", "-key", &key, "-cert", &certificate]);
        // Unlike Java, OpenSSL refuses to start when the newest version has no suite.
        let has_suite = |version: &Version| selection.suites.iter().any(|suite| suite.is_usable_with(*version));
        let protocols: Vec<Version> = selection.protocols.iter().copied().filter(has_suite).collect();
        command.args(suite_arguments(&selection.suites)).args(version_arguments(&protocols));
        if let Some(groups) = groups {
            command.args(["-groups", &groups.iter().map(|group| openssl_group(*group)).collect::<Vec<_>>().join(":")]);
        }
        if preference == Preference::Server {
            command.arg("-serverpref");
        }
        // It ends when its input does.
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let output = child.stdout.take().unwrap();
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            let mut line = String::new();
            while output.read_line(&mut line).is_ok_and(|read| read > 0) {
                if let Some(port) = line.trim().strip_prefix("ACCEPT 127.0.0.1:") {
                    let _ = sender.send(port.parse().unwrap());
                }
                line.clear();
            }
        });
        let mut running = Running { child, port: 0 };
        running.port = receiver.recv_timeout(PATIENCE).expect("the server says its port");
        running
    }

    /// A self-signed certificate with such a key: the names of the files.
    fn identity(&self, key: &KeyType) -> (String, String) {
        let name = key.to_string();
        let files = (format!("{name}.key"), format!("{name}.crt"));
        if self.directory.join(&files.1).exists() {
            return files;
        }
        let algorithm = match key {
            KeyType::Rsa { bits } => format!("rsa:{bits}"),
            _ => "ec".to_owned(),
        };
        let mut command = self.command();
        command.args(["req", "-x509", "-nodes", "-subj", "/CN=sentry.example.com", "-newkey", &algorithm]);
        if let KeyType::Ec(_) = key {
            let curve = format!("ec_paramgen_curve:{}", name.replace("EC-P", "P-"));
            command.args(["-pkeyopt", &curve]);
        }
        let output = command.args(["-keyout", &files.0, "-out", &files.1]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        files
    }

    /// Connects as the client does, without what OpenSSL lacks.
    fn connect(&self, client: &Client, port: u16) -> Option<Agreed> {
        let suites: Vec<Suite> = client.suites().collect();
        let groups = client.groups().iter().filter(|group| **group != Group::X25519MlKem768);
        let groups: Vec<_> = groups.map(|group| openssl_group(*group)).collect();
        let signatures: Vec<_> = client.signatures().iter().map(|scheme| openssl_scheme(*scheme)).collect();
        let mut command = self.command();
        command.args(["s_client", "-connect", &format!("127.0.0.1:{port}")]);
        command.args(suite_arguments(&suites)).args(version_arguments(client.versions()));
        command.args(["-groups", &groups.join(":"), "-sigalgs", &signatures.join(":")]);
        let output = finish(command);
        negotiated(&String::from_utf8_lossy(&output.stdout))
    }
}

/// Runs it to its end, or kills it.
fn finish(mut command: Command) -> Output {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut output = child.stdout.take().unwrap();
    let reader = thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = output.read_to_end(&mut bytes);
        bytes
    });
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if start.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("no end of {command:?}");
        }
        thread::sleep(Duration::from_millis(2));
    };
    Output { status, stdout: reader.join().unwrap(), stderr: Vec::new() }
}

fn suite_arguments(suites: &[Suite]) -> Vec<String> {
    let (new, old): (Vec<Suite>, Vec<Suite>) = suites.iter().partition(|suite| suite.is_usable_with(Version::Tls1_3));
    let names = |suites: &[Suite]| suites.iter().map(|suite| suite.openssl_name()).collect::<Vec<_>>().join(":");
    vec!["-ciphersuites".to_owned(), names(&new), "-cipher".to_owned(), format!("{}:@SECLEVEL=0", names(&old))]
}

/// The versions of every case are without a gap.
fn version_arguments(versions: &[Version]) -> Vec<String> {
    let (first, last) = (versions.iter().min().unwrap(), versions.iter().max().unwrap());
    ["-min_protocol", first.name(), "-max_protocol", last.name()].map(str::to_owned).to_vec()
}

fn openssl_group(group: Group) -> &'static str {
    match group {
        Group::Secp256r1 => "P-256",
        Group::Secp384r1 => "P-384",
        Group::Secp521r1 => "P-521",
        Group::X25519 => "X25519",
        Group::X448 => "X448",
        other => panic!("{other}"),
    }
}

fn openssl_scheme(scheme: SignatureScheme) -> &'static str {
    if scheme == SignatureScheme::EcdsaSha1 { "ECDSA+SHA1" } else { scheme.name() }
}

/// What `s_client` prints of a session. `None` if there is none.
fn negotiated(text: &str) -> Option<Agreed> {
    let after = |start: &str| text.lines().find_map(|line| line.trim().strip_prefix(start)).map(str::trim);
    let cipher = text.lines().find_map(|line| line.strip_prefix("New, ")?.split_once("Cipher is "))?.1;
    let suite = cipher.parse().ok()?;
    let version = after("Protocol  :").map_or(Version::Tls1_3, |name| name.parse().unwrap());
    let group = after("Server Temp Key:").map(|key| match key.split(", ").collect::<Vec<_>>()[..] {
        ["ECDH", "prime256v1" | "secp256r1", _] => Group::Secp256r1,
        ["ECDH", curve, _] => curve.parse().unwrap(),
        [curve, _] => curve.parse().unwrap(),
        _ => panic!("{key}"),
    });
    let digest = after("Peer signing digest:").map(str::to_lowercase);
    let signature = after("Peer signature type:").zip(digest).and_then(|(kind, digest)| {
        SignatureScheme::ALL.into_iter().find(|scheme| {
            let is_kind = match kind {
                "RSA" => scheme.name().starts_with("rsa_pkcs1"),
                "RSA-PSS" => scheme.is_rsa_pss(),
                "ECDSA" => scheme.is_ecdsa(),
                other => panic!("{other}"),
            };
            is_kind && scheme.name().ends_with(&digest)
        })
    });
    Some(Agreed { version, suite, group, signature })
}
