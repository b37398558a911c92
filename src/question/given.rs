//! The text, or texts, of what was given.

use super::fault::AnswerFault;
use crate::answer::Input;

/// The one text given; a list of one is that one.
pub(super) fn one(raw: &Input) -> Result<&str, AnswerFault> {
    match raw {
        Input::Text(text) => Ok(text),
        Input::List(items) => {
            let mut given = items.iter().filter(|item| !item.trim().is_empty());
            match (given.next(), given.next()) {
                (None, _) => Ok(""),
                (Some(only), None) => Ok(only),
                _ => Err(AnswerFault::List),
            }
        }
        Input::Map(map) if map.is_empty() => Ok(""),
        Input::Map(_) => Err(AnswerFault::Map),
    }
}

/// The texts given.
pub(super) fn items(raw: &Input) -> Result<Vec<&str>, AnswerFault> {
    match raw {
        Input::List(items) => Ok(items.iter().map(String::as_str).collect()),
        other => Ok(vec![one(other)?]),
    }
}
