//! A source as a note at the foot of a document.

use crate::model::Source;
use crate::text::{Language, fold};

/// A source as a note: title, publisher, date and where to read it. What the title says already
/// is not said again.
pub fn note(source: &Source, language: &Language) -> String {
    let mut out = source.title.clone();
    if let Some(publisher) = source.publisher.as_ref().filter(|p| !says(&source.title, p)) {
        out.push_str(&format!(", {publisher}"));
    }
    let date = language.partial(&source.date);
    // A year alone may be part of a number, as in SI 2023/1348.
    if !date.is_empty() && (!date.contains(' ') || !says(&source.title, &date)) {
        out.push_str(&format!(", {date}"));
    }
    if let Some(url) = &source.url {
        out.push_str(&format!(". {url}"));
    }
    out
}

/// Whether a title holds these words, whole, however they are written.
fn says(title: &str, words: &str) -> bool {
    format!(" {} ", fold(title)).contains(&format!(" {} ", fold(words)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::ENGLISH;

    #[test]
    fn a_note_says_nothing_twice() {
        let source = |title: &str, publisher: Option<&str>| Source {
            id: "x".into(),
            title: title.into(),
            publisher: publisher.map(str::to_string),
            date: "2017-11-23".into(),
            url: Some("https://example.org/a".into()),
            checked: None,
            review_by: None,
        };
        let undated = Source { date: String::new(), url: None, ..source("Agenda", None) };
        assert_eq!(note(&undated, &ENGLISH), "Agenda");
        for (title, publisher, said) in [
            ("Agenda", Some("Example Board"), "Agenda, Example Board, 23 November 2017"),
            ("Agenda", None, "Agenda, 23 November 2017"),
            (
                "Example Board, agenda",
                Some("Example board"),
                "Example Board, agenda, 23 November 2017",
            ),
            ("Brightness", Some("HTN"), "Brightness, HTN, 23 November 2017"),
            (
                "Agenda of 23 November 2017",
                Some("Example Board"),
                "Agenda of 23 November 2017, Example Board",
            ),
        ] {
            assert_eq!(
                note(&source(title, publisher), &ENGLISH),
                format!("{said}. https://example.org/a")
            );
        }
    }
}
