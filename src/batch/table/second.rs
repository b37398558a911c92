//! Further rows of headings: some online forms write two or three before the first person.

/// What SurveyMonkey puts under a question that is answered in one column.
const RESPONSE: [&str; 2] = ["response", "open-ended response"];

/// What begins the cells of the third row of headings that Qualtrics writes.
/// <https://www.qualtrics.com/support/survey-platform/data-and-analysis-module/data/download-data/understanding-your-dataset/>
pub(super) const IMPORT_ID: &str = "{\"ImportId\"";

/// The headings of a table whose second row goes on with them: a question once, and under it
/// `Response`, or each of its options in a column of its own. None where that row is a person's.
pub(super) fn headings(first: &[String], second: &[&str]) -> Option<Vec<String>> {
    let is_response = |cell: &&str| RESPONSE.contains(&cell.trim().to_lowercase().as_str());
    // The first column is a number that the form gives, and has nothing under it.
    let begins = second.first().is_some_and(|cell| cell.trim().is_empty());
    if !begins || !second.iter().any(is_response) {
        return None;
    }
    let width = first.len().max(second.len());
    let own = |column: usize| first.get(column).map_or("", String::as_str);
    let under = |column: usize| second.get(column).map_or("", |cell| cell.trim());
    let mut question = "";
    let mut all = Vec::with_capacity(width);
    for column in 0..width {
        if !own(column).is_empty() {
            question = own(column);
        }
        let goes_on = |column: usize| own(column).is_empty() && !under(column).is_empty();
        let is_one_of = goes_on(column) || goes_on(column + 1);
        all.push(match under(column) {
            "" => own(column).to_string(),
            cell if is_one_of && !is_response(&cell) => format!("{question} [{cell}]"),
            _ => question.to_string(),
        });
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_stand_beside_their_question() {
        let first = ["ID", "Your name", "What worries you?", "", "", "I agree"].map(String::from);
        let second = ["", "Open-Ended Response", "Buses", "Trams", "Other (please say)", "Yes"];
        assert_eq!(
            headings(&first, &second).as_deref(),
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
        assert_eq!(headings(&first, &["7", "Response", "x", "", "", "yes"]), None);
        assert_eq!(headings(&first, &["", "Jean Sample", "x", "", "", "yes"]), None);
    }
}
