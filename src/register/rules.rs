//! What a body asks of the public: whether it takes questions, how long, how many, by when, how.
//!
//! Every rule carries the page it was read on and when. A rule that was not found is absent, and
//! absent means not known, never "none".

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::register::deadline::{Notice, NoticeSpec};
use crate::text::dates::partial;
use crate::text::join;

/// Whether a body takes questions from the public.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Questions {
    /// It does.
    Taken,
    /// The Chair decides.
    Chair,
    /// We do not know.
    #[default]
    NotKnown,
    /// It does not.
    NotTaken,
}

/// The rules of one body for the public's questions.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Rules {
    /// Whether it takes them.
    pub questions: Questions,
    /// Who may ask, where that is limited.
    pub who: Option<String>,
    /// The most words a question may have.
    pub words: Option<u32>,
    /// Whether words of introduction count towards them.
    pub words_with_preamble: Option<bool>,
    /// The most questions that one person may put at a meeting.
    pub most: Option<u32>,
    /// The most in a municipal year.
    pub per_year: Option<u32>,
    /// Whether a further question may follow the answer.
    pub supplementary: Option<bool>,
    /// Minutes for all the public's questions together.
    pub total_minutes: Option<u32>,
    /// Minutes for which one person may speak.
    pub speak_minutes: Option<u32>,
    /// By when a question must be there.
    #[schemars(with = "Option<NoticeSpec>")]
    pub notice: Option<Notice>,
    /// Whether a question must be about an item of the meeting's agenda.
    pub agenda: Option<bool>,
    /// Whether a person may put the question aloud; no where the public may only listen.
    pub aloud: Option<bool>,
    /// What a question must state.
    pub state: Vec<String>,
    /// Where and how to hand it in.
    pub hand_in: HandIn,
    /// Whether somebody reads it out for a person who is not there.
    pub read_out: Option<bool>,
    /// What is turned down.
    pub rejects: Vec<String>,
    /// What becomes of a late one.
    pub late: Option<String>,
    /// How it is answered.
    pub reply: Option<String>,
    /// What a person can do instead, where questions are not taken.
    pub instead: Option<String>,
    /// Whatever else a person should know.
    pub notes: Vec<String>,
    /// The page on which the rules were read.
    pub source: String,
    /// Further pages.
    pub more_sources: Vec<String>,
    /// When the page was of: `2025`, `2025-01`, `2025-01-08`. Absent where it bears no date.
    pub as_of: Option<String>,
    /// The same in words, where a date does not say it: `about 2019 to 2021`.
    pub seen: Option<String>,
    /// The month by whose end the rules should be read again.
    pub review_by: Option<String>,
}

/// What is said of a body whose rules nobody has recorded.
const NOT_KNOWN: &str =
    "Its rules are not known to us. Three working days' notice is common: ask its office.";

/// Ways to hand in a question.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct HandIn {
    /// E-mail address.
    pub email: Option<String>,
    /// Subject that the e-mail should have.
    pub subject: Option<String>,
    /// Postal address, a line each.
    pub post: Vec<String>,
    /// Telephone number.
    pub telephone: Option<String>,
    /// Address of a form.
    pub form: Option<String>,
}

impl HandIn {
    /// The ways there are, in words: `by e-mail or telephone`. None where none is known.
    #[must_use]
    pub fn ways(&self) -> Option<String> {
        let ways = [
            (self.email.is_some(), "e-mail"),
            (self.telephone.is_some(), "telephone"),
            (self.form.is_some(), "web form"),
            (!self.post.is_empty(), "post"),
        ];
        let ways: Vec<&str> =
            ways.iter().filter(|(there, _)| *there).map(|(_, way)| *way).collect();
        if ways.is_empty() { None } else { Some(format!("by {}", or(&ways))) }
    }
}

/// "a, b or c".
fn or(items: &[&str]) -> String {
    match items {
        [] => String::new(),
        [one] => (*one).into(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

impl Rules {
    /// Whether a person who comes to the meeting may put the question aloud, as far as known.
    #[must_use]
    pub fn may_be_aloud(&self) -> bool {
        self.questions != Questions::NotTaken && self.aloud != Some(false)
    }

    /// When the rules were read, in words: `January 2025`; none for a page without a date.
    #[must_use]
    pub fn seen(&self) -> Option<String> {
        self.seen.clone().or_else(|| self.as_of.as_deref().map(partial))
    }

    /// The month by whose end they should have been read again, where that has passed.
    #[must_use]
    pub fn past_review(&self, today: Date) -> Option<&str> {
        let month = self.review_by.as_deref()?;
        let last = format!("{month}-01").parse::<Date>().ok()?.last_of_month();
        (last < today).then_some(month)
    }

    /// One or two sentences for a menu: `Takes questions by e-mail or telephone until 24 hours
    /// before, and will read yours out. (Seen January 2025)`
    #[must_use]
    pub fn summary(&self) -> String {
        let mut said = match self.questions {
            Questions::NotKnown if self.source.is_empty() => return NOT_KNOWN.into(),
            Questions::NotKnown => return format!("{NOT_KNOWN} ({})", self.seen_note()),
            Questions::NotTaken => "Does not take questions from the public.".into(),
            Questions::Chair => {
                format!("The Chair decides whether to take {}.", self.taken("questions"))
            }
            Questions::Taken => format!("Takes {}.", self.taken("questions")),
        };
        if self.questions == Questions::NotTaken
            && let Some(instead) = &self.instead
        {
            said = format!("{said} {instead}");
        }
        format!("{said} ({})", self.seen_note())
    }

    /// The same and every other rule known, a line each, for `show`.
    #[must_use]
    pub fn in_words(&self) -> Vec<String> {
        let mut lines = vec![self.summary()];
        lines.extend(self.limits());
        lines.extend(self.not_known());
        lines.extend(self.who.as_ref().map(|who| format!("Who may ask: {who}.")));
        if !self.state.is_empty() {
            lines.push(format!("State {}.", join(&self.state)));
        }
        lines.extend(self.where_to());
        if !self.rejects.is_empty() {
            lines.push(format!("They turn down: {}.", self.rejects.join("; ")));
        }
        lines.extend(self.late.as_ref().map(|late| format!("If it is late: {late}.")));
        lines.extend(self.reply.as_ref().map(|reply| format!("The answer: {reply}.")));
        lines.extend(self.notes.iter().cloned());
        for source in std::iter::once(&self.source).chain(&self.more_sources) {
            if !source.is_empty() {
                lines.push(format!("Source: {source}"));
            }
        }
        lines
    }

    /// What a person would want to know and we do not, where questions are or may be taken. A
    /// limit that we did not find may still be there.
    fn not_known(&self) -> Option<String> {
        if !matches!(self.questions, Questions::Taken | Questions::Chair) {
            return None;
        }
        let rules = [
            (self.words.is_none() && self.speak_minutes.is_none(), "how long a question may be"),
            (self.most.is_none(), "how many you may put"),
            (self.notice.is_none(), "by when they need it"),
            (self.hand_in.ways().is_none(), "where to send it"),
        ];
        let missing: Vec<&str> =
            rules.iter().filter(|(missing, _)| *missing).map(|(_, what)| *what).collect();
        (!missing.is_empty())
            .then(|| format!("Not known to us: {}. Ask their office.", or(&missing)))
    }

    /// Limits in numbers, a sentence each.
    fn limits(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(words) = self.words {
            let counted = match self.words_with_preamble {
                Some(true) => ", words of introduction counted",
                Some(false) => ", words of introduction not counted",
                None => "",
            };
            lines.push(format!("At most {words} words{counted}."));
        }
        match (self.most, self.per_year) {
            (Some(most), Some(year)) => {
                lines.push(format!("At most {} each, and {year} in a year.", questions(most)));
            }
            (Some(most), None) => lines.push(format!("At most {} each.", questions(most))),
            (None, Some(year)) => lines.push(format!("At most {} in a year.", questions(year))),
            (None, None) => {}
        }
        if self.supplementary == Some(true) {
            lines.push("You may ask one more when you have had the answer.".into());
        }
        if self.agenda == Some(true) {
            lines.push("Only about what is on the agenda of the meeting.".into());
        }
        if self.aloud == Some(false) {
            lines.push("You may listen at the meeting, but not speak.".into());
        }
        if let Some(minutes) = self.speak_minutes {
            lines.push(format!("You may speak for {}.", in_minutes(minutes)));
        }
        if let Some(minutes) = self.total_minutes {
            lines.push(format!("There are {} for everyone's questions.", in_minutes(minutes)));
        }
        lines
    }

    /// Where to send a question, as a sentence.
    fn where_to(&self) -> Option<String> {
        let to = &self.hand_in;
        let mut ways = Vec::new();
        if let Some(email) = &to.email {
            let subject = to.subject.as_ref().map(|s| format!(" with the subject “{s}”"));
            ways.push(format!("e-mail it to {email}{}", subject.unwrap_or_default()));
        }
        ways.extend(to.telephone.as_ref().map(|number| format!("telephone {number}")));
        ways.extend(to.form.as_ref().map(|form| format!("use the form at {form}")));
        if !to.post.is_empty() {
            ways.push(format!("post it to {}", to.post.join(", ")));
        }
        let ways: Vec<&str> = ways.iter().map(String::as_str).collect();
        if ways.is_empty() { None } else { Some(format!("To hand it in, {}.", or(&ways))) }
    }

    /// "questions by e-mail until 24 hours before, and will read yours out".
    fn taken(&self, what: &str) -> String {
        let mut said = what.to_owned();
        if let Some(ways) = self.hand_in.ways() {
            said = format!("{said} {ways}");
        }
        if let Some(notice) = &self.notice {
            said = format!("{said} until {}", notice.in_words());
        }
        if self.read_out == Some(true) {
            said.push_str(", and will read yours out");
        }
        said
    }

    fn seen_note(&self) -> String {
        self.seen().map_or("From a page without a date".into(), |seen| format!("Seen {seen}"))
    }
}

fn questions(n: u32) -> String {
    if n == 1 { "1 question".into() } else { format!("{n} questions") }
}

fn in_minutes(n: u32) -> String {
    if n == 1 { "1 minute".into() } else { format!("{n} minutes") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(yaml: &str) -> Rules {
        serde_yaml::from_str(yaml).expect("the rules of a test are well formed")
    }

    #[test]
    fn a_menu_line_says_what_matters_most() {
        for (yaml, said) in [
            (
                "{questions: taken, notice: {hours: 24}, read_out: true, as_of: 2025-01, \
                 hand_in: {email: a@example.org, telephone: 01632 960123}}",
                "Takes questions by e-mail or telephone until 24 hours before, and will read \
                 yours out. (Seen January 2025)",
            ),
            (
                "{questions: chair, seen: 'about 2019 to 2021'}",
                "The Chair decides whether to take questions. (Seen about 2019 to 2021)",
            ),
            (
                "{questions: not-taken, instead: Write to your councillor.}",
                "Does not take questions from the public. Write to your councillor. (From a \
                 page without a date)",
            ),
            (
                "{}",
                "Its rules are not known to us. Three working days' notice is common: ask its \
                 office.",
            ),
        ] {
            assert_eq!(rules(yaml).summary(), said);
        }
    }

    #[test]
    fn every_rule_known_has_its_line() {
        let said = rules(
            "{questions: taken, who: residents, words: 200, words_with_preamble: true, most: 2, \
             per_year: 4, supplementary: true, speak_minutes: 1, total_minutes: 30, state: [name, \
             address], hand_in: {email: a@example.org, subject: Questions, post: [1 Sample Road, \
             Sampleton]}, rejects: [one thing, another], late: it waits, reply: in writing, \
             notes: [More.], source: 'https://example.org', as_of: '2026-03-09', notice: \
             {working_days: 3, at: '12:00'}}",
        )
        .in_words();
        assert_eq!(
            said,
            [
                "Takes questions by e-mail or post until noon, 3 working days before. (Seen 9 March 2026)",
                "At most 200 words, words of introduction counted.",
                "At most 2 questions each, and 4 in a year.",
                "You may ask one more when you have had the answer.",
                "You may speak for 1 minute.",
                "There are 30 minutes for everyone's questions.",
                "Who may ask: residents.",
                "State name and address.",
                "To hand it in, e-mail it to a@example.org with the subject “Questions” or post it to 1 Sample Road, Sampleton.",
                "They turn down: one thing; another.",
                "If it is late: it waits.",
                "The answer: in writing.",
                "More.",
                "Source: https://example.org",
            ]
        );
    }

    #[test]
    fn a_key_that_is_not_known_is_an_error() {
        let said = serde_yaml::from_str::<Rules>("{wrods: 200}").expect_err("no such key");
        assert!(said.to_string().contains("wrods"));
    }
}
