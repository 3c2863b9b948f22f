//! Apple devices: whether they trust a chain, and what they negotiate.

mod handshake;
mod trust;
