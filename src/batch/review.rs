//! What a group looks at before it hands letters in: a sheet of rows, each with why. Nothing is
//! changed for it, and nothing of what people wrote stands in it.

use rapidhash::{RapidHashMap, RapidHashSet};
use rayon::prelude::*;

use super::lists::{fold, has, is, list};
use super::record::own_pieces;
use super::run::Batch;
use super::table::csv;
use crate::text::names;

/// Words of which most are in capitals.
const FEWEST_CAPITALS: usize = 4;
/// Words of a name by which somebody else is known.
const FEWEST_NAMES: usize = 2;

/// The sheet: row, number of the file, why; none where there is nothing to look at.
pub fn sheet(batch: &Batch<'_>) -> Option<Vec<u8>> {
    let job = &batch.job;
    let letters: Vec<usize> = batch.letters().collect();
    let name = |index: &usize| job.table.row(*index).map(|row| (*index, job.columns.person(&row)));
    let names: RapidHashMap<String, usize> =
        letters.iter().filter_map(name).map(|(index, name)| (name, index)).collect();
    let look = |index: &usize| -> Option<(usize, Vec<&str>)> {
        let row = job.table.row(*index)?;
        let (answers, group) = job.answered(*index)?;
        let pieces = own_pieces(job.template, &answers, &group);
        let texts: Vec<&str> = pieces.into_iter().map(|(_, text)| text).collect();
        let name = job.columns.person(&row);
        let why = reasons(&texts, &name, |other| {
            names.get(other).is_some_and(|whose| whose != index) && other != name
        });
        (!why.is_empty()).then_some((*index, why))
    };
    let found: Vec<(usize, Vec<&str>)> = letters.par_iter().filter_map(look).collect();
    let line = |(index, why): (usize, Vec<&str>)| {
        [batch.records[index].row.to_string(), batch.name(index), why.join("; ")]
    };
    (!found.is_empty()).then(|| csv(["row", "file", "why"], found.into_iter().map(line)))
}

/// Why the answers in their own words of somebody of this name are looked at.
fn reasons(texts: &[&str], name: &str, is_another: impl Fn(&str) -> bool) -> Vec<&'static str> {
    let text = texts.join("\n\n");
    let words: Vec<&str> = text.split_whitespace().collect();
    let folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
    let any = |list: &[String]| folded.iter().any(|word| has(list, word));
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    let capitals = letters().filter(|c| c.is_uppercase()).count() * 10 > letters().count() * 8;
    let is_title = |word: &str| names::lists().titles.values().any(|of| of.contains_key(word));
    let titled = |at: usize| {
        let next = words.get(at + 1).and_then(|word| word.chars().next());
        is_title(&folded[at]) && next.is_some_and(char::is_uppercase)
    };
    let named = |long| folded.windows(long).any(|words| is_another(&words.join(" ")));
    let is_other_sign = |c: char| c as u32 > 0x24f && !matches!(c as u32, 0x1e00..=0x1eff);
    let looked_at = [
        (words.len() >= FEWEST_CAPITALS && capitals, "all in capitals"),
        ((0..words.len()).any(titled), "names somebody by a title"),
        ((FEWEST_NAMES..=3).any(named), "names somebody else of this table"),
        (any(list("accusations")), "may accuse somebody"),
        (texts.iter().any(|text| text.split_whitespace().count() == 1), "one word alone"),
        (letters().any(is_other_sign), "letters of another script than the name or the pack"),
        (any(list("swear-words")), "swears"),
        (is_made_up(name), "the name may be made up"),
    ];
    looked_at.into_iter().filter_map(|(is, why)| is.then_some(why)).collect()
}

/// Whether a name, in small letters without punctuation, is likely made up.
fn is_made_up(name: &str) -> bool {
    let letters: RapidHashSet<char> = name.chars().filter(|c| c.is_alphabetic()).collect();
    !name.is_empty()
        && (is("made-up-names", name)
            || name.contains(|c: char| c.is_ascii_digit())
            || letters.len() < 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_worth_a_look_is_found_and_plain_letters_are_left_alone() {
        let why = |text: &str, name: &str| reasons(&[text], name, |other| other == "ben hargrave");
        for (text, name, reason) in [
            ("WHY DO YOU CLOSE IT", "ada thornley", "all in capitals"),
            ("I asked Cllr Sample twice.", "ada thornley", "names somebody by a title"),
            ("I go there with Ben Hargrave.", "ada thornley", "names somebody else of this table"),
            ("The mayor is a liar.", "ada thornley", "may accuse somebody"),
            ("Shame.", "ada thornley", "one word alone"),
            (
                "Я хожу туда каждый день",
                "ada thornley",
                "letters of another script than the name or the pack",
            ),
            ("It is a bloody disgrace.", "ada thornley", "swears"),
            ("I go there.", "test test", "the name may be made up"),
            ("I go there.", "user 7", "the name may be made up"),
        ] {
            assert!(why(text, name).contains(&reason), "{text}");
        }
        let plain = "I take my mother, who is 81, to the NHS clinic. Mr is no name; café, Siân.";
        assert_eq!(why(plain, "ada thornley"), [""; 0]);
        let wish = reasons(&["No.", "I take my mother there."], "ada thornley", |_| false);
        assert_eq!(wish, ["one word alone"]);
        assert_eq!(why("", "ben hargrave"), [""; 0]);
    }
}
