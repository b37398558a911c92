//! Files that are made of elements: web pages, OpenDocument and Word. What each element is stands in
//! `data/import.yaml`.

use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::{BytesStart, Event};

use super::build::{Builder, DEPTHS, Field, Open, ROOT};
use crate::import::error::{ImportError, fault};
use crate::import::source::{Look, SOFT, Style, clean};
use crate::import::words::{Looks, Role, is, looks_of, roles, told};
use crate::limits;
use crate::text::words::one_line;

/// What ends a field of Word that is no element of its own.
const OF_WORD: &str = "fldchar.";

/// Most elements and most fields that are open at once.
const MOST_OPEN: usize = limits::WORD_DEPTH + 1;
const MOST_FIELDS: usize = 50;

/// The beginning of an element, names in small letters and without prefix.
#[derive(Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
}

impl Element {
    fn new(start: &BytesStart<'_>) -> Element {
        let small =
            |name: quick_xml::name::QName<'_>| name.local_name().into_inner().to_ascii_lowercase();
        let attribute = |a: quick_xml::events::attributes::Attribute<'_>| {
            let value = a.normalized_value(quick_xml::XmlVersion::Implicit1_0);
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

impl Builder {
    /// For the elements of a format.
    pub(super) fn new(format: &'static str) -> Builder {
        let open = vec![Open { name: ROOT.into(), ..Open::default() }];
        Builder { format, open, reads: format != "word", ..Builder::default() }
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
        // A text comes in pieces, each entity in it for itself.
        let mut words = String::new();
        loop {
            let event = reader.read_event().map_err(broken)?;
            match &event {
                Event::Text(text) if self.reads => words.push_str(text),
                Event::CData(text) if self.reads => words.push_str(text),
                Event::GeneralRef(name) if self.reads => match name.resolve_char_ref() {
                    Ok(Some(c)) => words.push(c),
                    // A name that nobody knows stands for nothing.
                    _ => words.push_str(resolve_html5_entity(name).unwrap_or_default()),
                },
                _ if !words.is_empty() => self.words(&std::mem::take(&mut words)),
                _ => {}
            }
            match event {
                Event::Start(start) if is_page || self.open.len() < MOST_OPEN => {
                    let element = Element::new(&start);
                    let role = self.role(&element);
                    if role == Some(Role::Unseen) {
                        reader.read_to_end(start.name()).map_err(broken)?;
                        continue;
                    }
                    self.open(&element, role);
                    if is_page && is(&element.name, "empty_elements") {
                        self.close(&element.name);
                    }
                }
                Event::End(end) => self.close(end.local_name().into_inner()),
                Event::Eof if is_page || self.open.len() == 1 => return Ok(()),
                Event::Eof | Event::Start(_) => return Err(fault("import-broken-word")),
                _ => {}
            }
        }
    }

    /// Reads what stands beside the document and is no part of its text. What cannot be read is read
    /// as far as it goes, since the letter stands without it.
    pub(super) fn read_beside(&mut self, text: &str) {
        let _ = self.read(text);
        self.close(ROOT);
        let Builder { open, paras, fields, .. } = Builder::new(self.format);
        (self.open, self.paras, self.fields) = (open, paras, fields);
    }

    /// What an element is, by its name and its type.
    fn role(&self, element: &Element) -> Option<Role> {
        let (roles, name) = (roles(self.format), &element.name);
        let by = element.get(&["fldchartype", "type", "char"]).to_ascii_lowercase();
        roles.get(&format!("{name}.{by}")).or_else(|| roles.get(name)).cloned()
    }

    /// Begins an element of a role.
    pub(super) fn open(&mut self, element: &Element, mut role: Option<Role>) {
        if let Some(Role::List(Some(next))) = &mut role {
            *next = element.get(&["start"]).parse().unwrap_or(*next);
        }
        role.iter().for_each(|role| self.begin(role, element));
        let mut said = self.said(role.as_ref(), element);
        // What a property says holds of the style that is being described, or of the run around.
        if matches!(role, Some(Role::Property | Role::Properties | Role::StyleOfRun)) {
            let said = std::mem::take(&mut said);
            let is_of_run = self.open.last().is_some_and(|open| open.name == "rpr");
            match self.path.last().filter(|of| of.starts_with("style ")) {
                Some(style) => self.styles.entry(style.clone()).or_default().extend(said),
                None if is_of_run => self.look(1, &said),
                None => {}
            }
        }
        self.push(&element.name, role, &said);
    }

    /// Puts an element on those that are open.
    pub(super) fn push(&mut self, name: &str, role: Option<Role>, said: &Looks) {
        if self.open.len() < MOST_OPEN {
            let mut looks = self.open.last().map(|open| open.looks.clone()).unwrap_or_default();
            looks.extend(said);
            self.left.extend(role.clone().filter(Role::is_left).map(|role| (role, String::new())));
            self.open.push(Open { name: name.to_string(), role, looks });
        }
    }

    /// Ends an element, and what was left open in it.
    pub(super) fn close(&mut self, name: &str) {
        let is_it = |open: &Open| open.name.eq_ignore_ascii_case(name);
        let Some(at) = self.open.iter().rposition(is_it) else { return };
        for open in self.open.split_off(at).into_iter().rev() {
            self.end_field(&open.name);
            open.role.iter().for_each(|role| self.finish(role));
        }
    }

    /// Begins what has a role.
    pub(super) fn begin(&mut self, role: &Role, element: &Element) {
        let name = if element.name == "fldchar" { OF_WORD } else { &element.name };
        let (id, value) = (element.get(&["id"]), element.get(&["val"]));
        if role.is_apart() {
            self.end();
        }
        let (here, at) = (self.here(), self.paras.len() + 1);
        match role {
            // The paragraph around a text box stays what it is.
            Role::Paragraph | Role::StyleOfParagraph | Role::Depth | Role::ListOfParagraph
                if self.is_leaving() => {}
            Role::Heading => self.style = Style::Heading,
            Role::Quote => self.style = Style::Quote,
            Role::Item => self.style = self.item(),
            Role::Table => self.tell(told("table", "")),
            Role::Row => self.rows.push(Vec::new()),
            Role::Cell => self.rows.last_mut().into_iter().for_each(|cells| cells.push(here.0)),
            Role::Break => self.line_break(),
            Role::Wrap => self.put(SOFT.encode_utf8(&mut [0; 4])),
            Role::Tab => self.put(if self.looks(Look::Underline) { "__" } else { "  " }),
            Role::Text(words) => self.words(words),
            Role::Tells(what) => self.tell(what.clone()),
            Role::Picture => self.tell(format!("A picture at paragraph {at} was left out.")),
            Role::Words => self.reads = true,
            Role::Field(kind) if self.fields.len() < MOST_FIELDS => {
                let known = self.known.get(&format!("relationship {id}")).map(String::as_str);
                let address = known.unwrap_or(element.get(&["href"])).replace(' ', "%20");
                let told = clean(element.get(&["instr"])) + &clean(&address);
                let start = (kind == "HYPERLINK" || !told.is_empty()).then_some(here);
                let title = element.get(&["placeholder"]).into();
                let (name, kind) = (name.into(), kind.clone());
                self.fields.push(Field { name, kind, told, start, title, ..Field::default() });
            }
            Role::EndOfField => self.end_field(OF_WORD),
            Role::Refers(what) => match self.known.get(&format!("{what} {id}")).cloned() {
                Some(words) if what == "comment" => self.tell_left("Comment", &words),
                Some(words) => self.note(&words),
                None => {}
            },
            Role::Id | Role::Kept => {
                let ids = ["abstractnumid", "numid", "ilvl", "styleid", "name", "id"];
                // All of a path is kept for each thing that is known, and no id is so long.
                self.path.push(format!("{name} {:.100}", element.get(&ids)));
                // What it leads to, where it is a link.
                self.known.insert(self.path.join("/"), element.get(&["target"]).into());
            }
            Role::ListOfParagraph | Role::Known if !self.path.is_empty() => {
                self.known.insert(format!("{}/{name}", self.path.join("/")), value.into());
            }
            Role::Paragraph => (self.list, self.depth, self.style) = (None, 0, Style::Plain),
            Role::StyleOfParagraph => {
                self.list = self.known.get(&format!("style {value}/numid")).cloned();
                let name = self.known.get(&format!("style {value}/name"));
                let name = name.map_or(value, String::as_str).to_lowercase().replace(' ', "");
                self.style = match name.as_str() {
                    name if name.starts_with("heading") || name == "title" => Style::Heading,
                    name if name.contains("quote") => Style::Quote,
                    _ => Style::Plain,
                };
            }
            Role::Depth => self.depth = value.parse().unwrap_or(0).min(DEPTHS - 1),
            // A list of number 0 is none.
            Role::ListOfParagraph => self.list = Some(value.into()).filter(|list| list != "0"),
            role => self.fields.last_mut().into_iter().for_each(|field| match role {
                Role::Result => field.start = Some(here),
                Role::Title => field.title = value.to_string(),
                Role::Unfilled => field.is_unfilled = !["0", "false", "off"].contains(&value),
                Role::Option => field.offer_told(),
                Role::Offers => field.offer(element.get(&["displaytext", "value", "val"])),
                _ => {}
            }),
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
            Role::Words => self.reads = false,
            Role::Paragraph => {
                let is_item = !self.is_leaving() && !self.para.text.trim().is_empty();
                let list = self.list.take_if(|_| is_item);
                list.into_iter().for_each(|list| self.style = self.item_of_word(list));
                self.end();
            }
            role if role.is_left() => {
                let words = self.left.pop().map(|(_, words)| words).unwrap_or_default();
                match (self.left.last_mut(), role) {
                    (Some((_, around)), _) => around.push_str(&words),
                    (_, Role::LeftOut(what)) => self.tell_left(what, &words),
                    (_, Role::Note) => self.note(&words),
                    (_, Role::AsItStands) => self.as_typed(&words),
                    (_, Role::Kept) => {
                        self.known.insert(self.path.join("/"), one_line(&words));
                        self.path.pop();
                    }
                    _ => {}
                }
            }
            Role::Id => _ = self.path.pop(),
            _ => {}
        }
    }

    /// Whether words look so inside the elements that are open.
    pub(super) fn looks(&self, look: Look) -> bool {
        self.open.last().is_some_and(|open| open.looks.get(&look) == Some(&true))
    }

    /// Says how words look in the element that so many open ones stand in.
    pub(super) fn look(&mut self, inner: usize, said: &Looks) {
        let open = self.open.iter_mut().nth_back(inner);
        open.into_iter().for_each(|open| open.looks.extend(said));
    }

    /// Whether what comes is being left out.
    pub(super) fn is_leaving(&self) -> bool {
        !self.left.is_empty()
    }

    /// What comes is no item or heading.
    pub(super) fn unstyled(&mut self) {
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
        Style::Item { depth: lists.count().min(DEPTHS - 1), number }
    }

    /// The style of an item of a list of Word, with its number where it has one.
    fn item_of_word(&mut self, list: String) -> Style {
        let known = |path: String| self.known.get(&path).map(String::as_str);
        let numbered_as = known(format!("num {list}/abstractnumid")).unwrap_or_default();
        let format = known(format!("abstractnum {numbered_as}/lvl {}/numfmt", self.depth));
        let is_numbered = format.is_some_and(|format| !["bullet", "none"].contains(&format));
        let last = self.last.entry(list).or_default();
        last[self.depth] = last[self.depth].saturating_add(1);
        // A list inside begins anew.
        last[self.depth + 1..].fill(0);
        let number = is_numbered.then_some(last[self.depth]);
        Style::Item { depth: self.depth, number }
    }

    /// What an element says of how words look.
    fn said(&self, role: Option<&Role>, element: &Element) -> Looks {
        let own = element.attributes.iter().map(|(of, value)| (of.as_str(), value.as_str()));
        let css = element.get(&["style"]).split(';').filter_map(|part| part.split_once(':'));
        let all = css.chain(own.clone().filter(|(of, _)| *of == "hidden"));
        let looks = |(of, value)| looks_of(of, value);
        let mut said: Looks = all.filter_map(looks).collect();
        // Whole parts of a page have a ground for other reasons.
        if role.is_some_and(Role::is_apart) {
            said.remove(&Look::Highlight);
        }
        let style = if role == Some(&Role::StyleOfRun) { "val" } else { "style-name" };
        let style = self.styles.get(&format!("style {}", element.get(&[style])));
        said.extend(style.into_iter().flatten());
        match role {
            Some(Role::Looks(own)) => said.extend(own),
            Some(Role::Property) => {
                said.extend(looks_of(&element.name, element.get(&["fill", "val"])));
            }
            Some(Role::Properties) => said.extend(own.filter_map(looks)),
            _ => {}
        }
        said
    }
}
