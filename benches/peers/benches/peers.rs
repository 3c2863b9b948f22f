//! Every row by criterion, each contender by itself.

use apptunnel_peers::rows;
use criterion::{Criterion, criterion_group, criterion_main};

fn contenders(criterion: &mut Criterion) {
    for make in rows::all() {
        let row = make();
        let mut group = criterion.benchmark_group(row.name);
        group.sample_size(10);
        for mut contender in row.contenders {
            group.bench_function(contender.name, |bencher| bencher.iter(|| (contender.run)()));
        }
        group.finish();
    }
}

criterion_group!(benches, contenders);
criterion_main!(benches);
