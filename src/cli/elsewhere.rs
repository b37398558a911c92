//! What to write where what the person chose is not written for what they answered, such as where
//! they live in another nation.

use sayso::error::Error;
use sayso::interview::Form;
use sayso::model::{Kind, Question};
use sayso::question::AnswerFault;
use sayso::text::join;

use super::prompt::{self, Style};
use super::screen;

/// A letter on any subject, for a nation of which a pack knows nothing.
const ANYTHING: (&str, &str) =
    ("anything/member-letter", "write to who represents me there, in my own words");

/// Offers what fits the answer, with the answers so far; what was chosen, together with what fits
/// of what is being written. None where another answer is to be given. `found` is how the pack is
/// found again.
///
/// # Errors
/// The person stops.
pub(crate) fn instead(
    form: &Form<'_>,
    found: &str,
    question: &Question,
    fault: &AnswerFault,
    style: Style,
) -> Result<Option<Vec<String>>, Error> {
    let AnswerFault::WrittenFor { holds, nation, instead, refused, .. } = fault else {
        return Ok(None);
    };
    let (pack, chosen) = (form.pack(), form.templates());
    let held = chosen.iter().filter(|template| !refused.contains(&template.id));
    let kept: Vec<String> = held.map(|one| format!("{found}/{}", one.id)).collect();
    let fits = |name: &String| {
        let template = pack.template(name.split_once('/')?.1)?;
        let name = format!("{found}/{}", template.id);
        (!kept.contains(&name)).then(|| (vec![name], template.action.clone()))
    };
    let rest = (Vec::new(), "leave it out, and write the rest".to_string());
    let rest = Some(rest).filter(|_| !kept.is_empty());
    let mut offered: Vec<_> = rest.into_iter().chain(instead.iter().filter_map(fits)).collect();
    if offered.is_empty() && nation.is_some() {
        offered.push((vec![ANYTHING.0.into()], ANYTHING.1.into()));
    }
    let another = if question.kind == Kind::Area { "council" } else { "answer" };
    let mut lines: Vec<String> = offered.iter().map(|(_, action)| action.clone()).collect();
    lines.push(format!("give another {another}"));
    let what = chosen.iter().find(|template| refused.contains(&template.id));
    let what = what.map_or("What you chose", |template| template.title.as_str());
    let told = match nation {
        Some(nation) => {
            format!("{what} is for {} here: other laws and offices hold in {nation}.", join(holds))
        }
        None => format!("{what} is for {}.", join(holds)),
    };
    screen::say("");
    screen::note(&told);
    let question = "What would you like to do instead? Your answers come along.";
    let why = "What you answered so far is kept, and only what is new is asked.";
    let picked = prompt::one_of(style, question, why, &lines)?;
    let taken = picked.and_then(|index| offered.into_iter().nth(index));
    Ok(taken.map(|(names, _)| [names, kept].concat()))
}
