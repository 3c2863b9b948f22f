#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| apptunnel_fuzz::upload::check(input));
