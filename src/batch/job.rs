//! One row's way to a document: its answers with the group's, checked and composed.

use std::hash::{Hash, Hasher};

use rapidhash::v3::rapidhash_v3;

use super::columns::{Columns, RowFault, RowFaultKind};
use super::for_all::ForAll;
use super::record::own_text;
use super::table::{Row, Table};
use crate::answer::{Answers, GroupText};
use crate::compose::{Composer, Draft};
use crate::document::Document;
use crate::error::Error;
use crate::interview::{FillError, Questionnaire};
use crate::model::{Kind, Pack, Template};
use crate::question::AnswerFault;
use crate::render::pdf::Fonts;
use crate::render::{self, Format, Options};

/// Everything that the letters of a batch are made from. Threads share it.
pub struct Job<'a> {
    /// The pack.
    pub pack: &'a Pack,
    /// The template.
    pub template: &'a Template,
    /// The table.
    pub table: &'a Table,
    /// What its columns answer.
    pub columns: &'a Columns,
    /// What the group answers for everybody.
    pub for_all: &'a ForAll,
    /// The formats to write.
    pub formats: &'a [Format],
    /// Whether e-mails bring the letter as a PDF too.
    pub attach_pdf: bool,
    /// Whether letters are set as PDF: each by itself, all together, or with an e-mail.
    pub pdf: bool,
    /// The fonts of PDFs.
    pub fonts: &'a Fonts,
    /// The template, ready to be filled.
    pub composer: Composer<'a>,
    /// Its questions, ready to be answered by one row after another.
    pub questionnaire: Questionnaire<'a>,
    /// A hash of what letters depend on besides their words: a font that was brought.
    pub salt: u64,
    /// A hash of what they have from the pack beside their drafts: [`Composer::frame`].
    pub frame: u64,
}

impl Job<'_> {
    /// Composes a row's letter; gives with it what the row and the group answered, and which of
    /// the words are the group's.
    ///
    /// # Errors
    /// Every fault of the row, by column.
    pub fn draft(&self, row: &Row<'_>) -> Result<(Answers, GroupText, Draft), Vec<RowFault>> {
        let (answers, group) = self.answers(row)?;
        let draft = self.composer.draft(&answers, &group).map_err(|fault| {
            vec![RowFault::at(row.number, None, RowFaultKind::Template(fault.to_string()))]
        })?;
        Ok((answers, group, draft))
    }

    /// A row's letter before it is bytes.
    ///
    /// # Errors
    /// As [`Job::draft`].
    pub fn letter(&self, row: &Row<'_>) -> Result<Document, Vec<RowFault>> {
        self.draft(row).map(|(_, _, draft)| self.composer.document(draft))
    }

    /// What a row's person wrote themselves; none where the row has a fault.
    pub fn own_text(&self, row: &Row<'_>) -> Option<String> {
        let (answers, group) = self.answers(row).ok()?;
        Some(own_text(self.template, &answers, &group))
    }

    /// The answers of a row with those of the group, and which words are the group's.
    ///
    /// # Errors
    /// Every fault of the row, by column.
    pub fn answers(&self, row: &Row<'_>) -> Result<(Answers, GroupText), Vec<RowFault>> {
        let (given, group, mut faults) = self.for_all.with_row(self.columns, row);
        let filled = self.questionnaire.fill(&given);
        let answers = match filled {
            Ok(answers) if faults.is_empty() => answers,
            Ok(_) => return Err(faults),
            Err(FillError(problems)) => {
                for problem in problems {
                    // A cell that was not read is told once.
                    let heading = self.columns.heading(&problem.id);
                    if faults.iter().any(|f| f.heading.is_some() && f.heading.as_deref() == heading)
                    {
                        continue;
                    }
                    // What the table has no column for was to follow from the postcode.
                    let filling = self.pack.filling(&problem.id).filter(|_| heading.is_none());
                    if let Some(of) = filling.and_then(|q| self.columns.heading(&q.id)) {
                        let fault = match problem.fault {
                            AnswerFault::Missing => AnswerFault::NotLocated,
                            // Such as that the letter does not hold in that nation.
                            other => other,
                        };
                        faults.push(RowFault::answer(row.number, Some(of), fault));
                        continue;
                    }
                    let asked = (!problem.ask.is_empty()).then_some(problem.ask.as_str());
                    faults.push(RowFault::answer(row.number, heading.or(asked), problem.fault));
                }
                return Err(faults);
            }
        };
        Ok((answers, group))
    }

    /// Characters of a letter that no font has, by the column they stand in. None where no PDF is
    /// to be written.
    pub fn unset(&self, row: &Row<'_>, draft: &Draft) -> Vec<RowFault> {
        if !self.pdf {
            return Vec::new();
        }
        let mut faults = Vec::new();
        for field in &self.columns.fields {
            let missing = self.fonts.missing(&field.text(row));
            if !missing.is_empty() {
                let heading = self.columns.heading(&field.id);
                // A sign can be left out of what somebody wrote. A name cannot be spelt otherwise,
                // and is not shown.
                let in_words = matches!(field.kind, Kind::OwnWords | Kind::Concerns);
                let kind = if in_words && !missing.iter().any(|c| c.is_alphabetic()) {
                    RowFaultKind::Characters(missing)
                } else {
                    RowFaultKind::Letters
                };
                faults.push(RowFault::at(row.number, heading, kind));
            }
        }
        // What stands in a cell need not stand in the letter.
        if !faults.is_empty() && self.is_settable(&self.composer.document(draft.clone())) {
            faults.clear();
        }
        faults
    }

    fn is_settable(&self, document: &Document) -> bool {
        let around = [&document.sender, &document.recipient, &document.signature, &document.notes];
        let lines = around.into_iter().flatten().map(String::as_str);
        let details = document.details.iter().flat_map(|d| &d.rows);
        let details = details.flat_map(|(label, value)| [label.as_str(), value.as_str()]);
        let subject = document.subject.iter().chain(&document.salutation).map(String::as_str);
        let mut all = lines.chain(details).chain(subject).chain([document.markdown.as_str()]);
        all.all(|text| self.fonts.missing(text).is_empty())
    }

    /// What a letter is made from, of the bytes of its draft.
    pub(super) fn made_from(&self, draft: &[u8]) -> u64 {
        made_from(draft, self.salt ^ self.frame)
    }

    /// The letter in a format.
    ///
    /// # Errors
    /// A PDF that cannot be set.
    pub fn render(&self, document: &Document, format: Format) -> Result<Vec<u8>, Error> {
        let options =
            Options { fonts: Some(self.fonts), attach_pdf: self.attach_pdf, ..Options::default() };
        Ok(render::render_as(document, format, &options)?)
    }
}

/// A hash of everything that a letter's bytes come of, the program's version among it.
pub fn made_from(letter: &(impl Hash + ?Sized), salt: u64) -> u64 {
    let mut bytes = Bytes(Vec::with_capacity(4096));
    env!("CARGO_PKG_VERSION").hash(&mut bytes);
    salt.hash(&mut bytes);
    letter.hash(&mut bytes);
    rapidhash_v3(&bytes.0)
}

/// What is hashed, one piece after another.
struct Bytes(Vec<u8>);

impl Hasher for Bytes {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        rapidhash_v3(&self.0)
    }
}
