//! What a consultation is called: a heading, or the first short line before the questions.

use super::lines::Line;
use crate::adapt::source::SOFT;

/// Lines that say only what kind of paper it is.
const KINDS: &[&str] = &[
    "consultation",
    "consultation document",
    "consultation paper",
    "consultation questions",
    "consultation response form",
    "response form",
    "questionnaire",
    "questions",
    "survey",
    "have your say",
];

/// Last words of the names of those who consult.
const WHO: &[&str] =
    &["council", "board", "trust", "department", "authority", "agency", "nhs", "partnership"];

/// Beginnings of lines that belong to a web page round a consultation.
const OF_WEB_PAGES: &[&str] = &[
    "skip to",
    "jump to",
    "go to ",
    "back to ",
    "accept cookies",
    "accept all",
    "accept additional",
    "reject cookies",
    "reject all",
    "reject additional",
    "manage cookies",
    "view cookies",
    "cookie settings",
    "cookies on",
    "we use cookies",
    "we use some essential",
    "this site uses",
    "this website uses",
    "you are here",
    "share this",
    "share on",
    "print this",
    "sign in",
    "log in",
    "toggle ",
    "show menu",
    "hide menu",
    "follow us",
    "last updated",
    "closing date",
    "closes ",
    "email:",
    "telephone:",
    "phone:",
];

/// Words of lines that hold nothing but the buttons of a web page.
const BUTTONS: &[&str] = &[
    "menu",
    "search",
    "home",
    "print",
    "share",
    "help",
    "close",
    "login",
    "breadcrumb",
    "contents",
    "english",
    "cymraeg",
    "page",
    "this",
    "site",
    "main",
    "navigation",
    "and",
    "email",
];

/// What a consultation is called.
pub(super) struct Called {
    /// The line that says so.
    pub(super) line: usize,
    /// Its name.
    pub(super) words: String,
    /// Whether a person should look: nothing but its place says that it is the name.
    pub(super) unsure: bool,
}

/// The title among the lines before the first question: a heading, a line that speaks of a
/// consultation on something, or else the first that can be one.
pub(super) fn title(lines: &[Line], first: usize) -> Option<Called> {
    let before = || lines.iter().filter(|line| line.para.line < first);
    let fits = |line: &&Line| title_of(line).is_some() && !is_of_web_page(line.text());
    let heading = || before().filter(fits).find(|line| line.para.stands_out());
    let named = || before().filter(fits).take(12).find(|line| names_itself(line.text()));
    let called =
        |line: &Line, unsure| Some(Called { line: line.para.line, words: title_of(line)?, unsure });
    if let Some(line) = heading().or_else(named) {
        return called(line, false);
    }
    if let Some(line) = before().take(8).filter(fits).find(|line| !is_by_the_way(line.text())) {
        let from_page = before()
            .take_while(|above| above.para.line < line.para.line)
            .any(|above| is_of_web_page(above.text()));
        return called(line, from_page);
    }
    called(before().find(fits)?, true)
}

/// `Consultation on the future of the library`
fn names_itself(line: &str) -> bool {
    let lower = line.trim().to_lowercase();
    let begins = ["consultation on ", "consultation about ", "consultation into ", "consultation:"];
    let lower = lower.strip_prefix("public ").unwrap_or(&lower);
    begins.iter().any(|words| lower.starts_with(words)) && !lower.ends_with('.')
}

/// Whether a line belongs to the web page and not to what it shows.
fn is_of_web_page(line: &str) -> bool {
    let lower = line.trim().to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    OF_WEB_PAGES.iter().any(|start| lower.starts_with(start))
        || words.all(|word| BUTTONS.contains(&word))
}

fn title_of(line: &Line) -> Option<String> {
    let words = line.text().replace([SOFT, '\n'], " ");
    let words = words.strip_prefix("Consultation:").unwrap_or(&words).trim().to_string();
    let count = words.split_whitespace().count();
    let ends = words.trim_end_matches('.').to_string();
    ((2..=20).contains(&count) && words.len() < 400).then_some(ends)
}

/// Whether a line names who consults, what kind of paper it is, or the way to a page.
fn is_by_the_way(line: &str) -> bool {
    let lower = line.to_lowercase();
    let last = lower.rsplit(char::is_whitespace).next().unwrap_or_default();
    let parts = lower.split(['/', '>', '›', '»', '|']).count();
    let nhs = lower.starts_with("nhs ") && lower.split_whitespace().count() <= 4;
    let spaced = line.trim().contains("   ");
    WHO.contains(&last) || KINDS.contains(&lower.trim()) || parts > 2 || nhs || spaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_surrounds_a_web_page_is_no_name() {
        let name = |text: &str| {
            let source = crate::adapt::read::lines("x.txt", text.as_bytes()).expect("text");
            let (lines, _) = super::super::lines::lines(&source);
            title(&lines, usize::MAX).map(|called| (called.words, called.unsure))
        };
        for (text, words, unsure) in [
            (
                "Skip to main content\n\nHome > Consultations\n\nConsultation on the Future of Pharmacies\n",
                "Consultation on the Future of Pharmacies",
                false,
            ),
            ("Skip to main content\n\nFuture of pharmacies\n", "Future of pharmacies", true),
            ("Accept all cookies\n\nMenu Search\n\nOur library\n", "Our library", true),
            ("Home care in Exampleton\n", "Home care in Exampleton", false),
            ("Example Borough Council\n\nOur library\n", "Our library", false),
        ] {
            assert_eq!(name(text), Some((words.to_string(), unsure)), "{text}");
        }
        assert_eq!(name("Skip to main content\n\nPrint this page\n"), None);
    }
}
