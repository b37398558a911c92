//! Names made comparable: what a person types against what a register holds.

use crate::text::{self, names};

/// Lower case, without accents and punctuation, `&` as "and", "saint" as "st", single spaces.
pub(super) fn fold(text: &str) -> String {
    let spelt = text.replace('.', "").replace('&', " and ");
    let plainly = text::fold(&spelt);
    // A name has hardly ever any of what follows.
    if plainly.is_ascii() && !plainly.contains("saint") {
        return plainly;
    }
    let accents = &names::lists().accents;
    let plain = |letter: char| accents.get(&letter).cloned().unwrap_or(letter.to_string());
    let words = plainly.split(' ').map(|word| match word {
        "saint" => "st".to_string(),
        _ => word.chars().map(plain).collect(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The words of a folded name that tell one council from another, counties in full.
///
/// "London" goes only where it is part of "London Borough".
pub(super) fn key(folded: &str) -> String {
    let london = folded.split(' ').any(|word| word == "borough");
    let lists = names::lists();
    let says_no_more =
        |word: &str| names::has(&lists.kinds_of_council, word) || (london && word == "london");
    let words = folded.split(' ').filter(|word| !says_no_more(word));
    let in_full = words.map(|word| lists.counties.get(word).map_or(word, String::as_str));
    in_full.collect::<Vec<_>>().join(" ")
}

/// A name as a register writes it, and as it is compared.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) written: String,
    pub(super) folded: String,
    /// The words that tell it from others.
    pub(super) key: String,
}

impl Name {
    pub(super) fn new(written: &str) -> Self {
        let folded = fold(written);
        let key = key(&folded);
        Self { written: written.into(), folded, key }
    }

    pub(super) fn all<'n>(written: impl IntoIterator<Item = &'n String>) -> Vec<Self> {
        written.into_iter().map(|name| Self::new(name)).collect()
    }
}

/// The names of a register of areas, made comparable once. In the order of its lists.
#[derive(Clone, Debug)]
pub(super) struct Index {
    pub(super) councils: Vec<Council>,
    /// All names of each group.
    pub(super) groups: Vec<Vec<Name>>,
    pub(super) boards: Vec<BoardNames>,
}

/// The names of a council.
#[derive(Clone, Debug)]
pub(super) struct Council {
    pub(super) name: Name,
    /// Its other names, of today and of the past.
    pub(super) others: Vec<Name>,
    pub(super) upper: Option<Name>,
    /// Its constituencies, folded.
    pub(super) seats: Vec<String>,
}

/// The names of a board.
#[derive(Clone, Debug)]
pub(super) struct BoardNames {
    pub(super) name: Name,
    pub(super) place: Name,
    pub(super) was: Vec<Name>,
}

/// An id from a name: lower-case words joined by hyphens.
pub(super) fn slug(name: &str) -> String {
    fold(name).replace(' ', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_meet() {
        for (a, b) in [
            ("St. Helens", "saint helens"),
            ("King’s Lynn & West Norfolk", "Kings Lynn and West Norfolk"),
            ("Ynys Môn", "YNYS MON"),
            ("Ynys Mo\u{302}n", "ynys mon"),
            ("Stoke-on-Trent", " stoke  on trent "),
        ] {
            assert_eq!(fold(a), fold(b));
        }
    }

    #[test]
    fn words_for_the_kind_of_council_fall_away() {
        for (typed, left) in [
            ("Barnsley Metropolitan Borough Council", "barnsley"),
            ("London Borough of Camden", "camden"),
            ("Royal Borough of Kingston upon Thames", "kingston upon thames"),
            ("East London", "east london"),
            ("The Council of the City of York", "york"),
            ("Frimley ICS", "frimley"),
            ("South Oxon", "south oxfordshire"),
            ("council", ""),
        ] {
            assert_eq!(key(&fold(typed)), left);
        }
    }
}
