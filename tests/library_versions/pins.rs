//! Programmes that name the very files of the library that they were written with.

use super::*;

#[test]
fn a_pinned_programme_leads_back_to_the_very_files() {
    let repository = repository();
    let digest = run(repository.path(), &["library", "digest", LIBRARY]).text();
    assert!(digest.starts_with("hill-street 1.0.0 sha256:"), "{digest}");
    let pinned = programme("bridge").replace("hill-street ^1", digest.trim());
    repository.write("pinned.yaml", &pinned);
    repository.write("loose.yaml", &programme("bridge"));
    let handout = |programme: &str, out: &str, more: &[&str]| {
        let args = ["handout", programme, "--library", LIBRARY, "--start", "2026-11-30", "-o", out];
        run(repository.path(), &[&args[..], more].concat())
    };
    ends(&handout("pinned.yaml", "first.pdf", &["--locked"]), 0, &[]);
    ends(&handout("loose.yaml", "x.pdf", &["--locked"]), 1, &["names no digest", digest.trim()]);

    repository.replace(BRIDGE, "reps: 8", "reps: 10");
    repository.commit("More bridges");
    ends(&handout("pinned.yaml", "x.pdf", &["--locked"]), 1, &["--library-rev"]);
    assert!(!repository.file("x.pdf").exists());
    let warned = ["warning[pin-mismatch]", "(`--library-rev v1.0.0`)", "bridge: 1 x 10 instead of 1 x 8"];
    ends(&handout("pinned.yaml", "now.pdf", &[]), 0, &warned);
    ends(&handout("pinned.yaml", "again.pdf", &["--locked", "--library-rev", "v1.0.0"]), 0, &[]);
    let bytes = |name: &str| fs::read(repository.file(name)).unwrap();
    assert_eq!(bytes("first.pdf"), bytes("again.pdf"));
    assert_ne!(bytes("first.pdf"), bytes("now.pdf"));
    // Without a tag it is found by its digest.
    repository.git(&["tag", "-d", "v1.0.0"]);
    let check = run(repository.path(), &["check", "pinned.yaml", "--library", LIBRARY]);
    has(&check.err, &["bridge: 1 x 10 instead of 1 x 8"]);
}
