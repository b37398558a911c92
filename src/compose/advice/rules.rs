//! What a body asks of the public, in words: the template `data/advice/rules.txt.hbs`.

use serde_json::{Value as Json, json};

use crate::register::deadline::Notice;
use crate::register::{HandIn, Questions, Rules};
use crate::template::engine::own_lines;

const RULES: &str = include_str!("../../../data/advice/rules.txt.hbs");

/// Every rule known, a line each. The first line is enough for a menu: `Takes questions by e-mail or
/// telephone until 24 hours before, and will read yours out. (Seen January 2025)`
pub fn in_words(rules: &Rules) -> Vec<String> {
    let mut data = json!(rules);
    data["seen"] = json!(rules.seen());
    data["before"] = json!(rules.notice.as_ref().map(Notice::in_words));
    data["ways"] = ways(&rules.hand_in);
    data["not_found"] = json!(not_found(rules));
    own_lines(RULES, data)
}

/// The ways there are to hand in a question.
fn ways(to: &HandIn) -> Json {
    let post = (!to.post.is_empty()).then(|| to.post.join(", "));
    let ways = [
        ("e-mail", "e-mail it to", to.email.as_ref(), to.subject.as_ref()),
        ("telephone", "telephone", to.telephone.as_ref(), None),
        ("web form", "use the form at", to.form.as_ref(), None),
        ("post", "post it to", post.as_ref(), None),
    ];
    let known = ways.iter().filter(|(_, _, to, _)| to.is_some());
    known
        .map(|(name, how, to, subject)| {
            json!({ "name": name, "how": how, "to": to, "subject": subject })
        })
        .collect()
}

/// What a person would want to know and we do not, where questions are or may be taken. A limit that
/// we did not find may still be there.
fn not_found(rules: &Rules) -> Vec<&'static str> {
    if !matches!(rules.questions, Questions::Taken | Questions::Chair) {
        return Vec::new();
    }
    let facts = [
        (rules.words.or(rules.speak_minutes).is_some(), "how long a question may be"),
        (rules.most.is_some(), "how many you may put"),
        (rules.notice.is_some(), "by when they need it"),
        (ways(&rules.hand_in) != json!([]), "where to send it"),
    ];
    facts.iter().filter(|(found, _)| !found).map(|(_, what)| *what).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(yaml: &str) -> Vec<String> {
        in_words(&serde_yaml::from_str(yaml).expect("the rules of a test are well formed"))
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
            assert_eq!(rules(yaml)[0], said);
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
        );
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
    fn what_is_not_known_is_said() {
        assert_eq!(
            rules("{questions: chair, most: 1, notice: {weeks: 1}, source: 'https://example.org'}")
                [1..],
            [
                "At most 1 question each.",
                "Not known to us: how long a question may be or where to send it. Ask their office.",
                "Source: https://example.org",
            ]
        );
    }
}
