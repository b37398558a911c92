//! Answer files, written: so that a person can read and change them, and that what is read from
//! them is what was written.

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
            [one] => out.push_str(&format!("template: {}\n", text(one))),
            several => section("templates", several.iter().map(|id| item(&text(id))), &mut out),
        }
        let about = extra.about.map(|about| about.to_string());
        let scalars = [("begun", &extra.begun), ("at", &extra.at), ("about", &about)];
        for (key, value) in scalars.into_iter().chain([("saved", &extra.saved)]) {
            let line = |value: &String| format!("{key}: {}\n", quoted(value));
            out.extend(value.iter().map(line));
        }
        let left_out = extra.left_out.iter().filter(|id| answers.get(id).is_none());
        let left_out = left_out.map(|id| format!("  {}: \"\"\n", text(id)));
        let answered =
            answers.0.iter().map(|(id, value)| format!("  {}:{}", text(id), answer(value)));
        let mut all = left_out.chain(answered).peekable();
        match all.peek() {
            None => out.push_str("answers: {}\n"),
            Some(_) => section("answers", all, &mut out),
        }
        for (key, texts) in [("edited", &extra.edited), ("drafts", &extra.drafts)] {
            let texts = texts.iter().map(|(id, words)| format!("  {}:{}", text(id), block(words)));
            section(key, texts, &mut out);
        }
        let earlier = extra.earlier.iter().map(|(id, given)| {
            format!("  {}:\n{}", text(id), given.iter().map(given_before).collect::<String>())
        });
        section("earlier", earlier, &mut out);
        section("signatories", extra.signatories.iter().map(signatory), &mut out);
        out
    }
}

/// A key with lines under it; nothing where there are none.
fn section(key: &str, lines: impl Iterator<Item = String>, out: &mut String) {
    let lines: String = lines.collect();
    if !lines.is_empty() {
        out.push_str(&format!("{key}:\n{lines}"));
    }
}

/// An item of a list at the top.
fn item(words: &str) -> String {
    format!("  - {words}\n")
}

/// One of the people of a joint response.
fn signatory(one: &Signatory) -> String {
    let more = [("place", &one.place), ("says", &one.says)].into_iter();
    let more = more.filter(|(_, value)| !value.is_empty());
    let more = more.map(|(key, value)| format!("    {key}: {}\n", quoted(value)));
    item(&format!("name: {}", quoted(&one.name))) + &more.collect::<String>()
}

/// What was answered before.
fn given_before(input: &Input) -> String {
    let written = match input {
        Input::Text(words) => quoted(words),
        Input::List(items) => {
            let items: Vec<String> = items.iter().map(|item| quoted(item)).collect();
            format!("[{}]", items.join(", "))
        }
        Input::Map(map) => {
            let pairs = map.iter().map(|(key, value)| format!("{}: {}", text(key), quoted(value)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
    };
    format!("    - {written}\n")
}

/// What follows the colon, with the line break.
fn answer(value: &Value) -> String {
    let one = match value {
        Value::OwnWords(words) if words.contains('\n') || words.chars().count() > BESIDE => {
            return block(words);
        }
        Value::Lines(items) | Value::Choices(items) => {
            return list(items.iter().map(|item| text(item)));
        }
        Value::Concerns(chosen) => {
            return list(chosen.iter().map(|one| match one {
                Chosen::Pack(id) => text(id),
                Chosen::Own(words) => format!("own: {}", text(words)),
            }));
        }
        Value::Body(BodyAnswer::Named { name, kind }) => {
            return format!("\n    name: {}\n    kind: {}\n", text(name), text(kind));
        }
        Value::Text(words) | Value::OwnWords(words) | Value::Area(words) => text(words),
        Value::Body(BodyAnswer::Known(id)) => text(id),
        Value::YesNo(yes) => if *yes { "yes" } else { "no" }.into(),
        Value::Number(number) => number.to_string(),
        Value::Date(date) => date.to_string(),
        Value::DateTime(at) => crate::answer::value::iso(*at),
    };
    format!(" {one}\n")
}

fn list(items: impl Iterator<Item = String>) -> String {
    "\n".to_string() + &items.map(|item| format!("    - {item}\n")).collect::<String>()
}

/// A text in lines of its own, as it stands.
fn block(words: &str) -> String {
    // Its first line tells a reader how far it is indented.
    let unfit = |c: char| {
        c.is_control() && c != '\n' || matches!(c, '\u{85}' | '\u{feff}' | '\u{2028}' | '\u{2029}')
    };
    if words.is_empty()
        || words.starts_with(char::is_whitespace)
        || words.ends_with('\n')
        || words.contains(unfit)
    {
        return format!(" {}\n", quoted(words));
    }
    let line = |line: &str| if line.is_empty() { "\n".into() } else { format!("    {line}\n") };
    " |-\n".to_string() + &words.split('\n').map(line).collect::<String>()
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
