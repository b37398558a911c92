//! `cover-note.md`: a page to hand in with the letters, for those who receive them. It says what
//! the letters are, honestly: a receiver who is told how many share a text trusts the rest.

use super::words::{by, count, escaped, number};
use crate::batch::plan::Keep;
use crate::batch::record::{Fate, Record};
use crate::batch::report::whole::{Consent, Report};

/// Rows that were sent again of which the later one is looked up: each is found among all.
const MOST_LOOKED_UP: usize = 1000;

pub(super) fn note(report: &Report<'_>) -> String {
    let mut paragraphs = vec![format!("# {}", escaped(report.title))];
    if let Some(receiver) = report.named_receiver() {
        paragraphs.push(format!("To: {}", escaped(receiver)));
    }
    paragraphs.push(handed_in(report));
    paragraphs.push(consent(report));
    let lines = kinds(report);
    if !lines.is_empty() {
        let items: Vec<String> = lines.iter().map(|line| format!("- {line}")).collect();
        paragraphs.push(format!("What they are:\n\n{}", items.join("\n")));
    }
    let contact = match report.contact {
        Some(contact) => escaped(contact),
        None => "_".repeat(30),
    };
    paragraphs.push(format!("If you have a question about them, please ask: {contact}"));
    paragraphs.join("\n\n") + "\n"
}

/// How many, from whom, and where each is.
fn handed_in(report: &Report<'_>) -> String {
    let letters = report.reading.letters();
    let mut sentences = Vec::new();
    if letters > 0 {
        let each = match report.people {
            _ if letters == 1 => String::new(),
            people if people == letters => ", each from one person".into(),
            people => format!(" from {}", count(people, "person", "people")),
        };
        let come = by(letters, "comes", "come");
        let responses = count(letters, "response", "responses");
        sentences.push(format!("With this note {come} {responses}{each}."));
    }
    if report.joint.is_some() {
        let signed = count(report.in_joint(), "person", "people");
        let lead = if letters > 0 { "There is also" } else { "With this note comes" };
        sentences.push(format!("{lead} one joint response, signed by {signed}."));
        if letters > 0 {
            sentences.push("Nobody is in both.".into());
        }
    }
    let handed_in = |row: u32| {
        let is = |r: &&Record| r.row == row && matches!(r.fate, Fate::Written | Fate::InJoint);
        report.records.iter().any(|record| is(&record))
    };
    let again = report.records.iter().filter_map(|record| match record.fate {
        Fate::SentAgain { kept } => Some(kept),
        _ => None,
    });
    // The last answer may have a fault, or not be among the rows that were chosen.
    if again.take(MOST_LOOKED_UP).any(handed_in) {
        sentences
            .push(format!("Where somebody answered more than once, {} is here.", kept(report)));
    }
    if !report.whole {
        sentences.push("These are some of those that we have.".into());
    }
    if letters > 1 {
        sentences.push("A response is called by a number, so that you can refer to it.".into());
    }
    sentences.join(" ")
}

/// Which answer of several is here.
fn kept(report: &Report<'_>) -> &'static str {
    match (report.keep, report.dated_by) {
        (Keep::First, _) => "the first answer",
        (_, Some(_)) => "the last answer",
        (_, None) => "one answer",
    }
}

fn consent(report: &Report<'_>) -> String {
    match report.consent {
        Consent::Sentence(sentence) => format!(
            "Each person agreed to it going out in their name, by ticking this sentence on our \
             form: “{}”",
            escaped(sentence)
        ),
        Consent::Column(heading) => format!(
            "Each person agreed to it going out in their name, by answering yes to “{}” on our \
             form.",
            escaped(heading)
        ),
    }
}

/// How many hold words of the person's own, and how many share a text.
fn kinds(report: &Report<'_>) -> Vec<String> {
    let reading = report.reading;
    let mut lines = Vec::new();
    let mut line = |n: usize, one: &str, several: &str| {
        if n > 0 {
            lines.push(format!("{} {}", number(n), if n == 1 { one } else { several }));
        }
    };
    line(
        reading.different.len(),
        "says something of the person’s own, besides what we prepared",
        "say something of the person’s own, besides what we prepared",
    );
    line(
        reading.matched(),
        "has words of the person’s own that are like another’s",
        "have words of the person’s own that are like another’s",
    );
    line(
        reading.few.len(),
        "says something of the person’s own in a few words",
        "say something of the person’s own in a few words",
    );
    line(
        reading.sentence.len(),
        "is the text that we prepared with a sentence of the person’s own",
        "are text that we prepared, each with a sentence of the person’s own",
    );
    line(
        reading.template.len(),
        "is the text that we prepared, which the person agreed to, with a name",
        "are text that we prepared, which each person agreed to, with a name",
    );
    let most = reading.questions.iter().filter(|q| q.own > 0);
    let told: Vec<String> =
        most.map(|q| format!("Q{} {}", q.question.number, number(q.own))).collect();
    if !told.is_empty() {
        lines.push(format!("answers in people’s own words, by question: {}", told.join(", ")));
    }
    lines
}
