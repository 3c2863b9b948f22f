//! Signed certificate timestamps of any kind: they are no error, and do not spoil those that count.

use std::sync::LazyLock;

use apptunnel::device::Origin;
use apptunnel::device::trust::transparency::LogList;

use super::parts;
use super::support::apple::{Chain, USABLE, log_list};
use super::support::{der, pki};

/// Two logs that are in use.
static LOGS: LazyLock<([pki::Key; 2], LogList)> = LazyLock::new(|| {
    let logs = [20, 22].map(pki::Key::p256);
    let list = log_list(&[(&logs[0], USABLE), (&logs[1], USABLE)]);
    (logs, list)
});

/// Three lists: from the handshake, from the OCSP response, and embedded.
pub fn check(input: &[u8]) {
    let [tls, ocsp, embedded] = parts(input);
    let (logs, list) = &*LOGS;
    let mut chain = Chain::below(Origin::System);
    chain.knowledge.transparency.is_off = false;
    if !embedded.is_empty() {
        let value = der::octet_string(embedded);
        chain.leaf().extensions.push(pki::extension("1.3.6.1.4.1.11129.2.4.2", false, &value));
    }
    chain.knowledge.transparency.served.ocsp = ocsp.to_vec();
    let mut good = chain.clone();
    chain.knowledge.transparency.served.tls = tls.to_vec();
    chain.report("ios:26");
    chain.knowledge.transparency.log_list = Some(list.clone());
    chain.report("ios:15");

    good.knowledge.transparency.log_list = Some(list.clone());
    good.serve_scts(&[&logs[0], &logs[1]]);
    let report = good.report("ios:26");
    assert!(!report.codes().iter().any(|code| code.contains("scts")), "{report:?}");
}
