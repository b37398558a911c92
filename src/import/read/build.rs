//! Paragraphs as every reader of a file with markup builds them: words with the look that holds,
//! lists, rows of tables, and what is left out, with its words.

use crate::import::error::ImportError;
use crate::import::source::{CELL, Look, MOST_MARKS, Mark, Para, SOFT, Source, Style, What, clean};
use crate::import::words::{Role, is, short};
use crate::limits;
use crate::text::words::one_line;

/// Most things left out that are told, and most characters of each.
const MOST_TOLD: usize = 40;
pub(super) const LONGEST_TOLD: usize = 300;

/// Most elements that are open at once, and deepest that lists are told apart.
const MOST_OPEN: usize = 400;
const DEEPEST: u8 = 4;

/// Stands for a line that is drawn under a space; no file has it.
const LINE: u8 = 1;

/// Most characters of a line that may be one of an address.
const SHORT: usize = 40;

/// The ways in which words look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Looks {
    on: u8,
    /// What is taken from words that look so outside.
    off: u8,
}

impl Looks {
    /// Those of some that hold.
    pub(super) fn of(all: impl IntoIterator<Item = (Look, bool)>) -> Looks {
        let mut looks = Looks::default();
        all.into_iter().filter(|(_, holds)| *holds).for_each(|(look, _)| looks.set(look, true));
        looks
    }

    /// Says whether words look so.
    pub(super) fn set(&mut self, look: Look, holds: bool) {
        let bit = 1 << look as u8;
        let (to, from) =
            if holds { (&mut self.on, &mut self.off) } else { (&mut self.off, &mut self.on) };
        (*to, *from) = (*to | bit, *from & !bit);
    }

    /// With what an element inside adds and takes.
    fn with(self, inside: Looks) -> Looks {
        Looks { on: self.on & !inside.off | inside.on, off: 0 }
    }

    fn has(self, look: Look) -> bool {
        self.on & (1 << look as u8) != 0
    }
}

/// A place in what was built: how many paragraphs stand above, and how many bytes before it.
pub(super) type Place = (usize, usize);

/// What is being left out.
#[derive(Default)]
struct Left {
    /// What it is; none for a note, which is kept.
    what: Option<String>,
    words: String,
    /// Elements that are left out and open, one in the other.
    depth: usize,
}

/// The signs of a number that is raised; nothing where it is none: the `st` of 1st.
fn raised(text: &str) -> Option<String> {
    let sign = |c: char| match c {
        '-' | '−' => Some('⁻'),
        ' ' | ',' => Some(c),
        _ => "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(usize::try_from(c.to_digit(10)?).ok()?),
    };
    text.chars().map(sign).collect()
}

/// Paragraphs on their way.
#[derive(Default)]
pub(super) struct Builder {
    paras: Vec<Para>,
    para: Para,
    /// The style of the paragraph that is open.
    pub(super) style: Style,
    /// The line of the file where the paragraph begins, for files that have lines.
    pub(super) line: Option<usize>,
    /// The looks that elements have set, with their names.
    looks: Vec<(String, Looks)>,
    /// The lists that are open: the next number, or none for bullets.
    lists: Vec<Option<u32>>,
    quotes: usize,
    left: Option<Left>,
    /// Rows of tables that are open: the first paragraph, and where each cell ends.
    rows: Vec<(usize, Vec<usize>)>,
    /// Whether a row of several cells stands above in the table.
    tabled: bool,
    links: Vec<(String, Place)>,
    /// Footnotes that stand in the text so far.
    noted: usize,
    characters: usize,
    told: Vec<String>,
}

impl Builder {
    /// Puts words with the look of the element they stand in.
    pub(super) fn words(&mut self, words: &str) {
        self.words_with(words, self.looks());
    }

    /// Puts words with a look; runs of white space are one space, but for a line drawn under them.
    pub(super) fn words_with(&mut self, words: &str, looks: Looks) {
        let (words, mut text) = (clean(words), String::new());
        if looks.has(Look::Underline) && words.trim().is_empty() && !words.contains('\n') {
            return self.put(&underlined(&words), looks);
        }
        for c in words.chars() {
            let before = text.chars().next_back().or_else(|| self.para.text.chars().next_back());
            if !c.is_whitespace() {
                text.push(c);
            } else if before.is_some_and(|before| !before.is_whitespace()) {
                text.push(' ');
            }
        }
        self.put(&text, looks);
    }

    /// What parts columns by hand.
    pub(super) fn tab(&mut self, looks: Looks) {
        let tab = "  ";
        self.put(&if looks.has(Look::Underline) { underlined(tab) } else { tab.into() }, looks);
    }

    /// A line break within the paragraph; a second one ends it.
    pub(super) fn line(&mut self) {
        if self.para.text.ends_with('\n') && self.style == Style::Plain {
            self.end();
        } else if !self.para.text.is_empty() {
            self.put("\n", Looks::default());
        }
    }

    /// A line break that only wraps the paragraph.
    pub(super) fn wrap(&mut self) {
        self.put(SOFT.encode_utf8(&mut [0; 4]), Looks::default());
    }

    /// Puts words of a field that is to be filled in.
    pub(super) fn field(&mut self, words: &str, what: What) {
        let from = self.here();
        self.put(&clean(words), Looks::default());
        self.mark(from, what);
    }

    fn put(&mut self, text: &str, looks: Looks) {
        self.characters += text.chars().count();
        if self.characters > limits::IMPORT_CHARACTERS {
            return;
        }
        if let Some(left) = &mut self.left {
            return left.words.push_str(text);
        }
        for (look, why) in [(Look::Struck, "Struck-out text"), (Look::Hidden, "Hidden text")] {
            if looks.has(look) {
                return self.tell_left(why, text);
            }
        }
        let from = self.here();
        match looks.has(Look::Raised).then(|| raised(text)).flatten() {
            Some(signs) => self.para.text.push_str(&signs),
            None => self.para.text.push_str(text),
        }
        for look in [Look::Bold, Look::Italic, Look::Highlight, Look::Coloured] {
            if looks.has(look) {
                self.mark(from, What::Looks(look));
            }
        }
    }

    /// How words look inside the elements that are open.
    fn looks(&self) -> Looks {
        self.looks.last().map(|(_, looks)| *looks).unwrap_or_default()
    }

    /// Begins an element by its name, with what adds to the look of its words.
    pub(super) fn open(&mut self, name: &str, adds: Looks) {
        let role = Role::of(name);
        role.into_iter().for_each(|role| self.begin(role));
        if self.looks.len() < MOST_OPEN && !is(name, "empty_elements") {
            let mut looks = self.looks();
            if let Some(Role::Looks(look)) = role {
                looks.set(*look, true);
            }
            self.looks.push((name.to_string(), looks.with(adds)));
        }
    }

    /// Ends it, and what was left open in it.
    pub(super) fn close(&mut self, name: &str) {
        if let Some(at) = self.looks.iter().rposition(|(open, _)| open == name) {
            self.looks.truncate(at);
        }
        Role::of(name).into_iter().for_each(|role| self.finish(role));
    }

    /// Begins what has a role.
    pub(super) fn begin(&mut self, role: &Role) {
        if role.is_apart() {
            self.end();
        }
        match role {
            Role::Heading => self.style = Style::Heading,
            Role::List(first) => self.lists.push(*first),
            Role::Item => {
                let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(DEEPEST);
                let next = self.lists.last_mut().and_then(Option::as_mut);
                let number = next.map(|next| std::mem::replace(next, next.saturating_add(1)));
                self.style = Style::Item { depth: depth.min(DEEPEST), number };
            }
            Role::Quote => {
                self.quotes += 1;
                self.unstyled();
            }
            Role::Table => {
                self.tabled = false;
                self.tell("A table became a list, with an item for each of its rows. If it should be a table, write it as one in the template.".into());
            }
            Role::Row => self.rows.push((self.paras.len(), Vec::new())),
            Role::Break => self.line(),
            Role::LeftOut(_) | Role::Note => {
                let left = self.left.get_or_insert_with(|| {
                    let Role::LeftOut(what) = role else { return Left::default() };
                    Left { what: Some(what.clone()), ..Left::default() }
                });
                left.depth += 1;
            }
            _ => {}
        }
    }

    /// Ends it.
    pub(super) fn finish(&mut self, role: &Role) {
        if role.is_apart() {
            self.end();
        }
        match role {
            Role::List(_) => _ = self.lists.pop(),
            Role::Quote => {
                self.quotes = self.quotes.saturating_sub(1);
                self.unstyled();
            }
            Role::Heading | Role::Item => self.unstyled(),
            Role::Row => self.end_row(),
            Role::Cell => {
                let end = self.paras.len();
                self.rows.iter_mut().last().into_iter().for_each(|(_, cells)| cells.push(end));
            }
            Role::LeftOut(_) | Role::Note => {
                if let Some(mut left) = self.left.take() {
                    left.depth -= 1;
                    match left.depth {
                        0 => self.leave(left),
                        _ => self.left = Some(left),
                    }
                }
            }
            _ => {}
        }
    }

    /// Whether what comes is being left out.
    pub(super) fn is_leaving(&self) -> bool {
        self.left.is_some()
    }

    /// What comes is no item or heading.
    fn unstyled(&mut self) {
        self.style = if self.quotes > 0 { Style::Quote } else { Style::Plain };
    }

    /// Where words would be put now.
    pub(super) fn here(&self) -> Place {
        (self.paras.len(), self.para.text.len())
    }

    /// The words from a place on, where it is in the paragraph that is open.
    pub(super) fn since(&self, place: Place) -> Option<&str> {
        (place.0 == self.paras.len()).then(|| self.para.text.get(place.1..)).flatten()
    }

    /// Says what holds of the words from a place on, in the paragraph that is open. One that goes on
    /// where the last of its kind ends is one with it.
    pub(super) fn mark(&mut self, from: Place, what: What) {
        let range = from.1..self.para.text.len();
        if from.0 != self.paras.len() || range.is_empty() || self.left.is_some() {
            return;
        }
        let marks = &mut self.para.marks;
        let flat = matches!(what, What::Looks(_));
        let near = marks.len().saturating_sub(4);
        let joins = |last: &&mut Mark| flat && last.what == what && last.range.end == range.start;
        if let Some(last) = marks[near..].iter_mut().find(joins) {
            last.range.end = range.end;
        } else if marks.len() < MOST_MARKS {
            marks.push(Mark { range, what });
        }
    }

    /// Says what holds of all words of the last paragraph that ended.
    pub(super) fn mark_last(&mut self, what: impl FnOnce(&str) -> Option<What>) {
        if let Some(para) = self.paras.last_mut()
            && let Some(what) = what(&para.text)
        {
            para.marks.push(Mark { range: 0..para.text.len(), what });
        }
    }

    /// Begins words that lead to an address.
    pub(super) fn link(&mut self, address: &str) {
        self.links.push((clean(address), self.here()));
    }

    /// Ends them; an address that is written out leads to itself.
    pub(super) fn end_link(&mut self) {
        if let Some((address, from)) = self.links.pop()
            && !address.is_empty()
            && self.since(from) != Some(&address)
        {
            self.mark(from, What::Link(address));
        }
    }

    /// Whether the paragraph that is open has no words.
    pub(super) fn is_blank(&self) -> bool {
        self.para.text.trim().is_empty()
    }

    /// Ends the paragraph that is open.
    pub(super) fn end(&mut self) {
        if let Some(left) = &mut self.left {
            return left.words.push(' ');
        }
        let mut para = std::mem::take(&mut self.para);
        // A line drawn under nothing is one to write on; one under a space is of the words beside it.
        let near = |at: usize| para.text.as_bytes().get(at) == Some(&LINE);
        let drawn = |(at, c): (usize, char)| match c {
            c if c != char::from(LINE) => c,
            _ if near(at + 1) || at > 0 && near(at - 1) => '_',
            _ => ' ',
        };
        para.text = para.text.char_indices().map(drawn).collect();
        para = para.trimmed();
        if para.text.is_empty() {
            return;
        }
        para.line = self.line.take().unwrap_or(self.paras.len() + 1);
        para.style = self.style;
        // Addresses are seldom written with line breaks that are meant.
        if para.text.split(['\n', SOFT]).all(|line| line.chars().count() <= SHORT) {
            para.text = para.text.replace(SOFT, "\n");
        }
        if para.style == Style::Plain {
            // A list typed by hand.
            let (style, rest) = super::plain::item(&para.text);
            let start = para.text.len() - rest.len();
            para = Para { style, ..para.slice(start..para.text.len()) };
        }
        self.paras.push(para);
        self.unstyled();
    }

    /// Puts paragraphs that were read otherwise, whose lines count from one of the file.
    pub(super) fn paragraphs(&mut self, paras: Vec<Para>, from: usize) {
        self.end();
        self.characters += paras.iter().map(|para| para.text.chars().count()).sum::<usize>();
        self.paras.extend(paras.into_iter().map(|para| Para { line: para.line + from, ..para }));
    }

    /// Ends a row: one paragraph of its cells, where each is one.
    fn end_row(&mut self) {
        let Some((start, cells)) = self.rows.pop() else { return };
        let starts = std::iter::once(&start).chain(&cells);
        let single = cells.iter().zip(starts).all(|(end, start)| end.saturating_sub(*start) <= 1);
        let filled = self.paras.len() - start;
        if !single || cells.len() < 2 || filled == 0 || filled == 1 && !self.tabled {
            return;
        }
        let mut row = self.paras.split_off(start).into_iter();
        let Some(mut para) = row.next() else { return };
        for cell in row {
            para.text.push(CELL);
            para.append(&cell);
        }
        para.style = Style::Item { depth: 0, number: None };
        self.paras.push(para);
        self.tabled = true;
    }

    /// Tells what was left out, or keeps it as a note.
    fn leave(&mut self, left: Left) {
        match left.what {
            Some(what) => self.tell_left(&what, &left.words),
            None => self.note(one_line(&clean(&left.words))),
        }
    }

    /// Puts the sign of a footnote of these words.
    pub(super) fn note(&mut self, words: String) {
        self.noted += 1;
        self.field(&format!("[{}]", self.noted), What::Note(words));
    }

    /// Tells words that are left out here.
    pub(super) fn tell_left(&mut self, what: &str, words: &str) {
        let words = short(&clean(words), LONGEST_TOLD);
        if !words.is_empty() {
            self.tell(format!("{what} at paragraph {}, left out: {words}", self.paras.len() + 1));
        }
    }

    /// Tells something once.
    pub(super) fn tell(&mut self, text: String) {
        if self.told.len() < MOST_TOLD && !self.told.contains(&text) {
            self.told.push(text);
        }
    }

    /// Tells that a picture is left out here.
    pub(super) fn tell_picture(&mut self) {
        self.tell(format!("A picture at paragraph {} was left out.", self.paras.len() + 1));
    }

    /// The text.
    pub(super) fn source(mut self, counts: &'static str) -> Result<Source, ImportError> {
        if let Some(left) = self.left.take() {
            self.leave(left);
        }
        self.end();
        if self.characters > limits::IMPORT_CHARACTERS {
            return Err(ImportError::TooLong(limits::IMPORT_CHARACTERS));
        }
        Ok(Source { paras: self.paras, told: self.told, counts })
    }
}

/// Spaces with a line drawn under them.
fn underlined(spaces: &str) -> String {
    spaces.chars().map(|_| char::from(LINE)).collect()
}

/// Whether a colour, as `RRGGBB`, is red.
pub(super) fn is_red(colour: &str) -> bool {
    let part = |at: usize| colour.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
    match (part(0), part(2), part(4)) {
        (Some(red), Some(green), Some(blue)) => red >= 0xB0 && green < 0x50 && blue < 0x50,
        _ => false,
    }
}
