//! Answer files, written: so that a person can read and change them, and that what is read from
//! them is what was written.

use std::collections::BTreeMap;

use crate::answer::{Answers, BodyAnswer, Chosen, Input, Signatory, Value};
use crate::source::answers_file::{AnswerFile, Extra};

/// Longest text that stands beside its key; a longer one gets lines of its own.
const BESIDE: usize = 70;

impl AnswerFile {
    /// The text of an answers file, the answers in the order of their ids.
    pub fn write(pack: &str, templates: &[&str], answers: &Answers) -> String {
        AnswerFile::write_with(pack, templates, answers, &Extra::default())
    }

    /// The same with what an answers file may hold besides.
    pub fn write_with(pack: &str, templates: &[&str], answers: &Answers, extra: &Extra) -> String {
        let mut out = format!("pack: {}\n", text(pack));
        match templates {
            [] => {}
            [one] => out.push_str(&format!("template: {}\n", text(one))),
            several => {
                out.push_str("templates:\n");
                several.iter().for_each(|id| out.push_str(&format!("  - {}\n", text(id))));
            }
        }
        if let Some(begun) = &extra.begun {
            out.push_str(&format!("begun: {}\n", quoted(begun)));
        }
        let about = extra.about.map(|about| about.to_string());
        for (key, value) in [("at", &extra.at), ("about", &about), ("saved", &extra.saved)] {
            if let Some(value) = value {
                out.push_str(&format!("{key}: {}\n", quoted(value)));
            }
        }
        let left_out: Vec<&String> =
            extra.left_out.iter().filter(|id| answers.get(id).is_none()).collect();
        if answers.0.is_empty() && left_out.is_empty() {
            out.push_str("answers: {}\n");
        } else {
            out.push_str("answers:\n");
        }
        for id in left_out {
            out.push_str(&format!("  {}: \"\"\n", text(id)));
        }
        for (id, value) in &answers.0 {
            out.push_str(&format!("  {}:", text(id)));
            answer(value, &mut out);
        }
        texts("edited", &extra.edited, &mut out);
        texts("drafts", &extra.drafts, &mut out);
        earlier(&extra.earlier, &mut out);
        signatories(&extra.signatories, &mut out);
        out
    }
}

/// The people of a joint response; nothing where there are none.
fn signatories(people: &[Signatory], out: &mut String) {
    if !people.is_empty() {
        out.push_str("signatories:\n");
    }
    for one in people {
        out.push_str(&format!("  - name: {}\n", quoted(&one.name)));
        for (key, value) in [("place", &one.place), ("says", &one.says)] {
            if !value.is_empty() {
                out.push_str(&format!("    {key}: {}\n", quoted(value)));
            }
        }
    }
}

/// What was answered before, a list for each question; nothing where there is none.
fn earlier(inputs: &BTreeMap<String, Vec<Input>>, out: &mut String) {
    if !inputs.is_empty() {
        out.push_str("earlier:\n");
    }
    for (id, given) in inputs {
        out.push_str(&format!("  {}:\n", text(id)));
        for input in given {
            let written = match input {
                Input::Text(words) => quoted(words),
                Input::List(items) => {
                    let items: Vec<String> = items.iter().map(|item| quoted(item)).collect();
                    format!("[{}]", items.join(", "))
                }
                Input::Map(map) => {
                    let pairs =
                        map.iter().map(|(key, value)| format!("{}: {}", text(key), quoted(value)));
                    format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
                }
            };
            out.push_str(&format!("    - {written}\n"));
        }
    }
}

/// Texts under a key of their own; nothing where there are none.
fn texts(key: &str, texts: &BTreeMap<String, String>, out: &mut String) {
    if !texts.is_empty() {
        out.push_str(&format!("{key}:\n"));
    }
    for (id, words) in texts {
        out.push_str(&format!("  {}:", text(id)));
        block(words, out);
    }
}

/// Writes what follows the colon, with the line break.
fn answer(value: &Value, out: &mut String) {
    match value {
        Value::OwnWords(words) if words.contains('\n') || words.chars().count() > BESIDE => {
            block(words, out);
        }
        Value::Text(words) | Value::OwnWords(words) | Value::Area(words) => one(&text(words), out),
        Value::Lines(items) | Value::Choices(items) => {
            list(items.iter().map(|item| text(item)), out);
        }
        Value::Concerns(chosen) => list(
            chosen.iter().map(|one| match one {
                Chosen::Pack(id) => text(id),
                Chosen::Own(words) => format!("own: {}", text(words)),
            }),
            out,
        ),
        Value::Body(BodyAnswer::Known(id)) => one(&text(id), out),
        Value::Body(BodyAnswer::Named { name, kind }) => {
            out.push_str(&format!("\n    name: {}\n    kind: {}\n", text(name), text(kind)));
        }
        Value::YesNo(yes) => one(if *yes { "yes" } else { "no" }, out),
        Value::Number(number) => one(&number.to_string(), out),
        Value::Date(date) => one(&date.to_string(), out),
        Value::DateTime(at) => one(&crate::answer::value::iso(*at), out),
    }
}

fn one(text: &str, out: &mut String) {
    out.push(' ');
    out.push_str(text);
    out.push('\n');
}

fn list(items: impl Iterator<Item = String>, out: &mut String) {
    out.push('\n');
    items.for_each(|item| out.push_str(&format!("    - {item}\n")));
}

/// A text in lines of its own, as it stands.
fn block(words: &str, out: &mut String) {
    // Its first line tells a reader how far it is indented.
    let unfit = |c: char| {
        c.is_control() && c != '\n' || matches!(c, '\u{85}' | '\u{feff}' | '\u{2028}' | '\u{2029}')
    };
    if words.is_empty()
        || words.starts_with(char::is_whitespace)
        || words.ends_with('\n')
        || words.contains(unfit)
    {
        return one(&quoted(words), out);
    }
    out.push_str(" |-\n");
    for line in words.split('\n') {
        if !line.is_empty() {
            out.push_str("    ");
            out.push_str(line);
        }
        out.push('\n');
    }
}

/// A text without quotation marks where no YAML reader can take it for anything else.
fn text(words: &str) -> String {
    if is_plain(words) { words.to_string() } else { quoted(words) }
}

fn is_plain(words: &str) -> bool {
    let first = words.starts_with(char::is_alphabetic)
        // A postcode, house number or telephone number, but no number, date or time.
        || words.starts_with(|c: char| c.is_ascii_digit()) && words.contains(' ');
    let inside = |c: char| {
        c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | '_' | '\'' | '/' | '(' | ')')
    };
    let another = ["true", "false", "null", "yes", "no", "on", "off", "y", "n", "inf", "nan"]
        .contains(&words.to_lowercase().as_str());
    let date = words.starts_with(|c: char| c.is_ascii_digit())
        && !words.contains(|c: char| c.is_alphabetic() || c == '(')
        && words.contains(['-', '/', ':']);
    first && words.chars().all(inside) && !words.ends_with(' ') && !another && !date
}

/// A text between double quotation marks.
pub(crate) fn quoted(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 2);
    out.push('"');
    for c in words.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}') => {
                out.push_str(&format!("\\u{:04X}", c as u32));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
