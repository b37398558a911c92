//! Tables that a batch left to be mended: `failed.csv`, whose rows say which row of the first
//! table they were.

/// Heading of the column that says what is to be mended in each row. It is never the answer to a
/// question.
pub const TO_MEND: &str = "to mend";

/// What stands in the column [`TO_MEND`]: which row it was, and why it was not written.
pub fn mend_cell(row: u32, why: &str) -> String {
    format!("Row {row}: {why}")
}

/// The number that such a cell begins with.
pub(super) fn first_number(cell: &str) -> Option<u32> {
    let (word, rest) = cell.trim_start().split_at_checked(3)?;
    let (number, _) = rest.split_once(':')?;
    let number = number.trim().parse().ok()?;
    (word.eq_ignore_ascii_case("row") && number > 1).then_some(number)
}
