//! A person who stands with others under one joint response.

/// Somebody who signs a joint response.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Signatory {
    /// Name as they sign it.
    pub name: String,
    /// Roughly where they live, such as a council's area or the first half of a postcode; may be
    /// empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// What they say in their own words; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub says: String,
}
