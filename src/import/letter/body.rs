//! The letter's own words with a tag for each gap, and the questions that the gaps ask.

use std::collections::BTreeSet;
use std::ops::Range;

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
        let import = self.import;
        let opening = import.opening.as_ref().map(|(line, text)| self.filled(*line, text));
        let mut out = markdown::line(&opening.unwrap_or_default(), "");
        let whole = &import.words.whole.text;
        let (mut above, mut only_for) = (None, None);
        // How far the text has been written; a gap may go over several paragraphs.
        let mut at = 0;
        for (index, block) in import.words.blocks.iter().enumerate() {
            if block.range.end <= at {
                continue;
            }
            // A paragraph that says for whom the next is.
            let says = |gap: &&Gap| {
                let rest = whole.get(gap.range.end..block.range.end).unwrap_or_default();
                let here = block.range.contains(&gap.range.start) && gap.alone;
                here && is_open(gap) && !rest.contains(char::is_alphanumeric)
            };
            if let Some(gap) = import.gaps.iter().find(says) {
                let next = import.words.blocks.get(index + 1).map(|next| next.range.clone());
                only_for = Some(self.yes_no(gap, &whole[next.unwrap_or_default()]));
                at = gap.range.end;
                continue;
            }
            let text = self.block(block, &mut at, only_for.take());
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

    /// A paragraph as Markdown. `at`: how far the text is written, `when`: the question on which the
    /// paragraph depends.
    fn block(&mut self, block: &Block, at: &mut usize, mut when: Option<String>) -> String {
        let (import, sign) = (self.import, sign(block.style));
        self.within.clone_from(&when);
        let range = block.range.start.max(*at)..block.range.end;
        let pieces;
        (pieces, *at) = self.pieces(&import.words.whole, &import.gaps, range);
        self.within = None;
        // A list has no item without words.
        if let (Style::Item { .. }, [Piece::Tag(tag)]) = (block.style, pieces.as_slice()) {
            let id = Some(tag.trim_matches(['{', '}']).to_string());
            when = when.or(id.filter(|id| !id.contains(' ')));
        }
        let text = markdown::line(&pieces, &" ".repeat(sign.len()));
        match when {
            _ if !text.contains(char::is_alphanumeric) => String::new(),
            Some(id) => format!("{{{{#if {id}}}}}{sign}{text}{{{{/if}}}}"),
            None => format!("{sign}{text}"),
        }
    }

    /// A stretch of a text with a tag for each of its gaps, and how far the text is written then.
    fn pieces(&mut self, whole: &Para, gaps: &[Gap], range: Range<usize>) -> (Vec<Piece>, usize) {
        let (mut pieces, mut at) = (Vec::new(), range.start);
        for (index, gap) in gaps.iter().enumerate() {
            let here = (at..range.end).contains(&gap.range.start);
            if !here || gap.treatment == Treatment::Text {
                continue;
            }
            pieces.extend(words(whole, at..gap.range.start));
            at = gap.range.end;
            let rest = whole.text.get(at..range.end).unwrap_or_default();
            match &gap.treatment {
                Treatment::Optional(_) if is_open(gap) => {
                    // What one bracket asks about ends where the next asks.
                    let next = gaps[index + 1..].iter().find(|next| is_open(next));
                    let end = next.map_or(range.end, |next| range.end.min(next.range.start));
                    let id = self.yes_no(gap, whole.text.get(at..end).unwrap_or_default());
                    at += rest.len() - rest.trim_start().len();
                    pieces.push(Piece::Tag(format!("{{{{#if {id}}}}}")));
                    let outside = self.within.replace(id);
                    let (inside, written) = self.pieces(whole, gaps, at..end.max(at));
                    (self.within, at) = (outside, written);
                    pieces.extend(inside);
                    pieces.push(Piece::Tag("{{/if}}".into()));
                }
                Treatment::LeaveOut => {
                    at += usize::from(pieces.is_empty() && rest.starts_with(' '));
                    // What goes takes the space before it along.
                    let joins = rest.starts_with([' ', '.', ',', ':', ';', '?', '!']);
                    if let Some(Piece::Words(last)) = pieces.last_mut().filter(|_| joins) {
                        *last = last.slice(0..last.text.trim_end_matches(' ').len());
                    }
                }
                Treatment::OwnWords if gap.alone => {
                    pieces.retain(|piece| matches!(piece, Piece::Tag(_)));
                    pieces.push(Piece::Tag(self.tag(gap)));
                    at = range.end.max(at);
                }
                _ => {
                    let tag = self.tag(gap);
                    // Dots touch the word before them.
                    let touches = gap.written.trim_start().starts_with(['…', '.'])
                        && !whole.text[..gap.range.start].ends_with(' ');
                    let space = if touches { " " } else { "" };
                    pieces.push(Piece::Tag(format!("{space}{tag}")));
                }
            }
        }
        let end = range.end.max(at);
        pieces.extend(words(whole, at..end));
        (pieces, end)
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
                self.sources.extend(known.is_none().then_some(title));
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
        let words = Words::of([Para::plain(line, text)]);
        self.pieces(&words.whole, &Gap::all(&words), 0..text.len()).0
    }
}

/// Whether a gap says for whom the words behind it are.
fn is_open(gap: &Gap) -> bool {
    gap.treatment == Treatment::Optional(String::new())
}

/// A stretch of the text, where it is not empty.
fn words(whole: &Para, range: Range<usize>) -> Option<Piece> {
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
