//! Files that are made of elements: web pages, OpenDocument and Word. What each element is stands in
//! `data/import.yaml`.

use std::collections::HashMap;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::QName;

use super::build::Builder;
use super::field::Field;
use crate::import::error::{ImportError, fault};
use crate::import::source::{Look, Source, Style, clean};
use crate::import::words::{Looks, Role, is, looks_of, roles};
use crate::limits;

/// What ends a field of Word that is no element of its own.
const OF_WORD: &str = "fldchar.";

/// How deep lists of Word are told apart.
const DEPTHS: usize = 5;

/// The beginning of an element, names in small letters and without prefix.
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    fn new(start: &BytesStart<'_>) -> Element {
        let small = |name: QName<'_>| name.local_name().into_inner().to_ascii_lowercase();
        let attribute = |a: Attribute<'_>| {
            let value = a.normalized_value(XmlVersion::Implicit1_0);
            (small(a.key), value.unwrap_or_else(|_| a.value.clone()).into_owned())
        };
        let mut all = start.html_attributes();
        // Comparing each with all before it takes long where there are many.
        all.with_checks(false);
        Element { name: small(start.name()), attributes: all.flatten().map(attribute).collect() }
    }

    /// The first of these attributes that it has; empty where it has none.
    fn get(&self, names: &[&str]) -> &str {
        let of = |name: &&str| self.attributes.iter().find(|(known, _)| known == name);
        names.iter().find_map(of).map_or("", |(_, value)| value)
    }
}

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
    /// The elements that others refer to and that are open, with their ids: `style Heading1`.
    path: Vec<String>,
    /// What is said of such elements, by their paths: `style Heading1/name`, the words of `footnote 2`.
    known: HashMap<String, String>,
    /// How words look in each style.
    looks: HashMap<String, Looks>,
    /// The list that the open paragraph is an item of, how deep, and the last numbers of each list.
    list: Option<String>,
    depth: usize,
    last: HashMap<String, [u32; DEPTHS]>,
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
        config.expand_empty_elements = true;
        config.check_end_names = !is_page;
        config.allow_unmatched_ends = is_page;
        config.allow_dangling_amp = is_page;
        let broken = |_| fault("import-broken-word");
        let mut depth = 0_usize;
        loop {
            match reader.read_event().map_err(broken)? {
                Event::Start(start) if self.open(&Element::new(&start)) => {
                    depth += usize::from(!is_page);
                }
                Event::Start(start) => _ = reader.read_to_end(start.name()).map_err(broken)?,
                Event::End(end) => {
                    depth = depth.saturating_sub(1);
                    self.close(&end.local_name().into_inner().to_ascii_lowercase());
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
    pub(super) fn read_beside(&mut self, text: &str) {
        let _ = self.read(text);
        let told = std::mem::take(&mut self.out.told);
        self.out = Builder::default();
        self.out.told = told;
        self.path.clear();
        (self.reads, self.goes_on) = (false, false);
    }

    /// What an element is.
    fn role(&self, element: &Element) -> Option<Role> {
        let (roles, name) = (roles(self.format), &element.name);
        match roles.get(name)? {
            Role::By(attribute) => {
                let by = element.get(&[attribute]).to_ascii_lowercase();
                roles.get(&format!("{name}.{by}")).or_else(|| roles.get(&format!("{name}.")))
            }
            .cloned(),
            Role::List(Some(first)) => {
                Some(Role::List(Some(element.get(&["start"]).parse().unwrap_or(*first))))
            }
            role => Some(role.clone()),
        }
    }

    /// Begins an element, and says whether to look into it.
    fn open(&mut self, element: &Element) -> bool {
        let role = self.role(element);
        match &role {
            Some(Role::Unseen) => return false,
            Some(Role::Deleted) if self.out.is_in("rpr") => self.goes_on = true,
            Some(Role::Deleted) => {
                self.out.tell(
                    "Changes were tracked: what was deleted is left out, what was put in is kept."
                        .into(),
                );
                return false;
            }
            Some(role) => {
                if !self.out.is_leaving() {
                    self.paragraph(role, element);
                }
                self.obey(role, element);
            }
            None => {}
        }
        let said = self.said(role.as_ref(), element);
        match role {
            // What a property says holds of the style that is being described, or of the run around.
            Some(Role::Property | Role::Properties | Role::StyleOfRun) => {
                match self.path.last().filter(|of| of.starts_with("style ")) {
                    Some(style) => self.looks.entry(style.clone()).or_default().extend(said),
                    None if self.out.is_in("rpr") => self.out.look(1, &said),
                    None => {}
                }
                self.out.open(&element.name, None, &Looks::new());
            }
            role => self.out.open(&element.name, role, &said),
        }
        if self.format == "page" && is(&element.name, "empty_elements") {
            self.close(&element.name);
        }
        true
    }

    /// Does what an element says by its role, besides what the builder does.
    fn obey(&mut self, role: &Role, element: &Element) {
        let name = if element.name == "fldchar" { OF_WORD } else { &element.name };
        let (id, value) = (element.get(&["id"]), element.get(&["val"]));
        let here = Some(self.out.here());
        let field = |kind: &str, told: &str, start| {
            let title = element.get(&["placeholder"]).to_string();
            Field {
                name: name.into(),
                kind: kind.into(),
                told: told.into(),
                start,
                title,
                ..Field::default()
            }
        };
        match role {
            Role::Words => self.reads = true,
            Role::Link => {
                let known = self.known.get(&format!("relationship {id}"));
                let address = clean(known.map_or(element.get(&["href"]), String::as_str));
                self.out.begin_field(field("HYPERLINK", &format!("\"{address}\""), here));
            }
            Role::Field(kind) => self.out.begin_field(field(kind, "", None)),
            Role::SimpleField => self.out.begin_field(field("", element.get(&["instr"]), here)),
            Role::EndOfField => self.out.end_field(OF_WORD),
            Role::Refers(what) => match self.known.get(&format!("{what} {id}")) {
                Some(words) if what == "comment" => self.out.tell_left("Comment", words),
                Some(words) => self.out.note(words),
                None => {}
            },
            Role::Address if element.get(&["targetmode"]) == "External" => {
                let address = element.get(&["target"]).to_string();
                self.known.insert(format!("relationship {id}"), address);
            }
            Role::Id | Role::Kept => {
                let ids = ["abstractnumid", "numid", "ilvl", "styleid", "name", "id"];
                self.path.push(format!("{name} {}", element.get(&ids)));
            }
            Role::Known => {
                self.known.insert(format!("{}/{name}", self.path.join("/")), value.to_string());
            }
            role => self.out.fields.last_mut().into_iter().for_each(|field| match role {
                Role::Result => field.start = here,
                Role::Title => field.title = value.to_string(),
                Role::Unfilled => field.is_unfilled = !["0", "false", "off"].contains(&value),
                Role::Option => field.offer_told(),
                Role::Offers => field.offer(element.get(&["displaytext", "value", "val"])),
                _ => {}
            }),
        }
    }

    /// Takes the look of a paragraph of Word: its style, its place in a list.
    fn paragraph(&mut self, role: &Role, element: &Element) {
        let value = element.get(&["val"]);
        match role {
            Role::Paragraph if !std::mem::take(&mut self.goes_on) => {
                (self.list, self.depth, self.out.style) = (None, 0, Style::Plain);
            }
            Role::StyleOfParagraph => {
                let name = self.known.get(&format!("style {value}/name"));
                let name = name.map_or(value, String::as_str).to_lowercase().replace(' ', "");
                if name.starts_with("heading") || name == "title" {
                    self.out.style = Style::Heading;
                } else if name.starts_with("listbullet") || name.starts_with("listnumber") {
                    self.list = Some(value.to_string());
                } else if name.contains("quote") {
                    self.out.style = Style::Quote;
                }
            }
            Role::Depth => self.depth = value.parse().unwrap_or(0).min(DEPTHS - 1),
            // A list of number 0 is none.
            Role::ListOfParagraph => self.list = Some(value.into()).filter(|list| list != "0"),
            _ => {}
        }
    }

    /// Ends an element.
    fn close(&mut self, name: &str) {
        let role = roles(self.format).get(name);
        match role {
            Some(Role::Words) => self.reads = false,
            Some(Role::Paragraph) if !self.goes_on => {
                let is_item = !self.out.is_leaving() && !self.out.is_blank();
                if let Some(list) = self.list.take_if(|_| is_item) {
                    self.out.style = self.item(list);
                }
                self.out.end();
            }
            _ => {}
        }
        self.out.close(name);
        if let Some(Role::Id | Role::Kept) = role {
            let words = std::mem::take(&mut self.out.kept);
            if !words.is_empty() {
                self.known.insert(self.path.join("/"), words);
            }
            self.path.pop();
        }
    }

    /// The style of an item of a list of Word, with its number where it has one.
    fn item(&mut self, list: String) -> Style {
        let known = |path: String| self.known.get(&path).map(String::as_str);
        let numbered_as = known(format!("num {list}/abstractnumid")).unwrap_or_default();
        let is_numbered =
            match known(format!("abstractnum {numbered_as}/lvl {}/numfmt", self.depth)) {
                Some(format) => !["bullet", "none"].contains(&format),
                // `List Number` is a style that has its numbers from its name alone.
                None => list.to_lowercase().contains("number"),
            };
        let last = self.last.entry(list).or_default();
        last[self.depth] = last[self.depth].saturating_add(1);
        // A list inside begins anew.
        last[self.depth + 1..].fill(0);
        let number = is_numbered.then_some(last[self.depth]);
        Style::Item { depth: u8::try_from(self.depth).unwrap_or_default(), number }
    }

    /// What an element says of how words look.
    fn said(&self, role: Option<&Role>, element: &Element) -> Looks {
        let mut said = Looks::new();
        if role == Some(&Role::Property) {
            said.extend(looks_of(&element.name, element.get(&["fill", "val"])));
            return said;
        }
        for (attribute, value) in &element.attributes {
            match (role, attribute.as_str()) {
                (Some(Role::Properties), property) => said.extend(looks_of(property, value)),
                (Some(Role::StyleOfRun), "val") | (_, "style-name") => {
                    said.extend(self.looks.get(&format!("style {value}")).into_iter().flatten());
                }
                (_, "hidden") => said.extend(looks_of("hidden", value)),
                (_, "style") => {
                    let properties = value.split(';').filter_map(|part| part.split_once(':'));
                    said.extend(properties.filter_map(|(of, value)| looks_of(of, value)));
                    // Whole parts of a page have a ground for other reasons.
                    if role.is_some_and(Role::is_apart) {
                        said.remove(&Look::Highlight);
                    }
                }
                _ => {}
            }
        }
        said
    }
}
