//! The walk over the tags of a text, its partials included.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::rc::Rc;

use handlebars::template::{
    BlockParam, DecoratorTemplate, HelperTemplate, Parameter, TemplateElement,
};

use super::names::{Fields, Scope, Type, fields, follow};
use super::piece::Piece;
use crate::diagnostic::{Diagnostic, Faults, Values, fault, near};
use crate::limits;
use crate::template::helpers;
use crate::template::tags::{Kind, unquote};

/// Most elements looked at in one text with its partials.
const MOST_STEPS: usize = 50_000;

/// Most elements looked at in all texts of a pack, each with the names of each template.
const MOST_STEPS_IN_ALL: usize = 1_000_000;

/// How often a loop is taken to run.
const LOOP: usize = 20;

/// Most elements that a text may come out with, loops within loops counted.
const MOST_WORK: usize = 2_000_000;

/// What the texts of a pack may use besides names, and what they have used so far.
#[derive(Debug)]
pub struct Lint<'a> {
    /// Ids of the sources; none when they cannot be told.
    pub sources: Option<BTreeSet<&'a str>>,
    /// Partials by name.
    pub partials: BTreeMap<&'a str, &'a Piece<'a>>,
    /// Questions that print by their id, whatever their answer is made of.
    pub questions: BTreeSet<&'a str>,
    /// What is wrong with the pack.
    pub faults: &'a Faults,
    /// What they have used.
    pub used: Used,
}

/// What the texts of a pack have used so far.
#[derive(Debug, Default)]
pub struct Used {
    /// Names as written, such as `mp.name`.
    pub names: BTreeSet<String>,
    /// Ids of sources.
    pub sources: BTreeSet<String>,
    /// Names of partials.
    pub partials: BTreeSet<String>,
    /// Elements looked at in all texts.
    pub steps: usize,
    /// Elements that a text of a file may come out with at the most, by file.
    pub works: BTreeMap<String, usize>,
}

impl Used {
    /// Whether a text has read the answer to a question, or the group that it is in.
    pub fn question(&self, id: &str) -> bool {
        let (inside, has) = (format!("{id}."), |name: &str| self.names.contains(name));
        // `{{#with mp}}{{name}}`, or the last half inside a loop.
        has(id)
            || id.split_once('.').is_some_and(|(group, field)| has(group) || has(field))
            || self.names.iter().any(|name| name.starts_with(&inside))
    }
}

impl Lint<'_> {
    /// Checks a text with these names at the top. `shared_by` is the template that uses a text which
    /// several share; none for the template's own texts.
    pub fn check(&mut self, piece: &Piece<'_>, root: &Type, shared_by: Option<&str>) {
        if self.used.steps > MOST_STEPS_IN_ALL {
            return;
        }
        let (told, printed) = (HashSet::new(), BTreeMap::new());
        let mut walk = Walk { lint: self, shared_by, told, printed, blocks: 0, steps: 0, work: 0 };
        let scope = Scope { stack: vec![root.clone()], times: 1, ..Scope::default() };
        if piece.is_whole {
            walk.branch(Spot { piece, tag: 0 }, &scope);
        }
        let (work, is_too_much) = (walk.work, walk.is_too_much());
        let used = &mut walk.lint.used;
        used.steps += walk.steps + 1;
        let most = used.works.entry(piece.text.file.clone()).or_default();
        *most = work.max(*most);
        if is_too_much || used.steps > MOST_STEPS_IN_ALL {
            walk.tell(fault("tag-too-much", &[]), Spot { piece, tag: 0 }, "");
        }
    }
}

struct Walk<'w, 'a> {
    lint: &'w mut Lint<'a>,
    shared_by: Option<&'w str>,
    /// What was told already, so that a partial used ten times is not told of ten times.
    told: HashSet<(String, usize, String)>,
    /// Own words printed so far and in which branch.
    printed: BTreeMap<String, Vec<Vec<(usize, bool)>>>,
    blocks: usize,
    steps: usize,
    work: usize,
}

/// A tag of the text being walked.
#[derive(Clone, Copy)]
struct Spot<'w> {
    piece: &'w Piece<'w>,
    tag: usize,
}

impl<'w, 'a: 'w> Walk<'w, 'a> {
    fn is_too_much(&self) -> bool {
        self.steps > MOST_STEPS || self.work > MOST_WORK
    }

    /// Walks from a tag on to the end of its branch; gives the tag that ends it.
    fn branch(&mut self, from: Spot<'w>, scope: &Scope) -> usize {
        let (piece, mut tag) = (from.piece, from.tag);
        if scope.depth > limits::TAG_DEPTH_IN_ALL {
            self.tell(fault("tag-too-nested", &[]), Spot { piece, tag: tag.saturating_sub(1) }, "");
            return piece.tags.len();
        }
        while let Some(kind) = piece.tags.get(tag).map(|tag| &tag.kind)
            && !matches!(kind, Kind::Else | Kind::Close(_))
        {
            self.steps += 1;
            self.work = self.work.saturating_add(scope.times);
            if self.is_too_much() {
                return piece.tags.len();
            }
            let spot = Spot { piece, tag };
            match (kind, piece.said.get(tag).and_then(Option::as_ref)) {
                (Kind::Open(name), _) => tag = self.block(name, scope, spot),
                (_, Some(TemplateElement::Expression(call))) => self.print(call, scope, spot),
                (_, Some(TemplateElement::PartialExpression(call))) => {
                    self.partial(call, scope, spot);
                }
                _ => {}
            }
            tag += 1;
        }
        tag
    }

    /// `{{name}}` or `{{helper …}}` where its text will stand.
    fn print(&mut self, call: &'w HelperTemplate, scope: &Scope, spot: Spot<'w>) {
        if !call.params.is_empty() || !call.hash.is_empty() {
            return self.call(call, scope, spot);
        }
        let Some(raw) = call.name.as_name() else {
            self.param(&call.name, scope, spot, false);
            return;
        };
        let is_helper = raw != "concerns" && is_helper(raw);
        if is_helper && follow(raw, scope).is_err() {
            return;
        }
        let values: &Values<'_> = &[("name", &raw)];
        match self.name(raw, scope, spot, false).bare() {
            Type::People => self.tell(fault("signatories-printed", values), spot, raw),
            // An area or a body prints its name; a group of questions, such as `mp`, nothing.
            Type::Fields(map) if raw != "body" && !self.lint.questions.contains(raw) => {
                let all: Vec<String> = map.keys().map(|field| format!("{raw}.{field}")).collect();
                let all: Vec<&str> = all.iter().map(String::as_str).collect();
                self.tell(fault("not-printable", values).one_of(&all), spot, raw);
            }
            Type::OwnWords(question) => self.print_own_words(question, raw, scope, spot),
            _ => {}
        }
    }

    fn print_own_words(&mut self, question: &str, raw: &str, scope: &Scope, spot: Spot<'w>) {
        let before = self.printed.entry(question.to_string()).or_default();
        let again = before.iter().any(|other| {
            let both = other.len().min(scope.branch.len());
            other[..both] == scope.branch[..both]
        });
        before.push(scope.branch.clone());
        if again {
            let place = spot.piece.name_place(spot.tag, raw);
            self.lint.faults.push(fault("own-words-twice", &[("id", &question)]).at(place));
        }
    }

    /// Walks a block from the tag that opens it, or from an `else if`; gives the tag that closes it.
    fn block(&mut self, name: &str, scope: &Scope, spot: Spot<'w>) -> usize {
        let piece = spot.piece;
        let said = |tag: usize| match piece.said.get(tag) {
            Some(Some(TemplateElement::HelperBlock(block))) => Some(&**block),
            _ => None,
        };
        let mut inner = Scope { depth: scope.depth + 1, ..scope.clone() };
        let mut other = inner.clone();
        match said(spot.tag) {
            Some(block) => self.open(block, name, scope, (&mut inner, &mut other), spot),
            None if matches!(name, "each" | "with") => inner.stack.push(Type::Any),
            None => {}
        }
        let mut end = self.branch(Spot { piece, tag: spot.tag + 1 }, &inner);
        while piece.tags.get(end).is_some_and(|tag| tag.kind == Kind::Else) {
            if let Some(block) = said(end) {
                let name = block.name.as_name().unwrap_or_default();
                return self.block(name, &other, Spot { piece, tag: end });
            }
            end = self.branch(Spot { piece, tag: end + 1 }, &other);
        }
        end
    }

    /// What a block makes of names inside it and in its `else`.
    fn open(
        &mut self,
        block: &'w HelperTemplate,
        name: &str,
        scope: &Scope,
        (inner, other): (&mut Scope, &mut Scope),
        spot: Spot<'w>,
    ) {
        match name {
            "if" | "unless" => {
                self.blocks += 1;
                inner.branch.push((self.blocks, true));
                other.branch.push((self.blocks, false));
                let tested = if name == "if" { inner } else { other };
                for param in block.params.iter().chain(block.hash.values()) {
                    self.param(param, scope, spot, true);
                    note_tested(param, scope, &mut tested.tested);
                }
            }
            "each" | "with" => {
                let Some(first) = block.params.first() else { return };
                let of = self.param(first, scope, spot, true);
                note_tested(first, scope, &mut inner.tested);
                let of = match name {
                    "each" => self.item(first, &of, spot),
                    _ => of.bare().clone(),
                };
                inner.times = inner.times.saturating_mul(if name == "each" { LOOP } else { 1 });
                name_params(block, &of, inner);
                inner.stack.push(of);
            }
            _ if !is_helper(name) && follow(name, scope).is_ok() => {
                self.tell(fault("block-on-name", &[("name", &name)]), spot, name);
            }
            _ => self.call(block, scope, spot),
        }
    }

    /// What one round of a loop stands on.
    fn item(&mut self, param: &'w Parameter, of: &Type, spot: Spot<'w>) -> Type {
        match of.bare() {
            Type::Concerns => fields(&["id", "title", "text"]),
            Type::People => fields(&["name", "place", "says"]),
            Type::Lines => Type::Text,
            Type::Choices(..) => fields(&["value", "text"]),
            Type::Any | Type::Fields(_) => Type::Any,
            _ => {
                let name = param.as_name().unwrap_or_default();
                self.tell(fault("each-over-text", &[("name", &name)]), spot, name);
                Type::Any
            }
        }
    }

    /// What is given to a helper, a block or a partial. Inside a condition everything is only asked
    /// about.
    fn param(
        &mut self,
        param: &'w Parameter,
        scope: &Scope,
        spot: Spot<'w>,
        is_test: bool,
    ) -> Type {
        match (param, param.as_name()) {
            (Parameter::Subexpression(sub), _) => {
                let TemplateElement::Expression(call) = sub.as_element() else { return Type::Any };
                if call.params.is_empty() && call.hash.is_empty() {
                    let raw = call.name.as_name().unwrap_or_default();
                    return self.name(raw, scope, spot, is_test);
                }
                let mut scope = scope.clone();
                for param in call.params.iter().filter(|_| is_test) {
                    note_tested(param, &scope.clone(), &mut scope.tested);
                }
                self.call(call, &scope, spot);
                Type::Any
            }
            (Parameter::Literal(_), _) => Type::Text,
            (_, Some(raw)) => self.name(raw, scope, spot, is_test),
            (_, None) => Type::Any,
        }
    }

    /// Follows a name and says what is wrong with it.
    fn name(&mut self, raw: &str, scope: &Scope, spot: Spot<'w>, is_test: bool) -> Type {
        let of = match follow(raw, scope) {
            Ok(of) => of,
            Err(fault) => {
                self.tell(*fault, spot, raw);
                return Type::Any;
            }
        };
        let path = raw.trim_start_matches("@root.").trim_start_matches("../");
        let path = path.trim_start_matches("this.");
        if !self.lint.used.names.contains(path) {
            self.lint.used.names.insert(path.replace('/', "."));
        }
        let Some(question) = of.lacking() else { return of };
        let fault = match self.shared_by {
            Some(_) if is_test || scope.tested.iter().any(|t| t == group(question)) => return of,
            Some(template) => fault(
                "not-asked-by",
                &[("name", &raw), ("question", &question), ("template", &template)],
            ),
            None => fault("not-asked", &[("name", &raw), ("question", &question)]),
        };
        self.tell(fault, spot, raw);
        Type::Any
    }

    /// A helper with what it is given.
    fn call(&mut self, call: &'w HelperTemplate, scope: &Scope, spot: Spot<'w>) {
        let name = call.name.as_name().unwrap_or_default();
        if !is_helper(name) {
            let fault = self.unknown_helper(call, name, scope);
            return self.tell(fault, spot, name);
        }
        let types: Vec<Type> =
            call.params.iter().map(|param| self.param(param, scope, spot, false)).collect();
        for param in call.hash.values() {
            self.param(param, scope, spot, false);
        }
        let literals = call.params.iter().filter_map(|param| match param {
            Parameter::Literal(text) => text.as_str(),
            _ => None,
        });
        match name {
            "cite" => literals.for_each(|id| self.cite(id, spot)),
            "part" => self.part_number(call, spot),
            // `(eq respond_as "organisation")`: the text must be an answer that can be given.
            "eq" | "ne" | "has" => {
                let Some((on, known)) = types.iter().find_map(|of| match of.bare() {
                    Type::Choice(id, options) | Type::Choices(id, options) => Some((id, options)),
                    _ => None,
                }) else {
                    return;
                };
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                let wrong = |answer: &&str| !known.is_empty() && !known.contains(answer);
                for answer in literals.filter(|a| !a.is_empty()).filter(wrong) {
                    let fault = fault("no-such-answer", &[("answer", &answer), ("on", on)]);
                    self.tell(fault.one_of(&known), spot, answer);
                }
            }
            _ => {}
        }
    }

    /// `{{your name}}` is most likely `{{your_name}}`.
    fn unknown_helper(&self, call: &HelperTemplate, name: &str, scope: &Scope) -> Diagnostic {
        let helper = near(name, helpers::names());
        let words: Option<Vec<&str>> = call.params.iter().map(Parameter::as_name).collect();
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            let written = format!("{name} {}", words.join(" "));
            let id = written.to_lowercase().replace(' ', "_");
            let known = match scope.stack.last() {
                Some(Type::Fields(map)) => near(&id, map.keys().map(String::as_str)),
                _ => None,
            };
            if known.is_some() || helper.is_none() {
                let and = if known.is_some() { "" } else { ", and ask it under `questions`" };
                let id = known.unwrap_or(id);
                return fault("name-with-space", &[("name", &written), ("id", &id), ("and", &and)]);
            }
        }
        fault("unknown-helper", &[("name", &name)]).meant(helper)
    }

    fn cite(&mut self, id: &str, spot: Spot<'w>) {
        match &self.lint.sources {
            Some(sources) if !sources.contains(id) => {
                let fault = fault("unknown-id", &[("thing", &"source"), ("id", &id)]);
                self.tell(fault.of_known(id, sources.iter().copied()), spot, id);
            }
            _ => drop(self.lint.used.sources.insert(id.to_string())),
        }
    }

    /// A part's number names a file with `--split`, so it is one.
    fn part_number(&mut self, call: &'w HelperTemplate, spot: Spot<'w>) {
        let plain = |c: char| c.is_alphanumeric() || ".()- ".contains(c);
        let is_number = |text: &str| text.chars().count() <= 12 && text.chars().all(plain);
        match call.hash.get("number") {
            Some(Parameter::Literal(number)) if number.as_str().is_none_or(is_number) => {}
            None => {}
            Some(_) => self.tell(fault("part-number", &[]), spot, "number"),
        }
    }

    fn partial(&mut self, call: &'w DecoratorTemplate, scope: &Scope, spot: Spot<'w>) {
        let mut inner = Scope { depth: scope.depth + 1, ..scope.clone() };
        if let Some(param) = call.params.first() {
            let of = self.param(param, scope, spot, false);
            inner.stack.push(of.bare().clone());
        }
        if !call.hash.is_empty() {
            let mut fields = match inner.stack.last() {
                Some(Type::Fields(map)) => (**map).clone(),
                _ => Fields::new(),
            };
            for (name, param) in &call.hash {
                fields.insert(name.clone(), self.param(param, scope, spot, false));
            }
            inner.stack.push(Type::Fields(Rc::new(fields)));
        }
        let name = unquote(call.name.as_name().unwrap_or_default());
        let partials = &self.lint.partials;
        let Some(piece) = partials.get(name.as_str()) else {
            let fault = fault("unknown-partial", &[("id", &name)]);
            let meant = near(&name, partials.keys().copied());
            return self.tell(fault.meant(meant), spot, &name);
        };
        self.lint.used.partials.insert(name.clone());
        if let Some(from) = inner.partials.iter().position(|other| *other == name) {
            return self.circle(&inner.partials[from..]);
        }
        inner.partials.push(name);
        if piece.is_whole {
            self.branch(Spot { piece, tag: 0 }, &inner);
        }
    }

    /// Partials that include each other, told from the first of them by name on.
    fn circle(&mut self, names: &[String]) {
        let first = names.iter().enumerate().min_by_key(|(_, name)| *name).map_or(0, |(at, _)| at);
        let names = [&names[first..], &names[..=first]].concat();
        let Some(piece) = self.lint.partials.get(names[0].as_str()) else { return };
        let fault = fault("partial-cycle", &[("path", &names.join(" → "))]);
        let next = Kind::Partial(names[1].clone());
        let tag = piece.tags.iter().position(|tag| tag.kind == next).unwrap_or_default();
        self.tell(fault, Spot { piece, tag }, &names[1]);
    }

    /// Reports something once for each place.
    fn tell(&mut self, fault: Diagnostic, spot: Spot<'w>, name: &str) {
        let key = (spot.piece.text.file.clone(), spot.tag, fault.message.clone());
        if self.told.insert(key) {
            let place = spot.piece.name_place(spot.tag, name);
            self.lint.faults.push(fault.at(place));
        }
    }
}

/// Notes the groups of the questions that a condition asks about and that are not asked. Testing one
/// of a group tests them all: `{{#if mp.name}}{{mp.salutation}}`.
fn note_tested(param: &Parameter, scope: &Scope, tested: &mut Vec<String>) {
    if let Parameter::Subexpression(sub) = param {
        for param in sub.params().into_iter().flatten() {
            note_tested(param, scope, tested);
        }
    } else if let Some(raw) = param.as_name()
        && let Ok(of) = follow(raw, scope)
        && let Some(question) = of.lacking()
    {
        tested.push(group(question).to_string());
    }
}

/// Names after `as`.
fn name_params(block: &HelperTemplate, item: &Type, inner: &mut Scope) {
    let name = |p: &Parameter| p.as_name().unwrap_or_default().to_string();
    match &block.block_param {
        Some(BlockParam::Single(one)) => inner.params.push((name(one), item.clone())),
        Some(BlockParam::Pair((one, two))) => {
            inner.params.push((name(one), item.clone()));
            inner.params.push((name(two), Type::Text));
        }
        _ => {}
    }
}

/// Whether a name is that of a helper, or of what the points chosen come out by.
fn is_helper(name: &str) -> bool {
    name == "concerns" || helpers::names().any(|helper| helper == name)
}

/// The first half of a dotted id.
fn group(id: &str) -> &str {
    id.split('.').next().unwrap_or(id)
}
