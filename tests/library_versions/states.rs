//! Git repositories in every state that one meets.

use super::*;

#[test]
fn every_state_of_a_repository_works_or_says_what_is_wrong() {
    let repository = repository();
    not_committed(&repository);
    repository.commit("A name");
    ranges(&repository);
    no_revisions(&repository);
    detached(&repository);
    folders(&repository);
    shallow(&repository);
    windows(&repository);
    unversioned();

    repository.git(&["mv", LIBRARY, "moved"]);
    repository.commit("Moved");
    moved(&repository);

    repository.write("moved/hips-and-legs/bridge.yaml", "name: Bridge\n");
    broken_now(&repository);
    repository.commit("Broken");
    repository.git(&["checkout", "-q", "HEAD~1", "--", "moved"]);
    repository.replace("moved/hips-and-legs/clam.yaml", "name: Clam", "name: Opening clam");
    broken_before(&repository);

    fs::remove_file(repository.file("moved/library.yaml")).unwrap();
    repository.commit("Beheaded");
    repository.git(&["checkout", "-q", "HEAD~1", "--", "moved"]);
    beheaded(&repository);
    empty();
}

/// What is not committed counts for the folder, and not for HEAD.
fn not_committed(repository: &Repository) {
    repository.replace(BRIDGE, "name: Bridge", "name: High bridge");
    has(&diff(repository, &["HEAD"]).text(), &["High bridge"]);
    has(&diff(repository, &["v1.0.0..HEAD"]).text(), &["nothing differs"]);
}

fn ranges(repository: &Repository) {
    has(&diff(repository, &["v1.0.0.."]).text(), &["High bridge"]);
    ends(&diff(repository, &["v1.0.0...HEAD"]), 2, &["`v1.0.0..HEAD`"]);
    ends(&diff(repository, &["v1.0.0..HEAD", "HEAD"]), 2, &["is a third"]);
}

fn no_revisions(repository: &Repository) {
    ends(&diff(repository, &["v1.0.1"]), 2, &["no revision `v1.0.1`", "did you mean `v1.0.0`?"]);
    ends(&diff(repository, &["--", "--output=x"]), 2, &[]);
}

/// A detached head.
fn detached(repository: &Repository) {
    repository.git(&["checkout", "-q", "--detach", "v1.0.0"]);
    has(&diff(repository, &["main..HEAD"]).text(), &["- High bridge"]);
    repository.git(&["checkout", "-q", "main"]);
}

/// From inside the library, and from another place altogether.
fn folders(repository: &Repository) {
    let inside = run(&repository.file(LIBRARY), &["library", "diff", "v1.0.0"]);
    has(&inside.text(), &["+ High bridge"]);
    ends(&run(repository.path(), &["library", "diff", "v1.0.0"]), 2, &["--library"]);
}

/// A clone in a folder of its own.
fn clone(repository: &Repository, args: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let from = format!("file://{}", repository.path().display());
    git::git(folder.path(), &[&["clone", "-q"], args, &[&from, "."]].concat());
    folder
}

/// A shallow clone has no history.
fn shallow(repository: &Repository) {
    let shallow = clone(repository, &["--depth", "1", "--no-tags"]);
    ends(&diff_of(shallow.path(), LIBRARY, &["HEAD~1"]), 2, &["shallow", "git fetch --unshallow"]);
    ends(&diff_of(shallow.path(), LIBRARY, &["HEAD"]), 0, &[]);
}

/// Line ends as Windows has them are no change.
fn windows(repository: &Repository) {
    let windows = clone(repository, &[]);
    for file in [BRIDGE, LIBRARY_YAML, RULES] {
        let file = windows.path().join(file);
        let text = fs::read_to_string(&file).unwrap();
        fs::write(file, text.replace('\n', "\r\n")).unwrap();
    }
    has(&diff_of(windows.path(), LIBRARY, &["HEAD"]).text(), &["nothing differs"]);
    let digest = |folder: &Path| run(folder, &["library", "digest", LIBRARY]).text();
    assert_eq!(digest(windows.path()), digest(repository.path()));
}

/// A folder under no version control.
fn unversioned() {
    let folder = tempfile::tempdir().unwrap();
    ends(&run(folder.path(), &["library", "export", "lib"]), 0, &[]);
    ends(&diff_of(folder.path(), "lib", &["v1.0.0"]), 2, &["in no git repository"]);
}

/// A folder that was not there yet.
fn moved(repository: &Repository) {
    ends(&diff_of(repository.path(), "moved", &["v1.0.0"]), 2, &["was not there at `v1.0.0`"]);
}

/// A version of the library that cannot be used.
fn broken_now(repository: &Repository) {
    let broken = diff_of(repository.path(), "moved", &["HEAD"]);
    let left_out = "not compared, as there are errors in one of the versions: `bridge`";
    ends(&broken, 1, &["missing-key", left_out]);
    // The rest of a draft is compared all the same.
    has(&broken.text(), &["nothing differs"]);
    // What annotates a pull request wants paths from the top of the repository.
    let github = run(&repository.file("moved"), &["library", "check", ".", "--format", "github"]).text();
    has(&github, &["error file=moved/hips-and-legs/bridge.yaml,line=1,"]);
}

/// What was released with a mistake does not stand in the way of the rest.
fn broken_before(repository: &Repository) {
    let broken = diff_of(repository.path(), "moved", &["HEAD", "--format", "json"]);
    ends(&broken, 1, &["HEAD:moved/hips-and-legs/bridge.yaml"]);
    assert_eq!(broken.json()["not_compared"][0], "bridge");
    assert_eq!(found(&broken.json()), [("wording".to_owned(), "clam".to_owned(), "wording".to_owned())]);
    let check = run(repository.path(), &["library", "check", "moved", "--since", "HEAD", "--on", "2026-11-30"]);
    ends(&check, 1, &["not compared", "version-too-low"]);
    repository.write("programmes/bridge.yaml", &programme("bridge-hold"));
    repository.write("programmes/clam.yaml", &programme("clam"));
    let args = ["library", "affected", "--since", "HEAD", "--library", "moved", "programmes", "--format", "json"];
    let affected = run(repository.path(), &args);
    ends(&affected, 1, &[]);
    assert_eq!(outcomes(&affected.json()), ["not-compared", "differs"]);
}

/// Without its head there is no library.
fn beheaded(repository: &Repository) {
    ends(&diff_of(repository.path(), "moved", &["HEAD"]), 2, &["no `library.yaml` in `moved` at `HEAD`"]);
}

/// Nothing is committed yet.
fn empty() {
    let empty = Repository::new();
    ends(&run(empty.path(), &["library", "export", "lib"]), 0, &[]);
    ends(&diff_of(empty.path(), "lib", &["HEAD"]), 2, &["nothing is committed here yet"]);
}
