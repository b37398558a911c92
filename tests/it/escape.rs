//! Whatever a person types comes out of a CommonMark parser as the same text, wherever in a
//! template it stands, with the marks in place and with the marks removed.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, TagEnd};
use sayso::text::{escape, marks};

/// Words of a text as a reader sees them: how spaces and line breaks fall does not matter.
fn words(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The visible words of Markdown; none if it holds anything but the wanted containers.
fn read(markdown: &str, containers: &[&str]) -> Result<String, String> {
    let mut out = String::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(text) => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::End(
                TagEnd::Paragraph | TagEnd::TableCell | TagEnd::Item | TagEnd::Heading(_),
            ) => {
                out.push(' ');
            }
            Event::Start(tag) => {
                let name = format!("{tag:?}");
                let name = name.split([' ', '(', '{']).next().unwrap_or_default();
                if name != "Paragraph" && !containers.contains(&name) {
                    return Err(format!("{name} in {markdown:?}"));
                }
            }
            Event::End(_) => {}
            other => return Err(format!("{other:?} in {markdown:?}")),
        }
    }
    Ok(words(&marks::strip(&out)))
}

/// Where a value may stand in a template, what it opens, and the words round the value.
const PLACES: &[(&str, &str, &[&str])] = &[
    ("", "", &[]),
    ("Dear ", ", hello", &[]),
    ("One line\n", "\nand another", &[]),
    ("A hard break\\\n", " goes on", &[]),
    ("- ", "", &["List", "Item"]),
    ("1. first\n2. ", "", &["List", "Item"]),
    ("> ", "\n> said", &["BlockQuote"]),
    ("> - ", "", &["BlockQuote", "List", "Item"]),
    ("# About ", "", &["Heading"]),
    ("| a | b |\n|---|---|\n| ", " | z |", &["Table", "TableHead", "TableRow", "TableCell"]),
];

fn holds(value: &str, escaped: &str) -> Result<(), TestCaseError> {
    for (before, after, containers) in PLACES {
        let markdown = marks::settle_lines(&format!("{before}{escaped}{after}"));
        let blank =
            read(&format!("{before}x{after}"), containers).expect("the place itself is sound");
        let expected = words(&blank.replacen(
            'x',
            value.trim_matches(|c: char| c.is_whitespace() || c.is_control()),
            1,
        ));
        // `x` may stand in the words round the value; none of the places has one.
        prop_assert_eq!(
            read(&markdown, containers),
            Ok(expected.clone()),
            "marked, at {:?}",
            before
        );
        prop_assert_eq!(
            read(&marks::strip(&markdown), containers),
            Ok(expected),
            "bare, at {:?}",
            before
        );
    }
    Ok(())
}

fn typed() -> impl Strategy<Value = String> {
    let text = prop_oneof![
        "[ -~]{1,24}",
        "[#*_`~<>|=+:.!\\[\\]()\\\\&;0-9a-b \n-]{1,16}",
        "\\PC{1,16}",
        "(www\\.|https?://|a@b\\.co|&amp;|&#35;|<!--|\\]\\(|\n|\n\n|1\\.|- |    |[*]{2}|---|===){1,6}",
    ];
    text.prop_filter("marks are refused in all input", |t| !t.contains(marks::is_mark))
        .prop_filter("nothing typed is no value", |t| !words(t).is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_typed_is_what_is_read(value in typed()) {
        holds(value.trim(), &escape::text(value.trim()))?;
    }

    #[test]
    fn own_words_are_what_is_read(value in typed()) {
        holds(value.trim(), &escape::markdown(&marks::own(value.trim())))?;
    }
}

#[test]
fn the_awkward_ones() {
    for value in [
        "Siân Ŵyn-O'Brien",
        "Łukasz",
        "Nguyễn",
        "Συμεών",
        "50% *more* for <them> & [us](x)",
        "# not a heading",
        "2017",
        "1.",
        "12) x",
        "- a\n- b\n\n+ c",
        "a\n===",
        "a\n---\n> b",
        "trailing \\",
        "AT&T &copy; &",
        "![x](y)!",
        "    four spaces\n\n\tand a tab",
    ] {
        holds(value, &escape::text(value)).expect(value);
        holds(value, &escape::markdown(&marks::own(value))).expect(value);
    }
}
