//! Whatever people type: no panic, nothing off the page, no word lost.

use proptest::prelude::*;
use sayso::document::{Align, Block, Document, Inline, Span, Table};
use sayso::render::pdf::{Fonts, PdfError};

use super::samples::{empty, lines, para};
use super::tiny_font::squares;
use super::{FONTS, expected, pdf, read, samples};

/// A character that the fonts have.
fn character() -> impl Strategy<Value = char> {
    prop_oneof![
        8 => proptest::char::range('a', 'z'),
        2 => proptest::char::range(' ', '~'),
        1 => proptest::char::range('\u{a0}', '\u{17f}'),
        1 => proptest::char::range('Α', 'ω'),
        1 => proptest::char::range('А', 'я'),
        1 => proptest::char::range('\u{1ea0}', '\u{1ef9}'),
        1 => prop::sample::select(vec!['\u{ad}', '\u{301}', '\u{302}', '\u{308}', '\u{200d}', '\u{2060}', '–', '“', '”', '’', '…', '€', '\t']),
    ]
    .prop_filter("a font has it", |c| FONTS.covers(*c) || matches!(c, '\u{ad}' | '\u{200d}' | '\u{2060}' | '\t'))
}

fn text() -> impl Strategy<Value = String> {
    let word = prop::collection::vec(character(), 1..12).prop_map(String::from_iter);
    prop::collection::vec(word, 0..30).prop_map(|words| words.join(" "))
}

fn inline() -> impl Strategy<Value = Inline> {
    let link = prop::option::weighted(0.2, Just("https://example.org/x?y=ŵ".to_owned()));
    let span = (text(), any::<bool>(), any::<bool>(), prop::bool::weighted(0.1), link).prop_map(
        |(text, bold, italic, code, link)| {
            Inline::Text(Span { text, bold, italic, code, link, ..Span::default() })
        },
    );
    prop_oneof![8 => span, 1 => Just(Inline::Break), 1 => (1usize..3).prop_map(Inline::Cite)]
}

fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    prop::collection::vec(inline(), 0..5)
}

fn table() -> impl Strategy<Value = Block> {
    (1usize..=8).prop_flat_map(|columns| {
        let row = || prop::collection::vec(inlines(), columns);
        let align = prop::collection::vec(
            prop::sample::select(vec![Align::Left, Align::Centre, Align::Right]),
            columns,
        );
        (align, row(), prop::collection::vec(row(), 0..6))
            .prop_map(|(align, head, rows)| Block::Table(Table { align, head, rows }))
    })
}

fn block() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![
        6 => inlines().prop_map(Block::Paragraph),
        2 => (1u8..7, inlines()).prop_map(|(level, inlines)| Block::Heading(level, inlines)),
        1 => table(),
        1 => text().prop_map(Block::Code),
        1 => Just(Block::Rule),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        let blocks = prop::collection::vec(inner, 0..4);
        prop_oneof![
            blocks.clone().prop_map(Block::Quote),
            (prop::option::of(0u64..2000), prop::collection::vec(blocks, 0..5))
                .prop_map(|(start, items)| Block::List(start, items)),
        ]
    })
}

/// A document with such a body, as a letter or as a paper, with two notes to cite.
pub(crate) fn document() -> impl Strategy<Value = Document> {
    (prop::collection::vec(block(), 0..12), any::<bool>()).prop_map(|(body, letter)| {
        let about = if letter {
            samples::letter()
        } else {
            Document { subject: Some("A paper".into()), ..empty() }
        };
        Document { body, notes: lines(&["A note.", "Another, https://example.org."]), ..about }
    })
}

fn holds(document: &Document) {
    let (_, report) = read(document);
    assert_eq!(report.faults, Vec::<String>::new());
    // Where a text ends without a space and the next begins, words run together in both.
    let (found, wanted) =
        (expected::split(&report.text).concat(), expected::words(document).concat());
    assert_eq!(found, wanted);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_document_is_set_whole(document in document()) {
        holds(&document);
    }

    #[test]
    fn any_name_comes_back_word_for_word(name in text()) {
        let document = Document { sender: vec![name.clone()], signature: vec![name.clone()], body: vec![para("x")], ..samples::letter() };
        let (_, report) = read(&document);
        prop_assert_eq!(report.faults, Vec::<String>::new());
        prop_assert_eq!(expected::split(&report.text), expected::words(&document));
    }
}

/// Text with characters that no font has among it.
fn strange() -> impl Strategy<Value = String> {
    let strange = prop::sample::select(vec!['中', '文', '🙂', 'ا', 'ש', 'क', '\u{e000}', '\u{1}']);
    let character = prop_oneof![4 => character(), 1 => strange];
    let word = prop::collection::vec(character, 1..12).prop_map(String::from_iter);
    prop::collection::vec(word, 0..20).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    /// What is told of a text beforehand is what setting it would be refused for.
    #[test]
    fn characters_missing_are_known_before_setting(text in strange()) {
        let span = Span { text: text.clone(), ..Span::default() };
        let document = Document { body: vec![Block::Paragraph(vec![Inline::Text(span)])], ..empty() };
        let refused = match pdf(&document, &FONTS) {
            Ok(_) => Vec::new(),
            Err(PdfError::Missing(missing)) => missing.iter().map(|m| m.character).collect(),
            Err(other) => panic!("{other}"),
        };
        prop_assert_eq!(FONTS.missing(&text), refused);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    /// A damaged font is refused, or used as far as it goes; it never brings the program down.
    #[test]
    fn a_damaged_font_does_no_harm(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        length in prop::option::weighted(0.3, any::<prop::sample::Index>()),
    ) {
        let mut bytes = squares(&['中', '村']);
        for (place, value) in damage {
            let place = place.index(bytes.len());
            bytes[place] = value;
        }
        if let Some(length) = length {
            bytes.truncate(length.index(bytes.len()));
        }
        if let Ok(fonts) = Fonts::with_extra(bytes) {
            let document = Document { body: vec![para("A 中 and 村 among words.")], ..samples::letter() };
            let _ = pdf(&document, &fonts);
        }
    }
}

#[test]
fn extremes_are_set_whole() {
    let words: String = (0..20_000).map(|n| format!("word{} ", n % 977)).collect();
    let paragraph = |text: &str| {
        Block::Paragraph(vec![Inline::Text(Span { text: text.into(), ..Span::default() })])
    };
    let bodies = [
        vec![],
        vec![paragraph(&words)],
        vec![paragraph(&"x".repeat(5_000))],
        vec![
            paragraph(&"Ŵ".repeat(5_000)),
            paragraph(&"-".repeat(5_000)),
            paragraph(&"/".repeat(5_000)),
        ],
        vec![Block::List(Some(1), vec![vec![para("An item of a list.")]; 300])],
        vec![Block::List(None, vec![vec![para("An item of a list.")]; 300])],
    ];
    for body in bodies {
        holds(&Document { body, ..samples::letter() });
    }
}

#[test]
fn tables_of_any_width_are_set_whole() {
    for columns in [1, 2, 3, 5, 8, 12, 40] {
        let cell = |n: usize| {
            vec![Inline::Text(Span {
                text: format!("{} accountability{n}", "word ".repeat(n)),
                ..Span::default()
            })]
        };
        let row: Vec<Vec<Inline>> = (0..columns).map(cell).collect();
        let table =
            Table { align: vec![Align::Right; columns], head: row.clone(), rows: vec![row; 4] };
        holds(&Document { body: vec![Block::Table(table)], ..samples::letter() });
    }
    let long = vec![Inline::Text(Span { text: "many words ".repeat(3_000), ..Span::default() })];
    let table = Table { align: Vec::new(), head: vec![long.clone()], rows: vec![vec![long]] };
    holds(&Document { body: vec![Block::Table(table)], ..samples::letter() });
}

#[test]
fn deep_nesting_is_set_whole() {
    let mut block = para("The innermost words, which are several so that they take some lines.");
    for n in 0..60 {
        block = if n % 2 == 0 {
            Block::Quote(vec![block])
        } else {
            Block::List(Some(9), vec![vec![block]])
        };
    }
    holds(&Document { body: vec![block], ..samples::letter() });
}
