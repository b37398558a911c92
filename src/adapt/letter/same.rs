//! The same placeholder twice: one question for both.

use super::blanks::EMPTY;
use super::layout::Layout;
use super::meaning::Use;
use super::words::words;
use super::{Gap, Para};
use crate::model::Kind;

/// Makes one question of placeholders that ask the same.
pub(super) fn merge(gaps: &mut [Gap], layout: &Layout) {
    let para = |gap: &Gap| match gap.para {
        Some(index) => layout.body.get(index),
        None => layout.subject.as_ref(),
    };
    repeated(gaps, para);
    blanks(gaps, para);
}

/// Own words that are asked for twice, in a sentence, are words of that sentence.
fn repeated<'l>(gaps: &mut [Gap], para: impl Fn(&Gap) -> Option<&'l Para>) {
    let key = |gap: &Gap| {
        let own = gap.becomes == Use::Own(Kind::OwnWords) && !gap.label.is_empty();
        own.then(|| words(&gap.label))
    };
    let alone = |gap: &Gap| para(gap).is_some_and(|p| p.text.trim().len() == gap.range.len());
    let keys: Vec<_> = gaps.iter().map(key).collect();
    let text: Vec<usize> = (0..gaps.len())
        .filter(|at| {
            let same = (0..gaps.len()).filter(|other| keys[*other] == keys[*at]);
            let same: Vec<usize> = same.collect();
            keys[*at].is_some() && same.len() > 1 && same.iter().any(|at| !alone(&gaps[*at]))
        })
        .collect();
    for at in text {
        gaps[at].becomes = Use::Own(Kind::Text);
    }
}

/// Blanks in two paragraphs before the same words: `XXXX maternity unit`.
fn blanks<'l>(gaps: &mut [Gap], para: impl Fn(&Gap) -> Option<&'l Para>) {
    let next = |gap: &Gap| {
        let blank = gap.label.is_empty() && gap.becomes == Use::Own(Kind::Text);
        let after = para(gap).filter(|_| blank)?.text.get(gap.range.end..)?;
        let sentence = after.split(['.', ',', ';', ':', '!', '?', '\n']).next()?;
        let says = |word: &String| !EMPTY.contains(&word.as_str());
        let next: Vec<String> = words(sentence).into_iter().take_while(says).take(2).collect();
        (!next.is_empty()).then_some(next)
    };
    let known: Vec<Option<Vec<String>>> = gaps.iter().map(next).collect();
    let twins: Vec<usize> = (0..gaps.len())
        .filter(|at| {
            let twin =
                |other: &usize| known[*other] == known[*at] && gaps[*other].para != gaps[*at].para;
            known[*at].is_some() && (0..gaps.len()).any(|other| twin(&other))
        })
        .collect();
    for at in twins {
        gaps[at].known_by = known[at].clone().unwrap_or_default();
        gaps[at].again = true;
    }
}
