//! What reads badly in a text that can be used, and what goes wrong when a pack's templates are
//! filled in a dry run: warnings and advice of `check`, each with what to do.

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;

/// Most words that a sentence should have.
/// <https://www.gov.uk/guidance/content-design/writing-for-gov-uk> asks for 25; a letter is not
/// read in a hurry.
pub const MOST_WORDS: usize = 35;

/// A gap left to be filled by hand.
pub fn placeholder(gap: &str) -> Diagnostic {
    Diagnostic::error("placeholder", format!("`{gap}` looks like a gap left to be filled"))
        .help("make it an answer, such as `{{name}}`, or a question of your own, or take it out")
        .warning()
}

/// A sign typed for an item of a list that Markdown does not know.
pub fn bullet(sign: char) -> Diagnostic {
    Diagnostic::error("bullet", format!("`{sign}` makes no list: all of it is one paragraph"))
        .help("begin each item with `- `")
        .warning()
}

/// A figure in a sentence that cites no source.
pub fn figure(figure: &str) -> Diagnostic {
    Diagnostic::error("figure-without-source", format!("a figure, `{figure}`, without a source"))
        .help("name its source behind the sentence with `{{cite \"…\"}}`, or leave the figure out")
        .warning()
}

/// A day that has passed, spoken of as if to come.
pub fn past_day(day: &str) -> Diagnostic {
    Diagnostic::error("past-day", format!("{day} has passed, and this speaks of it as to come"))
        .help("take it out, or say what has happened since")
        .warning()
}

/// A word that names what has gone, or that never was clear: since when, what a letter says today,
/// and where that can be read.
pub fn old_word(word: &str, since: Option<Date>, now: &str, source: &str) -> Diagnostic {
    let (message, help) = match since {
        Some(since) => (
            format!("`{word}` is out of date since {}", since.strftime("%B %Y")),
            format!(
                "use today's word: {now}; where you mean the past, name the year; see {source}"
            ),
        ),
        None => (
            format!("not everybody knows what `{word}` means"),
            format!("write it out: {now}; see {source}"),
        ),
    };
    Diagnostic::error("out-of-date-word", message).help(help).warning()
}

/// A minister named in person.
pub fn minister(name: &str) -> Diagnostic {
    let message = format!("`{name}` is named by office: ministers change within weeks");
    Diagnostic::error("minister-named", message).help("name the office alone").warning()
}

/// A sentence with this many words.
pub fn long_sentence(words: usize) -> Diagnostic {
    Diagnostic::error("long-sentence", format!("this sentence has {words} words"))
        .help(format!("up to {MOST_WORDS} are easily read: make two of it"))
        .advice()
}

/// A point whose title states something; its id.
pub fn title_asserts(id: &str) -> Diagnostic {
    let message = format!("the title of `{id}` states something; it should ask or name");
    Diagnostic::error("title-asserts", message)
        .help("put it as a question, or name what it is about, such as “Waiting times”")
        .warning()
}

/// An answer of an example that is not taken.
pub fn example(id: &str, why: impl std::fmt::Display) -> Diagnostic {
    Diagnostic::error("example", format!("the answer to `{id}` is not taken: {why}"))
}

/// What goes wrong in a dry run, and with which answers, as the end of a sentence: "when `service` is
/// `bus`".
pub fn when(fault: Diagnostic, when: &str) -> Diagnostic {
    let comma = if when.is_empty() { "" } else { ", " };
    Diagnostic { message: format!("{}{comma}{when}", fault.message), ..fault }
}

/// A text cannot be filled: which, where it is not the place's own, such as "the short wording of
/// `hours`", and why.
pub fn cannot_be_filled(text: &str, reason: &str) -> Diagnostic {
    let text = if text.is_empty() { "this" } else { text };
    Diagnostic::error("cannot-be-filled", format!("{text} cannot be filled: {reason}"))
        .help("mend it, or put `{{#if …}}` round what needs the answer")
}

/// A document without a word in it.
pub fn empty_document() -> Diagnostic {
    Diagnostic::error("empty-document", "the document comes out empty")
        .help("write something that stands whatever is answered")
        .warning()
}

/// A heading with nothing under it.
pub fn empty_heading(title: &str) -> Diagnostic {
    let message = format!("nothing stands under the heading “{title}”");
    Diagnostic::error("empty-heading", message)
        .help("put the heading inside the `{{#if …}}` that its text is in")
        .warning()
}

/// A wording of a concern that comes out empty.
pub fn empty_wording(what: &str) -> Diagnostic {
    Diagnostic::error("empty-wording", format!("{what} comes out empty"))
        .help("give it words for every answer, with `{{else}}`")
        .warning()
}

/// Signs or words that do not belong beside each other, such as "a space before a full stop", and
/// the words round them.
pub fn untidy(what: &str, near: &str) -> Diagnostic {
    Diagnostic::error("untidy", format!("{what} in “{near}”"))
        .help("move the space, the sign or the word inside the `{{#if …}}`")
        .warning()
}

/// A template that is too much work to be tried.
pub fn too_much() -> Diagnostic {
    Diagnostic::error("too-much-to-try", "this is too much to be tried with every answer")
        .help("split the pack, or write it more simply")
        .warning()
}

/// The template's own text is over the limit at its shortest; the number of the part, if it is one.
pub fn too_long(words: usize, budget: usize, part: Option<&str>) -> Diagnostic {
    let message = match part {
        None => {
            format!("at its shortest it has {words} words of its own, and {budget} are the limit")
        }
        Some(part) => format!(
            "part {part} has {words} words of its own at its shortest, and {budget} are the limit"
        ),
    };
    Diagnostic::error("over-budget", message)
        .help(
            "shorten it, give concerns a `short` wording, put what can go into `{{#if room}}`, or \
             set `words`",
        )
        .warning()
}
