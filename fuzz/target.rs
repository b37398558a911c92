//! A fuzz target: the way in that the program is called after.

#![no_main]

mod ways;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (_, way) = ways::WAYS.iter().find(|(name, _)| *name == env!("CARGO_BIN_NAME")).expect("a way in");
    way(bytes);
});
