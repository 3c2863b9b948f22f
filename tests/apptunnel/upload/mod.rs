//! The upload check: on the shipped files, and on each side of each boundary.

mod chains;
mod files;
