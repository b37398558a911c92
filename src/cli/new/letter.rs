//! `sayso new DIR --letter FILE`: shows the letter as it was cut, its subject, its receiver and each
//! of its gaps, lets the person say otherwise, and makes the pack. Where nobody can be asked, says
//! what was proposed; the pack then holds it marked `TO CONFIRM`.

use jiff::civil::Date;
use sayso::error::Error;
use sayso::import::{self, Gap, Import, Made, Treatment};
use sayso::pack::Shared;

use super::super::flags;
use super::super::prompt;
use super::super::screen;
use super::file::File;
use sayso::text::words;

const NO_GAPS: &str = "\nThere is no bracket, blank or highlight in the letter's own words.";

/// What stands in the menu for a receiver that it does not have.
const OTHER: &str = "somebody else";

/// Reads the letter, asks, and makes the pack.
pub(super) fn make(
    file: &File,
    to: Option<&str>,
    asks: bool,
    id: &str,
    (shared, today): (&Shared, Date),
) -> Result<Made, Error> {
    let read = Import::read(&file.name, &file.bytes);
    let mut letters = read.map_err(|wrong| file.refused(wrong))?;
    let mut chosen = 0;
    if asks && letters.len() > 1 {
        let item =
            |letter: &Import| format!("{} {}: {}", letter.counts, letter.first.0, letter.first.1);
        let items: Vec<String> = letters.iter().map(item).collect();
        let why = "Each becomes a pack of its own; run it again for the next.";
        let asked = format!("There are {} letters in this file. Which one?", items.len());
        let next = "run it again when you know which letter it is";
        chosen = prompt::pick(&asked, why, &items).ok_or_else(|| stopped(next))?;
    }
    let mut letter = letters.swap_remove(chosen);
    if let Some(to) = to {
        letter.receiver.to = Some(to.to_string()).filter(|to| to != flags::OTHER);
        letter.receiver.exact = true;
    }
    match asks {
        true => confirm(&mut letter, to.is_some())?,
        false => screen::say(&format!("\n{}\n{}", letter.shown().0, letter.shown().1)),
    }
    letter.write(id, shared, today).map_err(|wrong| file.refused(wrong))
}

fn stopped(next: &str) -> Error {
    Error::Usage("nothing was made".into(), next.into())
}

/// Shows all of it and lets the person say otherwise.
fn confirm(letter: &mut Import, receiver_given: bool) -> Result<(), Error> {
    screen::say(&format!("\n{}", letter.shown().0));
    let keys = [('y', "yes"), ('n', "no, stop here")];
    if prompt::key("Is this the letter, from its first line to its last?", &keys) == 'n' {
        let next = "keep the letter alone in a file, from Dear to Yours, and run it again";
        return Err(stopped(next));
    }
    letter.cut_confirmed = true;
    confirm_subject(letter);
    if !receiver_given {
        confirm_receiver(letter)?;
    }
    let many = letter.gaps.len();
    if many == 0 {
        screen::say(NO_GAPS);
    }
    for (index, gap) in letter.gaps.iter_mut().enumerate() {
        screen::say(&format!("\n{} of {many}, {} {}:", index + 1, letter.counts, gap.line));
        confirm_gap(gap);
    }
    Ok(())
}

fn confirm_subject(letter: &mut Import) {
    let keys: &[(char, &str)] = match &letter.subject {
        Some(_) => &[('y', "right"), ('r', "reword"), ('n', "it has none")],
        None => &[('y', "right"), ('r', "give it one")],
    };
    let shown = letter.subject.as_ref().map(|(_, subject)| format!("\nIts subject: {subject}"));
    let shown = shown.unwrap_or_else(|| "\nIt has no subject.".into());
    match prompt::key(&shown, keys) {
        'r' => {
            let why = "It stands above the letter and says in a line what is asked for.";
            let (line, mut subject) = letter.subject.take().unwrap_or_default();
            prompt::reword("The subject:", why, &mut subject);
            letter.subject = Some((line, subject)).filter(|(_, subject)| !subject.is_empty());
        }
        'n' => letter.subject = None,
        _ => {}
    }
    letter.subject_exact = true;
}

/// A menu of receivers, what the letter says first.
fn confirm_receiver(letter: &mut Import) -> Result<(), Error> {
    let to = &mut letter.receiver;
    let kinds = import::kinds().map(|(id, who)| (Some(id), who.to_string()));
    let own = Some((None, to.who())).filter(|_| to.to.is_none() && !to.office.is_empty());
    let mut items: Vec<_> = kinds.chain(own).chain([(None, OTHER.to_string())]).collect();
    let guess = items.iter().position(|(id, _)| *id == to.to.as_deref()).unwrap_or(0);
    items[..=guess].rotate_right(1);
    screen::say(&match &to.because {
        Some(words) => format!("\nThe letter says “{words}”."),
        None => "\nThe letter does not say whom it goes to.".into(),
    });
    let titles: Vec<String> = items.iter().map(|(_, title)| title.clone()).collect();
    // Leaving the menu leaves it to be confirmed in the pack.
    let why = "It decides the address, the greeting and how long it may be.";
    let Some(picked) = prompt::pick("Whom does it go to?", why, &titles) else {
        return Ok(());
    };
    let (id, title) = &items[picked];
    to.to = id.map(str::to_string);
    to.exact = true;
    if title == OTHER {
        (to.address, to.greeting) = (Vec::new(), None);
        let asked = "Their office or name, such as Chief Executive:";
        let why = "It stands in the address, and in the greeting where nobody has a name for them.";
        to.office.clear();
        prompt::reword(asked, why, &mut to.office);
        let why = "Yes asks for it. No greets them by their office.";
        to.named = prompt::yes("Should each person be asked for a name to greet?", why, true)?;
    }
    Ok(())
}

/// One gap in its sentence: a key for what becomes of it.
fn confirm_gap(gap: &mut Gap) {
    let sentence = format!("{}{}{}", gap.before, gap.written, gap.after);
    screen::note(&words::one_line(&sentence));
    let reworded = match &gap.treatment {
        Treatment::OwnWords | Treatment::Choose(_) => gap.treatment.clone(),
        _ => Treatment::Ask,
    };
    let mut keys = vec![
        ('a', "ask as written", Treatment::Ask),
        ('r', "reword", reworded),
        ('o', "own words", Treatment::OwnWords),
        ('c', "choose from these", Treatment::Choose(gap.options.clone())),
        ('t', "it is text", Treatment::Text),
        ('l', "leave it out", Treatment::LeaveOut),
    ];
    keys.retain(|(key, ..)| *key != 'c' || gap.options.len() > 1);
    // What Enter takes stands first.
    match keys.iter().position(|(key, _, becomes)| *key != 'r' && *becomes == gap.treatment) {
        Some(proposed) => keys[..=proposed].rotate_right(1),
        None => keys.insert(0, ('y', "as proposed", gap.treatment.clone())),
    }
    let shown: Vec<(char, &str)> = keys.iter().map(|(key, says, _)| (*key, *says)).collect();
    let typed = prompt::key(&gap.fate(), &shown);
    if typed == 'r' {
        let why = "Each person who writes is asked this in your words.";
        prompt::reword("Ask it how?", why, &mut gap.ask);
    }
    let chosen = keys.into_iter().find(|(key, ..)| *key == typed);
    (gap.treatment, gap.exact) = (chosen.map_or(Treatment::Ask, |(.., becomes)| becomes), true);
}
