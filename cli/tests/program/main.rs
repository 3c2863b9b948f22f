//! Runs the built program on the files of `examples/files`.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

mod arguments;
mod check;
mod profile;

use std::process::Command;

use serde_json::Value;

/// What the program printed, and its exit status.
struct Ran {
    status: i32,
    stdout: String,
    stderr: String,
}

/// Runs the program in the root of the project, so that files are named as in the README.
fn run(arguments: &[&str]) -> Ran {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let output = Command::new(env!("CARGO_BIN_EXE_apptunnel")).args(arguments).current_dir(root).output().unwrap();
    Ran {
        status: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

impl Ran {
    /// The same, which must have printed JSON and ended with this status.
    fn json(&self, status: i32) -> Value {
        assert_eq!((self.status, self.stderr.as_str()), (status, ""), "{}", self.stdout);
        serde_json::from_str(&self.stdout).unwrap()
    }

    /// The text, where the program must have ended with this status and without a complaint.
    fn text(&self, status: i32) -> &str {
        assert_eq!((self.status, self.stderr.as_str()), (status, ""), "{}", self.stdout);
        &self.stdout
    }

    /// The complaint, where nothing could be looked at.
    fn complaint(&self) -> &str {
        assert_eq!((self.status, self.stdout.as_str()), (2, ""), "{}", self.stderr);
        self.stderr.strip_prefix("apptunnel: ").unwrap()
    }
}
