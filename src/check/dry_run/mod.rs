//! A pack's templates filled on trial, with invented answers, so that a combination that breaks is
//! found before anybody meets it. `cases` says which answers are tried, `look` what is looked for.
//!
//! How much is tried is bounded, by the number of documents and by the work that they are (`work`):
//! what a pack has more of is tried less often, and never more than that.

mod cases;
mod look;
mod samples;
mod work;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use self::cases::{Axes, Case};
use self::look::Issue;
use self::work::Work;
use crate::answer::Answers;
use crate::compose::{Composer, texts_of_pack, wordings};
use crate::diagnostic::{Diagnostic, Location, fault};
use crate::document::Document;
use crate::model::{Concern, Kind, Pack, Template, To};
use crate::parallel;
use crate::render::text;
use crate::source::text::{SourceText, Span};
use crate::source::yaml::{self, Node};
use crate::template::engine::{Engine, TemplateFault};

/// Most documents made for one template, those apart in which one concern stands alone.
pub const MOST_OF_ONE: usize = 250;

/// Most concerns that stand alone in a document, for each template.
const MOST_CONCERNS: usize = 40;

/// Most wordings of concerns filled for one pack.
pub const MOST_WORDINGS: usize = 10_000;

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

/// Fills every template and every concern of a pack, whose `pack.yaml` is `pack_file`; `works` is
/// how many elements a text of a file may come out with, as the check of texts has counted them.
pub fn pack(pack: &Pack, pack_file: &SourceText, works: &BTreeMap<String, usize>) -> Tried {
    let mut tried = Tried::default();
    let templates: Vec<&Template> = pack.templates.iter().chain(&pack.joint).collect();
    let few = with_few_concerns(pack);
    let work = Work { works, pack_file: &pack_file.file };
    let share = work::MOST / templates.len().max(1);
    // What cannot be read has been told.
    let Ok(engine) = texts_of_pack(pack) else { return tried };
    let of_few = match &few {
        Cow::Borrowed(_) => Cow::Borrowed(&engine),
        Cow::Owned(few) => match texts_of_pack(few) {
            Ok(engine) => Cow::Owned(engine),
            Err(_) => return tried,
        },
    };
    let try_one = |one: &&Template| {
        let left = share.saturating_sub(work::reading(&few, one));
        template((&few, &of_few), one, pack_file, left / work.document(&few, one))
    };
    let (of_templates, of_concerns) = parallel::join(
        || parallel::map(&templates, try_one),
        || concerns((pack, &engine), pack_file, &work),
    );
    for one in of_templates.into_iter().chain([of_concerns]) {
        tried.faults.extend(one.faults);
        tried.documents += one.documents;
        tried.wordings += one.wordings;
    }
    tried
}

/// The pack with as many concerns as are tried in each template: its texts are read anew for each.
fn with_few_concerns(pack: &Pack) -> Cow<'_, Pack> {
    if pack.concerns.len() <= MOST_CONCERNS {
        return Cow::Borrowed(pack);
    }
    Cow::Owned(Pack { concerns: pack.concerns[..MOST_CONCERNS].to_vec(), ..pack.clone() })
}

/// Tries a template with about as many documents as may be made.
fn template(
    (pack, engine): (&Pack, &Engine),
    template: &Template,
    pack_file: &SourceText,
    may: usize,
) -> Tried {
    let mut tried = Tried::default();
    let mut told =
        Reported { template, pack_file, seen: BTreeSet::new(), faults: &mut tried.faults };
    if may == 0 {
        told.add(
            fault("too-much-to-try", &[]),
            &Case::default(),
            Location::file(template.file.as_str()),
        );
        return tried;
    }
    let composer = match Composer::with(engine.clone(), pack, template) {
        Ok(composer) => composer,
        Err(fault) => {
            told.fail(&fault, &Case::default());
            return tried;
        }
    };
    let axes = Axes::new(pack, template);
    let mut cases = axes.cases(may.min(MOST_OF_ONE));
    let ids = pack.concerns.iter().map(|c| c.id.as_str());
    cases.extend(axes.of_concerns(ids, may.saturating_sub(cases.len())));
    let looked = parallel::map(&cases, |case| Looked::at(&composer, case));
    for (case, looked) in cases.iter().zip(looked) {
        told.tell(looked, case);
    }
    tried.documents = cases.len();
    tried
}

/// What is wrong with the document of a case; the document itself is not kept.
struct Looked {
    flaws: Vec<Issue>,
    failed: [Option<TemplateFault>; 2],
}

impl Looked {
    fn at(composer: &Composer<'_>, case: &Case) -> Looked {
        let next = composer.next_steps(&case.answers).err();
        match compose(composer, &case.answers) {
            Err(fault) => Looked { flaws: Vec::new(), failed: [Some(fault), next] },
            Ok(document) => {
                let mut flaws = look::flaws(&document);
                if case.least {
                    flaws.extend(look::too_long(&document));
                }
                Looked { flaws, failed: [None, next] }
            }
        }
    }
}

/// The document of these answers, for a joint response with two who sign it.
fn compose(composer: &Composer<'_>, answers: &Answers) -> Result<Document, TemplateFault> {
    if composer.template.joint.is_none() {
        return composer.compose(answers, &Default::default());
    }
    composer.compose_joint(answers, &samples::signatories())
}

/// Tries every wording of every concern with the answers that may change it.
fn concerns((pack, engine): (&Pack, &Engine), pack_file: &SourceText, work: &Work<'_>) -> Tried {
    let mut tried = Tried::default();
    let mut left = work::MOST;
    let mut users = Users { pack, engine, by_id: BTreeMap::new() };
    for concern in &pack.concerns {
        for (which, words) in wordings(concern) {
            for (template, case) in users.cases(which, words) {
                let cost = work.wording(template, words) + users.cost(template);
                if tried.wordings == MOST_WORDINGS || cost > left {
                    return tried;
                }
                left -= cost;
                tried.wordings += 1;
                // One that cannot be made has been told.
                let Some(composer) = users.composer(template) else { continue };
                if let Some(fault) = wording(composer, concern, which, &case.answers) {
                    let place = place_of_concern(pack_file, &concern.id);
                    tried.faults.push(when(fault, &case.when).at(place));
                    break;
                }
            }
        }
    }
    tried
}

/// The templates that concerns stand in, made ready when first needed.
struct Users<'p> {
    pack: &'p Pack,
    engine: &'p Engine,
    by_id: BTreeMap<&'p str, User<'p>>,
}

/// A template that concerns stand in.
struct User<'p> {
    axes: Axes<'p>,
    composer: Option<Option<Composer<'p>>>,
}

impl<'p> Users<'p> {
    /// The answers to try a wording with: those of the template that asks most of what it names,
    /// and once those of the template that asks least of it.
    fn cases(&mut self, which: &str, words: &str) -> Vec<(&'p Template, Case)> {
        let pack = self.pack;
        let ids = pack.questions.iter().map(|question| question.id.as_str());
        let named: BTreeSet<&str> =
            ids.filter(|id| words.contains(id.split('.').next().unwrap_or_default())).collect();
        let asks = |template: &&Template| {
            template.questions.iter().filter(|id| named.contains(id.as_str())).count()
        };
        let may = || pack.templates.iter().filter(|template| may_use(pack, template, which));
        let (Some(most), Some(fewest)) = (may().max_by_key(asks), may().min_by_key(asks)) else {
            return Vec::new();
        };
        let cases = self.user(most).axes.of_text(words).into_iter();
        let mut all: Vec<(&Template, Case)> = cases.map(|case| (most, case)).collect();
        if asks(&fewest) < asks(&most) {
            let when = format!("in the template `{}`", fewest.id);
            let answers = self.user(fewest).axes.full();
            all.push((fewest, Case { when, answers, least: false }));
        }
        all
    }

    fn user(&mut self, template: &'p Template) -> &mut User<'p> {
        let new = || User { axes: Axes::new(self.pack, template), composer: None };
        self.by_id.entry(&template.id).or_insert_with(new)
    }

    /// The work of making a template ready, once.
    fn cost(&mut self, template: &'p Template) -> usize {
        let pack = self.pack;
        match self.user(template).composer {
            Some(_) => 0,
            None => work::reading(pack, template),
        }
    }

    fn composer(&mut self, template: &'p Template) -> Option<&Composer<'p>> {
        let (pack, engine) = (self.pack, self.engine);
        let made = || Composer::with(engine.clone(), pack, template).ok();
        self.user(template).composer.get_or_insert_with(made).as_ref()
    }
}

/// What is wrong with a wording under some answers.
fn wording(
    composer: &Composer<'_>,
    concern: &Concern,
    which: &str,
    answers: &Answers,
) -> Option<Diagnostic> {
    let name = wording_in_words(&concern.id, which);
    match composer.wording(concern, which, answers) {
        Ok(blocks) => {
            let words = text::blocks(&blocks);
            if !words.contains(char::is_alphanumeric) {
                return Some(fault("empty-wording", &[("what", &name)]));
            }
            look::untidy(&words).into_iter().next().map(|found| found.fault)
        }
        Err(wrong) => Some(cannot_be_filled(&name, &wrong.reason)),
    }
}

/// Whether a template may have this wording of a concern in it.
fn may_use(pack: &Pack, template: &Template, which: &str) -> bool {
    let mut asked = template.questions.iter().filter_map(|id| pack.question(id));
    let asks = asked.any(|question| question.kind == Kind::Concerns);
    let to = match &template.destination {
        To::Kind(id) => matches!(which, "text" | "short") || id == which,
        To::Chosen(_) => true,
    };
    asks && to
}

fn wording_in_words(id: &str, which: &str) -> String {
    match which {
        "text" => format!("the wording of `{id}`"),
        "short" => format!("the short wording of `{id}`"),
        to => format!("the wording of `{id}` for `{to}`"),
    }
}

/// A text cannot be filled: which, and why.
fn cannot_be_filled(text: &str, reason: &str) -> Diagnostic {
    fault("cannot-be-filled", &[("text", &text), ("reason", &reason)])
}

/// The same with the answers with which it goes wrong: "when `service` is `bus`".
fn when(fault: Diagnostic, when: &str) -> Diagnostic {
    let comma = if when.is_empty() { "" } else { ", " };
    Diagnostic { message: format!("{}{comma}{when}", fault.message), ..fault }
}

/// Where `pack.yaml` gives a concern its id.
fn place_of_concern(file: &SourceText, id: &str) -> Location {
    let root = yaml::read(file, &mut Vec::new());
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

/// What has been told of a template: each thing once, with the simplest answers that show it.
struct Reported<'t> {
    template: &'t Template,
    pack_file: &'t SourceText,
    seen: BTreeSet<String>,
    faults: &'t mut Vec<Diagnostic>,
}

impl Reported<'_> {
    fn tell(&mut self, looked: Looked, case: &Case) {
        for found in looked.flaws {
            if self.is_new(format!("{} {}", found.fault.code, found.words)) {
                let body =
                    SourceText::new(self.template.file.as_str(), self.template.body.as_str());
                self.add(found.fault, case, place_of_words(&body, &found.words));
            }
        }
        for fault in looked.failed.iter().flatten() {
            self.fail(fault, case);
        }
    }

    fn add(&mut self, fault: Diagnostic, case: &Case, place: Location) {
        self.faults.push(when(fault, &case.when).at(place));
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

    /// Where a text that cannot be filled stands, and what it is where the place does not say.
    fn place(&self, fault: &TemplateFault) -> (Location, String) {
        let file = &self.template.file;
        if fault.name == *file {
            let place = fault.at.map(|(line, column)| {
                let body = SourceText::new(file.as_str(), self.template.body.as_str());
                body.place(Span { line, column, length: 1 })
            });
            return (place.unwrap_or_else(|| Location::file(file.as_str())), "this".into());
        }
        let mut words = fault.name.split(' ');
        match (words.next(), words.next(), words.next()) {
            (Some("concern"), Some(id), Some(which)) => {
                (place_of_concern(self.pack_file, id), wording_in_words(id, which))
            }
            _ => (Location::file(file.as_str()), format!("`{}`", fault.name)),
        }
    }
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
            let most = pack.templates.len() * (MOST_OF_ONE + 2 * MOST_CONCERNS + 2);
            assert!(tried.documents > pack.templates.len(), "{name}: {}", tried.documents);
            assert!(tried.documents <= most, "{name}: {}", tried.documents);
            assert!(tried.wordings >= 2 * pack.concerns.len(), "{name}: {}", tried.wordings);
        }
    }
}
