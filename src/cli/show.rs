//! `sayso list` and `sayso show`: what there is, what it asks, what it says and on what grounds. Their
//! words are in `data/show`.

use jiff::civil::{Date, DateTime};
use sayso::batch::columns::form;
use sayso::error::Error;
use sayso::interview;
use sayso::model::{Pack, Question, Template, To};
use sayso::pack::shipped;
use sayso::register::deadline;
use sayso::register::{Areas, bodies::Body};
use sayso::text::dates;
use sayso::text::words::one_line;
use serde_json::{Value as Json, json};

use super::args::ShowArgs;
use super::leaflet::{ask, filled, named};
use super::notes::sentence;
use super::{leaflet, packs, screen};

const LIST: &str = include_str!("../../data/show/list.txt.hbs");
const TEMPLATE: &str = include_str!("../../data/show/template.txt.hbs");
const DATA: &str = include_str!("../../data/show/data.txt.hbs");
/// What stands before the questions of a form.
const FORM: &str = include_str!("../../data/show/form.txt");
/// The licence of the font, whose first two lines say whose it is and under which licence.
const FONT: &str = include_str!("../../data/fonts/OFL.txt");

/// Lists the packs that ship and their templates.
pub(crate) fn list(today: Date) -> Result<(), Error> {
    let pack = |name: &str| {
        let (pack, _) = packs::load(name, today)?;
        let (title, summary) = (&pack.title, one_line(&pack.summary));
        let templates = named(&pack.templates);
        Ok(json!({"name": name, "title": title, "summary": summary, "templates": templates}))
    };
    let packs = shipped::names().map(pack).collect::<Result<Vec<_>, Error>>()?;
    screen::out(filled(LIST, json!({"packs": packs})).as_bytes())
}

/// Shows a pack or one of its templates.
pub(crate) fn show(args: &ShowArgs, now: DateTime) -> Result<(), Error> {
    let Some(what) = &args.what else { return screen::out(data().as_bytes()) };
    let wanted = packs::wanted(what);
    let (pack, _) = packs::load(&wanted.pack, now.date())?;
    if args.columns || args.form {
        return table(args, what, &pack, wanted.template.as_deref());
    }
    let text = match &wanted.template {
        Some(id) => template_text(&pack, packs::template(&pack, id)?, now),
        None => leaflet::text(&pack, &wanted.pack, now),
    };
    screen::out(text.as_bytes())
}

/// What is embedded, of which date, from whom, under which licence.
fn data() -> String {
    let sources = Areas::shipped().unwrap_or_default().sources.into_iter().map(|source| {
        json!({
            "about": sentence(&source.about),
            "title": source.title,
            "publisher": source.publisher,
            "url": source.url,
            "as_of": dates::partial(&source.as_of),
            "again": dates::partial(&source.review_by),
            "licence": source.licence,
        })
    });
    let font: Vec<&str> = FONT.lines().filter(|line| !line.is_empty()).take(2).collect();
    filled(DATA, json!({"sources": sources.collect::<Vec<_>>(), "font": font}))
}

/// Writes what a table for `sayso batch`, or the form that makes it, must have.
fn table(args: &ShowArgs, what: &str, pack: &Pack, template: Option<&str>) -> Result<(), Error> {
    let Some(id) = template else {
        let ids: Vec<String> = pack.templates.iter().map(|t| format!("{what}/{}", t.id)).collect();
        return Err(Error::Usage(
            "a table is for one template, and none was named".into(),
            format!("name one of these: {}", ids.join(", ")),
        ));
    };
    let template = packs::template(pack, id)?;
    let text = if args.form {
        form::describe(pack, template, FORM)
    } else {
        format!("{}\n", form::heading_row(pack, template).join(","))
    };
    screen::out(text.as_bytes())
}

fn template_text(pack: &Pack, template: &Template, now: DateTime) -> String {
    let (kind, chosen) = match &template.destination {
        To::Kind(id) => (pack.registers.destination(id), None),
        To::Chosen(id) => (None, Some(id)),
    };
    let body = |b: &Body| json!({"id": b.id, "name": b.name, "rules": b.rules.in_words()});
    let bodies = chosen.map(|_| pack.registers.bodies.bodies.iter().map(body).collect::<Vec<_>>());
    let closes = template.closes.map(|closes| {
        let (soon, left) = (closes.soon(), deadline::left(now, closes.moment()));
        let word = if closes.moment() < now { "Closed" } else { "Closes" };
        format!("{word}: {soon}, {left}.")
    });
    let questions = interview::questions_for(pack, &[template]).into_iter().map(question);
    let data = json!({
        "title": template.title,
        "pack": pack.id,
        "id": template.id,
        "goes_to": kind.map(|kind| &kind.title),
        "budget": kind.and_then(|kind| template.words.or(kind.words)),
        "sources": kind.map(|kind| kind.sources.clone()).unwrap_or_default(),
        "chosen": chosen,
        "bodies": bodies.unwrap_or_default(),
        "closes": closes,
        "questions": questions.collect::<Vec<_>>(),
    });
    filled(TEMPLATE, data)
}

fn question(question: &Question) -> Json {
    let options = question.options.iter().map(|o| json!({"value": o.value, "text": o.text}));
    let when = question.when.iter();
    let when = when.map(|one| json!({"question": one.on, "is": one.is.join(" or ")}));
    json!({
        "id": question.id,
        "ask": ask(question),
        "options": options.collect::<Vec<_>>(),
        "when": when.collect::<Vec<_>>(),
    })
}
