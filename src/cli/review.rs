//! The review after an interview: how long it is, read it, change an answer, save.

use std::path::PathBuf;

use jiff::civil::DateTime;
use sayso::advice;
use sayso::answers::Answers;
use sayso::error::Error;
use sayso::output::{self, Access, IfExists};
use sayso::pack::{Pack, Template};
use sayso::questionnaire::{self, Asker, Given, Origin, Unfilled};
use sayso::render::{self, Format};
use sayso::template::context::shown;

use super::args::WriteArgs;
use super::interview::Interview;
use super::prompt::{self, Style, Typed};
use super::session::Session;
use super::write::{self, Written};
use super::{keep, screen};

/// What the person wants to do with what was written.
enum Wish {
    Read(usize),
    Change,
    Save,
    Stop,
}

/// Shows what was written until the person saves it or stops.
pub(crate) fn run(
    args: &WriteArgs,
    pack: &Pack,
    templates: &[&Template],
    mut answers: Answers,
    session: &mut Session,
    style: Style,
    now: DateTime,
) -> Result<(), Error> {
    loop {
        let style = prompt::settled(style);
        let written = write::compose_all(pack, templates, &answers)?;
        screen::say("");
        for one in &written {
            write::tell_measure(one);
        }
        if written.iter().any(|w| w.document.measure.own > 0) {
            screen::say("Check once: what you saw stands as seen, what you think as thought; other people's health is theirs to tell.");
        }
        match wish(&written, style) {
            Wish::Read(index) => read(&written[index], style),
            Wish::Change => answers = change(pack, templates, answers, session, style, now)?,
            Wish::Save => return save(args, pack, &written, &answers, session, style, now),
            Wish::Stop => {
                screen::say("Your answers are kept. To carry on: sayso --resume");
                return Ok(());
            }
        }
    }
}

fn wish(written: &[Written<'_>], style: Style) -> Wish {
    let mut lines: Vec<String> =
        written.iter().map(|w| format!("read: {}", w.template.title)).collect();
    lines.push("change an answer".into());
    lines.push(if written.len() > 1 { "save all" } else { "save it" }.into());
    for (index, line) in lines.iter().enumerate() {
        screen::option(index + 1, line);
    }
    loop {
        let Typed::Line(text) = prompt::line(style, "") else { return Wish::Stop };
        let number = text.trim().parse::<usize>().unwrap_or(0);
        match number {
            _ if text.trim() == "q" => return Wish::Stop,
            n if (1..=written.len()).contains(&n) => return Wish::Read(n - 1),
            n if n == written.len() + 1 => return Wish::Change,
            n if n == written.len() + 2 => return Wish::Save,
            _ => screen::say_indented(&format!("Please type a number from 1 to {}, or q to stop.", lines.len()), "  "),
        }
    }
}

/// Shows a document by the screenful.
fn read(one: &Written<'_>, style: Style) {
    let text = render::text::text(&one.document);
    let lines: Vec<String> = screen::wrap(&text, "  ").lines().map(str::to_string).collect();
    let page = screen::rows().saturating_sub(2).max(4);
    screen::say("");
    for (index, chunk) in lines.chunks(page).enumerate() {
        if index > 0 {
            screen::say("Press Enter to read on, q to stop reading.");
            match prompt::line(style, "") {
                Typed::Line(text) if text.trim() != "q" => {}
                _ => return,
            }
        }
        screen::raw(&format!("{}\n", chunk.join("\n")));
    }
}

/// Asks one answer again, and whatever hangs on it.
fn change(
    pack: &Pack,
    templates: &[&Template],
    answers: Answers,
    session: &mut Session,
    style: Style,
    now: DateTime,
) -> Result<Answers, Error> {
    let questions: Vec<_> = questionnaire::united(pack, templates)
        .into_iter()
        .filter(|q| !q.ask.is_empty() && questionnaire::holds(&q.when, &answers))
        .collect();
    screen::say("\nWhich one? Type its number, or press Enter to leave all as they are.");
    for (index, question) in questions.iter().enumerate() {
        let shown = answers.get(&question.id).map_or_else(|| "(left out)".into(), |v| short(&shown(v, question, pack)));
        screen::option(index + 1, &format!("{} {shown}", question.ask));
    }
    let Typed::Line(text) = prompt::line(style, "") else { return Ok(answers) };
    let picked = text.trim().parse::<usize>().ok().and_then(|n| n.checked_sub(1)).and_then(|n| questions.get(n));
    let Some(picked) = picked else { return Ok(answers) };
    let mut given = Given::default();
    for (id, value) in &answers.0 {
        given.insert(id, value.to_raw(), Origin::Keyboard);
    }
    for question in &questions {
        if answers.get(&question.id).is_none() {
            given.insert(&question.id, sayso::question::Raw::Text(String::new()), Origin::Keyboard);
        }
    }
    given.remove(&picked.id);
    for hanging in questionnaire::hanging_on(pack, templates, picked) {
        given.remove(hanging);
    }
    let mut interview = Interview::new(pack, templates, style, now, session);
    match questionnaire::fill(pack, templates, &given, now.date(), Some(&mut interview as &mut dyn Asker)) {
        Ok(changed) => Ok(changed),
        Err(Unfilled::Stopped(_)) => Ok(answers),
        Err(Unfilled::Problems(problems)) => Err(Error::Answers(problems)),
    }
}

/// An answer in a few characters.
fn short(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() > 40 {
        let cut: String = text.chars().take(37).collect();
        format!("[{}...]", cut.trim_end())
    } else {
        format!("[{text}]")
    }
}

/// Saves the documents in a folder that the person is asked for once.
fn save(
    args: &WriteArgs,
    pack: &Pack,
    written: &[Written<'_>],
    answers: &Answers,
    session: &mut Session,
    style: Style,
    now: DateTime,
) -> Result<(), Error> {
    let formats = write::formats(args, &[Format::Pdf, Format::Text]);
    let mut target = args.output.clone();
    loop {
        let folder = match target.take() {
            Some(path) => path,
            None => ask_folder(style),
        };
        let mut files = write::files(written, &formats, &folder, args.split)?;
        if !args.force {
            offer_free_names(&mut files, style);
        }
        if let Some(path) = &args.save_answers {
            let templates: Vec<&Template> = written.iter().map(|w| w.template).collect();
            files.push(write::answers_file(path, pack, &templates, answers));
        }
        match output::write_all(&files, IfExists::Replace, Access::Usual) {
            Ok(()) => {
                for file in &files {
                    let full = std::path::absolute(&file.path).unwrap_or_else(|_| file.path.clone());
                    screen::say(&format!("Saved {}", full.display()));
                }
                break;
            }
            Err(error) => {
                super::errors::show(&error, style == Style::Plain);
                screen::say("Nothing is lost. Let us try another folder.");
            }
        }
    }
    session.finished();
    screen::say("\nWhat to do next:");
    for one in written {
        screen::say(&one.template.title);
        for step in advice::next_steps(pack, one.template, &one.document, answers, now)? {
            screen::say_indented(&format!("- {step}"), "  ");
        }
    }
    Ok(())
}

fn ask_folder(style: Style) -> PathBuf {
    let usual = keep::save_folder().unwrap_or_else(keep::usual_save_folder);
    screen::say(&format!("Which folder shall I save in? Press Enter for {}", usual.display()));
    let folder = match prompt::line(style, "") {
        Typed::Line(text) if !text.trim().is_empty() => expand_home(text.trim()),
        _ => usual,
    };
    keep::remember_save_folder(&folder);
    // The separator makes it a folder even where there is one document alone.
    folder.join("")
}

fn expand_home(text: &str) -> PathBuf {
    match (text.strip_prefix("~/"), etcetera::home_dir()) {
        (Some(rest), Ok(home)) => home.join(rest),
        _ => PathBuf::from(text),
    }
}

/// Where a name is taken, offers another; a yes to replacing keeps the name.
fn offer_free_names(files: &mut [output::Outgoing], style: Style) {
    for file in files.iter_mut().filter(|f| f.path.exists()) {
        let free = output::free_name(&file.path);
        let name = free.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let old = file.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if prompt::yes(style, &format!("{old} is there already. Save this one as {name}?"), true) {
            file.path = free;
        } else if !prompt::yes(style, &format!("Replace {old}?"), false) {
            file.path = free;
        }
    }
}
