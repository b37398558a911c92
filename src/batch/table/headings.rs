//! The headings of a table: some online forms write two or three rows of them before the first person.

use super::damage::mended;
use super::rows::Table;
use crate::diagnostic;
use crate::text::unseen;
use crate::text::words::one_line;

/// What SurveyMonkey puts under a question that is answered in one column.
const RESPONSE: [&str; 2] = ["response", "open-ended response"];

/// What begins the cells of the third row of headings that Qualtrics writes.
/// <https://www.qualtrics.com/support/survey-platform/data-and-analysis-module/data/download-data/understanding-your-dataset/>
const IMPORT_ID: &str = "{\"ImportId\"";

/// A heading: one line without hidden characters.
pub(super) fn heading(cell: &str) -> String {
    let is_hidden = |c: char| {
        !c.is_whitespace() && (unseen::is_refused(c) || unseen::turns(c))
            || matches!(c, '\u{200b}' | '\u{feff}')
    };
    one_line(&mended(cell).replace(is_hidden, ""))
}

/// Takes out the rows below the headings that go on with them.
pub(super) fn take_out(table: &mut Table) {
    let [first, second] = [0, 1].map(|at| table.row(at).map(|row| row.cells).unwrap_or_default());
    let is_for_programs = second.first().is_some_and(|cell| cell.starts_with(IMPORT_ID));
    let (headings, rows) = if is_for_programs {
        // The row between has the questions.
        let asked = |(column, own): (usize, &String)| {
            let asked = heading(first.get(column).copied().unwrap_or_default());
            if asked.is_empty() { own.clone() } else { asked }
        };
        (table.headings.iter().enumerate().map(asked).collect(), 2)
    } else if let Some(headings) = with_options(&table.headings, &first) {
        (headings.iter().map(|cell| heading(cell)).collect(), 1)
    } else {
        return;
    };
    table.headings = headings;
    let last = table.rows.drain(..rows).next_back().map_or(0, |row| row.number);
    table.notes.push(diagnostic::fault("table-more-headings", &[("last", &last)]));
}

/// The headings of a table whose second row goes on with them: a question once, and under it
/// `Response`, or each of its options in a column of its own. None where that row is a person's.
fn with_options(first: &[String], second: &[&str]) -> Option<Vec<String>> {
    let is_response = |cell: &&str| RESPONSE.contains(&cell.trim().to_lowercase().as_str());
    // The first column is a number that the form gives, and has nothing under it.
    let begins = second.first().is_some_and(|cell| cell.trim().is_empty());
    if !begins || !second.iter().any(is_response) {
        return None;
    }
    let own = |column: usize| first.get(column).map_or("", String::as_str);
    let under = |column: usize| second.get(column).map_or("", |cell| cell.trim());
    let goes_on = |column: usize| own(column).is_empty() && !under(column).is_empty();
    let mut question = "";
    let mut headed = |column: usize| {
        if !own(column).is_empty() {
            question = own(column);
        }
        let is_one_of = goes_on(column) || goes_on(column + 1);
        match under(column) {
            "" => own(column).to_string(),
            cell if is_one_of && !is_response(&cell) => format!("{question} [{cell}]"),
            _ => question.to_string(),
        }
    };
    Some((0..first.len().max(second.len())).map(&mut headed).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_stand_beside_their_question() {
        let first = ["ID", "Your name", "What worries you?", "", "", "I agree"].map(String::from);
        let second = ["", "Open-Ended Response", "Buses", "Trams", "Other (please say)", "Yes"];
        assert_eq!(
            with_options(&first, &second).as_deref(),
            Some(
                &[
                    "ID",
                    "Your name",
                    "What worries you? [Buses]",
                    "What worries you? [Trams]",
                    "What worries you? [Other (please say)]",
                    "I agree"
                ]
                .map(String::from)[..]
            )
        );
        assert_eq!(with_options(&first, &["7", "Response", "x", "", "", "yes"]), None);
        assert_eq!(with_options(&first, &["", "Jean Sample", "x", "", "", "yes"]), None);
    }
}
