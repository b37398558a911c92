//! A text being edited: what stands before the cursor and behind it. Knows nothing of how it is
//! shown.

use textwrap::core::display_width;

/// A text and where the next character goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Text {
    before: String,
    behind: String,
}

/// Columns that a character takes.
pub(super) fn width(c: char) -> usize {
    display_width(c.encode_utf8(&mut [0; 4]))
}

/// Whether a character begins what is seen as one; an accent that stands on another does not.
fn begins((_, c): &(usize, char)) -> bool {
    *c == '\n' || width(*c) > 0
}

impl Text {
    /// A text with the cursor at its end. What could steer a terminal is left out.
    pub(super) fn new(text: &str) -> Text {
        let before = text.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
        Text { before, behind: String::new() }
    }

    /// The whole text.
    pub(super) fn all(&self) -> String {
        format!("{}{}", self.before, self.behind)
    }

    /// How many characters stand before the cursor.
    pub(super) fn at(&self) -> usize {
        self.before.chars().count()
    }

    /// Puts the cursor behind so many characters.
    pub(super) fn go_to(&mut self, at: usize) {
        let mut all = self.all().chars().collect::<Vec<char>>().into_iter();
        self.before = all.by_ref().take(at).collect();
        self.behind = all.collect();
    }

    /// Whether there is nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.before.is_empty() && self.at_end()
    }

    /// Whether the cursor is at the end.
    pub(super) fn at_end(&self) -> bool {
        self.behind.is_empty()
    }

    /// The line with the cursor.
    pub(super) fn line(&self) -> String {
        format!("{}{}", &self.before[self.line_start()..], &self.behind[..self.rest()])
    }

    /// Where the line with the cursor begins.
    pub(super) fn line_start(&self) -> usize {
        self.before.rfind('\n').map_or(0, |newline| newline + 1)
    }

    /// Whether an empty line stands before the line with the cursor.
    pub(super) fn after_blank(&self) -> bool {
        self.before[..self.line_start()].trim_end_matches([' ', '\t']).ends_with("\n\n")
    }

    /// How much of the line stands behind the cursor.
    fn rest(&self) -> usize {
        self.behind.find('\n').unwrap_or(self.behind.len())
    }

    /// Puts a text in at the cursor.
    pub(super) fn insert(&mut self, text: &str) {
        self.before.push_str(text);
    }

    /// Takes away the line with the cursor, and the break before it.
    pub(super) fn drop_line(&mut self) {
        self.kill_rest();
        self.before.truncate(self.line_start().saturating_sub(1));
    }

    /// Takes away the character before the cursor with the accents that stand on it.
    pub(super) fn backspace(&mut self) {
        let start = self.before.char_indices().rev().find(begins);
        self.before.truncate(start.map_or(0, |(start, _)| start));
    }

    /// Takes away the character at the cursor.
    pub(super) fn delete(&mut self) {
        self.behind.drain(..self.next());
    }

    /// How long the character at the cursor is with the accents that stand on it.
    fn next(&self) -> usize {
        let mut others = self.behind.char_indices().skip(1);
        others.find(begins).map_or(self.behind.len(), |(start, _)| start)
    }

    /// Takes away what stands before the cursor on its line; on an empty line, the break.
    pub(super) fn kill_line(&mut self) {
        let start = self.line_start();
        if start == self.before.len() {
            return self.backspace();
        }
        self.before.truncate(start);
    }

    /// Takes away what stands behind the cursor on its line.
    pub(super) fn kill_rest(&mut self) {
        self.behind.drain(..self.rest());
    }

    /// Takes away the word before the cursor.
    pub(super) fn kill_word(&mut self) {
        let kept = self.before.trim_end().trim_end_matches(|c: char| !c.is_whitespace());
        self.before.truncate(kept.len());
    }

    /// A character to the left.
    pub(super) fn left(&mut self) {
        let all = self.before.clone();
        self.backspace();
        self.behind.insert_str(0, &all[self.before.len()..]);
    }

    /// A character to the right.
    pub(super) fn right(&mut self) {
        self.before.extend(self.behind.drain(..self.next()));
    }

    /// To the beginning of the line.
    pub(super) fn home(&mut self) {
        let line = self.before.split_off(self.line_start());
        self.behind.insert_str(0, &line);
    }

    /// To the end of the line.
    pub(super) fn end(&mut self) {
        self.before.extend(self.behind.drain(..self.rest()));
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
