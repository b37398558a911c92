//! A letter that is sent round already: cut from "Dear" to "Yours", with every bracket, blank and
//! highlight as it stands, and with what is proposed for each. Nothing of it is decided here: a
//! caller shows it, changes what is wrong, and writes the pack; what nobody confirmed is marked
//! `TO CONFIRM` in the pack, which `check` then refuses.

mod body;
mod cut;
mod find;
mod gap;
mod imported;
mod receiver;
mod subject;
mod text;
mod write;

pub use imported::Import;

pub use self::gap::{Gap, Treatment};
pub use self::receiver::{Receiver, kinds};
