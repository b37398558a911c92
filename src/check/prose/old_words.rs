//! Words that name what has gone, from the table `data/out-of-date-words.yaml`, which says what
//! each is called today, since when, and where that can be read.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use memchr::memmem;
use serde::de::{Deserialize, Deserializer, Error as _};

use crate::check::lists::{has, lists};
use crate::check::prose::words::{is_quote, spoken};
use crate::model::dates::last_day;

/// The table that ships.
const TABLE: &str = include_str!("../../../data/out-of-date-words.yaml");

/// A row of the table.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    words: Vec<Term>,
    /// The first day of the change.
    #[serde(default, deserialize_with = "first_day")]
    since: Option<Date>,
    now: String,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    inside: bool,
    source: String,
    checked: String,
}

/// What is out of date, since when, and what it is called today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OldWord {
    /// Where it stands, in bytes.
    pub(super) at: Range<usize>,
    /// The first day of the change; none of a word that never was clear.
    pub(super) since: Option<Date>,
    /// What a letter says today.
    pub(super) now: &'static str,
    /// Where the change can be read.
    pub(super) source: &'static str,
}

/// Words to look for.
#[derive(Debug, serde::Deserialize)]
#[serde(from = "String")]
struct Term {
    words: String,
    /// "PCT" and "Monitor" are names as they stand; "clinical commissioning group" in any letters,
    /// and stands here in small ones.
    exact: bool,
}

impl From<String> for Term {
    fn from(words: String) -> Term {
        let exact = !words.contains(' ') || words.contains(|c: char| c.is_ascii_digit());
        Term { words: if exact { words } else { words.to_ascii_lowercase() }, exact }
    }
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let rows: Vec<Row> = serde_yaml::from_str(TABLE).expect("a test reads the table");
    rows.into_iter().filter(|row| last_day(&row.checked).is_some()).collect()
});

/// The first day of a day, month or year.
fn first_day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    let text = String::deserialize(from)?;
    let last = last_day(&text).ok_or_else(|| D::Error::custom("this is no date"))?;
    Ok(Some(match text.split('-').count() {
        1 => last.first_of_year(),
        2 => last.first_of_month(),
        _ => last,
    }))
}

/// The words of a sentence that are out of date, one of each row of the table. `oldest` is the
/// earliest day of the sources that the sentence cites.
pub(super) fn out_of_date(text: &str, oldest: Option<Date>) -> Vec<OldWord> {
    // Only ASCII letters change, so that places stay.
    let lower = text.to_ascii_lowercase();
    ROWS.iter().filter_map(|row| of_row(text, &lower, oldest, row)).collect()
}

fn of_row(text: &str, lower: &str, oldest: Option<Date>, row: &'static Row) -> Option<OldWord> {
    let at = row.words.iter().find_map(|term| find(text, lower, term, row))?;
    let found = OldWord { at, since: row.since, now: &row.now, source: &row.source };
    let (at, Some(since)) = (&found.at, row.since) else {
        return (!is_quoted(text, found.at.start)).then_some(found);
    };
    let words = spoken(text);
    // A year that began before the change, with a verb that tells of it.
    let before = |year: &Date| *year < since;
    let years: Vec<Date> = words.iter().filter_map(|word| year(word)).collect();
    let told = words
        .iter()
        .any(|word| has(&lists().happened, word) || word.len() > 4 && word.ends_with("ed"));
    // `According to the CCG` speaks of later years as if it were still there.
    let speaks = lower[..at.start].ends_with("according to the ");
    let later = !years.is_empty() && !years.iter().any(before);
    let past = !(speaks && later) && words.iter().any(|word| has(&lists().gone, word))
        || told && years.iter().any(before)
        || oldest.is_some_and(|day| day < since);
    if past || is_quoted(text, at.start) {
        return None;
    }
    Some(found)
}

/// The first day of a year of our times.
fn year(word: &str) -> Option<Date> {
    let of_ours = word.len() == 4 && ["18", "19", "20", "21"].contains(&word.get(..2)?);
    of_ours.then(|| Date::new(word.parse().ok()?, 1, 1).ok()).flatten()
}

/// Where a term stands in a text, whole.
fn find(text: &str, lower: &str, term: &Term, row: &Row) -> Option<Range<usize>> {
    let text = if term.exact { text } else { lower };
    let term = term.words.as_str();
    for at in memmem::find_iter(text.as_bytes(), term) {
        let mut end = at + term.len();
        let plural = text[end..].starts_with('s');
        end += usize::from(plural);
        let letter = |c: char| c.is_alphanumeric();
        let whole = !text[..at].ends_with(letter) && !text[end..].starts_with(letter);
        let after = lower[end..].trim_start();
        let unless = row.unless.iter().any(|words| {
            let words = words.to_ascii_lowercase();
            after.strip_prefix(words.as_str()).is_some_and(|rest| !rest.starts_with(letter))
        });
        let begins = text[..at].trim_end_matches([' ', '*', '#', '>']).is_empty();
        if whole && !unless && !(row.inside && begins) {
            return Some(at..end);
        }
    }
    None
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
        let rows: Vec<Row> = serde_yaml::from_str(TABLE).expect("it is sound");
        assert_eq!(rows.len(), ROWS.len(), "a day cannot be read");
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
            let first = out_of_date(text, None).into_iter().next();
            assert_eq!(first.map(|f| &text[f.at]), found, "{text}");
        }
        let told = crate::check::prose::out_of_date("Virgin Care runs it. So did the CCG in 2019.");
        assert_eq!(told, [("Virgin Care".to_string(), "HCRG Care Group")]);
        let cited = |day| !out_of_date("A CCG must do so.", Some(day)).is_empty();
        assert!(!cited(date(2019, 1, 1)) && cited(date(2023, 1, 1)));
    }
}
