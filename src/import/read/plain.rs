//! Plain text: where its paragraphs are. Some letters part them by blank lines and wrap their
//! lines, some have a paragraph a line.

use crate::import::source::{Para, SOFT, Source, Style};
use crate::import::words::shape;

/// Widest that a text is wrapped at; longer lines are whole paragraphs.
const WIDEST: usize = 100;

/// A line that ends this far before the edge, with the next word still fitting, ends a paragraph.
const SLACK: usize = 6;

/// A line shorter than this was not wrapped.
const SHORTEST: usize = 30;

/// The paragraphs of a text.
pub(in crate::import) fn paragraphs(text: &str) -> Source {
    let text = &unquoted(text);
    let wrap = Wrap::of(text);
    let mut paras: Vec<Para> = Vec::new();
    // The last line read, where it may go on.
    let mut before: Option<&str> = None;
    for (line, number) in text.lines().zip(1..) {
        let words = line.trim();
        if words.is_empty() {
            before = None;
            continue;
        }
        let (style, words) = item(words);
        let last = paras.last_mut().filter(|_| style == Style::Plain);
        match (before, last) {
            (Some(above), Some(para)) => match wrap.joint(above, words) {
                Some(joint) => {
                    para.text.push(joint);
                    para.text.push_str(words);
                }
                None => paras.push(Para::plain(number, words)),
            },
            _ => paras.push(Para { style, ..Para::plain(number, words) }),
        }
        before = Some(line.trim_end());
    }
    Source { paras, counts: "line", ..Source::default() }
}

/// A text without the signs with which mail programs quote each line of it.
fn unquoted(text: &str) -> std::borrow::Cow<'_, str> {
    let is_quoted = |line: &&str| line.trim_start().starts_with('>');
    let full = text.lines().filter(|line| !line.trim().is_empty()).count();
    let quoted = text.lines().filter(is_quoted).count();
    if quoted < 3 || quoted * 10 < full * 8 {
        return text.into();
    }
    let bare = |line: &str| {
        let rest = line.trim_start();
        let rest = rest.trim_start_matches(['>', ' ']);
        if line.trim_start().starts_with('>') { rest.to_string() } else { line.to_string() }
    };
    text.lines().map(bare).collect::<Vec<_>>().join("\n").into()
}

/// How a text is wrapped.
struct Wrap {
    /// The widest line that may go on in the next.
    edge: usize,
    /// Whether several lines come near the edge: a single long one is only long.
    even: bool,
}

impl Wrap {
    fn of(text: &str) -> Wrap {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let pairs = lines.windows(2).map(|pair| (pair[0], pair[1]));
        let pairs: Vec<(&str, &str)> = pairs
            .filter(|(above, next)| !above.is_empty() && !next.is_empty())
            .filter(|(above, next)| !parts(above, next) && item(next).0 == Style::Plain)
            .collect();
        let edge = pairs.iter().map(|(above, _)| above.chars().count()).max().unwrap_or(0);
        let mut wrap = Wrap { edge, even: false };
        let near = pairs.iter().filter(|(above, next)| wrap.is_near(above, next)).count();
        wrap.even = near >= 3 || near == 2 && pairs.len() < 4;
        wrap
    }

    /// Whether the next word would not have stood on the line above.
    fn is_near(&self, above: &str, words: &str) -> bool {
        let length = above.chars().count();
        let next = words.split_whitespace().next().map_or(0, |word| word.chars().count());
        length > SHORTEST && length + 1 + next + SLACK > self.edge
    }

    /// What joins a line to the one above it; none when it begins a paragraph.
    fn joint(&self, above: &str, words: &str) -> Option<char> {
        if shape("begins_anew").is_match(words) {
            return None;
        }
        let length = above.chars().count();
        let narrow = self.edge <= WIDEST && length <= WIDEST && !parts(above, words);
        let open = words.starts_with(char::is_lowercase) || ends(above, &['-', '–']);
        let goes_on = open && length > SHORTEST;
        // After a question a short line is an answer.
        let short = words.chars().count() + 2 * SLACK < self.edge;
        let answers = ends(above, &['?']) && words.starts_with(char::is_uppercase) && short;
        if narrow && (goes_on || self.even && !answers && self.is_near(above, words)) {
            return Some(SOFT);
        }
        let long = length > WIDEST || words.chars().count() > WIDEST;
        (!ends(above, &['.', '!', '?', ':', ';']) && !long).then_some('\n')
    }
}

/// Whether a line never goes on in the next: that is an answer to tick, or the first of a list.
fn parts(above: &str, words: &str) -> bool {
    words.starts_with(['☐', '□', '○', '◯', '❑'])
        || ends(above, &[':']) && words.starts_with(char::is_uppercase)
}

/// Whether a line ends with one of these signs, be it in quotation marks or brackets.
fn ends(line: &str, signs: &[char]) -> bool {
    line.trim_end_matches(['"', '”', '’', ')', ']']).ends_with(signs)
}

/// Takes the sign of a list item from the beginning of a line.
pub(in crate::import) fn item(line: &str) -> (Style, &str) {
    let Some(found) = shape("item").captures(line) else { return (Style::Plain, line) };
    let number = found.get(1).and_then(|number| number.as_str().parse().ok());
    let words = found.get(2).map_or("", |words| words.as_str());
    (Style::Item { depth: 0, number }, words.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(usize, String)> {
        paragraphs(text).paras.into_iter().map(|p| (p.line, p.text.replace(SOFT, "~"))).collect()
    }

    #[test]
    fn wrapped_lines_are_one_paragraph_and_short_ones_stay_lines() {
        let text = "1 Sample Street\nSampleton\n\nI am writing to you about the closure of the\nlibrary in Mill Lane.\nPlease keep it open.\n";
        assert_eq!(
            texts(text),
            [
                (1, "1 Sample Street\nSampleton".to_string()),
                (
                    4,
                    "I am writing to you about the closure of the~library in Mill Lane."
                        .to_string()
                ),
                (6, "Please keep it open.".to_string()),
            ]
        );
    }

    #[test]
    fn a_long_line_is_not_wrapped_for_being_the_longest() {
        for (text, wanted) in [
            (
                "Do you agree that buses should run until midnight?\nYes\nNo",
                &["Do you agree that buses should run until midnight?", "Yes\nNo"][..],
            ),
            (
                "Do you agree that buses should run until midnight?\nEvery day\nNever",
                &["Do you agree that buses should run until midnight?", "Every day\nNever"],
            ),
            (
                "Should buses run until midnight in Mill Lane\n☐ Strongly agree\n☐ No",
                &["Should buses run until midnight in Mill Lane\n☐ Strongly agree\n☐ No"],
            ),
            (
                "Please do these things for the people of our town:\nVisit the centre\nAsk why",
                &[
                    "Please do these things for the people of our town:",
                    "Visit the centre\nAsk why",
                ],
            ),
            (
                "The plan for the stops on the long road to\nSampleton would close ten of them. That is far\nToo many of those in Mill Lane, say those who\nlive there.",
                &[
                    "The plan for the stops on the long road to~Sampleton would close ten of them. That is far~Too many of those in Mill Lane, say those who~live there.",
                ],
            ),
        ] {
            let found: Vec<String> = texts(text).into_iter().map(|(_, text)| text).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }

    #[test]
    fn a_mail_that_is_quoted_loses_its_signs() {
        let text = "> Dear MP\n>\n> I write about the bus.\n> > It is late.\n";
        let wanted = [(1, "Dear MP".to_string()), (3, "I write about the bus.".into())];
        assert_eq!(texts(text)[..2], wanted);
        assert_eq!(texts("One\n> two\nthree\nfour")[0].1, "One\n> two\nthree\nfour");
    }

    #[test]
    fn a_paragraph_a_line() {
        let long = "word ".repeat(30);
        let text = format!("{long}\n{long}\nShort.\n- one\n- two\n2) three");
        let found = paragraphs(&text);
        assert_eq!(found.paras.len(), 6);
        assert_eq!(found.paras[3].style, Style::Item { depth: 0, number: None });
        assert_eq!(found.paras[5].style, Style::Item { depth: 0, number: Some(2) });
    }
}
