//! Carrying on with an interview that was stopped.

use jiff::civil::DateTime;
use sayso::text::words;

use super::keep::{self, SavedSession};
use super::prompt::{self, Style};
use super::written::bare;
use super::{packs, screen};

/// What it means to carry on, and not to.
const WHY: &str = "It goes on where you stopped, with all that you wrote. If you would rather begin something new, this one stays here for 30 days.";

/// The interview to carry on with: with `asked_for` the newest unasked, else the one the person
/// wants. Says what was kept too long, and when there is none.
pub(crate) fn offer(asked_for: bool, style: Style, now: DateTime) -> Option<SavedSession> {
    match keep::drop_old_interviews() {
        0 => {}
        1 => screen::say("An interview kept for more than 30 days has been removed."),
        n => screen::say(&format!("{n} interviews kept for more than 30 days have been removed.")),
    }
    let mut kept = keep::kept_interviews();
    if !asked_for {
        // Where nothing was answered there is nothing to carry on with.
        kept.retain(|one| {
            let empty = one.file.answers.is_empty() && one.file.extra.drafts.is_empty();
            if empty {
                keep::drop_interview(&one.path);
            }
            !empty
        });
    }
    if kept.is_empty() {
        if asked_for {
            screen::say("There is no interview to carry on with. Let us begin one.");
        }
        return None;
    }
    let picked = if asked_for {
        Some(0)
    } else if let [one] = kept.as_slice() {
        let question = format!("Carry on with {}?", described(one, now));
        prompt::yes(style, &question, WHY, true).then_some(0)
    } else {
        let items: Vec<String> = kept.iter().map(|k| described(k, now)).collect();
        prompt::pick(style, "Carry on with one of these?", WHY, &items)
    };
    if picked.is_none() {
        screen::say("It stays here for 30 days, unless you remove it: sayso forget");
        return None;
    }
    picked.map(|index| {
        keep::carries_on();
        kept.swap_remove(index)
    })
}

/// `your letter to your MP, begun 10 minutes ago`.
fn described(kept: &SavedSession, now: DateTime) -> String {
    let begun = kept.file.extra.begun.as_ref().and_then(|at| at.parse::<DateTime>().ok());
    let seconds = begun.and_then(|at| now.duration_since(at).as_secs().try_into().ok());
    let seconds = seconds.unwrap_or(kept.age.as_secs());
    format!("{}, begun {}", titles(kept, now), ago(seconds))
}

/// What it is an interview for, as the person knows it.
fn titles(kept: &SavedSession, now: DateTime) -> String {
    let pack = kept.file.pack.as_ref().and_then(|name| packs::load(name, now.date()).ok());
    let title = |id: &String| {
        let title = pack.as_ref().and_then(|(pack, _)| Some(pack.template(id)?.title.clone()));
        title.map_or_else(|| id.clone(), |title| yours(&title))
    };
    match kept.file.templates.iter().map(title).collect::<Vec<_>>().split_last() {
        None => "your interview".into(),
        Some((only, [])) => only.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
    }
}

/// `A letter to your MP` as `your letter to your MP`.
fn yours(title: &str) -> String {
    format!("your {}", words::small(bare(title)))
}

fn ago(seconds: u64) -> String {
    let (number, unit) = match seconds {
        0..60 => return "just now".into(),
        60..3600 => (seconds / 60, "minute"),
        3600..86400 => (seconds / 3600, "hour"),
        _ => (seconds / 86400, "day"),
    };
    format!("{number} {unit}{} ago", if number == 1 { "" } else { "s" })
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
