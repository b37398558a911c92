//! The letter's own words with a tag for each gap, and the questions that the gaps ask.

use std::collections::{BTreeMap, BTreeSet};

use super::gap;
use crate::import::letter::gap::{Gap, Treatment};
use crate::import::letter::imported::Import;
use crate::import::markdown::{self, Piece};
use crate::import::questions::{Asked, taken, unique};
use crate::import::source::{Mark, Para, Style, What};
use crate::import::words::{id, plain, short};
use crate::model::Kind;
use crate::pack::Shared;
use crate::text::words::capital;
use crate::text::words::one_line;

/// How the address stands within a sentence.
const ADDRESS: &str = "{{#each address}}{{this}}{{#unless @last}}, {{/unless}}{{/each}}";

/// The id of the question whether one person writes or several.
const WRITERS: &str = "writing_as";

/// What writes the body, and gathers what it asks.
pub(super) struct Writer<'i> {
    pub(super) import: &'i Import,
    pub(super) questions: Vec<Asked>,
    pub(super) shared: BTreeSet<&'static str>,
    pub(super) taken: BTreeSet<String>,
    /// Ids by the words of a gap, so that the same is asked once.
    pub(super) known: BTreeMap<String, String>,
    pub(super) concerns: Vec<(String, String)>,
}

impl<'i> Writer<'i> {
    pub(super) fn new(import: &'i Import, shared: &Shared) -> Writer<'i> {
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
    pub(super) fn body(&mut self) -> String {
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
            help = "In your own words. Two or three sentences are plenty.".into();
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

    pub(super) fn subject(&mut self) -> Option<String> {
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
    pub(super) fn receiver_questions(&mut self) {
        let to = &self.import.receiver;
        if to.to.is_some() {
            return;
        }
        let who = gap::tidy(&to.who());
        if to.named {
            self.questions.push(Asked {
                required: false,
                help: Some("As on an envelope. Leave it empty if you do not know.".into()),
                ..Asked::new("receiver_name", Kind::Text, &format!("What is the name of {who}?"))
            });
        }
        if to.address.is_empty() {
            self.questions.push(Asked {
                required: false,
                help: Some("Leave it empty if you send it by e-mail.".into()),
                ..Asked::new(
                    "receiver_address",
                    Kind::Lines,
                    &format!("What is the address of {who}?"),
                )
            });
        }
    }
}

/// The id of a footnote's source.
pub(super) fn note_id(index: usize) -> String {
    format!("note-{}", index + 1)
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
