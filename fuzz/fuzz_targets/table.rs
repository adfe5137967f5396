//! Any bytes as a table of exercises; each row becomes a file of a library.

#![no_main]

use backplan::import::{Table, rows};
use backplan::library::Library;
use backplan_fuzz::small_with;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = Table::read(data);
    let Ok(rows) = rows(data) else { return };
    for row in rows.iter().take(3) {
        let _ = row.faults();
        Library::read_in_part("fuzz", &small_with(&row.path(), row.text().as_bytes()), &[]);
    }
});
