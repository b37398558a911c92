//! Ministers named in person: an office with a name beside it. There is no list of people here,
//! since it would be wrong within weeks, as such a letter would be. The patterns are in
//! `data/prose.yaml`.

use std::ops::Range;
use std::sync::LazyLock;

use regex_lite::{Captures, Regex};

use crate::check::lists::{has, lists, pattern};

static PATTERNS: LazyLock<Vec<Regex>> =
    LazyLock::new(|| lists().ministers.iter().map(|text| pattern(text)).collect());

/// A person named by office: where the name stands, in bytes.
pub(super) fn named_minister(text: &str) -> Option<Range<usize>> {
    let lower = text.to_lowercase();
    // Most sentences speak of nobody's office.
    let spoken = ["secretary", "minister", "chancellor", "rt hon"];
    spoken.iter().any(|word| lower.contains(word)).then_some(())?;
    PATTERNS.iter().flat_map(|pattern| pattern.captures_iter(text)).find_map(|found| name(&found))
}

/// The name in what matched, if it is a person's.
fn name(found: &Captures<'_>) -> Option<Range<usize>> {
    let named = found.name("name")?;
    let name = named.as_str();
    let is_small = |office: regex_lite::Match<'_>| office.as_str().starts_with(char::is_lowercase);
    let is_thing = |word: &str| has(&lists().no_persons, &word.to_lowercase());
    if found.name("place").is_some()
        || found.name("office").is_some_and(is_small)
        || name.ends_with("'s")
        || name.ends_with("’s")
        || name.split(' ').any(is_thing)
    {
        return None;
    }
    // `Dear Alex Member` and `Ask Alex Member` begin with a word that is no name.
    let skip = name.find(' ').filter(|_| named.start() == 0 && name.split(' ').count() > 2);
    Some(named.start() + skip.map_or(0, |space| space + 1)..named.end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_beside_an_office_is_found() {
        for (text, found) in [
            ("We ask the Secretary of State, Alex Member, to act.", Some("Alex Member")),
            (
                "the Secretary of State for Health and Social Care, the Rt Hon Alex Member MP, said",
                Some("Alex Member"),
            ),
            ("The Health Secretary Alex Member promised it.", Some("Alex Member")),
            ("The Prime Minister, Sir Alex Member, promised it.", Some("Alex Member")),
            ("Write to the Rt Hon Alex Member.", Some("Alex Member")),
            ("Alex Member MP, the Secretary of State for Health, said so.", Some("Alex Member")),
            (
                "Alex Member, the Secretary of State for Health and Social Care, said so.",
                Some("Alex Member"),
            ),
            ("Please ask Alex Member MP, Secretary of State, to act.", Some("Alex Member")),
            ("It was promised by Alex Member, Health Secretary.", Some("Alex Member")),
            ("Alex Member is the Health Secretary.", Some("Alex Member")),
            ("I wrote to Alex Member, the health secretary.", Some("Alex Member")),
            ("The Secretary of State (Alex Member) promised it.", Some("Alex Member")),
            (
                "Alex Member-Sample MP, who is Secretary of State, said so.",
                Some("Alex Member-Sample"),
            ),
            ("In South Yorkshire, the Secretary of State can call it in.", None),
            ("In South Yorkshire, the Secretary of State, not the council, decides.", None),
            ("Across Greater Manchester, the Health Secretary may act.", None),
            ("My MP, the Secretary of State, has not answered.", None),
            ("Jean Sample, the minister said no.", None),
            ("Write to Example Council, the Secretary of State and your MP.", None),
            ("[mp.name], the Secretary of State for Health, said so.", None),
            ("Please write to the Care Quality Commission, the Health Secretary and others.", None),
            ("NHS England, the Secretary of State and the board agree.", None),
            ("We ask the Secretary of State for Health and Social Care to act.", None),
            ("Write to the Secretary of State, Department of Health.", None),
            ("Write to the Secretary of State, Example House, London.", None),
            ("The Prime Minister, Downing Street, London", None),
            ("The minister said so. Alex Member agreed.", None),
            ("Ask the Minister. Please Answer It.", None),
            ("the Prime Minister's Questions", None),
            ("the Secretary of State, [mp.name], said", None),
            ("the Health Secretary and NHS England", None),
        ] {
            assert_eq!(named_minister(text).map(|at| &text[at]), found, "{text}");
        }
    }
}
