//! Whether one certificate is for every name that another is for.

use std::collections::BTreeSet;
use std::net::IpAddr;

use crate::printable::printable;
use crate::{Certificate, ServerName};

/// The DNS names and IP addresses of `primary` that `reserve` does not cover.
///
/// A wildcard covers the names directly below it, by the rules of [`ServerName::is_covered_by`], and itself. The work grows
/// with the number of names and not with its square.
pub(super) fn not_covered(primary: &Certificate, reserve: &Certificate) -> Vec<String> {
    let names: BTreeSet<String> = reserve.dns_names().map(str::to_ascii_lowercase).collect();
    let addresses: BTreeSet<IpAddr> = reserve.ip_addresses().collect();
    let mut seen = BTreeSet::new();
    let dns = primary
        .dns_names()
        .map(str::to_ascii_lowercase)
        .filter(|name| !names.contains(name) && !is_below_wildcard(name, &names))
        .map(|name| printable(&name));
    let ip = primary.ip_addresses().filter(|address| !addresses.contains(address)).map(|address| address.to_string());
    dns.chain(ip).filter(|name| seen.insert(name.clone())).collect()
}

/// Whether a wildcard of the set stands for the first label of the name. At least two labels follow a wildcard.
fn is_below_wildcard(name: &str, names: &BTreeSet<String>) -> bool {
    let Some((_, parent)) = name.split_once('.') else { return false };
    parent.contains('.') && name.parse::<ServerName>().is_ok() && names.contains(&format!("*.{parent}"))
}
