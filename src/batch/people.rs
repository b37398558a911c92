//! Which rows are one person's. The same e-mail address is one person's, unless the names on it
//! are clearly others: a family may share an address. The same name with the same postcode is
//! one person's too.

use rapidhash::RapidHashMap;
use rayon::prelude::*;

use super::job::Job;

/// Names on one e-mail address that are compared letter by letter; further ones are only found
/// alike when they are the same. So no table makes this quadratic.
const MOST_COMPARED: usize = 16;

/// What is looked at in a row.
struct Seen {
    place: usize,
    email: Option<String>,
    name: String,
    /// The name with its postcode.
    named: Option<String>,
}

/// For each row, by place: the place of the same person's row that counts, which is the last one, and
/// whether somebody with another name has the same e-mail address. Looked at are the rows at these
/// places, in the order in which they came.
pub(super) fn found(job: &Job<'_>, places: &[usize]) -> Vec<(usize, bool)> {
    let columns = &job.columns;
    let look = |place: &usize| {
        let row = job.table.row(*place)?;
        let (email, name) = (columns.email(&row), columns.person(&row));
        let named = columns.name_with_postcode(&row);
        Some(Seen { place: *place, email, name, named })
    };
    let seen: Vec<Seen> = places.par_iter().filter_map(look).collect();
    let mut by_names: RapidHashMap<&str, usize> = RapidHashMap::default();
    let mut by_spelling: RapidHashMap<(&str, &str), usize> = RapidHashMap::default();
    let mut on_address: RapidHashMap<&str, Vec<(&str, usize)>> = RapidHashMap::default();
    let mut found: Vec<(usize, bool)> = (0..job.table.len()).map(|place| (place, false)).collect();
    // The last row of somebody is met first.
    for (at, Seen { place, email, name, named }) in seen.iter().enumerate().rev() {
        let by_name = named.as_deref().map(|named| *by_names.entry(named).or_insert(at));
        let by_email = email.as_deref().map(|email| {
            *by_spelling.entry((email, name)).or_insert_with(|| {
                let people = on_address.entry(email).or_default();
                let known = people.iter().find(|(other, _)| may_be_one(other, name));
                let last = known.map_or(at, |(_, last)| *last);
                if known.is_none() && people.len() < MOST_COMPARED {
                    people.push((name, at));
                }
                last
            })
        });
        found[*place].0 = seen[by_email.max(by_name).unwrap_or(at)].place;
    }
    for Seen { place, email, .. } in &seen {
        let people = email.as_deref().and_then(|email| on_address.get(email));
        found[*place].1 = people.is_some_and(|people| people.len() > 1);
    }
    found
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
