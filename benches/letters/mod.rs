//! Letters of about 350 words on one page, every one different: three faces, a table, a list, a
//! quotation, links, citations.

use jiff::civil::date;
use sayso::document::{Align, Block, Details, Document, Inline, Measure, Span, Table};

const NAMES: &[&str] =
    &["Jean Sample", "Siân Ŵyn-O’Brien", "Łukasz Example", "Amara Specimen", "Robin Pattern"];
const PLACES: &[&str] = &["Exampleton", "Sampleford", "Llanenghraifft", "Mockham", "Dummyfield"];
const CARE: &[&str] =
    &["physiotherapy", "the eye clinic", "minor injuries", "maternity", "the stroke ward"];
const SENTENCES: &[&str] = &[
    "Both times a letter came with the date already on it, and nobody had asked us.",
    "The second move meant two buses each way, and I am not good on my feet.",
    "When I rang to find out who had decided, nobody could say.",
    "I am not against change; I just want to know whose door to knock on.",
    "The office is open on weekday mornings, which is when most of us are at work.",
    "My daughter took unpaid leave to drive me, four times in five weeks.",
    "The staff were kind throughout, and as much in the dark as we were.",
    "A flat fee for parking is affordable once, and not twice a week.",
    "We filled in the form in March and have heard nothing since.",
    "If the sum runs short, somebody must choose what to stop or delay.",
];

/// The letter of a number.
pub(crate) fn letter(n: usize) -> Document {
    let pick = |from: &[&'static str], step: usize| from[(n / step.max(1) + n * step) % from.len()];
    let (name, place, care) = (pick(NAMES, 1), pick(PLACES, 3), pick(CARE, 7));
    let story = |from: usize, count: usize| -> String {
        let sentences = (0..count).map(|k| SENTENCES[(n * 7 + from + k * 3) % SENTENCES.len()]);
        sentences.collect::<Vec<_>>().join(" ")
    };
    Document {
        number: None,
        title: format!("A letter about {care}"),
        language: "en-GB".into(),
        dated: date(2026, 11, 21),
        sender: vec![
            name.into(),
            format!("{} Sample Street", n % 200 + 1),
            place.into(),
            "EX1 0ZZ".into(),
        ],
        recipient: vec![
            "Ms Alex Member MP".into(),
            "House of Commons".into(),
            "London SW1A 0AA".into(),
        ],
        date_line: Some("21 November 2026".into()),
        salutation: Some("Dear Ms Member".into()),
        subject: Some(format!("Who will answer for {care} in {place}?")),
        details: None::<Details>,
        body: body(n, place, care, &story),
        markdown: String::new(),
        enclosed: None,
        email: None,
        due: None,
        answer_by: date(2026, 12, 21),
        aloud: false,
        closing: Some("Yours sincerely".into()),
        signature: vec![name.into()],
        notes: vec!["An Invented Plan for Health, 3 July 2025, https://example.org/plan.".into()],
        parts: Vec::new(),
        measure: Measure::default(),
    }
}

fn body(n: usize, place: &str, care: &str, story: &dyn Fn(usize, usize) -> String) -> Vec<Block> {
    vec![
        para(vec![
            text("I live in "),
            bold(place),
            text(", and I ask one thing: please find out who decides about "),
            text(care),
            text("."),
        ]),
        para(vec![text(&story(0, 5))]),
        Block::Quote(vec![para(vec![italic(
            "Services will be provided as close to home as possible.",
        )])]),
        para(vec![
            text("That is what the plan of July 2025 said."),
            Inline::Cite(1),
            text(" "),
            text(&story(1, 3)),
        ]),
        table(n),
        para(vec![text("These are my reasons:")]),
        Block::List(None, (0..3).map(|k| vec![para(vec![text(&story(k * 2, 1))])]).collect()),
        para(vec![
            text(&story(5, 3)),
            text(" The figures are at "),
            link("https://example.org/figures"),
            text("."),
        ]),
        para(vec![
            text("Please ask who will decide, "),
            bold("at a meeting held in public"),
            text(", what is reduced if the budget falls short. I look forward to the answer."),
        ]),
    ]
}

fn table(n: usize) -> Block {
    let row = |cells: [String; 3]| cells.into_iter().map(|c| vec![text(&c)]).collect::<Vec<_>>();
    Block::Table(Table {
        align: vec![Align::Left, Align::Right, Align::Right],
        head: row(["Service".into(), "Visits".into(), "Minutes by bus".into()]),
        rows: (0..3)
            .map(|k| {
                row([
                    CARE[(n + k) % CARE.len()].into(),
                    (n * 31 % 9_000 + k).to_string(),
                    (20 + n % 60).to_string(),
                ])
            })
            .collect(),
    })
}

fn para(inlines: Vec<Inline>) -> Block {
    Block::Paragraph(inlines)
}

fn span(text: &str) -> Span {
    Span { text: text.into(), ..Span::default() }
}

fn text(text: &str) -> Inline {
    Inline::Text(span(text))
}

fn bold(text: &str) -> Inline {
    Inline::Text(Span { bold: true, ..span(text) })
}

fn italic(text: &str) -> Inline {
    Inline::Text(Span { italic: true, ..span(text) })
}

fn link(address: &str) -> Inline {
    Inline::Text(Span { link: Some(address.into()), ..span(address) })
}
