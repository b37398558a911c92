//! `sayso list` and `sayso show`: what there is, what it asks, what it says and on what grounds. Their
//! words are in `data/show`.

use jiff::civil::{Date, DateTime};
use sayso::batch::columns::form;
use sayso::check::preview;
use sayso::compose::advice::rules;
use sayso::compose::note;
use sayso::document::Inline;
use sayso::error::Error;
use sayso::interview::{self, Inputs};
use sayso::model::{Concern, Kind, Pack, Question, Source, Template, To};
use sayso::pack::shipped;
use sayso::register::deadline;
use sayso::register::{Areas, bodies::Body};
use sayso::render;
use sayso::template::engine;
use sayso::text::ENGLISH;
use sayso::text::words::one_line;
use serde_json::{Value as Json, json};

use super::args::ShowArgs;
use super::notes::sentence;
use super::{packs, screen, talk};

const PACK: &str = include_str!("../../data/show/pack.txt.hbs");
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

/// Shows a pack, one of its templates, or what table goes with that.
pub(crate) fn show(args: &ShowArgs, now: DateTime) -> Result<(), Error> {
    let Some(what) = &args.what else { return screen::out(data().as_bytes()) };
    let wanted = packs::wanted(what);
    let (pack, _) = packs::load(&wanted.pack, now.date())?;
    // What a table for `sayso batch`, or the form that makes it, must have is of one template.
    let only = || packs::one_template(&pack, &wanted, "table-of-which");
    let text = match &wanted.template {
        _ if args.form => form::describe(&pack, only()?, FORM),
        _ if args.columns => format!("{}\n", form::heading_row(&pack, only()?).join(",")),
        Some(id) => template_text(&pack, packs::template(&pack, id)?, now),
        None => leaflet(&pack, &wanted.pack, now),
    };
    screen::out(text.as_bytes())
}

/// What is embedded, of which date, from whom, under which licence.
fn data() -> String {
    let sources = Areas::shipped().unwrap_or_default().sources.into_iter().map(|source| {
        let as_of = ENGLISH.partial(&source.as_of);
        let again = ENGLISH.partial(&source.review_by);
        json!({"about": sentence(&source.about), "of": source, "as_of": as_of, "again": again})
    });
    let font: Vec<&str> = FONT.lines().filter(|line| !line.is_empty()).take(2).collect();
    filled(DATA, json!({"sources": sources.collect::<Vec<_>>(), "font": font}))
}

fn template_text(pack: &Pack, template: &Template, now: DateTime) -> String {
    let (kind, chosen) = match &template.destination {
        To::Kind(id) => (pack.registers.destination(id), None),
        To::Chosen(id) => (None, Some(id)),
    };
    let body = |b: &Body| json!({"id": b.id, "name": b.name, "rules": rules::in_words(&b.rules)});
    let bodies = chosen.map(|_| pack.registers.bodies.bodies.iter().map(body).collect::<Vec<_>>());
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
        "closes": closes(template, now),
        "questions": questions.collect::<Vec<_>>(),
    });
    filled(TEMPLATE, data)
}

fn question(question: &Question) -> Json {
    let (id, options, when) = (&question.id, &question.options, &question.when);
    json!({"id": id, "ask": ask(question), "options": options, "when": when})
}

/// A pack, for somebody who thinks of writing with it.
fn leaflet(pack: &Pack, shown: &str, now: DateTime) -> String {
    let templates: Vec<&Template> = pack.templates.iter().collect();
    let asked = interview::questions_for(pack, &templates);
    let (sure, depends): (Vec<&Question>, Vec<&Question>) =
        asked.into_iter().filter(|q| !q.ask.is_empty()).partition(|q| q.when.is_empty());
    let (every, some): (Vec<&Question>, Vec<&Question>) =
        sure.into_iter().partition(|q| templates.iter().all(|t| t.questions.contains(&q.id)));
    let most = pack.questions.iter().find(|q| q.kind == Kind::Concerns).and_then(|q| q.most);
    let source = |source: &Source| {
        json!({
            "note": note(source, &ENGLISH),
            "checked": source.checked.map(|day| ENGLISH.day(day)),
            "again": source.review_by.map(|day| ENGLISH.day(day)),
            "late": source.review_by.is_some_and(|day| day < now.date()),
        })
    };
    let data = json!({
        "title": pack.title,
        "summary": one_line(&pack.summary),
        "publisher": pack.publisher,
        "licence": pack.licence,
        "updated": ENGLISH.day(pack.updated),
        // When somebody last looked at the oldest.
        "checked": pack.sources.iter().filter_map(|s| s.checked).min().map(|day| ENGLISH.day(day)),
        "templates": named(&pack.templates),
        "joint": named(&pack.joint),
        "every": every.into_iter().map(ask).collect::<Vec<_>>(),
        "some": some.into_iter().map(ask).collect::<Vec<_>>(),
        "depends": depends.len(),
        "shown": shown,
        "first": templates.first().map(|template| &template.id),
        "points": points(pack, now),
        "limits": pack.templates.iter().filter_map(|one| limits(pack, one, now)).collect::<Vec<_>>(),
        "most": most.filter(|_| !pack.concerns.is_empty()),
        "sources": pack.sources.iter().map(source).collect::<Vec<_>>(),
    });
    filled(PACK, data)
}

/// A text of `data/show`, filled and wrapped.
fn filled(text: &str, data: Json) -> String {
    format!("{}\n", screen::wrap(&engine::own_plain(text, data), ""))
}

/// Templates by id and title.
fn named(templates: &[Template]) -> Vec<Json> {
    templates.iter().map(|one| json!({"id": one.id, "title": one.title})).collect()
}

/// A question in a line; one that asks nothing by why it is there.
fn ask(question: &Question) -> String {
    let why = question.why.as_ref().filter(|_| question.ask.is_empty());
    let optional = !question.required || question.default.is_some();
    let note = if optional { " (may be left out)" } else { "" };
    format!("{}{note}", one_line(why.unwrap_or(&question.ask)))
}

/// What can be chosen to say, as the first template that asks for points words it.
fn points(pack: &Pack, now: DateTime) -> Vec<Json> {
    let asks = |t: &&Template| {
        let mut questions = t.questions.iter().filter_map(|id| pack.question(id));
        questions.any(|q| q.kind == Kind::Concerns)
    };
    let preview = |t: &Template| preview::preview(pack, t, &Inputs::default(), now.date()).ok();
    let worded = pack.templates.iter().find(asks).and_then(preview).and_then(|p| p.points);
    let mut worded = worded.map(|worded| worded.body).unwrap_or_default();
    // Notes are not shown here.
    let mut without = |line: &mut Vec<Inline>| line.retain(|one| !matches!(one, Inline::Cite(_)));
    worded.iter_mut().for_each(|block| block.lines_mut(&mut without));
    let worded = render::text::blocks(&worded);
    let point = |concern: &Concern| {
        let is_next = |line: &&str| {
            pack.concerns.iter().any(|other| other.id != concern.id && other.title == *line)
        };
        let under = worded.lines().skip_while(|line| *line != concern.title).skip(1);
        let lines = under.take_while(|line| !is_next(line)).filter(|line| !line.is_empty());
        let lines = lines.map(|line| match line == concern.title {
            true => "A heading for your own words.",
            false => line.trim_end(),
        });
        json!({"title": concern.title, "id": concern.id, "lines": lines.collect::<Vec<_>>()})
    };
    pack.concerns.iter().map(point).collect()
}

/// How long a document may be, and until when it is of use; none where nothing limits it.
fn limits(pack: &Pack, template: &Template, now: DateTime) -> Option<String> {
    let kind = match &template.destination {
        To::Kind(id) => pack.registers.destination(id),
        To::Chosen(_) => None,
    };
    let words = template.words.or(kind.and_then(|kind| kind.words));
    let part = template.part_words.or(kind.and_then(|kind| kind.part_words));
    let data = json!({
        "limit": words,
        "each_part": part,
        "chosen": matches!(template.destination, To::Chosen(_)),
        "closes": closes(template, now),
    });
    let said = talk::text("limits", data);
    let said: Vec<&str> = said.lines().collect();
    (!said.is_empty()).then(|| format!("{}: {}.", template.title, said.join("; ")))
}

/// When what is written is no longer of use.
fn closes(template: &Template, now: DateTime) -> Option<Json> {
    let closes = template.closes?;
    let left = deadline::left(now, closes.moment());
    Some(json!({"past": closes.moment() < now, "soon": closes.soon(), "left": left}))
}
