//! JSON Schemas of the files that people write, made from the types that read them, so that an
//! editor with a YAML language server completes and explains.
//!
//! They say what stands in a file and what it means. What belongs together (an id that another
//! file must have) is for `check`.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

use crate::model::{Pack, Question, Template};
use crate::register::{Areas, Bodies, Destination};
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
    row("pack", "pack.yaml", || of::<Pack>("pack.yaml of a sayso pack")),
    row("template", "the front matter of a template", || {
        of::<Template>("Front matter of a sayso template")
    }),
    row("answers", "an answers file", answers),
    row("questions", "a list of questions", || of::<Vec<Question>>("Questions of sayso")),
    row("areas", "areas.yaml", || of::<Areas>("areas.yaml of a sayso pack")),
    row("bodies", "bodies.yaml", || of::<Bodies>("bodies.yaml of a sayso pack")),
    row("destinations", "destinations.yaml", || {
        of::<Vec<Destination>>("destinations.yaml of a sayso pack")
    }),
    row("languages", "languages.yaml", || of::<Vec<Language>>("languages.yaml of a sayso pack")),
];

const fn row(name: &'static str, about: &'static str, make: fn() -> Value) -> Named {
    Named { name, about, make }
}

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

/// The schema of an answers file, which no type mirrors: it is written by hand.
fn answers() -> Value {
    serde_json::from_str(include_str!("../../docs/schema/answers.schema.json"))
        .expect("the schema that is built in can be read, as a test does")
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
