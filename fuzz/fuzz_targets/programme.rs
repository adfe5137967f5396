//! Any bytes as a programme, planned, forecast and looked over.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    backplan_fuzz::planned(data);
});
