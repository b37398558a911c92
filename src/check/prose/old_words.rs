//! Words that name what has gone, from the table `data/out-of-date-words.yaml`, which says what
//! each is called today, since when, and where that can be read.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use memchr::memmem;

use crate::check::lists::{has, is_quote, lists, spoken};

/// A row of the table.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OldWord {
    words: Vec<String>,
    /// The first day of the change; none of a word that never was clear.
    pub(super) since: Option<Date>,
    /// What a letter says today.
    pub(super) now: String,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    inside: bool,
    /// Where the change can be read.
    pub(super) source: String,
    #[serde(rename = "checked")]
    _checked: Date,
}

static ROWS: LazyLock<Vec<OldWord>> = LazyLock::new(|| {
    serde_yaml::from_str(include_str!("../../../data/out-of-date-words.yaml"))
        .expect("the table that is built in can be read, as a test does")
});

/// The words of a sentence that are out of date, one of each row of the table, and where they stand,
/// in bytes. `oldest` is the earliest day of the sources that the sentence cites.
pub(super) fn out_of_date(
    text: &str,
    oldest: Option<Date>,
) -> impl Iterator<Item = (Range<usize>, &'static OldWord)> {
    // Only ASCII letters change, so that places stay.
    let lower = text.to_ascii_lowercase();
    ROWS.iter().filter_map(move |row| {
        let at = row.words.iter().find_map(|term| find(text, &lower, term, row))?;
        let past = row.since.is_some_and(|since| is_of_before(text, &lower[..at.start], since))
            || oldest.zip(row.since).is_some_and(|(day, since)| day < since);
        (!past && !is_quoted(text, at.start)).then_some((at, row))
    })
}

/// Whether a sentence speaks of the time before a change; `before` is what stands before the word.
fn is_of_before(text: &str, before: &str, since: Date) -> bool {
    let words = spoken(text);
    let years: Vec<Date> = words.iter().filter_map(|word| year(word)).collect();
    let began_before = years.iter().any(|year| *year < since);
    // A year that began before the change, with a verb that tells of it.
    let happened =
        |word: &String| has(&lists().happened, word) || word.len() > 4 && word.ends_with("ed");
    // `According to the CCG` speaks of later years as if it were still there.
    let speaks_of_later =
        before.ends_with("according to the ") && !years.is_empty() && !began_before;
    !speaks_of_later && words.iter().any(|word| has(&lists().gone, word))
        || began_before && words.iter().any(happened)
}

/// The first day of a year of our times.
fn year(word: &str) -> Option<Date> {
    let of_ours = word.len() == 4 && ["18", "19", "20", "21"].contains(&word.get(..2)?);
    of_ours.then(|| Date::new(word.parse().ok()?, 1, 1).ok()).flatten()
}

/// Where a term stands in a text, whole: one in small letters in any letters.
fn find(text: &str, lower: &str, term: &str, row: &OldWord) -> Option<Range<usize>> {
    let any = !term.contains(|c: char| c.is_ascii_uppercase());
    let text = if any { lower } else { text };
    let letter = |c: char| c.is_alphanumeric();
    let mut found = memmem::find_iter(text.as_bytes(), term).map(|at| {
        let end = at + term.len();
        at..end + usize::from(text[end..].starts_with('s'))
    });
    found.find(|at| {
        let (before, after) = (&text[..at.start], &lower[at.end..]);
        let is_unless = |words: &String| {
            let rest = after.trim_start().strip_prefix(words.as_str());
            rest.is_some_and(|rest| !rest.starts_with(letter))
        };
        let begins = before.trim_end_matches([' ', '*', '#', '>']).is_empty();
        let is_part = before.ends_with(letter) || after.starts_with(letter);
        let is_other = row.unless.iter().any(is_unless) || row.inside && begins;
        !is_part && !is_other
    })
}

/// Whether a place stands between quotation marks.
fn is_quoted(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let open = before.rfind(['“', '‘']);
    let close = before.rfind(['”', '’']);
    let straight = before.matches('"').count() % 2 == 1;
    straight
        || open.is_some_and(|open| close.is_none_or(|close| close < open))
            && text[at..].contains(is_quote)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_row_of_the_table_is_read() {
        for row in ROWS.iter() {
            assert!(row.source.starts_with("http"), "{:?}", row.words);
            assert!(!row.now.is_empty() && !row.words.is_empty());
        }
    }

    #[test]
    fn a_word_that_has_gone_is_found_unless_the_past_is_meant() {
        for (text, found) in [
            ("The STP decides.", Some("STP")),
            ("Ask the CCGs.", Some("CCGs")),
            ("Our Clinical Commissioning Group decides.", Some("Clinical Commissioning Group")),
            ("The licence of Monitor says so.", Some("Monitor")),
            ("Scrutiny can refer it.", Some("Scrutiny can refer")),
            ("It missed the target for Red 1 calls.", Some("Red 1")),
            ("Ask the Department of Health.", Some("Department of Health")),
            ("Ask the Department of Health and Social Care.", None),
            ("Monitor the change.", None),
            ("In 2017 the STP decided.", None),
            ("According to the CCG, 3,400 people use it in 2019.", Some("CCG")),
            ("According to the CCG, visits were fewer in 2025.", Some("CCG")),
            ("According to the CCG, visits fell in 2019.", None),
            ("The former CCG decided.", None),
            ("Councils can no longer refer it to the Secretary of State.", None),
            ("They called it “our STP plan” and meant it.", None),
            ("The STEPS group", None),
            ("Councils can refer it.", Some("Councils can refer")),
            ("Councils lost the power to refer a change.", None),
            ("Scrutiny committees may refer it.", Some("Scrutiny committees may refer")),
            ("Write to Frimley ICB.", Some("Frimley ICB")),
            (
                "Write to the NHS Sussex Integrated Care Board.",
                Some("NHS Sussex Integrated Care Board"),
            ),
            ("Write to NHS Surrey and Sussex Integrated Care Board.", None),
            ("NHS Surrey and Sussex took the place of NHS Sussex ICB.", None),
            ("There are 42 ICBs in England.", Some("42 ICBs")),
            ("There are 36 ICBs in England.", None),
            ("It is an Accountable Care Organization.", Some("Accountable Care Organization")),
            ("Ambulances miss the eight-minute target.", Some("eight-minute target")),
            ("The PCTs ran it.", None),
            ("The then CCG chose it.", None),
            ("It was run like an HMO in 2017.", Some("HMO")),
        ] {
            let first = out_of_date(text, None).next();
            assert_eq!(first.map(|(at, _)| &text[at]), found, "{text}");
        }
        let told = crate::check::prose::out_of_date("Virgin Care runs it. So did the CCG in 2019.");
        assert_eq!(told, [("Virgin Care".to_string(), "HCRG Care Group")]);
        let cited = |day| out_of_date("A CCG must do so.", Some(day)).next().is_some();
        assert!(!cited(date(2019, 1, 1)) && cited(date(2023, 1, 1)));
    }
}
