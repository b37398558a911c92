//! Files that are made of elements: web pages, OpenDocument and Word. What each element is stands in
//! `data/import.yaml`.

use std::collections::{BTreeMap, HashMap};

use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::Event;

use super::build::{Builder, Said};
use super::field::Field;
use super::markup::Element;
use crate::import::error::{ImportError, fault};
use crate::import::source::{Look, Source, Style};
use crate::import::words::{Role, is, looks_of, roles};
use crate::limits;

/// What ends a field of Word that is no element of its own.
const OF_WORD: &str = "fldchar.";

/// How deep lists of Word are told apart.
const DEPTHS: usize = 5;

/// Reads a web page, as it was saved or as a browser copies it.
pub(super) fn page(text: &str) -> Result<Source, ImportError> {
    let mut reader = Reader::new("page");
    if reader.read(text).is_err() {
        reader.out.tell("The page could not be read to its end.".into());
    }
    reader.out.source("paragraph")
}

/// Reads the elements of one format, and what Word keeps beside a document.
#[derive(Default)]
pub(super) struct Reader {
    /// The name of the format in `data/import.yaml`.
    format: &'static str,
    pub(super) out: Builder,
    /// Whether words that come are of the text: in Word some elements alone have such.
    reads: bool,
    /// The style that is being described; what is said of the looks of each, and its name.
    style: String,
    looks: HashMap<String, Said>,
    names: HashMap<String, String>,
    /// Addresses of links by what refers to them.
    addresses: HashMap<String, String>,
    /// What is kept for what refers to it, by what it is and its id.
    kept: BTreeMap<(String, String), String>,
    /// The id of the last element of each name.
    ids: HashMap<String, String>,
    /// What each list is numbered as; whether that is by numbers at a depth; its last numbers.
    numbered_as: HashMap<String, String>,
    numbers: HashMap<(String, usize), bool>,
    last: HashMap<String, [u32; DEPTHS]>,
    /// The list that the open paragraph is an item of, and how deep.
    list: Option<(String, usize)>,
    /// Whether the paragraph's end was deleted, so that the next one goes on in it.
    goes_on: bool,
}

impl Reader {
    /// A reader of a format.
    pub(super) fn new(format: &'static str) -> Reader {
        Reader { format, reads: format != "word", ..Reader::default() }
    }

    /// Reads text; nothing in it is expanded. XML is well formed, or refused; the tags of a web page are
    /// taken as they come, since few pages are well formed.
    ///
    /// # Errors
    /// That it is cut off, not well formed or nested too deep.
    pub(super) fn read(&mut self, text: &str) -> Result<(), ImportError> {
        let is_page = self.format == "page";
        let mut reader = quick_xml::Reader::from_str(text);
        let config = reader.config_mut();
        config.check_end_names = !is_page;
        config.allow_unmatched_ends = is_page;
        config.allow_dangling_amp = is_page;
        let broken = |_| fault("import-broken-word");
        let mut depth = 0_usize;
        loop {
            match reader.read_event().map_err(broken)? {
                Event::Start(start) if self.open(&Element(&start)) => {
                    depth += usize::from(!is_page);
                }
                Event::Start(start) => _ = reader.read_to_end(start.name()).map_err(broken)?,
                Event::Empty(start) if self.open(&Element(&start)) => {
                    self.close(start.local_name().into_inner());
                }
                Event::End(end) => {
                    depth = depth.saturating_sub(1);
                    self.close(end.local_name().into_inner());
                }
                Event::Text(words) => self.words(&words),
                Event::CData(words) => self.words(&words),
                Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                    Ok(Some(c)) => self.words(c.encode_utf8(&mut [0; 4])),
                    // A name that nobody knows stands for nothing.
                    _ => self.words(resolve_html5_entity(&reference).unwrap_or_default()),
                },
                Event::Eof if depth == 0 => return Ok(()),
                Event::Eof => return Err(fault("import-broken-word")),
                _ => {}
            }
            if depth > limits::WORD_DEPTH {
                return Err(fault("import-broken-word"));
            }
        }
    }

    /// Puts words, where such are read.
    fn words(&mut self, words: &str) {
        if self.reads {
            self.out.words(words);
        }
    }

    /// Reads what stands beside the document and is no part of its text. What cannot be read is read
    /// as far as it goes, since the letter stands without it.
    pub(super) fn read_beside(&mut self, name: &str, text: &str) {
        self.ids = HashMap::from([(String::new(), name.to_string())]);
        let _ = self.read(text);
        (self.out, self.reads, self.goes_on) = (Builder::default(), false, false);
    }

    /// Tells all that is kept of a kind.
    pub(super) fn tell_kept(&mut self, what: &str) {
        for (_, words) in self.kept.iter().filter(|((of, _), _)| of == what) {
            self.out.tell_words(what, words);
        }
    }

    /// What an element is.
    fn role(&self, name: &str, element: &Element<'_>) -> Option<&'static Role> {
        let roles = roles(self.format);
        match roles.get(name) {
            Some(Role::By(attribute)) => {
                let by = element.text(attribute).to_ascii_lowercase();
                roles.get(&format!("{name}.{by}")).or_else(|| roles.get(&format!("{name}.")))
            }
            role => role,
        }
    }

    /// Begins an element, and says whether to look into it.
    fn open(&mut self, element: &Element<'_>) -> bool {
        let name = element.name().to_ascii_lowercase();
        let role = self.role(&name, element);
        match role {
            Some(Role::Unseen) => return false,
            Some(Role::Deleted) if self.out.is_in("rpr") => self.goes_on = true,
            Some(Role::Deleted) => {
                self.out.tell(
                    "Changes were tracked: what was deleted is left out, what was put in is kept."
                        .into(),
                );
                return false;
            }
            Some(role) if !self.out.is_leaving() => self.paragraph(role, element),
            _ => {}
        }
        role.into_iter().for_each(|role| self.obey(&name, role, element));
        let said = self.said(&name, role, element);
        self.out.open(&name, role, &said);
        if self.format == "page" && is(&name, "empty_elements") {
            self.close(&name);
        }
        true
    }

    /// Does what an element says by its role, besides what the builder does.
    fn obey(&mut self, name: &str, role: &Role, element: &Element<'_>) {
        let first = |names: &[&str]| names.iter().find_map(|name| element.get(name));
        let value = || element.text("val");
        let start = Some(self.out.here());
        let of_word = name == "fldchar";
        let name = if of_word { OF_WORD } else { name };
        let field = || Field { name: name.to_string(), ..Field::default() };
        match role {
            Role::Words => self.reads = true,
            Role::Link => {
                let known = self.addresses.get(&element.text("id")).cloned();
                let address = element.get("href").or(known).unwrap_or_default();
                self.out.begin_link(name, &address);
            }
            Role::Field(kind) => self.out.begin_field(Field { kind: kind.clone(), ..field() }),
            Role::SimpleField => {
                self.out.begin_field(Field { told: element.text("instr"), start, ..field() });
            }
            Role::Blank => self.out.blank(element.text("placeholder")),
            Role::EndOfField => self.out.end_field(OF_WORD),
            Role::Refers(what) => self.refer(what, element.text("id")),
            Role::Address if element.text("TargetMode") == "External" => {
                self.addresses.insert(element.text("Id"), element.text("Target"));
            }
            Role::Id | Role::Kept(_) => {
                let id = first(&["abstractNumId", "numId", "ilvl", "id"]);
                self.ids.insert(name.to_string(), id.unwrap_or_else(|| self.id("")));
            }
            Role::Numbers => {
                let key = (self.id("abstractnum"), self.id("lvl").parse().unwrap_or(0));
                self.numbers.insert(key, !["bullet", "none"].contains(&value().as_str()));
            }
            Role::NumberedAs => _ = self.numbered_as.insert(self.id("num"), value()),
            Role::Style => {
                self.style = first(&["styleId", "name"]).unwrap_or_default();
                self.looks.insert(self.style.clone(), Said::default());
            }
            Role::Name => _ = self.names.insert(self.style.clone(), value().to_lowercase()),
            role => self.out.fields.last_mut().into_iter().for_each(|field| match role {
                Role::Result => field.start = start,
                Role::Title => field.title = value(),
                Role::Unfilled => field.is_unfilled = element.is_on(),
                Role::Option => field.offer_told(),
                Role::Offers => {
                    field.offer(&first(&["displayText", "value", "val"]).unwrap_or_default());
                }
                _ => {}
            }),
        }
    }

    /// Takes the look of a paragraph of Word: its style, its place in a list.
    fn paragraph(&mut self, role: &Role, element: &Element<'_>) {
        let value = || element.text("val");
        match role {
            Role::Paragraph if !std::mem::take(&mut self.goes_on) => {
                (self.list, self.out.style) = (None, Style::Plain);
            }
            Role::StyleOfParagraph => {
                let value = value();
                let style = self.names.get(&value).cloned();
                let style = style.unwrap_or_else(|| value.to_lowercase()).replace(' ', "");
                if style.starts_with("heading") || style == "title" {
                    self.out.style = Style::Heading;
                } else if style.starts_with("listbullet") || style.starts_with("listnumber") {
                    self.list = Some((value, 0));
                } else if style.contains("quote") {
                    self.out.style = Style::Quote;
                }
            }
            Role::Depth => {
                let list = self.list.take().map(|(list, _)| list).unwrap_or_default();
                self.list = Some((list, value().parse().unwrap_or(0).min(DEPTHS - 1)));
            }
            // A list of number 0 is none.
            Role::ListOfParagraph if value() == "0" => self.list = None,
            Role::ListOfParagraph => {
                let depth = self.list.take().map_or(0, |(_, depth)| depth);
                self.list = Some((value(), depth));
            }
            _ => {}
        }
    }

    /// Ends an element.
    fn close(&mut self, name: &str) {
        let name = name.to_ascii_lowercase();
        let role = roles(self.format).get(&name);
        match role {
            Some(Role::Words) => self.reads = false,
            Some(Role::Style) => self.style.clear(),
            Some(Role::Paragraph) if !self.goes_on => {
                let is_item = !self.out.is_leaving() && !self.out.is_blank();
                if let Some((list, depth)) = self.list.take_if(|_| is_item) {
                    self.out.style = self.item(list, depth);
                }
                self.out.end();
            }
            _ => {}
        }
        self.out.close(&name, role);
        let words = std::mem::take(&mut self.out.kept);
        if let Some(Role::Kept(what)) = role
            && !words.is_empty()
        {
            self.kept.insert((what.clone(), self.id(&name)), words);
        }
    }

    /// The style of an item of a list of Word, with its number where it has one.
    fn item(&mut self, list: String, depth: usize) -> Style {
        let numbered_as = self.numbered_as.get(&list).cloned().unwrap_or_default();
        // `List Number` is a style that has its numbers from its name alone.
        let named = list.to_lowercase().contains("number");
        let is_numbered = self.numbers.get(&(numbered_as, depth)).copied().unwrap_or(named);
        let last = self.last.entry(list).or_default();
        last[depth] = last[depth].saturating_add(1);
        // A list inside begins anew.
        last[depth + 1..].fill(0);
        let number = is_numbered.then_some(last[depth]);
        Style::Item { depth: u8::try_from(depth).unwrap_or_default(), number }
    }

    /// The id of the last element of a name.
    fn id(&self, name: &str) -> String {
        self.ids.get(name).cloned().unwrap_or_default()
    }

    /// Puts a note that is referred to, or tells a comment.
    fn refer(&mut self, what: &str, id: String) {
        match self.kept.get(&(what.to_string(), id)) {
            Some(words) if what == "Comment" => self.out.tell_left(what, words),
            Some(words) => self.out.note(words),
            None => {}
        }
    }

    /// What an element says of how words look in it. What a property says holds of the run it stands
    /// in, or of the style that is being described.
    fn said(&mut self, name: &str, role: Option<&Role>, element: &Element<'_>) -> Said {
        let mut said = Said::default();
        if role == Some(&Role::Property) {
            let value = element.get("fill").or_else(|| element.get("val"));
            say(&mut said, name, &value.unwrap_or_default());
            return self.say_outside(&said);
        }
        for (attribute, value) in element.all() {
            match (role, attribute.as_str()) {
                (Some(Role::Properties), property) => say(&mut said, property, &value),
                (Some(Role::StyleOfRun), "val") | (_, "style-name") => {
                    said = self.looks.get(&value).copied().unwrap_or_default();
                }
                (_, "hidden") => say(&mut said, "hidden", &value),
                (_, "style") => {
                    for (property, value) in value.split(';').filter_map(|p| p.split_once(':')) {
                        say(&mut said, property, value);
                    }
                    // Whole parts of a page have a ground for other reasons.
                    if role.is_some_and(Role::is_apart) {
                        said[Look::Highlight as usize] = None;
                    }
                }
                _ => {}
            }
        }
        match role {
            Some(Role::Properties | Role::StyleOfRun) => self.say_outside(&said),
            _ => said,
        }
    }

    /// Says how words look in the style that is being described, or in the run around; of the element
    /// itself nothing is said.
    fn say_outside(&mut self, said: &Said) -> Said {
        match self.looks.get_mut(&self.style) {
            Some(style) => {
                for (known, said) in style.iter_mut().zip(said) {
                    *known = said.or(*known);
                }
            }
            None if self.out.is_in("rpr") => self.out.look(1, said),
            None => {}
        }
        Said::default()
    }
}

/// Adds what a property says.
fn say(said: &mut Said, property: &str, value: &str) {
    if let Some((look, holds)) = looks_of(property, value) {
        said[look as usize] = Some(holds);
    }
}
