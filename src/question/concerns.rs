//! Kind `concerns`: points of the pack by id, title or number, and points of one's own.
//!
//! Prose is the person's own point. A single word that looks like an id is taken for a slip: with
//! `own:` before it, it is a point of one's own.

use super::choice::{beyond, within};
use super::scan::{Names, Scanned, is_id, short_id};
use super::text;
use crate::answer::{Chosen, Input};
use crate::diagnostic::near;
use crate::limits;
use crate::model::Concern;
use crate::question::fault::{AnswerFault, told};
use crate::text::fold;

/// Most characters of a point of one's own: it stands beside those of the pack, which have about
/// 60 words.
const MOST_OWN: usize = 1_000;

/// Reads concerns, in the order given and each once.
pub(super) fn concerns(
    raw: &Input,
    known: &[Concern],
    most: Option<usize>,
) -> Result<Vec<Chosen>, AnswerFault> {
    let reader = Reader {
        known,
        names: Names::new(
            known.iter().map(|concern| [concern.id.as_str(), concern.title.as_str()]),
        ),
    };
    let mut chosen = Vec::new();
    match raw {
        Input::Text(typed) => reader.text(typed, &mut chosen)?,
        Input::List(items) => {
            items.iter().try_for_each(|item| reader.line(&text::line(item)?, &mut chosen))?
        }
        Input::Map(map) => map.iter().try_for_each(|(key, value)| match key.as_str() {
            "own" => add_own(&text::line(value)?, &mut chosen),
            _ => Err(told("map")),
        })?,
    }
    within(chosen, most)
}

/// Fewest characters of a text that is compared with a title by its words.
const FEWEST_ALIKE: usize = 15;
/// How like a title a text is from which it may be meant for it, 1 being the same.
const NEAR: f64 = 0.88;

struct Reader<'a> {
    known: &'a [Concern],
    names: Names,
}

impl Reader<'_> {
    /// Reads text that may have several lines: each its own answer, or all one paragraph.
    fn text(&self, typed: &str, chosen: &mut Vec<Chosen>) -> Result<(), AnswerFault> {
        let clean = text::clean(typed, limits::TEXT_ANSWER)?;
        let lines: Vec<&str> = text::written_lines(&clean).collect();
        let prose = |line: &&str| {
            own(line).is_none()
                && self.names.scan(line).rest.is_some_and(|rest| !rest.parted)
                && !is_id(line)
                && self.alike(line).is_none()
        };
        if lines.iter().all(prose) {
            return self.line(&lines.join(" "), chosen);
        }
        lines.iter().try_for_each(|line| self.line(line, chosen))
    }

    fn line(&self, line: &str, chosen: &mut Vec<Chosen>) -> Result<(), AnswerFault> {
        if let Some(own) = own(line) {
            return add_own(own, chosen);
        }
        let mut rest = line;
        while let Some((before, pick, behind)) = self.names.between(rest, FEWEST_ALIKE) {
            if !before.is_empty() {
                self.piece(before, chosen)?;
            }
            self.add(pick, chosen)?;
            rest = behind;
        }
        if rest.is_empty() && !line.is_empty() { Ok(()) } else { self.piece(rest, chosen) }
    }

    /// A line, or a part of one, in which no title of some length stands by itself.
    fn piece(&self, line: &str, chosen: &mut Vec<Chosen>) -> Result<(), AnswerFault> {
        if let Some(own) = own(line) {
            return add_own(own, chosen);
        }
        let alike = self.alike(line);
        if let Some((item, true)) = alike {
            return self.add(item, chosen);
        }
        // As forms join what was ticked. Numbers alone may stand in anybody's sentence.
        let pieces = || line.split(';').map(str::trim).filter(|piece| !piece.is_empty());
        let is_named = |piece: &str| {
            piece.contains(char::is_alphabetic)
                && (self.names.pick(piece).is_some() || self.alike(piece).is_some())
        };
        if pieces().count() > 1 && pieces().any(is_named) {
            return pieces().try_for_each(|piece| self.line(piece, chosen));
        }
        let Scanned { picks, rest } = self.names.scan(line);
        let Some(rest) = rest else {
            return picks.into_iter().try_for_each(|pick| self.add(pick, chosen));
        };
        let listed = !picks.is_empty()
            && picks.iter().all(|item| *item < self.known.len())
            && (rest.parted || rest.and && picks.len() > 1 || own(&rest.text).is_some());
        if listed {
            picks.into_iter().try_for_each(|pick| self.add(pick, chosen))?;
            return self.line(&rest.text, chosen);
        }
        let ids = || line.split([',', ';']).map(str::trim);
        if ids().all(is_id) {
            let unknown = ids().find(|id| self.names.pick(id).is_none());
            return Err(self.unknown(unknown.unwrap_or(line)));
        }
        match alike.and_then(|(item, _)| self.known.get(item)) {
            Some(concern) => {
                let near = Some(concern.title.clone());
                Err(AnswerFault::UnknownConcern { given: None, near })
            }
            None => add_own(line, chosen),
        }
    }

    /// The point that a text of some length names, but for signs or a slip: nobody ticked it as
    /// their own words. Whether there is no slip.
    fn alike(&self, text: &str) -> Option<(usize, bool)> {
        let folded = fold(text);
        if folded.chars().count() < FEWEST_ALIKE {
            return None;
        }
        let titles = || self.known.iter().enumerate().map(|(item, c)| (item, fold(&c.title)));
        let near = |title: &str| {
            title.len().abs_diff(folded.len()) <= 8
                && strsim::normalized_damerau_levenshtein(title, &folded) >= NEAR
        };
        let same = titles().find(|(_, title)| *title == folded);
        let (item, title) = same.or_else(|| titles().find(|(_, title)| near(title)))?;
        Some((item, title == folded))
    }

    fn add(&self, item: usize, chosen: &mut Vec<Chosen>) -> Result<(), AnswerFault> {
        let concern = self.known.get(item).ok_or_else(|| beyond(self.known.len()))?;
        chosen.push(Chosen::Pack(concern.id.clone()));
        Ok(())
    }

    fn unknown(&self, given: &str) -> AnswerFault {
        let near = near(given, self.known.iter().map(|concern| concern.id.as_str()));
        // What is like none of them may be somebody's own words.
        AnswerFault::UnknownConcern { given: near.as_ref().and(short_id(given)), near }
    }
}

/// What follows `own:`.
fn own(line: &str) -> Option<&str> {
    let (mark, text) = line.split_at_checked(4)?;
    mark.eq_ignore_ascii_case("own:").then_some(text.trim())
}

fn add_own(text: &str, chosen: &mut Vec<Chosen>) -> Result<(), AnswerFault> {
    let text = text::line_of(text, MOST_OWN)?;
    if !text.is_empty() {
        chosen.push(Chosen::Own(text));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn known() -> Vec<Concern> {
        [
            ("fixed-budget", "Who decides when a fixed budget runs short"),
            ("secrecy", "Decisions taken where we cannot see them"),
            ("workforce", "Staff, pay and training"),
        ]
        .map(|(id, title)| Concern {
            id: id.into(),
            title: title.into(),
            text: None,
            short: None,
            to: Default::default(),
        })
        .to_vec()
    }

    fn shown(chosen: Result<Vec<Chosen>, AnswerFault>) -> Result<String, String> {
        let one = |chosen: Chosen| match chosen {
            Chosen::Pack(id) => id,
            Chosen::Own(text) => format!("<{text}>"),
        };
        chosen
            .map(|all| all.into_iter().map(one).collect::<Vec<_>>().join(" "))
            .map_err(|fault| fault.to_string())
    }

    #[test]
    fn concerns_are_chosen_as_people_type_them() {
        for (typed, chosen) in [
            ("1 3", "fixed-budget workforce"),
            ("2,1", "secrecy fixed-budget"),
            ("2 and 1", "secrecy fixed-budget"),
            ("fixed-budget, secrecy", "fixed-budget secrecy"),
            ("Staff, pay and training, 2", "workforce secrecy"),
            ("1 1 fixed-budget", "fixed-budget"),
            ("own: buses", "<buses>"),
            ("OWN: one, two and 3", "<one, two and 3>"),
            ("1, own: buses", "fixed-budget <buses>"),
            ("Buses", "<Buses>"),
            ("2 buses a day are not enough", "<2 buses a day are not enough>"),
            ("2 and a half hours by bus", "<2 and a half hours by bus>"),
            ("2,500 people lost their clinic", "<2,500 people lost their clinic>"),
            ("1, no buses to the clinic", "fixed-budget <no buses to the clinic>"),
            (
                "who decides when a fixed budget runs short.; STAFF PAY, AND TRAINING; No buses",
                "fixed-budget workforce <No buses>",
            ),
            ("No buses; Decisions taken, where we cannot see them", "<No buses> secrecy"),
            ("It has 2; and it is cold", "<It has 2; and it is cold>"),
            (
                "decisions taken where we cannot see them\nStaff pay and training",
                "secrecy workforce",
            ),
            (
                "Parking,Decisions taken where we cannot see them,\"Staff, pay and training\"",
                "<Parking> secrecy workforce",
            ),
            ("Staff, pay and training,there are no buses", "workforce <there are no buses>"),
            ("1, 3 and the buses", "fixed-budget workforce <the buses>"),
            ("There are no buses\nto the clinic", "<There are no buses to the clinic>"),
            ("1\nThere are no buses", "fixed-budget <There are no buses>"),
            ("secrecy\nown: buses\n", "secrecy <buses>"),
            ("own: ", ""),
            ("", ""),
        ] {
            assert_eq!(
                shown(concerns(&Input::Text(typed.into()), &known(), None)),
                Ok(chosen.into()),
                "{typed}"
            );
        }
    }

    #[test]
    fn a_list_is_read_item_by_item() {
        let list =
            |items: &[&str]| Input::List(items.iter().map(|item| (*item).to_string()).collect());
        for (items, chosen) in [
            (
                &["secrecy", "1", "own: buses, and trains", ""][..],
                "secrecy fixed-budget <buses, and trains>",
            ),
            (&["Staff, pay and training", "Too few buses"], "workforce <Too few buses>"),
            (&["own: own: x"], "<own: x>"),
        ] {
            assert_eq!(shown(concerns(&list(items), &known(), None)), Ok(chosen.into()));
        }
        let map = Input::Map(BTreeMap::from([("own".to_string(), "buses".to_string())]));
        assert_eq!(shown(concerns(&map, &known(), None)), Ok("<buses>".into()));
    }

    #[test]
    fn slips_are_told() {
        let told = |typed: &str, most| shown(concerns(&Input::Text(typed.into()), &known(), most));
        let own = "For a concern of your own, type a few words, or put `own:` before it.";
        for (typed, fault) in [
            ("secrcy", format!("There is no concern `secrcy`. Did you mean `secrecy`? {own}")),
            ("1, secrcy", format!("There is no concern `secrcy`. Did you mean `secrecy`? {own}")),
            (
                "secrcy, fixed-budget",
                format!("There is no concern `secrcy`. Did you mean `secrecy`? {own}"),
            ),
            ("buses", format!("There is no such concern. {own}")),
            (
                "No buses; Decisions taken where we cant see then",
                format!(
                    "There is no such concern. Did you mean `Decisions taken where we cannot see \
                     them`? {own}"
                ),
            ),
            ("4", "There is no such number in the list. Choose from 1 to 3.".into()),
            ("1 9", "There is no such number in the list. Choose from 1 to 3.".into()),
        ] {
            assert_eq!(told(typed, None), Err(fault), "{typed}");
        }
        assert_eq!(told("1 2 3", Some(2)), Err("Choose 2 at most, not 3.".into()));
        let long = format!("own: {}", "x".repeat(1_001));
        assert_eq!(
            told(&long, None),
            Err("This answer is too long by 1 character. It can have 1,000 at most.".into())
        );
    }
}
