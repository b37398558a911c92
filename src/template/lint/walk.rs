//! The walk over a parsed text, its partials included.

use std::collections::{BTreeMap, HashSet};
use std::rc::Rc;

use handlebars::template::{BlockParam, HelperTemplate, Parameter, Template, TemplateElement};

use super::known::{Known, Reader, Used};
use super::names::{OPTION, SIGNATORIES, SIGNATORY, Type, fields};
use super::piece::Piece;
use super::types::{Resolved, Scope, bare, follow, near_name, not_asked};
use crate::diagnostic::Diagnostic;
use crate::limits;
use crate::template::faults::{self, Tag};

/// Most elements looked at in one text with its partials.
const MOST_STEPS: usize = 50_000;

/// Most elements looked at in all texts of a pack, each with the names of each template.
const MOST_STEPS_IN_ALL: usize = 1_000_000;

/// How often a loop is taken to run.
const LOOP: usize = 20;

/// Most elements that a text may come out with, loops within loops counted.
const MOST_WORK: usize = 2_000_000;

pub(super) struct Walk<'w> {
    pub(super) reader: &'w Reader<'w>,
    pub(super) known: &'w Known<'w>,
    pub(super) used: &'w mut Used,
    pub(super) faults: &'w mut Vec<Diagnostic>,
    /// Names already told of, so that a partial used ten times is not told of ten times.
    told: HashSet<(String, usize, usize, String)>,
    /// Own words printed so far and in which branch.
    printed: BTreeMap<String, Vec<Vec<(usize, bool)>>>,
    blocks: usize,
    steps: usize,
    work: usize,
}

/// The text being walked and where in it: line and column.
#[derive(Clone, Copy)]
pub(super) struct Spot<'w> {
    pub(super) piece: &'w Piece<'w>,
    pub(super) at: (usize, usize),
}

impl<'w> Walk<'w> {
    pub(super) fn new(
        reader: &'w Reader<'w>,
        known: &'w Known<'w>,
        used: &'w mut Used,
        faults: &'w mut Vec<Diagnostic>,
    ) -> Self {
        Walk {
            reader,
            known,
            used,
            faults,
            told: HashSet::new(),
            printed: BTreeMap::new(),
            blocks: 0,
            steps: 0,
            work: 0,
        }
    }

    pub(super) fn piece(&mut self, piece: &'w Piece<'w>) {
        let scope = Scope {
            stack: vec![self.reader.root.clone()],
            params: Vec::new(),
            tested: Vec::new(),
            branch: Vec::new(),
            depth: 0,
            times: 1,
        };
        if self.used.steps > MOST_STEPS_IN_ALL {
            return;
        }
        if let Some(template) = &piece.template {
            self.template(template, &scope, Spot { piece, at: (1, 1) });
        }
        self.used.steps += self.steps + 1;
        let file = piece.text.file.as_str();
        match self.used.works.get_mut(file) {
            Some(most) => *most = self.work.max(*most),
            None => drop(self.used.works.insert(file.to_string(), self.work)),
        }
        if self.is_too_much() || self.used.steps > MOST_STEPS_IN_ALL {
            self.tell(faults::tag(&Tag::TooMuch), Spot { piece, at: (1, 1) }, "");
        }
    }

    fn is_too_much(&self) -> bool {
        self.steps > MOST_STEPS || self.work > MOST_WORK
    }

    pub(super) fn template(&mut self, template: &'w Template, scope: &Scope, spot: Spot<'w>) {
        if scope.depth > limits::TAG_DEPTH_IN_ALL {
            self.tell(faults::tag(&Tag::TooNested), spot, "");
            return;
        }
        for (index, element) in template.elements.iter().enumerate() {
            self.steps += 1;
            self.work = self.work.saturating_add(scope.times);
            if self.is_too_much() {
                return;
            }
            // An `else if` has no place of its own: it is looked for from its block on.
            let at = template.mapping.get(index).map_or(spot.at, |m| (m.0, m.1));
            self.element(element, scope, Spot { at, ..spot });
        }
    }

    fn element(&mut self, element: &'w TemplateElement, scope: &Scope, spot: Spot<'w>) {
        match element {
            TemplateElement::Expression(call) | TemplateElement::HtmlExpression(call) => {
                self.print(call, scope, spot);
            }
            TemplateElement::HelperBlock(block) => self.block(block, scope, spot),
            TemplateElement::PartialExpression(call) => self.partial(call, scope, spot),
            _ => {}
        }
    }

    /// `{{name}}` or `{{helper …}}` where its text will stand.
    fn print(&mut self, call: &'w HelperTemplate, scope: &Scope, spot: Spot<'w>) {
        if !call.params.is_empty() || !call.hash.is_empty() {
            self.call(call, scope, spot);
            return;
        }
        let Some(raw) = call.name.as_name() else {
            self.param(&call.name, scope, spot, false);
            return;
        };
        let is_helper = self.known.helpers.contains(&raw) && raw != "concerns";
        if is_helper && !matches!(follow(raw, scope), Resolved::Type(_)) {
            return;
        }
        let of = self.name(raw, scope, spot, false);
        let problem: Option<Vec<String>> = match &*bare(&of) {
            Type::Fields(map) if !self.shows_itself(raw) => Some(map.keys().cloned().collect()),
            Type::People(_) => Some(SIGNATORY.iter().map(|f| f.to_string()).collect()),
            Type::OwnWords(question) => {
                self.print_own_words(question.clone(), raw, scope, spot);
                None
            }
            _ => None,
        };
        if let Some(fields) = problem {
            let kind = faults::not_printable(raw, &fields);
            self.tell(kind, spot, raw);
        }
    }

    /// An area or a body prints its name; a group of questions, such as `mp`, prints nothing.
    fn shows_itself(&self, raw: &str) -> bool {
        raw == "body" || self.known.questions.contains(raw)
    }

    fn print_own_words(&mut self, question: String, raw: &str, scope: &Scope, spot: Spot<'w>) {
        let before = self.printed.entry(question.clone()).or_default();
        let again = before.iter().any(|other| {
            let both = other.len().min(scope.branch.len());
            other[..both] == scope.branch[..both]
        });
        before.push(scope.branch.clone());
        if again {
            let place = spot.piece.name_place(spot.at, raw);
            self.faults.push(faults::own_words_twice(&question).warning().at(place));
        }
    }

    fn block(&mut self, block: &'w HelperTemplate, scope: &Scope, spot: Spot<'w>) {
        let name = block.name.as_name().unwrap_or_default();
        let mut inner = scope.clone();
        let mut other = scope.clone();
        inner.depth += 1;
        other.depth += 1;
        match name {
            "if" | "unless" => self.condition(block, name, &mut inner, &mut other, spot),
            "each" | "with" => {
                let Some(first) = block.params.first() else {
                    return;
                };
                let of = self.param(first, scope, spot, true);
                self.tested(first, scope, &mut inner);
                let item = if name == "each" { self.item(first, &of, spot) } else { bare(&of) };
                if name == "each" {
                    inner.times = inner.times.saturating_mul(LOOP);
                }
                block_params(block, &item, &mut inner);
                inner.stack.push(item);
            }
            _ if !self.known.helpers.contains(&name) => {
                if matches!(follow(name, scope), Resolved::Type(_)) {
                    self.tell(faults::block_on_name(name), spot, name);
                } else {
                    self.unknown_helper(block, name, scope, spot);
                }
            }
            _ => self.call(block, scope, spot),
        }
        if let Some(template) = &block.template {
            self.template(template, &inner, spot);
        }
        if let Some(template) = &block.inverse {
            self.template(template, &other, spot);
        }
    }

    fn condition(
        &mut self,
        block: &'w HelperTemplate,
        name: &str,
        inner: &mut Scope,
        other: &mut Scope,
        spot: Spot<'w>,
    ) {
        self.blocks += 1;
        inner.branch.push((self.blocks, true));
        other.branch.push((self.blocks, false));
        for param in block.params.iter().chain(block.hash.values()) {
            self.param(param, &other.clone(), spot, true);
            let scope = other.clone();
            self.tested(param, &scope, if name == "if" { inner } else { other });
        }
    }

    /// What one round of a loop stands on.
    fn item(&mut self, param: &'w Parameter, of: &Rc<Type>, spot: Spot<'w>) -> Rc<Type> {
        match &*bare(of) {
            Type::Concerns(item) | Type::People(item) => item.clone(),
            Type::Lines => Rc::new(Type::Text),
            Type::Choices(..) => Rc::new(fields(OPTION)),
            Type::Any | Type::Fields(_) => Rc::new(Type::Any),
            _ => {
                let name = param.as_name().unwrap_or_default();
                self.tell(faults::each_over_text(name), spot, name);
                Rc::new(Type::Any)
            }
        }
    }

    /// Notes the questions that a condition asks about.
    fn tested(&self, param: &Parameter, scope: &Scope, inner: &mut Scope) {
        match param {
            Parameter::Subexpression(sub) => {
                for param in sub.params().into_iter().flatten() {
                    self.tested(param, scope, inner);
                }
            }
            _ => {
                if let Some(raw) = param.as_name()
                    && let Resolved::Type(of) = follow(raw, scope)
                    && let Some(question) = not_asked(&of)
                {
                    // Testing one of a group tests them all: `{{#if mp.name}}{{mp.salutation}}`.
                    inner.tested.push(group(&question).to_string());
                }
            }
        }
    }

    pub(super) fn param(
        &mut self,
        param: &'w Parameter,
        scope: &Scope,
        spot: Spot<'w>,
        test: bool,
    ) -> Rc<Type> {
        match param {
            Parameter::Subexpression(sub) => {
                if let TemplateElement::Expression(call) = sub.as_element() {
                    if call.params.is_empty() && call.hash.is_empty() {
                        let raw = call.name.as_name().unwrap_or_default();
                        return self.name(raw, scope, spot, test);
                    }
                    if test {
                        // Inside a condition everything is only asked about.
                        let mut free = scope.clone();
                        for param in &call.params {
                            self.tested(param, scope, &mut free);
                        }
                        self.call(call, &free, spot);
                    } else {
                        self.call(call, scope, spot);
                    }
                }
                Rc::new(Type::Any)
            }
            Parameter::Literal(_) => Rc::new(Type::Text),
            _ => match param.as_name() {
                Some(raw) => self.name(raw, scope, spot, test),
                None => Rc::new(Type::Any),
            },
        }
    }

    /// Follows a name and says what is wrong with it.
    fn name(&mut self, raw: &str, scope: &Scope, spot: Spot<'w>, test: bool) -> Rc<Type> {
        let kind = match follow(raw, scope) {
            Resolved::Type(of) => {
                self.note_use(raw);
                let Some(question) = not_asked(&of) else {
                    return of;
                };
                let shared = self.reader.shared_by.is_some();
                if shared && (test || scope.tested.iter().any(|t| t == group(&question))) {
                    return of;
                }
                let template = self.reader.shared_by.map(str::to_string);
                faults::not_asked(raw, &question, template.as_deref())
            }
            Resolved::NoName(_) if raw.trim_start_matches("../") == SIGNATORIES => {
                faults::signatories_elsewhere()
            }
            Resolved::NoName(known) => {
                faults::unknown_name(raw, near_name(raw, &known, &scope.stack[0]).as_deref())
            }
            Resolved::NoField(field, known) => faults::unknown_field(raw, &field, &known),
            Resolved::NoLocal(name) => faults::unknown_name(&name, None),
        };
        self.tell(kind, spot, raw);
        Rc::new(Type::Any)
    }

    /// Notes that a name is read.
    fn note_use(&mut self, raw: &str) {
        let path = raw.trim_start_matches("@root.").trim_start_matches("../");
        let path = path.trim_start_matches("this.");
        if !self.used.names.contains(path) {
            self.used.names.insert(path.replace('/', "."));
        }
    }

    /// Reports something once for each place.
    pub(super) fn tell(&mut self, kind: Diagnostic, spot: Spot<'w>, name: &str) {
        let key = (spot.piece.text.file.clone(), spot.at.0, spot.at.1, kind.to_string());
        if self.told.insert(key) {
            let place = spot.piece.name_place(spot.at, name);
            self.faults.push(kind.at(place));
        }
    }
}

/// Names after `as`.
fn block_params(block: &HelperTemplate, item: &Rc<Type>, inner: &mut Scope) {
    let name = |p: &Parameter| p.as_name().unwrap_or_default().to_string();
    match &block.block_param {
        Some(BlockParam::Single(one)) => inner.params.push((name(one), item.clone())),
        Some(BlockParam::Pair((one, two))) => {
            inner.params.push((name(one), item.clone()));
            inner.params.push((name(two), Rc::new(Type::Text)));
        }
        _ => {}
    }
}

/// The first half of a dotted id.
fn group(id: &str) -> &str {
    id.split('.').next().unwrap_or(id)
}
