//! Following a name, such as `../mp.name`, to what it stands for.

use std::rc::Rc;

use super::names::Type;
use crate::diagnostic::near;

/// What the tags around a place make of names.
#[derive(Clone, Debug)]
pub(super) struct Scope {
    /// What `this` is, from the top to here.
    pub(super) stack: Vec<Rc<Type>>,
    /// Names given after `as`.
    pub(super) params: Vec<(String, Rc<Type>)>,
    /// Questions that an `if` around here has tested.
    pub(super) tested: Vec<String>,
    /// The branches that lead here.
    pub(super) branch: Vec<(usize, bool)>,
    /// Blocks and partials around here.
    pub(super) depth: usize,
    /// How often this place may come out.
    pub(super) times: usize,
}

/// What a name leads to.
pub(super) enum Resolved {
    /// This.
    Type(Rc<Type>),
    /// Nothing at the top has the name; what has.
    NoName(Vec<String>),
    /// A field is not there; what is.
    NoField(String, Vec<String>),
    /// `@something` that does not exist.
    NoLocal(String),
}

/// Follows a name as written.
pub(super) fn follow(raw: &str, scope: &Scope) -> Resolved {
    let mut rest = raw;
    let mut up = 0;
    if let Some(local) = raw.strip_prefix('@') {
        let local = local.trim_start_matches("../");
        match local.strip_prefix("root").map(|r| r.trim_start_matches(['.', '/'])) {
            Some("") => return Resolved::Type(scope.stack[0].clone()),
            Some(path) => {
                rest = path;
                up = scope.stack.len() - 1;
            }
            None if matches!(local, "index" | "first" | "last" | "key") => {
                return Resolved::Type(Rc::new(Type::Text));
            }
            None => return Resolved::NoLocal(raw.to_string()),
        }
    }
    while let Some(further) = rest.strip_prefix("../") {
        rest = further;
        up += 1;
    }
    if rest == ".." {
        (rest, up) = ("", up + 1);
    }
    let here = scope.stack[(scope.stack.len() - 1).saturating_sub(up)].clone();
    let names: Vec<&str> = rest
        .split(['.', '/'])
        .map(|name| name.trim_start_matches('[').trim_end_matches(']'))
        .filter(|name| !name.is_empty() && *name != "this")
        .collect();
    if let (0, Some((first, others))) = (up, names.split_first())
        && let Some((_, of)) = scope.params.iter().rev().find(|(name, _)| name == first)
    {
        return fields(of.clone(), others, false);
    }
    fields(here, &names, true)
}

/// Goes from a type along its fields.
fn fields(mut of: Rc<Type>, names: &[&str], top: bool) -> Resolved {
    let mut not_asked = None;
    for (at, name) in names.iter().enumerate() {
        if let Type::NotAsked(question, inner) = &*of {
            not_asked = Some(question.clone());
            of = inner.clone();
        }
        let next = match &*of {
            Type::Fields(map) => match map.get(*name) {
                Some(next) => next.clone(),
                None => {
                    let known = map.keys().cloned().collect();
                    return if top && at == 0 {
                        Resolved::NoName(known)
                    } else {
                        Resolved::NoField(name.to_string(), known)
                    };
                }
            },
            Type::Any => of.clone(),
            // `list.0` and `list.length` are as good as unknown.
            _ => return Resolved::NoField(name.to_string(), Vec::new()),
        };
        of = next;
    }
    Resolved::Type(match not_asked {
        Some(question) => Rc::new(Type::NotAsked(question, of)),
        None => of,
    })
}

/// The questions at or under a type that are not asked; none when one of them is.
pub(super) fn not_asked(of: &Type) -> Option<String> {
    match of {
        Type::NotAsked(question, _) => Some(question.clone()),
        Type::Fields(map) if !map.is_empty() => {
            let all: Option<Vec<String>> = map.values().map(|of| not_asked(of)).collect();
            all.and_then(|all| all.into_iter().next())
        }
        _ => None,
    }
}

/// A type without the note that it is not asked.
pub(super) fn bare(of: &Rc<Type>) -> Rc<Type> {
    match &**of {
        Type::NotAsked(_, inner) => bare(inner),
        _ => of.clone(),
    }
}

/// The known name most like an unknown one, here or, from inside a loop, at the top.
pub(super) fn near_name(raw: &str, known: &[String], top: &Type) -> Option<String> {
    let first = raw.split(['.', '/']).next().unwrap_or_default();
    if let Some(near) = near(first, known.iter().map(String::as_str)) {
        return Some(near + &raw[first.len()..]);
    }
    let Type::Fields(map) = top else { return None };
    let upward = map.keys().find(|name| *name == first && !known.contains(name));
    if let Some(name) = upward {
        return Some(format!("../{name}"));
    }
    // The last half of a dotted name: `{{constituency}}` for `{{mp.constituency}}`.
    map.iter().find_map(|(group, of)| match &*bare(of) {
        Type::Fields(fields) if fields.contains_key(first) => Some(format!("{group}.{first}")),
        _ => None,
    })
}
