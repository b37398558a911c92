//! Words as they are compared: what a campaigner wrote in a placeholder, taken apart.

use std::collections::BTreeSet;

use super::blanks::EMPTY;

/// The words of a text in small letters: letters, digits and what joins them, without `'s`.
pub(in crate::adapt) fn words(text: &str) -> Vec<String> {
    let text = parted(text).replace(['’', '‘', '`'], "'").to_lowercase();
    text.split(|c: char| !c.is_alphanumeric() && c != '\'')
        .map(|word| {
            let word = word.trim_matches('\'');
            word.strip_suffix("'s").unwrap_or(word).to_string()
        })
        .filter(|word| !word.is_empty())
        .collect()
}

/// `FirstName` and `first_name` as two words; `MPName` too.
fn parted(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + 4);
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).map(|i| chars[i]);
        let after = chars.get(at + 1).copied();
        let begins = c.is_uppercase()
            && (before.is_some_and(char::is_lowercase)
                || before.is_some_and(char::is_uppercase)
                    && after.is_some_and(char::is_lowercase)
                    && after != Some('s'));
        if begins {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

/// Whether one of these is among the words.
pub(in crate::adapt) fn any(words: &[String], of: &[&str]) -> bool {
    words.iter().any(|word| of.contains(&word.as_str()))
}

/// Whether all of the words are of these, and there are some.
pub(in crate::adapt) fn all(words: &[String], of: &[&str]) -> bool {
    !words.is_empty() && words.iter().all(|word| of.contains(&word.as_str()))
}

/// An id of a question: small letters, digits and `_`; the first four of the words.
pub(super) fn id(words: &[String]) -> String {
    let ascii =
        |word: &String| word.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let parts: Vec<String> =
        words.iter().map(ascii).filter(|part| !part.is_empty()).take(4).collect();
    let id: String = parts.join("_").chars().take(40).collect();
    let id = id.trim_matches('_');
    match id.chars().next() {
        None => "gap".into(),
        Some(first) if first.is_ascii_digit() => format!("gap_{id}"),
        Some(_) => id.to_string(),
    }
}

/// An id of a source or concern that nothing else has: small letters, digits and hyphens; the
/// first words that say something.
pub(super) fn slug(text: &str, otherwise: &str, taken: &mut BTreeSet<String>) -> String {
    let said = words(text).into_iter().filter(|w| !EMPTY.contains(&w.as_str()));
    let said = said.map(|w| w.chars().filter(char::is_ascii_alphanumeric).collect::<String>());
    let said: Vec<String> = said.filter(|w| !w.is_empty() && w.len() < 30).take(4).collect();
    let slug: String = said.join("-").chars().take(40).collect();
    let slug = slug.trim_matches('-');
    let slug = match slug.chars().next() {
        None => otherwise.to_string(),
        Some(first) if first.is_ascii_digit() => format!("{otherwise}-{slug}"),
        Some(_) => slug.to_string(),
    };
    let free = |slug: &String| !taken.contains(slug);
    let mut numbered = (2..).map(|number| format!("{slug}-{number}"));
    let slug = if free(&slug) { slug } else { numbered.find(free).unwrap_or_default() };
    taken.insert(slug.clone());
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_taken_apart() {
        assert_eq!(words("insert your MP’s name"), ["insert", "your", "mp", "name"]);
        assert_eq!(words("FirstName"), ["first", "name"]);
        assert_eq!(words("MPName_2"), ["mp", "name", "2"]);
        assert_eq!(words("MPs' e-mail"), ["mps", "e", "mail"]);
        assert_eq!(id(&words("Your local A&E, 24 hours")), "your_local_a_e");
        assert_eq!(id(&words("2026 budget")), "gap_2026_budget");
        assert_eq!(id(&[]), "gap");
    }
}
