//! Which column is that of consent. A heading is taken by itself only where it plainly asks for
//! this and nothing else: agreeing to a newsletter is no consent, and a tick beside "I do not
//! agree" refuses it.

use super::consent::{self, AGREED};
use super::fault::ColumnFault;
use super::heading::{fold, fold_id};
use super::matching::{Matching, Use, all_same};
use crate::model::{Pack, Template};

/// Words that promise.
const PROMISE: [&str; 8] =
    ["agree", "agreed", "agrees", "consent", "consents", "permission", "authorise", "authorize"];
/// What is promised.
const SENDING: [&str; 9] =
    ["send", "sent", "sending", "submit", "submitted", "submitting", "use", "used", "using"];
/// In whose name.
const IN_NAME: [&str; 4] = ["in my name", "on my behalf", "in your name", "on your behalf"];
/// Words by which a tick refuses, or agrees to less than all of it.
const REFUSES: [&str; 24] = [
    "not", "no", "never", "nor", "dont", "cannot", "cant", "wont", "wouldnt", "disagree",
    "decline", "refuse", "object", "oppose", "withdraw", "withhold", "opt", "stop", "unless",
    "except", "but", "only", "without", "rather",
];
/// Words of what else people agree to.
const ELSE: [&str; 30] = [
    "newsletter",
    "newsletters",
    "mailing",
    "update",
    "updates",
    "updated",
    "news",
    "quote",
    "quoted",
    "quoting",
    "anonymous",
    "anonymously",
    "contact",
    "contacted",
    "contacting",
    "privacy",
    "data",
    "details",
    "website",
    "social",
    "press",
    "publicity",
    "photo",
    "photos",
    "marketing",
    "gdpr",
    "speak",
    "ring",
    "phone",
    "call",
];
/// How like a heading is to the sentence from which it is that sentence, 1 being the same.
const ALIKE: f64 = 0.9;
/// Most headings that a message names.
const MOST_NAMED: usize = 5;

/// Whether a heading is that of the column of consent. `sentence` is what people were to be asked.
fn is_heading(heading: &str, sentence: &str) -> bool {
    let (folded, sentence) = (fold(heading), fold(sentence));
    if fold_id(&folded) == AGREED || folded == sentence {
        return true;
    }
    let has = |words: &[&str]| folded.split(' ').any(|word| words.contains(&word));
    let in_name = IN_NAME.iter().any(|phrase| folded.contains(phrase));
    // The length of a heading is anybody's choice, and comparing takes its square.
    let is_alike = || {
        folded.len() < 2 * sentence.len()
            && strsim::normalized_damerau_levenshtein(&folded, &sentence) >= ALIKE
    };
    let plain = has(&PROMISE) && has(&SENDING) && in_name;
    (plain || is_alike()) && foreign(&folded, &sentence).is_none()
}

/// A word by which a folded heading agrees to something else, or to nothing. The words of the
/// sentence are none.
fn foreign<'h>(folded: &'h str, sentence: &str) -> Option<&'h str> {
    let is_asked = |word: &str| sentence.split(' ').any(|asked| asked == word);
    let mut words = folded.split(' ').filter(|word| !is_asked(word));
    words.find(|word| REFUSES.contains(word) || ELSE.contains(word))
}

/// The word by which a yes under this heading says no, such as "not".
pub(super) fn refusal(heading: &str) -> Option<&'static str> {
    let plain = ["not", "never", "dont", "disagree", "decline", "refuse", "object", "withdraw"];
    let folded = fold(heading);
    plain.into_iter().find(|word| folded.split(' ').any(|said| said == *word))
}

/// Whether a heading speaks of agreeing to something, so that it may be meant. What somebody
/// agrees with, or that something is so, is an opinion.
fn is_like(heading: &str) -> bool {
    let folded = fold(heading);
    let begins =
        |word: &str| ["agree", "consent", "permission"].iter().any(|w| word.starts_with(w));
    let is_opinion = ["agree with", "agree that", "agree or disagree"];
    let slip = strsim::osa_distance(&folded, AGREED) < 3;
    let of_name = IN_NAME.iter().any(|phrase| folded.contains(phrase));
    slip || of_name
        || folded.split(' ').any(begins) && !is_opinion.iter().any(|phrase| folded.contains(phrase))
}

/// Whether a heading asks for leave to send something, in whatever words: such a column is none of
/// a consultation's questions.
pub(crate) fn asks(heading: &str) -> bool {
    let folded = fold(heading);
    let has = |words: &[&str]| folded.split(' ').any(|word| words.contains(&word));
    let promises = has(&PROMISE) || has(&["happy", "confirm", "allow", "give"]);
    let of = ["i agree", "consent", "consent given", "i consent", "permission", AGREED];
    of.contains(&folded.as_str())
        || promises && IN_NAME.iter().any(|phrase| folded.contains(phrase))
        || has(&["consent", "permission"]) && (has(&SENDING) || has(&["letter", "response"]))
        || promises && TO_US.iter().any(|phrase| lets(&folded, phrase))
}

/// Words for what those who made the form may do.
const TO_US: [&str; 6] =
    ["us to send", "us sending", "us to submit", "us submitting", "you may send", "we may send"];

/// Whether a heading has a phrase of [`TO_US`]: `us to send you our news` is none.
fn lets(folded: &str, phrase: &str) -> bool {
    let after = folded.split_once(phrase).map(|(_, after)| after);
    after.is_some_and(|after| {
        (after.is_empty() || after.starts_with(' ')) && !after.trim_start().starts_with("you ")
    })
}

impl Matching<'_> {
    /// The column of consent: what `--map` says, else the one heading that asks for it.
    pub(super) fn consent(&mut self, pack: &Pack, template: &Template) -> Option<usize> {
        let sentence = consent::sentence(pack, template);
        let said = |(column, of): (&usize, &Use<'_>)| matches!(of, Use::Consent).then_some(*column);
        let mut found: Vec<usize> = self.uses.iter().filter_map(said).collect();
        let free: Vec<usize> = (0..self.folded.len())
            .filter(|c| !self.uses.contains_key(c) && self.table.mend_column() != Some(*c))
            .collect();
        let headings = &self.table.headings;
        if found.is_empty() {
            found.extend(free.iter().filter(|c| is_heading(&headings[**c], &sentence)));
        }
        match found.as_slice() {
            [one] => return Some(*one),
            [] => {
                let fault = self.no_consent(&free, sentence);
                self.faults.push(fault);
            }
            several => {
                let headings: Vec<String> =
                    several.iter().map(|c| self.table.column_name(*c)).collect();
                self.faults.push(match all_same(&headings) {
                    Some(heading) => ColumnFault::SameHeading { heading, times: headings.len() },
                    None => ColumnFault::SeveralConsents { headings },
                });
            }
        }
        None
    }

    /// No column is one of consent; those that speak of agreeing are named.
    fn no_consent(&self, free: &[usize], sentence: String) -> ColumnFault {
        let asked = fold(&sentence);
        let (mut like, mut other) = (Vec::new(), Vec::new());
        for column in free.iter().filter(|c| is_like(&self.table.headings[**c])) {
            let name = self.table.column_name(*column);
            match foreign(&self.folded[*column], &asked) {
                Some(word) => other.push((name, word.to_string())),
                None => like.push(name),
            }
        }
        like.truncate(MOST_NAMED);
        other.truncate(MOST_NAMED);
        ColumnFault::NoConsent { like, other, sentence }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCE: &str = "I agree to this being sent in my name to my Member of Parliament.";

    #[test]
    fn what_plainly_asks_for_consent_is_taken() {
        for heading in [
            "agreed",
            "Agreed?",
            SENTENCE,
            "I agre to this being sent in my name to my member of parliament",
            "Do you agree to us sending this on your behalf?",
            "I give permission for my response to be submitted in my name",
            "CONSENT: I consent to my response being used in my name *",
            "I agree that this may be sent in my name to the consultation",
            "Tick if you agree to this being sent in your name",
        ] {
            assert!(is_heading(heading, SENTENCE), "{heading}");
        }
    }

    #[test]
    fn refusing_and_agreeing_to_something_else_is_no_consent() {
        for heading in [
            "I do not agree to this being sent in my name to my Member of Parliament.",
            "I don’t agree to this being sent in my name to my Member of Parliament.",
            "Tick if you do NOT agree to this being sent in my name to the consultation",
            "I consent to you sending me your newsletter",
            "I agree to this being sent in my name to the council newsletter",
            "I agree to updates being sent in my name to my Member of Parliament",
            "Do you give permission for us to quote your response anonymously?",
            "Do you give permission for us to use your response in your name on our website?",
            "I agree to this being sent without a stamp in my name",
            "I consent to my data being stored",
            "I agree to be contacted in my name",
            "GDPR consent",
            "I agree to you using my name when you speak on my behalf",
            "I agree to the privacy policy",
            "I give permission for my response to be submitted",
            "Consent",
            "I agree",
            "Do you agree with the proposal?",
            "Do you agree that the trust should send patients to Sampleton?",
            "3. How far do you agree with the response to flooding?",
            "Name",
            "Was there an agreement?",
        ] {
            assert!(!is_heading(heading, SENTENCE), "{heading}");
        }
    }

    #[test]
    fn a_word_of_the_sentence_itself_is_no_other_matter() {
        let sentence = "I agree to this being sent in my name to the data board.";
        assert!(is_heading("I agree to this being sent in my name to the Data Board", sentence));
    }
}
