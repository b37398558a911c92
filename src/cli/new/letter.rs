//! `sayso new DIR --letter FILE`: shows the letter as it was cut, its subject, its receiver and each
//! of its gaps, and lets the person say otherwise. Where nobody can be asked, says what was proposed;
//! the pack then holds it marked `TO CONFIRM`.

use sayso::error::Error;
use sayso::import::{self, Gap, Import, Treatment};
use sayso::text::words;
use serde_json::json;

use super::super::{flags, prompt, screen, talk};

/// What stands in the menu for a receiver that it does not have.
const OTHER: &str = "somebody else";

/// The letter of several that is taken, with all that is said of it.
pub(super) fn settle(
    mut letters: Vec<Import>,
    to: Option<&str>,
    asks: bool,
) -> Result<Import, Error> {
    let mut chosen = 0;
    if asks && letters.len() > 1 {
        let item =
            |letter: &Import| format!("{} {}: {}", letter.counts, letter.first.0, letter.first.1);
        let items: Vec<String> = letters.iter().map(item).collect();
        let picked = talk::one_of("new-letters", json!({"many": items.len()}), &items);
        let none = || talk::refused("new-no-letter", json!({}));
        chosen = picked.unwrap_or(None).ok_or_else(none)?;
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
    Ok(letter)
}

/// Shows all of it and lets the person say otherwise.
fn confirm(letter: &mut Import, receiver_given: bool) -> Result<(), Error> {
    screen::say(&format!("\n{}", letter.shown().0));
    let keys = [('y', "yes"), ('n', "no, stop here")];
    if prompt::key("Is this the letter, from its first line to its last?", &keys) == 'n' {
        return Err(talk::refused("new-cut", json!({})));
    }
    letter.cut_confirmed = true;
    let (line, subject) = letter.subject.take().unzip();
    let subject = talk::title(["new-titled", "new-subject"], subject, "it has none");
    letter.subject = subject.map(|subject| (line.unwrap_or_default(), subject));
    letter.subject_exact = true;
    if !receiver_given {
        confirm_receiver(letter)?;
    }
    let many = letter.gaps.len();
    if many == 0 {
        screen::say("\nThere is no bracket, blank or highlight in the letter's own words.");
    }
    for (index, gap) in letter.gaps.iter_mut().enumerate() {
        screen::say(&format!("\n{} of {many}, {} {}:", index + 1, letter.counts, gap.line));
        confirm_gap(gap);
    }
    Ok(())
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
    let (ids, titles): (Vec<_>, Vec<String>) = items.into_iter().unzip();
    // Leaving the menu leaves it to be confirmed in the pack.
    let Ok(Some(picked)) = talk::one_of("new-receiver", json!({}), &titles) else {
        return Ok(());
    };
    to.to = ids[picked].map(str::to_string);
    to.exact = true;
    if titles[picked] == OTHER {
        (to.address, to.greeting) = (Vec::new(), None);
        to.office.clear();
        talk::reword("new-office", &mut to.office);
        to.named = talk::yes("new-greeted", json!({}), true)?;
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
        talk::reword("new-ask", &mut gap.ask);
    }
    let chosen = keys.into_iter().find(|(key, ..)| *key == typed);
    (gap.treatment, gap.exact) = (chosen.map_or(Treatment::Ask, |(.., becomes)| becomes), true);
}
