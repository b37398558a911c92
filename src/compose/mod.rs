//! Composes a document: a template filled with answers, kept within its word budget, measured.
//!
//! When the document is over its budget, text that the template keeps for when there is room
//! goes first, then the concerns take their short wordings, from the last chosen backwards, until
//! it fits. So the more a person writes, the less the template does.

pub mod advice;
mod body;
mod composer;
mod edited;
mod follow_up;
mod note;
mod receiver;
mod whole;

pub use composer::{Composer, texts_of_pack, wordings};
pub use edited::editable;
pub use follow_up::follow_up;
pub use note::note;
pub use receiver::{Budget, Receiver, budget, receiver};
