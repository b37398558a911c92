//! What the JSON Schemas say of a value besides its type, from `data/schema.yaml`.

use std::collections::BTreeMap;

use schemars::Schema;
use serde_json::Value;

/// Makes a schema the one of a name; what is said of its field stays.
pub(super) fn named(name: &str) -> impl Fn(&mut Schema) + use<> {
    let table = serde_yaml::from_str(include_str!("../../data/schema.yaml"));
    let mut table: BTreeMap<String, Value> =
        table.expect("the table that is built in can be read, as a test of the schemas does");
    let schema = table.remove(name).and_then(|schema| Schema::try_from(schema).ok());
    let schema = schema.expect("the table has every name, as a test of the schemas shows");
    move |made| {
        let said = made.remove("description");
        *made = schema.clone();
        if let Some(said) = said {
            made.insert("description".into(), said);
        }
    }
}
