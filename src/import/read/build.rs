//! Paragraphs as every reader of a file builds them: words with the look that holds, lists, rows of
//! tables, fields, and what is left out, with its words.

use super::field::{Field, Place};
use super::plain;
use crate::import::error::{ImportError, too_many};
use crate::import::source::{CELL, Look, MOST_MARKS, Mark, Para, SOFT, Source, Style, What, clean};
use crate::import::words::{Role, short};
use crate::limits;
use crate::text::words::one_line;

/// Most things left out that are told, and most characters of each.
const MOST_TOLD: usize = 40;
const LONGEST_TOLD: usize = 300;

/// Most elements and most fields that are open at once, and deepest that lists are told apart.
const MOST_OPEN: usize = 400;
const MOST_FIELDS: usize = 50;
const DEEPEST: u8 = 4;

/// Stands for a line that is drawn under a space; no file has it.
const LINE: &str = "\u{1}";

/// Most characters of a line that may be one of an address.
const SHORT: usize = 40;

/// What parts columns by hand.
const TAB: &str = "  ";

/// Of each look, whether words look so, and what is said of that.
type Looks = [bool; Look::Raised as usize + 1];
pub(super) type Said = [Option<bool>; Look::Raised as usize + 1];

/// What is being left out: what it is, its words, and how many such elements are open in each other.
type Left = (Role, String, usize);

/// Looks as they are said to be.
fn apply(looks: &mut Looks, said: &Said) {
    for (look, said) in looks.iter_mut().zip(said) {
        *look = said.unwrap_or(*look);
    }
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
    /// The names of the elements that are open, with how their words look.
    open: Vec<(String, Looks)>,
    /// The fields that are open.
    pub(super) fields: Vec<Field>,
    /// The lists that are open: the next number, or none for bullets.
    lists: Vec<Option<u32>>,
    quotes: usize,
    left: Option<Left>,
    /// The words of the last element that is kept for what refers to it.
    pub(super) kept: String,
    /// Rows of tables that are open: the first paragraph, and where each cell ends.
    rows: Vec<(usize, Vec<usize>)>,
    /// Whether a row of several cells stands above in the table.
    tabled: bool,
    /// Footnotes that stand in the text so far.
    noted: usize,
    characters: usize,
    told: Vec<String>,
}

impl Builder {
    /// Puts words with the look of the element they stand in; runs of white space are one space, but
    /// for a line drawn under them.
    pub(super) fn words(&mut self, words: &str) {
        if let Some(field) = self.fields.iter_mut().rev().find(|field| field.start.is_none()) {
            return field.told.push_str(words);
        }
        let (words, looks) = (clean(words), self.looks());
        let is_blank = words.trim().is_empty() && !words.contains('\n');
        if self.left.is_some() {
            self.put(&words, looks);
        } else if looks[Look::Underline as usize] && is_blank {
            self.put(&LINE.repeat(words.len()), looks);
        } else {
            let mut text = String::new();
            for c in words.chars() {
                let before =
                    text.chars().next_back().or_else(|| self.para.text.chars().next_back());
                if !c.is_whitespace() {
                    text.push(c);
                } else if before.is_some_and(|before| !before.is_whitespace()) {
                    text.push(' ');
                }
            }
            self.put(&text, looks);
        }
    }

    /// A line break within the paragraph; a second one ends it.
    fn line_break(&mut self) {
        if self.para.text.ends_with('\n') && self.style == Style::Plain {
            self.end();
        } else if !self.para.text.is_empty() || self.left.is_some() {
            self.put("\n", Looks::default());
        }
    }

    /// A line break that only wraps the paragraph.
    pub(super) fn wrap(&mut self) {
        self.put(SOFT.encode_utf8(&mut [0; 4]), Looks::default());
    }

    fn put(&mut self, text: &str, looks: Looks) {
        self.characters += text.chars().count();
        if self.characters > limits::IMPORT_CHARACTERS {
            return;
        }
        if let Some((_, words, _)) = &mut self.left {
            return words.push_str(text);
        }
        for (look, why) in [(Look::Struck, "Struck-out text"), (Look::Hidden, "Hidden text")] {
            if looks[look as usize] {
                return self.tell_left(why, text);
            }
        }
        let from = self.here();
        match looks[Look::Raised as usize].then(|| raised(text)).flatten() {
            Some(signs) => self.para.text.push_str(&signs),
            None => self.para.text.push_str(text),
        }
        for look in [Look::Bold, Look::Italic, Look::Highlight, Look::Coloured] {
            if looks[look as usize] {
                self.mark(from, What::Looks(look));
            }
        }
    }

    /// Puts words that stand for something.
    pub(super) fn put_marked(&mut self, words: &str, what: What) {
        let from = self.here();
        self.put(&clean(words), Looks::default());
        self.mark(from, what);
    }

    /// How words look inside the elements that are open.
    fn looks(&self) -> Looks {
        self.open.last().map(|(_, looks)| *looks).unwrap_or_default()
    }

    /// Says how words look in the element that so many open ones stand in.
    pub(super) fn look(&mut self, inner: usize, said: &Said) {
        let open = self.open.iter_mut().rev().nth(inner);
        open.into_iter().for_each(|(_, looks)| apply(looks, said));
    }

    /// Whether the innermost open element has this name.
    pub(super) fn is_in(&self, name: &str) -> bool {
        self.open.last().is_some_and(|(open, _)| open == name)
    }

    /// Begins an element, with what it says of how its words look.
    pub(super) fn open(&mut self, name: &str, role: Option<&Role>, said: &Said) {
        role.into_iter().for_each(|role| self.begin(role));
        if self.open.len() < MOST_OPEN {
            let mut looks = self.looks();
            if let Some(Role::Looks(look)) = role {
                looks[*look as usize] = true;
            }
            apply(&mut looks, said);
            self.open.push((name.to_string(), looks));
        }
    }

    /// Ends it, and what was left open in it.
    pub(super) fn close(&mut self, name: &str, role: Option<&Role>) {
        if let Some(at) = self.open.iter().rposition(|(open, _)| open == name) {
            self.open.truncate(at);
        }
        self.end_field(name);
        role.into_iter().for_each(|role| self.finish(role));
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
            Role::Break => self.line_break(),
            Role::Tab if self.looks()[Look::Underline as usize] => self.words(TAB),
            Role::Tab => self.put(TAB, self.looks()),
            Role::Text(words) => self.words(words),
            Role::Tells(what) => self.tell(what.clone()),
            Role::Picture => {
                self.tell(format!("A picture at paragraph {} was left out.", self.paras.len() + 1));
            }
            role if role.is_left() => {
                let left = self.left.get_or_insert_with(|| (role.clone(), String::new(), 0));
                left.2 += 1;
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
            role if role.is_left() => {
                self.left.iter_mut().for_each(|(_, _, depth)| *depth -= 1);
                if let Some((role, words, _)) = self.left.take_if(|(_, _, depth)| *depth == 0) {
                    self.leave(&role, &words);
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

    /// The paragraph that a place is in: the open one, or one that it stands at the beginning of.
    fn para_at(&mut self, place: Place) -> Option<&mut Para> {
        match place {
            (at, _) if at == self.paras.len() => Some(&mut self.para),
            (at, 0) => self.paras.get_mut(at),
            _ => None,
        }
    }

    /// The words from a place on, to the end of the paragraph.
    pub(super) fn since(&mut self, place: Place) -> Option<String> {
        self.para_at(place)?.text.get(place.1..).map(str::to_string)
    }

    /// Says what holds of the words from a place on, to the end of the paragraph. What goes on where
    /// the last of its kind ends is one with it.
    pub(super) fn mark(&mut self, from: Place, what: What) {
        let is_leaving = self.is_leaving();
        let Some(para) = self.para_at(from).filter(|_| !is_leaving) else { return };
        let range = from.1..para.text.len();
        let marks = &mut para.marks;
        let flat = matches!(what, What::Looks(_));
        let near = marks.len().saturating_sub(4);
        let joins = |last: &&mut Mark| flat && last.what == what && last.range.end == range.start;
        if let Some(last) = marks[near..].iter_mut().find(joins) {
            last.range.end = range.end;
        } else if marks.len() < MOST_MARKS && !range.is_empty() {
            marks.push(Mark { range, what });
        }
    }

    /// Begins a field.
    pub(super) fn begin_field(&mut self, field: Field) {
        if self.fields.len() < MOST_FIELDS {
            self.fields.push(field);
        }
    }

    /// Begins words that lead to an address.
    pub(super) fn begin_link(&mut self, name: &str, address: &str) {
        let (kind, told) = ("HYPERLINK".to_string(), format!("\"{}\"", clean(address)));
        let start = Some(self.here());
        self.begin_field(Field { name: name.into(), kind, told, start, ..Field::default() });
    }

    /// Puts a blank to be filled in, with its name.
    pub(super) fn blank(&mut self, title: String) {
        let (name, kind) = ("blank".to_string(), "FORMTEXT".to_string());
        self.begin_field(Field { kind, title, name: name.clone(), ..Field::default() });
        self.end_field(&name);
    }

    /// Ends the field that ends with this element, where one is open.
    pub(super) fn end_field(&mut self, name: &str) {
        let Some(at) = self.fields.iter().rposition(|field| field.name == name) else { return };
        let mut field = self.fields.remove(at);
        if field.kind == "FORMDROPDOWN" {
            field.offer_told();
        }
        let start = field.start.unwrap_or_else(|| self.here());
        let Some(words) = self.since(start) else { return };
        let (what, instead) = field.end(&words);
        if words.trim().is_empty() {
            self.words(&instead);
        }
        what.into_iter().for_each(|what| self.mark(start, what));
    }

    /// Whether the paragraph that is open has no words.
    pub(super) fn is_blank(&self) -> bool {
        self.para.text.trim().is_empty()
    }

    /// Ends the paragraph that is open.
    pub(super) fn end(&mut self) {
        if let Some((_, words, _)) = &mut self.left {
            return words.push(' ');
        }
        let mut para = std::mem::take(&mut self.para);
        // A line drawn under nothing is one to write on; one under a space is of the words beside it.
        para.text = para.text.replace(&LINE.repeat(2), "__").replace(&format!("_{LINE}"), "__");
        para.text = para.text.replace(LINE, " ");
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
            let (style, rest) = plain::item(&para.text);
            let start = para.text.len() - rest.len();
            para = Para { style, ..para.slice(start..para.text.len()) };
        }
        self.paras.push(para);
        self.unstyled();
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

    /// Tells what was left out, or keeps it.
    fn leave(&mut self, role: &Role, words: &str) {
        match role {
            Role::LeftOut(what) => self.tell_left(what, words),
            Role::Note => self.note(words),
            Role::Kept(_) => self.kept = one_line(words),
            _ => self.as_it_stands(words),
        }
    }

    /// Puts words whose lines are as they were typed.
    fn as_it_stands(&mut self, words: &str) {
        self.end();
        let above = self.line.take();
        for para in plain::paragraphs(words).paras {
            let line = above.map_or(self.paras.len() + 1, |above| above + para.line);
            self.paras.push(Para { line, ..para });
        }
    }

    /// Puts the sign of a footnote of these words.
    pub(super) fn note(&mut self, words: &str) {
        self.noted += 1;
        self.put_marked(&format!("[{}]", self.noted), What::Note(one_line(&clean(words))));
    }

    /// Tells words that are left out here.
    pub(super) fn tell_left(&mut self, what: &str, words: &str) {
        self.tell_words(&format!("{what} at paragraph {}", self.paras.len() + 1), words);
    }

    /// Tells words that are left out.
    pub(super) fn tell_words(&mut self, what: &str, words: &str) {
        let words = short(&clean(words), LONGEST_TOLD);
        if !words.is_empty() {
            self.tell(format!("{what}, left out: {words}"));
        }
    }

    /// Tells something once.
    pub(super) fn tell(&mut self, text: String) {
        if self.told.len() < MOST_TOLD && !self.told.contains(&text) {
            self.told.push(text);
        }
    }

    /// The text.
    pub(super) fn source(mut self, counts: &'static str) -> Result<Source, ImportError> {
        while let Some(name) = self.fields.last().map(|field| field.name.clone()) {
            self.end_field(&name);
        }
        if let Some((role, words, _)) = self.left.take() {
            self.leave(&role, &words);
        }
        self.end();
        if self.characters > limits::IMPORT_CHARACTERS {
            return Err(too_many("import-too-long", limits::IMPORT_CHARACTERS));
        }
        Ok(Source { paras: self.paras, told: self.told, counts })
    }
}
