//! Documents as JSON, for the page to draw.

use jiff::civil::DateTime;
use sayso::check::finished;
use sayso::compose::advice;
use sayso::document::words;
use sayso::document::{Block, Details, Document, Inline};
use sayso::interview::Form;
use sayso::model::Template;
use sayso::render;
use sayso::template::engine::TemplateFault;
use serde::Serialize;

/// A document, or why there is none yet.
#[derive(Serialize)]
pub(crate) struct Letter {
    template: String,
    title: String,
    /// None while it cannot be composed: nobody to send it to is chosen.
    document: Option<Shown>,
}

/// A document as it is drawn.
#[derive(Serialize)]
struct Shown {
    language: String,
    sender: Vec<String>,
    recipient: Vec<String>,
    date_line: Option<String>,
    salutation: Option<String>,
    subject: Option<String>,
    details: Option<Details>,
    body: Vec<Piece>,
    closing: Option<String>,
    signature: Vec<String>,
    notes: Vec<String>,
    measure: String,
    over: Vec<String>,
}

/// A block: its kind and what is in it.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Piece {
    Paragraph { runs: Vec<Run> },
    Heading { level: u8, runs: Vec<Run> },
    List { start: Option<u64>, items: Vec<Vec<Piece>> },
    Quote { blocks: Vec<Piece> },
    Table { rows: Vec<Vec<Vec<Run>>> },
    Code { text: String },
    Rule,
}

/// A piece of a line.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Run {
    Text { text: String, bold: bool, italic: bool, code: bool, own: bool, link: Option<String> },
    Break,
    Cite { number: usize },
}

/// Every document of a form as far as it can be composed.
pub(crate) fn all(form: &Form<'static>) -> Vec<Letter> {
    let letters = form.templates().iter().map(|template| Letter {
        template: template.id.clone(),
        title: form.pack().title_of(template, form.answers()).to_string(),
        document: shown(form, template).ok(),
    });
    letters.collect()
}

fn shown(form: &Form<'static>, template: &'static Template) -> Result<Shown, TemplateFault> {
    let (_, document) = form.composed(template)?;
    Ok(Shown {
        measure: advice::measure(&document),
        over: advice::over(&document),
        language: document.language,
        sender: document.sender,
        recipient: document.recipient,
        date_line: document.date_line,
        salutation: document.salutation,
        subject: document.subject,
        details: document.details,
        body: blocks(document.body),
        closing: document.closing,
        signature: document.signature,
        notes: document.notes,
    })
}

/// Everything at the end.
#[derive(Serialize)]
pub(crate) struct Finished {
    pub(crate) documents: Vec<Done>,
    /// A warning where what was chosen rests on a source that is past its review.
    pub(crate) past_review: Option<String>,
}

/// A finished document: what to copy, what to send, what to do.
#[derive(Serialize)]
pub(crate) struct Done {
    template: String,
    title: String,
    subject: String,
    /// The address that the receiver is known to take it at.
    email: Option<String>,
    /// As plain text.
    text: String,
    next: Vec<String>,
    /// Pieces with limits of their own, to be pasted one by one.
    parts: Vec<PartText>,
    /// What reads unfinished, a sentence each without its full stop.
    leftovers: Vec<String>,
}

/// A piece to be pasted into a form.
#[derive(Serialize)]
struct PartText {
    number: String,
    title: Option<String>,
    text: String,
}

/// Every document of a form, finished.
pub(crate) fn finished(form: &Form<'static>, now: DateTime) -> Result<Vec<Done>, TemplateFault> {
    form.templates().iter().map(|template| done(form, template, now)).collect()
}

fn done(
    form: &Form<'static>,
    template: &'static Template,
    now: DateTime,
) -> Result<Done, TemplateFault> {
    let (composer, document) = form.composed(template)?;
    let leftovers = finished::of_document(&document, form.answers());
    Ok(Done {
        leftovers: leftovers.iter().map(ToString::to_string).collect(),
        template: template.id.clone(),
        title: composer.title(form.answers()).to_string(),
        subject: document.title.clone(),
        email: document.email.clone(),
        text: render::text::text(&document),
        next: advice::next_steps(&composer, &document, form.answers(), now)?,
        parts: parts(&document),
    })
}

fn parts(document: &Document) -> Vec<PartText> {
    let parts = document.parts.iter().map(|part| PartText {
        number: part.number.clone(),
        title: part.title.clone(),
        text: render::text::part(part, &document.notes),
    });
    parts.collect()
}

fn blocks(blocks: Vec<Block>) -> Vec<Piece> {
    blocks.into_iter().map(block).collect()
}

fn block(block: Block) -> Piece {
    match block {
        Block::Paragraph(line) => Piece::Paragraph { runs: runs(line) },
        Block::Heading(level, line) => Piece::Heading { level, runs: runs(line) },
        Block::List(start, items) => {
            Piece::List { start, items: items.into_iter().map(blocks).collect() }
        }
        Block::Quote(inner) => Piece::Quote { blocks: blocks(inner) },
        Block::Table(table) => {
            let rows = std::iter::once(table.head).chain(table.rows);
            let row = |cells: Vec<Vec<Inline>>| cells.into_iter().map(runs).collect();
            Piece::Table { rows: rows.map(row).collect() }
        }
        Block::Code(text) => Piece::Code { text },
        Block::Rule => Piece::Rule,
    }
}

fn runs(line: Vec<Inline>) -> Vec<Run> {
    let mut runs = Vec::new();
    for piece in line {
        match piece {
            Inline::Break => runs.push(Run::Break),
            Inline::Cite(number) => runs.push(Run::Cite { number }),
            Inline::Text(span) => runs.extend(words::pieces(&span).map(|(at, own)| Run::Text {
                text: span.text[at].to_string(),
                bold: span.bold,
                italic: span.italic,
                code: span.code,
                own,
                link: span.link.clone(),
            })),
        }
    }
    runs
}
