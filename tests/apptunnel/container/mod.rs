//! Files: what is in them, what is lost of them, and that none does harm.

mod losses;
mod manifest;
mod robustness;

use apptunnel::Bundle;

/// How opening a file ends: the kind of its error, or `ok`.
fn kind(file: &[u8], password: Option<&str>) -> &'static str {
    Bundle::open(file, password).err().map_or("ok", |error| error.kind())
}
