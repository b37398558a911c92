//! `sayso list` and `sayso show`: what there is, what it asks, what it says and on what grounds.

use jiff::civil::{Date, DateTime};
use sayso::batch::columns::form;
use sayso::error::Error;
use sayso::interview;
use sayso::model::{Pack, Question, Template, To};
use sayso::pack::shipped;
use sayso::register::Areas;
use sayso::register::deadline;
use sayso::text::dates;

use super::args::ShowArgs;
use super::notes::sentence;
use super::screen::paragraph;
use super::{leaflet, packs, screen};

/// Lists the packs that ship and their templates.
pub(crate) fn list(today: Date) -> Result<(), Error> {
    let mut text = String::new();
    for name in shipped::names() {
        let (pack, _) = packs::load(name, today)?;
        text.push_str(&format!("{name}\n"));
        text.push_str(&paragraph(&pack.title, "  "));
        text.push_str(&paragraph(&pack.summary, "  "));
        for template in &pack.templates {
            text.push_str(&format!("  {name}/{}\n", template.id));
            text.push_str(&paragraph(&template.title, "      "));
        }
    }
    text.push_str("\nTo write: sayso write PACK/TEMPLATE. To read more: sayso show PACK.\n");
    screen::out(text.as_bytes())
}

/// Shows a pack or one of its templates.
pub(crate) fn show(args: &ShowArgs, now: DateTime) -> Result<(), Error> {
    let Some(what) = &args.what else { return screen::out(data().as_bytes()) };
    let wanted = packs::wanted(what);
    let (pack, _) = packs::load(&wanted.pack, now.date())?;
    if args.columns || args.form {
        return table(args, what, &pack, wanted.template.as_deref());
    }
    let text = match &wanted.template {
        Some(id) => template_text(&pack, packs::template(&pack, id)?, now),
        None => leaflet::text(&pack, &wanted.pack, now),
    };
    screen::out(text.as_bytes())
}

/// What is embedded, of which date, from whom, under which licence.
fn data() -> String {
    let mut out = "Data that comes with sayso, all of it on this computer\n".to_string();
    for source in &Areas::shipped().unwrap_or_default().sources {
        let (as_of, again) = (dates::partial(&source.as_of), dates::partial(&source.review_by));
        out.push_str(&format!("\n{}", paragraph(&sentence(&source.about), "")));
        let said = [
            Some(format!("{}, {}", source.title, source.publisher)),
            source.url.clone(),
            Some(format!("As of {as_of}, to be read again by {again}.")),
            source.licence.clone(),
        ];
        said.iter().flatten().for_each(|line| out.push_str(&paragraph(line, "  ")));
    }
    out.push_str("\nThe font Source Sans 3.\n");
    let words = FONT.lines().filter(|line| !line.is_empty()).take(2);
    words.for_each(|line| out.push_str(&paragraph(line, "  ")));
    out.push_str("\nWhat a pack states has sources of its own: sayso show PACK.\n");
    out
}

/// The licence of the font, whose first two lines say whose it is and under which licence.
const FONT: &str = include_str!("../../data/fonts/OFL.txt");

/// What stands before the questions of a form.
const INTRODUCTION: &str = "\
Ask these questions in this order and in these words. `sayso batch` then finds its columns by them.
If your form numbers its questions, leave their words as they are here.

- What is the same for everybody can be left out, and given once: `--set ID=ANSWER`, or `--answers`
  with a file. The id stands under each question.
- Add questions of your own, such as the ward: `--name` can make folders of the answers.
- An e-mail address or a postcode tells when somebody has sent the form twice.
";

/// Writes what a table for `sayso batch`, or the form that makes it, must have.
fn table(args: &ShowArgs, what: &str, pack: &Pack, template: Option<&str>) -> Result<(), Error> {
    let Some(id) = template else {
        let ids: Vec<String> = pack.templates.iter().map(|t| format!("{what}/{}", t.id)).collect();
        return Err(Error::Usage(
            "a table is for one template, and none was named".into(),
            format!("name one of these: {}", ids.join(", ")),
        ));
    };
    let template = packs::template(pack, id)?;
    let text = if args.form {
        form::describe(pack, template, INTRODUCTION)
    } else {
        format!("{}\n", form::heading_row(pack, template).join(","))
    };
    screen::out(text.as_bytes())
}

fn template_text(pack: &Pack, template: &Template, now: DateTime) -> String {
    let mut out = format!("{} ({}/{})\n\n", template.title, pack.id, template.id);
    out.push_str(&receiver_text(pack, template));
    if let Some(closes) = template.closes {
        let (soon, left) = (closes.soon(), deadline::left(now, closes.moment()));
        let word = if closes.moment() < now { "Closed" } else { "Closes" };
        out.push_str(&format!("{word}: {soon}, {left}.\n"));
    }
    out.push_str("\nWhat it asks\n");
    for question in interview::questions_for(pack, &[template]) {
        out.push_str(&question_text(question));
    }
    out
}

fn receiver_text(pack: &Pack, template: &Template) -> String {
    let mut out = String::new();
    match &template.destination {
        To::Kind(id) => {
            let Some(destination) = pack.registers.destination(id) else { return out };
            out.push_str(&format!("Goes to: {}\n", destination.title));
            if let Some(words) = template.words.or(destination.words) {
                out.push_str(&format!("Kept to {words} words where that can be done.\n"));
            }
            for source in &destination.sources {
                out.push_str(&format!("  {source}\n"));
            }
        }
        To::Chosen(id) => {
            out.push_str(&format!(
                "Goes to the body you choose (question `{id}`). Bodies with rules on record:\n"
            ));
            for body in &pack.registers.bodies.bodies {
                out.push_str(&format!("  {}  {}\n", body.id, body.name));
                for line in body.rules.in_words() {
                    out.push_str(&paragraph(&line, "      "));
                }
            }
        }
    }
    out
}

fn question_text(question: &Question) -> String {
    let ask = if question.ask.is_empty() {
        question.why.as_deref().unwrap_or_default()
    } else {
        &question.ask
    };
    let must =
        if question.required && question.default.is_none() { "" } else { " (may be left out)" };
    let mut out = paragraph(&format!("{}  {ask}{must}", question.id), "  ");
    for option in &question.options {
        out.push_str(&paragraph(&format!("{}: {}", option.value, option.text), "      "));
    }
    for condition in &question.when {
        out.push_str(&format!(
            "      only when {} is {}\n",
            condition.on,
            condition.is.join(" or ")
        ));
    }
    out
}
