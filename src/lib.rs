//! sayso helps people write to those in power, in their own words.
//!
//! One straight line: pack files → [`Pack`] → [`Form`] and answers → [`Letter`] → bytes; a table
//! becomes many letters by a `Batch`. The types
//! named here are the facade; the rooms behind them are drawn in ARCHITECTURE.md. Without features
//! nothing here touches a file, a clock, a thread or a terminal: bytes, answers and the day come in,
//! bytes go out.
//!
//! ```
//! use jiff::civil::date;
//! use sayso::answer::Input;
//! use sayso::{Form, Format, PackFiles, Shared, pack};
//!
//! let files = PackFiles::from_embedded("ours", [
//!     ("pack.yaml", "title: Our road\nsummary: For a crossing.\npublisher: Example, example.org\nlicence: CC-BY-4.0\nupdated: 2026-11-21\n"),
//!     ("letter.md.hbs", "---\ntitle: A letter\naction: write\ndestination: councillor\nquestions: [area, story, name, address, postcode]\nsubject: A crossing\n---\nPlease make the road safe.\n\n{{story}}\n"),
//! ]);
//! let today = date(2026, 11, 28);
//! let shared = Shared::built_in().expect("the registers that ship are sound");
//! let (pack, _warnings) = pack::load(&files, shared, today).expect("the pack is sound");
//!
//! let mut form = Form::new(&pack, &["letter"], today).expect("it has this template");
//! while let Some(prompt) = form.next() {
//!     let typed = match prompt.id {
//!         "area" => "Leeds",
//!         "story" => "My son was nearly hit there.",
//!         "name" => "Jean Sample",
//!         "address" => "1 Sample Street",
//!         "postcode" => "LS1 4AP",
//!         // The rest takes its default or is left out.
//!         _ => "",
//!     };
//!     form.submit(prompt.id, Input::Text(typed.into())).expect("it is taken");
//! }
//! let letter = form.letter("letter").expect("it can be filled");
//! let text = letter.render(Format::Text, &Default::default()).expect("text can always be made");
//! assert!(String::from_utf8_lossy(&text).contains("My son was nearly hit there."));
//! ```

pub mod answer;
#[cfg(feature = "parallel")]
pub mod batch;
pub mod check;
pub mod compose;
pub mod diagnostic;
#[cfg(feature = "cli")]
pub mod disk;
pub mod document;
#[cfg(feature = "cli")]
pub mod error;
#[cfg(feature = "parallel")]
pub mod import;
pub mod interview;
pub mod limits;
pub mod model;
pub mod pack;
mod parallel;
pub mod question;
#[cfg(feature = "parallel")]
mod reader;
pub mod register;
pub mod render;
pub mod source;
pub mod template;
pub mod text;

#[cfg(feature = "parallel")]
pub use batch::Batch;
pub use diagnostic::Diagnostic;
pub use interview::{Form, Letter};
pub use model::Pack;
pub use pack::{PackFiles, Shared};
pub use render::Format;
