//! Measures every row in turn with its peers and writes `benches/RESULTS.md`.
//!
//! With an argument, only the rows whose name contains it, and nothing is written.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::{Duration, Instant};
use std::{fs, thread};

use apptunnel::Certificate;
use apptunnel_peers::measure::{self, Measured};
use apptunnel_peers::rows::{self, Row, Target};
use cpu_time::{ProcessTime, ThreadTime};

const RESULTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../RESULTS.md");
const LEAVES: usize = 100_000;
const DISTINCT_LEAVES: u32 = 10_000;

fn main() {
    // Cargo adds an option of its own.
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let mut table = String::new();
    let mut meshes: Vec<(f64, f64)> = Vec::new();
    for make in rows::all() {
        let Row { name, targets, mut contenders } = make();
        if wanted.as_ref().is_some_and(|wanted| !name.contains(wanted.as_str())) {
            continue;
        }
        let measured = measure::in_turn(&mut contenders);
        if let Some(size) = name.strip_prefix("explore a mesh of ").and_then(|it| it.split(' ').next()) {
            meshes.push((size.parse().unwrap(), measured[0].median.as_secs_f64()));
        }
        let row = line(&name, &measured, &targets);
        println!("{row}");
        let _ = writeln!(table, "{row}");
    }
    if wanted.is_none() {
        let growth = growth(&meshes);
        let cores = cores();
        println!("{growth}\n{cores}");
        fs::write(RESULTS, document(&format!("{table}{growth}\n{cores}\n"))).unwrap();
    }
}

fn line(name: &str, measured: &[Measured], targets: &[Target]) -> String {
    let [ours, peers @ ..] = measured else { panic!("nothing was measured") };
    let peers = peers.iter().map(|peer| format!("{} {} (×{:.2})", peer.name, time(peer.median), peer.ratio));
    let peers: Vec<String> = peers.collect();
    let is_reached = |target: &Target| match target {
        Target::Time(limit) => ours.median <= *limit,
        Target::Ratio(peer, limit) => measured.iter().find(|it| it.name == *peer).unwrap().ratio <= *limit,
    };
    let texts = targets.iter().map(|target| match target {
        Target::Time(limit) => format!("≤ {}{}", time(*limit), verdict(is_reached(target))),
        Target::Ratio(peer, limit) => format!("≤ {limit:.2} × {peer}{}", verdict(is_reached(target))),
    });
    let texts: Vec<String> = texts.collect();
    format!("| {name} | {} | {} | {} |", time(ours.median), peers.join("; "), texts.join("; "))
}

fn verdict(is_reached: bool) -> &'static str {
    if is_reached { "" } else { " **missed**" }
}

/// Against N log N from the smallest mesh on.
fn growth(meshes: &[(f64, f64)]) -> String {
    let (smallest, base) = meshes[0];
    let steepest =
        meshes.iter().skip(1).map(|(size, time)| (time / base) / (size * size.ln() / (smallest * smallest.ln())));
    let steepest = steepest.fold(0.0, f64::max);
    let reached = verdict(steepest <= 1.0);
    format!("| growth of that from N = 10, over N log N | {steepest:.2} | - | ≤ 1.00{reached} |")
}

/// Judged by processor time: half of what the threads took, and all of what the caller did for them, is what two cores
/// need that have nothing else to do. Time of the wall says on a busy machine how busy it is.
fn cores() -> String {
    let (prepared, leaves) = rows::leaves(DISTINCT_LEAVES);
    rayon::ThreadPoolBuilder::new().num_threads(2).build_global().unwrap();
    let several = |count: usize| {
        let (wall, process, caller) = (Instant::now(), ProcessTime::now(), ThreadTime::now());
        let answers = prepared.evaluate_all(leaves.iter().cycle().take(count));
        let accepted = answers.filter(|answer| answer.as_ref().unwrap().is_accepted()).count();
        assert_eq!(accepted, count);
        let (process, caller) = (process.elapsed(), caller.elapsed());
        (wall.elapsed(), caller + (process - caller) / 2)
    };
    let one = |count: usize| {
        let (wall, caller) = (Instant::now(), ThreadTime::now());
        for leaf in leaves.iter().cycle().take(count) {
            assert!(prepared.evaluate(&Certificate::from_der(leaf).unwrap()).is_accepted());
        }
        (wall.elapsed(), caller.elapsed())
    };
    // What the machine has to give by the wall: two threads that know nothing of each other.
    let apart = |count: usize| {
        let wall = Instant::now();
        thread::scope(|scope| [(); 2].map(|()| scope.spawn(|| one(count / 2))).map(|it| it.join().unwrap()));
        wall.elapsed()
    };
    several(LEAVES / 10);
    let before = peak_memory();
    let (wall_of_two, two) = several(LEAVES);
    let grown = peak_memory().saturating_sub(before);
    let (wall_of_one, one) = one(LEAVES);
    let speedup = one.as_secs_f64() / two.as_secs_f64();
    let by_wall = |wall: Duration| wall_of_one.as_secs_f64() / wall.as_secs_f64();
    let (by_wall, apart) = (by_wall(wall_of_two), by_wall(apart(LEAVES)));
    format!(
        "| 100,000 leaves of one PKI on two cores | {} | one core {} ({speedup:.2} times as long; by the wall {by_wall:.2}, and {apart:.2} with two plain threads); from 10,000 to 100,000 leaves peak memory grows by {grown} KiB | ≥ 1.90 times as fast as one core{} |",
        time(two),
        time(one),
        verdict(speedup >= 1.9),
    )
}

/// The most memory that the process has had, in KiB.
fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

fn document(table: &str) -> String {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap();
    let model = cpu.lines().find_map(|line| line.strip_prefix("model name\t: ")).unwrap_or("unknown");
    let processors = cpu.lines().filter(|line| line.starts_with("processor")).count();
    let load = fs::read_to_string("/proc/loadavg").unwrap();
    let load = load.split(' ').next().unwrap_or_default();
    let lock = include_str!("../Cargo.lock");
    let versions: BTreeMap<&str, &str> = lock
        .split("[[package]]")
        .filter_map(|package| {
            let field = |name: &str| package.lines().find_map(|line| line.strip_prefix(name)?.strip_suffix('"'));
            Some((field("name = \"")?, field("version = \"")?))
        })
        .collect();
    let peers = ["x509-parser", "x509-cert", "rustls-webpki", "aws-lc-rs", "p12-keystore"];
    let peers: Vec<String> = peers.iter().map(|name| format!("{name} {}", versions[name])).collect();
    format!(
        "# Results\n\n\
        Written by `cargo bench --bench results` in `benches/peers`. Do not edit.\n\n\
        {model}, {processors} processors, load {load}; {}, {}. Release build with thin LTO.\n\n\
        Times are medians of processor time. ×: the library's time over the peer's, the median of rounds in which all\n\
        run in turn in one process. Bold: a target that was missed.\n\n\
        | work | apptunnel | peers | target |\n|---|---|---|---|\n{table}\n\
        The target for one leaf is a hundredth of the time that zlint takes for a certificate with all its lints: 547\n\
        certificates a second, from the literature. pkilint does 107 there. Neither was run here.\n\
        rustls-webpki parses the chain in each call, as its interface has it; the others have it parsed before, but in the\n\
        rows that say so.\n",
        openssl::version::version(),
        peers.join(", "),
    )
}

fn time(time: Duration) -> String {
    match time.as_nanos() {
        0..10_000 => format!("{:.2} µs", time.as_secs_f64() * 1e6),
        10_000..1_000_000 => format!("{:.1} µs", time.as_secs_f64() * 1e6),
        1_000_000..1_000_000_000 => format!("{:.2} ms", time.as_secs_f64() * 1e3),
        _ => format!("{:.2} s", time.as_secs_f64()),
    }
}
