//! What a body asks of the public: whether it takes questions, how long, how many, by when, how.
//!
//! Every rule carries the page it was read on and when. A rule that was not found is absent, and
//! absent means not known, never "none".

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::register::deadline::{Notice, NoticeSpec};
use crate::text::ENGLISH;

/// Whether a body takes questions from the public.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
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
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
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
    #[serde(skip_serializing)]
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

/// Ways to hand in a question.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
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

impl Rules {
    /// Whether a person who comes to the meeting may put the question aloud, as far as known.
    #[must_use]
    pub fn may_be_aloud(&self) -> bool {
        self.questions != Questions::NotTaken && self.aloud != Some(false)
    }

    /// When the rules were read, in words: `January 2025`; none for a page without a date.
    #[must_use]
    pub fn seen(&self) -> Option<String> {
        self.seen.clone().or_else(|| self.as_of.as_deref().map(|day| ENGLISH.partial(day)))
    }

    /// The month by whose end they should have been read again, where that has passed.
    #[must_use]
    pub fn past_review(&self, today: Date) -> Option<&str> {
        let month = self.review_by.as_deref()?;
        let last = format!("{month}-01").parse::<Date>().ok()?.last_of_month();
        (last < today).then_some(month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_is_not_known_is_an_error() {
        let said = serde_yaml::from_str::<Rules>("{wrods: 200}").expect_err("no such key");
        assert!(said.to_string().contains("wrods"));
    }
}
