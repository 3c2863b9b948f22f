#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| apptunnel_fuzz::c_abi::check(input));
