//! Carrying on with an interview that was stopped.

use jiff::civil::DateTime;
use sayso::error::Error;
use sayso::text::{join, words};

use super::keep::{self, SavedSession};
use super::notes::counted;
use super::prompt::{self, Style};
use super::written::bare;
use super::{packs, screen};

/// What it means to carry on, and not to.
const WHY: &str = "It goes on where you stopped, with all that you wrote. If you would rather begin something new, this one stays here for 30 days.";

/// The interview to carry on with: with `asked_for` the newest unasked, else the one the person
/// wants. Says what was kept too long, and when there is none.
///
/// # Errors
/// The person stops.
pub(crate) fn offer(
    asked_for: bool,
    style: Style,
    now: DateTime,
) -> Result<Option<SavedSession>, Error> {
    match keep::drop_old_interviews() {
        0 => {}
        1 => screen::say("An interview kept for more than 30 days has been removed."),
        n => screen::say(&format!("{n} interviews kept for more than 30 days have been removed.")),
    }
    let mut kept = keep::INTERVIEWS.all();
    kept.sort_by_key(|one| one.age);
    // Where nothing was answered there is nothing to carry on with.
    kept.retain(|one| {
        let holds = !one.file.answers.is_empty() || !one.file.extra.drafts.is_empty();
        if !holds && !asked_for {
            keep::drop_interview(&one.path);
        }
        holds || asked_for
    });
    if asked_for {
        match kept.as_slice() {
            [] => screen::say("There is no interview to carry on with. Let us begin one."),
            _ => keep::note(keep::KEPT),
        }
        return Ok(kept.into_iter().next());
    }
    let items: Vec<String> = kept.iter().map(|one| described(one, now)).collect();
    let picked = match items.as_slice() {
        [] => return Ok(None),
        [one] => prompt::yes(style, &format!("Carry on with {one}?"), WHY, true)?.then_some(0),
        _ => prompt::one_of(style, "Carry on with one of these?", WHY, &items)?,
    };
    match picked {
        Some(_) => keep::note(keep::KEPT),
        None => screen::say("It stays here for 30 days, unless you remove it: sayso forget"),
    }
    Ok(picked.map(|index| kept.swap_remove(index)))
}

/// `your letter to your MP, begun 10 minutes ago`.
fn described(kept: &SavedSession, now: DateTime) -> String {
    let begun = kept.file.extra.begun.as_ref().and_then(|at| at.parse::<DateTime>().ok());
    let seconds = begun.and_then(|at| now.duration_since(at).as_secs().try_into().ok());
    let seconds = seconds.unwrap_or(kept.age.as_secs() as usize);
    format!("{}, begun {}", titles(kept, now), ago(seconds))
}

/// What it is an interview for, as the person knows it.
fn titles(kept: &SavedSession, now: DateTime) -> String {
    let pack = kept.file.pack.as_ref().and_then(|name| packs::load(name, now.date()).ok());
    let title = |id: &String| {
        let title = pack.as_ref().and_then(|(pack, _)| Some(pack.template(id)?.title.clone()));
        title.map_or_else(|| id.clone(), |title| yours(&title))
    };
    let titles: Vec<String> = kept.file.templates.iter().map(title).collect();
    if titles.is_empty() { "your interview".into() } else { join(&titles) }
}

/// `A letter to your MP` as `your letter to your MP`.
fn yours(title: &str) -> String {
    format!("your {}", words::small(bare(title)))
}

fn ago(seconds: usize) -> String {
    match seconds {
        0..60 => "just now".into(),
        60..3600 => format!("{} ago", counted(seconds / 60, "minute")),
        3600..86400 => format!("{} ago", counted(seconds / 3600, "hour")),
        _ => format!("{} ago", counted(seconds / 86400, "day")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_times_read_as_a_person_says_them() {
        assert_eq!(yours("A letter to your MP"), "your letter to your MP");
        assert_eq!(yours("Questions for a public meeting"), "your questions for a public meeting");
        assert_eq!(yours("NHS letter"), "your NHS letter");
        assert_eq!(
            (ago(3), ago(600).as_str(), ago(86400).as_str()),
            ("just now".to_string(), "10 minutes ago", "1 day ago")
        );
    }
}
