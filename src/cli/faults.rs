//! How a fault looks: as a compiler shows it, or as one plain line.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use sayso::error::{Fault, Place, Severity, plain as plain_line};

/// A fault, ready to be written to stderr.
pub(crate) fn show(fault: &Fault, plain: bool) -> String {
    if plain {
        return format!("{}\n", plain_line(fault));
    }
    let word = match fault.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "advice",
    };
    let hint = fault.kind.hint();
    message(word, &fault.kind.to_string(), fault.place.as_ref(), hint.as_deref(), false)
}

/// A message with its place and hint. `word` is `error`, `warning` or `advice`.
pub(crate) fn message(
    word: &str,
    what: &str,
    place: Option<&Place>,
    hint: Option<&str>,
    plain: bool,
) -> String {
    if plain {
        return plain_message(word, what, place, hint);
    }
    let level = match word {
        "error" => Level::ERROR,
        "warning" => Level::WARNING,
        _ => Level::NOTE.with_name("advice"),
    };
    let mut group = level
        .primary_title(what.to_string())
        .elements(Vec::<Snippet<'_, annotate_snippets::Annotation<'_>>>::new());
    if let Some(place) = place {
        if place.text.is_empty() {
            let mut origin = annotate_snippets::Origin::path(place.file.clone());
            if place.line > 0 {
                origin = origin.line(place.line).char_column(place.column);
            }
            group = group.element(origin);
        } else {
            group = group.element(snippet(place));
        }
    }
    if let Some(hint) = hint {
        group = group.element(Level::HELP.with_name("hint").message(hint.to_string()));
    }
    let mut out = Renderer::styled().render(&[group]);
    out.push('\n');
    out
}

/// The line of a place with the words in question underlined.
fn snippet(place: &Place) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    let at = |column: usize| {
        place.text.char_indices().nth(column).map_or(place.text.len(), |(byte, _)| byte)
    };
    let start = at(place.column.saturating_sub(1));
    let end = at(place.column.saturating_sub(1) + place.length.max(1)).max(start);
    Snippet::source(place.text.clone())
        .path(place.file.clone())
        .line_start(place.line)
        .annotation(AnnotationKind::Primary.span(start..end))
}

fn plain_message(word: &str, what: &str, place: Option<&Place>, hint: Option<&str>) -> String {
    let at = match place {
        Some(place) if place.line > 0 => {
            format!("{}, line {}, column {}: ", place.file, place.line, place.column)
        }
        Some(place) => format!("{}: ", place.file),
        None => String::new(),
    };
    let hint = hint.map(|h| format!(". Try: {h}")).unwrap_or_default();
    format!("{word}: {at}{what}{hint}\n")
}
