//! What follows from the postcode of a person's home: council, constituency, NHS board.

use std::sync::LazyLock;

use serde::Deserialize;

use super::areas::Areas;
use super::{councils, members, postcodes};
use crate::text::ENGLISH;

/// Where a person lives, as far as the postcode tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home<'r> {
    /// The council that sends the council tax bill, as the register of areas has it.
    pub council: &'r str,
    /// The constituency; two where our sources disagree.
    pub constituencies: Vec<&'r str>,
    /// The NHS board: none in Northern Ireland; several where the council lies in several, that of
    /// the postcode first.
    pub boards: Vec<&'r str>,
}

/// Postcodes that the table leaves out, by how they begin.
#[derive(Debug, Deserialize)]
struct Elsewhere {
    begins: Vec<String>,
    text: String,
}

static ELSEWHERE: LazyLock<Vec<Elsewhere>> = LazyLock::new(|| {
    serde_yaml::from_str(include_str!("../../data/postcodes-elsewhere.yaml")).unwrap_or_default()
});

impl<'r> Home<'r> {
    /// Where the home with a postcode lies; none where that is not known. The postcode is in its
    /// standard form, `S70 2TA`.
    pub fn find(postcode: &str, areas: &'r Areas) -> Option<Self> {
        let place = postcodes::shipped().find(postcode)?;
        let council = councils::shipped().by_code(place.council)?;
        let seats = std::iter::once(place.seat).chain(place.other_seat);
        let seats = seats.filter_map(|code| members::shipped().by_code(code));
        let own = place.board.and_then(|code| areas.board_of_code(code));
        let own = own.map(|board| board.name.as_str());
        let others = areas.get(&council.name).map_or(&[][..], |area| &area.boards);
        let others = others.iter().map(String::as_str).filter(|name| Some(*name) != own);
        Some(Self {
            council: &council.name,
            constituencies: seats.map(|seat| seat.constituency.as_str()).collect(),
            boards: own.into_iter().chain(others).collect(),
        })
    }
}

/// What follows from a postcode, in a sentence or two.
pub fn about(postcode: &str, areas: &Areas) -> String {
    match Home::find(postcode, areas) {
        Some(home) => format!("{postcode}: {}", home.in_words(areas)),
        None => unlocated(postcode),
    }
}

impl Home<'_> {
    /// `Barnsley, constituency Barnsley South, NHS South Yorkshire.`
    fn in_words(&self, areas: &Areas) -> String {
        let mut said = self.council.to_string();
        if let [seat] = self.constituencies.as_slice() {
            said.push_str(&format!(", constituency {seat}"));
        }
        if let [board] = self.boards.as_slice() {
            let short = areas.board(board).map_or(*board, |board| board.short());
            said.push_str(&format!(", {short}"));
        }
        said.push('.');
        if self.constituencies.len() > 1 {
            said.push_str(" Our sources disagree about the constituency, so please choose.");
        }
        if self.boards.len() > 1 {
            said.push_str(" Your council lies in more than one NHS board, so please choose.");
        }
        said
    }
}

/// Why nothing follows from a postcode, and how it may have been meant.
pub fn unlocated(postcode: &str) -> String {
    let table = postcodes::shipped();
    let outcode = postcode.split(' ').next().unwrap_or_default();
    let area = outcode.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    let begins = |begin: &String| begin == area || begin == outcode;
    if let Some(one) = ELSEWHERE.iter().find(|one| one.begins.iter().any(begins)) {
        return format!("{postcode}: {}", one.text);
    }
    // A page may be made without.
    if !table.has_postcodes() {
        return format!("{postcode}: there is no table of postcodes here to look it up in.");
    }
    let said = match table.has_outcode(outcode) {
        true => {
            format!("{postcode} is not in our table of {}.", ENGLISH.partial(&table.head().as_of))
        }
        false => format!("No postcode begins with {outcode}."),
    };
    match table.near(postcode) {
        Some(near) => format!("{said} Did you mean {near}?"),
        None => said,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn areas() -> Areas {
        Areas::shipped().expect("the areas that ship are well formed")
    }

    #[test]
    fn a_postcode_tells_in_a_sentence_where_it_lies() {
        let areas = areas();
        for (postcode, said) in [
            ("S70 2TA", "S70 2TA: Barnsley, constituency Barnsley North, NHS South Yorkshire."),
            (
                "EH1 1YZ",
                "EH1 1YZ: Edinburgh, constituency Edinburgh East and Musselburgh, NHS Lothian.",
            ),
            (
                "CA1 1AA",
                "CA1 1AA: Cumberland, constituency Carlisle. Your council lies in more than one \
                 NHS board, so please choose.",
            ),
            (
                "AL6 9NF",
                "AL6 9NF: Welwyn Hatfield, NHS Central East. Our sources disagree about the \
                 constituency, so please choose.",
            ),
            ("S70 1LA", "S70 1LA is not in our table of November 2025. Did you mean S70 1AL?"),
            ("S70 0ZZ", "S70 0ZZ is not in our table of November 2025."),
            ("S79 1AA", "No postcode begins with S79."),
        ] {
            assert_eq!(about(postcode, &areas), said);
        }
        let cumberland = Home::find("CA1 1AA", &areas).expect("it is there");
        assert!(cumberland.boards[0].contains("North East and North Cumbria"));
        assert!(cumberland.boards[1].contains("Lancashire and South Cumbria"));
        assert_eq!(Home::find("AL6 9NF", &areas).map(|home| home.constituencies.len()), Some(2));
    }

    #[test]
    fn of_places_that_the_table_leaves_out_is_said_what_is_known() {
        let areas = areas();
        for (postcode, words) in [
            ("BT1 1AA", "Northern Ireland's postcodes have a licence of their own"),
            ("JE2 3AB", "Jersey"),
            ("GY1 1AA", "Guernsey"),
            ("IM1 1AA", "Isle of Man"),
            ("BF1 0AA", "register of electors"),
            ("GIR 0AA", "nobody lives there"),
        ] {
            let said = about(postcode, &areas);
            assert!(said.starts_with(postcode) && said.contains(words), "{said}");
        }
    }
}
