//! The cases: letters and consultations of the kinds that campaigns and councils publish, with what
//! each must give. All of them are invented. `NAME.expect.yaml` beside each says what is kept, what
//! is a gap, and what is never printed.

use std::fs;

use sayso::import::{Consultation, Import};
use sayso::pack::{Made, Shared};
use sayso::text::words::one_line;
use serde_yaml::Value;

use super::made;
use crate::support::letters::today;
use crate::support::repository;

/// A case as it stands in its file.
pub(crate) fn bytes(name: &str) -> Vec<u8> {
    fs::read(repository("tests/it/import/cases").join(name)).expect(name)
}

/// Every case: its file and what is expected of it.
fn all() -> Vec<(String, Value)> {
    let folder = repository("tests/it/import/cases");
    let names = fs::read_dir(folder).expect("listed");
    let mut names: Vec<String> = names
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| !name.ends_with(".yaml"))
        .collect();
    names.sort();
    let expected = |name: &String| {
        let stem = name.rsplit_once('.').expect("an ending").0;
        let text = String::from_utf8(bytes(&format!("{stem}.expect.yaml"))).expect("text");
        serde_yaml::from_str(&text).expect("YAML")
    };
    names.iter().map(|name| (name.clone(), expected(name))).collect()
}

fn strings(value: &Value, key: &str) -> Vec<String> {
    let texts = value[key].as_sequence().cloned().unwrap_or_default();
    texts.iter().filter_map(|text| text.as_str().map(str::to_string)).collect()
}

/// White space, quotation marks and dashes alike.
pub(crate) fn plain(text: &str) -> String {
    let signs = text.replace(['‘', '’'], "'").replace(['“', '”'], "\"").replace(['–', '—'], "-");
    let signs = signs.replace('…', "...").replace('\\', "");
    one_line(&signs)
}

/// A file of a pack.
pub(crate) fn file<'m>(made: &'m Made, ending: &str) -> &'m str {
    let file = made.files.iter().find(|(path, _)| path.ends_with(ending));
    std::str::from_utf8(file.map(|(_, bytes)| bytes.as_slice()).unwrap_or_default()).expect("text")
}

/// What people will send: body and subject, and the receiver's address, with `⟦id⟧` for a value.
pub(crate) fn printed(made: &Made) -> String {
    let template = file(made, ".hbs");
    let mut parts = template.splitn(3, "---\n");
    let head = parts.nth(1).unwrap_or_default();
    let body = parts.next().unwrap_or_default();
    let subject = head.lines().find(|line| line.starts_with("subject:")).unwrap_or_default();
    let receiver = file(made, "destinations.yaml").lines().filter(|line| !line.starts_with('#'));
    let receiver = receiver.collect::<Vec<_>>().join("\n");
    let mut out = String::new();
    let whole = format!("{body}\n{subject}\n{receiver}");
    let mut rest = whole.as_str();
    while let Some((text, after)) = rest.split_once("{{") {
        out.push_str(text);
        let Some((tag, after)) = after.split_once("}}") else { break };
        if !tag.starts_with(['#', '/', '!']) && !tag.starts_with("else") && !tag.starts_with("cite")
        {
            out.push_str(&format!("⟦{tag}⟧"));
        }
        rest = after;
    }
    out.push_str(rest);
    out.replace("**", "")
}

/// What of a letter is not as it should be.
fn faults_of_letter(name: &str, expect: &Value) -> Vec<String> {
    let letters = Import::read(name, &bytes(name)).expect("a letter");
    let shared = Shared::built_in().expect("the registers are sound");
    let letter = &letters[0];
    let made = letter.write("case", shared, today()).expect("a pack");
    let (printed, pack) = (plain(&printed(&made)), plain(file(&made, "pack.yaml")));
    let mut faults = Vec::new();
    let mut add = |fault: String| faults.push(fault);
    for phrase in strings(expect, "keep") {
        let phrase = plain(&phrase);
        if !printed.contains(&phrase)
            && !pack.contains(&phrase.replace('"', "\\\""))
            && !pack.contains(&phrase)
        {
            add(format!("lost: {phrase}"));
        }
    }
    for phrase in strings(expect, "instructions").into_iter().chain(strings(expect, "never")) {
        if !phrase.contains('…') && printed.contains(&plain(&phrase)) {
            add(format!("printed: {phrase}"));
        }
    }
    // What stands within an `{{#if}}` is not printed for everybody.
    let pieces = file(&made, ".hbs").split("{{#if ").enumerate();
    let outside = pieces.map(|(at, piece)| match at {
        0 => piece,
        _ => piece.split_once("{{/if}}").map_or("", |(_, after)| after),
    });
    let always = plain(&outside.collect::<String>());
    for phrase in strings(expect, "optional") {
        if always.contains(&plain(&phrase)) {
            add(format!("printed for everybody: {phrase}"));
        }
    }
    for gap in expect["gaps"].as_sequence().cloned().unwrap_or_default() {
        let text = plain(gap["text"].as_str().unwrap_or_default());
        if text.len() > 4 && printed.contains(&text) {
            add(format!("left in: {text}"));
        }
        let Some(within) = gap["in"].as_str() else { continue };
        let pieces: Vec<String> = within.split('…').map(ToString::to_string).collect();
        let stands =
            pieces.iter().filter(|piece| !piece.is_empty()).all(|p| printed.contains(p.as_str()));
        if !stands {
            add(format!("not asked: {within}"));
        }
    }
    let wanted = expect["receiver"].as_str().unwrap_or_default();
    let got = letter.receiver.to.as_deref().unwrap_or("other");
    if wanted != got {
        add(format!("receiver {got} for {wanted}"));
    }
    let key = |text: &str| {
        let text = plain(text).to_lowercase();
        let text = ["re: ", "ref: "]
            .iter()
            .find_map(|lead| text.strip_prefix(lead))
            .unwrap_or(&text)
            .to_string();
        text.trim_end_matches('.').to_string()
    };
    let subject = letter.subject.as_ref().map(|(_, subject)| key(subject));
    let wanted: Vec<Option<String>> = match &expect["subject"] {
        Value::Sequence(all) => all.iter().map(|one| one.as_str().map(key)).collect(),
        one => vec![one.as_str().map(key)],
    };
    if !wanted.contains(&subject) {
        add(format!("subject {subject:?}"));
    }
    if expect["letters"].as_u64().unwrap_or(1) != letters.len() as u64 {
        add(format!("{} letters", letters.len()));
    }
    faults
}

/// What of a consultation is not as it should be.
fn faults_of_consultation(name: &str, expect: &Value) -> Vec<String> {
    let read = Consultation::read(name, &bytes(name)).expect("a consultation");
    let numbered: Vec<_> =
        read.questions.iter().filter(|q| q.about.is_empty() && !q.number.is_empty()).collect();
    let wanted = expect["questions"].as_sequence().cloned().unwrap_or_default();
    let mut faults = Vec::new();
    let numbers: Vec<&str> = numbered.iter().map(|q| q.number.as_str()).collect();
    let right: Vec<String> =
        wanted.iter().map(|q| q["number"].as_str().unwrap_or_default().to_string()).collect();
    if expect["numbered"].as_bool() != Some(false) && numbers != right {
        faults.push(format!("numbers {numbers:?} for {right:?}"));
    }
    if numbered.len() != wanted.len() {
        faults.push(format!("{} questions for {}", numbered.len(), wanted.len()));
    }
    // In their order: a number may be there twice.
    for (want, question) in wanted.iter().zip(numbered) {
        let number = want["number"].as_str().unwrap_or_default();
        let text = plain(want["text"].as_str().unwrap_or_default());
        let all = format!(
            "{} {} {}",
            question.title,
            question.guidance.join(" "),
            question.why.join(" ")
        );
        if !plain(&all).contains(&text) {
            faults.push(format!("{number}: {all}"));
        }
        let options = strings(want, "options");
        let whole =
            options.is_empty() || options.iter().all(|option| question.options.contains(option));
        if !whole || options.is_empty() != question.options.is_empty() {
            faults.push(format!("{number}: {:?} for {options:?}", question.options));
        }
        if strings(want, "rows") != question.rows {
            faults.push(format!("{number}: rows {:?}", question.rows));
        }
        if (want["kind"].as_str() == Some("choices")) != question.several {
            faults.push(format!("{number}: several {}", question.several));
        }
    }
    let day = expect["closes"].as_str().unwrap_or_default();
    let got = read.closes.map(|closes| closes.day.to_string()).unwrap_or_default();
    if !day.starts_with(&got) || got.is_empty() != day.is_empty() {
        faults.push(format!("closes {got} for {day}"));
    }
    faults
}

#[test]
fn every_case_comes_out_right() {
    let (mut letters, mut consultations, mut told) = (0, 0, String::new());
    for (name, expect) in all() {
        let (count, faults) = match expect.get("questions") {
            Some(_) => (&mut consultations, faults_of_consultation(&name, &expect)),
            None => (&mut letters, faults_of_letter(&name, &expect)),
        };
        *count += usize::from(faults.is_empty());
        for fault in faults {
            told.push_str(&format!("{name}: {fault}\n"));
        }
    }
    assert_eq!((letters, consultations), (105, 76), "\n{told}");
}

#[test]
fn what_nobody_looked_at_is_refused() {
    for (name, expect) in all() {
        let made = if expect.get("questions").is_some() {
            let shared = Shared::built_in().expect("the registers are sound");
            let read = Consultation::read(&name, &bytes(&name)).expect("a consultation");
            read.write("case", shared, today()).expect("a pack")
        } else {
            let shared = Shared::built_in().expect("the registers are sound");
            Import::read(&name, &bytes(&name)).expect("a letter")[0]
                .write("case", shared, today())
                .expect("a pack")
        };
        let told = made::told(&made);
        assert!(told.iter().any(|t| t.contains("nobody has confirmed")), "{name}: {told:?}");
    }
}
