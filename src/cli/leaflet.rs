//! What `sayso show` tells of a pack: a leaflet for somebody who thinks of writing with it.

use jiff::civil::DateTime;
use sayso::check::preview;
use sayso::compose::note;
use sayso::document::Block;
use sayso::interview::{self, Inputs};
use sayso::model::{Kind, Pack, Question, Source, Template, To};
use sayso::render::text;
use sayso::text::{Language, dates};

use super::screen::paragraph;

/// The leaflet.
pub(crate) fn text(pack: &Pack, shown: &str, now: DateTime) -> String {
    let mut out = format!("{}\n\n", pack.title);
    out.push_str(&paragraph(&pack.summary, ""));
    out.push_str(&format!("\nPublished by {}. Text under {}.\n", pack.publisher, pack.licence));
    out.push_str(&format!("Last updated {}.{}\n", dates::day(pack.updated), checked(pack)));
    out.push_str("\nWhat it can write\n");
    for template in &pack.templates {
        out.push_str(&paragraph(&format!("{}  {}", template.id, template.title), "  "));
    }
    for joint in &pack.joint {
        out.push_str(&format!("  {}  {} (sayso batch --joint)\n", joint.id, joint.title));
    }
    out.push_str(&questions(pack, shown));
    out.push_str(&points(pack, shown, now));
    out.push_str(&limits(pack, now));
    out.push_str(&sources(pack, now));
    out
}

/// When somebody last looked at the oldest of its sources.
fn checked(pack: &Pack) -> String {
    let oldest = pack.sources.iter().filter_map(|s| s.checked).min();
    oldest.map(|day| format!(" Sources last checked {}.", dates::day(day))).unwrap_or_default()
}

/// What is asked, each question once.
fn questions(pack: &Pack, shown: &str) -> String {
    let templates: Vec<&Template> = pack.templates.iter().collect();
    let asked = interview::questions_for(pack, &templates);
    let (sure, depends): (Vec<&Question>, Vec<&Question>) =
        asked.into_iter().filter(|q| !q.ask.is_empty()).partition(|q| q.when.is_empty());
    let (every, some): (Vec<&Question>, Vec<&Question>) =
        sure.into_iter().partition(|q| templates.iter().all(|t| t.questions.contains(&q.id)));
    let mut out = String::from("\nWhat it asks\n");
    every.iter().for_each(|question| out.push_str(&question_line(question, "  ")));
    if !some.is_empty() {
        out.push_str("  For some of them also:\n");
        some.iter().for_each(|question| out.push_str(&question_line(question, "    ")));
    }
    if !depends.is_empty() {
        let many = depends.len();
        let questions = if many == 1 { "question" } else { "questions" };
        out.push_str(&format!("  and {many} more {questions} that depend on your answers.\n"));
    }
    if let Some(first) = pack.templates.first() {
        out.push_str(&format!("  To see what one of them asks: sayso show {shown}/{}\n", first.id));
    }
    out
}

fn question_line(question: &Question, indent: &str) -> String {
    let optional = !question.required || question.default.is_some();
    let note = if optional { " (may be left out)" } else { "" };
    paragraph(&format!("{}{note}", question.ask.trim()), indent)
}

/// What can be chosen to say, as it would be worded.
fn points(pack: &Pack, shown: &str, now: DateTime) -> String {
    let mut out = String::from("\nWhat it says\n");
    if let Some(first) = pack.templates.first() {
        out.push_str(&format!(
            "  To read a whole letter with its gaps: sayso preview {shown}/{}\n",
            first.id
        ));
    }
    if pack.concerns.is_empty() {
        return out;
    }
    let asks = |t: &&Template| {
        let mut questions = t.questions.iter().filter_map(|id| pack.question(id));
        questions.any(|q| q.kind == Kind::Concerns)
    };
    let preview = |t: &Template| preview::preview(pack, t, &Inputs::default(), now.date()).ok();
    let worded = pack.templates.iter().find(asks).and_then(preview).and_then(|p| p.points);
    out.push_str("  You can choose from these points, and add your own:\n");
    let Some(worded) = worded else {
        for concern in &pack.concerns {
            out.push_str(&paragraph(&format!("{} ({})", concern.title, concern.id), "    "));
        }
        return out;
    };
    let mut concerns = pack.concerns.iter();
    let mut title = "";
    for block in &worded.body {
        let words = without_notes(&text::blocks(std::slice::from_ref(block)));
        match (block, concerns.as_slice().first()) {
            (Block::Heading(..), Some(concern)) if concern.title == words => {
                out.push_str(&format!(
                    "\n{}",
                    paragraph(&format!("{words} ({})", concern.id), "  ")
                ));
                title = &concern.title;
                concerns.next();
            }
            _ if words == title => out.push_str("    A heading for your own words.\n"),
            _ => out.push_str(&paragraph(&words, "    ")),
        }
    }
    out
}

/// The words without the numbers of notes, which are not shown here.
fn without_notes(words: &str) -> String {
    let mut out = String::new();
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        let digits = after.chars().take_while(char::is_ascii_digit).count();
        match after[digits..].strip_prefix(']').filter(|_| (1..=2).contains(&digits)) {
            Some(behind) => rest = behind,
            None => {
                out.push('[');
                rest = after;
            }
        }
    }
    out + rest
}

/// How long its documents may be, how many points, and until when they are of use.
fn limits(pack: &Pack, now: DateTime) -> String {
    let mut out = String::from("\nIts limits\n");
    let before = out.len();
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
            out.push_str(&paragraph(&format!("{}: {}.", template.title, said.join("; ")), "  "));
        }
    }
    let most = pack.questions.iter().find(|q| q.kind == Kind::Concerns).and_then(|q| q.most);
    if let Some(most) = most.filter(|_| !pack.concerns.is_empty()) {
        out.push_str(&format!("  At most {most} points in one letter.\n"));
    }
    if out.len() == before { String::new() } else { out }
}

/// Where its facts come from, how old they are, and which should be looked at again.
fn sources(pack: &Pack, now: DateTime) -> String {
    if pack.sources.is_empty() {
        return "\nIt names no sources.\n".into();
    }
    let mut out = String::from("\nWhere its facts come from\n");
    for source in &pack.sources {
        out.push_str(&paragraph(&note(source, Language::english()), "  "));
        if let Some(line) = looked_at(source, now) {
            out.push_str(&format!("    {line}\n"));
        }
    }
    out
}

fn looked_at(source: &Source, now: DateTime) -> Option<String> {
    let checked = source.checked.map(|day| format!("Checked {}", dates::day(day)));
    let again = source.review_by.map(|day| match day < now.date() {
        true => format!("to be looked at again since {}", dates::day(day)),
        false => format!("to be looked at again by {}", dates::day(day)),
    });
    match (checked, again) {
        (Some(checked), Some(again)) => Some(format!("{checked}, {again}.")),
        (Some(checked), None) => Some(format!("{checked}.")),
        (None, Some(again)) => Some(format!("Never checked, {again}.")),
        (None, None) => None,
    }
}
