//! Hands the fuzzer's bytes to `note`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| keepwarm_fuzz::note::check(bytes));
