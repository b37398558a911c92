//! From the elements of a file to its paragraphs, by what each element is: words with the look that
//! holds, rows of tables, fields, notes, and what is left out, with its words.

use std::collections::HashMap;

use super::elements::{Element, Tree};
use super::lists::{Looks, Role, lists, looks_of, shape, told};
use super::plain;
use super::source::{CELL, Look, MOST_MARKS, Mark, Para, SOFT, Source, Style, What, clean};
use crate::text::words::{begins, one_line, short};

/// Most things left out that are told, and most characters of each.
const MOST_TOLD: usize = 40;
const LONGEST_TOLD: usize = 300;

/// Most characters of a line that may be one of an address.
const SHORT: usize = 40;

/// Most that a list offers, and most characters of a name or of an option.
const MOST_OPTIONS: usize = 60;
const LONGEST: usize = 120;

/// How deep lists are told apart.
const DEPTHS: usize = 5;

/// The attributes that others refer to an element by.
const IDS: [&str; 5] = ["abstractnumid", "numid", "styleid", "name", "id"];

/// Most fields that are open at once.
const MOST_FIELDS: usize = 50;

/// Most bytes of notes and comments that stand in the text: one may be referred to without end.
const MOST_REFERRED: usize = 500_000;

/// A field that is open.
#[derive(Default)]
struct Field {
    /// What it says of itself, first of what kind of Word's it is: `MERGEFIELD Name`.
    told: String,
    /// Where its result began, in paragraphs and bytes; before, words are what it says of itself.
    start: Option<(usize, usize)>,
    /// What can be chosen in it.
    options: Vec<String>,
}

/// What is made of the elements of a file, on its way.
#[derive(Default)]
struct Builder {
    paras: Vec<Para>,
    para: Para,
    /// The style of the paragraph that is open, and of those that have none of their own.
    style: Style,
    around: Style,
    /// The line of the file where the paragraph begins, for files that have lines.
    line: Option<usize>,
    /// How words look.
    looks: Looks,
    /// The fields of Word that are open and are no elements.
    fields: Vec<Field>,
    /// Lists that are open: the number of the next item.
    lists: Vec<Option<u32>>,
    /// How many paragraphs stand above the row that is open.
    row: usize,
    /// Footnotes that stand in the text so far.
    noted: usize,
    /// How many bytes of notes and comments do so.
    referred: usize,
    told: Vec<String>,
    /// The elements that others refer to, by names and ids as in `style Heading1`, as what they say of
    /// how words look.
    known: HashMap<String, Element>,
    /// The last numbers of each list of Word.
    last: HashMap<String, [u32; DEPTHS]>,
}

/// The text of a tree.
pub(super) fn source(tree: Tree, counts: &'static str) -> Source {
    let mut out = Builder::default();
    let (all, is_whole) = tree.all();
    if !is_whole {
        out.tell(told("page", ""));
    }
    out.walk(all);
    out.end();
    Source { paras: out.paras, told: out.told, counts, ..Source::default() }
}

impl Builder {
    /// Reads an element and all that stands in it.
    fn walk(&mut self, mut element: Element) {
        let (mut looks, around, row) = (self.looks.clone(), self.around, self.row);
        let said = self.said(&element);
        self.looks.extend(&said);
        let role = match element.role.take() {
            Some(Role::Item) => Some(Role::Styled(self.item())),
            role => role,
        };
        let is_apart = role.as_ref().is_some_and(Role::is_apart);
        if is_apart {
            self.end();
        }
        match role {
            Some(Role::Text(words)) => self.words(&words),
            Some(Role::Break) => self.line_break(),
            Some(Role::Wrap) => self.put(SOFT.encode_utf8(&mut [0; 4])),
            Some(Role::Tab) => self.put(if self.has(Look::Underline) { "__" } else { "  " }),
            Some(Role::Paragraph) => self.paragraph(element),
            // All that is quoted is, but of others the first paragraph alone.
            Some(Role::Styled(style)) => {
                self.style = style;
                self.around = if style == Style::Quote { style } else { around };
                self.inside(element);
                self.end();
                self.style = around;
            }
            Some(Role::List(first)) => {
                let first = first.map(|first| element.get(&["start"]).parse().unwrap_or(first));
                self.lists.push(first);
                self.inside(element);
                self.lists.pop();
            }
            Some(Role::Row) => {
                self.row = self.paras.len();
                self.inside(element);
            }
            Some(Role::Cell) => {
                let above = self.paras.len();
                self.inside(element);
                self.end_cell(above);
            }
            Some(Role::Line) if self.para.text.trim().is_empty() => {
                self.line = element.get(&["value"]).parse().ok();
            }
            Some(Role::Tells(what)) => {
                self.tell(told(&what, &(self.paras.len() + 1).to_string()));
                self.inside(element);
            }
            Some(Role::Sets(said)) => looks.extend(said),
            Some(Role::Unseen) => {}
            Some(Role::AsItStands) => self.as_typed(&element.words(String::new())),
            Some(Role::Note) => self.note(&element.words(String::new())),
            Some(Role::LeftOut(what)) => self.tell_left(&what, &element.words(String::new())),
            Some(Role::Known) if !element.get(&IDS).is_empty() => {
                let key = format!("{} {}", element.name, element.get(&IDS));
                self.known.insert(key, Element { role: Some(Role::Looks(said)), ..element });
            }
            Some(Role::Refers(what)) if self.referred <= MOST_REFERRED => {
                let found = self.known.get(&format!("{what} {}", element.get(&["id"])));
                let words = found.map(|found| found.words(String::new()));
                self.referred += words.as_ref().map_or(0, String::len);
                match words {
                    Some(words) if what == "comment" => self.tell_left("Comment", &words),
                    Some(words) => self.note(&words),
                    None => {}
                }
            }
            Some(Role::Field(kind)) => self.field(&kind, element),
            Some(Role::PartOfField) => self.part_of_field(&element),
            _ => self.inside(element),
        }
        if is_apart {
            self.end();
        }
        (self.looks, self.around, self.row) = (looks, around, row);
    }

    fn inside(&mut self, element: Element) {
        element.inside.into_iter().for_each(|inner| self.walk(inner));
    }

    /// Reads a paragraph of Word. One of a list is an item where it has words.
    fn paragraph(&mut self, element: Element) {
        let id = element.value(&["ppr", "pstyle"]);
        let style = self.known.get(&format!("style {id}"));
        let name = style.map_or(id, |style| style.value(&["name"]));
        self.style = match name.to_lowercase().replace(' ', "").as_str() {
            name if name.starts_with("heading") || name == "title" => Style::Heading,
            name if name.contains("quote") => Style::Quote,
            _ => Style::Plain,
        };
        let path = ["ppr", "numpr", "numid"];
        let list = element.at(&path).or_else(|| style?.at(&path));
        let list = list.map_or("0", |list| list.get(&["val"])).to_string();
        let depth = element.value(&["ppr", "numpr", "ilvl"]).parse().unwrap_or(0).min(DEPTHS - 1);
        self.inside(element);
        // A list of number 0 is none.
        if list != "0" && !self.para.text.trim().is_empty() {
            self.style = self.item_of_word(list, depth);
        }
    }

    /// The style of an item of a list of Word, with its number where it has one.
    fn item_of_word(&mut self, list: String, depth: usize) -> Style {
        let numbered = self.known.get(&format!("num {list}"));
        let numbered_as = numbered.map_or("", |of| of.value(&["abstractnumid"]));
        let levels = self.known.get(&format!("abstractnum {numbered_as}"));
        let inside = levels.into_iter().flat_map(|of| &of.inside);
        let level = inside.filter(|inner| inner.name == "lvl").nth(depth);
        let format = level.map_or("bullet", |level| level.value(&["numfmt"])).to_string();
        let last = self.last.entry(list).or_default();
        last[depth] = last[depth].saturating_add(1);
        // A list inside begins anew.
        last[depth + 1..].fill(0);
        let number = last[depth];
        // The first letter is the tenth digit of all that are digits and letters.
        let letter = char::from_digit(number.saturating_add(9), 36);
        if let Some(letter) = letter.filter(|_| format == "lowerLetter") {
            // It stays as it stands: `(a) …` may be a part of what is asked above.
            let para = std::mem::replace(&mut self.para, Para::plain(0, format!("{letter}) ")));
            self.para.append(&para);
            return Style::Plain;
        }
        let is_numbered = !["bullet", "none"].contains(&format.as_str());
        Style::Item { depth, number: is_numbered.then_some(number) }
    }

    /// The style of the next item of the innermost list.
    fn item(&mut self) -> Style {
        let next = self.lists.last_mut().and_then(Option::as_mut);
        let number = next.map(|next| std::mem::replace(next, next.saturating_add(1)));
        Style::Item { depth: self.lists.len().saturating_sub(1).min(DEPTHS - 1), number }
    }

    /// Reads where a field begins that is no element, where the words begin that it puts in, or where it
    /// ends.
    fn part_of_field(&mut self, element: &Element) {
        let start = Some(self.here());
        match element.get(&["fldchartype"]) {
            "begin" if self.fields.len() < MOST_FIELDS => {
                let options = offered(element, Vec::new());
                self.fields.push(Field { options, ..Field::default() });
            }
            "separate" => self.fields.last_mut().into_iter().for_each(|field| field.start = start),
            "end" => self.fields.pop().into_iter().for_each(|field| self.end_field(field)),
            _ => {}
        }
    }

    /// Reads a field that is an element. What stands in it is seen, or can be chosen, or says what goes
    /// there.
    fn field(&mut self, kind: &str, element: Element) {
        let known = self.known.get(&format!("relationship {}", element.get(&["id"])));
        let address = known.map_or(element.get(&["href"]), |of| of.get(&["target"]));
        let said = clean(element.get(&["instr"])) + &clean(address).replace(' ', "%20");
        let title = [element.get(&["placeholder"]), element.value(&["sdtpr", "alias"])].concat();
        let shown = element.at(&["sdtpr", "showingplchdr"]).map_or(kind, |_| "CONTROL");
        let told = format!("{shown} {said} \"{}\" ", title.replace('"', "'"));
        let mut field = Field { told, ..Field::default() };
        match kind {
            "FORMDROPDOWN" => field.options = offered(&element, Vec::new()),
            "" | "HYPERLINK" | "FILLED" => {
                let properties = element.at(&["sdtpr"]).into_iter();
                field.options = properties.fold(Vec::new(), |options, of| offered(of, options));
                field.start = Some(self.here());
                self.inside(element);
            }
            _ => field.told = element.words(field.told),
        }
        self.end_field(field);
    }

    /// What an element says of how words look.
    fn said(&self, element: &Element) -> Looks {
        let style = [element.get(&["style-name"]), element.value(&["rpr", "rstyle"])].concat();
        let style = self.known.get(&format!("style {style}"));
        let css = element.get(&["style"]).split(';').filter_map(|part| part.split_once(':'));
        let hidden = element.pairs().filter(|(of, _)| *of == "hidden");
        let is_it = |inner: &&Element| inner.role == Some(Role::Properties);
        let properties = element.inside.iter().filter(is_it);
        let inner = properties.clone().flat_map(|of| &of.inside);
        let inner = inner.map(|of| (of.name.as_str(), of.get(&["fill", "val"])));
        let all = css.chain(hidden).chain(properties.flat_map(Element::pairs)).chain(inner);
        let is_apart = element.role.as_ref().is_some_and(Role::is_apart);
        // Whole parts of a page have a ground for other reasons.
        let is_meant = |(look, _): &(Look, bool)| !is_apart || *look != Look::Highlight;
        let own = all.filter_map(|(of, value)| looks_of(of, value)).filter(is_meant);
        let looks = |of: &Element| match &of.role {
            Some(Role::Looks(said)) => said.clone(),
            _ => Looks::new(),
        };
        let mut said = style.map_or(Looks::new(), looks);
        said.extend(own);
        said.extend(looks(element));
        said
    }

    /// Puts words with the look of the element they stand in; runs of white space are one space, but
    /// for a line drawn under them, which is one to write on.
    fn words(&mut self, words: &str) {
        if let Some(field) = self.fields.iter_mut().rev().find(|field| field.start.is_none()) {
            return field.told.push_str(words);
        }
        let words = clean(words);
        let is_line = words.chars().all(|c| c.is_whitespace() && c != '\n');
        if is_line && words.chars().nth(1).is_some() && self.has(Look::Underline) {
            return self.put(&"_".repeat(words.chars().count()));
        }
        let text = shape("spaces").replace_all(&words, " ");
        let goes_on = self.para.text.ends_with(|c: char| !c.is_whitespace());
        self.put(if goes_on { &text } else { text.trim_start() });
    }

    /// Puts text with the look of the element it stands in.
    fn put(&mut self, text: &str) {
        for (look, why) in [(Look::Struck, "Struck-out text"), (Look::Hidden, "Hidden text")] {
            if self.has(look) {
                return self.tell_left(why, text);
            }
        }
        let from = self.here();
        // The sign of a note or a power; the `st` of 1st has none.
        let place = |c| "0123456789-−, ".chars().position(|of| of == c);
        let raised = text.chars().map(|c| "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻, ".chars().nth(place(c)?));
        match raised.collect::<Option<String>>().filter(|_| self.has(Look::Raised)) {
            Some(signs) => self.para.text.push_str(&signs),
            None => self.para.text.push_str(text),
        }
        for look in [Look::Bold, Look::Italic, Look::Highlight, Look::Coloured] {
            if self.has(look) {
                self.mark(from, What::Looks(look));
            }
        }
    }

    /// A line break within the paragraph; a second one ends it.
    fn line_break(&mut self) {
        if self.para.text.ends_with('\n') && self.style == Style::Plain {
            self.end();
        } else if !self.para.text.is_empty() {
            self.put("\n");
        }
    }

    /// Where words would be put now: how many paragraphs stand above, and how many bytes before it.
    fn here(&self) -> (usize, usize) {
        (self.paras.len(), self.para.text.len())
    }

    /// Says what holds of the words from a place on, to the end of the paragraph. What goes on where
    /// the last of its kind ends is one with it.
    fn mark(&mut self, from: (usize, usize), what: What) {
        let para = self.paras.get_mut(from.0).unwrap_or(&mut self.para);
        let range = from.1..para.text.len();
        let flat = matches!(what, What::Looks(_));
        let joins = |last: &&mut Mark| flat && last.what == what && last.range.end == range.start;
        let near = para.marks.len().saturating_sub(4);
        if let Some(last) = para.marks[near..].iter_mut().find(joins) {
            last.range.end = range.end;
        } else if para.marks.len() < MOST_MARKS && !range.is_empty() {
            para.marks.push(Mark { range, what });
        }
    }

    /// Ends a field.
    fn end_field(&mut self, field: Field) {
        let start = field.start.unwrap_or_else(|| self.here());
        let para = self.paras.get(start.0).unwrap_or(&self.para);
        let words = para.text.get(start.1..).unwrap_or_default().to_string();
        let (what, instead) = field.end(&words);
        if words.trim().is_empty() {
            self.words(&instead);
        }
        what.into_iter().for_each(|what| self.mark(start, what));
    }

    /// Ends the paragraph that is open.
    fn end(&mut self) {
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
            para = Para { style, ..para.part(start..para.text.len(), para.line) };
        }
        self.paras.push(para);
        self.style = self.around;
    }

    /// Ends a cell above which so many paragraphs stand: cells of one paragraph each are one.
    fn end_cell(&mut self, above: usize) {
        self.end();
        if above == self.row + 1 && self.paras.len() == above + 1 {
            let cell = self.paras.pop().unwrap_or_default();
            let para = &mut self.paras[self.row];
            para.text.push(CELL);
            para.append(&cell);
            para.style = Style::Item { depth: 0, number: None };
        }
    }

    /// Puts paragraphs whose lines are as they were typed.
    fn as_typed(&mut self, words: &str) {
        self.end();
        let above = self.line.take();
        for para in plain::paragraphs(words) {
            let line = above.map_or(self.paras.len() + 1, |above| above + para.line);
            self.paras.push(Para { line, ..para });
        }
    }

    /// Puts the sign of a footnote of these words.
    fn note(&mut self, words: &str) {
        self.noted += 1;
        let from = self.here();
        self.put(&format!("[{}]", self.noted));
        self.mark(from, What::Note(one_line(&clean(words))));
    }

    /// Tells words that are left out here.
    fn tell_left(&mut self, what: &str, words: &str) {
        let words = short(&clean(words), LONGEST_TOLD);
        if !words.is_empty() {
            self.tell(format!("{what} at paragraph {}, left out: {words}", self.paras.len() + 1));
        }
    }

    /// Tells something once.
    fn tell(&mut self, text: String) {
        if self.told.len() < MOST_TOLD && !self.told.contains(&text) {
            self.told.push(text);
        }
    }

    /// Whether words look so here.
    fn has(&self, look: Look) -> bool {
        self.looks.get(&look) == Some(&true)
    }
}

/// A name or an option as a question can have it.
fn name(text: &str) -> String {
    one_line(&clean(text)).chars().take(LONGEST).collect()
}

/// These options, and what can be chosen in an element.
fn offered(element: &Element, mut options: Vec<String>) -> Vec<String> {
    let text = match &element.role {
        Some(Role::Text(words)) => name(words),
        Some(Role::Offers) => name(element.get(&["displaytext", "value", "val"])),
        _ => String::new(),
    };
    let is_new = !options.contains(&text) && !begins(&text, &lists().empty_controls);
    if is_new && !text.is_empty() && options.len() < MOST_OPTIONS {
        options.push(text);
    }
    element.inside.iter().fold(options, |options, inner| offered(inner, options))
}

impl Field {
    /// What holds of its words when it ends, and what stands for it where it has none.
    fn end(self, words: &str) -> (Option<What>, String) {
        let mut told =
            shape("instruction").find_iter(&self.told).map(|word| word.as_str().trim_matches('"'));
        let kind = told.next().unwrap_or_default().to_uppercase();
        // A name, or where it leads; what begins with a stroke says neither.
        let first = told.next().filter(|first| !first.starts_with('\\')).unwrap_or_default();
        // What a click replaces: `MACROBUTTON NoMacro [your name]`.
        let clicked = told.collect::<Vec<_>>().join(" ");
        let label = |text: &str| name(text.trim_matches(['<', '>', '[', ']', ' ']));
        let is_choice = self.options.len() > 1;
        let called = match kind.as_str() {
            // One that is written out leads to itself.
            "HYPERLINK" if first.trim_start_matches("mailto:") != words => {
                return (Some(What::Link(first.to_string())), String::new());
            }
            "FORMCHECKBOX" => return (None, "☐".into()),
            "MACROBUTTON" => label(&clicked),
            kind if kind.ends_with("DATE") || kind == "TIME" => "date".into(),
            "CONTROL" if first.is_empty() && !is_choice => {
                match begins(words, &lists().empty_controls) {
                    true if words.to_lowercase().contains("date") => "date".into(),
                    // `Click or tap here to enter your name.`
                    true => {
                        shape("to_enter").captures(words).map_or(String::new(), |of| label(&of[1]))
                    }
                    false => label(words),
                }
            }
            "MERGEFIELD" | "FILLIN" | "FORMTEXT" | "CONTROL" => name(first),
            _ if is_choice => name(first),
            _ => return (None, String::new()),
        };
        let instead = match called.as_str() {
            _ if is_choice => self.options.join("/"),
            "" => "____".into(),
            called => format!("[{called}]"),
        };
        (Some(What::Field(called, self.options)), instead)
    }
}
