//! `sayso new DIR --letter FILE`: says what was found in the letter, asks about what is not
//! certain where somebody can be asked, and makes the pack.

use std::path::Path;

use jiff::civil::Date;
use sayso::adapt::letter::{Aside, LetterMade, Options, Use, Why};
use sayso::adapt::{self, Letter, Made, Wrong};
use sayso::error::Error;
use sayso::model::{Kind, Pack};
use sayso::pack::{Shared, shipped};

use super::super::args::NewArgs;
use super::super::prompt::{self, Style};
use super::super::{packs, screen};

/// Reads the letter, asks, and makes the pack.
pub(super) fn make(
    args: &NewArgs,
    path: &Path,
    id: &str,
    shared: &Shared,
    today: Date,
) -> Result<Made, Error> {
    if let Some(to) = &args.to {
        let blame =
            |wrong: Wrong| Error::Usage(format!("--to: {wrong}"), wrong.hint().unwrap_or_default());
        adapt::letter::receiver(to, shared, true).map_err(blame)?;
    }
    let wrong = |wrong: Wrong| Error::Adapt { path: path.to_path_buf(), wrong };
    let bytes = super::read(path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut letter = Letter::read(&name, &bytes).map_err(wrong)?;
    tell_aside(&letter);
    let style = prompt::style(args.plain, args.no_input);
    let asked = style.map(|style| ask_unsure(&mut letter, style)).transpose()?.is_some();
    let options = Options { id, today, to: args.to.as_deref() };
    let made = letter.make(options, shared).map_err(wrong)?;
    tell_gaps(&letter, &made, asked);
    tell_points(&letter);
    tell_sources(&letter);
    tell_receiver(args, &letter, &made);
    tell_nearest(&letter, today);
    Ok(made.made)
}

/// Shows what was left out of the letter, so that nothing is lost unseen.
fn tell_aside(letter: &Letter) {
    let told = [
        (Why::Instruction, "Instructions, set aside:"),
        (Why::Layout, "Left to the layout, which gives addresses and date:"),
        (Why::Signature, "Left to the layout, which gives the name:"),
        (Why::Below, "Below the name, set aside:"),
        (Why::Source, "Among the sources, but none that could be read, set aside:"),
    ];
    for (why, heading) in told {
        let lines: Vec<&Aside> = letter.layout.aside.iter().filter(|a| a.why == why).collect();
        if lines.is_empty() {
            continue;
        }
        screen::say(heading);
        for aside in lines {
            say_at(letter, aside.para.line, &aside.para.text);
        }
    }
    for told in &letter.told {
        screen::say(told);
    }
}

fn say_at(letter: &Letter, line: usize, text: &str) {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    screen::say_indented(&format!("{} {line}: {text}", letter.counts), "  ");
}

/// Asks about the placeholders that are not certain, one by one.
fn ask_unsure(letter: &mut Letter, style: Style) -> Result<(), Error> {
    let unsure: Vec<usize> =
        (0..letter.gaps.len()).filter(|index| !letter.gaps[*index].sure).collect();
    if unsure.is_empty() {
        return Ok(());
    }
    let many = if unsure.len() == 1 {
        "One place is".into()
    } else {
        format!("{} places are", unsure.len())
    };
    screen::say(&format!("\n{many} not certain. What should become of each?"));
    for index in unsure {
        let counts = letter.counts;
        let gap = &mut letter.gaps[index];
        screen::say(&format!("\n{counts} {}: {}\n  {}", gap.line, gap.written, gap.around));
        let mut choices = vec![
            ("a question of its own".to_string(), Use::Own(Kind::Text)),
            ("the person's name".into(), Use::Shared(vec!["name"])),
            ("the person's own words".into(), Use::Own(Kind::OwnWords)),
            ("leave it as text".into(), Use::Literal),
            ("take it out".into(), Use::Instruction),
        ];
        let guess = guessed(&gap.becomes);
        match choices.iter().position(|(_, becomes)| *becomes == gap.becomes) {
            // What was guessed comes first, so that Enter takes it.
            Some(at) => {
                let first = choices.remove(at);
                choices.insert(0, first);
            }
            None => choices.insert(0, (guess, gap.becomes.clone())),
        }
        let items: Vec<String> = choices.iter().map(|(text, _)| text.clone()).collect();
        if let Some(picked) = prompt::pick(style, "What is it?", &items) {
            gap.becomes = choices[picked].1.clone();
            gap.sure = true;
        }
    }
    Ok(())
}

/// What a placeholder was taken for, in a few words.
fn guessed(becomes: &Use) -> String {
    match becomes {
        Use::Shared(ids) => format!("the question {}", ids.join(", ")),
        Use::Own(kind) => format!("a question of its own ({})", kind.name()),
        Use::Choose(options) => format!("a choice: {}", options.join(" or ")),
        Use::Instruction => "take it out".into(),
        Use::Literal => "leave it as text".into(),
    }
}

/// Says what each placeholder became.
fn tell_gaps(letter: &Letter, made: &LetterMade, asked: bool) {
    if letter.gaps.is_empty() {
        screen::say("\nNo placeholder was found in the letter's own words.");
        return;
    }
    screen::say("\nPlaceholders, and the questions that they became:");
    for (gap, became) in letter.gaps.iter().zip(&made.became) {
        let questions: Vec<String> =
            became.iter().map(|(id, kind)| format!("{id} ({})", kind.name())).collect();
        let what = match &gap.becomes {
            Use::Instruction => "taken out".to_string(),
            Use::Literal => "left as text".into(),
            _ => questions.join(", "),
        };
        let doubt = if gap.sure || asked { "" } else { "  <- not certain, please look" };
        say_at(letter, gap.line, &format!("{} -> {what}{doubt}", gap.written));
    }
}

/// Says which points people will choose from.
fn tell_points(letter: &Letter) {
    let many = letter.points.many();
    if many > 0 {
        screen::say(&format!(
            "\nThe list to choose from became {many} points (`concerns` in pack.yaml): people choose, and only what they choose stands in their letter. Put each title into words that ask or name, and do not claim."
        ));
    }
}

/// Says what became of the sources that the letter lists.
fn tell_sources(letter: &Letter) {
    if letter.sources.is_empty() {
        return;
    }
    screen::say("\nSources that the letter names, now in pack.yaml:");
    for source in &letter.sources {
        let lacks: Vec<&str> = source
            .lacks
            .iter()
            .map(|what| if *what == "date" { "its date" } else { "an address to read it at" })
            .collect();
        let lacks = if lacks.is_empty() {
            String::new()
        } else {
            format!("  <- please add {}", lacks.join(" and "))
        };
        let nowhere = source.marker.is_empty();
        let nowhere = if nowhere { "  <- nothing in the letter points to it" } else { "" };
        say_at(
            letter,
            source.line,
            &format!("{} {} -> {}{lacks}{nowhere}", source.marker, source.said(), source.id),
        );
    }
}

fn tell_receiver(args: &NewArgs, letter: &Letter, made: &LetterMade) {
    let why = match &letter.receiver.because {
        _ if args.to.is_some() => String::new(),
        Some(sign) => format!(" The letter says \"{sign}\"."),
        None => " The letter did not say; most go to an MP.".into(),
    };
    let is_own = made.destination == "other";
    let example = if made.destination == "councillor" { "mp" } else { "councillor" };
    let other = match (&args.to, is_own) {
        (Some(_), _) => String::new(),
        (_, true) => format!(
            " If it is somebody that sayso knows, run it again with --to {example} or the like."
        ),
        (_, false) => format!(
            " If that is wrong, run it again with --to {example} or the like; --to other keeps the letter's own address and greeting."
        ),
    };
    let own =
        if is_own { " Its address, greeting and closing are in destinations.yaml." } else { "" };
    screen::say(&format!(
        "\nIt goes to: {} ({}).{why}{own}{other}",
        made.receiver, made.destination
    ));
}

fn tell_nearest(letter: &Letter, today: Date) {
    let shipped: Vec<Pack> =
        shipped::names().filter_map(|name| packs::load(name, today).ok()).map(|(p, _)| p).collect();
    let Some(near) = letter.nearest(&shipped) else { return };
    let words: Vec<&str> = near.shared.iter().take(4).map(String::as_str).collect();
    let to = if near.same_receiver { "the same receiver and" } else { "another receiver, but" };
    screen::say(&format!(
        "\nNearest among those that come with sayso: {}, {}. It goes to {to} also speaks of {}. To read it: sayso show {}",
        near.name,
        near.title,
        words.join(", "),
        near.name
    ));
}
