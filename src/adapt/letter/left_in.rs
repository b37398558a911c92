//! Tags of another program that stay in the letter as they are written, so that they are told.

use super::layout::Layout;

/// Most of them that are told.
const MOST: usize = 20;

/// Most characters of one that are shown.
const SHOWN: usize = 60;

/// A sentence for each `{{#if …}}`, `{{/if}}` or `{% if … %}` of the letter.
pub(super) fn told(layout: &Layout, counts: &str) -> Vec<String> {
    let all = layout.subject.iter().chain(&layout.body);
    let tags = all.flat_map(|para| {
        let line = |at: usize| {
            para.line + para.text[..at].matches(['\n', crate::adapt::source::SOFT]).count()
        };
        tags(&para.text).into_iter().map(move |(at, tag)| (line(at), tag)).collect::<Vec<_>>()
    });
    let say = |(line, tag): (usize, String)| {
        format!(
            "In {counts} {line}, {tag} is a tag of another program, and stands in the letter as it is written. Take it out of the template, or write there what it should do."
        )
    };
    tags.take(MOST).map(say).collect()
}

/// The tags of a text, each with its place in bytes.
fn tags(text: &str) -> Vec<(usize, String)> {
    let mut all = Vec::new();
    for (open, close) in [("{{", "}}"), ("{%", "%}")] {
        for (at, _) in text.match_indices(open) {
            let inside = text[at + 2..].trim_start_matches(['{', '~', ' ']);
            let first = inside.split(|c: char| c.is_whitespace() || c == '}').next();
            let block = ["if", "else", "elif", "endif", "for", "endfor", "unless", "endunless"];
            let opens = inside.starts_with(['#', '/', '^', '>', '!', '&'])
                || first.is_some_and(|word| block.contains(&word));
            if let Some(end) = text[at..].find(close).filter(|_| opens) {
                let tag: String = text[at..at + end + 2].chars().take(SHOWN).collect();
                all.push((at, tag));
            }
        }
    }
    all.sort();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_other_programs_are_told_and_placeholders_are_not() {
        let found = |text| tags(text).into_iter().map(|(_, tag)| tag).collect::<Vec<_>>();
        assert_eq!(
            found("I live {{#if parent}}near{{/if}} {{name}} {% if a %}b{% endif %} {% c %}"),
            ["{{#if parent}}", "{{/if}}", "{% if a %}", "{% endif %}"]
        );
        assert_eq!(found("a {{ b"), [""; 0]);
    }

    #[test]
    fn each_is_told_with_its_line() {
        let text = "Dear MP,\n\nI am\nhere {{#if parent}}as a parent.\n\nYours\nA Name\n";
        let letter = crate::adapt::Letter::read("a.txt", text.as_bytes()).expect("a letter");
        assert_eq!(
            letter.told,
            [
                "In line 4, {{#if parent}} is a tag of another program, and stands in the letter as it is written. Take it out of the template, or write there what it should do."
            ]
        );
    }
}
