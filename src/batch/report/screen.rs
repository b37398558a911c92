//! The report on the screen: lists, wrapped, one screen of 80 columns where little went wrong.

use textwrap::core::display_width;

use super::facts::{Depth, Line};
use crate::batch::report::whole::{DELETE, Report};
use crate::batch::words::{FIXED, number};
use crate::text::wrap;

/// What the screen tells of a list; the page tells more.
const DEPTH: Depth = Depth { rows: 10, groups: (6, 4), faults: 2 };

/// Columns below which a line's text goes under its label.
const WIDE: usize = 60;

/// Where text begins after the labels of the first block: `Not written    25  `.
const LABEL: usize = 12;

/// The same for `Question by question`.
const QUESTION_LABEL: usize = 18;

/// Where commands begin, if they fit behind it.
const COMMAND: usize = 21;

impl Report<'_> {
    /// The report for the screen, at most so many columns wide but for commands, which stay in
    /// one piece to be copied.
    pub fn screen(&self, width: usize) -> String {
        let mut out = Screen { text: String::new(), width };
        out.heading(self);
        out.fates(self);
        let read = self.read_lines(DEPTH);
        if self.reading.letters() > 0 {
            out.block("How they are likely to be read", &read);
        }
        let questions = self.question_lines(DEPTH);
        if !questions.is_empty() {
            out.line("");
            out.line("Question by question");
            for (label, text) in questions {
                out.labelled(&format!("  {label}"), QUESTION_LABEL, &text);
            }
        }
        let look = self.look_lines(DEPTH);
        if !look.is_empty() {
            out.block("Worth a look", &look);
        }
        out.steps(self);
        out.filled(DELETE, "", "");
        out.text.replace(FIXED, " ")
    }
}

struct Screen {
    text: String,
    width: usize,
}

impl Screen {
    fn line(&mut self, text: &str) {
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    fn filled(&mut self, text: &str, first: &str, rest: &str) {
        self.line(&wrap(text, self.width, first, rest));
    }

    /// A label with its text behind it, or under it on a narrow screen.
    fn labelled(&mut self, label: &str, columns: usize, text: &str) {
        if self.width >= WIDE {
            let rest = " ".repeat(columns);
            self.filled(text, &format!("{label:columns$}"), &rest);
        } else {
            self.filled(&format!("{}: {text}", label.trim()), "  ", "    ");
        }
    }

    fn heading(&mut self, report: &Report<'_>) {
        let closing = report.closing_line(true).unwrap_or_default();
        let both = format!("{}    {closing}", report.title);
        if display_width(both.trim_end()) <= self.width {
            self.line(&both);
        } else {
            self.filled(report.title, "", "");
            self.filled(&closing, "", "");
        }
        self.filled(&report.table_line(), "", "  ");
    }

    /// How many were written and how many not, and why.
    fn fates(&mut self, report: &Report<'_>) {
        let without = report.not_written(DEPTH);
        let not: usize = without.iter().map(|(n, _)| n).sum();
        let mut lines = vec![("Written", report.written(), vec![report.whereabouts()])];
        if let Some(joint) = report.joint {
            lines.push(("In one joint", report.in_joint(), vec![joint.to_string()]));
        }
        if not > 0 {
            let digits = widest(&without);
            let reasons = without.iter().map(|(n, text)| format!("{:>digits$} {text}", number(*n)));
            lines.push(("Not written", not, reasons.collect()));
        }
        let digits = lines.iter().map(|(_, n, _)| number(*n).len()).max().unwrap_or(0).max(4);
        self.line("");
        for (label, n, texts) in lines {
            let n = number(n);
            let lead = if self.width >= WIDE {
                format!("{label:LABEL$} {n:>digits$}  ")
            } else {
                self.line(&format!("{label} {n}"));
                "  ".into()
            };
            let indent = " ".repeat(lead.len());
            for (index, text) in texts.iter().enumerate() {
                let first = if index == 0 { &lead } else { &indent };
                // What goes on over the line stands under the words, not under their number.
                let figures = text.len() - text.trim_start_matches([' ', ',']).len();
                let figures = figures
                    + text[figures..].chars().take_while(|c| "0123456789, ".contains(*c)).count();
                let (figures, words) = text.split_at(figures);
                let first = format!("{first}{figures}");
                self.filled(words, &first, &format!("{indent}{}", " ".repeat(figures.len())));
            }
        }
    }

    /// A heading, then numbers and what is true of so many.
    fn block(&mut self, heading: &str, lines: &[Line]) {
        let digits = widest(lines).max(3);
        self.line("");
        self.line(heading);
        for (n, text) in lines {
            let lead = format!("  {:>digits$}  ", number(*n));
            let rest = " ".repeat(lead.len());
            self.filled(text, &lead, &rest);
        }
    }

    fn steps(&mut self, report: &Report<'_>) {
        let steps = report.steps();
        if steps.is_empty() {
            return;
        }
        self.line("");
        self.line(&report.steps_heading());
        for (index, step) in steps.iter().enumerate() {
            let lead = format!("  {} ", index + 1);
            let rest = " ".repeat(lead.len());
            let Some(command) = &step.command else {
                self.filled(&step.text, &lead, &rest);
                continue;
            };
            let head = format!("{lead}{}", step.text);
            let fits = display_width(command) + COMMAND <= self.width;
            if fits && display_width(&head) < COMMAND {
                self.line(&format!("{head:COMMAND$}{command}"));
                continue;
            }
            self.filled(&step.text, &lead, &rest);
            let indent = if fits { COMMAND } else { rest.len() };
            self.line(&format!("{}{command}", " ".repeat(indent)));
        }
    }
}

fn widest(lines: &[Line]) -> usize {
    lines.iter().map(|(n, _)| number(*n).len()).max().unwrap_or(0)
}
