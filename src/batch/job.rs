//! One row's way to a document: its answers with the group's, checked and composed.

use std::hash::{Hash, Hasher};

use jiff::civil::Date;
use rapidhash::quality::RapidHasher;

use super::columns::{Columns, Field, RowFault};
use super::for_all::ForAll;
use super::names::Pattern;
use super::options::Options;
use super::record::own_pieces;
use super::similar::Common;
use super::table::{Row, Table};
use crate::answer::{Answers, GroupText};
use crate::check::finished;
use crate::compose::Composer;
use crate::diagnostic::Remedy;
use crate::document::Document;
use crate::interview::{FillError, Problem, Questionnaire, holds};
use crate::model::{Pack, Template};
use crate::question::AnswerFault;
use crate::render::pdf::Fonts;
use crate::render::{self, Format, RenderError};
use crate::template::engine::TemplateFault;
use crate::template::tags;

/// Everything that the letters of a batch are made from. Threads share it.
pub struct Job<'a> {
    /// The pack.
    pub pack: &'a Pack,
    /// The template.
    pub template: &'a Template,
    /// The table.
    pub table: Table,
    /// What its columns answer.
    pub columns: Columns,
    /// The number of each row's letter, by place.
    pub numbers: Vec<u32>,
    /// How the files of letters are called.
    pub names: Pattern,
    /// Digits of a letter's number in them.
    pub digits: usize,
    /// What the group answers for everybody.
    pub for_all: ForAll,
    /// How the batch is made.
    pub options: Options,
    /// Whether letters are set as PDF: each by itself, all together, or with an e-mail.
    pub pdf: bool,
    /// The fonts of PDFs.
    pub fonts: Fonts,
    /// The template, ready to be filled.
    pub composer: Composer<'a>,
    /// Its questions, ready to be answered by one row after another.
    pub questionnaire: Questionnaire<'a>,
    /// What the texts of the pack say, which is nobody's own.
    pub common: Common,
    /// A hash of what letters depend on besides their words: a font that was brought.
    pub salt: u64,
    /// The day on letters that bring none.
    pub today: Date,
}

impl Job<'_> {
    /// Composes the letter of the row at a place; gives with it what the row and the group answered,
    /// and which of the words are the group's.
    ///
    /// # Errors
    /// Every fault of the row, by column.
    pub fn composed(&self, place: usize) -> Result<(Answers, GroupText, Document), Vec<RowFault>> {
        let row = self.table.row(place).ok_or_else(Vec::new)?;
        let (answers, group) = self.answers(&row)?;
        let fault = |fault: TemplateFault| vec![RowFault::at(row.number, None, fault.to_string())];
        let mut document = self.composer.compose(&answers, &group).map_err(fault)?;
        let enclosed = self.options.enclosures.iter().map(|file| file.name.clone());
        self.composer.enclose(&mut document, &enclosed.collect::<Vec<String>>());
        document.number = Some(self.numbers[place]);
        Ok((answers, group, document))
    }

    /// The letter of the row at a place before it is bytes; none where the row has a fault.
    pub fn letter(&self, place: usize) -> Option<Document> {
        self.composed(place).ok().map(|(.., document)| document)
    }

    /// What the person of the row at a place wrote themselves; none where the row has a fault.
    pub fn own_text(&self, place: usize) -> Option<String> {
        let (answers, group) = self.answered(place)?;
        let pieces = own_pieces(self.template, &answers, &group).into_iter();
        Some(pieces.map(|(_, piece)| piece).collect::<Vec<_>>().join("\n\n"))
    }

    /// Whether a row answers a question that is not asked, given its other answers: it is in no
    /// letter then.
    pub fn has_unasked(&self, row: &Row<'_>, answers: &Answers) -> bool {
        self.columns.fields.iter().any(|field| {
            let question = self.pack.question(&field.id);
            question.is_some_and(|q| !holds(&q.when, answers, &self.pack.registers))
                && !field.given(row).trim().is_empty()
        })
    }

    /// The answers of the row at a place, as [`Job::answers`] has them; none where it has a fault.
    pub fn answered(&self, place: usize) -> Option<(Answers, GroupText)> {
        self.answers(&self.table.row(place)?).ok()
    }

    /// The answers of a row with those of the group, and which words are the group's.
    ///
    /// # Errors
    /// Every fault of the row, by column.
    pub fn answers(&self, row: &Row<'_>) -> Result<(Answers, GroupText), Vec<RowFault>> {
        let (given, group, mut faults) = self.for_all.with_row(&self.columns, row);
        if row.beyond() > 0 {
            // What else is wrong with the row may come of it.
            faults.truncate(1);
            return Err(faults);
        }
        let problems = match self.questionnaire.fill(&given) {
            Ok(answers) if faults.is_empty() => return Ok((answers, group)),
            filled => filled.err().map(|FillError(problems)| problems).unwrap_or_default(),
        };
        for problem in problems {
            // A cell that was not read is told once.
            let heading = self.columns.heading(&problem.id);
            let is_told = |f: &RowFault| heading.is_some() && f.heading.as_deref() == heading;
            if !faults.iter().any(is_told) {
                faults.push(self.fault(row, problem));
            }
        }
        Err(faults)
    }

    /// What is wrong with a row, by the column that answers or brings it.
    fn fault(&self, row: &Row<'_>, problem: Problem) -> RowFault {
        let heading = self.columns.heading(&problem.id);
        let says_none = |field: &Field| field.id == problem.id && field.says_none(row);
        if self.columns.fields.iter().any(says_none) {
            return RowFault::spoiled(row.number, heading, "none-of-these");
        }
        // What the table has no column for was to follow from the postcode.
        let filling = self.pack.filling(&problem.id).filter(|_| heading.is_none());
        match (filling.and_then(|q| self.columns.heading(&q.id)), problem.fault) {
            (Some(of), AnswerFault::Missing) => {
                RowFault::answer(row.number, Some(of), AnswerFault::NotLocated)
            }
            // Such as that the letter does not hold in that nation.
            (Some(of), other) => RowFault::answer(row.number, Some(of), other),
            (None, fault) => {
                let asked = (!problem.ask.is_empty()).then_some(problem.ask.as_str());
                RowFault::answer(row.number, heading.or(asked), fault)
            }
        }
    }

    /// Whether the letter goes to a Member of Parliament whose name nobody gave.
    pub fn is_unnamed(&self, answers: &Answers) -> bool {
        let asks = self.template.questions.iter().any(|id| id == "mp.name");
        asks && answers.get("mp.name").is_none()
    }

    /// Letters of a row's document that no font has, by the columns they stand in; and whether it has
    /// signs that no font has, which are left out of its PDF. Neither where no PDF is to be written.
    pub fn unset(&self, row: &Row<'_>, document: &Document) -> (Vec<RowFault>, bool) {
        let lacks = |field: &Field| !self.fonts.missing(&field.text(row)).is_empty();
        if !self.pdf || !self.columns.fields.iter().any(lacks) {
            return (Vec::new(), false);
        }
        // What stands in a cell need not stand in the letter. A sign such as an emoji can be left
        // out; a name cannot be spelt otherwise.
        let missing = self.fonts.missing(&render::text::text(document)).into_iter();
        let (letters, signs): (Vec<char>, Vec<char>) = missing.partition(|c| c.is_alphabetic());
        let fields = self.columns.fields.iter();
        let fields = fields.filter(|field| field.text(row).contains(&letters[..]));
        let mut headings: Vec<Option<&str>> =
            fields.map(|field| self.columns.heading(&field.id)).collect();
        if headings.is_empty() && !letters.is_empty() {
            headings.push(None);
        }
        let what = "The built-in font cannot print these letters.";
        let fault = |heading| RowFault {
            remedy: Some(Remedy::ChooseFont),
            ..RowFault::at(row.number, heading, what)
        };
        (headings.into_iter().map(fault).collect(), !signs.is_empty())
    }

    /// What the finished letter has left over, unless it is to be written all the same.
    pub(super) fn unfinished(
        &self,
        row: &Row<'_>,
        document: &Document,
        answers: &Answers,
    ) -> Vec<RowFault> {
        if self.options.force {
            return Vec::new();
        }
        let left = finished::of_document(document, answers).into_iter();
        left.map(|left| RowFault::at(row.number, None, format!("In the letter, {left}."))).collect()
    }

    /// The letter in a format.
    ///
    /// # Errors
    /// A PDF that cannot be set.
    pub fn render(&self, document: &Document, format: Format) -> Result<Vec<u8>, RenderError> {
        let options = render::Options {
            fonts: Some(&self.fonts),
            attach_pdf: self.options.attach_pdf,
            enclosures: &self.options.enclosures,
            ..render::Options::default()
        };
        render::render_as(document, format, &options)
    }
}

/// The texts of a pack without their tags: its templates, partials and concerns. Of an `if` both
/// branches stand, so that the sentence round it is known with either.
pub fn common(pack: &Pack) -> Common {
    let templates = pack.templates.iter().map(|template| template.body.as_str());
    let partials = pack.partials.iter().map(|partial| partial.text.as_str());
    let concerns = pack.concerns.iter().flat_map(|concern| {
        let to = concern.to.values().map(String::as_str);
        concern.text.as_deref().into_iter().chain(concern.short.as_deref()).chain(to)
    });
    let bare = |text: &str| tags::blank(text, &tags::scan(text).tags, ' ');
    let texts: Vec<String> = templates.chain(partials).chain(concerns).map(bare).collect();
    Common::of(texts.iter().map(String::as_str))
}

/// A hash of everything that a letter's bytes come of, the program's version among it.
pub fn made_from(letter: &(impl Hash + ?Sized), salt: u64) -> u64 {
    let mut hasher = RapidHasher::default();
    (env!("CARGO_PKG_VERSION"), salt).hash(&mut hasher);
    letter.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::batch::similar::Sketch;
    use crate::pack::{Shared, shipped};

    #[test]
    fn a_sentence_of_a_pack_is_known_with_either_branch_of_an_if() {
        let shared = Shared::built_in().expect("sound");
        let pack = shipped::load("local-service", shared, date(2026, 11, 21));
        let (pack, _) = pack.expect("it ships").expect("it is sound");
        let common = common(&pack);
        for what in ["be open", "run"] {
            let copied = format!(
                "What would take its place, and would that {what} before anything ends here? Who \
                 would pay for it, and for how long?"
            );
            assert!(common.has(&Sketch::of(&copied).expect("it is long enough")), "{what}");
        }
    }
}
