//! What to write where what the person chose is not written for what they answered, such as where
//! they live in another nation.

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
pub(crate) fn instead(
    form: &Form<'_>,
    found: &str,
    question: &Question,
    fault: &AnswerFault,
    style: Style,
) -> Option<Vec<String>> {
    let AnswerFault::WrittenFor { holds, nation, instead, refused, .. } = fault else {
        return None;
    };
    let (pack, chosen) = (form.pack(), form.templates());
    let held = chosen.iter().filter(|template| !refused.contains(&template.id));
    let kept: Vec<String> = held.map(|one| format!("{found}/{}", one.id)).collect();
    let offer = |name: &String| {
        let template = pack.template(name.split_once('/')?.1)?;
        let name = format!("{found}/{}", template.id);
        (!kept.contains(&name)).then(|| (Some(name), template.action.clone()))
    };
    let mut offered: Vec<(Option<String>, String)> = Vec::new();
    if !kept.is_empty() {
        offered.push((None, "leave it out, and write the rest".into()));
    }
    offered.extend(instead.iter().filter_map(offer));
    if offered.is_empty() && nation.is_some() {
        offered.push((Some(ANYTHING.0.into()), ANYTHING.1.into()));
    }
    let mut lines: Vec<String> = offered.iter().map(|(_, action)| action.clone()).collect();
    let another = if question.kind == Kind::Area { "council" } else { "answer" };
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
    let picked = prompt::pick(style, question, why, &lines)?;
    let (name, _) = offered.into_iter().nth(picked)?;
    Some(name.into_iter().chain(kept).collect())
}
