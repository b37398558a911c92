//! A text being edited: characters and a cursor. Knows nothing of how it is shown.

use textwrap::core::display_width;

/// A text and where the next character goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Text {
    /// The characters; `\n` parts lines.
    pub(super) chars: Vec<char>,
    /// The cursor, as an index into them.
    pub(super) at: usize,
}

/// Columns that a character takes.
pub(super) fn width(c: char) -> usize {
    let mut buffer = [0; 4];
    display_width(c.encode_utf8(&mut buffer))
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
        let before = &self.chars[..self.at];
        before.iter().rposition(|c| *c == '\n').map_or(0, |newline| newline + 1)
    }

    /// Whether an empty line stands before the line with the cursor.
    pub(super) fn after_blank(&self) -> bool {
        let before: String = self.chars[..self.line_start()].iter().collect();
        before.trim_end_matches([' ', '\t']).ends_with("\n\n")
    }

    fn line_end(&self) -> usize {
        let rest = &self.chars[self.at..];
        rest.iter().position(|c| *c == '\n').map_or(self.chars.len(), |newline| self.at + newline)
    }

    /// Puts a text in at the cursor.
    pub(super) fn insert(&mut self, text: &str) {
        let before = self.chars.len();
        self.chars.splice(self.at..self.at, text.chars());
        self.at += self.chars.len() - before;
    }

    /// Takes away the line with the cursor, and the break before it.
    pub(super) fn drop_line(&mut self) {
        let start = self.line_start();
        let end = self.line_end();
        self.chars.drain(start.saturating_sub(1)..end);
        self.at = start.saturating_sub(1);
    }

    /// Takes away the character before the cursor with the accents that stand on it.
    pub(super) fn backspace(&mut self) {
        let end = self.at;
        self.left();
        self.chars.drain(self.at..end);
    }

    /// Takes away the character at the cursor.
    pub(super) fn delete(&mut self) {
        let start = self.at;
        self.right();
        self.chars.drain(start..self.at);
        self.at = start;
    }

    /// Takes away what stands before the cursor on its line; on an empty line, the break.
    pub(super) fn kill_line(&mut self) {
        let start = self.line_start();
        if start == self.at {
            return self.backspace();
        }
        self.chars.drain(start..self.at);
        self.at = start;
    }

    /// Takes away what stands behind the cursor on its line.
    pub(super) fn kill_rest(&mut self) {
        self.chars.drain(self.at..self.line_end());
    }

    /// Takes away the word before the cursor.
    pub(super) fn kill_word(&mut self) {
        let end = self.at;
        let before = |text: &Text, space: bool| {
            text.at > 0 && text.chars[text.at - 1].is_whitespace() == space
        };
        while before(self, true) {
            self.at -= 1;
        }
        while before(self, false) {
            self.at -= 1;
        }
        self.chars.drain(self.at..end);
    }

    /// A character to the left; what takes no column of its own goes with it.
    pub(super) fn left(&mut self) {
        while self.at > 0 {
            self.at -= 1;
            if self.chars[self.at] == '\n' || width(self.chars[self.at]) > 0 {
                break;
            }
        }
    }

    /// A character to the right.
    pub(super) fn right(&mut self) {
        if self.at < self.chars.len() {
            self.at += 1;
        }
        while self.at < self.chars.len()
            && self.chars[self.at] != '\n'
            && width(self.chars[self.at]) == 0
        {
            self.at += 1;
        }
    }

    /// To the beginning of the line.
    pub(super) fn home(&mut self) {
        self.at = self.line_start();
    }

    /// To the end of the line.
    pub(super) fn end(&mut self) {
        self.at = self.line_end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lines_and_accents_go_as_a_person_expects() {
        let mut text = Text::new("one two\nthree fo\u{301}ur");
        text.kill_word();
        assert_eq!(text.all(), "one two\nthree ");
        text.insert("e\u{301}");
        text.backspace();
        text.kill_line();
        assert_eq!(text.all(), "one two\n");
        text.backspace();
        assert_eq!(text.all(), "one two");
        text.home();
        text.delete();
        text.insert("O");
        assert_eq!((text.all().as_str(), text.line().as_str()), ("One two", "One two"));
        text.kill_rest();
        assert_eq!(text.all(), "O");
        text.backspace();
        text.backspace();
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
