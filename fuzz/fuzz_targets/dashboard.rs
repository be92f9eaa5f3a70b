//! Hands the fuzzer's bytes to `dashboard`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| keepwarm_fuzz::dashboard::check(bytes));
