//! Helpers and partials that a text calls: whether they are there, and what they are given.

use std::collections::BTreeMap;
use std::rc::Rc;

use handlebars::template::{DecoratorTemplate, HelperTemplate, Parameter};

use super::names::Type;
use super::types::{Resolved, Scope, bare, follow};
use super::walk::{Spot, Walk};
use crate::diagnostic::near;
use crate::template::faults;
use crate::template::tags::unquote;

impl<'w> Walk<'w> {
    /// A helper with what it is given.
    pub(super) fn call(&mut self, call: &'w HelperTemplate, scope: &Scope, spot: Spot<'w>) {
        let name = call.name.as_name().unwrap_or_default();
        if !self.known.helpers.contains(&name) {
            self.unknown_helper(call, name, scope, spot);
            return;
        }
        let types: Vec<Rc<Type>> =
            call.params.iter().map(|p| self.param(p, scope, spot, false)).collect();
        for param in call.hash.values() {
            self.param(param, scope, spot, false);
        }
        match name {
            "cite" => self.cite(call, spot),
            "part" => self.part_number(call, spot),
            "eq" | "ne" | "has" => self.answers(call, &types, spot),
            _ => {}
        }
    }

    /// `{{your name}}` is most likely `{{your_name}}`.
    pub(super) fn unknown_helper(
        &mut self,
        call: &'w HelperTemplate,
        name: &str,
        scope: &Scope,
        spot: Spot<'w>,
    ) {
        let words: Option<Vec<&str>> = call.params.iter().map(Parameter::as_name).collect();
        let names = match follow("this", scope) {
            Resolved::Type(of) => match &*of {
                Type::Fields(map) => map.keys().cloned().collect(),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        };
        let helper = near(name, self.known.helpers.iter().copied());
        let spaced = words.filter(|words| !words.is_empty()).map(|words| words.join(" "));
        let kind = match spaced.map(|rest| format!("{name} {rest}")) {
            Some(written) => {
                let id = written.to_lowercase().replace(' ', "_");
                let known = near(&id, names.iter().map(String::as_str));
                match (&known, &helper) {
                    (None, Some(_)) => faults::unknown_helper(name, helper.as_deref()),
                    _ => {
                        let id = known.clone().unwrap_or(id);
                        faults::name_with_space(&written, &id, known.is_some())
                    }
                }
            }
            None => faults::unknown_helper(name, helper.as_deref()),
        };
        self.tell(kind, spot, name);
    }

    fn cite(&mut self, call: &'w HelperTemplate, spot: Spot<'w>) {
        let Some(sources) = &self.known.sources else { return };
        for param in &call.params {
            let Parameter::Literal(id) = param else {
                continue;
            };
            let Some(id) = id.as_str() else { continue };
            if sources.contains(id) {
                self.used.sources.insert(id.to_string());
                continue;
            }
            let kind = faults::no_such(
                "source",
                id,
                near(id, sources.iter().map(String::as_str)).as_deref(),
                &sources.iter().cloned().collect::<Vec<_>>(),
            );
            self.tell(kind, spot, id);
        }
    }

    /// A part's number names a file with `--split`, so it is one.
    fn part_number(&mut self, call: &'w HelperTemplate, spot: Spot<'w>) {
        let plain = |c: char| c.is_alphanumeric() || ".()- ".contains(c);
        let is_number = |text: &str| text.chars().count() <= 12 && text.chars().all(plain);
        match call.hash.get("number") {
            Some(Parameter::Literal(number)) if number.as_str().is_none_or(is_number) => {}
            None => {}
            Some(_) => self.tell(faults::part_number(), spot, "number"),
        }
    }

    /// `(eq respond_as "organisation")`: the text must be an answer that can be given.
    fn answers(&mut self, call: &'w HelperTemplate, types: &[Rc<Type>], spot: Spot<'w>) {
        let options = types.iter().find_map(|of| match &*bare(of) {
            Type::Choice(id, options) | Type::Choices(id, options) => {
                Some((id.clone(), options.clone()))
            }
            _ => None,
        });
        let Some((on, known)) = options else { return };
        for param in &call.params {
            let Parameter::Literal(answer) = param else {
                continue;
            };
            let Some(answer) = answer.as_str().filter(|a| !a.is_empty()) else {
                continue;
            };
            if !known.is_empty() && !known.iter().any(|option| option == answer) {
                let kind = faults::no_such_answer(&on, answer, &(*known).clone());
                self.tell(kind, spot, answer);
            }
        }
    }

    pub(super) fn partial(&mut self, call: &'w DecoratorTemplate, scope: &Scope, spot: Spot<'w>) {
        let mut inner = scope.clone();
        inner.depth += 1;
        if let Some(param) = call.params.first() {
            let of = self.param(param, scope, spot, false);
            inner.stack.push(bare(&of));
        }
        if !call.hash.is_empty() {
            let mut fields = match inner.stack.last().map(|of| (**of).clone()) {
                Some(Type::Fields(map)) => (*map).clone(),
                _ => BTreeMap::new(),
            };
            for (name, param) in &call.hash {
                let of = self.param(param, scope, spot, false);
                fields.insert(name.clone(), of);
            }
            inner.stack.push(Rc::new(Type::Fields(Rc::new(fields))));
        }
        let name = unquote(call.name.as_name().unwrap_or_default());
        let known = self.known;
        let Some(piece) = known.partials.get(&name) else {
            let kind = faults::no_such_partial(
                &name,
                near(&name, known.partials.keys().map(String::as_str)).as_deref(),
                &known.partials.keys().cloned().collect::<Vec<_>>(),
            );
            self.tell(kind, spot, &name);
            return;
        };
        self.used.partials.insert(name.clone());
        if !known.in_cycles.contains(&name)
            && let Some(template) = &piece.template
        {
            self.template(template, &inner, Spot { piece, at: (1, 1) });
        }
    }
}
