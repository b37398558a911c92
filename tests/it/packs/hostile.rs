//! Packs made to harm: each is refused at once, with a message, and nothing panics.

use std::collections::BTreeMap;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use proptest::prelude::*;
use sayso::check::dry_run::MOST_OF_ONE;
use sayso::check::{dry_run, examine};
use sayso::diagnostic::{Diagnostic, fault};
use sayso::model::Pack;
use sayso::pack::PackFiles;
use sayso::source::text::SourceText;

use super::{TODAY, check, message, shared, told, with};

/// How long a pack may take before it counts as hanging. This guards the tests against work without
/// end, and measures nothing: what bounds the work is asserted by counts (`the_work_is_bounded`),
/// and `cargo bench --bench check` shows the time and the memory of these packs.
const HANGS: Duration = Duration::from_secs(60);

/// Checks a pack, on a thread that is given up when it hangs.
fn ends(files: &PackFiles, what: &str) -> Result<Pack, Vec<Diagnostic>> {
    let (tell, told) = mpsc::channel();
    let files = files.clone();
    thread::spawn(move || {
        let (pack, faults) = examine(&files, shared(), TODAY);
        // Nobody listens any more when the test has failed.
        let _ = tell.send(pack.ok_or(faults));
    });
    match told.recv_timeout(HANGS) {
        Ok(checked) => checked,
        Err(RecvTimeoutError::Timeout) => panic!("{what:.200} hangs"),
        Err(RecvTimeoutError::Disconnected) => panic!("{what:.200} panicked"),
    }
}

/// What is said about a pack in which one file is bad.
fn refused(path: &str, bytes: impl Into<Vec<u8>>) -> Vec<String> {
    let files = with(path, bytes);
    let what = String::from_utf8_lossy(&files.files[path]);
    let faults = ends(&files, &what).expect_err("it is refused");
    assert!(faults.len() <= 201);
    faults.into_iter().map(|fault| fault.message).collect()
}

#[test]
fn yaml_that_eats_time_or_memory() {
    assert_eq!(refused("pack.yaml", "[".repeat(100_000)), [message("long-line", "10000")]);
    assert_eq!(refused("pack.yaml", "[\n".repeat(100_000)), [message("too-deep", "")]);
    assert_eq!(refused("pack.yaml", "{a:\n ".repeat(100_000)), [message("too-deep", "")]);
    assert_eq!(refused("pack.yaml", "- ".repeat(4_000)), [message("too-deep", "")]);
    let mut laughs = "a: &a [x, x]\n".to_string();
    for c in 'b'..='z' {
        let before = (c as u8 - 1) as char;
        laughs += &format!("{c}: &{c} [*{before}, *{before}]\n");
    }
    assert_eq!(refused("pack.yaml", laughs), [message("yaml-ampersand", "")]);
    let big = "title: x\n".repeat(1_200_000);
    assert_eq!(refused("pack.yaml", big), [message("too-big", "1 MB")]);
    let keys: String = (0..40_000).map(|n| format!("k{n}: 1\n")).collect();
    assert!(
        refused("pack.yaml", keys).contains(&fault("missing-key", &[("key", &"title")]).message)
    );
    assert_eq!(refused("pack.yaml", "a: 1\n".repeat(100_000)), [message("yaml-too-much", "")]);
    let one_line = |n| format!("{{{}}}", "a: 1, ".repeat(n));
    assert!(refused("pack.yaml", one_line(40_000)).contains(&message("long-line", "10000")));
    assert!(refused("pack.yaml", one_line(1_500)).contains(&message("and-more", "")));
    assert!(refused("pack.yaml", "a: 1\n".repeat(40_000)).contains(&message("and-more", "")));
    let questions = "questions:\n".to_string() + &"  - {kind: x, a: 1, b: [{{n}}]}\n".repeat(9_000);
    assert!(refused("pack.yaml", questions).len() < 202);
    let questions = "questions:\n".to_string() + &"  - {id: X, ask: [], kind: x}\n".repeat(9_000);
    assert!(refused("pack.yaml", questions).contains(&message("and-more", "")));
    assert_eq!(refused("pack.yaml", ""), [message("empty-file", "")]);
    assert_eq!(refused("pack.yaml", "# nothing\n"), [message("empty-file", "")]);
}

fn template(body: &str) -> Vec<String> {
    let front = "---\ntitle: x\ndestination: council\nquestions: [area, concerns, name]\n---\n";
    refused("hostile.md.hbs", format!("{front}{body}"))
}

#[test]
fn templates_that_eat_time_or_memory() {
    let nested = |n| "{{#if name}}\n".repeat(n) + "x" + &"{{/if}}\n".repeat(n);
    assert!(template(&nested(33)).contains(&message("tag-too-nested", "")));
    assert!(template(&nested(20_000)).contains(&message("tag-too-nested", "")));
    assert!(template(&"{{#if name}}\n".repeat(50_000)).contains(&message("tag-too-nested", "")));
    let brackets = format!("{{{{x {}a{}}}}}", "(not\n ".repeat(50_000), ")\n".repeat(50_000));
    assert!(template(&brackets).contains(&message("tag-too-nested", "")));
    let brackets = format!("{{{{x {}", "[\n".repeat(100_000));
    assert!(template(&brackets).contains(&message("tag-open", "")));
    assert!(template(&"{{name}}\n".repeat(80_000)).contains(&message("tag-too-much", "")));
    assert!(template(&"{{!-- \n".repeat(100_000)).contains(&message("tag-open", "")));
    assert!(template(&"{{!-- }}\n".repeat(100_000)).contains(&message("tag-too-much", "")));
    assert!(template(&"{{\"\n".repeat(100_000)).contains(&message("tag-open", "")));
    let loops = "{{#each concerns}}".repeat(8) + "x" + &"{{/each}}".repeat(8);
    assert!(template(&loops).contains(&message("tag-too-much", "")));
    let chain = "{{#if name}}a".to_string() + &"{{else if name}}b".repeat(2_000) + "{{/if}}";
    assert!(!template(&(chain + "{{nmae}}")).is_empty());
    assert!(
        template(&"<b>\n".repeat(100_000)).contains(&fault("html", &[("tag", &"<b>")]).message)
    );
}

/// Each file alone is within its limits.
#[test]
fn a_pack_of_many_heavy_files() {
    let mut files = super::good();
    let front = "---\ntitle: x\ndestination: council\nquestions: [area, concerns, name]\n---\n";
    for n in 0..300 {
        let body = format!("{front}{}", "{{name}}\n".repeat(2_500));
        files.files.insert(format!("t{n}.md.hbs"), body.into_bytes());
    }
    let concern = "  - id: c\n    title: t\n    text: '{{name}} {{area.name}} {{nmae}}'\n";
    let pack = String::from_utf8(files.files["pack.yaml"].clone()).expect("text");
    files.files.insert("pack.yaml".into(), (pack + &concern.repeat(2_000)).into_bytes());
    let faults = ends(&files, "many").expect_err("it is refused");
    assert!(faults.iter().any(|f| f.message == message("and-more", "")));
}

/// What can be used, and so is read by the editor and filled on trial.
#[test]
fn sound_texts_that_eat_time_or_memory() {
    let front =
        "---\ntitle: x\ndestination: council\nquestions: [area, concerns, name, visits]\n---\n";
    let lines = |words: &str| {
        let line = words.repeat(9_000 / words.len()) + "\n";
        line.repeat(300_000 / line.len())
    };
    let each = "{{#each concerns}}".repeat(3) + &"{{text}}".repeat(50) + &"{{/each}}".repeat(3);
    for body in [
        lines("Word "),
        lines("0 12 "),
        lines("Minister for "),
        lines("Rt Hon Sir "),
        lines("____ [your name] "),
        lines("By 3 March 2026 it will. "),
        lines("The CCG “said. "),
        lines("{ << [[ «« "),
        lines(".. , ,, () "),
        "{{#if name}}a{{else}}b{{/if}} ".repeat(300).repeat(5),
        each,
    ] {
        let files = with("x.md.hbs", format!("{front}{body}"));
        let _ = ends(&files, &body);
    }
    let _ = ends(&many_questions(), "many questions").expect("it is sound");
}

/// What bounds the work, by counts: files, their bytes, what is told, letters tried.
#[test]
fn the_work_is_bounded() {
    let temp = tempfile::tempdir().expect("a folder");
    let names: Vec<String> = (0..2_001).map(|n| format!("t{n}.md.hbs")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), b"x".as_slice())).collect();
    let path = super::files::put(temp.path(), "many.zip", &super::files::zip_of(&files));
    let faults = sayso::disk::pack_files(&path).expect_err("it is refused");
    assert_eq!(faults[0].message, message("too-many-files", "2000"));
    let path = super::files::put(temp.path(), "most.zip", &super::files::zip_of(&files[..2_000]));
    assert_eq!(sayso::disk::pack_files(&path).expect("it is read").files.len(), 2_000);

    let lines = |bytes: usize| "# 2345678\n".repeat(bytes / 10);
    let too_big = message("too-big", "1 MB");
    assert!(refused("pack.yaml", lines(1_000_010)).contains(&too_big));
    assert!(!refused("pack.yaml", lines(1_000_000)).contains(&too_big));

    // Each of 900 questions has 8 answers: their pairs would be 26 million letters.
    let (pack, faults) = check(&many_questions()).expect("it is sound");
    let tried = dry_run::pack(&pack, &SourceText::new("pack.yaml", ""), &BTreeMap::new());
    assert!(tried.documents <= pack.templates.len() * (MOST_OF_ONE + 100), "{}", tried.documents);
    assert!(faults.len() <= 201);
}

/// A pack with 900 questions to choose from, all of them in one template.
fn many_questions() -> PackFiles {
    let questions: String = (0..900)
        .map(|n| {
            format!("  - {{id: q{n}, ask: Q?, kind: choice, options: [a, b, c, d, e, f, g, h]}}\n")
        })
        .collect();
    let ids: Vec<String> = (0..900).map(|n| format!("q{n}")).collect();
    let names: String = ids.iter().map(|id| format!("{{{{{id}}}}} ")).collect();
    let front = format!(
        "---\ntitle: x\ndestination: council\nquestions: [area, concerns, name, {}]\n---\n",
        ids.join(", ")
    );
    let mut files = with("x.md.hbs", format!("{front}{names}"));
    let pack = String::from_utf8(files.files["pack.yaml"].clone()).expect("text");
    let pack = pack.replace("questions:\n", &format!("questions:\n{questions}"));
    files.files.insert("pack.yaml".into(), pack.into_bytes());
    files
}

#[test]
fn partials_that_double_without_end() {
    let mut files =
        with("a.md.hbs", "---\ntitle: x\ndestination: council\nquestions: [name]\n---\n{{> p0}}");
    for n in 0..30 {
        let calls = format!("{{{{> p{}}}}}{{{{> p{}}}}}", n + 1, n + 1);
        files.files.insert(format!("partials/p{n}.md.hbs"), calls.into_bytes());
    }
    files.files.insert("partials/p30.md.hbs".into(), b"{{name}}".to_vec());
    let faults = check(&files).expect_err("it is refused");
    assert!(faults.iter().any(|f| f.message == message("tag-too-much", "")), "{faults:?}");
    for n in 0..500 {
        let call = format!("{{{{> p{}}}}}", n + 1);
        files.files.insert(format!("partials/p{n}.md.hbs"), call.into_bytes());
    }
    let faults = check(&files).expect_err("it is refused");
    assert!(faults.iter().any(|f| f.message == message("tag-too-nested", "")), "{faults:?}");
}

/// Sentences with all that an editor looks at, and tags that are sound.
fn likely_prose() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "{{name}}",
        "{{area.name}}",
        "{{#if visits}}",
        "{{else}}",
        "{{/if}}",
        "{{concerns}}",
        "{{#each concerns}}{{text}}{{/each}}",
        "{{cite \"budget\"}}",
        "{{#if (eq visits \"often\")}}",
        "{{date dated}}",
        "{{date name}}",
        "{{> thanks}}",
        "{{#part}}",
        "{{/part}}",
        "40%",
        "£5m",
        "3 March 2026",
        "31 February 2026",
        "on",
        "by",
        "will",
        "was",
        "the",
        "Secretary of State",
        "Alex Member",
        "for Health,",
        "the CCG",
        "STPs",
        "Monitor",
        "scrutiny can refer",
        "[",
        "]",
        "<",
        ">",
        "«",
        "»",
        "{",
        "}",
        "____",
        "XXXX",
        "TODO",
        "[your name]",
        "(delete as appropriate)",
        ".",
        "?",
        "!",
        ",",
        " ",
        "  ",
        "\n",
        "\n\n",
        "# ",
        "- ",
        "1. ",
        "> ",
        "“",
        "”",
        "é",
        "ﬁ",
        "𝔸",
        "01632 960123",
        "S70 0ZZ",
        "section 14",
        "half",
        "…",
        "...",
        "\\",
        "|",
        "```\n",
        "*",
        "**",
    ]);
    prop::collection::vec(words, 0..60).prop_map(|words| words.join(" "))
}

/// Bytes that get further than noise does.
fn likely_yaml() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "title",
        "id",
        "questions",
        "concerns",
        "sources",
        "text",
        "when",
        "options",
        "kind",
        "choice",
        "yes",
        ": ",
        ":",
        "- ",
        "\n",
        "\n  ",
        "\n    ",
        "[",
        "]",
        "{",
        "}",
        "{{",
        "}}",
        "\"",
        "'",
        "#",
        " #",
        "|",
        ">",
        "&a",
        "*a",
        "!x",
        "---",
        "\t",
        "~",
        "é",
        "\u{a0}",
        "2026-13",
        ",",
        "? ",
        "%",
        "@",
        "\\",
        "area.name",
        "...",
    ]);
    prop::collection::vec(words, 0..60).prop_map(|words| words.concat())
}

fn likely_template() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "{{",
        "}}",
        "{{#",
        "{{/",
        "{{>",
        "{{else",
        "{{^",
        "{{{",
        "}}}",
        "{{{{",
        "}}}}",
        "{{!",
        "{{!--",
        "--}}",
        "{{#*inline \"a\"}}",
        "{{/inline}}",
        "{{#> a}}",
        "{{> a}}",
        "if",
        "each",
        "with",
        "name",
        "area.name",
        "../",
        "@root.",
        "@index",
        "this",
        " ",
        "\n",
        "(",
        ")",
        "[",
        "]",
        "\"",
        "'",
        "=",
        "|",
        "as |x|",
        "~",
        "\\",
        "&",
        "*",
        ".",
        "/",
        "“",
        "é",
        "<",
        ">",
        "<b>",
        "![",
        "](",
        "`",
        "cite",
        "concerns",
        "1",
        "null",
    ]);
    prop::collection::vec(words, 0..50).prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_as_pack_file(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = told(&with("pack.yaml", bytes));
    }

    #[test]
    fn any_yaml_as_pack_file(text in likely_yaml()) {
        let _ = told(&with("pack.yaml", text.clone()));
        let _ = told(&with("pack.yaml", format!("title: x\nquestions:\n  - {text}")));
        let _ = told(&with("destinations.yaml", text));
    }

    #[test]
    fn any_text_as_template(text in likely_template(), front in likely_yaml()) {
        let sound = "---\ntitle: x\ndestination: council\nquestions: [area, concerns, name]\n---\n";
        let _ = told(&with("x.md.hbs", format!("{sound}{text}")));
        let _ = told(&with("x.md.hbs", format!("---\n{front}\n---\n{text}")));
        let _ = told(&with("partials/thanks.md.hbs", text.clone()));
        let quoted = text.replace('\'', "''");
        let _ = told(&with("pack.yaml", format!("concerns:\n  - id: a\n    text: '{quoted}'\n")));
    }

    #[test]
    fn any_bytes_as_template(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = told(&with("x.md.hbs", bytes));
    }

    /// Texts that can be used are read by the editor and filled on trial.
    #[test]
    fn any_sound_text_is_tried(words in likely_prose(), other in likely_prose()) {
        let front = "---\ntitle: x\ndestination: council\nquestions: [area, concerns, name, visits]\n---\n";
        let mut files = with("x.md.hbs", format!("{front}{words}"));
        let quoted = other.replace('\'', "''").replace('\n', " ");
        let pack = String::from_utf8(files.files["pack.yaml"].clone()).expect("text");
        let concern = format!("  - id: any\n    title: What?\n    text: 'x {quoted}'\n");
        files.files.insert("pack.yaml".into(), format!("{pack}{concern}").into_bytes());
        for line in told(&files).lines() {
            prop_assert!(line.len() < 1_000, "{}", line);
            for word in ["Rust", "serde", "Spec", "struct", "usize", "enum", "pest", "panicked"] {
                prop_assert!(!line.contains(word), "{} in {}", word, line);
            }
        }
    }

    #[test]
    fn any_bytes_as_zip(bytes in prop::collection::vec(any::<u8>(), 0..300), cut in 0..2000usize) {
        let temp = tempfile::tempdir().expect("a folder");
        let mut zip = super::files::zip_of(&[("pack.yaml", b"title: x"), ("a.md.hbs", b"x")]);
        let at = cut % zip.len();
        for (offset, byte) in bytes.iter().enumerate().take(4) {
            let place = (at + offset * 7) % zip.len();
            zip[place] = *byte;
        }
        let path = super::files::put(temp.path(), "x.zip", &zip);
        for path in [path, super::files::put(temp.path(), "y.zip", &[b"PK".as_slice(), &bytes].concat())] {
            if let Ok(files) = sayso::disk::pack_files(&path) {
                let _ = told(&files);
            }
        }
    }
}
