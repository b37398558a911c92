//! What `sayso show` tells of a pack: a leaflet for somebody who thinks of writing with it. Its words
//! are in `data/show`.

use jiff::civil::DateTime;
use sayso::check::preview;
use sayso::compose::note;
use sayso::document::Block;
use sayso::interview::{self, Inputs};
use sayso::model::{Kind, Pack, Question, Source, Template, To};
use sayso::render::text;
use sayso::template::engine;
use sayso::text::words::one_line;
use sayso::text::{Language, dates};
use serde_json::{Value as Json, json};

use super::screen;

const PACK: &str = include_str!("../../data/show/pack.txt.hbs");

/// The leaflet.
pub(crate) fn text(pack: &Pack, shown: &str, now: DateTime) -> String {
    let templates: Vec<&Template> = pack.templates.iter().collect();
    let asked = interview::questions_for(pack, &templates);
    let (sure, depends): (Vec<&Question>, Vec<&Question>) =
        asked.into_iter().filter(|q| !q.ask.is_empty()).partition(|q| q.when.is_empty());
    let (every, some): (Vec<&Question>, Vec<&Question>) =
        sure.into_iter().partition(|q| templates.iter().all(|t| t.questions.contains(&q.id)));
    let source =
        |s: &Source| json!({"note": note(s, Language::english()), "looked_at": looked_at(s, now)});
    let data = json!({
        "title": pack.title,
        "summary": one_line(&pack.summary),
        "publisher": pack.publisher,
        "licence": pack.licence,
        "updated": dates::day(pack.updated),
        // When somebody last looked at the oldest.
        "checked": pack.sources.iter().filter_map(|s| s.checked).min().map(dates::day),
        "templates": named(&pack.templates),
        "joint": named(&pack.joint),
        "every": every.into_iter().map(ask).collect::<Vec<_>>(),
        "some": some.into_iter().map(ask).collect::<Vec<_>>(),
        "depends": depends.len(),
        "shown": shown,
        "first": templates.first().map(|template| &template.id),
        "points": points(pack, now),
        "limits": limits(pack, now),
        "sources": pack.sources.iter().map(source).collect::<Vec<_>>(),
    });
    filled(PACK, data)
}

/// A text of `data/show`, filled and wrapped.
pub(super) fn filled(text: &str, data: Json) -> String {
    format!("{}\n", screen::wrap(&engine::own_plain(text, data), ""))
}

/// Templates by id and title.
pub(super) fn named(templates: &[Template]) -> Vec<Json> {
    templates.iter().map(|one| json!({"id": one.id, "title": one.title})).collect()
}

/// A question in a line; one that asks nothing by why it is there.
pub(super) fn ask(question: &Question) -> String {
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
    let mut worded = worded.map(|worded| worded.body).unwrap_or_default().into_iter().peekable();
    let plain = |block: &Block| without_notes(&text::blocks(std::slice::from_ref(block)));
    let mut points = Vec::new();
    for concern in &pack.concerns {
        let heads =
            |block: &Block| matches!(block, Block::Heading(..)) && plain(block) == concern.title;
        let mut lines: Vec<String> = Vec::new();
        if worded.next_if(heads).is_some() {
            let next = pack.concerns.get(points.len() + 1);
            let is_next = |block: &Block| {
                matches!(block, Block::Heading(..)) && next.is_some_and(|n| plain(block) == n.title)
            };
            while let Some(block) = worded.next_if(|block| !is_next(block)) {
                match plain(&block) {
                    words if words == concern.title => {
                        lines.push("A heading for your own words.".into());
                    }
                    words => lines.extend(words.trim().lines().map(String::from)),
                }
            }
        }
        points.push(json!({"title": concern.title, "id": concern.id, "lines": lines}));
    }
    points
}

/// The words without the numbers of notes, which are not shown here.
fn without_notes(words: &str) -> String {
    let is_number = |text: &str| text.len() <= 2 && text.parse::<u8>().is_ok();
    let mut pieces = words.split('[');
    let mut out = pieces.next().unwrap_or_default().to_string();
    for piece in pieces {
        match piece.split_once(']').filter(|(number, _)| is_number(number)) {
            Some((_, behind)) => out.push_str(behind),
            None => out.extend(["[", piece]),
        }
    }
    out
}

/// How long its documents may be, how many points, and until when they are of use.
fn limits(pack: &Pack, now: DateTime) -> Vec<String> {
    let mut limits = Vec::new();
    for template in &pack.templates {
        let destination = match &template.destination {
            To::Kind(id) => pack.registers.destination(id),
            To::Chosen(_) => None,
        };
        let words = template.words.or(destination.and_then(|d| d.words));
        let part = template.part_words.or(destination.and_then(|d| d.part_words));
        let mut said = Vec::new();
        said.extend(words.map(|n| format!("kept to {n} words where that can be done")));
        said.extend(part.map(|n| format!("each part kept to {n} words")));
        if matches!(template.destination, To::Chosen(_)) {
            said.push("as many words and questions as the body you choose takes".into());
        }
        if let Some(closes) = template.closes {
            let word = if closes.moment() < now { "closed" } else { "closes" };
            said.push(format!("{word} {}", closes.soon()));
        }
        if !said.is_empty() {
            limits.push(format!("{}: {}.", template.title, said.join("; ")));
        }
    }
    let most = pack.questions.iter().find(|q| q.kind == Kind::Concerns).and_then(|q| q.most);
    let most = most.filter(|_| !pack.concerns.is_empty());
    limits.extend(most.map(|most| format!("At most {most} points in one letter.")));
    limits
}

/// When a source was checked, and when it is to be looked at again.
fn looked_at(source: &Source, now: DateTime) -> Option<String> {
    let checked = source.checked.map(|day| format!("Checked {}", dates::day(day)));
    let again = source.review_by.map(|day| {
        let word = if day < now.date() { "since" } else { "by" };
        format!(", to be looked at again {word} {}", dates::day(day))
    });
    if checked.is_none() && again.is_none() {
        return None;
    }
    let checked = checked.unwrap_or_else(|| "Never checked".into());
    Some(format!("{checked}{}.", again.unwrap_or_default()))
}
