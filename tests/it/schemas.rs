//! The JSON Schemas: as the types say, kept in `docs/schema/` for editors, and true of every file
//! that ships. SAYSO_ACCEPT=1 rewrites them.

use std::fs;

use sayso::pack::{schema, shipped};
use serde_json::{Value as Json, json};

use crate::support::{Home, repository, stdout};

#[test]
fn the_schemas_kept_are_those_of_the_types() {
    let mut differ = Vec::new();
    for one in schema::ALL {
        let path = repository(&format!("docs/schema/{}.schema.json", one.name));
        if std::env::var_os("SAYSO_ACCEPT").is_some() {
            fs::write(&path, one.text()).expect("written");
        }
        if fs::read_to_string(&path).ok().as_deref() != Some(one.text().as_str()) {
            differ.push(one.name);
        }
    }
    assert_eq!(differ, [""; 0], "SAYSO_ACCEPT=1 rewrites these in docs/schema");
    let kept = fs::read_dir(repository("docs/schema")).expect("the folder is there").count();
    assert_eq!(kept, schema::ALL.len(), "one that is no more");
}

#[test]
fn every_file_that_ships_is_as_its_schema_says() {
    for name in shipped::names() {
        let files = shipped::files(name).expect("it ships");
        for (path, bytes) in &files.files {
            let text = std::str::from_utf8(bytes).expect("text");
            let which = match path.as_str() {
                "pack.yaml" => "pack",
                "destinations.yaml" => "destinations",
                "bodies.yaml" => "bodies",
                "areas.yaml" => "areas",
                "languages.yaml" => "languages",
                path if path.ends_with(".md.hbs") && !path.contains('/') => "template",
                path if path.starts_with("examples/") && path.ends_with(".yaml") => "answers",
                _ => continue,
            };
            let yaml = match which {
                "template" => text.split("---\n").nth(1).expect("front matter"),
                _ => text,
            };
            assert_fits(which, yaml, &format!("{name}/{path}"));
        }
    }
    for which in ["questions", "areas", "bodies", "destinations", "languages"] {
        let text = fs::read_to_string(repository(&format!("data/{which}.yaml"))).expect("read");
        assert_fits(which, &text, which);
    }
}

fn assert_fits(which: &str, yaml: &str, place: &str) {
    assert_eq!(wrong(which, yaml), [""; 0], "{place}");
}

/// What a schema finds wrong with a text.
fn wrong(which: &str, yaml: &str) -> Vec<String> {
    let schema = schema::named(which).expect("it is there").text();
    let schema: Json = serde_json::from_str(&schema).expect("JSON");
    let value: Json = serde_yaml::from_str(yaml).expect("YAML");
    let mut wrong = Vec::new();
    fits(&value, &schema, &schema, "", &mut wrong);
    wrong
}

#[test]
fn slips_are_told_by_the_schema() {
    let good = "title: T\nsummary: S\npublisher: P\nlicence: L\nupdated: 2026-11-21\n";
    assert_eq!(wrong("pack", good), [""; 0]);
    for (slip, told) in [
        ("titel: x\n", "/titel is not known"),
        ("questions: [{id: a, kind: txt}]\n", "/questions/0/kind"),
        ("questions: [{id: a, required: perhaps}]\n", "/questions/0/required"),
        ("concerns: [{title: x}]\n", "/concerns/0/id is missing"),
        ("sources: {a: {date: \"2026\"}}\n", "/sources/a/title is missing"),
        ("order: x\n", "/order"),
    ] {
        let found = wrong("pack", &format!("{good}{slip}"));
        assert!(found.iter().any(|w| w.contains(told)), "{slip}: {found:?}");
    }
    assert_eq!(
        wrong(
            "pack",
            &format!("{good}questions:\n  - {{id: a, required: no, options: [x, 1, {{b: c}}]}}\n")
        ),
        [""; 0]
    );
}

/// As much of JSON Schema as ours use; patterns are looked at in a test of their own.
fn fits(value: &Json, schema: &Json, root: &Json, at: &str, wrong: &mut Vec<String>) {
    if let Some(path) = schema["$ref"].as_str() {
        let target =
            root.pointer(path.trim_start_matches('#')).expect("a reference that leads somewhere");
        return fits(value, target, root, at, wrong);
    }
    for one in schema["allOf"].as_array().into_iter().flatten() {
        fits(value, one, root, at, wrong);
    }
    for key in ["anyOf", "oneOf"] {
        let Some(any) = schema[key].as_array() else { continue };
        let good = any.iter().any(|one| {
            let mut found = Vec::new();
            fits(value, one, root, at, &mut found);
            found.is_empty()
        });
        if !good {
            wrong.push(format!("{at} is none of those it may be"));
        }
    }
    let types: Vec<&str> = match &schema["type"] {
        Json::String(one) => vec![one],
        Json::Array(many) => many.iter().filter_map(Json::as_str).collect(),
        _ => Vec::new(),
    };
    if !types.is_empty() && !types.iter().any(|name| is(value, name)) {
        wrong.push(format!("{at} is no {types:?}"));
        return;
    }
    let listed = schema["enum"].as_array();
    if listed.is_some_and(|all| !all.contains(value))
        || (schema.get("const").is_some() && schema["const"] != *value)
    {
        wrong.push(format!("{at} is not one of those listed"));
    }
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        fits(item, &schema["items"], root, &format!("{at}/{index}"), wrong);
    }
    let Some(map) = value.as_object() else { return };
    for key in schema["required"].as_array().into_iter().flatten().filter_map(Json::as_str) {
        if !map.contains_key(key) {
            wrong.push(format!("{at}/{key} is missing"));
        }
    }
    for (key, inner) in map {
        let at = format!("{at}/{key}");
        match (&schema["properties"][key], &schema["additionalProperties"]) {
            (Json::Null, Json::Bool(false)) => wrong.push(format!("{at} is not known")),
            (Json::Null, other) => fits(inner, other, root, &at, wrong),
            (own, _) => fits(inner, own, root, &at, wrong),
        }
    }
}

fn is(value: &Json, name: &str) -> bool {
    match name {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        _ => false,
    }
}

/// Every key is explained, and by nothing that only programmers know.
#[test]
fn every_key_is_explained() {
    for one in schema::ALL {
        let schema: Json = serde_json::from_str(&one.text()).expect("JSON");
        let mut bare = Vec::new();
        explained(&schema, one.name, &mut bare);
        assert_eq!(bare, [""; 0], "{}", one.name);
        for word in ["Rust", "serde", "Option", "Vec<", "usize", "struct", "uint", "Spec", "[`"] {
            assert!(!one.text().contains(word), "{word} in {}", one.text());
        }
        assert_eq!(schema["$schema"], json!("http://json-schema.org/draft-07/schema#"));
    }
}

fn explained(schema: &Json, at: &str, bare: &mut Vec<String>) {
    for (key, inner) in schema["properties"].as_object().into_iter().flatten() {
        if inner["description"].as_str().is_none_or(str::is_empty) {
            bare.push(format!("{at}/{key}"));
        }
        explained(inner, &format!("{at}/{key}"), bare);
    }
    for (key, inner) in schema["definitions"].as_object().into_iter().flatten() {
        explained(inner, &format!("{at}/{key}"), bare);
    }
}

#[test]
fn the_command_prints_one_or_tells_which_there_are() {
    let home = Home::new();
    let pack = home.test().line("schema pack").run();
    assert_eq!(stdout(&pack), schema::named("pack").expect("it is there").text());
    let list = stdout(&home.run(&["schema"]));
    for one in schema::ALL {
        assert!(list.contains(&format!("sayso schema {}", one.name)), "{list}");
    }
    home.test().line("schema pak").status(2).says("a similar value exists: 'pack'").run();
}
