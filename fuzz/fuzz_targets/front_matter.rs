//! Hands the fuzzer's bytes to `front_matter`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| keepwarm_fuzz::front_matter::check(bytes));
