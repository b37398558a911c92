//! Text for a place that holds one line: a header of an e-mail, an entry of a calendar.

use crate::text::words;

/// Text on one line: what would end a header's line, or hide in it, becomes a space.
pub(crate) fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    words::one_line(&spaced)
}
