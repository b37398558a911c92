//! What the terminal says and asks, in the words of `data/talk.yaml` and, of a batch, of
//! `data/report/talk.yaml`.

use std::sync::LazyLock;

use sayso::error::Error;
use sayso::template::engine::Sentences;
use serde_json::{Value as Json, json};

use super::prompt::{self, Menu};
use super::screen;

static TALK: LazyLock<Sentences> = LazyLock::new(|| {
    let of_batches = include_str!("../../data/report/talk.yaml");
    Sentences::read(&[include_str!("../../data/talk.yaml"), of_batches])
});

/// What is called so in the files, with its gaps filled.
pub(crate) fn text(name: &str, data: Json) -> String {
    TALK.text(name, data)
}

/// Its first lines, and the last: what is wrong and what to do, or what is asked and why.
pub(crate) fn two(name: &str, data: Json) -> (String, String) {
    TALK.two(name, data)
}

/// Says it; nothing where nothing of it is left.
pub(crate) fn say(name: &str, data: Json) {
    let text = text(name, data);
    if !text.is_empty() {
        screen::say(&text);
    }
}

/// Says it a little to the right, without its empty lines.
pub(crate) fn note(name: &str, data: Json) {
    let text = text(name, data);
    text.lines().map(str::trim).filter(|line| !line.is_empty()).for_each(screen::note);
}

/// Asks it; Enter means `usual`.
///
/// # Errors
/// The person stops.
pub(crate) fn yes(name: &str, data: Json, usual: bool) -> Result<bool, Error> {
    let (question, why) = two(name, data);
    prompt::yes(&question, &why, usual)
}

/// Asks for one of a few, as [`prompt::one_of`] does.
///
/// # Errors
/// The person stops.
pub(crate) fn one_of(name: &str, data: Json, lines: &[String]) -> Result<Option<usize>, Error> {
    let (question, why) = two(name, data);
    prompt::one_of(&question, &why, lines)
}

/// The same of the lines that are in the file, called so with `-ways` behind it.
///
/// # Errors
/// The person stops.
pub(crate) fn one_way(name: &str, data: Json) -> Result<Option<usize>, Error> {
    let ways = text(&format!("{name}-ways"), data.clone());
    one_of(name, data, &ways.lines().map(String::from).collect::<Vec<_>>())
}

/// Asks for some of several, `most` at the most, as [`Menu::ask`] does.
///
/// # Errors
/// The person stops.
pub(crate) fn menu(
    (name, data): (&str, Json),
    lines: &[String],
    most: usize,
    enter: Option<Vec<usize>>,
    back: bool,
) -> Result<Option<Vec<usize>>, Error> {
    let (question, why) = two(name, data);
    Menu { question: &question, why: &why, lines, most, enter, back }.ask()
}

/// Lets the person type something else in the place of words, which stand there to be changed.
pub(crate) fn reword(name: &str, words: &mut String) {
    let (asked, why) = two(name, Json::Null);
    screen::say(&asked);
    if let Some(new) = prompt::text(&why, words) {
        *words = new;
    }
}

/// Shows a title in the words of the first name, and lets the person reword it, asked in those of the
/// second, or take it away, which `none` says.
pub(crate) fn title(names: [&str; 2], title: Option<String>, none: &str) -> Option<String> {
    let mut title = title.unwrap_or_default();
    let keys: &[(char, &str)] = match title.is_empty() {
        true => &[('y', "right"), ('r', "give it one")],
        false => &[('y', "right"), ('r', "reword"), ('n', none)],
    };
    let shown = text(names[0], json!({"title": title}));
    match prompt::key(&format!("\n{shown}"), keys) {
        'r' => reword(names[1], &mut title),
        'n' => title.clear(),
        _ => {}
    }
    Some(title).filter(|title| !title.is_empty())
}

/// That the command line asks for something that cannot be.
pub(crate) fn refused(name: &str, data: Json) -> Error {
    let (what, hint) = two(name, data);
    Error::Usage(what, hint)
}

/// That it cannot be done.
pub(crate) fn failed(name: &str, data: Json) -> Error {
    let (what, hint) = two(name, data);
    Error::failed(what, hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_code_says_is_in_the_file_and_all_of_the_file_is_said() {
        let cli = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli");
        let folders = [cli.clone(), cli.join("batch"), cli.join("new")].map(std::fs::read_dir);
        let files = folders.into_iter().flat_map(|folder| folder.expect("the code")).flatten();
        let said = files.map(|entry| {
            sayso::disk::read_text(&entry.path(), sayso::limits::TEXT_BYTES).unwrap_or_default()
        });
        let said: String = said.collect();
        let calls = said.split("talk::").skip(1).filter_map(|call| call.split('"').nth(1));
        for name in calls.filter(|name| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')) {
            assert!(TALK.names().any(|known| known == name), "{name}");
        }
        for name in TALK.names().filter(|name| !name.starts_with("how-")) {
            let name = name.strip_suffix("-ways").unwrap_or(name);
            assert!(said.contains(&format!("\"{name}\"")), "{name} is said nowhere");
        }
    }
}
