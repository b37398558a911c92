//! `sayso preview`: a letter with its gaps visible, to be read before anybody answers anything.

use std::path::Path;

use jiff::civil::Date;
use sayso::answer::Input;
use sayso::check::preview;
use sayso::check::preview::Preview;
use sayso::disk;
use sayso::disk::{IfExists, Outgoing};
use sayso::error::Error;
use sayso::interview::{Inputs, Origin};
use sayso::render::{self, Format};

use super::args::PreviewArgs;
use super::{packs, screen, write};

/// Stands between the letter and what follows it.
const LINE: &str = "––––––––––";

/// Runs the command: the letter on stdout or in a file, what it was shown for on stderr.
pub(crate) fn run(args: &PreviewArgs, today: Date) -> Result<(), Error> {
    let wanted = packs::wanted(&args.what);
    let (pack, _) = packs::load_to_look(&wanted.pack, today)?;
    let id = match (&wanted.template, pack.templates.as_slice()) {
        (Some(id), _) => id.clone(),
        (None, [only]) => only.id.clone(),
        (None, templates) => {
            let first = templates.first().map(|t| t.id.as_str()).unwrap_or_default();
            return Err(Error::Usage(
                format!("{} has several templates", wanted.pack),
                format!("name one, such as `sayso preview {}/{first}`", wanted.pack),
            ));
        }
    };
    let template = packs::template(&pack, &id)?;
    let preview = preview::preview(&pack, template, &given(args)?, today)?;
    match &args.output {
        Some(path) if path != Path::new("-") => save(args, path, &preview)?,
        _ => show(args, &preview)?,
    }
    for taken in &preview.taken {
        let others = taken.others.join(", ");
        let or = if others.is_empty() { String::new() } else { format!(" (or {others})") };
        screen::say(&format!("Shown for {}: {}{or}.", taken.id, taken.answer));
    }
    if preview.taken.iter().any(|taken| !taken.others.is_empty()) {
        screen::say("To see another, give --set id=value.");
    }
    Ok(())
}

/// The answers that stand in the place of gaps.
fn given(args: &PreviewArgs) -> Result<Inputs, Error> {
    let mut given = Inputs::default();
    if let Some(path) = &args.answers {
        for (id, raw, place) in write::read_answers(path)?.answers {
            given.insert(&id, raw, Origin::File(place));
        }
    }
    for (id, value) in &args.set {
        given.insert(id, Input::Text(value.clone()), Origin::Flag);
    }
    Ok(given)
}

/// Writes the letter to a file in the format asked for, or that of its ending.
fn save(args: &PreviewArgs, path: &Path, preview: &Preview) -> Result<(), Error> {
    let ending = path.extension().and_then(|e| e.to_str()).and_then(Format::from_name);
    let format = args.format.or(ending).unwrap_or(Format::Text);
    let bytes = match format {
        // A printed page is the letter's; what belongs beside it is text.
        Format::Text | Format::Markdown => text(preview, format).into_bytes(),
        _ => render::render(&preview.letter, format)?,
    };
    let file = Outgoing::new(path.to_path_buf(), bytes);
    let if_exists = if args.force { IfExists::Replace } else { IfExists::Refuse };
    disk::write_all(&[file], if_exists)?;
    screen::say(&format!("Saved {}", path.display()));
    Ok(())
}

fn show(args: &PreviewArgs, preview: &Preview) -> Result<(), Error> {
    let format = args.format.unwrap_or(Format::Text);
    match format {
        Format::Text => {
            let wrapped = screen::wrap(&text(preview, format), "");
            screen::out(format!("{wrapped}\n").as_bytes())
        }
        Format::Markdown => screen::out(text(preview, format).as_bytes()),
        _ => screen::out(&render::render(&preview.letter, format)?),
    }
}

/// The letter, the points and what to do then, as text.
fn text(preview: &Preview, format: Format) -> String {
    let document = |document| match format {
        Format::Markdown => render::markdown::markdown(document),
        _ => render::text::text(document),
    };
    let mut out = document(&preview.letter);
    if let Some(points) = &preview.points {
        out.push_str(&format!("\n{LINE}\nThe points to choose from\n\n{}", document(points)));
    }
    if !preview.next.is_empty() {
        out.push_str(&format!("\n{LINE}\nWhat to do then\n\n"));
        preview.next.iter().for_each(|step| out.push_str(&format!("- {step}\n")));
    }
    out
}
