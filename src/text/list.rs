//! Lists in words.

use super::language::Language;

/// "a, b and c", in English.
pub fn join(items: &[String]) -> String {
    Language::english().join(items)
}
