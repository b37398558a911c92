//! Reading a document on the terminal: by the screenful, by paragraph, or one's own words alone.

use std::io::{self, IsTerminal};

use jiff::civil::Date;
use sayso::answer::{Answers, Input, Value};
use sayso::check::preview;
use sayso::interview::{Form, Inputs, Origin};
use sayso::model::{Pack, Template};
use sayso::render;
use sayso::text::gap;

use super::notes::sentence;
use super::written::Written;
use super::{prompt, screen};

/// How much of a document is read, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// As much as the terminal holds at a time.
    Screenfuls,
    /// A paragraph at a time.
    Paragraphs,
    /// What the person wrote.
    Own,
}

/// Shows a document.
pub(crate) fn read(one: &Written<'_>, pack: &Pack, answers: &Answers, how: How) {
    let text = match how {
        How::Own => own(one, pack, answers),
        _ => render::text::text(&one.document),
    };
    pages(&text, how);
}

/// Shows a text a piece at a time.
fn pages(text: &str, how: How) {
    let (pieces, next): (Vec<String>, _) = if how == How::Paragraphs {
        let pieces =
            text.split("\n\n").map(|p| p.trim_matches('\n')).filter(|p| !p.trim().is_empty());
        (pieces.map(|piece| screen::wrap(piece, "  ")).collect(), "the next paragraph")
    } else {
        // Without a terminal there are no screenfuls.
        let page = if io::stderr().is_terminal() { screen::page() } else { usize::MAX };
        let wrapped = screen::wrap(text, "  ");
        let lines: Vec<&str> = wrapped.lines().collect();
        (lines.chunks(page).map(|chunk| chunk.join("\n")).collect(), "reading on")
    };
    screen::say("");
    for (index, piece) in pieces.iter().enumerate() {
        if index > 0 {
            screen::say(&format!("Press Enter for {next}, q to stop reading."));
            let why = "Reading changes nothing.";
            // What `q` stops here is reading.
            if prompt::until(why, "", |typed| Ok(typed == "<")).unwrap_or(true) {
                return;
            }
        }
        screen::raw(&format!("{piece}\n"));
    }
    screen::say("");
}

/// Shows what is written so far, with what is being typed to a question, and with gaps where
/// something is not answered yet.
pub(crate) fn draft(form: &Form<'_>, (id, typed): (&str, &str), today: Date) {
    let mut given = answered(form);
    if let Ok((input, _)) = form.doubts(id, Input::Text(typed.to_string()))
        && !matches!(typed.trim(), "" | "r")
    {
        given.insert(id, input, Origin::Keyboard);
    }
    for template in form.templates() {
        match preview::preview(form.pack(), template, &given, today) {
            Ok(preview) => pages(&render::text::text(&preview.letter), How::Screenfuls),
            Err(_) => screen::note("There is nothing to read yet."),
        }
    }
}

/// Rows that the question after the beginning of a letter takes, and what stands round it.
const BELOW: usize = 9;

/// Shows how the first document begins, from its greeting on, as far as there is room for it above
/// the question that follows.
pub(crate) fn beginning(form: &Form<'_>, today: Date) {
    let (pack, given) = (form.pack(), answered(form));
    let Some(template) = form.templates().first() else { return };
    let Ok(preview) = preview::preview(pack, template, &given, today) else { return };
    let text = render::text::text(&preview.letter);
    let greeting = preview.letter.salutation.as_deref().and_then(|dear| text.find(dear));
    let text = screen::wrap(text[greeting.unwrap_or(0)..].trim(), "  ");
    let room = screen::size().0.saturating_sub(BELOW);
    let lines: Vec<&str> = text.lines().collect();
    if room < 4 {
        return;
    }
    let cut = if lines.len() > room { "\n  \u{2026}" } else { "" };
    let shown = lines[..lines.len().min(room)].join("\n");
    screen::say("\nYour letter so far:\n");
    screen::raw(&format!("{}{cut}\n", shown.trim_end()));
}

/// What each document will ask for, by its subject, as far as the answers tell: none of those
/// whose subject has a gap.
pub(crate) fn requests(form: &Form<'_>, today: Date) -> Vec<(String, String)> {
    let given = answered(form);
    let request = |template: &&Template| {
        let preview = preview::preview(form.pack(), template, &given, today).ok()?;
        let subject = preview.letter.subject.filter(|subject| !subject.contains(gap::OPEN))?;
        Some((template.title.clone(), sentence(&subject)))
    };
    form.templates().iter().filter_map(request).collect()
}

/// The answers so far, as they were given.
fn answered(form: &Form<'_>) -> Inputs {
    let mut given = Inputs::default();
    let answers = form.answers().0.iter().map(|(id, value)| (id.as_str(), value.to_input()));
    let left_out = form.left_out().map(|id| (id, Input::Text(String::new())));
    answers.chain(left_out).for_each(|(id, input)| given.insert(id, input, Origin::Keyboard));
    given
}

/// The answers in own words that go into a document, each under its question.
fn own(one: &Written<'_>, pack: &Pack, answers: &Answers) -> String {
    let mut out = String::new();
    for question in one.template.questions.iter().filter_map(|id| pack.question(id)) {
        if let Some(Value::OwnWords(text)) = answers.get(&question.id) {
            out.push_str(&format!("{}\n\n{text}\n\n", question.ask));
        }
    }
    if out.is_empty() {
        out.push_str("There is nothing in your own words yet.");
    }
    out.trim_end().to_string()
}
