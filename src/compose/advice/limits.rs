//! How long an answer in own words may be, said with its question, and what its length means,
//! said after it.

use crate::answer::{Answers, GroupText, Value};
use crate::compose::composer::Composer;
use crate::model::Question;
use crate::text::words;

/// A limit that binds an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// What is being written: "A letter to your MP".
    pub title: String,
    /// Most words, of the whole or of the part that the answer stands in.
    pub words: usize,
    /// How many of them are left for the answer in its part; none for the whole, whose own text
    /// gives way.
    pub room: Option<usize>,
}

impl Limit {
    /// The limit as said with the question.
    pub fn in_words(&self) -> String {
        let Limit { title, words, .. } = self;
        match self.room {
            Some(room) => format!("{title}: {words} words at most, so {room} of yours fit here."),
            None => format!(
                "{title}: {words} words are likely to be read. The more of them are yours, the fewer are ours."
            ),
        }
    }
}

/// A word that nobody writes, to find where an answer comes out.
const PROBE: &str = "Xqzprobexqz";

/// The limits that bind an answer to an own-words question, one for each document that it goes
/// into, as far as the answers so far tell.
pub fn limits<'c, 'p: 'c>(
    composers: impl Iterator<Item = &'c Composer<'p>>,
    question: &Question,
    answers: &Answers,
) -> Vec<Limit> {
    let mut probed = answers.clone();
    probed.0.insert(question.id.clone(), Value::OwnWords(PROBE.into()));
    composers.filter_map(|composer| limit(composer, &probed)).collect()
}

fn limit(composer: &Composer<'_>, probed: &Answers) -> Option<Limit> {
    let document = composer.compose(probed, &GroupText::default()).ok()?;
    let title = composer.title(probed).to_string();
    if let Some(part) = document.parts.iter().find(|part| part.text.contains(PROBE)) {
        let words = part.measure.budget?;
        let others = part.measure.words.saturating_sub(1);
        return Some(Limit { title, words, room: Some(words.saturating_sub(others)) });
    }
    let words = document.measure.budget.filter(|_| document.markdown.contains(PROBE))?;
    Some(Limit { title, words, room: None })
}

/// What the length of an answer in own words means, in a sentence. `others` are the words that
/// the person has given to other questions.
pub fn length(text: &str, others: usize, limits: &[Limit]) -> String {
    let count = words::count(text);
    let mut said = format!("{count} {}", if count == 1 { "word" } else { "words" });
    let over = limits.iter().map(|limit| (limit, limit.room.unwrap_or(limit.words)));
    let over = over.filter(|(_, most)| count > *most);
    if let Some((limit, most)) = over.max_by_key(|(_, most)| count - most) {
        let more = count - most;
        let title = words::small(&limit.title);
        return format!(
            "{said}: {more} more than there is room for in {title}. You may shorten it or leave it so."
        );
    }
    let all = count + others;
    if others > 0 {
        said.push_str(&format!(", {all} with what you wrote before"));
    }
    let means = match all {
        0..8 => "a little more would make it clearly yours",
        8..40 => "that makes it yours",
        _ => "that is plenty, and the rest will keep itself short",
    };
    let whole = limits.iter().filter(|limit| limit.room.is_none()).map(|limit| limit.words).min();
    if let Some(words) = whole.filter(|words| all <= *words) {
        let share = (all * 100 + words / 2) / words;
        said.push_str(&format!(", {share}% of the {words} that are likely to be read"));
    }
    format!("{said}: {means}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_told_with_what_it_means() {
        let whole = Limit { title: "A letter to your MP".into(), words: 300, room: None };
        let part =
            Limit { title: "Questions for a public meeting".into(), words: 50, room: Some(38) };
        let text = |n: usize| "word ".repeat(n);
        let both = [whole.clone(), part];
        assert_eq!(
            length(&text(119), 0, &[whole]),
            "119 words, 40% of the 300 that are likely to be read: that is plenty, and the rest will keep itself short."
        );
        assert_eq!(
            length(&text(12), 63, &both),
            "12 words, 75 with what you wrote before, 25% of the 300 that are likely to be read: that is plenty, and the rest will keep itself short."
        );
        assert_eq!(length(&text(1), 0, &[]), "1 word: a little more would make it clearly yours.");
        assert_eq!(
            length(&text(40), 9, &both),
            "40 words: 2 more than there is room for in questions for a public meeting. You may shorten it or leave it so."
        );
    }
}
