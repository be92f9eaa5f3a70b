//! Hands the fuzzer's bytes to `tasks`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| keepwarm_fuzz::tasks::check(bytes));
