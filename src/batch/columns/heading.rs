//! What forms put into a heading beside the question: codes, numbers, options.

use crate::batch::lists::{fold, has, lists};
use crate::text::question_number::numbered;

/// A heading as it stands, and without what a form puts before the question: a code such as
/// `G01Q02.`, or a number.
pub(super) fn readings(heading: &str) -> Vec<&str> {
    let mut readings = vec![heading];
    if let Some((code, rest)) = heading.split_once(". ") {
        let is_code = code.len() < 24
            && code.starts_with(|c: char| c.is_ascii_alphabetic())
            && code.contains(|c: char| c.is_ascii_digit())
            && code.chars().all(|c| c.is_ascii_alphanumeric() || "[]_".contains(c));
        if is_code {
            readings.push(rest);
        }
    }
    if let Some((_, rest)) = numbered(heading).filter(|(_, rest)| !rest.is_empty()) {
        readings.push(rest);
    }
    readings
}

/// A question and one of its options, as forms head a column of ticks: `What worries you? [Buses]`,
/// `What worries you? - Buses`.
pub(super) fn parted(heading: &str) -> Option<(&str, &str)> {
    let inner = heading.trim_end().strip_suffix(']').and_then(|inner| inner.rsplit_once(" ["));
    let (question, option) =
        inner.or_else(|| heading.split_once(" - ")).or_else(|| heading.split_once(" – "))?;
    let both = !question.trim().is_empty() && !option.trim().is_empty();
    both.then(|| (question.trim(), option.trim()))
}

/// What a heading may be called, folded: by itself, or behind a code or a question, as `Email Address`,
/// `G01Q02. E-mail` and `Your details [Email Address]` are.
pub(in crate::batch) fn names(heading: &str) -> Vec<String> {
    let behind = |text| parted(text).map(|(_, behind)| behind);
    let all = readings(heading).into_iter().flat_map(|text| [Some(text), behind(text)]);
    all.flatten().map(fold).collect()
}

/// Whether a heading may be called by one of these.
pub(super) fn is_named(heading: &str, known: &[String]) -> bool {
    names(heading).iter().any(|name| has(known, name))
}

/// Whether a folded heading is one that every form has.
pub(super) fn is_usual(folded: &str) -> bool {
    let lists = lists();
    let usual = [&lists.emails, &lists.times, &lists.ids, &lists.first_names, &lists.last_names];
    let mut usual = usual.into_iter().chain(lists.known.values()).chain(&lists.address_lines);
    usual.any(|list| has(list, folded))
}

/// The number at the end of an id: that of `q3`, `answer_3`, `question_3a`.
pub(super) fn number_of_id(id: &str) -> Option<String> {
    let letter = id.len() - usize::from(id.ends_with(|c: char| c.is_ascii_lowercase()));
    [id.len(), letter].into_iter().find_map(|end| {
        let start = id[..end].trim_end_matches(|c: char| c.is_ascii_digit()).len();
        (start < end && start > 0).then(|| id[start..].trim_start_matches('0').to_string())
    })
}

/// The digits of a text.
pub(super) fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// How many words turn a text round.
pub(super) fn turns(text: &str) -> usize {
    text.split(' ').filter(|word| has(&lists().turns, word)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_forms_put_before_a_question_is_left_out() {
        for (heading, rest) in [
            ("3. What would help?", "What would help?"),
            ("Q3 What would help?", "What would help?"),
            ("Question 3a: Why?", "Why?"),
            ("4) Why?", "Why?"),
            ("G02Q04[SQ001]. What worries you most? [Buses]", "What worries you most? [Buses]"),
        ] {
            assert_eq!(readings(heading).last(), Some(&rest), "{heading}");
        }
        for heading in
            ["3 things to change", "Name", "Quality 3", "20263 x", "", "3rd choice", "Dr. Who"]
        {
            assert_eq!(readings(heading), [heading], "{heading}");
        }
        assert_eq!(numbered("Q3"), Some(("3".into(), "")));
        assert_eq!(number_of_id("answer_3a").as_deref(), Some("3a"));
        assert_eq!(number_of_id("story"), None);
    }

    #[test]
    fn a_column_of_ticks_has_its_option_behind_the_question() {
        assert_eq!(parted("Why? [Buses] "), Some(("Why?", "Buses")));
        assert_eq!(parted("Why? - Buses"), Some(("Why?", "Buses")));
        for heading in ["Why?", "[Buses]", "Why? []", "Why [at all]?"] {
            assert_eq!(parted(heading), None, "{heading}");
        }
    }
}
