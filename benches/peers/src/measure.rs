//! Measures contenders in turn, in processor time of the thread, so that what else the machine does matters little.

use std::time::Duration;

use cpu_time::ThreadTime;

/// One way to do a work.
pub struct Contender {
    pub name: &'static str,
    pub run: Box<dyn FnMut()>,
}

impl Contender {
    pub fn new(name: &'static str, run: impl FnMut() + 'static) -> Self {
        Self { name, run: Box::new(run) }
    }
}

/// How long one run of a contender takes, and how that stands to the first contender.
pub struct Measured {
    pub name: &'static str,
    pub median: Duration,
    /// Median of the ratios of the rounds: the first contender's time over this one's.
    pub ratio: f64,
}

const ROUNDS: usize = 101;
/// Of one contender in one round. Short, so that the contenders of a round run on the same machine: its clock and its
/// caches change with what the others do.
const BATCH: Duration = Duration::from_millis(1);
/// Of all rounds together. Slow works get fewer.
const MOST: Duration = Duration::from_secs(8);

pub fn in_turn(contenders: &mut [Contender]) -> Vec<Measured> {
    let batches: Vec<u32> = contenders.iter_mut().map(batch).collect();
    let mut rounds: Vec<Vec<f64>> = Vec::new();
    let start = ThreadTime::now();
    while rounds.len() < ROUNDS && (rounds.len() < 3 || start.elapsed() < MOST) {
        let round = contenders.iter_mut().zip(&batches).map(|(contender, runs)| seconds(contender, *runs));
        rounds.push(round.collect());
    }
    let column = |place: usize| rounds.iter().map(move |round| round[place]);
    let measured = contenders.iter().enumerate().map(|(place, contender)| Measured {
        name: contender.name,
        median: Duration::from_secs_f64(median(column(place))),
        ratio: median(column(0).zip(column(place)).map(|(ours, theirs)| ours / theirs)),
    });
    measured.collect()
}

/// How many runs fill a batch. Warms up on the way.
fn batch(contender: &mut Contender) -> u32 {
    let mut runs = 1;
    loop {
        let taken = seconds(contender, runs) * f64::from(runs);
        if taken >= BATCH.as_secs_f64() {
            return runs;
        }
        runs *= 2;
    }
}

fn seconds(contender: &mut Contender, runs: u32) -> f64 {
    let start = ThreadTime::now();
    for _ in 0..runs {
        (contender.run)();
    }
    start.elapsed().as_secs_f64() / f64::from(runs)
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
