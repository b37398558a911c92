//! The helpers of the template language, one table: a name, an example that a test runs, and
//! what it does. Adding one is one function and one row.

use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext, RenderError,
    RenderErrorReason, Renderable, ScopedJson,
};
use serde_json::Value as Json;

use super::typed::{from_when, phrase, sentence, wish};
use crate::question::salutation::salutation;
use crate::text::gap::OPEN;
use crate::text::{Language, marks, thousands, words};

/// A row of the table.
pub struct Row {
    /// Name as templates call it.
    pub name: &'static str,
    /// An example over the answers in [`example_data`].
    pub example: &'static str,
    /// What the example yields as plain text.
    pub yields: &'static str,
    /// What it does, for people who write templates.
    pub about: &'static str,
    call: Call,
}

enum Call {
    Value(fn(&[&Json]) -> Result<Json, String>),
    InLanguage(fn(&[&Json], &Language) -> Result<Json, String>),
    Part,
}

/// Every helper, besides Handlebars' own `if`, `unless`, `each`, `with` and `lookup`.
pub const HELPERS: &[Row] = &[
    Row {
        name: "date",
        example: "{{date dated}}; {{date dated \"%A %-d %B\"}}",
        yields: "21 November 2026; Saturday 21 November",
        about: "a date, or a date and time, in words; a strftime pattern may follow",
        call: Call::InLanguage(date),
    },
    Row {
        name: "list",
        example: "{{list streets}}",
        yields: "High Street, Mill Lane and Back Lane",
        about: "the items of a list as \"a, b and c\"",
        call: Call::InLanguage(list),
    },
    Row {
        name: "cite",
        example: "It was said.{{cite \"plan\"}}",
        yields: "It was said.",
        about: "a numbered note with the source of this id",
        call: Call::Value(cite),
    },
    Row {
        name: "part",
        example: "{{#part number=\"2\" words=250}}My answer{{/part}}",
        yields: "My answer",
        about: "a numbered piece with its own limit; number, title, words and characters may be given; \
            a title such as \"3a. Do you agree?\" brings its own number",
        call: Call::Part,
    },
    Row {
        name: "has",
        example: "{{#if (has streets \"Mill Lane\")}}yes{{/if}}",
        yields: "yes",
        about: "whether a list holds a value",
        call: Call::Value(has),
    },
    Row {
        name: "eq",
        example: "{{#if (eq role \"individual\")}}I{{else}}We{{/if}}",
        yields: "I",
        about: "whether two values are the same",
        call: Call::Value(|p| Ok(Json::Bool(equal(at(p, 0), at(p, 1))))),
    },
    Row {
        name: "ne",
        example: "{{#if (ne role \"individual\")}}We{{else}}I{{/if}}",
        yields: "I",
        about: "whether two values differ",
        call: Call::Value(|p| Ok(Json::Bool(!equal(at(p, 0), at(p, 1))))),
    },
    Row {
        name: "begins",
        example: "{{#if (begins name \"Jean\")}}yes{{/if}}",
        yields: "yes",
        about: "whether a text begins with another",
        call: Call::Value(begins),
    },
    Row {
        name: "and",
        example: "{{#if (and name role)}}both{{/if}}",
        yields: "both",
        about: "whether all of these are there",
        call: Call::Value(|p| Ok(Json::Bool(p.iter().all(|v| truthy(v))))),
    },
    Row {
        name: "or",
        example: "{{#if (or nothing name)}}one{{/if}}",
        yields: "one",
        about: "whether one of these is there",
        call: Call::Value(|p| Ok(Json::Bool(p.iter().any(|v| truthy(v))))),
    },
    Row {
        name: "not",
        example: "{{#if (not nothing)}}none{{/if}}",
        yields: "none",
        about: "whether this is not there",
        call: Call::Value(|p| Ok(Json::Bool(!truthy(at(p, 0))))),
    },
    Row {
        name: "count",
        example: "{{count streets}}",
        yields: "3",
        about: "how many items a list has",
        call: Call::Value(|p| Ok(Json::from(count(at(p, 0))))),
    },
    Row {
        name: "plural",
        example: "{{plural (count streets) \"street\" \"streets\"}}",
        yields: "streets",
        about: "the first word for 1, the second for any other number",
        call: Call::Value(plural),
    },
    Row {
        name: "thousands",
        example: "{{thousands 1234}}",
        yields: "1,234",
        about: "a whole number with a comma between its thousands",
        call: Call::Value(|p| {
            let number = at(p, 0).as_u64().ok_or("give a whole number")?;
            Ok(Json::from(thousands(number as usize)))
        }),
    },
    Row {
        name: "words",
        example: "{{words name}}",
        yields: "2",
        about: "how many words a text has",
        call: Call::Value(|p| {
            Ok(Json::from(words::count(&marks::strip(at(p, 0).as_str().unwrap_or_default()))))
        }),
    },
    Row {
        name: "sentence",
        example: "{{sentence \"I want it to stay open\"}} {{sentence \"Why?\"}}",
        yields: "I want it to stay open. Why?",
        about: "an answer as a sentence of its own, with a capital and a full stop",
        call: Call::Value(|p| Ok(Json::from(sentence(at(p, 0).as_str().unwrap_or_default())))),
    },
    Row {
        name: "wish",
        example: "{{wish \"I want it to stay open\"}} {{wish \"more buses\"}}",
        yields: "I want it to stay open. This is what I want: more buses.",
        about: "what a person wants, as a sentence even where it was typed as a few words",
        call: Call::Value(|p| Ok(Json::from(wish(at(p, 0).as_str().unwrap_or_default())))),
    },
    Row {
        name: "from_when",
        example: "It moves {{from_when \"April 2027\"}}, or {{from_when \"in May\"}}.",
        yields: "It moves from April 2027, or in May.",
        about: "since when something is, with \"from\" where the answer does not lead itself in",
        call: Call::Value(|p| Ok(Json::from(from_when(at(p, 0).as_str().unwrap_or_default())))),
    },
    Row {
        name: "phrase",
        example: "I write about {{phrase \"The library in Mill Lane.\"}}.",
        yields: "I write about the library in Mill Lane.",
        about: "an answer inside a sentence, without the mark at its end and with a small \"the\"",
        call: Call::Value(|p| Ok(Json::from(phrase(at(p, 0).as_str().unwrap_or_default())))),
    },
    Row {
        name: "salutation",
        example: "Dear {{salutation \"Dr Alex Member MP\"}}",
        yields: "Dear Dr Member",
        about: "what follows \"Dear\" for a full name",
        call: Call::Value(|p| {
            Ok(Json::from(salutation(&marks::strip(at(p, 0).as_str().unwrap_or_default()))))
        }),
    },
];

/// Names that a question's id may not take: the helpers and Handlebars' own.
pub fn names() -> impl Iterator<Item = &'static str> {
    HELPERS.iter().map(|h| h.name).chain(BUILT_IN.iter().copied())
}

/// Handlebars' own helpers that templates may use.
pub const BUILT_IN: &[&str] = &["if", "unless", "each", "with", "lookup"];

/// The answers that the examples of [`HELPERS`] speak of.
pub fn example_data() -> Json {
    serde_json::json!({
        "dated": "2026-11-21",
        "name": "Jean Sample",
        "nothing": "",
        "role": "individual",
        "streets": ["High Street", "Mill Lane", "Back Lane"],
    })
}

/// Registers every helper; days and lists read as in the language.
pub fn register(handlebars: &mut Handlebars<'_>, language: &Language) {
    for name in ["log", "raw"] {
        handlebars.unregister_helper(name);
    }
    for row in HELPERS {
        match row.call {
            Call::Value(function) => {
                handlebars.register_helper(row.name, Box::new(ValueHelper(row.name, function)));
            }
            Call::InLanguage(function) => {
                let language = language.clone();
                let call = move |params: &[&Json]| function(params, &language);
                handlebars.register_helper(row.name, Box::new(ValueHelper(row.name, call)));
            }
            Call::Part => handlebars.register_helper(row.name, Box::new(part)),
        }
    }
}

/// A helper that makes one value of others; the value then passes the escape like any other.
struct ValueHelper<F>(&'static str, F);

impl<F> HelperDef for ValueHelper<F>
where
    F: Fn(&[&Json]) -> Result<Json, String> + Send + Sync,
{
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let params: Vec<&Json> = helper.params().iter().map(|p| p.value()).collect();
        (self.1)(&params)
            .map(ScopedJson::from)
            .map_err(|what| RenderErrorReason::Other(format!("`{}`: {what}", self.0)).into())
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

fn truthy(value: &Json) -> bool {
    match value {
        Json::Null => false,
        Json::Bool(b) => *b,
        Json::Number(n) => n.as_f64() != Some(0.0),
        Json::String(s) => !s.is_empty(),
        Json::Array(a) => !a.is_empty(),
        Json::Object(o) => !o.is_empty(),
    }
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

fn begins(params: &[&Json]) -> Result<Json, String> {
    let text = |index| marks::strip(at(params, index).as_str().unwrap_or_default());
    Ok(Json::Bool(text(0).starts_with(&text(1))))
}

fn count(value: &Json) -> usize {
    match value {
        Json::Array(items) => items.len(),
        other => usize::from(truthy(other)),
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

fn has(params: &[&Json]) -> Result<Json, String> {
    let wanted = at(params, 1);
    let Json::Array(items) = at(params, 0) else {
        return Ok(Json::Bool(equal(at(params, 0), wanted)));
    };
    let found = items.iter().any(|item| match item {
        Json::Object(map) => {
            ["value", "id"].iter().any(|k| map.get(*k).is_some_and(|v| equal(v, wanted)))
        }
        other => equal(other, wanted),
    });
    Ok(Json::Bool(found))
}

fn cite(params: &[&Json]) -> Result<Json, String> {
    let id = at(params, 0).as_str().ok_or("give the id of a source in quotes")?;
    Ok(Json::from(format!("{}{}{id}{}", marks::PACK, marks::CITE, marks::CITE)))
}

fn plural(params: &[&Json]) -> Result<Json, String> {
    let one = match at(params, 0) {
        Json::Number(n) => n.as_f64() == Some(1.0),
        other => count(other) == 1,
    };
    Ok(at(params, if one { 1 } else { 2 }).clone())
}

fn date(params: &[&Json], language: &Language) -> Result<Json, String> {
    let text = at(params, 0).as_str().unwrap_or_default();
    if text.is_empty() {
        return Ok(Json::from(""));
    }
    // What a preview shows for a day that nobody has given yet.
    if text.starts_with(OPEN) {
        return Ok(at(params, 0).clone());
    }
    let pattern = at(params, 1).as_str();
    language
        .shown(text, pattern)
        .map(Json::from)
        .ok_or_else(|| "not a date, or not a pattern".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_yields_what_it_says() {
        let mut handlebars = Handlebars::new();
        handlebars.register_escape_fn(crate::text::escape::markdown);
        register(&mut handlebars, Language::english());
        for row in HELPERS {
            let out = handlebars.render_template(row.example, &example_data()).expect(row.name);
            let visible = part_text(&out);
            assert_eq!(visible, row.yields, "{}", row.name);
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
