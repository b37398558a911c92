//! Makes `data/postcodes` of the ONS Postcode Directory, and reads every row back.
//!
//! `unzip -p ONSPD.zip 'Data/ONSPD_*.csv' | cargo run --release --example postcodes -- 2026-02 -`
//! or with the path of a CSV file, gzipped or not, in the place of `-`. The month is that of the
//! directory. Columns are found by the directory's names, old or new: `pcds`, `oslaua` or
//! `lad25cd`, `pcon` or `pcon24cd`, `icb` or `icb24cd`, and where they are there `doterm` (rows
//! with a date there are left out) and `pcon_other` (what another source says, to be asked).
//! Northern Ireland is left out: its postcodes have a licence of their own.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fs::File;
use std::io::{self, Read, Write};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::DeflateEncoder;
use sayso::disk::{self, IfExists, Outgoing};
use sayso::register::postcodes::{
    Class, FORMAT, Head, LETTERS, Place, Postcodes, SECTOR, place_of,
};
use sayso::register::{Areas, councils, members};

type Failed = Box<dyn Error>;

fn main() -> Result<(), Failed> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [as_of, path] = args.as_slice() else {
        return Err("usage: postcodes MONTH FILE, such as: postcodes 2026-02 -".into());
    };
    let input: Box<dyn Read> = match path.as_str() {
        "-" => Box::new(io::stdin().lock()),
        gz if gz.ends_with(".gz") => Box::new(GzDecoder::new(File::open(gz)?)),
        csv => Box::new(File::open(csv)?),
    };
    let table = Table::read(input)?;
    table.check_codes()?;
    let bytes = table.pack(as_of)?;
    table.compare(&bytes)?;
    let say = format!("data/postcodes: {} postcodes, {} bytes\n", table.rows.len(), bytes.len());
    let file = Outgoing::new("data/postcodes".into(), bytes);
    disk::write_all(&[file], IfExists::Replace)?;
    io::stdout().write_all(say.as_bytes())?;
    Ok(())
}

/// Codes, each with the number it has in the head of the file.
#[derive(Default)]
struct Codes(HashMap<String, usize>, Vec<String>);

impl Codes {
    fn number(&mut self, code: &str) -> usize {
        if let Some(number) = self.0.get(code) {
            return *number;
        }
        self.0.insert(code.to_string(), self.1.len());
        self.1.push(code.to_string());
        self.1.len() - 1
    }
}

/// Council, constituency, second constituency and board of a row, by number.
type Key = (usize, usize, Option<usize>, Option<usize>);

/// The outcodes of an area without its letters; place and class of each postcode in it.
type Outcodes<'a> = BTreeMap<&'a str, Vec<(usize, usize)>>;

/// The directory as it is packed: 16 bytes a row.
#[derive(Default)]
struct Table {
    councils: Codes,
    seats: Codes,
    boards: Codes,
    outcodes: Codes,
    keys: HashMap<Key, u32>,
    classes: Vec<(Key, u32)>,
    /// Outcode, place in it, class.
    rows: Vec<(u32, u32, u32)>,
}

impl Table {
    fn read(input: Box<dyn Read>) -> Result<Table, Failed> {
        let mut csv = csv::Reader::from_reader(input);
        let columns = Columns::find(csv.headers()?)?;
        let (mut table, mut row) = (Table::default(), csv::StringRecord::new());
        while csv.read_record(&mut row)? {
            table.add(&columns, &row);
        }
        table.rows.sort_unstable();
        if table.rows.windows(2).any(|two| (two[0].0, two[0].1) == (two[1].0, two[1].1)) {
            return Err("a postcode stands there twice".into());
        }
        Ok(table)
    }

    /// Adds a row if it is a live postcode of Great Britain.
    fn add(&mut self, columns: &Columns, row: &csv::StringRecord) {
        let cell = |column: Option<usize>| column.and_then(|at| row.get(at)).unwrap_or("").trim();
        let (council, seat) = (cell(Some(columns.council)), cell(Some(columns.seat)));
        let british = |code: &str| code.starts_with(['E', 'W', 'S']) && !code.ends_with("99999999");
        if !cell(columns.ended).is_empty() || !british(council) || !british(seat) {
            return;
        }
        let postcode = cell(Some(columns.postcode));
        let Some((outcode, inward)) = postcode.split_once(' ') else { return };
        let Some(place) = place_of(inward.trim().as_bytes()) else { return };
        let other = Some(cell(columns.other_seat)).filter(|code| !code.is_empty() && *code != seat);
        let board = Some(cell(columns.board)).filter(|code| code.starts_with("E54"));
        let key = (
            self.councils.number(council),
            self.seats.number(seat),
            other.map(|code| self.seats.number(code)),
            board.map(|code| self.boards.number(code)),
        );
        let next = self.classes.len() as u32;
        let class = *self.keys.entry(key).or_insert(next);
        if class == next {
            self.classes.push((key, 0));
        }
        self.classes[class as usize].1 += 1;
        self.rows.push((self.outcodes.number(outcode) as u32, place as u32, class));
    }

    /// Every code must have its name, or nothing could be said of its postcodes.
    fn check_codes(&self) -> Result<(), Failed> {
        let areas = Areas::shipped()?;
        let council = |code: &&String| councils::shipped().by_code(code).is_none();
        let seat = |code: &&String| members::shipped().by_code(code).is_none();
        let board = |code: &&String| areas.board_of_code(code).is_none();
        let mut unknown: Vec<String> = Vec::new();
        let mut add = |file: &str, code: &String| unknown.push(format!("{code} is not in {file}"));
        self.councils.1.iter().filter(council).for_each(|code| add("data/councils.csv", code));
        self.seats.1.iter().filter(seat).for_each(|code| add("data/members.csv", code));
        self.boards.1.iter().filter(board).for_each(|code| add("boards of data/areas.yaml", code));
        if unknown.is_empty() { Ok(()) } else { Err(unknown.join("\n").into()) }
    }

    /// The whole file.
    fn pack(&self, as_of: &str) -> Result<Vec<u8>, Failed> {
        // Classes that many postcodes have get low numbers, which take a byte.
        let mut order: Vec<usize> = (0..self.classes.len()).collect();
        order.sort_by_key(|at| (std::cmp::Reverse(self.classes[*at].1), self.classes[*at].0));
        let mut number = vec![0; order.len()];
        order.iter().enumerate().for_each(|(new, old)| number[*old] = new);
        let mut areas: BTreeMap<&str, Outcodes<'_>> = BTreeMap::new();
        for (outcode, place, class) in &self.rows {
            let outcode = self.outcodes.1[*outcode as usize].as_str();
            let digit = outcode.find(|c: char| c.is_ascii_digit()).unwrap_or(outcode.len());
            let (area, district) = outcode.split_at(digit);
            let rows = areas.entry(area).or_default().entry(district).or_default();
            rows.push((*place as usize, number[*class as usize]));
        }
        let mut head = Head { as_of: as_of.into(), ..Head::default() };
        (head.councils, head.seats) = (self.councils.1.clone(), self.seats.1.clone());
        head.boards = self.boards.1.clone();
        head.classes = order.iter().map(|at| class(&self.classes[*at])).collect();
        let mut blocks = Vec::new();
        for (area, outcodes) in &areas {
            let block = deflate(&block(outcodes))?;
            head.areas.push(((*area).to_string(), block.len()));
            blocks.extend(block);
        }
        let head = deflate(&serde_json::to_vec(&head)?)?;
        let mut file = FORMAT.to_vec();
        file.extend(u32::try_from(head.len())?.to_le_bytes());
        file.extend(head);
        file.extend(blocks);
        Ok(file)
    }

    /// Every row must read back as it was, and nothing else must be found.
    fn compare(&self, bytes: &[u8]) -> Result<(), Failed> {
        let postcodes = Postcodes::read(bytes.to_vec()).ok_or("the file does not read back")?;
        let rows: HashMap<(u32, u32), u32> =
            self.rows.iter().map(|(outcode, place, class)| ((*outcode, *place), *class)).collect();
        for (number, outcode) in (0..).zip(&self.outcodes.1) {
            for (place, inward) in (0..).zip(inwards()) {
                let postcode = format!("{outcode} {inward}");
                let meant = rows.get(&(number, place)).map(|class| self.place(*class as usize));
                if postcodes.find(&postcode) != meant {
                    return Err(format!("{postcode} does not read back as it was").into());
                }
            }
        }
        Ok(())
    }

    fn place(&self, class: usize) -> Place<'_> {
        let (council, seat, other_seat, board) = self.classes[class].0;
        Place {
            council: &self.councils.1[council],
            seat: &self.seats.1[seat],
            other_seat: other_seat.map(|at| self.seats.1[at].as_str()),
            board: board.map(|at| self.boards.1[at].as_str()),
        }
    }
}

/// The second halves that a postcode can have, in their order.
fn inwards() -> impl Iterator<Item = String> {
    let letters = || LETTERS.iter().map(|letter| char::from(*letter));
    let units = letters().flat_map(move |first| letters().map(move |second| [first, second]));
    let units: Vec<[char; 2]> = units.collect();
    (0..10).flat_map(move |sector| {
        let unit = |[first, second]: &[char; 2]| format!("{sector}{first}{second}");
        units.iter().map(unit).collect::<Vec<_>>()
    })
}

fn class((key, count): &(Key, u32)) -> Class {
    let (council, seat, other_seat, board) = *key;
    Class { council, seat, other_seat, board, count: *count }
}

/// The columns that are read.
struct Columns {
    postcode: usize,
    council: usize,
    seat: usize,
    board: Option<usize>,
    other_seat: Option<usize>,
    ended: Option<usize>,
}

impl Columns {
    fn find(heading: &csv::StringRecord) -> Result<Columns, Failed> {
        // `lad25cd` and the like have the year in them.
        let dated = |name: &str, stem: &str| {
            let year = name.strip_prefix(stem).and_then(|rest| rest.strip_suffix("cd"));
            year.is_some_and(|year| year.len() == 2 && year.bytes().all(|b| b.is_ascii_digit()))
        };
        let column = |old: &str, stem: &str| {
            heading.iter().position(|name| {
                let name = name.trim_start_matches('\u{feff}').to_lowercase();
                name == old || dated(&name, stem)
            })
        };
        let need = |old: &str, stem: &str| {
            column(old, stem).ok_or_else(|| format!("there is no column `{old}` or `{stem}25cd`"))
        };
        Ok(Columns {
            postcode: need("pcds", "pcds")?,
            council: need("oslaua", "lad")?,
            seat: need("pcon", "pcon")?,
            board: column("icb", "icb"),
            other_seat: column("pcon_other", "-"),
            ended: column("doterm", "-"),
        })
    }
}

/// What is known of an area's postcodes, as `register/postcodes.rs` reads it.
fn block(outcodes: &Outcodes<'_>) -> Vec<u8> {
    let (mut names, mut sectors) = (Vec::new(), Vec::new());
    let (mut runs, mut lengths) = (Vec::new(), Vec::new());
    let mut classes: Vec<usize> = Vec::new();
    number(&mut names, outcodes.len());
    for (district, rows) in outcodes {
        number(&mut names, district.len());
        names.extend(district.as_bytes());
        for sector in 0..10 {
            let mut bits = [0u8; SECTOR / 8];
            for (place, _) in rows.iter().filter(|(place, _)| place / SECTOR == sector) {
                bits[place % SECTOR / 8] |= 1 << (place % SECTOR % 8);
            }
            let length = bits.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
            number(&mut sectors, length);
            sectors.extend(&bits[..length]);
        }
        let alike: Vec<&[(usize, usize)]> = rows.chunk_by(|a, b| a.1 == b.1).collect();
        number(&mut runs, alike.len());
        for run in alike {
            let at = classes.iter().position(|class| *class == run[0].1).unwrap_or_else(|| {
                classes.push(run[0].1);
                classes.len() - 1
            });
            number(&mut runs, at);
            number(&mut lengths, run.len());
        }
    }
    number(&mut sectors, classes.len());
    classes.iter().for_each(|class| number(&mut sectors, *class));
    [names, sectors, runs, lengths].concat()
}

/// Seven bits a byte, the lowest first; all bytes but the last have the eighth.
fn number(out: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn deflate(bytes: &[u8]) -> Result<Vec<u8>, Failed> {
    let mut deflated = DeflateEncoder::new(Vec::new(), Compression::best());
    deflated.write_all(bytes)?;
    Ok(deflated.finish()?)
}
