//! A letter that is sent round already: cut from "Dear" to "Yours", with every bracket, blank and
//! highlight as it stands, and with what is proposed for each. Nothing of it is decided here: a
//! caller shows it, changes what is wrong, and writes the pack; what nobody confirmed is marked
//! `TO CONFIRM` in the pack, which `check` then refuses.

mod cut;
mod gap;
mod head;
mod imported;
mod write;

pub use imported::Import;

pub use self::gap::Gap;
pub use self::head::kinds;
