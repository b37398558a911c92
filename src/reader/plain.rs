//! Plain text: where its paragraphs are. Some letters part them by blank lines and wrap their
//! lines, some have a paragraph a line; some were copied from pages that have heads and feet.

use std::collections::{BTreeMap, BTreeSet};

use super::lists::shape;
use super::source::{Para, SOFT, Style};

/// Widest that a text is wrapped at; longer lines are whole paragraphs.
const WIDEST: usize = 100;

/// A line that ends this far before the edge, with the next word still fitting, ends a paragraph.
const SLACK: usize = 6;

/// A line shorter than this was not wrapped.
const SHORTEST: usize = 30;

/// Fewest lines near the edge that say that a text is wrapped: a single long one is only long.
const FEWEST: usize = 3;

/// Whether a line says which page it is on.
pub(crate) fn is_page(line: &str) -> bool {
    shape("page").is_match(line)
}

/// What stands at the head or the foot of the pages that a text was copied from: which page it is, and
/// a line that stands beside more than one such number.
pub(super) fn beside_pages(text: &str) -> BTreeSet<&str> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let pairs = || lines.windows(2).map(|pair| (pair[0], pair[1]));
    // A number alone may be that of a question, above which the same answer stands each time.
    let heads = pairs().filter(|(number, _)| shape("page_number").is_match(number));
    let feet = pairs().filter(|(_, page)| is_page(page));
    let mut pages: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (line, number) in heads.map(|(number, line)| (line, number)).chain(feet) {
        pages.entry(line).or_default().insert(number);
    }
    pages.retain(|line, pages| pages.len() > 1 && line.contains(char::is_alphanumeric));
    let alone = lines.iter().copied().filter(|line| is_page(line));
    pages.into_keys().chain(alone).collect()
}

/// The lines of a text, for those who know better which go together.
pub(crate) fn lines(text: &str) -> Vec<Para> {
    let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    lines.map(|(line, number)| Para::plain(number, line.trim_end())).collect()
}

/// The paragraphs of a text.
pub(crate) fn paragraphs(text: &str) -> Vec<Para> {
    // Mail programs quote each line.
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_quoted = lines().filter(|line| line.starts_with('>')).count() * 10 > lines().count() * 8;
    let signs: &[char] = if is_quoted { &['>', ' '] } else { &[' '] };
    let lines: Vec<&str> = text.lines().map(|line| line.trim().trim_start_matches(signs)).collect();
    let joins = |pair: &&[&str]| {
        pair.iter().all(|line| !line.is_empty()) && item(pair[1]).0 == Style::Plain
    };
    let pairs: Vec<&[&str]> = lines.windows(2).filter(joins).collect();
    let edge = pairs.iter().map(|pair| width(pair[0])).max().unwrap_or(0);
    let is_wrapped = pairs.iter().filter(|pair| is_near(edge, pair[0], pair[1])).count() >= FEWEST;
    let mut paras: Vec<Para> = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_empty()) {
        let (style, words) = item(line);
        let above = at.checked_sub(1).map(|above| lines[above]);
        let above = above.filter(|above| !above.is_empty() && style == Style::Plain);
        let joint = above.and_then(|above| joint(above, words, is_wrapped.then_some(edge)));
        match (joint, paras.last_mut()) {
            (Some(joint), Some(para)) => {
                para.text.push(joint);
                para.text.push_str(words);
            }
            _ => paras.push(Para { style, ..Para::plain(at + 1, words) }),
        }
    }
    paras
}

/// What joins a line to the one above it, in a text that is wrapped at an edge or not; none when it
/// begins a paragraph.
fn joint(above: &str, words: &str, edge: Option<usize>) -> Option<char> {
    if shape("begins_anew").is_match(words) {
        return None;
    }
    let is_open = words.starts_with(char::is_lowercase) || ends(above, &['-', '–']);
    let is_long = width(above) > WIDEST || width(words) > WIDEST;
    if edge.is_some_and(|edge| is_near(edge, above, words))
        || is_open && width(above) > SHORTEST && width(above) <= WIDEST
    {
        return Some(SOFT);
    }
    (!ends(above, &['.', '!', '?', ':', ';']) && !is_long).then_some('\n')
}

/// Whether the next word would not have stood on the line above.
fn is_near(edge: usize, above: &str, words: &str) -> bool {
    let next = words.split_whitespace().next().map_or(0, width);
    edge <= WIDEST && width(above) > SHORTEST && width(above) + 1 + next + SLACK > edge
}

fn width(line: &str) -> usize {
    line.chars().count()
}

/// Whether a line ends with one of these signs, be it in quotation marks or brackets.
fn ends(line: &str, signs: &[char]) -> bool {
    line.trim_end_matches(['"', '”', '’', ')', ']']).ends_with(signs)
}

/// Takes the sign of a list item from the beginning of a line.
pub(crate) fn item(line: &str) -> (Style, &str) {
    let Some(found) = shape("item").captures(line) else { return (Style::Plain, line) };
    let number = found.get(1).and_then(|number| number.as_str().parse().ok());
    let words = found.get(2).map_or("", |words| words.as_str());
    (Style::Item { depth: 0, number }, words.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(usize, String)> {
        paragraphs(text).into_iter().map(|p| (p.line, p.text.replace(SOFT, "~"))).collect()
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
        assert_eq!(found.len(), 6);
        assert_eq!(found[3].style, Style::Item { depth: 0, number: None });
        assert_eq!(found[5].style, Style::Item { depth: 0, number: Some(2) });
    }
}
