//! `cover-note.md`: a page to hand in with the letters, for those who receive them. It says what
//! the letters are, honestly: a receiver who is told how many share a text trusts the rest.

use serde_json::json;

use crate::batch::options::Keep;
use crate::batch::record::Fate;
use crate::batch::report::whole::{Consent, Report};
use crate::batch::words::number;
use crate::template::engine;

const TEMPLATE: &str = include_str!("../../../data/report/cover-note.md.hbs");

impl Report<'_> {
    /// The cover note, for whoever receives the letters of this report.
    pub fn cover_note(&self) -> String {
        let (reading, letters) = (self.reading, self.reading.letters());
        let (ticked, column) = match self.consent {
            Consent::Sentence(sentence) => (sentence, ""),
            Consent::Column(heading) => ("", heading),
        };
        let questions = reading.questions.iter().filter(|q| q.own > 0);
        let questions = questions.map(|q| format!("Q{} {}", q.question.number, number(q.own)));
        let questions = questions.collect::<Vec<_>>().join(", ");
        let data = json!({
            "title": self.title,
            "receiver": self.named_receiver(),
            "letters": letters,
            "several": letters > 1,
            "people": self.people,
            "joint": self.joint,
            "in_joint": self.in_joint(),
            "kept": kept(self),
            "whole": self.whole,
            "ticked": ticked,
            "column": column,
            "what": letters > 0 || !questions.is_empty(),
            "different": reading.different.len(),
            "matched": reading.matched(),
            "few": reading.few.len(),
            "own_sentence": reading.sentence.len(),
            "none": reading.template.len(),
            "questions": questions,
            "contact": self.contact,
        });
        engine::own(TEMPLATE, data)
    }
}

/// Which answer of several is here; none where nobody's is. The last one may have a fault, or not
/// be among the rows that were chosen.
fn kept(report: &Report<'_>) -> Option<&'static str> {
    let here = report.sent_again(|kept| matches!(kept, Fate::Written | Fate::InJoint));
    (!here.is_empty()).then_some(match (report.keep, report.dated_by) {
        (Keep::First, _) => "the first answer",
        (_, Some(_)) => "the last answer",
        (_, None) => "one answer",
    })
}
