//! Where a letter leaves something open: the placeholders that people really use. What each is
//! to become is for `meaning`; here they are only found.

use std::ops::Range;

use super::runs::{blank, crosses, dots, merge_tag};
use crate::adapt::source::{Para, What};

/// Most characters between the signs of a placeholder.
const LONGEST: usize = 300;

/// Most placeholders that are looked for in a paragraph; a letter has a dozen.
pub(super) const MOST: usize = 300;

/// A placeholder as it was found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// Where in the paragraph, in bytes.
    pub(super) range: Range<usize>,
    /// What stands between its signs; empty for a blank.
    pub(super) inside: String,
    /// How it is written.
    pub(super) shape: Shape,
}

/// How a placeholder is written.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::adapt) enum Shape {
    /// `[…]`.
    Square,
    /// `{…}` or `{{…}}`.
    Brace,
    /// `<…>`.
    Angle,
    /// `«…»`, `‹…›`, `%…%`, `*|…|*`, or a field of Word's.
    Field,
    /// `(…)`.
    Round,
    /// `YOUR NAME`.
    Capitals,
    /// `XXXX`, `____` or `......`.
    Blank,
    /// `XX/XX/XXXX`.
    Date,
    /// A list of Word's to choose from.
    Choices(Vec<String>),
    /// Words with a coloured ground.
    Highlight,
}

/// The placeholders of a paragraph, in order, none inside another.
pub(super) fn find(para: &Para) -> Vec<Found> {
    let mut all = fields(para);
    let text = &para.text;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next().filter(|_| all.len() <= MOST) {
        if let Some(field) = all.iter().find(|f| f.range.contains(&at)) {
            at = field.range.end;
            continue;
        }
        match begin(text, at, c) {
            Some(found) if !overlaps(&all, &found.range) => {
                at = found.range.end;
                all.push(found);
            }
            _ => at += c.len_utf8(),
        }
    }
    let highlights = para.marks.iter().filter(|m| m.what == What::Highlight);
    for mark in highlights.take(MOST) {
        let words = text[mark.range.clone()].split_whitespace().count();
        if (1..=12).contains(&words) && !overlaps(&all, &mark.range) {
            let inside = text[mark.range.clone()].to_string();
            all.push(Found { range: mark.range.clone(), inside, shape: Shape::Highlight });
        }
    }
    all.sort_by_key(|found| found.range.start);
    all
}

fn overlaps(all: &[Found], range: &Range<usize>) -> bool {
    all.iter().any(|f| f.range.start < range.end && range.start < f.range.end)
}

/// The fields that Word knows.
fn fields(para: &Para) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    for mark in para.marks.iter().filter(|m| !m.range.is_empty()) {
        if all.len() > MOST {
            break;
        }
        let (inside, shape) = match &mark.what {
            What::Field(name) => (name.clone(), Shape::Field),
            What::Choices(name, options) => (name.clone(), Shape::Choices(options.clone())),
            _ => continue,
        };
        if !overlaps(&all, &mark.range) {
            all.push(Found { range: mark.range.clone(), inside, shape });
        }
    }
    all
}

/// The placeholder that begins here, if one does.
fn begin(text: &str, at: usize, c: char) -> Option<Found> {
    match c {
        '[' => pair(text, at, '[', ']')
            .filter(|f| square(f) || left_open(f, text))
            .map(|f| Found { shape: Shape::Square, ..f }),
        '{' => pair(text, at, '{', '}').map(without_per_cent).filter(brace),
        '<' => pair(text, at, '<', '>').filter(angle).map(|f| Found { shape: Shape::Angle, ..f }),
        '«' => pair(text, at, '«', '»').filter(field).map(|f| Found { shape: Shape::Field, ..f }),
        '‹' => pair(text, at, '‹', '›').filter(field).map(|f| Found { shape: Shape::Field, ..f }),
        '%' | '*' | '|' => merge_tag(text, at),
        '(' => pair(text, at, '(', ')').filter(round).map(|f| Found { shape: Shape::Round, ..f }),
        'X' | 'x' | 'D' | 'd' => crosses(text, at),
        '_' => blank(text, at, 3, |c| c == '_'),
        '.' | '…' => dots(text, at),
        'Y' | 'I' | 'A' | 'E' => capitals(text, at),
        _ => None,
    }
}

/// What stands between two signs, or two or three of each.
fn pair(text: &str, at: usize, open: char, close: char) -> Option<Found> {
    let rest = &text[at..];
    let signs = rest.chars().take_while(|c| *c == open).count().min(3);
    let inner = &rest[signs * open.len_utf8()..];
    let longest = inner.char_indices().nth(LONGEST).map_or(inner.len(), |(i, _)| i);
    let end = inner[..longest].find(close)?;
    let inside = &inner[..end];
    if inside.contains(open) {
        return None;
    }
    let closing = inner[end..].chars().take_while(|c| *c == close).count().min(signs);
    let until = at + signs * open.len_utf8() + end + closing * close.len_utf8();
    let start = at + (signs - closing) * open.len_utf8();
    let inside = inside.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Found { range: start..until, inside, shape: Shape::Square })
}

/// Not `[1]`, `[…]`, `[sic]`, `[ ]` or `[T]he`.
fn square(found: &Found) -> bool {
    let letters = found.inside.chars().filter(|c| c.is_alphabetic()).count();
    let blank = found.inside.chars().count() > 1 && found.inside.chars().all(|c| "_xX".contains(c));
    (letters > 1 || blank) && !found.inside.eq_ignore_ascii_case("sic")
}

/// `[X]% of us`, `[…]` and `[    ]`: a blank between brackets. In a quotation dots say that words
/// were left out, and `[x]` at the beginning of a line is a box that was ticked.
fn left_open(found: &Found, text: &str) -> bool {
    let before = &text[..found.range.start];
    let begins = before.is_empty() || before.ends_with(['\n', crate::adapt::source::SOFT]);
    match found.inside.as_str() {
        "X" | "x" => !begins || !text[found.range.end..].starts_with(' '),
        "…" | "..." | ".." => !is_quoted(before),
        "" => found.range.len() >= 5,
        _ => false,
    }
}

/// Whether a quotation is open: brackets in one are an editor's.
pub(super) fn is_quoted(before: &str) -> bool {
    let (open, close) = (before.matches('“').count(), before.matches('”').count());
    open > close || before.matches('"').count() % 2 == 1
}

/// `{% name %}` as `{name}`.
fn without_per_cent(found: Found) -> Found {
    let inside = found.inside.trim_matches(['%', ' ']).to_string();
    Found { inside, shape: Shape::Brace, ..found }
}

/// Not a block of a template: `{% if parent %}`.
fn brace(found: &Found) -> bool {
    let first = found.inside.split(' ').next().unwrap_or_default().to_lowercase();
    let blocks = ["if", "else", "elif", "endif", "for", "endfor", "unless", "endunless"];
    found.inside.starts_with(char::is_alphabetic)
        && found.inside.chars().count() <= 60
        && !blocks.contains(&first.as_str())
}

/// Neither an address nor a tag of HTML.
fn angle(found: &Found) -> bool {
    const TAGS: &[&str] = &[
        "a",
        "b",
        "i",
        "u",
        "p",
        "s",
        "br",
        "hr",
        "em",
        "h1",
        "h2",
        "h3",
        "ul",
        "ol",
        "li",
        "td",
        "tr",
        "th",
        "div",
        "img",
        "pre",
        "sub",
        "sup",
        "body",
        "code",
        "font",
        "head",
        "html",
        "span",
        "style",
        "table",
        "strong",
        "script",
        "center",
        "blockquote",
        "o:p",
    ];
    let inside = found.inside.to_lowercase();
    let tag = inside.split([' ', '/']).next().unwrap_or_default();
    inside.starts_with(char::is_alphabetic)
        && !inside.contains(['@', '=', '<'])
        && !inside.contains("://")
        && !inside.starts_with("www.")
        && !inside.starts_with("mailto:")
        && !TAGS.contains(&tag)
}

/// A name, not a quotation between French marks.
fn field(found: &Found) -> bool {
    found.inside.split_whitespace().count() <= 5 && found.inside.contains(char::is_alphanumeric)
}

/// Only what cannot be said in passing: `(your name)`, `(insert date)`, `(delete as appropriate)`.
fn round(found: &Found) -> bool {
    let words = super::words::words(&found.inside);
    let Some(first) = words.first().map(String::as_str) else { return false };
    let told = ["insert", "enter", "add", "fill", "type", "delete", "circle", "choose", "select"];
    told.contains(&first)
        || super::choices::is_delete(&found.inside)
        || words.len() <= 4 && super::meaning::is_personal(&words)
}

/// `YOUR NAME HERE`, where not all is in capitals.
fn capitals(text: &str, at: usize) -> Option<Found> {
    if text[..at].chars().next_back().is_some_and(char::is_alphanumeric)
        || !["YOUR ", "INSERT ", "ADD ", "ENTER "].iter().any(|word| text[at..].starts_with(word))
        || !text.contains(char::is_lowercase)
    {
        return None;
    }
    let mut end = at;
    for word in text[at..].split_inclusive([' ', '\n', '\r']) {
        let bare = word.trim_end();
        let core = bare.trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
        let upper = core.contains(char::is_alphabetic) && !core.contains(char::is_lowercase);
        if !upper {
            break;
        }
        end += core.len();
        if core.len() < bare.len() {
            break;
        }
        end += word.len() - core.len();
    }
    let inside = text[at..end].trim_end();
    let range = at..at + inside.len();
    (inside.contains(' ')).then(|| Found { range, inside: inside.into(), shape: Shape::Capitals })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        find(&Para::plain(1, text)).into_iter().map(|f| text[f.range].to_string()).collect()
    }

    #[test]
    fn what_people_leave_open_is_found() {
        for (text, gaps) in [
            ("Dear [insert your MP's name], I", vec!["[insert your MP's name]"]),
            ("I am [YOUR NAME] of <town>", vec!["[YOUR NAME]", "<town>"]),
            (
                "«FirstName» {{name}} {name} [[name]]",
                vec!["«FirstName»", "{{name}}", "{name}", "[[name]]"],
            ),
            ("for XXXX years and £XX, xxxx", vec!["XXXX", "XX", "xxxx"]),
            ("of £XXX,XXX, XXXX XXX and XX, XX.", vec!["XXX,XXX", "XXXX XXX", "XX", "XX"]),
            ("on XX/XX/XXXX or DD/MM/YYYY", vec!["XX/XX/XXXX", "DD/MM/YYYY"]),
            ("Name: ____ ____ of ........", vec!["____ ____", "........"]),
            ("I, YOUR NAME HERE, of YOUR TOWN.", vec!["YOUR NAME HERE", "YOUR TOWN"]),
            (
                "I live in ..... and go to ………… School at ...... I go.",
                vec![".....", "…………", "....."],
            ),
            ("Postcode: …. My name is … and I am …… years old", vec!["…", "…", "……"]),
            (
                "[X]% of us, £[x], […] and [     ], %FIRSTNAME% of *|TOWN|*, |JOB|",
                vec!["[X]", "[x]", "[…]", "[     ]", "%FIRSTNAME%", "*|TOWN|*", "|JOB|"],
            ),
            ("{% name %} ‹town› <<street>>", vec!["{% name %}", "‹town›", "<<street>>"]),
            (
                "(your name) (delete as appropriate) (insert date)",
                vec!["(your name)", "(delete as appropriate)", "(insert date)"],
            ),
        ] {
            assert_eq!(found(text), gaps, "{text}");
        }
    }

    #[test]
    fn what_is_none_is_left() {
        for text in [
            "It fell.[1] They [sic] said “[T]he plan […]” [ ]",
            "See <https://example.org> or <jean@example.org>, <b>now</b>, 5 < 6 > 4",
            "Love xxx",
            "Well... and so on.....",
            "And then ... nothing. We waited … and waited … buses, trams …",
            "Shops, schools, …and so on. It is late….",
            "Schedule XX (your own figures show this) and (in part)",
            "{{#if a}}b{{/if}} « il a dit que tout va très bien »",
            "YOUR MONEY IS AT RISK",
            "some_file_name Xxx",
            "[X] Yes, 5% or 10% of it, a | b | c, {% if a %}b{% endif %}, *all*",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
