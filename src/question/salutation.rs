//! What follows "Dear", from a full name as on an envelope.
//!
//! A title and the surname; a knight or dame by title and first name; a member of the Lords by
//! title and name; without a title the whole name, because no title may be guessed. Letters after
//! the name, "MP" among them, stay on the envelope, and so does "The Rt Hon".
//! <https://theenglishmanner.com/forms-of-address/how-to-address-british-politicians/>,
//! <https://pollyannaharmsworth.com/?p=2649> (Lords),
//! <https://boards.straightdope.com/t/what-is-the-correct-way-to-address-a-knighted-person-directly-and-how-to-refer-indirectly/594234>
//! (quotes Debrett's: never Sir or Dame with a surname alone).

use crate::text::names::{Follows, has, lists};

/// What follows "Dear" for a full name: `Ms Alex Member MP` is `Ms Member`.
pub fn salutation(name: &str) -> String {
    let words: Vec<&str> =
        name.split([' ', ',', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    // `Dear` is what the letter puts before it.
    let words = words.strip_prefix(&["Dear"]).unwrap_or(&words);
    let words = without_letters(without_styles(words));
    let titles: Vec<_> = words.iter().map_while(|word| title(word)).collect();
    let names = &words[titles.len()..];
    let last = titles.iter().rfind(|(_, follows)| *follows != Follows::Surname).or(titles.last());
    match (last, names) {
        (None, _) | (_, []) => words.join(" "),
        (Some((shown, Follows::FirstName)), [first, ..]) => format!("{shown} {first}"),
        (Some((shown, Follows::All)), _) => match titles.last() {
            // `The Reverend Dr Alex Member`
            Some((other, Follows::Surname)) => format!("{other} {}", surname(names)),
            _ => format!("{shown} {}", names.join(" ")),
        },
        (Some(_), _) => {
            let titles: Vec<&str> = titles.iter().map(|(shown, _)| *shown).collect();
            format!("{} {}", titles.join(" "), surname(names))
        }
    }
}

fn without_styles<'a, 'b>(words: &'b [&'a str]) -> &'b [&'a str] {
    let styles = words.iter().take_while(|word| has(&lists().styles, &plain(word))).count();
    // A name is never all style: the last word stays.
    &words[styles.min(words.len().saturating_sub(1))..]
}

fn without_letters<'a, 'b>(words: &'b [&'a str]) -> &'b [&'a str] {
    let is_letters = |word: &str| {
        let word = word.replace('.', "");
        has(&lists().letters, &word) || word.eq_ignore_ascii_case("mp")
    };
    let end = words.iter().rposition(|word| !is_letters(word)).map_or(1, |last| last + 1);
    &words[..end.min(words.len())]
}

fn title(word: &str) -> Option<(&'static str, Follows)> {
    let word = plain(word);
    let known = lists().titles.iter();
    known.filter_map(|(follows, titles)| Some((titles.get(&word)?.as_str(), *follows))).next()
}

fn plain(word: &str) -> String {
    word.trim_end_matches('.').to_lowercase()
}

/// The last word and the particles before it; a first name stays a first name.
fn surname(names: &[&str]) -> String {
    let mut start = names.len().saturating_sub(1);
    while start > 1 && is_particle(names[start - 1]) {
        start -= 1;
    }
    // `Van der Berg`
    if start > 1 && names[start - 1] == "Van" && is_particle(names[start]) {
        start -= 1;
    }
    names[start..].join(" ")
}

fn is_particle(word: &str) -> bool {
    has(&lists().particles, word) || has(&lists().capital_particles, word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_addressed_as_it_should_be() {
        for (name, dear) in [
            ("Ms Alex Member MP", "Ms Member"),
            ("The Rt Hon Sir Alex Member KC MP", "Sir Alex"),
            ("Rt Hon Dame Ana Member", "Dame Ana"),
            ("Dr Siân Ŵyn-O'Brien MP", "Dr Ŵyn-O'Brien"),
            ("Lord Sample", "Lord Sample"),
            ("The Lord Sample of Wombwell", "Lord Sample of Wombwell"),
            ("The Rt Hon. the Baroness Sample PC", "Baroness Sample"),
            ("Councillor Jo van der Berg", "Councillor van der Berg"),
            ("Cllr Jo Van der Berg", "Councillor Van der Berg"),
            ("Ms Ana De Souza, MP", "Ms De Souza"),
            ("Mr Duc Van Nguyễn", "Mr Nguyễn"),
            ("Mr An Le", "Mr Le"),
            ("Mr. Alex Member, M.P.", "Mr Member"),
            ("Prof. Alex Member FRS", "Professor Member"),
            ("Professor Dame Ana Member DBE", "Dame Ana"),
            ("Revd Alex Member", "Reverend Alex Member"),
            ("The Reverend Dr Alex Member", "Dr Member"),
            ("Councillor Dr Alex Member", "Councillor Dr Member"),
            ("Alex Member MP", "Alex Member"),
            ("The Rt Hon Alex Member MP", "Alex Member"),
            ("Łukasz Συμεών MP", "Łukasz Συμεών"),
            ("Ms Member", "Ms Member"),
            ("Member", "Member"),
            ("Ms MP", "Ms"),
            ("MP", "MP"),
            ("Ms", "Ms"),
            ("The", "The"),
            ("  Ms   Alex  Member  mp ", "Ms Member"),
            ("", ""),
        ] {
            assert_eq!(salutation(name), dear, "{name}");
        }
    }
}
