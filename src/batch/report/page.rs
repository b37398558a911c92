//! `report.md`: what the screen says, a little fuller, with how it was worked out.

use super::facts::{Depth, Line};
use super::words::{FIXED, count, escaped, number};
use crate::batch::columns::RowFault;
use crate::batch::record::LEAST_SHARE;
use crate::batch::report::whole::{ASK_AGAIN, COVER_NOTE, DELETE, FAILED, INDEX, Report, TABLE};
use crate::batch::review;
use crate::batch::similar::text::FEWEST_WORDS;
use crate::batch::similar::{FEWEST_IN_COMMON, LEAST_IN_COMMON};

/// What the page tells of a list; `report.csv` tells all.
const DEPTH: Depth = Depth { rows: 200, groups: (100, 20), faults: 0 };

/// Rows to mend that the page tells; `failed.csv` has all.
const MOST_FAULTS: usize = 100;

pub(super) fn page(report: &Report<'_>) -> String {
    let mut page = Page(String::new());
    page.paragraph(&format!("# {}", escaped(report.title)));
    if let Some(closing) = report.closing_line(false) {
        page.paragraph(&format!("It {closing}."));
    }
    page.paragraph(&escaped(&report.table_line()));
    page.fates(report);
    if report.reading.letters() > 0 {
        page.heading("How they are likely to be read");
        page.numbers(&report.read_lines(DEPTH));
        page.paragraph(&method());
    }
    let questions = report.question_lines(DEPTH);
    if !questions.is_empty() {
        page.heading("Question by question");
        let items = questions.iter().map(|(label, text)| format!("{label}: {text}"));
        page.list(items.collect());
    }
    page.receivers(report);
    let look = report.look_lines(DEPTH);
    if !look.is_empty() {
        page.heading("Worth a look");
        page.numbers(&look);
    }
    page.faults(report);
    page.steps(report);
    page.files(report);
    page.0.replace(FIXED, " ")
}

/// How the reading was worked out, with every threshold.
fn method() -> String {
    format!(
        "How this was worked out: “our text with a name” has no words of the person’s own, or only \
         such as stand in our own texts. “A sentence of the person’s own” means that fewer than \
         {LEAST_SHARE} words in a hundred are theirs, in the whole and in each numbered answer, \
         because less than that (two sentences in a page) is hardly found by somebody who reads \
         the same page many times. Own words are compared by themselves, from {FEWEST_WORDS} words \
         on: they are like someone else’s when they are the same but for capitals and punctuation, \
         or when {LEAST_IN_COMMON} in a hundred of the pairs of words that follow each other in \
         the shorter text (and no fewer than {FEWEST_IN_COMMON}) stand in the other, pairs of \
         small words counting little. Nobody can find everything."
    )
}

struct Page(String);

impl Page {
    fn paragraph(&mut self, text: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(text);
        self.0.push('\n');
    }

    fn heading(&mut self, text: &str) {
        self.paragraph(&format!("## {text}"));
    }

    fn list(&mut self, items: Vec<String>) {
        let items: Vec<String> = items.iter().map(|item| format!("- {}", escaped(item))).collect();
        self.paragraph(&items.join("\n"));
    }

    fn numbers(&mut self, lines: &[Line]) {
        self.list(lines.iter().map(|(n, text)| format!("{} {text}", number(*n))).collect());
    }

    fn fates(&mut self, report: &Report<'_>) {
        let mut items =
            vec![format!("Written: {}, {}", number(report.written()), report.whereabouts())];
        if let Some(joint) = report.joint {
            let signed = number(report.in_joint());
            items.push(format!("In one joint response: {signed}, in {joint}"));
        }
        let without = report.not_written(DEPTH);
        items.extend(without.iter().map(|(n, text)| {
            // The rows to mend have a list of their own.
            let text = if text.starts_with("to mend") { "to mend, below" } else { text };
            format!("Not written: {} {text}", number(*n))
        }));
        self.list(items);
    }

    fn faults(&mut self, report: &Report<'_>) {
        if report.faults.is_empty() {
            return;
        }
        self.heading("To mend");
        let faults = report.faults.iter().take(MOST_FAULTS);
        let mut items: Vec<String> = faults.map(RowFault::to_string).collect();
        if report.faults.len() > MOST_FAULTS {
            let more = number(report.faults.len() - MOST_FAULTS);
            items.push(format!("and {more} more, in {FAILED}"));
        }
        self.list(items);
    }

    fn steps(&mut self, report: &Report<'_>) {
        let steps = report.steps();
        if steps.is_empty() {
            return;
        }
        self.heading(&report.steps_heading());
        let mut items = Vec::new();
        for (index, step) in steps.iter().enumerate() {
            let lead = format!("{}. ", index + 1);
            let indent = " ".repeat(lead.len());
            let mut item = format!("{lead}{}", escaped(&step.text));
            if let Some(command) = &step.command {
                item.push_str(&format!("\n\n{indent}    {command}"));
            }
            items.push(item);
        }
        let apart = if steps.iter().any(|step| step.command.is_some()) { "\n\n" } else { "\n" };
        self.paragraph(&items.join(apart));
    }

    /// Who gets how many letters, where every receiver has a folder.
    fn receivers(&mut self, report: &Report<'_>) {
        if report.receivers.is_empty() {
            return;
        }
        self.heading("By receiver");
        let item = |(name, letters): &(String, usize)| {
            format!("{name}: {}", count(*letters, "letter", "letters"))
        };
        self.list(report.receivers.iter().map(item).collect());
    }

    fn files(&mut self, report: &Report<'_>) {
        let mut items = vec![format!("{TABLE}: every row, with its file and its group")];
        if report.reading.ours() > 0 {
            items.push(format!(
                "{ASK_AGAIN}: the rows with hardly a word of their own, to ask again"
            ));
        }
        items.push(match report.receivers {
            [] => format!("{COVER_NOTE}: to hand in with the letters"),
            _ => format!("{COVER_NOTE} in each folder: to hand in with the letters there"),
        });
        items.push(format!("{INDEX}: the number, the name and the file of each letter"));
        items.push(format!("{}, if it is there: rows to look at before they go", review::FILE));
        self.heading("Beside this page");
        self.list(items);
        self.paragraph(DELETE);
    }
}
