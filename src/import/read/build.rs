//! Paragraphs as every reader of a file builds them: words with the look that holds, lists, rows of
//! tables, fields, and what is left out, with its words.

use super::field::{Field, Place};
use super::plain;
use crate::import::error::{ImportError, too_many};
use crate::import::source::{CELL, Look, MOST_MARKS, Mark, Para, SOFT, Source, Style, What, clean};
use crate::import::words::{Looks, Role, short};
use crate::limits;
use crate::text::words::one_line;

/// Most things left out that are told, and most characters of each.
const MOST_TOLD: usize = 40;
const LONGEST_TOLD: usize = 300;

/// Most elements and most fields that are open at once, and deepest that lists are told apart.
const MOST_OPEN: usize = 400;
const MOST_FIELDS: usize = 50;
const DEEPEST: u8 = 4;

/// Most characters of a line that may be one of an address.
const SHORT: usize = 40;

/// The signs of a number that is raised; nothing where it is none: the `st` of 1st.
fn raised(text: &str) -> Option<String> {
    let sign = |c: char| match c {
        '-' | '−' => Some('⁻'),
        ' ' | ',' => Some(c),
        _ => "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(usize::try_from(c.to_digit(10)?).ok()?),
    };
    text.chars().map(sign).collect()
}

/// An element that is open.
struct Open {
    name: String,
    /// What it is; of a list, with the number of the next item.
    role: Option<Role>,
    /// How its words look.
    looks: Looks,
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
    open: Vec<Open>,
    /// What is being left out, and its words: the open elements of which that holds.
    left: Vec<(Role, String)>,
    /// The fields that are open.
    pub(super) fields: Vec<Field>,
    /// The words of the last element that is kept for what refers to it.
    pub(super) kept: String,
    /// Rows of tables that are open: the first paragraph, and where each cell ends.
    rows: Vec<(usize, Vec<usize>)>,
    /// Whether a row of several cells stands above in the table.
    tabled: bool,
    /// Footnotes that stand in the text so far.
    noted: usize,
    characters: usize,
    pub(super) told: Vec<String>,
}

impl Builder {
    /// Puts words with the look of the element they stand in; runs of white space are one space, but
    /// for a line drawn under them, which is one to write on.
    pub(super) fn words(&mut self, words: &str) {
        if let Some(field) = self.fields.iter_mut().rev().find(|field| field.start.is_none()) {
            return field.told.push_str(words);
        }
        let words = clean(words);
        if self.is_leaving() {
            return self.put(&words);
        }
        if words.len() > 1 && words.trim_matches(' ').is_empty() && self.looks(Look::Underline) {
            return self.put(&"_".repeat(words.len()));
        }
        let mut last = self.para.text.chars().next_back().unwrap_or(' ');
        let mut text = String::new();
        for c in words.chars() {
            match (last.is_whitespace(), c.is_whitespace()) {
                (true, true) => {}
                (false, true) => text.push(' '),
                (_, false) => text.push(c),
            }
            last = c;
        }
        self.put(&text);
    }

    /// Puts text with the look of the element it stands in.
    fn put(&mut self, text: &str) {
        if self.left.iter().any(|(role, _)| *role == Role::Unseen) {
            return;
        }
        self.characters += text.chars().count();
        if self.characters > limits::IMPORT_CHARACTERS {
            return;
        }
        if let Some((_, words)) = self.left.last_mut() {
            return words.push_str(text);
        }
        for (look, why) in [(Look::Struck, "Struck-out text"), (Look::Hidden, "Hidden text")] {
            if self.looks(look) {
                return self.tell_left(why, text);
            }
        }
        let from = self.here();
        match raised(text).filter(|_| self.looks(Look::Raised)) {
            Some(signs) => self.para.text.push_str(&signs),
            None => self.para.text.push_str(text),
        }
        for look in [Look::Bold, Look::Italic, Look::Highlight, Look::Coloured] {
            if self.looks(look) {
                self.mark(from, What::Looks(look));
            }
        }
    }

    /// A line break within the paragraph; a second one ends it.
    fn line_break(&mut self) {
        if self.para.text.ends_with('\n') && self.style == Style::Plain {
            self.end();
        } else if !self.para.text.is_empty() || self.is_leaving() {
            self.put("\n");
        }
    }

    /// A line break that only wraps the paragraph.
    pub(super) fn wrap(&mut self) {
        self.put(SOFT.encode_utf8(&mut [0; 4]));
    }

    /// Whether words look so inside the elements that are open.
    fn looks(&self, look: Look) -> bool {
        self.open.last().is_some_and(|open| open.looks.get(&look) == Some(&true))
    }

    /// Says how words look in the element that so many open ones stand in.
    pub(super) fn look(&mut self, inner: usize, said: &Looks) {
        if let Some(open) = self.open.iter_mut().rev().nth(inner) {
            open.looks.extend(said);
        }
    }

    /// Whether the innermost open element has this name.
    pub(super) fn is_in(&self, name: &str) -> bool {
        self.open.last().is_some_and(|open| open.name == name)
    }

    /// Begins an element, with what it says of how its words look.
    pub(super) fn open(&mut self, name: &str, role: Option<Role>, said: &Looks) {
        if let Some(role) = &role {
            self.begin(role);
        }
        if self.open.len() == MOST_OPEN {
            return;
        }
        let mut looks = self.open.last().map(|open| open.looks.clone()).unwrap_or_default();
        if let Some(Role::Looks(said)) = &role {
            looks.extend(said);
        }
        looks.extend(said);
        self.left.extend(role.clone().filter(Role::is_left).map(|role| (role, String::new())));
        self.open.push(Open { name: name.to_string(), role, looks });
    }

    /// Ends it, and what was left open in it.
    pub(super) fn close(&mut self, name: &str) {
        let Some(at) = self.open.iter().rposition(|open| open.name == name) else { return };
        for open in self.open.split_off(at).into_iter().rev() {
            self.end_field(&open.name);
            if let Some(role) = open.role {
                self.finish(&role);
            }
        }
    }

    /// Begins what has a role.
    pub(super) fn begin(&mut self, role: &Role) {
        if role.is_apart() {
            self.end();
        }
        match role {
            Role::Heading => self.style = Style::Heading,
            Role::Quote => self.style = Style::Quote,
            Role::Item => self.style = self.item(),
            Role::Table => {
                self.tabled = false;
                self.tell("A table became a list, with an item for each of its rows. If it should be a table, write it as one in the template.".into());
            }
            Role::Row => self.rows.push((self.paras.len(), Vec::new())),
            Role::Break => self.line_break(),
            Role::Tab => self.put(if self.looks(Look::Underline) { "__" } else { "  " }),
            Role::Text(words) => self.words(words),
            Role::Tells(what) => self.tell(what.clone()),
            Role::Picture => {
                self.tell(format!("A picture at paragraph {} was left out.", self.paras.len() + 1));
            }
            _ => {}
        }
    }

    /// Ends it.
    fn finish(&mut self, role: &Role) {
        if role.is_apart() {
            self.end();
        }
        match role {
            Role::Heading | Role::Item | Role::Quote => self.unstyled(),
            Role::Row => self.end_row(),
            Role::Cell => {
                let end = self.paras.len();
                self.rows.iter_mut().last().into_iter().for_each(|(_, cells)| cells.push(end));
            }
            role if role.is_left() => {
                let words = self.left.pop().map(|(_, words)| words).unwrap_or_default();
                match self.left.last_mut() {
                    Some((_, around)) => around.push_str(&words),
                    None => self.leave(role, &words),
                }
            }
            _ => {}
        }
    }

    /// Whether what comes is being left out.
    pub(super) fn is_leaving(&self) -> bool {
        !self.left.is_empty()
    }

    /// What comes is no item or heading.
    fn unstyled(&mut self) {
        let is_quoted = self.open.iter().any(|open| open.role == Some(Role::Quote));
        self.style = if is_quoted { Style::Quote } else { Style::Plain };
    }

    /// The style of the next item of the innermost list.
    fn item(&mut self) -> Style {
        let mut lists = self.open.iter_mut().filter_map(|open| match &mut open.role {
            Some(Role::List(next)) => Some(next),
            _ => None,
        });
        let next = lists.next_back().and_then(Option::as_mut);
        let number = next.map(|next| std::mem::replace(next, next.saturating_add(1)));
        let depth = u8::try_from(lists.count()).unwrap_or(DEEPEST).min(DEEPEST);
        Style::Item { depth, number }
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

    /// Says what holds of the words from a place on, to the end of the paragraph. What goes on where
    /// the last of its kind ends is one with it.
    fn mark(&mut self, from: Place, what: What) {
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

    /// Ends the field that ends with this element, where one is open.
    pub(super) fn end_field(&mut self, name: &str) {
        let Some(at) = self.fields.iter().rposition(|field| field.name == name) else { return };
        let field = self.fields.remove(at);
        let start = field.start.unwrap_or_else(|| self.here());
        let words = self.para_at(start).and_then(|para| para.text.get(start.1..));
        let Some(words) = words.map(str::to_string) else { return };
        let (what, instead) = field.end(&words);
        if words.trim().is_empty() {
            self.words(&instead);
        }
        if let Some(what) = what {
            self.mark(start, what);
        }
    }

    /// Whether the paragraph that is open has no words.
    pub(super) fn is_blank(&self) -> bool {
        self.para.text.trim().is_empty()
    }

    /// Ends the paragraph that is open.
    pub(super) fn end(&mut self) {
        if let Some((_, words)) = self.left.last_mut() {
            return words.push(' ');
        }
        let mut para = std::mem::take(&mut self.para).trimmed();
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
            Role::Kept => self.kept = one_line(words),
            Role::AsItStands => {
                self.end();
                let above = self.line.take();
                for para in plain::paragraphs(words).paras {
                    let line = above.map_or(self.paras.len() + 1, |above| above + para.line);
                    self.paras.push(Para { line, ..para });
                }
            }
            _ => {}
        }
    }

    /// Puts the sign of a footnote of these words.
    pub(super) fn note(&mut self, words: &str) {
        self.noted += 1;
        let from = self.here();
        self.put(&format!("[{}]", self.noted));
        self.mark(from, What::Note(one_line(&clean(words))));
    }

    /// Tells words that are left out here.
    pub(super) fn tell_left(&mut self, what: &str, words: &str) {
        let words = short(&clean(words), LONGEST_TOLD);
        if !words.is_empty() {
            let at = self.paras.len() + 1;
            self.tell(format!("{what} at paragraph {at}, left out: {words}"));
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
        while let Some(name) = self.open.first().map(|open| open.name.clone()) {
            self.close(&name);
        }
        self.end();
        if self.characters > limits::IMPORT_CHARACTERS {
            return Err(too_many("import-too-long", limits::IMPORT_CHARACTERS));
        }
        Ok(Source { paras: self.paras, told: self.told, counts })
    }
}
