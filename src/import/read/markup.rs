//! The beginning of an element of XML or of a web page.

use quick_xml::events::BytesStart;

/// The beginning of an element.
pub(super) struct Element<'t>(pub(super) &'t BytesStart<'t>);

impl Element<'_> {
    /// Its name without prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// An attribute by its name without prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let mut all = self.0.html_attributes();
        // Comparing each with all before it takes long where there are many.
        let found = all.with_checks(false).flatten();
        let mut found =
            found.filter(|a| a.key.local_name().into_inner().eq_ignore_ascii_case(name));
        found.next().map(|a| match a.normalized_value(quick_xml::XmlVersion::Implicit1_0) {
            Ok(value) => value.into_owned(),
            Err(_) => a.value.to_string(),
        })
    }

    /// All attributes, their names without prefix.
    pub(super) fn all(&self) -> impl Iterator<Item = (String, String)> {
        let mut all = self.0.html_attributes();
        all.with_checks(false);
        all.flatten().map(|a| (a.key.local_name().into_inner().to_string(), a.value.to_string()))
    }

    /// The same; empty where there is none.
    pub(super) fn text(&self, name: &str) -> String {
        self.get(name).unwrap_or_default()
    }

    /// Whether a switch such as `<w:b/>` is on.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.get("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}
