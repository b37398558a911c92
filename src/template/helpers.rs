//! The helpers of the template language, one table: a name and what it does. Adding one is one
//! function, one row, and its example in `data/helpers.yaml`.

use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, JsonTruthy, Output, RenderContext,
    RenderError, RenderErrorReason, Renderable, ScopedJson,
};
use serde_json::Value as Json;

use super::typed::{from_when, phrase, sentence, wish};
use crate::question::salutation::salutation;
use crate::text::gap::OPEN;
use crate::text::{Language, marks, thousands, words};

/// What a helper makes of what it is given, in the language of the pack.
type Call = fn(&[&Json], &Language) -> Result<Json, String>;

/// Every helper, besides `part` and Handlebars' own `if`, `unless`, `each`, `with` and `lookup`.
const HELPERS: &[(&str, Call)] = &[
    ("date", date),
    ("list", list),
    ("cite", |p, _| cite(p)),
    ("has", |p, _| Ok(Json::Bool(has(at(p, 0), at(p, 1))))),
    ("eq", |p, _| Ok(Json::Bool(equal(at(p, 0), at(p, 1))))),
    ("ne", |p, _| Ok(Json::Bool(!equal(at(p, 0), at(p, 1))))),
    ("begins", |p, _| Ok(Json::Bool(plain(p, 0).starts_with(&plain(p, 1))))),
    ("and", |p, _| Ok(Json::Bool(p.iter().all(|v| v.is_truthy(false))))),
    ("or", |p, _| Ok(Json::Bool(p.iter().any(|v| v.is_truthy(false))))),
    ("not", |p, _| Ok(Json::Bool(!at(p, 0).is_truthy(false)))),
    ("count", |p, _| Ok(Json::from(count(at(p, 0))))),
    ("plural", |p, _| Ok(plural(p))),
    ("thousands", |p, _| with_commas(p)),
    ("words", |p, _| Ok(Json::from(words::count(&plain(p, 0))))),
    ("sentence", |p, _| Ok(Json::from(sentence(text(p, 0))))),
    ("wish", |p, _| Ok(Json::from(wish(text(p, 0))))),
    ("from_when", |p, _| Ok(Json::from(from_when(text(p, 0))))),
    ("phrase", |p, _| Ok(Json::from(phrase(text(p, 0))))),
    ("salutation", |p, _| Ok(Json::from(salutation(&plain(p, 0))))),
];

/// Names that a question's id may not take: the helpers and Handlebars' own.
pub fn names() -> impl Iterator<Item = &'static str> {
    HELPERS.iter().map(|(name, _)| *name).chain(["part"]).chain(BUILT_IN.iter().copied())
}

/// Handlebars' own helpers that templates may use.
pub const BUILT_IN: &[&str] = &["if", "unless", "each", "with", "lookup"];

/// Registers every helper; days and lists read as in the language.
pub fn register(handlebars: &mut Handlebars<'_>, language: &Language) {
    for unused in ["raw", "log"] {
        handlebars.unregister_helper(unused);
    }
    handlebars.register_helper("part", Box::new(part));
    for (name, call) in HELPERS {
        let language = language.clone();
        handlebars.register_helper(name, Box::new(ValueHelper { name, call: *call, language }));
    }
}

/// A helper that makes one value of others; the value then passes the escape like any other.
struct ValueHelper {
    name: &'static str,
    call: Call,
    language: Language,
}

impl HelperDef for ValueHelper {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let params: Vec<&Json> = helper.params().iter().map(|p| p.value()).collect();
        (self.call)(&params, &self.language)
            .map(ScopedJson::from)
            .map_err(|what| RenderErrorReason::Other(format!("`{}`: {what}", self.name)).into())
    }
}

/// How an answer of a kind that is no text (a list, a date, an area) reads when its id stands
/// alone, as in `{{address}}`. The texts are in the data under [`Shown::KEY`].
pub struct Shown(pub String);

impl Shown {
    /// Key in the data under which the texts are; no question can have such an id.
    pub const KEY: &str = "$shown";
}

impl HelperDef for Shown {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        _: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        context: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let text = &context.data()[Self::KEY][&self.0];
        Ok(ScopedJson::Derived(if text.is_null() { Json::from("") } else { text.clone() }))
    }
}

fn part<'reg, 'rc>(
    helper: &Helper<'rc>,
    handlebars: &'reg Handlebars<'reg>,
    context: &'rc Context,
    render: &mut RenderContext<'reg, 'rc>,
    out: &mut dyn Output,
) -> HelperResult {
    let field = |name: &str| match helper.hash_get(name).map(|v| v.value()) {
        Some(Json::String(text)) => marks::strip(text),
        Some(Json::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let end = marks::FIELD;
    let head =
        ["number", "title", "words", "characters"].map(|name| format!("{}{end}", field(name)));
    out.write(&format!("{}{}", marks::PART, head.concat()))?;
    if let Some(inner) = helper.template() {
        inner.render(handlebars, context, render, out)?;
    }
    out.write(&format!("{}", marks::PART_END))?;
    Ok(())
}

fn at<'a>(params: &[&'a Json], index: usize) -> &'a Json {
    params.get(index).copied().unwrap_or(&Json::Null)
}

/// A text as it is given; nothing where it is none.
fn text<'a>(params: &[&'a Json], index: usize) -> &'a str {
    at(params, index).as_str().unwrap_or_default()
}

/// The same without marks.
fn plain(params: &[&Json], index: usize) -> String {
    marks::strip(text(params, index))
}

fn equal(a: &Json, b: &Json) -> bool {
    match (a, b) {
        (Json::String(a), Json::String(b)) => marks::strip(a) == marks::strip(b),
        (Json::Number(a), Json::Number(b)) => a.as_f64() == b.as_f64(),
        (Json::Number(n), Json::String(s)) | (Json::String(s), Json::Number(n)) => {
            s.parse().ok() == n.as_f64()
        }
        _ => a == b,
    }
}

fn count(value: &Json) -> usize {
    match value {
        Json::Array(items) => items.len(),
        other => usize::from(other.is_truthy(false)),
    }
}

/// What a list's item reads as: itself, or the text of an option, or the title of a concern.
fn item_text(item: &Json) -> String {
    match item {
        Json::String(text) => text.clone(),
        Json::Object(map) => ["text", "title", "name"]
            .iter()
            .find_map(|key| map.get(*key)?.as_str())
            .unwrap_or_default()
            .to_string(),
        Json::Null => String::new(),
        other => other.to_string(),
    }
}

fn list(params: &[&Json], language: &Language) -> Result<Json, String> {
    let items: Vec<String> = match at(params, 0) {
        Json::Array(items) => items.iter().map(item_text).collect(),
        Json::String(text) if text.is_empty() => Vec::new(),
        other => vec![item_text(other)],
    };
    Ok(Json::from(language.join(&items)))
}

fn has(list: &Json, wanted: &Json) -> bool {
    let is_it = |item: &Json| match item {
        Json::Object(map) => {
            ["value", "id"].iter().any(|k| map.get(*k).is_some_and(|v| equal(v, wanted)))
        }
        other => equal(other, wanted),
    };
    list.as_array().map_or_else(|| equal(list, wanted), |items| items.iter().any(is_it))
}

fn cite(params: &[&Json]) -> Result<Json, String> {
    let id = at(params, 0).as_str().ok_or("give the id of a source in quotes")?;
    Ok(Json::from(format!("{}{}{id}{}", marks::PACK, marks::CITE, marks::CITE)))
}

fn with_commas(params: &[&Json]) -> Result<Json, String> {
    let number = at(params, 0).as_u64().ok_or("give a whole number")?;
    Ok(Json::from(thousands(number as usize)))
}

fn plural(params: &[&Json]) -> Json {
    let one = match at(params, 0) {
        Json::Number(n) => n.as_f64() == Some(1.0),
        other => count(other) == 1,
    };
    at(params, if one { 1 } else { 2 }).clone()
}

fn date(params: &[&Json], language: &Language) -> Result<Json, String> {
    let day = text(params, 0);
    // What a preview shows for a day that nobody has given yet.
    if day.is_empty() || day.starts_with(OPEN) {
        return Ok(Json::from(day));
    }
    let shown = language.shown(day, at(params, 1).as_str());
    shown.map(Json::from).ok_or_else(|| "not a date, or not a pattern".into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::ENGLISH;

    #[test]
    fn every_example_yields_what_it_says() {
        let mut handlebars = Handlebars::new();
        handlebars.register_escape_fn(crate::text::escape::markdown);
        register(&mut handlebars, &ENGLISH);
        let lists: Json =
            serde_yaml::from_str(include_str!("../../data/helpers.yaml")).expect("YAML");
        let rows = lists["helpers"].as_array().expect("a list");
        let known: Vec<&str> = rows.iter().filter_map(|row| row["name"].as_str()).collect();
        let mut known = known;
        known.sort_unstable();
        let mut ours: Vec<&str> = names().filter(|name| !BUILT_IN.contains(name)).collect();
        ours.sort_unstable();
        assert_eq!(known, ours);
        for row in rows {
            let example = row["example"].as_str().expect("an example");
            let out = handlebars.render_template(example, &lists["answers"]).expect(example);
            assert_eq!(part_text(&out), row["yields"].as_str().expect("a text"), "{example}");
            assert!(row["about"].is_string(), "{example}");
        }
    }

    fn part_text(out: &str) -> String {
        let out = match out.rfind(marks::FIELD) {
            Some(at) => &out[at..],
            None => out,
        };
        let mut cited = false;
        let kept: String = out
            .chars()
            .filter(|c| {
                cited ^= *c == marks::CITE;
                !cited
            })
            .collect();
        marks::strip(&kept).replace('\\', "")
    }
}
