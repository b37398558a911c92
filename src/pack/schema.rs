//! JSON Schemas of the files that people write, made from the types that read them, so that an
//! editor with a YAML language server completes and explains.
//!
//! They say what stands in a file and what it means. What belongs together (an id that another
//! file must have) is for `check`.

pub(crate) mod parts;

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

use crate::pack::spec::{PackSpec, QuestionSpec, TemplateSpec};
use crate::register::{Areas, Bodies, Destination};
use crate::source::file_keys;
use crate::text::Language;

/// A schema by the name that the command line gives it.
pub struct Named {
    /// Its name, such as `pack`.
    pub name: &'static str,
    /// What it is of.
    pub about: &'static str,
    make: fn() -> Value,
}

/// Every schema.
pub const ALL: &[Named] = &[
    Named { name: "pack", about: "pack.yaml", make: pack },
    Named { name: "template", about: "the front matter of a template", make: template },
    Named { name: "answers", about: "an answers file", make: answers },
    Named { name: "questions", about: "a list of questions", make: questions },
    Named { name: "areas", about: "areas.yaml", make: areas },
    Named { name: "bodies", about: "bodies.yaml", make: bodies },
    Named { name: "destinations", about: "destinations.yaml", make: destinations },
    Named { name: "languages", about: "languages.yaml", make: languages },
];

impl Named {
    /// The schema, ready to be written to a file.
    pub fn text(&self) -> String {
        format!("{:#}\n", (self.make)())
    }
}

/// The schema of a name.
pub fn named(name: &str) -> Option<&'static Named> {
    ALL.iter().find(|one| one.name == name)
}

/// The schema of `pack.yaml`.
pub fn pack() -> Value {
    of::<PackSpec>("pack.yaml of a sayso pack")
}

/// The schema of a template's front matter.
pub fn template() -> Value {
    of::<TemplateSpec>("Front matter of a sayso template")
}

/// The schema of a list of questions.
pub fn questions() -> Value {
    of::<Vec<QuestionSpec>>("Questions of sayso")
}

/// The schema of `areas.yaml`.
pub fn areas() -> Value {
    of::<Areas>("areas.yaml of a sayso pack")
}

/// The schema of `bodies.yaml`.
pub fn bodies() -> Value {
    of::<Bodies>("bodies.yaml of a sayso pack")
}

/// The schema of `destinations.yaml`.
pub fn destinations() -> Value {
    of::<Vec<Destination>>("destinations.yaml of a sayso pack")
}

/// The schema of `languages.yaml`.
pub fn languages() -> Value {
    of::<Vec<Language>>("languages.yaml of a sayso pack")
}

/// The schema of an answers file. Which answers there are is the pack's to say.
pub fn answers() -> Value {
    let scalar = json!({"type": ["string", "number", "boolean", "null"]});
    let list = json!({"type": "array", "items": {"anyOf": [scalar, {"type": "object"}]}});
    let about = |key: &str| match key {
        "pack" => json!({
            "type": "string",
            "description": "The pack: the name of one that ships, or the path of a folder or zip.",
        }),
        "template" => json!({"type": "string", "description": "What to write."}),
        "templates" => json!({
            "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
            "description": "What to write, where it is more than one.",
        }),
        "answers" => json!({
            "type": ["object", "null"],
            "description": "The answers by the ids of their questions; `mp: {name: …}` is `mp.name`.",
            "additionalProperties": {"anyOf": [
                scalar,
                list,
                {"type": "object", "additionalProperties": {"anyOf": [scalar, list]}},
            ]},
        }),
        "edited" => texts("Bodies that were edited by hand, by template."),
        "drafts" => texts("What was being typed when an interview stopped, by question."),
        "earlier" => json!({
            "type": "object",
            "description": "What was answered before an answer was changed, by question.",
            "additionalProperties": {
                "type": "array",
                "items": {"anyOf": [scalar, list, {"type": "object"}]},
            },
        }),
        "saved" => json!({"type": "string", "description": "Where a kept letter was saved."}),
        "at" => json!({"type": "string", "description": "The question that was gone back to."}),
        "about" => json!({
            "type": ["integer", "string"],
            "description": "How many questions there were said to be about.",
        }),
        "begun" => json!({"type": "string", "description": "When a kept interview was begun."}),
        "signatories" => json!({
            "type": "array",
            "description": "Who signs a joint response.",
            "items": {
                "type": "object",
                "properties": {
                    "name": {"type": "string", "description": "Name as they sign it."},
                    "place": {"type": "string", "description": "Roughly where they live."},
                    "says": {"type": "string", "description": "What they say in their own words."},
                },
                "required": ["name"],
                "additionalProperties": false,
            },
        }),
        _ => json!({}),
    };
    let properties: serde_json::Map<String, Value> =
        file_keys().iter().map(|key| ((*key).to_string(), about(key))).collect();
    json!({
        "$schema": SchemaSettings::draft07().meta_schema,
        "title": "Answers for sayso",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}

fn texts(description: &str) -> Value {
    json!({
        "type": "object",
        "description": description,
        "additionalProperties": {"type": "string"},
    })
}

/// The schema of a type, in the draft that editors know best.
fn of<T: JsonSchema>(title: &str) -> Value {
    let settings = SchemaSettings::draft07().with_transform(RecursiveTransform(plain));
    let mut schema = settings.into_generator().into_root_schema_for::<T>().to_value();
    schema["title"] = json!(title);
    schema
}

/// Takes out what is true of the types and not of the files: that a key may be null, what stands
/// where it is not given, how large a number the program takes.
fn plain(schema: &mut Schema) {
    let Some(map) = schema.as_object_mut() else { return };
    for key in ["default", "format", "minimum"] {
        if map.get("format") != Some(&json!("uri")) {
            map.remove(key);
        }
    }
    if let Some(Value::Array(types)) = map.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            map.insert("type".into(), only);
        }
    }
    if let Some(Value::Array(any)) = map.get_mut("anyOf") {
        any.retain(|one| one["type"] != "null");
        if let [only] = any.as_slice() {
            let only = only.clone();
            map.remove("anyOf");
            // In this draft nothing may stand beside a reference but in a list of one.
            map.insert("allOf".into(), json!([only]));
        }
    }
}
