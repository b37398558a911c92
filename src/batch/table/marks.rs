//! How a row to be mended is marked.

/// Heading of the column that says what is to be mended in each row. It is never the answer to a
/// question.
pub const TO_MEND: &str = "to mend";

/// The number that such a cell begins with.
pub(super) fn first_number(cell: &str) -> Option<u32> {
    let (word, rest) = cell.trim_start().split_at_checked(3)?;
    let (number, _) = rest.split_once(':')?;
    let number = number.trim().parse().ok()?;
    (word.eq_ignore_ascii_case("row") && number > 1).then_some(number)
}
