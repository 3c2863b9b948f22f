//! Pass through: no certificate is asked for.

use apptunnel::admission::{self, Attempt, Mode, Standing, Traffic};

use super::{assert_admitted, assert_refused, settings};
use crate::support::now;

#[test]
fn is_for_active_sync_without_a_certificate() {
    let settings = settings(Mode::PassThrough);
    let of = |traffic| {
        let attempt = Attempt::new(Vec::new(), traffic, Standing::Managed);
        admission::authenticate(&settings, &attempt, now(), &[])
    };
    assert_admitted(&of(Traffic::ActiveSync), &[]);
    assert_refused(&of(Traffic::AppTunnel), &["pass-through-app-tunnel"]);
}
