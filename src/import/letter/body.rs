//! The letter's own words with a tag for each gap, and the questions that the gaps ask.

use std::collections::BTreeSet;

use super::find::inner;
use super::gap;
use super::text::{Block, Words};
use crate::import::files::{Asked, taken, unique};
use crate::import::letter::gap::{Gap, Treatment};
use crate::import::letter::imported::Import;
use crate::import::markdown::{self, Piece};
use crate::import::source::{Para, Style};
use crate::import::words::{id, short, untagged};
use crate::model::Kind;
use crate::pack::Shared;
use crate::text::words::capital;

/// How the address stands within a sentence.
const ADDRESS: &str = "{{#each address}}{{this}}{{#unless @last}}, {{/unless}}{{/each}}";

/// The id of the question whether one person writes or several.
const WRITERS: &str = "writing_as";

/// Most characters of words that a question repeats.
const REPEATED: usize = 150;

/// What writes the body, and gathers what it asks.
pub(super) struct Writer<'i> {
    pub(super) import: &'i Import,
    pub(super) questions: Vec<Asked>,
    taken: BTreeSet<String>,
    /// The question of yes or no on which the words depend that are written.
    within: Option<String>,
    /// The titles of sources.
    pub(super) sources: Vec<String>,
}

impl<'i> Writer<'i> {
    pub(super) fn new(import: &'i Import, shared: &Shared) -> Writer<'i> {
        Writer {
            import,
            questions: Vec::new(),
            taken: taken(shared),
            within: None,
            sources: Vec::new(),
        }
    }

    /// The letter's own words with a tag for each gap.
    pub(super) fn body(&mut self) -> String {
        let (mut out, mut above) = (String::new(), None);
        if let Some((line, text)) = &self.import.opening {
            out = markdown::line(&self.filled(*line, text), "");
        }
        // How far the text has been written; a gap may go over several paragraphs.
        let (mut at, mut only_for) = (0, None);
        for block in &self.import.words.blocks {
            if block.range.end <= at {
                continue;
            }
            let text = self.block(block, &mut at, &mut only_for);
            if text.is_empty() {
                continue;
            }
            // Items of a list stand close together.
            let tight = match (above.replace(block.style), block.style) {
                (Some(Style::Item { number: above, .. }), Style::Item { number, depth }) => {
                    above.is_some() == number.is_some() || depth > 0
                }
                _ => false,
            };
            out.push_str(if tight { "\n" } else { "\n\n" });
            out.push_str(&text);
        }
        out
    }

    /// A paragraph as Markdown, and how far the text is written then. `only_for`: the question on
    /// which it depends, and then that on which the next does.
    fn block(&mut self, block: &Block, at: &mut usize, only_for: &mut Option<String>) -> String {
        let (whole, sign) = (&self.import.words.whole, sign(block.style));
        let mut when = only_for.take();
        self.within.clone_from(&when);
        let (mut pieces, mut close) = (Vec::new(), None);
        *at = block.range.start.max(*at);
        let here = |gap: &&Gap| block.range.contains(&gap.range.start);
        let gaps: Vec<&Gap> = self.import.gaps.iter().filter(here).collect();
        for (index, gap) in gaps.iter().enumerate() {
            if gap.treatment == Treatment::Text {
                continue;
            }
            pieces.extend(words(whole, *at..gap.range.start.max(*at)));
            *at = gap.range.end;
            let rest = whole.text.get(*at..block.range.end).unwrap_or_default();
            match &gap.treatment {
                Treatment::Optional(text) if text.is_empty() => {
                    pieces.extend(close.take());
                    self.within.clone_from(&when);
                    // What one bracket asks about ends where the next asks.
                    let next = gaps[index + 1..].iter().find(|n| n.treatment == gap.treatment);
                    let end = next.map_or(block.range.end, |next| next.range.start);
                    let said = whole.text.get(*at..end).unwrap_or_default().trim();
                    if gap.alone && next.is_none() {
                        let below = whole.text[*at..].trim_start().split("\n\n").next();
                        *only_for = Some(self.yes_no(gap, below.unwrap_or_default()));
                        continue;
                    }
                    let id = self.yes_no(gap, said);
                    pieces.push(Piece::Tag(format!("{{{{#if {id}}}}}")));
                    close = Some(Piece::Tag("{{/if}}".into()));
                    self.within = Some(id);
                    *at += rest.len() - rest.trim_start().len();
                }
                Treatment::LeaveOut => {
                    *at += usize::from(pieces.is_empty() && rest.starts_with(' '));
                    // What goes takes the space before it along.
                    let joins = rest.starts_with([' ', '.', ',', ':', ';', '?', '!']);
                    if let Some(Piece::Words(last)) = pieces.last_mut().filter(|_| joins) {
                        *last = last.slice(0..last.text.trim_end_matches(' ').len());
                    }
                }
                Treatment::OwnWords if gap.alone => {
                    let tag = self.tag(gap);
                    // A list has no item without words.
                    if matches!(block.style, Style::Item { .. }) {
                        when.get_or_insert(tag.trim_matches(['{', '}']).to_string());
                    }
                    pieces.retain(|piece| matches!(piece, Piece::Tag(_)));
                    pieces.push(Piece::Tag(tag));
                    *at = block.range.end.max(*at);
                }
                _ => {
                    let tag = self.tag(gap);
                    // Dots touch the word before them, or held the full stop of their sentence.
                    let touches = gap.written.trim_start().starts_with(['…', '.'])
                        && !whole.text[..gap.range.start].ends_with(' ');
                    let space = if touches { " " } else { "" };
                    let stop = if gap.stops && !gap.alone { "." } else { "" };
                    pieces.push(Piece::Tag(format!("{space}{tag}{stop}")));
                }
            }
        }
        pieces.extend(words(whole, *at..block.range.end.max(*at)));
        pieces.extend(close);
        *at = block.range.end.max(*at);
        self.within = None;
        let text = markdown::line(&pieces, &" ".repeat(sign.len()));
        match when {
            _ if !text.contains(char::is_alphanumeric) => String::new(),
            Some(id) => format!("{{{{#if {id}}}}}{sign}{text}{{{{/if}}}}"),
            None => format!("{sign}{text}"),
        }
    }

    /// The tag that stands where a gap was; its question is asked.
    fn tag(&mut self, gap: &Gap) -> String {
        match &gap.treatment {
            Treatment::Shared("dated") => "{{date dated}}".into(),
            Treatment::Shared("address") => ADDRESS.into(),
            Treatment::Shared(id) => format!("{{{{{id}}}}}"),
            Treatment::Writers(one, more) => {
                self.ask_writers();
                let begins = gap.before.trim().is_empty();
                let [one, more] = [one, more].map(|w| if begins { capital(w) } else { w.clone() });
                format!("{{{{#if (eq {WRITERS} \"together\")}}}}{more}{{{{else}}}}{one}{{{{/if}}}}")
            }
            Treatment::Optional(text) => {
                let id = self.yes_no(gap, text);
                let outside = self.within.replace(id.clone());
                let words = markdown::line(&self.filled(gap.line, text), "");
                self.within = outside;
                format!("{{{{#if {id}}}}}{words}{{{{/if}}}}")
            }
            Treatment::Source => {
                let title = gap::tidy(gap.help.as_ref().unwrap_or(&gap.ask));
                let known = self.sources.iter().position(|source| *source == title);
                let at = known.unwrap_or(self.sources.len());
                if known.is_none() {
                    self.sources.push(title);
                }
                format!("{{{{cite \"note-{}\"}}}}", at + 1)
            }
            Treatment::Choose(options) => self.question(gap, Kind::Choice, options),
            Treatment::OwnWords => self.question(gap, Kind::OwnWords, &[]),
            _ => self.question(gap, Kind::Text, &[]),
        }
    }

    /// The tag of the question that a gap asks; the same words are asked once.
    fn question(&mut self, gap: &Gap, kind: Kind, options: &[String]) -> String {
        let options: Vec<String> = options.iter().map(|option| gap::tidy(option)).collect();
        let ask = match options.is_empty() || !gap.ask.contains('/') {
            true => gap::tidy(&gap.ask),
            false => format!("Which is right: {}?", options.join(", or ")),
        };
        // A blank has the last words before it for a name, and is like no other.
        let blank = gap.ask.starts_with('“');
        if let Some(asked) = self.questions.iter_mut().find(|asked| !blank && asked.ask == ask) {
            // What stands in several places is asked of all, unless they depend on the same.
            if asked.when != self.within {
                asked.when = None;
            }
            return format!("{{{{{}}}}}", asked.id);
        }
        let said: Vec<&str> = gap.before.split_whitespace().collect();
        let last = said[said.len().saturating_sub(4)..].join(" ");
        let id = unique(&id(if blank { &last } else { &gap.ask }), &mut self.taken);
        let apart = gap.alone || blank || gap.before.is_empty() && gap.after.is_empty();
        let help = gap.help.clone().unwrap_or_else(|| match kind {
            Kind::OwnWords => "In your own words. Two or three sentences are plenty.".into(),
            _ if apart => String::new(),
            _ => format!("In the letter: “{}…{}”", gap.before, gap.after),
        });
        self.questions.push(Asked {
            help: gap::tidy(&help),
            options,
            required: kind != Kind::OwnWords,
            when: self.within.clone(),
            ..Asked::new(&id, kind, &ask)
        });
        format!("{{{{{id}}}}}")
    }

    /// The id of the question whether words are wanted; its help is what the letter says of them.
    fn yes_no(&mut self, gap: &Gap, text: &str) -> String {
        let id = unique(&id(&gap.ask.to_lowercase().replace(" add", "")), &mut self.taken);
        let text = gap::tidy(&short(text, REPEATED));
        let says = inner(&gap.written).split(':').next().unwrap_or_default();
        self.questions.push(Asked {
            help: capital(&gap::calm(gap::tidy(says))),
            required: false,
            when: self.within.clone(),
            ..Asked::new(&id, Kind::YesNo, &format!("Should your letter say: {text}"))
        });
        id
    }

    fn ask_writers(&mut self) {
        if self.taken.insert(WRITERS.into()) {
            self.questions.push(Asked {
                options: vec!["alone".into(), "together".into()],
                help: "Alone, the letter says I; together with others, it says we.".into(),
                ..Asked::new(WRITERS, Kind::Choice, "Do you write alone or together with others?")
            });
        }
    }

    /// The subject with a tag for each gap.
    pub(super) fn subject(&mut self) -> Option<String> {
        let (line, subject) = self.import.subject.as_ref()?;
        let pieces = self.filled(*line, subject).into_iter().map(|piece| match piece {
            Piece::Tag(tag) => tag,
            Piece::Words(para) => untagged(&para.text),
        });
        Some(pieces.collect::<String>().trim().to_string())
    }

    /// A text that stands alone, with a tag for each gap.
    fn filled(&mut self, line: usize, text: &str) -> Vec<Piece> {
        let whole = Words::of([Para::plain(line, text)]);
        let (mut pieces, mut at) = (Vec::new(), 0);
        for gap in Gap::all(&whole).iter().filter(|gap| gap.is_asked()) {
            pieces.extend(words(&whole.whole, at..gap.range.start));
            pieces.push(Piece::Tag(self.tag(gap)));
            at = gap.range.end;
        }
        pieces.extend(words(&whole.whole, at..text.len()));
        pieces
    }

    /// Questions for the name and the address of a receiver of the letter's own.
    pub(super) fn receiver_questions(&mut self) {
        let to = &self.import.receiver;
        let (name, address) =
            ("As it stands on an envelope.", "For a letter on paper; an e-mail needs none.");
        for (wanted, id, kind, what, help) in [
            (to.named, "receiver_name", Kind::Text, "name", name),
            (to.address.is_empty(), "receiver_address", Kind::Lines, "address", address),
        ] {
            if wanted && to.to.is_none() {
                let ask = format!("What is the {what} of {}?", gap::tidy(&to.who()));
                let asked = Asked::new(id, kind, &ask);
                self.questions.push(Asked { required: false, help: help.into(), ..asked });
            }
        }
    }
}

/// A stretch of the text, where it is not empty.
fn words(whole: &Para, range: std::ops::Range<usize>) -> Option<Piece> {
    (!range.is_empty()).then(|| Piece::Words(whole.part(range, 0)))
}

/// The sign that leads a paragraph of this style.
fn sign(style: Style) -> String {
    match style {
        Style::Heading => "## ".into(),
        Style::Quote => "> ".into(),
        Style::Plain => String::new(),
        Style::Item { depth, number } => {
            let indent = " ".repeat(usize::from(depth) * 3);
            number.map_or(format!("{indent}- "), |number| format!("{indent}{number}. "))
        }
    }
}
