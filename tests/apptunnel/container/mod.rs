//! Files: what is in them, what is lost of them, and that none does harm.

mod losses;
mod manifest;
mod robustness;
