//! Values that a type alone does not tell: ids, days, words of a list. Named by the types' own
//! `schema_with`.

use schemars::{Schema, SchemaGenerator, json_schema};

/// A part before or after the dot of a question's id.
const NAME: &str = "[a-z]([a-z0-9_]*[a-z0-9])?";

/// Words with hyphens.
const HYPHENS: &str = "[a-z0-9]([a-z0-9-]*[a-z0-9])?";

/// `2026-11-21`.
const DAY: &str = r"\d{4}-\d{2}-\d{2}";

/// A text of this pattern, whole.
fn matching(pattern: &str) -> Schema {
    json_schema!({"type": "string", "pattern": format!("^{pattern}$")})
}

/// The id of a question.
pub(crate) fn question_id(_: &mut SchemaGenerator) -> Schema {
    matching(&format!(r"{NAME}(\.{NAME})?"))
}

/// Ids of questions or of their groups.
pub(crate) fn question_ids(made: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": "array", "items": question_id(made)})
}

/// The id of a template, concern or source.
pub(crate) fn id(_: &mut SchemaGenerator) -> Schema {
    matching(HYPHENS)
}

/// Ids of templates.
pub(crate) fn ids(made: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": "array", "items": id(made)})
}

/// A day.
pub(crate) fn day(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": "string", "pattern": format!("^{DAY}$"), "examples": ["2026-11-21"]})
}

/// A day, a month or a year. A year without quotation marks is a number to an editor.
pub(crate) fn partial_date(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": ["string", "integer"],
        "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$",
        "examples": ["2026-11-21", "2026-11", "2026"],
    })
}

/// A day, with or without an hour.
pub(crate) fn closes(_: &mut SchemaGenerator) -> Schema {
    let pattern = format!("^{DAY}([T ]\\d{{2}}:\\d{{2}})?$");
    json_schema!({"type": "string", "pattern": pattern, "examples": ["2026-11-27 17:00"]})
}

/// The address of a page.
pub(crate) fn url(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": "string", "format": "uri", "pattern": "^https?://"})
}

/// Yes or no. To some editors `yes` is a word, to others a truth value.
pub(crate) fn truth(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"enum": [true, false, "yes", "no"]})
}

/// Where suggestions come from.
pub(crate) fn suggest(_: &mut SchemaGenerator) -> Schema {
    let names = ["constituencies", "boards", "members", "member-emails"];
    json_schema!({"type": "string", "enum": names})
}

/// Where words of a group stand.
pub(crate) fn shared(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": "string", "enum": ["after"]})
}

/// A text that may look like a number or a truth value to an editor.
pub(crate) fn scalar(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": ["string", "number", "boolean"]})
}

/// One answer or several.
pub(crate) fn one_or_more(made: &mut SchemaGenerator) -> Schema {
    let scalar = scalar(made);
    json_schema!({"anyOf": [scalar, {"type": "array", "items": scalar}]})
}

/// An option: `value`, `value: text`, or both keys spelt out.
pub(crate) fn choice(made: &mut SchemaGenerator) -> Schema {
    let scalar = scalar(made);
    json_schema!({
        "anyOf": [
            scalar,
            {
                "type": "object",
                "properties": {
                    "value": {
                        "type": ["string", "number", "boolean"],
                        "description": "What answers and templates call it.",
                    },
                    "text": {"type": "string", "description": "What the person reads."},
                },
                "required": ["value", "text"],
                "additionalProperties": false,
            },
            {
                "type": "object",
                "description": "`value: text`",
                "minProperties": 1,
                "maxProperties": 1,
                "additionalProperties": scalar,
            },
        ],
    })
}
