//! What Markdown must not hold: HTML, images, addresses that a program would run, characters that
//! are refused written by their number. Found by parsing it with the tags blanked.

use pulldown_cmark::{Event, Parser, Tag};

use crate::diagnostic::{Faults, fault};
use crate::document::address;
use crate::document::parse::is_entity;
use crate::source::faults::character;
use crate::template::lint::piece::{Budget, Piece};
use crate::text::html::is_html;
use crate::text::unseen;

/// Most faults of one text.
const MOST: usize = 20;

/// A Markdown text of a file, looked at by itself.
pub fn markdown(file: &str, text: &str, budget: &Budget, faults: &Faults) -> Piece<'static> {
    let piece = Piece::file(file, text, budget, faults);
    check_markdown(&piece, faults);
    piece
}

/// Reports what Markdown must not hold.
pub fn check_markdown(piece: &Piece<'_>, faults: &Faults) {
    let text = piece.blanked();
    if !text.contains(['<', '!', '&', ']']) {
        return;
    }
    let mut left = MOST;
    // Where HTML was last told: what a word processor or a browser copied is one mistake.
    let mut told: Option<usize> = None;
    for (event, range) in Parser::new(&text).into_offset_iter() {
        let (kind, shown) = match event {
            // The opening tag has been told.
            Event::InlineHtml(tag) if tag.starts_with("</") && left < MOST => continue,
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                let shown = piece.text.text[range.clone()].lines().next().unwrap_or_default();
                let tag: String = shown.trim().chars().take(40).collect();
                let name = match (is_html(&tag), tag.starts_with("<!--")) {
                    (false, _) => "html-answer",
                    (true, true) => "html-note",
                    (true, false) => "html",
                };
                if name != "html-answer" {
                    let near = |end: usize| {
                        text[end.min(range.start)..range.start].matches('\n').count() < 3
                    };
                    if told.replace(range.end).is_some_and(near) {
                        continue;
                    }
                }
                (fault(name, &[("tag", &tag)]), tag.len())
            }
            Event::Start(Tag::Image { .. }) => (fault("image", &[]), range.len()),
            Event::Start(Tag::Link { dest_url, .. }) if address::is_foreign(&dest_url) => {
                let scheme =
                    dest_url.split(':').next().unwrap_or_default().replace(char::is_whitespace, "");
                (fault("link", &[("scheme", &scheme)]), range.len())
            }
            Event::Text(words) if is_entity(&text[range.clone()], &words) => {
                match words.chars().find(|c| unseen::is_refused(*c) || unseen::turns(*c)) {
                    Some(c) => (character(c), range.len()),
                    None => continue,
                }
            }
            _ => continue,
        };
        // A block's range begins with its indentation; the place should not.
        let spaces = text[range.clone()].len() - text[range.clone()].trim_start().len();
        let start = range.start + spaces;
        let end = (start + shown).min(range.end);
        faults.push(kind.at(piece.place(start..end)));
        left -= 1;
        if left == 0 {
            return;
        }
    }
}
