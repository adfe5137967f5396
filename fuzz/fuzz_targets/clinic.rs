//! Any bytes as a clinic's file. What comes after a NUL byte is the logo that it names, whatever its format.

#![no_main]

use backplan::clinic::Clinic;
use backplan::country::Countries;
use backplan_fuzz::taken;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let at = data.iter().position(|byte| *byte == 0);
    let (yaml, logo) = at.map_or((data, &[][..]), |at| (&data[..at], &data[at + 1..]));
    taken(Clinic::read("clinic.yaml", yaml, Countries::embedded(), |_| Some(logo.to_vec())));
});
