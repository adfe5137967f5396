//! What a release has to say: its version, and in its changelog each change for patients' safety.

use super::*;

/// Checks the library since the version that is tagged.
fn check(repository: &Repository) -> Run {
    run(repository.path(), &["library", "check", LIBRARY, "--since", "v1.0.0", "--on", "2026-11-30"])
}

#[test]
fn a_check_since_a_version_fails_until_version_and_changelog_say_so() {
    let repository = repository();
    ends(&check(&repository), 0, &[]);
    repository.replace(BRIDGE, "avoid-if: [", "avoid-if: [dizziness, ");
    let both = ["error[version-too-low]", "library.yaml:2:10", "error[unnoted-change]", "avoid-if: [dizziness, "];
    ends(&check(&repository), 1, &both);
    repository.replace(LIBRARY_YAML, "version: 1.0.0", "version: 2.0.0");
    repository.write(
        "our-library/CHANGELOG.md",
        "# Changelog\n\n## 2.0.0\n\n- Bridge: not when dizzy. Look up who does it.\n",
    );
    ends(&check(&repository), 0, &[]);
    ends(&run(repository.path(), &["library", "check", "--since", "v1.0.0"]), 2, &[]);
}

#[test]
fn each_safety_change_is_noted_by_its_item_or_its_condition() {
    let repository = repository();
    repository.replace(BRIDGE, "avoid-if: [", "avoid-if: [dizziness, ");
    repository.replace(CLAM, "avoid-if: [", "avoid-if: [dizziness, ");
    repository.replace(BRIDGE, "reps: 8", "reps: 10");
    repository.replace(LIBRARY_YAML, "version: 1.0.0", "version: 2.0.0");
    let unnoted = |changelog: &str| {
        repository.write("our-library/CHANGELOG.md", &format!("# Changelog\n\n## 2.0.0\n\n{changelog}"));
        check(&repository).err.matches("error[unnoted-change]").count()
    };
    assert_eq!(unnoted("- Nothing much.\n"), 2);
    // One line for two changes of one exercise is not enough; the condition stands for both exercises.
    assert_eq!(unnoted("- Bridge: not when dizzy.\n- Clam: not when dizzy.\n"), 1);
    assert_eq!(unnoted("- Dizziness rules out more.\n"), 1);
    assert_eq!(unnoted("- Dizziness rules out more.\n- Bridge begins with 10.\n"), 0);
    assert_eq!(unnoted("- Dizziness rules out Bridge\n  and Clam.\n- Bridge begins with 10.\n"), 0);
    assert_eq!(unnoted("- Pregnancy rules out more.\n- Bridge begins with 10.\n- Bridge: not when dizzy.\n"), 1);
    assert_eq!(unnoted("### Bridge\n\n- not when dizzy\n- begins with 10\n\n### Clam\n\n- not when dizzy\n"), 0);
}
