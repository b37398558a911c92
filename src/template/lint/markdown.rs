//! HTML and images in Markdown, found by parsing it with the tags blanked.

use pulldown_cmark::{Event, Parser, Tag};

use super::Piece;
use crate::error::{Fault, FaultKind};

/// Most faults of one text.
const MOST: usize = 20;

/// Reports HTML and images.
pub fn check_markdown(piece: &Piece<'_>, faults: &mut Vec<Fault>) {
    let text = piece.blanked();
    if !text.contains(['<', '!']) {
        return;
    }
    let mut left = MOST;
    for (event, range) in Parser::new(&text).into_offset_iter() {
        let kind = match event {
            // The opening tag has been told.
            Event::InlineHtml(tag) if tag.starts_with("</") && left < MOST => continue,
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                let shown = piece.text.text[range.clone()].lines().next().unwrap_or_default();
                FaultKind::RawHtml(shown.trim().chars().take(40).collect())
            }
            Event::Start(Tag::Image { .. }) => FaultKind::Image,
            _ => continue,
        };
        // A block's range begins with its indentation; the place should not.
        let spaces = text[range.clone()].len() - text[range.clone()].trim_start().len();
        let shown = match &kind {
            FaultKind::RawHtml(html) => html.len(),
            _ => range.len(),
        };
        let start = range.start + spaces;
        let end = (start + shown).min(range.end);
        faults.push(Fault::error(kind, piece.place(start..end)));
        left -= 1;
        if left == 0 {
            return;
        }
    }
}
