//! What forms put into a heading beside the question: codes, numbers, options.

use std::sync::LazyLock;

use regex_lite::Regex;

use crate::batch::lists::{fold, has, is, lists};
use crate::text::question_number::numbered;

/// A heading as it stands, and without what a form puts before the question: a code such as
/// `G01Q02.`, or a number.
pub(super) fn readings(heading: &str) -> Vec<&str> {
    static CODE: LazyLock<Regex> = LazyLock::new(|| {
        let code = r"^[A-Za-z][A-Za-z0-9\[\]_]*[0-9][A-Za-z0-9\[\]_]*\. (.*)$";
        Regex::new(code).expect("it is one; a test below uses it")
    });
    let code = CODE.captures(heading).and_then(|found| found.get(1));
    let number = numbered(heading).filter(|(_, rest)| !rest.is_empty());
    let bare = code.map(|rest| rest.as_str()).into_iter().chain(number.map(|(_, rest)| rest));
    std::iter::once(heading).chain(bare).collect()
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

/// What a heading may ask: all of it, with or without a code; the question of a column of ticks, with
/// the option that it is for; what stands behind a code or a question, as in `Your details [E-mail]`.
pub(super) fn meanings(heading: &str) -> Vec<(&str, Option<&str>)> {
    let of = |text| {
        let (question, option) = parted(text).unzip();
        let ticks = question.map(|question| (question, option));
        [Some((text, None)), ticks, option.map(|option| (option, None))]
    };
    readings(heading).into_iter().flat_map(of).flatten().collect()
}

/// What a heading may be called by itself, folded.
pub(in crate::batch) fn names(heading: &str) -> Vec<String> {
    let alone = meanings(heading).into_iter().filter(|(_, option)| option.is_none());
    alone.map(|(text, _)| fold(text)).collect()
}

/// Whether a heading may be called by one of these.
pub(super) fn is_named(heading: &str, known: &[String]) -> bool {
    names(heading).iter().any(|name| has(known, name))
}

/// Whether a folded heading is one that every form has.
pub(super) fn is_usual(folded: &str) -> bool {
    let (known, parts) = (lists().known.values(), lists().parts.values().flatten());
    ["emails", "times", "ids"].iter().any(|name| is(name, folded))
        || known.chain(parts).any(|list| has(list, folded))
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
