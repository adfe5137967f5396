//! Findings as SARIF 2.1.0, for code scanning and editors.

use serde::Serialize;

use backplan::diagnostic::{Code, Diagnostic, Severity};

/// A SARIF log with one run.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::cli) struct Sarif<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [SarifRun<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRun<'a> {
    tool: Tool,
    /// Columns here count characters; SARIF would take them for UTF-16 units.
    column_kind: &'static str,
    results: Vec<SarifResult<'a>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
struct Driver {
    name: &'static str,
    version: &'static str,
    rules: Vec<SarifRule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRule {
    id: &'static str,
    help: Text<String>,
}

#[derive(Serialize)]
struct Text<T> {
    text: T,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'a> {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Text<String>,
    locations: [Location<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    physical_location: PhysicalLocation<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation<'a> {
    artifact_location: Artifact,
    region: Region<'a>,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region<'a> {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    snippet: Text<&'a str>,
}

/// Findings as a SARIF log; `page` is what explains a code.
pub(in crate::cli) fn sarif<'a>(findings: &'a [Diagnostic], page: impl Fn(Code) -> String) -> Sarif<'a> {
    let mut codes: Vec<Code> = findings.iter().map(Diagnostic::code).collect();
    codes.sort_unstable();
    codes.dedup();
    let rule = |code: &Code| SarifRule { id: code.as_str(), help: Text { text: page(*code) } };
    let results = findings.iter().map(|finding| SarifResult {
        rule_id: finding.code().as_str(),
        rule_index: codes.binary_search(&finding.code()).unwrap_or_default(),
        level: match finding.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message: Text { text: format!("{}; {}", finding.message(), finding.hint()) },
        locations: [Location { physical_location: place(finding) }],
    });
    let results = results.collect();
    let rules = codes.iter().map(rule).collect();
    Sarif {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [SarifRun {
            tool: Tool { driver: Driver { name: "backplan", version: env!("CARGO_PKG_VERSION"), rules } },
            column_kind: "unicodeCodePoints",
            results,
        }],
    }
}

fn place(finding: &Diagnostic) -> PhysicalLocation<'_> {
    let place = finding.place();
    let end = place.end();
    PhysicalLocation {
        artifact_location: Artifact { uri: uri(place.file().name()) },
        region: Region {
            start_line: place.line(),
            start_column: place.column(),
            end_line: end.line(),
            end_column: end.column(),
            snippet: Text { text: place.text() },
        },
    }
}

/// A path as a relative or absolute URI: what is not allowed in one is written as its bytes.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/:".contains(&byte);
    let escaped: String = path
        .bytes()
        .map(|byte| if allowed(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    if escaped.starts_with('/') { format!("file://{escaped}") } else { escaped }
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn a_path_becomes_a_uri() {
        assert_eq!(uri("clinic/hips/bridge.yaml"), "clinic/hips/bridge.yaml");
        assert_eq!(uri("our clinic/brücke.yaml"), "our%20clinic/br%C3%BCcke.yaml");
        assert_eq!(uri("/srv/clinic/a.yaml"), "file:///srv/clinic/a.yaml");
    }
}
