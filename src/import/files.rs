//! The files of a pack that is made: `data/import` has a template for each.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use handlebars::{Handlebars, handlebars_helper};
use include_dir::{Dir, include_dir};
use serde::Serialize;
use serde_json::Value;

use crate::import::markdown;
use crate::import::words::{list, shape, short, untagged};
use crate::pack::Shared;
use crate::template::helpers;
use crate::template::lint::names::RESERVED;
use crate::text::words::one_line;

/// The ids that a pack's own questions cannot have: those of shared ones, of helpers, and what the
/// template language itself says.
pub(super) fn taken(shared: &Shared) -> BTreeSet<String> {
    let ids = shared.questions.iter();
    let ids = ids.flat_map(|q| [q.id.clone(), q.id.replace('.', "_")]);
    let words = RESERVED.iter().copied().chain(helpers::names()).map(String::from);
    ids.chain(words).chain(list("no_ids").iter().cloned()).collect()
}

/// An id that is not taken yet; it is then.
pub(super) fn unique(id: &str, taken: &mut BTreeSet<String>) -> String {
    let numbered = (2..).map(|number| format!("{id}_{number}"));
    let mut all = std::iter::once(id.to_string()).chain(numbered);
    all.find(|id| taken.insert(id.clone())).unwrap_or_default()
}

handlebars_helper!(markdown_of: |text: str| markdown::words(text));
handlebars_helper!(tag: |id: str| format!("{{{{{id}}}}}"));

/// Most characters that `short` shows of a text, on one line.
const SHOWN: usize = 80;

/// Most characters of words that stand within a text of the pack.
const LONGEST: usize = 1_000;

/// The templates of the files. What they take in stands on one line.
static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/import");

// A string of JSON is one of YAML.
handlebars_helper!(yaml: |text: str| Value::from(text).to_string());
handlebars_helper!(brief: |text: str| short(text, SHOWN));
handlebars_helper!(safe_of: |text: str| safe(text));

/// Words without the signs that would end a text inside a tag or between quotation marks, and not
/// without end.
pub(super) fn safe(text: &str) -> String {
    let text = untagged(text);
    let opened = shape("opens").replace_all(&text, "${1}“");
    short(&opened.replace('"', "”"), LONGEST)
}

/// Writes a file by the template of its name.
pub(super) fn write(name: &str, data: &impl Serialize) -> Vec<u8> {
    (text(name, data) + "\n").into_bytes()
}

/// Writes a text by the template of its name.
pub(super) fn text(name: &str, data: &impl Serialize) -> String {
    static TEMPLATES: LazyLock<Handlebars<'static>> = LazyLock::new(|| {
        let mut templates = Handlebars::new();
        templates.register_helper("markdown", Box::new(markdown_of));
        templates.register_helper("tag", Box::new(tag));
        templates.register_escape_fn(one_line);
        templates.register_helper("yaml", Box::new(yaml));
        templates.register_helper("short", Box::new(brief));
        templates.register_helper("safe", Box::new(safe_of));
        for file in FILES.files() {
            let name = file.path().file_stem().unwrap_or_default().to_string_lossy();
            templates
                .register_template_string(&name, file.contents_utf8().unwrap_or_default())
                .expect("the templates that are built in can be read; tests use each");
        }
        templates
    });
    let text = TEMPLATES.render(name, data).unwrap_or_default();
    text.trim_end().to_string()
}
