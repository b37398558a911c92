//! Documents to lay out: a letter, a long response, a table with lists, questions for a clerk.

use jiff::civil::date;
use sayso::document::{Align, Block, Details, Document, Inline, Measure, Span, Table};

/// A document with nothing in it but what every one must have.
pub(crate) fn empty() -> Document {
    Document {
        number: None,
        title: "Untitled".into(),
        language: "en-GB".into(),
        dated: date(2026, 11, 21),
        sender: Vec::new(),
        recipient: Vec::new(),
        date_line: None,
        salutation: None,
        subject: None,
        details: None,
        body: Vec::new(),
        markdown: String::new(),
        closing: None,
        signature: Vec::new(),
        enclosed: None,
        email: None,
        due: None,
        answer_by: date(2026, 12, 21),
        aloud: false,
        notes: Vec::new(),
        parts: Vec::new(),
        measure: Measure::default(),
    }
}

pub(crate) fn lines(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|l| (*l).to_owned()).collect()
}

/// Inlines from a small notation: `*bold*`, `_italic_`, `` `code` ``, `<address>`, `^1` for a
/// citation, `/` between spaces for a line break.
pub(crate) fn inlines(text: &str) -> Vec<Inline> {
    let mut out = Vec::new();
    let mut plain = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let close = match c {
            '*' | '_' | '`' => c,
            '<' => '>',
            '^' => {
                push(&mut out, &mut plain, Span::default());
                out.push(Inline::Cite(
                    chars.next().and_then(|d| d.to_digit(10)).unwrap_or(1) as usize
                ));
                continue;
            }
            '|' => {
                push(&mut out, &mut plain, Span::default());
                out.push(Inline::Break);
                continue;
            }
            _ => {
                plain.push(c);
                continue;
            }
        };
        push(&mut out, &mut plain, Span::default());
        let mut inner: String = chars.by_ref().take_while(|d| *d != close).collect();
        let style = Span {
            bold: c == '*',
            italic: c == '_',
            code: c == '`',
            link: (c == '<').then(|| inner.clone()),
            ..Span::default()
        };
        push(&mut out, &mut inner, style);
    }
    push(&mut out, &mut plain, Span::default());
    out
}

fn push(out: &mut Vec<Inline>, text: &mut String, style: Span) {
    if !text.is_empty() {
        out.push(Inline::Text(Span { text: std::mem::take(text), ..style }));
    }
}

pub(crate) fn para(text: &str) -> Block {
    Block::Paragraph(inlines(text))
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading(level, inlines(text))
}

pub(crate) fn list(start: Option<u64>, items: &[&str]) -> Block {
    Block::List(start, items.iter().map(|i| vec![para(i)]).collect())
}

pub(crate) fn table(align: &[Align], rows: &[&[&str]]) -> Block {
    let cells = |row: &&[&str]| row.iter().map(|c| inlines(c)).collect::<Vec<_>>();
    Block::Table(Table {
        align: align.to_vec(),
        head: rows.first().map(cells).unwrap_or_default(),
        rows: rows.iter().skip(1).map(cells).collect(),
    })
}

/// A letter of one page.
pub(crate) fn letter() -> Document {
    Document {
        number: None,
        title: "A letter to Alex Member MP".into(),
        sender: lines(&[
            "Mrs Jean Sample",
            "1 Sample Street",
            "Exampleton",
            "EX1 0ZZ",
            "01632 960123",
        ]),
        recipient: lines(&["Ms Alex Member MP", "House of Commons", "London SW1A 0AA"]),
        date_line: Some("21 November 2026".into()),
        salutation: Some("Dear Ms Member".into()),
        subject: Some("Who will answer for health contracts in Exampleshire?".into()),
        body: vec![
            para(
                "I live in Exampleton and you are my MP. I ask one thing: please put the question below to the Secretary of State.",
            ),
            para(
                "My mum is 81 and has had an ulcer on her leg since the spring. In May the clinic at the end of our road stopped, and in September the one that came after it. Each time a card came through the door with the new place on it and nothing to say why.",
            ),
            para(
                "When I rang to find out who had decided, the clinic said the hospital, the hospital said the city, and the city said it was the contract. I ran a school kitchen for thirty years. I am not against change. I just want to know whose door to knock on.",
            ),
            para(
                "That is why the new contracts matter to me. A plan of July 2025 announced them.^1 Each carries a budget of so much a head for a whole population, set before anyone falls ill. In November 2025 the first were expected to begin in 2027.^2 If the sum is too small, somebody must choose what to stop or delay.",
            ),
            para(
                "Please ask: “Before any such contract is signed, will the draft be published, and which public body will decide, at a meeting held in public, what is reduced if the budget falls short?”",
            ),
            para(
                "If your post means you do not table questions, please write to the Secretary of State instead. I look forward to the answer.",
            ),
        ],
        closing: Some("Yours sincerely".into()),
        signature: lines(&["Jean Sample"]),
        notes: lines(&[
            "An Invented Plan for Health, 3 July 2025, https://example.org/plan.",
            "An Invented Guide for Applicants, annex 2, November 2025.",
        ]),
        ..empty()
    }
}

/// A response of several pages with every kind of block.
pub(crate) fn response() -> Document {
    let mut body = vec![
        para(
            "This is the response of _Exampleshire Patients Together_, a group of 212 people, to the consultation on hospital services. It has been agreed at a meeting in public.",
        ),
        heading(2, "Question 1: Do you agree with the aims?"),
        para(
            "We agree with *some* of them. A shorter wait is worth having, and the document is right to say that staff are stretched.^1 What it does not say is how the wait would become shorter.",
        ),
        list(
            None,
            &[
                "Nobody has counted the journeys.",
                "The figures in table 4 do not add up; see below.",
                "The *cost* is given for one year only.",
            ],
        ),
        table(
            &[Align::Left, Align::Right, Align::Right, Align::Left],
            &[
                &["Service", "Visits a year", "Minutes by bus", "What people told us"],
                &[
                    "Physiotherapy",
                    "14,200",
                    "54",
                    "Two changes, and the last bus is at ten to six.",
                ],
                &[
                    "Eye clinic",
                    "9,870",
                    "61",
                    "I cannot drive after the drops, and my daughter works.",
                ],
                &["Minor injuries", "31,004", "48", "We would go to A&E instead."],
            ],
        ),
        heading(2, "Question 2: What would you change?"),
        para("The plan says:"),
        Block::Quote(vec![
            para(
                "Services will be provided as close to home as possible, wherever that is safe and affordable.",
            ),
            para("We think *affordable* does a great deal of work in that sentence."),
        ]),
        para("Our proposals, in order:"),
        Block::List(
            Some(1),
            vec![
                vec![
                    para(
                        "Publish the travel figures for every service that would move, by bus and by car, at the times people are asked to come, and say who counted them.",
                    ),
                    list(None, &["by bus", "by car", "on foot"]),
                ],
                vec![para(
                    "Keep minor injuries open at weekends until the new site has been open for a year and its waits have been published month by month.",
                )],
                vec![para("Ask again.")],
            ],
        ),
    ];
    for n in 3..7 {
        body.push(heading(2, &format!("Question {n}: Is there anything else?")));
        for _ in 0..3 {
            body.push(para("Pobl Ŵyr Llŷn, Łukasz, Nguyễn and Συμεών have all told us much the same: the letters come late, the offices are far off, and an affluent few file first. The people who most need a service are those least able to travel to it, and they are the last to be asked. We would like the panel to hear them before it decides, and to say in writing what it heard."));
        }
    }
    body.push(Block::Rule);
    body.push(heading(3, "How this was written"));
    body.push(para("See <https://example.org/a/very/long/address/that/does/not/fit/on/one/line/because/it/goes/on/and/on/with/parts?and=queries&more=of-them#and-a-fragment> for the minutes, or use the reference `EX/2026/0042`."));
    body.push(Block::Code("reference: EX/2026/0042\n  members: 212\n  agreed:  yes".into()));
    Document {
        number: None,
        title: "Response to the consultation on hospital services".into(),
        sender: lines(&[
            "Exampleshire Patients Together",
            "c/o 2 Sample Street",
            "Exampleton EX1 0ZZ",
        ]),
        recipient: lines(&[
            "The Consultation Team",
            "Exampleshire Health Board",
            "1 Board Road",
            "Exampleton EX1 1ZZ",
        ]),
        date_line: Some("21 November 2026".into()),
        salutation: Some("Dear consultation team".into()),
        subject: Some("Hospital services in Exampleshire (EX/26)".into()),
        details: Some(Details {
            heading: "About this response".into(),
            rows: vec![
                ("Responding as".into(), "an organisation".into()),
                ("Organisation".into(), "Exampleshire Patients Together, 212 members".into()),
                (
                    "How views were gathered".into(),
                    "At three meetings and by a paper form.\nEveryone could read the draft.".into(),
                ),
            ],
            first: true,
        }),
        body,
        closing: Some("Yours faithfully".into()),
        signature: lines(&["Siân Ŵyn-O’Brien", "Secretary"]),
        notes: lines(&["Consultation document, page 14."]),
        ..empty()
    }
}

/// Questions for a public meeting, addressed to nobody by name.
pub(crate) fn questions() -> Document {
    Document {
        number: None,
        title: "Questions for the board".into(),
        date_line: Some("21 November 2026".into()),
        subject: Some("Questions for the Exampleshire board, 2 December 2026".into()),
        body: vec![list(
            Some(1),
            &[
                "Has the board told this committee whether it expects to let a contract of the new kind, the first of which were expected to begin in 2027? If so, for which places and services, and will the committee examine the draft contract in public before it is signed?",
                "Such a contract carries a budget of so much a head for a whole population. Will the committee ask which public body would decide what to reduce if that budget fell short, and whether it would decide at a meeting the public can attend?",
                "Since 31 January 2024 councils can no longer refer changes to the Secretary of State, although anyone may ask for a change to be called in.^1 How will this committee examine a change made under such a contract, and will it publish what it finds?",
            ],
        )],
        details: Some(Details {
            heading: "For the clerk".into(),
            rows: vec![
                ("Name".into(), "Mrs Jean Sample".into()),
                ("Address".into(), "1 Sample Street\nExampleton EX1 0ZZ".into()),
                ("E-mail".into(), "jean@example.org".into()),
                ("Telephone".into(), "01632 960123".into()),
                ("Meeting".into(), "Wednesday 2 December 2026, 1.30pm".into()),
                (
                    "On the day".into(),
                    "I will come. If I cannot, please read it out for me.".into(),
                ),
            ],
            first: false,
        }),
        notes: lines(&["An Invented Act 2022, section 46."]),
        ..empty()
    }
}

/// A note of a few lines.
pub(crate) fn short() -> Document {
    Document {
        number: None,
        title: "A short letter".into(),
        sender: lines(&["Sam Sample", "3 Sample Street", "Exampleton EX1 0ZZ"]),
        recipient: lines(&["Cllr Robin Example"]),
        date_line: Some("21 November 2026".into()),
        salutation: Some("Dear Cllr Example".into()),
        body: vec![para(
            "Thank you for your reply about the crossing in Sample Street. May I come and see you on Friday?",
        )],
        closing: Some("Yours sincerely".into()),
        signature: lines(&["Sam Sample"]),
        ..empty()
    }
}

/// All samples with a name.
pub(crate) fn all() -> Vec<(&'static str, Document)> {
    vec![
        ("letter", letter()),
        ("response", response()),
        ("questions", questions()),
        ("short", short()),
    ]
}
