//! Whether an iPhone with iOS 18.4 trusts a chain, and which other releases do: cargo run --example evaluate_chain
#![allow(clippy::print_stdout, reason = "an example prints")]

use apptunnel::Bundle;
use apptunnel::device::TrustAnchor;
use apptunnel::device::trust::TrustEvaluator;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let chain = Bundle::open(&std::fs::read("examples/files/chain.pem")?, None)?;
    let root = Bundle::open(&std::fs::read("examples/files/root.pem")?, None)?;
    // The first certificate is the leaf. The others may be in any order.
    let certificates: Vec<_> = chain.certificates().iter().map(|stored| stored.item().clone()).collect();
    let (leaf, others) = certificates.split_first().ok_or("there is no certificate")?;

    let mut evaluator = TrustEvaluator::new("ios:18.4".parse()?, "2026-06-01T00:00:00Z".parse()?);
    evaluator.server_name = Some("sentry.example.com".parse()?);
    // Trusted because MDM installed it.
    evaluator.anchors =
        root.certificates().iter().map(|stored| TrustAnchor::on_device(stored.item().clone())).collect();

    let evaluation = evaluator.evaluate(leaf, others);
    println!("accepted: {}", evaluation.is_accepted());
    for finding in evaluation.best().iter().flat_map(|path| &path.findings) {
        println!("{} {}: {}", finding.severity.as_str(), finding.code, finding.message);
    }
    println!("{}", evaluation.explain());
    Ok(())
}
