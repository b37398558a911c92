//! A heading made comparable, and the number it begins with.

/// Small letters and digits, one space between words, no punctuation: `Your post-code *` is
/// `your post code`. What forms add to tell that an answer is needed goes.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’' | '‘') && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    let out = out.trim_end();
    let out = out.strip_suffix(" required").or(out.strip_suffix(" optional")).unwrap_or(out);
    out.to_string()
}

/// The same without spaces, so that `MP name`, `mp.name` and `mp_name` are one.
pub(super) fn fold_id(text: &str) -> String {
    fold(text).replace(' ', "")
}

/// The number that a heading begins with, and what follows it: `3. What would …`, `Q3`,
/// `Question 3a: …`. Small letters.
pub(super) fn numbered(heading: &str) -> Option<(String, &str)> {
    let heading = heading.trim_start();
    let word_end = heading.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(heading.len());
    let word = heading[..word_end].to_ascii_lowercase();
    let named = matches!(word.as_str(), "q" | "qu" | "question" | "answer");
    if !named && word_end > 0 {
        return None;
    }
    let rest = heading[word_end..].trim_start_matches(['.', ' ', '_']);
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    if digits == 0 || digits > 4 {
        return None;
    }
    let mut end = digits;
    // `2.1`, but not the stop after a number.
    while let Some(part) = rest[end..].strip_prefix('.') {
        let more = part.bytes().take_while(u8::is_ascii_digit).count();
        if more == 0 || more > 3 {
            break;
        }
        end += 1 + more;
    }
    let letter = rest[end..].chars().next().filter(char::is_ascii_alphabetic);
    let after_letter = rest[end..].chars().nth(1);
    if letter.is_some() && !after_letter.is_some_and(char::is_alphanumeric) {
        end += 1;
    }
    let tail = &rest[end..];
    let ended = tail.trim_start_matches([' ']);
    let parted = ended.is_empty() || ended.starts_with(['.', ':', ')', '-', '–', '—', ']']);
    // `3 things` is no number, `Q3 things` is.
    let is_number = parted || named && tail.starts_with(' ');
    if !is_number {
        return None;
    }
    let number = rest[..end].to_ascii_lowercase();
    Some((number, ended.trim_start_matches(['.', ':', ')', '-', '–', '—', ']', ' '])))
}

/// A question and one of its options, as forms head a column of ticks: `What worries you? [Buses]`.
pub(super) fn with_option(heading: &str) -> Option<(&str, &str)> {
    let (question, option) = heading.trim_end().strip_suffix(']')?.rsplit_once(" [")?;
    let both = !question.trim().is_empty() && !option.trim().is_empty();
    both.then(|| (question.trim(), option.trim()))
}

/// The number at the end of an id: that of `q3`, `answer_3`, `question_3a`.
pub(super) fn number_of_id(id: &str) -> Option<String> {
    let letter = id.len() - usize::from(id.ends_with(|c: char| c.is_ascii_lowercase()));
    for end in [id.len(), letter] {
        let start = id[..end].trim_end_matches(|c: char| c.is_ascii_digit()).len();
        if start < end && start > 0 {
            return Some(id[start..].trim_start_matches('0').to_string()).filter(|n| !n.is_empty());
        }
    }
    None
}

/// A heading as a name that a file's name may use: `ward`, `post_code`; empty when nothing of
/// it can stand in one.
pub(super) fn variable(heading: &str) -> String {
    let name: String = fold(heading).chars().take(40).collect();
    name.trim().replace(' ', "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_compared_without_case_and_signs() {
        for (heading, folded) in [
            ("Your post-code *", "your post code"),
            ("Your postcode (required)", "your postcode"),
            ("  What’s your MP's name?", "whats your mps name"),
            ("Siân’s Tŷ", "siâns tŷ"),
            ("???", ""),
        ] {
            assert_eq!(fold(heading), folded);
        }
        assert_eq!(fold_id("MP name"), fold_id("mp.name"));
        assert_eq!(variable("Ward / parish"), "ward_parish");
    }

    #[test]
    fn the_number_of_a_question_is_found() {
        for (heading, number, rest) in [
            ("3. What would help?", "3", "What would help?"),
            ("Q3", "3", ""),
            ("Q3 What would help?", "3", "What would help?"),
            ("Question 3a: Why?", "3a", "Why?"),
            ("q.12 – Why?", "12", "Why?"),
            ("4) Why?", "4", "Why?"),
            ("3 - Why?", "3", "Why?"),
            ("2.1 : Why?", "2.1", "Why?"),
            ("2.1. Why?", "2.1", "Why?"),
            ("answer_3", "3", ""),
        ] {
            assert_eq!(numbered(heading), Some((number.to_string(), rest)), "{heading}");
        }
        for heading in
            ["3 things to change", "Name", "Quality 3", "20263 x", "", "3rd choice", "v2"]
        {
            assert_eq!(numbered(heading), None, "{heading}");
        }
    }

    #[test]
    fn a_column_of_ticks_has_its_option_in_brackets() {
        let heading = "What worries you [most]? [Buses [and trams]";
        assert_eq!(with_option(heading), Some(("What worries you [most]? [Buses", "and trams")));
        assert_eq!(with_option("Why? [Buses] "), Some(("Why?", "Buses")));
        for heading in ["Why?", "[Buses]", "Why? []", "Why [at all]?"] {
            assert_eq!(with_option(heading), None, "{heading}");
        }
    }

    #[test]
    fn ids_end_in_their_number() {
        for (id, number) in
            [("q3", "3"), ("answer_3", "3"), ("answer_12", "12"), ("q3a", "3a"), ("q03", "3")]
        {
            assert_eq!(number_of_id(id).as_deref(), Some(number), "{id}");
        }
        for id in ["story", "a", "12", "mp.name", "q0"] {
            assert_eq!(number_of_id(id), None, "{id}");
        }
    }
}
