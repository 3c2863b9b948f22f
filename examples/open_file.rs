//! What is in a certificate file: cargo run --example open_file -- FILE [PASSWORD]
#![allow(clippy::print_stdout, reason = "an example prints")]

use apptunnel::Bundle;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("which file?")?;
    let password = arguments.next();

    let bundle = Bundle::open(&std::fs::read(&file)?, password.as_deref())?;

    println!("{file}: {}", bundle.format().as_str());
    for stored in bundle.certificates() {
        let certificate = stored.item();
        println!("  certificate {}, issued by {}", certificate.subject(), certificate.issuer());
        if let Some(end) = certificate.not_after() {
            println!("    with an {} key, until {end}", certificate.key_type());
        }
    }
    for key in bundle.keys() {
        println!("  private key, {}", key.item().key_type());
    }
    // Nothing is left out in silence.
    for dropped in bundle.dropped() {
        println!("  not read: {}, because {}", dropped.what, dropped.reason);
    }
    Ok(())
}
