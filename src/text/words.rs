//! What a word is. Every count in the program (limits, shares, budgets) comes from here.

use super::names::{self, lists};

/// A text with a capital at its beginning, unless its first word is written with one within: "eBay".
pub fn capital(text: &str) -> String {
    let first = text.split_whitespace().next().unwrap_or_default();
    let mut chars = text.chars();
    match chars.next() {
        Some(letter) if !first.contains(char::is_uppercase) => {
            letter.to_uppercase().chain(chars).collect()
        }
        _ => text.to_string(),
    }
}

/// A text with a small letter at its beginning, unless it begins with an abbreviation: "MP".
pub fn small(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), next) if !next.is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => text.to_string(),
    }
}

/// A text cut to at most so many characters, where a word ends that does not lead on to another:
/// `Ward 6`, not `Ward 6 at`.
pub fn shortened(text: &str, most: usize) -> &str {
    let Some((end, _)) = text.char_indices().nth(most) else { return text };
    let is_whole = text[end..].starts_with(' ');
    let cut = &text[..end];
    let mut kept = if is_whole { cut } else { cut.rsplit_once(' ').map_or(cut, |(kept, _)| kept) };
    while let Some((before, last)) = kept.rsplit_once(' ')
        && names::has(&lists().leading_on, &last.to_lowercase())
    {
        kept = before;
    }
    kept
}

/// A text of at most so many characters, with a sign behind it where more follow.
pub fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_string(),
    }
}

/// A number as people read it: `200,000`.
pub(crate) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let groups = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy);
    groups.collect::<Vec<_>>().join(",")
}

/// A text on one line, its words parted by one space each; what would end the line of a header, or
/// hide in it, parts words too.
pub fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The words of a text: runs without white space that hold a letter or a digit.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric))
}

/// How many words a text has.
pub fn count(text: &str) -> usize {
    words(text).count()
}

/// Words in small letters with one space between, without signs: what lists are compared with.
#[cfg(feature = "parallel")]
pub(crate) fn plain(text: &str) -> String {
    let text = text.replace('’', "'").to_lowercase();
    let parts = |c: char| !c.is_alphanumeric() && c != '\'' && c != '-';
    text.split(parts).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether a text begins with one of some entries, as [`plain`] has them, at the end of a word.
#[cfg(feature = "parallel")]
pub(crate) fn begins(text: &str, entries: &[String]) -> bool {
    let words = plain(&text.chars().take(80).collect::<String>());
    entries.iter().any(|entry| {
        words.strip_prefix(entry.as_str()).is_some_and(|rest| !joins(rest.chars().next()))
    })
}

/// Whether a phrase stands in a text as whole words; capitals count where the phrase has some.
#[cfg(feature = "parallel")]
pub(crate) fn has(text: &str, phrase: &str) -> bool {
    let is_cased = phrase.contains(char::is_uppercase);
    let text = if is_cased { text.to_string() } else { text.to_lowercase() };
    text.match_indices(phrase).any(|(at, _)| {
        !joins(text[..at].chars().next_back()) && !joins(text[at + phrase.len()..].chars().next())
    })
}

#[cfg(feature = "parallel")]
fn joins(beside: Option<char>) -> bool {
    beside.is_some_and(char::is_alphanumeric)
}

/// A text of at most so many characters, with `…` where it was cut.
pub fn short(text: &str, most: usize) -> String {
    cut(&one_line(text), most)
}

/// Words counted as their letters come, since a word may begin in one piece of text and end in
/// another, and be partly the person's own.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    words: usize,
    own: usize,
    /// Whether the word at hand has a letter or digit.
    counts: bool,
    /// Whether one of them is the person's own.
    is_own: bool,
}

impl Tally {
    /// Takes in text that goes on where the last ended.
    pub fn text(&mut self, text: &str, own: bool) {
        for c in text.chars() {
            if c.is_whitespace() {
                self.end_word();
            } else if c.is_alphanumeric() {
                self.counts = true;
                self.is_own |= own;
            }
        }
    }

    /// The word at hand ends, if there is one.
    pub fn end_word(&mut self) {
        self.words += usize::from(std::mem::take(&mut self.counts));
        self.own += usize::from(std::mem::take(&mut self.is_own));
    }

    /// How many words there were, and how many of them the person's own.
    pub fn total(mut self) -> (usize, usize) {
        self.end_word();
        (self.words, self.own)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_what_a_person_would_count() {
        assert_eq!(count("It’s a two-bus ride – 45 minutes & £5."), 7);
        assert_eq!(count(""), 0);
        assert_eq!(count("- a\n\n- b"), 2);
    }

    #[test]
    fn a_text_is_cut_where_a_word_ends_that_leads_on_to_none() {
        let text = "the clinic on Ward 6 at the Infirmary";
        for (most, cut) in [(99, text), (20, "the clinic on Ward 6"), (28, "the clinic on Ward 6")]
        {
            assert_eq!(shortened(text, most), cut);
        }
        assert_eq!(shortened(text, 22), "the clinic on Ward 6");
        assert_eq!(shortened("Llanfairpwllgwyngyll", 5), "Llanf");
        assert_eq!(shortened("of the", 4), "of");
    }

    #[test]
    fn a_word_is_own_if_a_letter_of_it_is() {
        let mut tally = Tally::default();
        for (text, own) in [("He said: ", false), ("we wait, ", true), ("and “", false)] {
            tally.text(text, own);
        }
        tally.text("I", true);
        tally.text("”. u", false);
        tally.text("s", true);
        assert_eq!(tally.total(), (7, 4));
    }
}
