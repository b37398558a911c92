//! Which council, constituency and NHS board a postcode lies in: the embedded file
//! `data/postcodes`, made by `examples/postcodes.rs`.
//!
//! The file is a line that names its format, the length of its head (four bytes, the lowest
//! first), the head (JSON, deflated) and a block for each postcode area, deflated too. The head
//! says from when the table is and holds the classes: each a council, constituency, second
//! constituency and board that some postcodes have in common. A block is unpacked when the first
//! postcode of its area is looked up. It holds its outcodes, which of the 4,000 postcodes of each
//! exist (ten sectors of 400 bits, without the zeros at the end), and the classes of those as runs.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::sync::OnceLock;

use flate2::read::DeflateDecoder;
use rapidhash::RapidHashMap;
use serde::{Deserialize, Serialize};

/// The first line of the file.
pub const FORMAT: &[u8] = b"sayso postcodes 1\n";

/// The letters that end a postcode, in the order in which they count.
pub const LETTERS: &[u8; 20] = b"ABDEFGHJLNPQRSTUWXYZ";

/// How many postcodes a sector has at most, `S70 2AA` to `S70 2ZZ`.
pub const SECTOR: usize = LETTERS.len() * LETTERS.len();

/// Most bytes that a head or a block may unpack to.
const MOST: u64 = 1 << 20;

/// A postcode that fewer than so many of its council share a constituency with lies on a line
/// that was drawn through a street: the constituency is not one of the council's.
const FEWEST: u32 = 10;

/// The head of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The month of the directory of which it was made: `2025-11`.
    pub as_of: String,
    /// Codes of councils.
    pub councils: Vec<String>,
    /// Codes of constituencies.
    pub seats: Vec<String>,
    /// Codes of NHS boards.
    pub boards: Vec<String>,
    /// What postcodes have in common, by number.
    pub classes: Vec<Class>,
    /// The postcode areas in order, with the length of each one's block.
    pub areas: Vec<(String, usize)>,
}

/// What some postcodes have in common, as numbers in the lists of the [`Head`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Class {
    /// The council.
    #[serde(rename = "c")]
    pub council: usize,
    /// The constituency.
    #[serde(rename = "s")]
    pub seat: usize,
    /// The constituency by another source, where that differs.
    #[serde(rename = "o", default, skip_serializing_if = "Option::is_none")]
    pub other_seat: Option<usize>,
    /// The NHS board; none outside England.
    #[serde(rename = "b", default, skip_serializing_if = "Option::is_none")]
    pub board: Option<usize>,
    /// How many postcodes there are.
    #[serde(rename = "n")]
    pub count: u32,
}

/// Where a postcode lies, by the codes of the Office for National Statistics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The council that sends the council tax bill.
    pub council: &'a str,
    /// The parliamentary constituency of 2024.
    pub seat: &'a str,
    /// The constituency that another source gives: which is right is not known.
    pub other_seat: Option<&'a str>,
    /// The NHS board; none outside England.
    pub board: Option<&'a str>,
}

/// All postcodes of Great Britain.
#[derive(Default)]
pub struct Postcodes {
    head: Head,
    /// The classes of each council, by its code.
    by_council: RapidHashMap<String, Vec<Class>>,
    blocks: BTreeMap<String, Block>,
    bytes: Cow<'static, [u8]>,
}

/// Where the block of an area stands, and its outcodes once they were needed.
struct Block {
    from: usize,
    to: usize,
    outcodes: OnceLock<BTreeMap<String, Outcode>>,
}

/// The postcodes that begin with the same half.
#[derive(Default)]
struct Outcode {
    /// Which postcodes of each sector exist, as bits.
    sectors: [Vec<u8>; 10],
    /// Classes of those that exist, in order, each with how many follow one another.
    runs: Vec<(usize, usize)>,
}

/// The file that ships.
#[cfg(feature = "postcodes")]
pub const FILE: &[u8] = include_bytes!("../../data/postcodes");
/// No file: whoever has one hands it to [`provide`].
#[cfg(not(feature = "postcodes"))]
pub const FILE: &[u8] = &[];

/// The postcodes of this run.
static TABLE: OnceLock<Postcodes> = OnceLock::new();

/// The postcodes that ship, or those that were [provided](provide).
///
/// # Panics
/// Never for the file that ships, which a test reads whole.
pub fn shipped() -> &'static Postcodes {
    TABLE.get_or_init(|| Postcodes::read(FILE).unwrap_or_default())
}

/// Takes a file of postcodes, before the first is looked up, where none is embedded. Whether it was
/// taken.
pub fn provide(file: Vec<u8>) -> bool {
    Postcodes::read(file).is_some_and(|table| TABLE.set(table).is_ok())
}

/// The head of a file of postcodes, which is a file too: it knows the constituencies and boards of
/// councils, and no postcode.
#[must_use]
pub fn head_alone(file: &[u8]) -> Option<&[u8]> {
    let (length, _) = file.strip_prefix(FORMAT)?.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    file.get(..FORMAT.len() + 4 + length)
}

impl Postcodes {
    /// Reads the head of a file of postcodes. None where it is not one.
    #[must_use]
    pub fn read(bytes: impl Into<Cow<'static, [u8]>>) -> Option<Self> {
        let bytes = bytes.into();
        let whole_head = head_alone(&bytes)?.len();
        let head = inflate(bytes.get(FORMAT.len() + 4..whole_head)?)?;
        let head: Head = serde_json::from_slice(&head).ok()?;
        let mut from = whole_head;
        let mut blocks = BTreeMap::new();
        for (area, length) in &head.areas {
            let to = from.checked_add(*length)?;
            blocks.insert(area.clone(), Block { from, to, outcodes: OnceLock::new() });
            from = to;
        }
        let mut by_council: RapidHashMap<String, Vec<Class>> = RapidHashMap::default();
        for class in &head.classes {
            let council = head.councils.get(class.council)?;
            by_council.entry(council.clone()).or_default().push(*class);
        }
        let is_whole = bytes.len() == from || bytes.len() == whole_head;
        is_whole.then_some(Self { head, by_council, blocks, bytes })
    }

    /// What the head of the file says.
    #[must_use]
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// Where a postcode in its standard form (`S70 2TA`) lies. None where it is not in the table.
    #[must_use]
    pub fn find(&self, postcode: &str) -> Option<Place<'_>> {
        let (outcode, inward) = postcode.split_once(' ')?;
        let class = self.outcode(outcode)?.class(place_of(inward.as_bytes())?)?;
        self.place(class)
    }

    /// The place that a class stands for, by its number.
    #[must_use]
    pub fn place(&self, class: usize) -> Option<Place<'_>> {
        let class = self.head.classes.get(class)?;
        let seat = |at: usize| self.head.seats.get(at).map(String::as_str);
        Some(Place {
            council: self.head.councils.get(class.council)?,
            seat: seat(class.seat)?,
            other_seat: class.other_seat.and_then(seat),
            board: class.board.and_then(|at| self.head.boards.get(at)).map(String::as_str),
        })
    }

    /// Whether there are postcodes at all, and not the head alone.
    #[must_use]
    pub fn has_postcodes(&self) -> bool {
        self.blocks.values().all(|block| block.to <= self.bytes.len()) && !self.blocks.is_empty()
    }

    /// Whether there are postcodes that begin so: `S70`.
    #[must_use]
    pub fn has_outcode(&self, outcode: &str) -> bool {
        self.outcode(outcode).is_some()
    }

    /// The one postcode of the table that was meant where two neighbouring characters were
    /// swapped, or one was taken for another that looks like it. None where there are several.
    #[must_use]
    pub fn near(&self, postcode: &str) -> Option<String> {
        let typed: Vec<char> = postcode.chars().filter(|c| *c != ' ').collect();
        let inward = typed.len().checked_sub(3)?;
        let written = |slip: Vec<char>| -> String {
            let (outcode, inward) = slip.split_at(inward);
            outcode.iter().chain(&[' ']).chain(inward).collect()
        };
        let meant = slips(&typed).into_iter().map(written);
        let mut found: BTreeSet<String> = meant.filter(|one| self.find(one).is_some()).collect();
        found.pop_first().filter(|_| found.is_empty())
    }

    /// Codes of the constituencies that a council's people live in.
    pub fn seats_of(&self, council: &str) -> impl Iterator<Item = &str> {
        let shares = self.shares(council, |class| Some(class.seat));
        let seats = shares.into_iter().filter(|(_, count)| *count >= FEWEST);
        seats.filter_map(|(seat, _)| self.head.seats.get(seat)).map(String::as_str)
    }

    /// Codes of the NHS boards that a council's people have, that of most of them first.
    pub fn boards_of(&self, council: &str) -> impl Iterator<Item = &str> {
        let mut shares: Vec<_> = self.shares(council, |class| class.board).into_iter().collect();
        shares.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        shares.into_iter().filter_map(|(at, _)| self.head.boards.get(at)).map(String::as_str)
    }

    /// How many postcodes of a council have each of something.
    fn shares(&self, council: &str, of: impl Fn(&Class) -> Option<usize>) -> BTreeMap<usize, u32> {
        let mut shares = BTreeMap::new();
        for class in self.by_council.get(council).into_iter().flatten() {
            if let Some(at) = of(class) {
                *shares.entry(at).or_default() += class.count;
            }
        }
        shares
    }

    fn outcode(&self, outcode: &str) -> Option<&Outcode> {
        let area = outcode.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let area = outcode.strip_suffix(area)?;
        let block = self.blocks.get(area)?;
        let outcodes = block.outcodes.get_or_init(|| {
            let bytes = self.bytes.get(block.from..block.to).and_then(inflate);
            bytes.and_then(|bytes| unpack(&bytes)).unwrap_or_default()
        });
        outcodes.get(&outcode[area.len()..])
    }
}

impl Outcode {
    /// The class of a postcode by its place among the 4,000; none where it does not exist.
    fn class(&self, place: usize) -> Option<usize> {
        let (sector, place) = (place / SECTOR, place % SECTOR);
        let bits = self.sectors.get(sector)?;
        let byte = bits.get(place / 8)?;
        if byte & (1 << (place % 8)) == 0 {
            return None;
        }
        let ones = |bytes: &[u8]| bytes.iter().map(|b| b.count_ones() as usize).sum::<usize>();
        let below = byte & ((1 << (place % 8)) - 1);
        let mut before: usize = self.sectors[..sector].iter().map(|bits| ones(bits)).sum();
        before += ones(&bits[..place / 8]) + ones(&[below]);
        for (class, length) in &self.runs {
            match before.checked_sub(*length) {
                None => return Some(*class),
                Some(left) => before = left,
            }
        }
        None
    }
}

/// The place of the second half of a postcode among the 4,000 of its outcode.
#[must_use]
pub fn place_of(inward: &[u8]) -> Option<usize> {
    let [sector @ b'0'..=b'9', first, second] = inward else { return None };
    let letter = |c: &u8| LETTERS.iter().position(|l| l == c);
    Some(usize::from(sector - b'0') * SECTOR + letter(first)? * LETTERS.len() + letter(second)?)
}

/// What is one slip of the hand or the eye away.
fn slips(typed: &[char]) -> Vec<Vec<char>> {
    const ALIKE: [&str; 6] = ["O0", "I1L", "S5", "B8", "Z2", "G6"];
    let mut slips = Vec::new();
    for at in 0..typed.len() {
        let others = ALIKE.iter().filter(|alike| alike.contains(typed[at]));
        for other in others.flat_map(|alike| alike.chars()).filter(|other| *other != typed[at]) {
            let mut slip = typed.to_vec();
            slip[at] = other;
            slips.push(slip);
        }
        if at + 1 < typed.len() && typed[at] != typed[at + 1] {
            let mut slip = typed.to_vec();
            slip.swap(at, at + 1);
            slips.push(slip);
        }
    }
    slips
}

fn inflate(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    DeflateDecoder::new(bytes).take(MOST).read_to_end(&mut out).ok()?;
    Some(out)
}

/// Reads a block: the outcodes, the sectors of each, the classes that the block uses, the runs of
/// each by their class, and how long each run is. What is alike stands together, which deflates
/// better.
fn unpack(bytes: &[u8]) -> Option<BTreeMap<String, Outcode>> {
    let mut block = Bytes(bytes);
    let named = |block: &mut Bytes<'_>| {
        let name = std::str::from_utf8(block.bytes()?).ok()?;
        Some((name.to_string(), Outcode::default()))
    };
    // They stand in the order of their names.
    let mut outcodes: BTreeMap<_, _> = block.list(named)?.into_iter().collect();
    for sector in outcodes.values_mut().flat_map(|outcode| &mut outcode.sectors) {
        *sector = block.bytes()?.to_vec();
    }
    let classes = block.list(Bytes::number)?;
    for outcode in outcodes.values_mut() {
        outcode.runs = block.list(|block| Some((*classes.get(block.number()?)?, 0)))?;
    }
    for (_, length) in outcodes.values_mut().flat_map(|outcode| &mut outcode.runs) {
        *length = block.number()?;
    }
    Some(outcodes)
}

/// The bytes of a block that are still to be read.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// So many bytes as the number before them says.
    fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?;
        self.take(length)
    }

    /// So many of a kind as the number before them says.
    fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        (0..self.number()?).map(|_| read(self)).collect()
    }

    /// A number, seven bits a byte, the lowest first; all bytes but the last have the eighth.
    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in [0, 7, 14, 21] {
            let byte = usize::from(*self.take(1)?.first()?);
            number |= (byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_such_file_is_not_read() {
        assert!(Postcodes::read(&b""[..]).is_none());
        assert!(Postcodes::read(&b"sayso postcodes 1\n\xff\xff\xff\xffx"[..]).is_none());
        let mut cut = include_bytes!("../../data/postcodes").to_vec();
        cut.pop();
        assert!(Postcodes::read(cut).is_none());
    }

    #[test]
    fn the_file_that_ships_is_whole() {
        let bytes = include_bytes!("../../data/postcodes");
        assert!(bytes.len() <= 400_000, "{}", bytes.len());
        let postcodes = shipped();
        let mut found = 0;
        for (area, block) in &postcodes.blocks {
            let unpacked = inflate(&postcodes.bytes[block.from..block.to]);
            let outcodes = unpack(&unpacked.expect("deflated")).expect(area);
            for (district, outcode) in outcodes {
                let bits = outcode.sectors.iter().flatten().map(|byte| byte.count_ones() as usize);
                let runs: usize = outcode.runs.iter().map(|(_, length)| length).sum();
                assert_eq!(bits.sum::<usize>(), runs, "{area}{district}");
                found += runs;
            }
        }
        let counted: u32 = postcodes.head.classes.iter().map(|class| class.count).sum();
        assert_eq!(found, counted as usize);
        assert!(found > 1_700_000 && postcodes.blocks.len() == 120);
    }
}
