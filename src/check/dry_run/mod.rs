//! A pack's templates filled on trial, with invented answers, so that a combination that breaks is
//! found before anybody meets it. `cases` says which answers are tried, `look` what is looked for.
//!
//! How much is tried is bounded, by the number of documents and by the work that they are, one unit of
//! which is about what one tag takes to come out: what a pack has more of is tried less often, and
//! never more than that.

mod cases;
mod look;

use std::collections::{BTreeMap, BTreeSet};

use self::cases::{Axes, Case};
use self::look::Issue;
use crate::compose::{Composer, texts_of_pack, wordings};
use crate::diagnostic::{Diagnostic, Faults, Location, fault};
use crate::model::{Concern, Kind, Pack, Template};
use crate::parallel;
use crate::render::text;
use crate::source::text::{SourceText, Span};
use crate::source::yaml::{self, Node};
use crate::template::engine::{Engine, TemplateFault};

/// Most work on the templates of a pack, and as much again on the wordings of its concerns: about a
/// second's. A letter is some 700.
const MOST_WORK: usize = 3_000_000;

/// The work of every document besides its own text.
const EVERY: usize = 200;

/// Bytes of text that take as long as a tag.
const BYTES: usize = 8;

/// Most documents made for one template.
pub const MOST_OF_ONE: usize = 330;

/// Most wordings of concerns filled for one pack.
pub const MOST_WORDINGS: usize = 10_000;

/// Most answers with which one wording is filled.
const MOST_OF_WORDING: usize = 60;

/// Most faults told of one template.
const MOST_TOLD: usize = 10;

/// What was tried, and what went wrong.
#[derive(Clone, Debug, Default)]
pub struct Tried {
    /// Faults and warnings.
    pub faults: Vec<Diagnostic>,
    /// Documents made.
    pub documents: usize,
    /// Wordings of concerns filled on their own.
    pub wordings: usize,
}

/// A wording of a concern: whose, which, and its text.
type Wording<'p> = (&'p Concern, &'p str, &'p str);

/// Fills every template and every concern of a pack, whose `pack.yaml` is `pack_file`; `works` is
/// how many elements a text of a file may come out with, as the check of texts has counted them.
pub fn pack(pack: &Pack, pack_file: &SourceText, works: &BTreeMap<String, usize>) -> Tried {
    // What cannot be read has been told.
    let Ok(engine) = texts_of_pack(pack) else { return Tried::default() };
    let templates: Vec<&Template> = pack.templates.iter().chain(&pack.joint).collect();
    let by_template = wordings_by_template(pack);
    let try_one = |template: &&Template| {
        let (seen, tried) = (BTreeSet::new(), Tried::default());
        let mut trial = Trial { pack, pack_file, works, template, seen, tried };
        trial.run(&engine, MOST_WORK / templates.len(), &by_template);
        trial.tried
    };
    let mut all = Tried::default();
    for one in parallel::map(&templates, try_one) {
        all.faults.extend(one.faults);
        all.documents += one.documents;
        all.wordings += one.wordings;
    }
    all
}

/// The wordings of a pack's concerns, each under the template that may have it and asks most of what
/// it names.
fn wordings_by_template(pack: &Pack) -> BTreeMap<&str, Vec<Wording<'_>>> {
    let chooses = |template: &&Template| {
        let mut asked = template.questions.iter().filter_map(|id| pack.question(id));
        asked.any(|question| question.kind == Kind::Concerns)
    };
    let users: Vec<&Template> = pack.templates.iter().filter(chooses).collect();
    let mut all: BTreeMap<&str, Vec<Wording<'_>>> = BTreeMap::new();
    let each = pack.concerns.iter();
    let each = each.flat_map(|one| wordings(one).map(move |(which, words)| (one, which, words)));
    for (concern, which, words) in each.take(MOST_WORDINGS) {
        let may = |to: &&&Template| matches!(which, "text" | "short") || to.may_go_to(which);
        let named = |id: &&String| words.contains(id.split('.').next().unwrap_or_default());
        let asks = |template: &&&Template| template.questions.iter().filter(named).count();
        if let Some(user) = users.iter().filter(may).max_by_key(asks) {
            all.entry(&user.id).or_default().push((concern, which, words));
        }
    }
    all
}

/// A template being tried, and what has been told of it: each thing once, with the simplest answers
/// that show it.
struct Trial<'t> {
    pack: &'t Pack,
    pack_file: &'t SourceText,
    /// Elements that a text may come out with, by file, as the check of texts has counted them.
    works: &'t BTreeMap<String, usize>,
    template: &'t Template,
    seen: BTreeSet<String>,
    tried: Tried,
}

impl<'t> Trial<'t> {
    /// Tries it with about as many documents as the work allows.
    fn run(
        &mut self,
        engine: &Engine,
        share: usize,
        by_template: &BTreeMap<&str, Vec<Wording<'t>>>,
    ) {
        let (pack, template) = (self.pack, self.template);
        let elements = |file: &str| self.works.get(file).copied().unwrap_or(0);
        let (own, of_concern) = (elements(&template.file), elements(&self.pack_file.file));
        let concerns = pack.concerns.iter().flat_map(wordings).map(|(_, text)| text.len());
        let concerns: Vec<usize> = concerns.collect();
        let longest = concerns.iter().max().unwrap_or(&0);
        let partials = pack.partials.iter().map(|partial| partial.text.len());
        let to_read: usize = concerns.iter().copied().chain(partials).sum();
        let document = self.work(template.body.len() + 3 * longest) + own + 3 * of_concern;
        let may = share.saturating_sub(to_read / BYTES) / document;
        if may == 0 {
            let place = Location::file(template.file.as_str());
            return self.add(fault("too-much-to-try", &[]), &Case::default(), place);
        }
        let composer = match Composer::with(engine.clone(), pack, template) {
            Ok(composer) => composer,
            Err(fault) => return self.fail(&fault, &Case::default()),
        };
        let axes = Axes::new(pack, template);
        let cases = axes.cases(may.min(MOST_OF_ONE));
        self.tried.documents = cases.len();
        for case in &cases {
            self.document(&composer, case);
        }
        let all = by_template.values().map(Vec::len).sum::<usize>().max(1);
        for (concern, which, words) in by_template.get(&*template.id).into_iter().flatten() {
            let may = MOST_WORK / all / (self.work(words.len()) + of_concern);
            let may = may.min(MOST_WORDINGS / all).min(MOST_OF_WORDING);
            self.wording(&composer, (concern, which, words), &axes.of_text(words, may));
        }
    }

    /// The work of filling a text of so many bytes once, but for the elements that come out.
    fn work(&self, bytes: usize) -> usize {
        EVERY + bytes / BYTES + 2 * self.template.questions.len()
    }

    /// Makes the document of a case, for a joint response with two who sign it, and looks at it.
    fn document(&mut self, composer: &Composer<'_>, case: &Case) {
        let made = match self.template.joint {
            Some(_) => composer.compose_joint(&case.answers, &cases::signatories()),
            None => composer.compose(&case.answers, &Default::default()),
        };
        let flaws = made.map(|document| {
            let too_long = if case.least { look::too_long(&document) } else { Vec::new() };
            [look::flaws(&document), too_long].concat()
        });
        match flaws {
            Err(fault) => self.fail(&fault, case),
            Ok(flaws) => flaws.into_iter().for_each(|flaw| self.flaw(flaw, case)),
        }
        if let Err(fault) = composer.next_steps(&case.answers) {
            self.fail(&fault, case);
        }
    }

    /// Fills a wording with the answers that may change it, until one shows a fault.
    fn wording(&mut self, composer: &Composer<'_>, of: Wording<'_>, cases: &[Case]) {
        let (concern, which, _) = of;
        let name = wording_in_words(&concern.id, which);
        for case in cases {
            self.tried.wordings += 1;
            let words = composer.wording(concern, which, &case.answers);
            let fault = match words.map(|blocks| text::blocks(&blocks)) {
                Err(wrong) => Some(cannot_be_filled(&name, &wrong.reason)),
                Ok(words) if !words.contains(char::is_alphanumeric) => {
                    Some(fault("empty-wording", &[("what", &name)]))
                }
                Ok(words) => look::untidy(&words).into_iter().next().map(|found| found.fault),
            };
            if let Some(fault) = fault {
                return self.add(fault, case, place_of_concern(self.pack_file, &concern.id));
            }
        }
    }

    fn flaw(&mut self, found: Issue, case: &Case) {
        if self.is_new(format!("{} {}", found.fault.code, found.words)) {
            self.add(found.fault, case, place_of_words(&self.body(), &found.words));
        }
    }

    fn fail(&mut self, fault: &TemplateFault, case: &Case) {
        if self.is_new(format!("{} {:?} {}", fault.name, fault.at, fault.reason)) {
            let (place, text) = self.place(fault);
            self.add(cannot_be_filled(&text, &fault.reason), case, place);
        }
    }

    fn is_new(&mut self, once: String) -> bool {
        self.seen.len() < MOST_TOLD && self.seen.insert(once)
    }

    /// Tells a fault with the answers with which it shows: "when `service` is `bus`".
    fn add(&mut self, fault: Diagnostic, case: &Case, place: Location) {
        let comma = if case.when.is_empty() { "" } else { ", " };
        let message = format!("{}{comma}{}", fault.message, case.when);
        self.tried.faults.push(Diagnostic { message, ..fault }.at(place));
    }

    fn body(&self) -> SourceText {
        SourceText::new(self.template.file.as_str(), self.template.body.as_str())
    }

    /// Where a text that cannot be filled stands, and what it is where the place does not say.
    fn place(&self, fault: &TemplateFault) -> (Location, String) {
        let whole = Location::file(self.template.file.as_str());
        if fault.name == self.template.file {
            let at = |(line, column)| self.body().place(Span { line, column, length: 1 });
            return (fault.at.map_or(whole, at), "this".into());
        }
        match fault.name.split(' ').collect::<Vec<_>>().as_slice() {
            ["concern", id, which] => {
                (place_of_concern(self.pack_file, id), wording_in_words(id, which))
            }
            _ => (whole, format!("`{}`", fault.name)),
        }
    }
}

/// A text cannot be filled: which, and why.
fn cannot_be_filled(text: &str, reason: &str) -> Diagnostic {
    fault("cannot-be-filled", &[("text", &text), ("reason", &reason)])
}

fn wording_in_words(id: &str, which: &str) -> String {
    match which {
        "text" => format!("the wording of `{id}`"),
        "short" => format!("the short wording of `{id}`"),
        to => format!("the wording of `{id}` for `{to}`"),
    }
}

/// Where `pack.yaml` gives a concern its id.
fn place_of_concern(file: &SourceText, id: &str) -> Location {
    let root = yaml::read(file, &Faults::default());
    let concerns = root.as_ref().and_then(|root| root.get("concerns")).map(Node::items);
    let mut ids = concerns.unwrap_or_default().iter().filter_map(|concern| concern.get("id"));
    let given = ids.find(|given| given.text() == Some(id));
    given.map_or_else(|| Location::file(file.file.as_str()), |given| file.place(given.span))
}

/// Where the last of these words stand in a text, as many of them as stand there once; else the
/// file.
fn place_of_words(text: &SourceText, words: &str) -> Location {
    let starts = words.char_indices().filter(|(at, _)| *at == 0 || words[..*at].ends_with(' '));
    for (at, _) in starts {
        let tail = words[at..].trim_end_matches(['.', ',', ' ', '?']);
        let few = !tail.contains(' ') && tail.len() < 8;
        let mut found = text.text.match_indices(tail);
        if let (false, Some((from, words)), None) = (few, found.next(), found.next()) {
            return text.place(text.span_at(from, from + words.len()));
        }
    }
    Location::file(text.file.as_str())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::pack::{Shared, load, shipped};

    #[test]
    fn a_bounded_number_of_documents_is_made() {
        let shared = Shared::built_in().expect("sound");
        for name in shipped::names() {
            let files = shipped::files(name).expect("it ships");
            let (pack, _) = load(&files, shared, date(2026, 11, 21)).expect("sound");
            let tried = super::pack(&pack, &SourceText::new("pack.yaml", ""), &BTreeMap::new());
            let most = pack.templates.len() * MOST_OF_ONE;
            assert!(tried.documents > pack.templates.len(), "{name}: {}", tried.documents);
            assert!(tried.documents <= most, "{name}: {}", tried.documents);
            assert!(tried.wordings >= 2 * pack.concerns.len(), "{name}: {}", tried.wordings);
        }
    }
}
