//! Hands the fuzzer's bytes to `edits`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| keepwarm_fuzz::edits::check(bytes));
