//! A text being edited, and where the cursor stands in it. Knows nothing of how it is shown.

use textwrap::core::display_width;

/// A text and where the next character goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) chars: Vec<char>,
    pub(super) at: usize,
}

/// Where the cursor goes to, or up to where text is taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum To {
    /// A character to the left, with the accents that stand on it.
    Left,
    /// A character to the right.
    Right,
    /// The beginning of the word before.
    Word,
    /// The beginning of the line.
    Home,
    /// The same; on an empty line, the end of the one before.
    Back,
    /// The end of the line.
    End,
}

/// Columns that a character takes.
pub(super) fn width(c: char) -> usize {
    display_width(c.encode_utf8(&mut [0; 4]))
}

/// Whether a character begins what is seen as one; an accent that stands on another does not.
fn begins(c: char) -> bool {
    c == '\n' || width(c) > 0
}

impl Text {
    /// A text with the cursor at its end. What could steer a terminal is left out.
    pub(super) fn new(text: &str) -> Text {
        let chars: Vec<char> = text.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
        Text { at: chars.len(), chars }
    }

    /// The whole text.
    pub(super) fn all(&self) -> String {
        self.chars.iter().collect()
    }

    /// Whether there is nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// Whether the cursor is at the end.
    pub(super) fn at_end(&self) -> bool {
        self.at == self.chars.len()
    }

    /// The line with the cursor.
    pub(super) fn line(&self) -> String {
        self.chars[self.line_start()..self.line_end()].iter().collect()
    }

    /// Where the line with the cursor begins.
    pub(super) fn line_start(&self) -> usize {
        let newline = self.chars[..self.at].iter().rposition(|c| *c == '\n');
        newline.map_or(0, |newline| newline + 1)
    }

    fn line_end(&self) -> usize {
        let rest = self.chars[self.at..].iter().position(|c| *c == '\n');
        rest.map_or(self.chars.len(), |rest| self.at + rest)
    }

    /// Whether an empty line stands before the line with the cursor.
    pub(super) fn after_blank(&self) -> bool {
        let before: String = self.chars[..self.line_start()].iter().collect();
        before.trim_end_matches([' ', '\t']).ends_with("\n\n")
    }

    /// Puts a text in at the cursor.
    pub(super) fn insert(&mut self, text: &str) {
        let before = self.chars.len();
        self.chars.splice(self.at..self.at, text.chars());
        self.at += self.chars.len() - before;
    }

    /// Takes away the line with the cursor, and the break before it.
    pub(super) fn drop_line(&mut self) {
        let (start, end) = (self.line_start().saturating_sub(1), self.line_end());
        self.chars.drain(start..end);
        self.at = start;
    }

    /// Takes away what stands between the cursor and a place.
    pub(super) fn cut(&mut self, to: To) {
        let to = self.place(to);
        self.chars.drain(to.min(self.at)..to.max(self.at));
        self.at = to.min(self.at);
    }

    /// The place that something leads to.
    pub(super) fn place(&self, to: To) -> usize {
        let (at, start) = (self.at, self.line_start());
        let before = |is: fn(&char) -> bool, at: usize| self.chars[..at].iter().rposition(is);
        match to {
            To::Back if start < at => start,
            To::Left | To::Back => before(|c| begins(*c), at).unwrap_or(0),
            To::Right => {
                let next = (at + 1..self.chars.len()).find(|at| begins(self.chars[*at]));
                next.unwrap_or(self.chars.len())
            }
            To::Word => {
                let end = before(|c| !c.is_whitespace(), at).map_or(0, |last| last + 1);
                before(|c| c.is_whitespace(), end).map_or(0, |space| space + 1)
            }
            To::Home => start,
            To::End => self.line_end(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lines_and_accents_go_as_a_person_expects() {
        let mut text = Text::new("one two\nthree fo\u{301}ur");
        text.cut(To::Word);
        assert_eq!(text.all(), "one two\nthree ");
        text.insert("e\u{301}");
        text.cut(To::Left);
        text.cut(To::Back);
        assert_eq!(text.all(), "one two\n");
        text.cut(To::Left);
        assert_eq!(text.all(), "one two");
        text.at = text.place(To::Home);
        text.cut(To::Right);
        text.insert("O");
        assert_eq!((text.all().as_str(), text.line().as_str()), ("One two", "One two"));
        text.cut(To::End);
        assert_eq!(text.all(), "O");
        text.cut(To::Left);
        text.cut(To::Left);
        assert_eq!(text, Text::default());
    }

    #[test]
    fn a_line_goes_with_its_break() {
        let mut text = Text::new("one\n\nEND");
        text.drop_line();
        assert_eq!((text.all().as_str(), text.at_end()), ("one\n", true));
        let mut only = Text::new("END");
        only.drop_line();
        assert_eq!(only, Text::default());
    }
}
