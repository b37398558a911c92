//! What a row answers, and what is wrong with it, told so that nobody's answers are shown.

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use regex_lite::Regex;

use super::column_map::{Columns, Field};
use crate::answer::Input;
use crate::batch::lists::{fold, has, is, lists};
use crate::batch::table::{Row, damage};
use crate::diagnostic::Remedy;
use crate::model::Kind;
use crate::question::{AnswerFault, contact};
use crate::text::names;

impl Columns {
    /// What a row answers, by question id as it came, and nothing to a question of whose points none
    /// is to stand; empty cells are not among it. With it, what became of cells on their way, and what
    /// nobody but the person can say: a row with such a fault is not to be written. Whether the
    /// answers are good ones, their questions say.
    pub fn read(&self, row: &Row<'_>) -> (Vec<(String, Option<Input>)>, Vec<RowFault>) {
        let (mut given, mut faults) = (Vec::new(), Vec::new());
        let mut wrong = |heading: Option<&str>, how| {
            faults.push(RowFault::spoiled(row.number, heading, how));
        };
        if row.beyond() > 0 {
            wrong(None, "beyond");
        }
        for field in &self.fields {
            let (text, says_none) = (field.given(row), field.says_none(row));
            let is_empty = text.trim().is_empty();
            for column in &field.columns {
                let how = spoiled(field, row.cell(*column));
                if let Some(how) = how.filter(|how| !is_empty || *how == DITTO) {
                    wrong(self.name(*column), how);
                }
            }
            if says_none && !is_empty {
                wrong(self.heading(&field.id), "none-and-some");
            }
            if !is_empty || says_none {
                given.push((field.id.clone(), (!is_empty).then_some(Input::Text(text))));
            }
        }
        (given, faults)
    }
}

impl Field {
    /// What a row answers; nothing where it says that there is nothing to say.
    pub fn given(&self, row: &Row<'_>) -> String {
        let text = self.text(row);
        let text = match self.kind {
            Kind::Concerns => without_other(&text),
            Kind::Lines => without_labels(&text),
            _ => text,
        };
        if is_none(self, &text) { String::new() } else { text }
    }

    /// Whether a row says of points to choose from that it wants none, or knows of none: then it
    /// wants none of the group's either.
    pub fn says_none(&self, row: &Row<'_>) -> bool {
        if self.kind != Kind::Concerns {
            return false;
        }
        let text = self.text(row);
        let is_none_of_these = |piece: &str| is("none-of-these", &fold(piece));
        is_none(self, &text) && !fold(&text).is_empty()
            || text.split([',', ';', '\n']).any(is_none_of_these)
    }

    /// The answer of a row, as it stands in the table.
    pub fn text(&self, row: &Row<'_>) -> String {
        let parts = self.columns.iter().map(|column| row.cell(*column));
        if !self.ticks.is_empty() {
            let ticked = parts.zip(&self.ticks).filter_map(|(cell, option)| ticked(cell, option));
            return ticked.collect::<Vec<_>>().join("\n");
        }
        let parts = parts.map(str::trim).filter(|part| !part.is_empty());
        if self.kind != Kind::Lines {
            return parts.collect::<Vec<_>>().join(" ");
        }
        // A town that stands in the address already is not written twice.
        let mut lines: Vec<&str> = Vec::new();
        for part in parts {
            let mut there = lines.iter().flat_map(|line| line.split(['\n', ',']));
            if !there.any(|there| there.trim().eq_ignore_ascii_case(part)) {
                lines.push(part);
            }
        }
        lines.join("\n")
    }
}

/// What a column of ticks adds to an answer: the option, or words that stand in its place.
fn ticked<'c>(cell: &'c str, option: &'c str) -> Option<&'c str> {
    let plain = fold(cell);
    let is_sign = plain.is_empty() && is("yes-signs", cell.trim());
    // Many forms put the option itself there, be it "None of the above".
    let is_option = !plain.is_empty() && plain == fold(option);
    if is_sign || is_option || is("ticked", &plain) {
        Some(option)
    } else if says_nothing(&plain) || is("not-ticked", &plain) {
        None
    } else {
        Some(cell.trim())
    }
}

/// An address without the labels of its lines, as JotForm writes it, and without the lines that are
/// asked for by themselves.
fn without_labels(text: &str) -> String {
    let lines = text.lines().filter_map(|line| {
        let Some((label, value)) = line.split_once(':') else { return Some(line) };
        let label = fold(label);
        if is("address-labels", &label) {
            Some(value.trim()).filter(|value| !value.is_empty())
        } else {
            (!is("address-labels-left-out", &label)).then_some(line)
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The option of a form beside which people write a point of their own.
pub(super) const OTHER: &str = "Other, with room for a sentence";

/// Points a line each where a form joins them with ` / `, and without the option that only says that
/// another one follows, and asks to say which.
fn without_other(cell: &str) -> String {
    static LEAD: LazyLock<Regex> = LazyLock::new(|| {
        let lead = format!(
            r"(?i)(^|[,;\n])(?:\s*(?:{OTHER}|other) *(?:\(please [^)]*\) *)?(?:[:,;\n]|$))+"
        );
        Regex::new(&lead).expect("it is one; a test below uses it")
    });
    let lines = format!(" {cell} ").replace(" / ", "\n");
    let points = LEAD.replace_all(lines.trim(), "$1");
    points.trim().trim_end_matches([',', ';']).to_string()
}

/// Whether a cell says that there is nothing to say, or that a form did not ask who it was.
fn is_none(field: &Field, cell: &str) -> bool {
    let plain = if cell.len() < 60 { fold(cell) } else { return false };
    let is_nobody =
        plain == "anonymous" && matches!(field.id.as_str(), "name" | "email" | "contact");
    let is_unknown = field.kind != Kind::OwnWords && is("not-known", &plain);
    is_nobody || !is_chosen(field.kind) && (is_unknown || says_nothing(&plain))
}

/// Whether one of a list is chosen, which may have an option that is called as nothing is, or as what
/// another answer says.
fn is_chosen(kind: Kind) -> bool {
    matches!(kind, Kind::YesNo | Kind::Choice | Kind::Choices)
}

/// Whether a folded cell is one of dashes and the like, or says that there is nothing to say.
fn says_nothing(plain: &str) -> bool {
    plain.is_empty() || is("nothing", plain) || is("none-of-these", plain)
}

/// How the lists call a cell that says what another says.
const DITTO: &str = "ditto";

/// What is wrong with a cell that is not what somebody is to have said, as the lists call it: what a
/// program made of it, or what nobody but the person can put right.
fn spoiled(field: &Field, cell: &str) -> Option<&'static str> {
    let (kind, cell) = (field.kind, cell.trim());
    let is_name = field.id == "name";
    let is_number = matches!(kind, Kind::Telephone | Kind::Contact);
    let says_ditto = || is("ditto-signs", cell) || is("ditto", &fold(cell));
    let is_address = || {
        let signs = ["@", "://", "www.", "WWW."];
        signs.iter().any(|sign| cell.contains(sign)) || contact::telephone(cell).is_ok()
    };
    // Nobody's name has a question mark: it stands where a letter was that could not be kept.
    let is_lost = cell.contains('\u{fffd}') || is_name && cell.contains('?');
    // A number of the UK has a 0 and nine or ten digits, with its country code twelve: ITU-T,
    // national numbering plan of the United Kingdom.
    let lacks_its_0 = (9..=10).contains(&cell.len()) && !cell.starts_with('0');
    // As `4.41632E+11`.
    let is_shortened = || cell.replace(',', ".").parse::<f64>().is_ok();
    let found = [
        (cell.len() < 40 && !is_chosen(kind) && says_ditto(), DITTO),
        (is_name && is_address(), "address-for-name"),
        (is_name && is_turned(cell), "comma-in-name"),
        (is("spreadsheet-errors", cell), "error"),
        (is_lost || damage::is_left(cell), "damaged"),
        (is_serial(kind, cell), "serial"),
        (is_number && lacks_its_0 && cell.bytes().all(|b| b.is_ascii_digit()), "leading-zero"),
        (is_number && cell.contains(['E', 'e']) && is_shortened(), "shortened"),
    ];
    found.into_iter().find_map(|(is, how)| is.then_some(how))
}

/// Whether a name has a comma with more behind it than styles such as `MBE`: then the surname may
/// stand first.
fn is_turned(name: &str) -> bool {
    let is_style = |word: &str| word.is_empty() || has(&names::lists().letters, word);
    name.split_once(',').is_some_and(|(_, behind)| !behind.split([' ', ',']).all(is_style))
}

/// Whether a cell has the number that a spreadsheet keeps for a day, of 2000 to 2049.
fn is_serial(kind: Kind, cell: &str) -> bool {
    let of_kind = matches!(kind, Kind::Text | Kind::Date | Kind::DateTime | Kind::OwnWords);
    let number = cell.parse::<f64>().ok().filter(|_| cell.starts_with(['3', '4', '5']));
    of_kind && cell.len() >= 5 && number.is_some_and(|day| (36_526.0..54_789.0).contains(&day))
}

/// What is wrong with a row. Shows nothing of what the person wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// Its number.
    pub row: u32,
    /// Heading of the column; none when it is the row as a whole.
    pub heading: Option<String>,
    /// What is wrong, in whole sentences.
    pub what: String,
    /// What a front end can offer to do about it.
    pub remedy: Option<Remedy>,
}

/// The faults of each row, by its number. Those of one row stand together, as a check gives them.
pub fn faults_by_row(faults: &[RowFault]) -> HashMap<u32, &[RowFault]> {
    let rows = faults.chunk_by(|a, b| a.row == b.row);
    rows.filter_map(|of_row| Some((of_row.first()?.row, of_row))).collect()
}

impl RowFault {
    /// A fault of a cell, or of the row as a whole.
    pub fn at(row: u32, heading: Option<&str>, what: impl Into<String>) -> RowFault {
        RowFault { row, heading: heading.map(str::to_string), what: what.into(), remedy: None }
    }

    /// A cell that is not as it was, or cannot be as it is: `how` is how `data/tables.yaml` calls it.
    pub fn spoiled(row: u32, heading: Option<&str>, how: &str) -> RowFault {
        RowFault::at(row, heading, lists().spoiled.get(how).map_or("", String::as_str))
    }

    /// An answer of this row that was not taken. What the fault would repeat of it is left out, since
    /// messages of a batch are kept and passed on.
    pub fn answer(row: u32, heading: Option<&str>, fault: AnswerFault) -> RowFault {
        use AnswerFault::*;
        let hidden = match fault {
            NotOffered { near, offered, .. } => NotOffered { given: None, near, offered },
            UnknownConcern { near, .. } => UnknownConcern { given: None, near },
            UnknownBody { near, .. } => UnknownBody { given: None, near },
            SeveralAreas { names, .. } => SeveralAreas { asked_for: None, names },
            Told("postcode-near", _) => Told("postcode", Vec::new()),
            Told(day @ ("other-weekday" | "no-such-day"), _) => {
                return RowFault::spoiled(row, heading, day);
            }
            Told("no-such-day-ever", _) => return RowFault::spoiled(row, heading, "no-such-day"),
            other => other,
        };
        RowFault::at(row, heading, hidden.to_string())
    }

    /// What is wrong, for somebody who looks at the row: `Postcode: …`.
    pub fn in_its_row(&self) -> String {
        match &self.heading {
            Some(heading) => format!("{heading}: {}", self.what),
            None => self.what.clone(),
        }
    }
}

impl fmt::Display for RowFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let heading = self.heading.iter().map(|heading| format!(", {heading}"));
        write!(f, "row {}{}: {}", self.row, heading.collect::<String>(), self.what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_option_for_a_point_of_ones_own_is_no_point() {
        for (cell, left) in [
            (
                "Other, with room for a sentence, Would people be as safe?",
                "Would people be as safe?",
            ),
            ("Other, with room for a sentence: parking", "parking"),
            ("other: it's lovely; don't close it", "it's lovely; don't close it"),
            ("The money; Other; The time", "The money; The time"),
            ("The money, other", "The money"),
            ("Other", ""),
            ("The money,Other (please say)\nparking", "The money,parking"),
            ("The money,Other (the lift)", "The money,Other (the lift)"),
            ("Other people’s time, the money", "Other people’s time, the money"),
            ("ŵ, Other: é", "ŵ, é"),
        ] {
            assert_eq!(without_other(cell), left, "{cell}");
        }
    }
}
