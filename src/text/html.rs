//! Names of HTML's tags, to tell one from a placeholder such as `<your name>`.

use std::sync::LazyLock;

static TAGS: LazyLock<Vec<String>> = LazyLock::new(|| {
    serde_yaml::from_str(include_str!("../../data/html-tags.yaml")).unwrap_or_default()
});

/// Whether a tag as written, such as `<br>` or `</div`, is one of HTML: an element, a comment or
/// a declaration.
pub fn is_html(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let (name, rest) = name.split_at(end);
    // Word writes tags of its own: `<o:p>`.
    let of_word = !name.is_empty()
        && rest
            .strip_prefix(':')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()));
    tag.starts_with("<!") || of_word || TAGS.iter().any(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::is_html;

    #[test]
    fn tags_are_told_from_placeholders() {
        for tag in ["<br>", "</div>", "<!-- a note -->", "<P class=x", "<o:p>"] {
            assert!(is_html(tag), "{tag}");
        }
        for gap in ["<your name>", "<name of ward>", "< 5", "<name: yours>"] {
            assert!(!is_html(gap), "{gap}");
        }
    }
}
