//! Hands the fuzzer's bytes to `dates`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| keepwarm_fuzz::dates::check(bytes));
