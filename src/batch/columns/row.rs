//! What a row answers.

use super::row_fault::{RowFault, RowFaultKind};
use super::{Columns, Field, Row};
use crate::answer::Input;
use crate::model::Kind;

/// What a row answers.
#[derive(Clone, Debug, Default)]
pub struct Answered {
    /// Answers by question id, as they came; empty cells are not among them.
    pub given: Vec<(String, Input)>,
    /// Ids of the own-words questions that the row itself answers.
    pub own: Vec<String>,
    /// What a spreadsheet has done to cells, and cells without a heading. A row with one is not
    /// to be written.
    pub faults: Vec<RowFault>,
}

/// What spreadsheets show in place of a value.
/// <https://support.microsoft.com/office/hide-error-values-and-error-indicators-d171b96e-8fb4-4863-a1ba-b64557474439>
const ERRORS: [&str; 10] = [
    "#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
    "#ERROR!",
];

impl Columns {
    /// What a row answers. Whether the answers are good ones, their questions say.
    pub fn read(&self, row: &Row<'_>) -> Answered {
        let mut answered = Answered::default();
        if row.beyond() > 0 {
            let kind = RowFaultKind::Beyond(row.beyond());
            answered.faults.push(RowFault::at(row.number, None, kind));
        }
        for field in &self.fields {
            let text = field.given(row);
            if text.trim().is_empty() {
                continue;
            }
            for column in &field.columns {
                if let Some(kind) = spoiled(field.kind, row.cell(*column)) {
                    answered.faults.push(RowFault::at(row.number, self.name(*column), kind));
                }
            }
            if field.kind == Kind::OwnWords {
                answered.own.push(field.id.clone());
            }
            answered.given.push((field.id.clone(), Input::Text(text)));
        }
        answered
    }
}

impl Field {
    /// What a row answers; nothing where it says that there is nothing to say.
    pub fn given(&self, row: &Row<'_>) -> String {
        let mut text = self.text(row);
        if self.kind == Kind::Concerns {
            text = without_other(&text);
        }
        if is_none(self, &text) { String::new() } else { text }
    }

    /// The answer of a row, as it stands in the table.
    pub fn text(&self, row: &Row<'_>) -> String {
        let parts = self.columns.iter().map(|column| row.cell(*column));
        if !self.ticks.is_empty() {
            let ticked = parts.zip(&self.ticks).filter_map(|(cell, option)| ticked(cell, option));
            return ticked.collect::<Vec<_>>().join("\n");
        }
        if let [only] = self.columns.as_slice() {
            return row.cell(*only).to_string();
        }
        let between = if self.kind == Kind::Lines { "\n" } else { " " };
        let mut text = String::new();
        for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
            // A town that stands in the address already is not written twice.
            if self.kind == Kind::Lines && holds(&text, part) {
                continue;
            }
            if !text.is_empty() {
                text.push_str(between);
            }
            text.push_str(part);
        }
        text
    }
}

/// Whether an address has a line already, by itself or between commas.
fn holds(address: &str, line: &str) -> bool {
    address.split(['\n', ',']).any(|there| there.trim().eq_ignore_ascii_case(line))
}

/// What a column of ticks adds to an answer: the option, or words that stand in its place.
fn ticked<'c>(cell: &'c str, option: &'c str) -> Option<&'c str> {
    const YES: [&str; 9] = ["yes", "y", "true", "1", "x", "✓", "ticked", "checked", "selected"];
    const NO: [&str; 9] =
        ["", "no", "n", "false", "0", "-", "unchecked", "not selected", "not checked"];
    let plain = cell.trim().to_lowercase();
    match plain.as_str() {
        plain if NO.contains(&plain) => None,
        plain if YES.contains(&plain) => Some(option),
        _ => Some(cell.trim()),
    }
}

/// The option of a form beside which people write a point of their own.
pub(super) const OTHER: &str = "Other, with room for a sentence";

/// Points without the option that only says that another one follows.
fn without_other(cell: &str) -> String {
    const ENDS: [char; 4] = [':', ',', ';', '\n'];
    let behind = |text: &str| -> Option<usize> {
        let words = text.trim_start();
        let after = [OTHER, "other"].into_iter().find_map(|lead| {
            let (begins, after) = words.split_at_checked(lead.len())?;
            let after = after.trim_start_matches(' ');
            let ended = if after.is_empty() { Some(after) } else { after.strip_prefix(ENDS) };
            ended.filter(|_| begins.eq_ignore_ascii_case(lead))
        })?;
        Some(text.len() - after.len())
    };
    let (mut out, mut at) = (String::new(), 0);
    while at < cell.len() {
        if let Some(length) = behind(&cell[at..]) {
            at += length;
            continue;
        }
        let end = cell[at..].find([',', ';', '\n']).map_or(cell.len(), |found| at + found + 1);
        out.push_str(&cell[at..end]);
        at = end;
    }
    match out.len() == cell.len() {
        true => out,
        false => out.trim().trim_end_matches([',', ';']).to_string(),
    }
}

/// What people put where they have nothing to say, without full stops at its end.
const NOTHING: [&str; 17] = [
    "",
    "n/a",
    "na",
    "n.a",
    "n / a",
    "none",
    "nil",
    "not applicable",
    "none of these",
    "none of the above",
    "prefer not to say",
    "rather not say",
    "-",
    "--",
    "–",
    "—",
    "?",
];

/// What says nothing but where people are asked for their own words: there it may be their answer.
const NOT_KNOWN: [&str; 8] = [
    "don't know",
    "don’t know",
    "dont know",
    "i don't know",
    "i don’t know",
    "idk",
    "unknown",
    "not sure",
];

/// Whether a cell says that there is nothing to say, or that a form did not ask who it was.
fn is_none(field: &Field, cell: &str) -> bool {
    let plain = cell.trim().trim_end_matches('.');
    let is = |said: &str| plain.eq_ignore_ascii_case(said);
    let is_nobody = is("anonymous") && matches!(field.id.as_str(), "name" | "email" | "contact");
    // An option may be called so.
    let is_chosen = matches!(field.kind, Kind::YesNo | Kind::Choice | Kind::Choices);
    let is_unknown = field.kind != Kind::OwnWords && NOT_KNOWN.into_iter().any(is);
    is_nobody || !is_chosen && (is_unknown || NOTHING.into_iter().any(is))
}

/// What a spreadsheet has made of a cell that is no longer what somebody typed.
fn spoiled(kind: Kind, cell: &str) -> Option<RowFaultKind> {
    let cell = cell.trim();
    if ERRORS.contains(&cell) {
        return Some(RowFaultKind::SpreadsheetError);
    }
    if cell.contains('\u{fffd}') {
        return Some(RowFaultKind::Damaged);
    }
    if !matches!(kind, Kind::Telephone | Kind::Contact) {
        return None;
    }
    let is_digits = cell.bytes().all(|b| b.is_ascii_digit());
    // A number of the UK has a 0 and nine or ten digits: ITU-T, national numbering plan of the
    // United Kingdom. With its country code it has twelve.
    if is_digits && (9..=10).contains(&cell.len()) && !cell.starts_with('0') {
        return Some(RowFaultKind::LeadingZero);
    }
    let has_exponent = cell.split_once(['E', 'e']).is_some_and(|(digits, exponent)| {
        let number = |text: &str, signs: [char; 2]| {
            !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || signs.contains(&c))
        };
        number(digits, ['.', ',']) && number(exponent, ['+', '-'])
    });
    has_exponent.then_some(RowFaultKind::Shortened)
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
            ("Other people’s time, the money", "Other people’s time, the money"),
            ("ŵ, Other: é", "ŵ, é"),
        ] {
            assert_eq!(without_other(cell), left, "{cell}");
        }
    }
}
