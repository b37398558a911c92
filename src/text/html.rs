//! Names of HTML's tags, to tell one from a placeholder such as `<your name>`.

use std::sync::LazyLock;

static TAGS: LazyLock<Vec<String>> = LazyLock::new(|| {
    serde_yaml::from_str(include_str!("../../data/html-tags.yaml")).unwrap_or_default()
});

/// Whether a tag as written, such as `<br>` or `</div`, is one of HTML: an element, a comment or
/// a declaration.
pub fn is_html(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    tag.starts_with("<!") || TAGS.iter().any(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::is_html;

    #[test]
    fn tags_are_told_from_placeholders() {
        for tag in ["<br>", "</div>", "<!-- a note -->", "<P class=x"] {
            assert!(is_html(tag), "{tag}");
        }
        for gap in ["<your name>", "<name of ward>", "< 5"] {
            assert!(!is_html(gap), "{gap}");
        }
    }
}
