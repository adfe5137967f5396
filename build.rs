//! Rebuilds the crate when a file that it embeds is added or removed; `include_dir` itself notices changed files only.

fn main() {
    for folder in ["exercises", "templates", "docs/diagnostics", "tests/evidence"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
