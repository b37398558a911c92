//! The files of a pack that a letter becomes.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::gap;
use super::{Gap, Import, Treatment, receiver};
use crate::import::error::ImportError;
use crate::import::markdown::{self, Piece};
use crate::import::questions::{Asked, PackFile, taken, unique};
use crate::import::source::{Mark, Para, Style, What};
use crate::import::words::{capital, count, has, id, one_line, plain, short};
use crate::import::{CONFIRM, Made, schemas, yaml};
use crate::model::Kind;
use crate::pack::Shared;

/// How the address stands within a sentence.
const ADDRESS: &str = "{{#each address}}{{this}}{{#unless @last}}, {{/unless}}{{/each}}";

/// The id of the question whether one person writes or several.
const WRITERS: &str = "writing_as";

/// Makes the files.
pub(super) fn pack(
    import: &Import,
    pack_id: &str,
    shared: &Shared,
    today: Date,
) -> Result<Made, ImportError> {
    let mut writer = Writer::new(import, shared);
    let text = writer.body();
    if text.trim().is_empty() {
        return Err(ImportError::NoBody);
    }
    let subject = writer.subject();
    let kind = Title::of(import);
    let title = subject.clone().filter(|s| !s.contains("{{")).unwrap_or_else(|| kind.title.clone());
    writer.receiver_questions();
    let template = writer.template(&kind, subject.as_deref(), &text);
    let file = PackFile {
        head: "Made from a letter by `sayso new`. Lines that begin with # are notes for you. Read each question below, and change what should be asked otherwise; then run `sayso check` on this folder.",
        title: &unescaped(&title),
        summary: &format!("{}, in each person's own words.", kind.title),
        today,
        questions: &writer.questions,
        sources: &writer.sources(today),
        concerns: &writer.concerns(),
    };
    let mut files = vec![
        ("pack.yaml".into(), file.text().into_bytes()),
        (format!("{}.md.hbs", kind.stem), template.into_bytes()),
    ];
    if import.receiver.to.is_none() {
        files.push(("destinations.yaml".into(), writer.destination(today).into_bytes()));
    }
    let mut made = Made {
        id: pack_id.to_string(),
        files,
        templates: vec![kind.stem],
        example: None,
        notes: Vec::new(),
    };
    if !writer.has_own_words() {
        made.notes.push("The letter leaves no room for people's own words, and letters that are all the same are counted but read once. To ask for them, put `story` into `questions` and {{story}} into the letter, before your arguments.".into());
    }
    schemas::add(&mut made);
    Ok(made)
}

/// What the template is called.
struct Title {
    stem: String,
    title: String,
    action: String,
}

impl Title {
    fn of(import: &Import) -> Title {
        let title = |stem: &str, title: &str, action: &str| Title {
            stem: stem.into(),
            title: title.into(),
            action: action.into(),
        };
        match import.receiver.destination() {
            "mp" => title("mp-letter", "A letter to your MP", "write to my MP"),
            "councillor" => title(
                "councillor-letter",
                "A letter to your councillors",
                "write to my councillors",
            ),
            "planning-authority" => title(
                "objection",
                "A letter about a planning application",
                "write about the application",
            ),
            "secretary-of-state" => title(
                "minister-letter",
                "A letter to the Health Secretary",
                "write to the Health Secretary",
            ),
            _ => {
                let who = gap::tidy(&import.receiver.who());
                title("letter", &format!("A letter to {who}"), &format!("write to {who}"))
            }
        }
    }
}

struct Writer<'i> {
    import: &'i Import,
    questions: Vec<Asked>,
    shared: BTreeSet<&'static str>,
    taken: BTreeSet<String>,
    /// Ids by the words of a gap, so that the same is asked once.
    known: BTreeMap<String, String>,
    concerns: Vec<(String, String)>,
}

impl<'i> Writer<'i> {
    fn new(import: &'i Import, shared: &Shared) -> Writer<'i> {
        Writer {
            import,
            questions: Vec::new(),
            shared: BTreeSet::new(),
            taken: taken(shared),
            known: BTreeMap::new(),
            concerns: Vec::new(),
        }
    }

    /// The letter's own words with a tag for each gap.
    fn body(&mut self) -> String {
        let blocks = &self.import.blocks;
        let mut out = String::new();
        let mut before = None;
        let mut at = 0;
        let mut only_for: Option<String> = None;
        while let Some(para) = blocks.get(at) {
            let gaps: Vec<&Gap> = self.import.gaps.iter().filter(|gap| gap.block == at).collect();
            at += 1;
            if gaps.iter().any(|gap| gap.treatment == Treatment::Points) {
                let items =
                    blocks[at..].iter().take_while(|p| matches!(p.style, Style::Item { .. }));
                let items: Vec<&Para> = items.collect();
                for (index, item) in items.iter().enumerate() {
                    self.point(item, at + index);
                }
                at += items.len();
                let text = self.block(para, &gaps);
                if text.contains(char::is_alphanumeric) {
                    push(&mut out, &mut before, para.style, &text);
                }
                push(
                    &mut out,
                    &mut before,
                    Style::Plain,
                    "{{#each concerns}}\n- {{text}}\n{{/each}}",
                );
                continue;
            }
            let alone_if =
                gaps.iter().find(|g| g.alone && g.treatment == Treatment::Optional(String::new()));
            if let Some(gap) = alone_if {
                let next = blocks.get(at).map(|p| short(&p.text, 150)).unwrap_or_default();
                only_for = Some(self.yes_no(gap, &next));
                continue;
            }
            let mut text = self.block(para, &gaps);
            if let Some(id) = only_for.take() {
                text = format!("{{{{#if {id}}}}}{text}{{{{/if}}}}");
            }
            if !text.trim().is_empty() {
                push(&mut out, &mut before, para.style, &text);
            }
        }
        out
    }

    /// A paragraph as Markdown, without the sign of its list.
    fn block(&mut self, para: &Para, gaps: &[&Gap]) -> String {
        let indent = match para.style {
            Style::Item { depth, number } => {
                " ".repeat(usize::from(depth) * 3 + if number.is_some() { 3 } else { 2 })
            }
            _ => String::new(),
        };
        let mut pieces = Vec::new();
        let mut at = 0;
        let mut close = None;
        let mut when = None;
        for gap in gaps {
            if gap.treatment == Treatment::Text {
                continue;
            }
            let (start, mut end) = (gap.range.start, gap.range.end);
            self.words(para, at..start.max(at), &mut pieces);
            let rest = &para.text[end..];
            match &gap.treatment {
                Treatment::Optional(text) if text.is_empty() => {
                    let more = rest.trim_start();
                    let id = self.yes_no(gap, &short(more, 150));
                    pieces.push(Piece::Tag(format!("{{{{#if {id}}}}}")));
                    close = Some("{{/if}}".to_string());
                    end += rest.len() - more.len();
                }
                Treatment::LeaveOut | Treatment::Points => {
                    let touching = pieces.is_empty() && rest.starts_with(' ');
                    end += usize::from(touching);
                }
                _ => {
                    let mut tag = self.tag(gap);
                    // Dots held the full stop of their sentence.
                    if gap.stops && !gap.alone {
                        tag.push('.');
                    }
                    if gap.alone && gap.treatment == Treatment::OwnWords {
                        when = Some(tag.trim_matches(['{', '}']).to_string());
                        end = para.text.len();
                        pieces.retain(|piece| matches!(piece, Piece::Tag(_)));
                    } else if matches!(gap.treatment, Treatment::Ask)
                        && gap.written.starts_with(['…', '.'])
                        && !gap.stops
                        && !para.text[..start].ends_with(' ')
                    {
                        tag.insert(0, ' ');
                    }
                    pieces.push(Piece::Tag(tag));
                }
            }
            at = end;
        }
        self.words(para, at..para.text.len(), &mut pieces);
        pieces.extend(close.map(Piece::Tag));
        let text = markdown::line(&pieces, &indent);
        match (para.style, when) {
            // A list has no item without words.
            (Style::Item { .. }, Some(id)) if !text.is_empty() => {
                format!("{{{{#if {id}}}}}{}{text}{{{{/if}}}}", sign(para.style))
            }
            _ => text,
        }
    }

    /// Words of a paragraph, with what they cite.
    fn words(&mut self, para: &Para, range: std::ops::Range<usize>, pieces: &mut Vec<Piece>) {
        if range.is_empty() {
            return;
        }
        let mut part = para.slice(range);
        for mark in &mut part.marks {
            if let What::Note(index) = mark.what {
                *mark = Mark { range: mark.range.clone(), what: What::Cite(vec![note_id(index)]) };
            }
        }
        pieces.extend(markdown::cited(&part));
    }

    /// The tag that stands where a gap was; its question is asked.
    fn tag(&mut self, gap: &Gap) -> String {
        match &gap.treatment {
            Treatment::Shared("address") => {
                self.shared.insert("address");
                ADDRESS.into()
            }
            Treatment::Shared("dated") => "{{date dated}}".into(),
            Treatment::Shared(id) => {
                self.shared.insert(id);
                format!("{{{{{id}}}}}")
            }
            Treatment::Writers(one, more) => {
                self.ask_writers();
                let begins = gap.before.trim().is_empty();
                let more = if begins { capital(more) } else { more.clone() };
                format!("{{{{#if (eq {WRITERS} \"together\")}}}}{more}{{{{else}}}}{one}{{{{/if}}}}")
            }
            Treatment::Optional(text) => {
                let id = self.yes_no(gap, &short(text, 150));
                let text = markdown::line(&[Piece::Words(text.clone(), Vec::new())], "");
                format!("{{{{#if {id}}}}}{text}{{{{/if}}}}")
            }
            Treatment::Choose(options) => {
                let id = self.question(gap, Kind::Choice, options.clone());
                format!("{{{{{id}}}}}")
            }
            Treatment::OwnWords => {
                format!("{{{{{}}}}}", self.question(gap, Kind::OwnWords, Vec::new()))
            }
            _ => format!("{{{{{}}}}}", self.question(gap, Kind::Text, Vec::new())),
        }
    }

    /// The id of the question that a gap asks; the same words are asked once.
    fn question(&mut self, gap: &Gap, kind: Kind, options: Vec<String>) -> String {
        let words = plain(gap::inner(&gap.written));
        let key = if words.is_empty() || gap.written.starts_with(['.', '…', '_', 'x', 'X']) {
            format!("line {} {}", gap.line, gap.range.start)
        } else {
            words
        };
        if let Some(id) = self.known.get(&key) {
            return id.clone();
        }
        let says = if gap.ask.starts_with('“') { &gap.before } else { &gap.ask };
        let last: String = says
            .split_whitespace()
            .rev()
            .take(4)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect::<Vec<_>>()
            .join(" ");
        let base = id(if gap.ask.starts_with('“') { &last } else { says });
        let id = unique(&base, &mut self.taken);
        self.known.insert(key, id.clone());
        let ask = if options.is_empty() || !gap.ask.contains('/') {
            gap::tidy(&gap.ask)
        } else {
            format!("Which is right: {}", options.join(", or ")) + "?"
        };
        let mut help = gap.help.as_deref().map(gap::tidy).unwrap_or_default();
        let shown = gap.alone || gap.ask.starts_with('“');
        let says = !gap.before.is_empty() || !gap.after.is_empty();
        if help.is_empty() && !shown && says {
            help = gap::tidy(&format!("In the letter: “{}…{}”", gap.before, gap.after));
        }
        if kind == Kind::OwnWords && help.is_empty() {
            help = "In your own words. Two or three sentences are plenty. Press Enter to leave it out.".into();
        }
        self.questions.push(Asked {
            help: Some(help),
            options: options.iter().map(|option| gap::tidy(option)).collect(),
            required: kind != Kind::OwnWords,
            ..Asked::new(&id, kind, &ask)
        });
        id
    }

    fn yes_no(&mut self, gap: &Gap, text: &str) -> String {
        let id = unique(&id(&gap.ask.to_lowercase().replace(" add", "")), &mut self.taken);
        let ask =
            format!("Should your letter say: “{}”", gap::tidy(text.trim_matches(['“', '”', '"'])));
        let help =
            gap::tidy(&capital(gap::inner(&gap.written).split(':').next().unwrap_or_default()));
        let help =
            if help.contains(char::is_lowercase) { help } else { capital(&help.to_lowercase()) };
        self.questions.push(Asked {
            help: Some(help),
            required: false,
            ..Asked::new(&id, Kind::YesNo, &ask)
        });
        id
    }

    fn ask_writers(&mut self) {
        if self.questions.iter().any(|asked| asked.id == WRITERS) {
            return;
        }
        self.taken.insert(WRITERS.into());
        self.questions.push(Asked {
            options: vec!["alone".into(), "together".into()],
            help: Some("Alone, the letter says I; together with others, it says we.".into()),
            ..Asked::new(WRITERS, Kind::Choice, "Do you write alone or together with others?")
        });
    }

    /// A point to choose from; what is open in it is asked.
    fn point(&mut self, item: &Para, block: usize) {
        self.shared.insert("concerns");
        let gaps: Vec<&Gap> = self.import.gaps.iter().filter(|gap| gap.block == block).collect();
        let text = self.block(&Para { style: Style::Plain, ..item.clone() }, &gaps);
        self.concerns.push((one_line(&item.text), text));
    }

    fn subject(&mut self) -> Option<String> {
        let (_, subject) = self.import.subject.as_ref()?;
        let para = Para::plain(0, subject.clone());
        let gaps: Vec<&Gap> = self.import.subject_gaps.iter().collect();
        let gaps: Vec<&Gap> = gaps
            .into_iter()
            .filter(|gap| subject.get(gap.range.clone()) == Some(&gap.written))
            .collect();
        let mut out = String::new();
        let mut at = 0;
        for gap in gaps.iter().filter(|gap| gap.is_asked()) {
            out.push_str(&gap::tidy(&para.text[at..gap.range.start]));
            let tag = self.tag(gap);
            let space = para.text[..gap.range.start].ends_with(' ');
            out.push_str(if space { " " } else { "" });
            out.push_str(&tag);
            at = gap.range.end;
            if para.text[at..].starts_with(' ') {
                out.push(' ');
            }
        }
        out.push_str(&gap::tidy(&para.text[at..]));
        Some(out.trim().to_string())
    }

    /// Questions for the name and the address of a receiver of the letter's own.
    fn receiver_questions(&mut self) {
        let to = &self.import.receiver;
        if to.to.is_some() {
            return;
        }
        let who = gap::tidy(&to.who());
        if to.named {
            self.questions.push(Asked {
                required: false,
                help: Some("As on an envelope. Press Enter if you do not know.".into()),
                ..Asked::new("receiver_name", Kind::Text, &format!("What is the name of {who}?"))
            });
        }
        if to.address.is_empty() {
            self.questions.push(Asked {
                required: false,
                help: Some("An empty line ends it. Press Enter if you send it by e-mail.".into()),
                ..Asked::new(
                    "receiver_address",
                    Kind::Lines,
                    &format!("What is the address of {who}?"),
                )
            });
        }
    }

    /// The ids asked, in order: where and whom, the letter's own, then name and address.
    fn asked(&self) -> Vec<String> {
        let needs: &[&str] = match self.import.receiver.destination() {
            "mp" => &["name", "address", "postcode", "mp"],
            "councillor" | "planning-authority" => &["area", "name", "address", "postcode"],
            _ => &["name", "address", "postcode"],
        };
        let mut ids: Vec<String> = Vec::new();
        let mut add = |id: &str| {
            if !ids.iter().any(|i| i == id) {
                ids.push(id.to_string());
            }
        };
        needs.iter().filter(|id| **id == "area").for_each(|id| add(id));
        self.questions.iter().for_each(|asked| add(&asked.id));
        if !self.concerns.is_empty() {
            add("concerns");
        }
        let group = |id: &str| self.shared.iter().any(|s| s.split('.').next() == Some(id));
        let reached = self.import.aside.iter().any(|(_, line)| {
            ["email", "e-mail", "telephone", "phone"]
                .iter()
                .any(|word| count(line) <= 12 && has(line, word))
        });
        for id in ["name", "address", "postcode", "mp", "contact"] {
            if needs.contains(&id) || group(id) || id == "contact" && reached {
                add(id);
            }
        }
        ids
    }

    fn template(&self, kind: &Title, subject: Option<&str>, text: &str) -> String {
        let mut out = String::from("---\n");
        out.push_str(&format!(
            "title: {}\naction: {}\n",
            yaml::scalar(&kind.title),
            yaml::scalar(&kind.action)
        ));
        let to = &self.import.receiver;
        let why = match &to.because {
            Some(words) => format!("Whom it goes to. The letter says \"{}\".", short(words, 80)),
            None => "Whom it goes to.".into(),
        };
        out.push_str(&yaml::comment(
            &format!("{why} Addresses, date, greeting and closing come from there."),
            "",
        ));
        out.push_str(&format!(
            "destination: {}\n# What is asked, in this order.\n",
            to.destination()
        ));
        out.push_str(&yaml::list("questions", &self.asked()));
        if let Some(subject) = subject {
            out.push_str(&format!("subject: {}\n", yaml::quoted(subject)));
        }
        let words = crate::text::words::count(text);
        if words > 300 {
            out.push_str("# The letter is longer than the 300 words that are read. Shorten it, and take this line out.\n");
            out.push_str(&format!("words: {}\n", (words + 150).next_multiple_of(50)));
        }
        out.push_str(&self.to_confirm());
        out.push_str("---\n");
        out.push_str(text.trim_end());
        out.push('\n');
        out
    }

    /// What nobody looked at, a line each, for whoever looks after the pack.
    fn to_confirm(&self) -> String {
        let import = self.import;
        let counts = import.counts;
        let mut all: Vec<String> = Vec::new();
        if !import.cut_confirmed {
            let ((first, opens), (last, closes)) = (&import.first, &import.last);
            all.push(format!("{counts}s {first} to {last} were taken for the letter, from “{opens}” to “{closes}”; all else was set aside. Read it against the file once."));
        }
        for (line, words) in import.others.iter().filter(|_| !import.cut_confirmed) {
            all.push(format!("there is another letter in the file, at {counts} {line} (“{words}”). It was left out."));
        }
        if !import.receiver.exact {
            let who = import.receiver.to.clone().unwrap_or_else(|| import.receiver.who());
            all.push(format!("whom it goes to. The receiver is not certain: {who} is a guess."));
        }
        if let Some((line, subject)) = import.subject.as_ref().filter(|_| !import.subject_exact) {
            all.push(format!(
                "{counts} {line}: “{}” was taken for the subject.",
                short(subject, 80)
            ));
        }
        for gap in import.gaps.iter().filter(|gap| !gap.exact) {
            let what = match &gap.treatment {
                Treatment::Text => "stays as text".to_string(),
                Treatment::LeaveOut => "was left out".into(),
                Treatment::Points => "made points to choose from of the list".into(),
                Treatment::Optional(_) => "asks whether the words behind it are wanted".into(),
                Treatment::Choose(options) => format!("lets people choose: {}", options.join(", ")),
                _ => "is asked".into(),
            };
            all.push(format!("{counts} {}: {} {what}.", gap.line, short(&gap.written, 80)));
        }
        let mut out = String::new();
        if !all.is_empty() {
            out.push_str("# Look at each of these, mend what is wrong, and take the line out. Until then nobody can\n# write with this pack.\n");
        }
        for told in all {
            out.push_str(&format!("# {CONFIRM}: {}\n", one_line(&told)));
        }
        out
    }

    fn has_own_words(&self) -> bool {
        self.questions.iter().any(|asked| asked.kind == Kind::OwnWords)
    }

    /// What the footnotes say, as sources.
    fn sources(&self, today: Date) -> String {
        if self.import.notes.is_empty() {
            return String::new();
        }
        let mut out = String::from(
            "\n# What the letter's footnotes say. Look at each date; put in who published it.\nsources:\n",
        );
        for (index, note) in self.import.notes.iter().enumerate() {
            let mut year = note.text.split(|c: char| !c.is_ascii_digit());
            let year = year.rfind(|y| y.len() == 4 && (y.starts_with("19") || y.starts_with("20")));
            let url = note.text.split_whitespace().find(|word| word.starts_with("http"));
            let url = url.map(|url| url.trim_end_matches(['.', ',', ')', '>']));
            let title = note.text.replace(url.unwrap_or("\n"), "");
            let title = gap::tidy(&title);
            let title = title.trim_end_matches([',', ' ', ';', '.']);
            out.push_str(&format!(
                "  {}:\n    title: {}\n",
                note_id(index),
                yaml::quoted(if title.is_empty() { "A source" } else { title })
            ));
            match year {
                Some(year) => out.push_str(&format!("    date: {}\n", yaml::quoted(year))),
                None => out.push_str(&format!(
                    "    # {CONFIRM}: the date; the footnote gives none.\n    date: {}\n",
                    yaml::quoted(&today.year().to_string())
                )),
            }
            if let Some(url) = url {
                out.push_str(&format!("    url: {}\n", yaml::quoted(url)));
            }
        }
        out
    }

    fn concerns(&self) -> String {
        if self.concerns.is_empty() {
            return String::new();
        }
        let mut taken = BTreeSet::new();
        let mut out = String::from(
            "\n# Points that people choose from: only those stand in their letter. A title asks or names, and\n# does not claim; put each into such words.\nconcerns:\n",
        );
        for (title, text) in &self.concerns {
            let id = unique(&id(title), &mut taken).replace('_', "-");
            out.push_str(&format!(
                "  - id: {id}\n    title: {}\n    text: {}\n",
                yaml::quoted(&short(&gap::tidy(title), 120)),
                yaml::quoted(text)
            ));
        }
        out
    }

    /// The file `destinations.yaml`, for a receiver that sayso does not know.
    fn destination(&self, today: Date) -> String {
        let to = &self.import.receiver;
        let clean = |text: &str| gap::tidy(&short(text, 200));
        let mut out = yaml::comment(
            "Whom the letter goes to: nobody that sayso knows. Look at each line; a line that comes out empty is left out.",
            "",
        );
        let office = clean(&to.office);
        out.push_str(&format!(
            "- id: {}\n  title: {}\n",
            receiver::OWN,
            yaml::quoted(&clean(&to.who()))
        ));
        out.push_str("  sender: [\"{{name}}\", \"{{address}}\", \"{{postcode}}\", \"{{#if contact}}{{contact}}{{/if}}\"]\n");
        let mut lines: Vec<String> = Vec::new();
        if to.named {
            lines.push("{{#if receiver_name}}{{receiver_name}}{{/if}}".into());
        }
        let address: Vec<String> = to.address.iter().map(|line| clean(line)).collect();
        if !office.is_empty() && !address.iter().any(|line| has(line, &office)) {
            lines.push(capital(&office));
        }
        if address.is_empty() {
            lines.push("{{#if receiver_address}}{{receiver_address}}{{/if}}".into());
        }
        lines.extend(address);
        out.push_str("  recipient:\n");
        lines.iter().for_each(|line| out.push_str(&format!("    - {}\n", yaml::quoted(line))));
        let greets = match &to.greeting {
            Some(greeting) => clean(greeting),
            None if office.is_empty() => "Dear Sir or Madam".into(),
            None => format!("Dear {office}"),
        };
        let salutation = if to.named && to.greeting.is_none() {
            format!(
                "{{{{#if receiver_name}}}}Dear {{{{salutation receiver_name}}}}{{{{else}}}}{greets}{{{{/if}}}}"
            )
        } else {
            greets
        };
        let closing = clean(self.import.closing.trim_end_matches([',', '.', ' ']));
        let closing = if closing.is_empty() || count(&closing) < 2 || closing.contains('[') {
            "Yours faithfully".into()
        } else {
            closing
        };
        out.push_str(&format!(
            "  date: true\n  salutation: {}\n  closing: {}\n",
            yaml::quoted(&salutation),
            yaml::quoted(&closing)
        ));
        out.push_str("  signature: [\"{{name}}\"]\n  needs: [name, address, postcode]\n");
        out.push_str(&format!(
            "  # Most words that are read: one side of paper.\n  words: 400\n  as_of: \"{today}\"\n"
        ));
        out
    }
}

fn note_id(index: usize) -> String {
    format!("note-{}", index + 1)
}

/// Markdown that is read as a title.
fn unescaped(text: &str) -> String {
    text.replace("&#123;", "(")
}

/// The sign that leads a paragraph of this style.
fn sign(style: Style) -> String {
    match style {
        Style::Heading(_) => "## ".into(),
        Style::Quote => "> ".into(),
        Style::Plain => String::new(),
        Style::Item { depth, number } => {
            let indent = " ".repeat(usize::from(depth) * 3);
            number.map_or(format!("{indent}- "), |number| format!("{indent}{number}. "))
        }
    }
}

/// Puts a paragraph at the end of a text: items of a list close together.
fn push(out: &mut String, before: &mut Option<Style>, style: Style, text: &str) {
    let item = |style: &Style| matches!(style, Style::Item { .. });
    if let Some(before) = before {
        let kind = |style: &Style| matches!(style, Style::Item { number: Some(_), .. });
        let tight =
            item(before) && item(&style) && (kind(before) == kind(&style) || depth(style) > 0);
        out.push_str(if tight { "\n" } else { "\n\n" });
    }
    let led = text.starts_with("{{#if ") && text.contains(&format!("}}}}{}", sign(style)));
    if !(led && item(&style)) {
        out.push_str(&sign(style));
    }
    out.push_str(text);
    if !out.ends_with('\n') {
        *before = Some(style);
    }
}

fn depth(style: Style) -> u8 {
    match style {
        Style::Item { depth, .. } => depth,
        _ => 0,
    }
}
