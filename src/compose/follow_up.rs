//! A reminder of a letter that had no answer: the same sender, receiver and subject, and two
//! sentences.

use jiff::civil::Date;

use crate::model::Template;
use crate::text::ENGLISH;

/// The body of a reminder; `{sent}` stands for the day of the letter.
const BODY: &str = include_str!("../../data/follow-up.md");

/// The template of a reminder of the letter that another made, which was sent on this day.
pub fn follow_up(template: &Template, sent: Date) -> Template {
    let reminder = |of: &String| format!("Reminder: {of}");
    Template {
        id: format!("{}-reminder", template.id),
        title: reminder(&template.title),
        titles: template.titles.iter().map(|(n, title)| (n.clone(), reminder(title))).collect(),
        body: BODY.replace("{sent}", &ENGLISH.day(sent)),
        subject: template.subject.as_ref().map(reminder),
        closes: None,
        next: Vec::new(),
        unanswered: None,
        ..template.clone()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::pack::{self, Shared, shipped};

    #[test]
    fn a_reminder_names_the_day_of_the_letter() {
        let files = shipped::files("nhs-contracts").expect("it ships");
        let shared = Shared::built_in().expect("sound");
        let (pack, _) = pack::load(&files, shared, date(2026, 11, 21)).expect("sound");
        let template = pack.template("mp-letter").expect("it has it");
        let reminder = follow_up(template, date(2026, 11, 21));
        assert!(reminder.body.starts_with("I wrote to you on 21 November 2026 and have not"));
        assert!(reminder.subject.is_some_and(|subject| subject.starts_with("Reminder: ")));
    }
}
