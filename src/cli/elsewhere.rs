//! What to write where the person lives in a nation in which what they chose does not hold.

use sayso::error::Error;
use sayso::interview::Form;
use sayso::text::join;

use super::prompt::{self, Style};
use super::screen;

/// A letter on any subject, for a nation of which a pack knows nothing.
const ANYTHING: (&str, &str) =
    ("anything/member-letter", "write to who represents me there, in my own words");

/// Offers what fits in the nation, with the answers so far; what was chosen, together with what
/// holds there of what is being written. None where another council is to be given. `found` is how
/// the pack is found again.
///
/// # Errors
/// The person stops.
pub(crate) fn instead(
    form: &Form<'_>,
    found: &str,
    (nation, holds): (&str, &[String]),
    named: &[String],
    style: Style,
) -> Result<Option<Vec<String>>, Error> {
    let (pack, chosen) = (form.pack(), form.templates());
    let held = chosen.iter().filter(|template| template.holds_in(nation));
    let kept: Vec<String> = held.map(|one| format!("{found}/{}", one.id)).collect();
    let fits = |name: &String| {
        let template = pack.template(name.split_once('/')?.1)?;
        let name = format!("{found}/{}", template.id);
        (!kept.contains(&name)).then(|| (vec![name], template.action.clone()))
    };
    let rest = (Vec::new(), "leave it out, and write the rest".to_string());
    let rest = Some(rest).filter(|_| !kept.is_empty());
    let mut offered: Vec<_> = rest.into_iter().chain(named.iter().filter_map(fits)).collect();
    if offered.is_empty() {
        offered.push((vec![ANYTHING.0.into()], ANYTHING.1.into()));
    }
    let lines = offered.iter().map(|(_, action)| action.as_str()).chain(["give another council"]);
    let lines: Vec<String> = lines.map(String::from).collect();
    let what = chosen.iter().find(|template| !template.holds_in(nation));
    let what = what.map_or("What you chose", |template| template.title.as_str());
    let here = join(holds);
    screen::say("");
    screen::note(&format!("{what} is for {here} here: other laws and offices hold in {nation}."));
    let question = "What would you like to do instead? Your answers come along.";
    let why = "What you answered so far is kept, and only what is new is asked.";
    let picked = prompt::one_of(style, question, why, &lines)?;
    let taken = picked.and_then(|index| offered.into_iter().nth(index));
    Ok(taken.map(|(names, _)| [names, kept].concat()))
}
