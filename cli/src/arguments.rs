//! The arguments of the program, and what it says of wrong ones.

use std::ffi::OsString;

use clap::error::{ContextKind, ErrorKind};
use clap::{CommandFactory, Parser};

use crate::answer::Failure;
use crate::{check, profile};

/// Says whether Apple devices will connect to a Standalone Sentry, before its certificates and profiles are uploaded.
///
/// The exit status is 0 for accepted, 1 for refused, and 2 if something could not be looked at.
#[derive(Parser)]
#[command(name = "apptunnel", version, args_override_self = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Print JSON
    #[arg(long, global = true, display_order = 100)]
    pub(crate) json: bool,
}

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Whether a certificate file may be uploaded, and what to do if not
    Check(check::Options),
    /// What is wrong with the profiles of a saved fleet, where requests go, and what will happen
    Profile {
        #[command(subcommand)]
        command: profile::Command,
    },
}

pub(crate) enum Parsed {
    Arguments(Arguments),
    /// The help, or the version, for which somebody asked.
    Help(String),
}

pub(crate) fn parse() -> Result<Parsed, Failure> {
    match Arguments::try_parse() {
        Ok(arguments) => Ok(Parsed::Arguments(arguments)),
        Err(error) if error.exit_code() == 0 => Ok(Parsed::Help(error.to_string())),
        Err(error) => Err(Failure::new("usage", explained(error))),
    }
}

/// What is wrong with the arguments. Where a command or an option is not known, with those that there are.
fn explained(mut error: clap::Error) -> String {
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return format!("which command?\n\n{error}");
    }
    let is_unknown = matches!(error.kind(), ErrorKind::UnknownArgument | ErrorKind::InvalidSubcommand);
    if is_unknown {
        error.remove(ContextKind::Usage);
    }
    let text = error.to_string();
    let text = text.strip_prefix("error: ").unwrap_or(&text);
    if !is_unknown {
        return text.trim_end().to_owned();
    }
    let fault = text.trim_end().trim_end_matches("For more information, try '--help'.").trim_end();
    format!("{fault}\n\n{}", help(std::env::args_os().skip(1)))
}

/// The help of the command that the arguments name.
fn help(arguments: impl Iterator<Item = OsString>) -> String {
    let mut command = Arguments::command();
    command.build();
    for argument in arguments {
        if let Some(named) = command.find_subcommand(&argument) {
            command = named.clone();
        }
    }
    command.render_help().to_string()
}
