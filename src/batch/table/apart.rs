//! Why a row is no person's.

/// Why a row is no person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotAPerson {
    /// It has the headings again.
    Headings,
    /// The maker of the form tried it out.
    Preview,
    /// The person took it back.
    Withdrawn,
    /// It sums up the others.
    Total,
    /// The spreadsheet hides it.
    Hidden,
    /// It is struck out.
    StruckOut,
}

impl NotAPerson {
    /// What is true of the row, in words.
    pub fn told(self) -> &'static str {
        match self {
            NotAPerson::Headings => "has the headings again",
            NotAPerson::Preview => "is a preview or test of the form",
            NotAPerson::Withdrawn => "is marked as withdrawn",
            NotAPerson::Total => "is a total",
            NotAPerson::Hidden => "is hidden in the workbook",
            NotAPerson::StruckOut => "is struck out in the workbook",
        }
    }
}
