//! The program `apptunnel`: says whether a certificate file may be uploaded, and what is wrong with a fleet of Sentrys.
//!
//! Exit status: 0 accepted, 1 refused, 2 could not be looked at.

#![allow(clippy::print_stderr, reason = "a program talks to its user")]

mod answer;
mod arguments;
mod check;
mod instant;
mod profile;

use std::io::Write;
use std::process::ExitCode;

use answer::{Answer, Failure};
use arguments::{Arguments, Command, Parsed};

fn main() -> ExitCode {
    let (answer, wants_json) = match arguments::parse() {
        Ok(Parsed::Arguments(Arguments { command, json })) => (run(&command, json), json),
        Ok(Parsed::Help(text)) => (Ok(Answer { text, is_good: true }), false),
        // Whoever asks for JSON gets it although the arguments cannot be read.
        Err(failure) => (Err(failure), std::env::args_os().any(|argument| argument == "--json")),
    };
    let (text, status) = match answer {
        Ok(answer) => (answer.text, if answer.is_good { 0 } else { 1 }),
        Err(failure) if wants_json => (failure.to_json(), 2),
        Err(failure) => return failed(&failure.message),
    };
    match std::io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::from(status),
        Err(error) => failed(&error.to_string()),
    }
}

fn run(command: &Command, wants_json: bool) -> Result<Answer, Failure> {
    match command {
        Command::Check(options) => check::run(options, wants_json),
        Command::Profile { command } => profile::run(command, wants_json),
    }
}

fn failed(message: &str) -> ExitCode {
    eprintln!("apptunnel: {}", message.trim_end());
    ExitCode::from(2)
}
