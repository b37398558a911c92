//! Which rows are one person's. The same e-mail address is one person's, unless the names on it
//! are clearly others: a family may share an address. The same name with the same postcode is
//! one person's too.
//!
//! Kept for each row: 24 bytes, and its place under its e-mail address and its name.

use std::collections::hash_map::Entry;

use rapidhash::RapidHashMap;
use rapidhash::v3::rapidhash_v3;
use rayon::prelude::*;

use super::job::Job;

/// Names on one e-mail address that are compared letter by letter; further ones are only found
/// alike when they are the same. So no table makes this quadratic.
const MOST_COMPARED: usize = 16;

/// Whose rows are whose.
#[derive(Clone, Debug, Default)]
pub struct People {
    /// For the rows asked about: the number of the row of the same person that counts, and whether
    /// somebody else has the same e-mail address.
    of: RapidHashMap<u32, (u32, bool)>,
}

/// What is looked at in a row.
struct Seen {
    place: usize,
    number: u32,
    /// How many rows count less than this one.
    rank: u32,
    email: Option<u64>,
    named: Option<u64>,
}

impl People {
    /// Looks at the rows at these places; of a person's rows that of the highest rank counts.
    pub fn of(job: &Job<'_>, places: &[usize], rank: impl Fn(usize) -> u32 + Sync) -> People {
        let hash = |text: String| rapidhash_v3(text.as_bytes());
        let look = |place: &usize| {
            let row = job.table.row(*place)?;
            Some(Seen {
                place: *place,
                number: row.number,
                rank: rank(*place),
                email: job.columns.email(&row).map(hash),
                named: job.columns.name_with_postcode(&row).map(hash),
            })
        };
        let mut seen: Vec<Seen> = places.par_iter().filter_map(look).collect();
        seen.sort_unstable_by_key(|seen| seen.rank);
        let number_of: RapidHashMap<u32, u32> =
            seen.iter().map(|seen| (seen.rank, seen.number)).collect();
        let mut addresses: RapidHashMap<u64, Address> = RapidHashMap::default();
        let mut named: RapidHashMap<u64, u32> = RapidHashMap::default();
        let mut of = RapidHashMap::default();
        addresses.reserve(seen.len());
        named.reserve(seen.len());
        of.reserve(seen.len());
        // The last row of somebody is met first.
        for row in seen.iter().rev() {
            let by_name = row.named.map(|name| *named.entry(name).or_insert(row.rank));
            let by_email = row.email.map(|email| match addresses.entry(email) {
                Entry::Vacant(entry) => {
                    let last = (row.rank, row.place);
                    entry.insert(Address { last, ..Address::default() });
                    row.rank
                }
                Entry::Occupied(mut entry) => entry.get_mut().last(job, row),
            });
            let last = by_email.max(by_name).unwrap_or(row.rank);
            let last = number_of.get(&last).copied().unwrap_or(row.number);
            of.insert(row.number, (last, false));
        }
        for row in &seen {
            let shared = row.email.and_then(|email| addresses.get(&email));
            if let (Some(address), Some(found)) = (shared, of.get_mut(&row.number)) {
                found.1 = address.people > 1;
            }
        }
        People { of }
    }

    /// The number of the row that counts of the person in this row: the last one.
    pub fn last(&self, row: u32) -> u32 {
        self.of.get(&row).map_or(row, |found| found.0)
    }

    /// Whether somebody with another name has the same e-mail address.
    pub fn shares_address(&self, row: u32) -> bool {
        self.of.get(&row).is_some_and(|found| found.1)
    }
}

/// The names on an e-mail address; nobody's before a second row has it.
#[derive(Default)]
struct Address {
    /// The rank and the place of the last row that has it.
    last: (u32, usize),
    people: usize,
    /// The last row of each name, as it is spelt.
    spelt: RapidHashMap<u64, u32>,
    /// The last rows of the first people, with their names.
    first: Vec<(u32, String)>,
}

impl Address {
    /// The rank of the last row of a row's person.
    fn last(&mut self, job: &Job<'_>, row: &Seen) -> u32 {
        if self.people == 0 {
            let (rank, place) = self.last;
            self.named(job, place, rank);
        }
        self.named(job, row.place, row.rank)
    }

    /// The rank of the last row of the person with the name in the row at this place.
    fn named(&mut self, job: &Job<'_>, place: usize, number: u32) -> u32 {
        let name = job.table.row(place).map(|row| job.columns.person(&row)).unwrap_or_default();
        let hash = rapidhash_v3(name.as_bytes());
        if let Some(last) = self.spelt.get(&hash) {
            return *last;
        }
        let known = self.first.iter().find(|(_, other)| may_be_one(other, &name));
        let last = match known {
            Some((last, _)) => *last,
            None => {
                self.people += 1;
                if self.first.len() < MOST_COMPARED {
                    self.first.push((number, name));
                }
                number
            }
        };
        self.spelt.insert(hash, last);
        last
    }
}

/// Whether two names, in small letters without punctuation, may be one person's: every word of
/// the shorter stands in the longer, perhaps as an initial, cut short or with a slip.
fn may_be_one(a: &str, b: &str) -> bool {
    let words = |name| str::split_whitespace(name).collect::<Vec<_>>();
    let (a, b) = (words(a), words(b));
    let (short, mut long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.iter().all(|word| {
        let at = long.iter().position(|other| word == other);
        let at = at.or_else(|| long.iter().position(|other| is_like(word, other)));
        at.map(|at| long.swap_remove(at)).is_some()
    })
}

/// Whether two words of names may be the same: `j` and `jean`, `sam` and `samuel`, `catherine`
/// and `katherine`; not `jean` and `joan`, nor `mr` and `mrs`.
fn is_like(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let letters = short.chars().count();
    if long.starts_with(short) && (letters == 1 || letters > 2) {
        return true;
    }
    letters > 4 && strsim::osa_distance(short, long) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_spelt_otherwise_is_one_persons_and_another_name_is_not() {
        for (a, b) in [
            ("jean sample", "jean sample"),
            ("jean sample", "j sample"),
            ("jean sample", "mrs jean mary sample"),
            ("sample jean", "jean sample"),
            ("samuel example", "sam example"),
            ("catherine sample", "katherine sample"),
            ("jean sampel", "jean sample"),
            ("", "jean sample"),
        ] {
            assert!(may_be_one(a, b) && may_be_one(b, a), "{a} and {b}");
        }
        for (a, b) in [
            ("jean sample", "joan sample"),
            ("jean sample", "sam sample"),
            ("mr sample", "mrs sample"),
            ("jean sample", "jean example"),
            ("jean jean", "jean sample"),
        ] {
            assert!(!may_be_one(a, b) && !may_be_one(b, a), "{a} and {b}");
        }
    }
}
