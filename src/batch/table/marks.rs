//! How a row to be mended is marked.

/// Heading of the column that says what is to be mended in each row. It is never the answer to a
/// question.
pub const TO_MEND: &str = "to mend";

/// What stands in such a cell: which row it was, the number of its letter where that is another,
/// and why it is here.
pub fn mend_cell(row: u32, letter: u32, why: &str) -> String {
    let letter = if row == letter { String::new() } else { format!(", letter {letter}") };
    format!("Row {row}{letter}: {why}")
}

/// The number of the letter that such a cell begins with.
pub(super) fn letter_of(cell: &str) -> Option<u32> {
    let (which, _) = cell.split_once(':')?;
    let which = which.trim().to_lowercase();
    let number = which.strip_prefix("row")?.rsplit(", letter").next()?;
    let number = number.trim().parse().ok()?;
    (number > 1).then_some(number)
}
