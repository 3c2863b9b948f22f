//! Counts instructions under callgrind: figures that no other load distorts. The ratios to the peers are in
//! `benches/RESULTS.md`, in time; valgrind's processor lacks instructions that the cryptography uses on a real one.

use apptunnel_peers::measure::Contender;
use apptunnel_peers::pki::Algorithm::{P256, Rsa2048};
use apptunnel_peers::rows::{self, Row};
use gungraun::{library_benchmark, library_benchmark_group, main};

/// The contender of a row, after one run: what is kept for later runs is there.
fn warm(row: Row, contender: usize) -> Contender {
    let mut contender = row.contenders.into_iter().nth(contender).unwrap();
    (contender.run)();
    contender
}

fn parse(contender: usize) -> Contender {
    warm(rows::parse(P256), contender)
}

fn evaluate_p256(contender: usize) -> Contender {
    warm(rows::evaluate(P256), contender)
}

fn evaluate_rsa2048(contender: usize) -> Contender {
    warm(rows::evaluate(Rsa2048), contender)
}

fn parse_and_evaluate(contender: usize) -> Contender {
    warm(rows::parse_and_evaluate(P256), contender)
}

fn fleet(contender: usize) -> Contender {
    warm(rows::fleet(P256), contender)
}

fn rules_alone(contender: usize) -> Contender {
    warm(rows::rules_alone(), contender)
}

fn lint(contender: usize) -> Contender {
    warm(rows::lint(), contender)
}

// The numbers are places of contenders in their row: the library, and its peers in the order of the table.
#[library_benchmark]
#[benches::parse(args = [0, 1, 2, 3], setup = parse)]
#[benches::evaluate_p256(args = [0, 1, 2], setup = evaluate_p256)]
#[benches::evaluate_rsa2048(args = [0, 1, 2], setup = evaluate_rsa2048)]
#[benches::parse_and_evaluate(args = [0, 1, 2], setup = parse_and_evaluate)]
#[benches::fleet(args = [0, 1, 2], setup = fleet)]
#[benches::rules_alone(args = [0], setup = rules_alone)]
#[benches::lint(args = [0], setup = lint)]
fn row(mut contender: Contender) -> Contender {
    (contender.run)();
    contender
}

library_benchmark_group!(name = instructions, benchmarks = row);
main!(library_benchmark_groups = instructions);
