//! Two versions of a library side by side.

use super::*;

#[test]
fn a_diff_can_be_read_pasted_and_taken_further() {
    let repository = repository();
    repository.replace(BRIDGE, "avoid-if: [", "avoid-if: [dizziness, ");
    repository.replace(CLAM, "name: Clam", "name: Clam *shell*");
    let text = diff(&repository, &["v1.0.0"]).text();
    has(&text, &["Patient safety", "  bridge: a condition that rules it out", "+ dizziness", "write `version: 2.0.0`"]);
    let markdown = diff(&repository, &["v1.0.0", "--format", "markdown"]).text();
    has(&markdown, &["### Patient safety\n", "- `bridge`: a condition", "~~Clam~~ → Clam \\*shell\\*"]);
    // Two folders will do, without any repository.
    let folder = tempfile::tempdir().unwrap();
    for name in ["a", "b"] {
        assert_eq!(run(folder.path(), &["library", "export", name]).code, 0);
    }
    let same = run(folder.path(), &["library", "diff", "a", "b"]);
    has(&same.text(), &["nothing differs for anybody"]);
}
