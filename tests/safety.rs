//! Files that were made to do harm: that read what is none of theirs, or use up all time and memory.

#![cfg(unix)]

#[path = "support/limits.rs"]
mod limits;
mod support;

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use limits::{BOMB, run_limited};
use support::{Run, SHORT, folder, names, run};

const HEAD: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
                    viewBox=\"0 0 200 100\">";
const DISC: &str = "<circle cx=\"100\" cy=\"50\" r=\"40\" fill=\"green\"/>";

/// A handout with a logo, within limits.
fn with_logo(svg: &str) -> Run {
    let folder = folder();
    fs::write(folder.path().join("clinic.yaml"), "name: R\nlogo: logo.svg\n").unwrap();
    fs::write(folder.path().join("logo.svg"), svg).unwrap();
    run_limited(BOMB, folder.path(), &["handout", "short.yaml", "--start", "2026-11-30", "-o", "out.pdf"])
}

/// Elements that each name the one before, so many times.
fn chain(links: usize, first: &str, link: impl Fn(usize, usize) -> String) -> String {
    (1..=links).fold(first.to_owned(), |text, at| text + &link(at, at - 1))
}

#[test]
fn drawings_that_unfold_without_end_are_refused() {
    let uses = |times: usize| {
        move |at: usize, before: usize| {
            format!("<g id=\"i{at}\">{}</g>", format!("<use href=\"#i{before}\"/>").repeat(times))
        }
    };
    let group = format!("<g id=\"i0\">{DISC}</g>");
    let twice = |open: &str, close: &str, key: &str| {
        chain(22, "", |at, before| {
            format!(
                "<{open} id=\"i{at}\"><rect width=\"9\" height=\"9\" {key}=\"url(#i{before})\"/>\
                 <rect width=\"9\" height=\"9\" {key}=\"url(#i{before})\"/></{close}>"
            )
        })
    };
    let painted = |key: &str| format!("<rect width=\"200\" height=\"100\" {key}=\"url(#i22)\"/>");
    let pattern = "pattern width=\"1\" height=\"1\" patternUnits=\"userSpaceOnUse\"";
    let filter = |steps: &str| format!("<filter id=\"f\">{steps}</filter><g filter=\"url(#f)\">{DISC}</g>");
    let page = "<rect width=\"200\" height=\"100\"/>";
    let gradient = |stops: usize| {
        let stop = |at| format!("<stop offset=\"{}\" stop-color=\"#{:06x}\"/>", at as f64 / stops as f64, at * 5);
        format!("<radialGradient id=\"g\">{}</radialGradient>", (0..stops).map(stop).collect::<String>())
    };
    let classed = |classes: usize, times: usize| {
        let rules = (0..classes).map(|at| format!(".a{at} {{ {} }}", "fill:red;".repeat(times))).collect::<String>();
        let all = (0..classes).map(|at| format!("a{at} ")).collect::<String>();
        format!("<style>{rules}</style>{DISC}<rect class=\"{all}\" width=\"9\" height=\"9\"/>")
    };
    let names = |at: usize| (0..99).map(|name| format!("xmlns:a{at}b{name}=\"u:{at}\" ")).collect::<String>();
    let dashed = "M0 0".to_owned() + &" 1 1".repeat(200_000);
    let bombs = [
        format!("<defs>{}</defs><use href=\"#i9\"/>{DISC}", chain(9, &group, uses(10))),
        format!("<defs>{}</defs><use href=\"#i39\"/>{DISC}", chain(39, &group, uses(2))),
        twice(pattern, "pattern", "fill") + &painted("fill") + DISC,
        twice("clipPath", "clipPath", "clip-path") + &painted("clip-path") + DISC,
        twice("mask", "mask", "mask") + &painted("mask") + DISC,
        format!("<marker id=\"m\">{DISC}</marker><path marker-mid=\"url(#m)\" d=\"{dashed}\"/>{DISC}"),
        format!(
            "<style>.a {{ marker: url(#m) }}</style><marker id=\"m\">{DISC}</marker><path class=\"a\" d=\"{dashed}\"/>"
        ),
        format!("<style>* {{ mask: url(#m) }}</style><mask id=\"m\">{DISC}</mask>{DISC}"),
        format!("<style>{}</style>{}", "g g g * { fill: red }".repeat(20_000), DISC.repeat(3000)),
        filter(&"<feGaussianBlur stdDeviation=\"50\"/>".repeat(3000)),
        filter("<feTurbulence numOctaves=\"1000000\" baseFrequency=\"0.5\"/>"),
        filter("<feMorphology operator=\"dilate\" radius=\"1000000\"/>"),
        filter("<feConvolveMatrix order=\"1000\" kernelMatrix=\"1\"/>"),
        format!("{}{DISC}{}", "<g>".repeat(100_000), "</g>".repeat(100_000)),
        format!("<path stroke=\"red\" d=\"M0 0{}\"/>{DISC}", " C 9 1e9 9 -1e9 200 100".repeat(20_000)),
        format!("<rect {}/>{DISC}", (0..60_000).map(|at| format!("a{at}=\"\" ")).collect::<String>()),
        "<rect width=\"3\" height=\"3\"/>".repeat(30_000),
        format!("<path d=\"M0 0{}\"/>{DISC}", " l 1.5 1.5".repeat(60_000)),
        // Declarations, gradients, dashes, layers: each takes minutes to paint.
        format!("<rect width=\"9\" height=\"9\" style=\"{}\"/>", "fill:red;".repeat(40_000)),
        format!("<style>rect {{ {} }}</style>{DISC}<rect width=\"9\" height=\"9\"/>", "fill:red;".repeat(40_000)),
        format!("<style>{}</style>{DISC}<rect width=\"9\" height=\"9\"/>", "rect { fill:red }".repeat(20_000)),
        format!("<style>{}</style>{DISC}", ".a { fill:red }".repeat(20_000)),
        classed(40, 100),
        classed(20_000, 1),
        "<circle cx=\"50\" cy=\"50\" r=\"40\" stroke=\"red\" stroke-dasharray=\"0.02\"/>".repeat(9000),
        "<path d=\"M0 0H90\" stroke=\"red\" style=\"stroke-dasharray:0.01\"/>".repeat(500),
        format!("<g stroke-dasharray=\"0.01\" stroke=\"red\">{}</g>", "<path d=\"M0 0H90\"/>".repeat(500)),
        page.replace("/>", " opacity=\".5\"/>").repeat(9000),
        gradient(2) + &page.replace("/>", " fill=\"url(#g)\"/>").repeat(9000),
        gradient(3000) + &"<rect width=\"1\" height=\"1\" fill=\"url(#g)\"/>".repeat(4000),
        format!("<pattern id=\"g\" width=\".5\" height=\".5\" patternUnits=\"userSpaceOnUse\">{DISC}</pattern>")
            + &page.replace("/>", " fill=\"url(#g)\"/>").repeat(3000),
        (0..90).map(|at| format!("<g {}>", names(at))).collect::<String>() + &DISC.repeat(8000) + &"</g>".repeat(90),
        // What is within it is an SVG file too, which nobody has looked over.
        format!("<image width=\"9\" height=\"9\" href=\"data:image/svg+xml;utf8,{}\"/>{DISC}", "%3Csvg/%3E"),
    ];
    for bomb in bombs {
        let run = with_logo(&format!("{HEAD}{bomb}</svg>"));
        let shown: String = bomb.chars().take(150).collect();
        assert_eq!(run.code, 1, "{shown}: {}", run.err);
        assert!(run.err.contains("error[bad-picture]") && run.err.contains("hint: "), "{shown}: {}", run.err);
    }
}

#[test]
fn abbreviations_and_outside_entities_of_drawings_are_refused() {
    let laughs = chain(8, "<!ENTITY i0 \"lol\">", |at, before| {
        format!("<!ENTITY i{at} \"{}\">", format!("&i{before};").repeat(10))
    });
    let long = format!("<!ENTITY a \"{}\">", "x".repeat(300_000));
    for (declared, used) in [
        (laughs.as_str(), "&i8;".to_owned()),
        (&long, "&a;".repeat(100_000)),
        ("<!ENTITY a SYSTEM \"file:///etc/hostname\">", "&a;".to_owned()),
        ("<!ENTITY a SYSTEM \"secret.txt\">", "&a;".to_owned()),
    ] {
        let run = with_logo(&format!("<!DOCTYPE svg [{declared}]>{HEAD}<desc>{used}</desc>{DISC}</svg>"));
        assert!(run.code == 1 && run.err.contains("error[bad-picture]"), "{declared:.100}: {}", run.err);
    }
    // Drawing programs abbreviate the addresses of namespaces.
    let own =
        "<!DOCTYPE svg [<!ENTITY ns \"http://www.w3.org/2000/svg\">]><svg xmlns=\"&ns;\" viewBox=\"0 0 200 100\">";
    assert_eq!(with_logo(&format!("{own}{DISC}</svg>")).code, 0);
}

#[test]
fn what_drawing_programs_write_is_taken() {
    for drawing in [
        // Many shapes, each by its class, with gradients and clips by class too.
        format!(
            "<defs><style>.a,.b{{fill:url(#g);}}.c{{clip-path:url(#c);}}</style><linearGradient id=\"g\"><stop/></linearGradient>\
             <clipPath id=\"c\"><rect width=\"200\" height=\"100\"/></clipPath></defs><g class=\"c\">{}</g>",
            "<path class=\"a\" d=\"M0 0h9v9z\"/>".repeat(3000)
        ),
        format!(
            "<filter id=\"f\"><feGaussianBlur stdDeviation=\"2\"/><feOffset/></filter><g filter=\"url(#f)\">{DISC}</g>"
        ),
        format!("{}{DISC}{}", "<g>".repeat(50), "</g>".repeat(50)),
        format!("<defs><g id=\"a\">{DISC}</g></defs>{}", "<use xlink:href=\"#a\" x=\"3\"/>".repeat(200)),
    ] {
        let run = with_logo(&format!("{HEAD}{drawing}</svg>"));
        assert_eq!(run.code, 0, "{}", run.err);
    }
}

/// A file of YAML that nobody wrote to be read.
fn yaml_bombs() -> Vec<(&'static str, String)> {
    let laughs =
        chain(9, "i0: &i0 [x]\n", |at, before| format!("i{at}: &i{at} [{}]\n", format!("*i{before}, ").repeat(10)));
    vec![
        ("aliases", laughs),
        ("one alias often", format!("a: &a [x]\n{}", (0..60_000).map(|at| format!("b{at}: *a\n")).collect::<String>())),
        ("merged keys", format!("a: &a {{ x: 1 }}\nb: {{ {} }}\n", "<<: *a, ".repeat(50_000))),
        ("brackets", format!("a: {}", "[".repeat(500_000))),
        ("braces", "{ a: ".repeat(150_000)),
        ("dashes", "- ".repeat(400_000)),
        ("indentation", (0..1300).map(|at| format!("{}a:\n", " ".repeat(at))).collect()),
        ("open brackets", format!("a: x\n{}", "b: [\n".repeat(100_000))),
        ("a long word", "x".repeat(1_000_000)),
        ("a long name", SHORT.replace("One week", &"x".repeat(900_000))),
        ("a long number", SHORT.replace("weeks: 1\nd", &format!("weeks: {}\nd", "9".repeat(900_000)))),
        ("no number", SHORT.replace("weeks: 1\nd", "weeks: 1e400\nd").replace("ceiling: 5", "ceiling: -1e400")),
        ("many values", format!("{SHORT}earlier: [{}]\n", "x,".repeat(90_000))),
        ("too many values", format!("{SHORT}earlier: [{}]\n", "x,".repeat(500_000))),
        ("many keys", format!("{SHORT}{}", (0..40_000).map(|at| format!("k{at}: 1\n")).collect::<String>())),
        ("one exercise often", SHORT.replace("      - use: walking\n", &"      - use: walking\n".repeat(15_000))),
        ("a long purpose", SHORT.replace("purpose: ", &format!("purpose: {}", "a b ".repeat(200_000)))),
        ("done often", format!("{SHORT}earlier:\n{}", "  - { weeks-ago: 2, use: walking, times: 99 }\n".repeat(20))),
        ("many signs", format!("{SHORT}get-help:\n  - {{ do: Ring, if: [{}] }}\n", "you bleed, ".repeat(40_000))),
        ("many lines", format!("a: |\n{}", "  b\n".repeat(200_000))),
        ("tabs", format!("a:\n{}", "\tb: 1\n".repeat(100_000))),
        ("anchors", (0..100_000).map(|at| format!("&a{at} ")).collect()),
        ("tags", "!".repeat(1_000_000)),
    ]
}

#[test]
fn programmes_that_unfold_without_end_are_refused() {
    for (what, text) in yaml_bombs() {
        let folder = folder();
        fs::write(folder.path().join("bomb.yaml"), text).unwrap();
        for args in [&["check", "bomb.yaml"][..], &["check", "bomb.yaml", "--format", "json"]] {
            let run = run_limited(BOMB, folder.path(), args);
            assert_eq!(run.code, 1, "{what}: {}", run.err.chars().take(500).collect::<String>());
            assert!(run.err.len() + run.out.len() < 1_000_000, "{what}: {} bytes", run.err.len() + run.out.len());
        }
    }
}

#[test]
fn libraries_and_clinics_that_unfold_without_end_are_refused() {
    for (what, text) in yaml_bombs().into_iter().filter(|(what, _)| !what.starts_with("no number")) {
        let folder = folder();
        fs::create_dir(folder.path().join("lib")).unwrap();
        fs::write(folder.path().join("lib/library.yaml"), "id: ours\nname: Ours\nversion: 1.0.0\nextends: core ^1\n")
            .unwrap();
        fs::write(folder.path().join("lib/bomb.yaml"), &text).unwrap();
        let run = run_limited(BOMB, folder.path(), &["check", "short.yaml", "--library", "lib"]);
        assert_eq!(run.code, 1, "{what}: {}", run.err.chars().take(500).collect::<String>());
        fs::write(folder.path().join("clinic.yaml"), &text).unwrap();
        let args = ["handout", "short.yaml", "--start", "2026-11-30", "-o", "out.pdf"];
        let run = run_limited(BOMB, folder.path(), &args);
        assert_eq!(run.code, 1, "{what}: {}", run.err.chars().take(500).collect::<String>());
    }
}

fn linked(folder: &Path, to: &str, link: &str) {
    symlink(folder.join(to), folder.join(link)).unwrap();
}

#[test]
fn a_library_reads_nothing_outside_its_folder() {
    let folder = folder();
    let here = folder.path();
    fs::create_dir_all(here.join("lib/pictures")).unwrap();
    fs::write(here.join("lib/library.yaml"), "id: ours\nname: Ours\nversion: 1.0.0\nextends: core ^1\n").unwrap();
    fs::write(here.join("secret.svg"), format!("{HEAD}{DISC}</svg>")).unwrap();
    fs::write(here.join("secret.yaml"), "secret: true\n").unwrap();
    for (to, link) in [("secret.svg", "lib/pictures/link.svg"), ("secret.yaml", "lib/link.yaml")] {
        linked(here, to, link);
        let run = run(here, &["check", "short.yaml", "--library", "lib"]);
        assert_eq!(run.code, 2, "{link}: {}", run.err);
        assert!(run.err.contains("leads out of the folder") && run.err.contains("hint: "), "{}", run.err);
        fs::remove_file(here.join(link)).unwrap();
    }
    // A link to what is in the folder is fine, and so is the folder itself.
    fs::write(here.join("lib/pictures/own.svg"), format!("{HEAD}{DISC}</svg>")).unwrap();
    linked(here, "lib/pictures/own.svg", "lib/link.svg");
    linked(here, "lib", "link");
    for name in ["lib", "link"] {
        let run = run(here, &["check", "short.yaml", "--library", name]);
        assert_eq!(run.code, 0, "{}", run.err);
    }
}

#[test]
fn a_clinic_reads_nothing_outside_its_folder() {
    let folder = folder();
    let here = folder.path();
    fs::create_dir(here.join("sub")).unwrap();
    fs::create_dir(here.join("other")).unwrap();
    fs::write(here.join("other/secret.svg"), format!("{HEAD}{DISC}</svg>")).unwrap();
    linked(here, "other/secret.svg", "sub/link.svg");
    linked(here, "other", "sub/way");
    let whole = here.join("other/secret.svg").display().to_string();
    for logo in ["link.svg", "way/secret.svg", "../other/secret.svg", &whole, "way/../../other/secret.svg"] {
        fs::write(here.join("sub/clinic.yaml"), format!("name: R\nlogo: {logo}\n")).unwrap();
        let args = ["handout", "short.yaml", "--start", "2026-11-30", "--clinic", "sub/clinic.yaml", "-o", "out.pdf"];
        let run = run(here, &args);
        assert!(run.code == 1 && run.err.contains("error[bad-picture]"), "{logo}: {}", run.err);
    }
    assert_eq!(names(here), ["other", "short.yaml", "sub"]);
}

#[test]
fn pictures_of_a_template_are_looked_over_as_a_clinics_own_are() {
    let folder = folder();
    let here = folder.path();
    assert_eq!(run(here, &["templates", "export", "ours"]).code, 0);
    let main = fs::read_to_string(here.join("ours/handout.typ")).unwrap();
    fs::write(here.join("ours/handout.typ"), format!("{main}\n#image(\"icon.svg\", width: 9pt, alt: \"A disc\")\n"))
        .unwrap();
    let group = format!("<g id=\"i0\">{DISC}</g>");
    let doubled = chain(39, &group, |at, before| {
        format!("<g id=\"i{at}\"><use href=\"#i{before}\"/><use href=\"#i{before}\"/></g>")
    });
    let bomb = format!("<defs>{doubled}</defs><use href=\"#i39\"/>");
    for (drawing, code, says) in
        [(DISC, 0, "read back"), (bomb.as_str(), 2, "shapes, long outlines counted"), ("<g>", 2, "cannot be printed")]
    {
        fs::write(here.join("ours/icon.svg"), format!("{HEAD}{drawing}</svg>")).unwrap();
        let args = ["handout", "short.yaml", "--start", "2026-11-30", "--templates", "ours", "-o", "out.pdf"];
        let run = run_limited(BOMB, here, &args);
        assert!(run.code == code && run.err.contains(says), "{says}: {}", run.err);
    }
}

#[test]
fn a_template_reads_no_file_by_a_link_to_its_folder_and_ends() {
    let folder = folder();
    let here = folder.path();
    assert_eq!(run(here, &["templates", "export", "ours"]).code, 0);
    fs::create_dir(here.join("other")).unwrap();
    fs::write(here.join("other/secret.txt"), "secret").unwrap();
    linked(here, "other", "ours/way");
    let main = fs::read_to_string(here.join("ours/handout.typ")).unwrap();
    for (line, says) in [
        ("#read(\"way/secret.txt\")", "there is no `way/secret.txt`"),
        ("#while true {}", "condition is always true"),
        ("#let f() = f()\n#f()", "maximum function call depth"),
        ("#include \"handout.typ\"", "cyclic import"),
    ] {
        fs::write(here.join("ours/handout.typ"), format!("{line}\n{main}")).unwrap();
        let args = ["handout", "short.yaml", "--start", "2026-11-30", "--templates", "ours", "-o", "out.pdf"];
        let run = run_limited(BOMB, here, &args);
        assert!(run.code == 2 && run.err.contains(says), "{line}: {}", run.err);
    }
    fs::write(here.join("ours/handout.typ"), main).unwrap();
    fs::remove_dir_all(here.join("ours/wording")).unwrap();
    fs::write(here.join("other/en-GB.yaml"), "summary: { heading: At a glance }\n").unwrap();
    linked(here, "other", "ours/wording");
    let args = ["handout", "short.yaml", "--start", "2026-11-30", "--templates", "ours", "-o", "out.pdf"];
    let run = run(here, &args);
    assert!(run.code == 2 && run.err.contains("is behind a link"), "{}", run.err);
}
