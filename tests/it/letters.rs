//! Every letter that the shipped packs can make reads as a letter should: nothing left over from
//! a template, no gaps, no heading without text, and as short as it promises to be.

use std::collections::BTreeSet;

use sayso::compose::advice;
use sayso::document::{Block, Document};
use sayso::model::{Concern, Pack, Template, To};
use sayso::pack::shipped;
use sayso::render::markdown::markdown;
use sayso::render::text::text;
use sayso::text::words;

use crate::support::cases;
use crate::support::letters::{Writer, shipped_pack, today};

/// Does something for every template of every pack that ships.
fn for_every_template(mut look: impl FnMut(&Pack, &Template)) {
    for name in shipped::names() {
        let pack = shipped_pack(name);
        for template in &pack.templates {
            look(pack, template);
        }
    }
}

#[test]
fn every_letter_reads_well_whatever_is_answered() {
    let mut wrong = BTreeSet::new();
    for_every_template(|pack, template| {
        let writer = Writer::new(pack, template);
        for (index, case) in cases::cases(pack, template).iter().enumerate() {
            let (document, answers) = writer.document(&cases::given(case));
            let mut found = faults(&document);
            // Steps hang on few answers, so that some of the cases show them all.
            if index % 7 == 0 {
                let noon = today().at(12, 0, 0, 0);
                let steps = advice::next_steps(&writer.composer, &document, &answers, noon);
                found.extend(step_faults(&steps.expect("told")));
            }
            wrong.extend(found.iter().map(|fault| format!("{}/{}: {fault}", pack.id, template.id)));
        }
    });
    let shown: Vec<&String> = wrong.iter().take(20).collect();
    assert!(wrong.is_empty(), "{} faults, such as\n{shown:#?}", wrong.len());
}

/// What is wrong with a document, in words.
fn faults(document: &Document) -> Vec<String> {
    let mut faults = Vec::new();
    for written in [markdown(document), text(document)] {
        for scrap in ["{{", "}}", "\n\n\n", " .", " ,", " ;", " ?", "..", ",,", "()"] {
            if let Some(at) = written.find(scrap) {
                faults.push(format!("{scrap:?} after {:?}", ending(&written[..at])));
            }
        }
        let gap = written.lines().find(|line| line.trim_start().contains("  "));
        faults.extend(gap.map(|line| format!("two spaces in {line:?}")));
    }
    faults.extend(block_faults(&document.body));
    let details = document.details.iter().flat_map(|d| &d.rows);
    let empty_row = details.filter(|(_, value)| value.trim().is_empty()).map(|(label, _)| label);
    faults.extend(empty_row.map(|label| format!("nothing behind {label:?}")));
    for part in &document.parts {
        if part.measure.budget.is_some_and(|most| part.measure.template() > most) {
            faults.push(format!("too long for {:?}: {:?}", part.measure.budget, part.text));
        }
    }
    if document.subject.as_deref().is_some_and(|subject| subject.trim().is_empty()) {
        faults.push("the subject is empty".into());
    }
    faults
}

/// The last characters of a text, to find a place by.
fn ending(text: &str) -> String {
    let from = text.char_indices().rev().nth(39).map_or(0, |(at, _)| at);
    text[from..].to_string()
}

/// Headings and list items with nothing to them.
fn block_faults(blocks: &[Block]) -> Vec<String> {
    let mut faults = Vec::new();
    let shown = |block: &Block| text_of(std::slice::from_ref(block));
    for (index, block) in blocks.iter().enumerate() {
        match block {
            Block::Heading(level, _) => {
                let next = blocks.get(index + 1);
                let higher = |b: &Block| matches!(b, Block::Heading(other, _) if other <= level);
                if shown(block).trim().is_empty() || next.is_none_or(higher) {
                    faults.push(format!("the heading {:?} has no text", shown(block)));
                }
            }
            Block::List(_, items) => {
                for item in items {
                    if text_of(item).trim().is_empty() {
                        faults.push("a list has an empty item".into());
                    }
                    faults.extend(block_faults(item));
                }
            }
            Block::Paragraph(_) if shown(block).trim().is_empty() => {
                faults.push("a paragraph is empty".into());
            }
            Block::Paragraph(_) if shown(block).trim().ends_with(':') => {
                let leads = blocks.get(index + 1).is_some_and(|b| !matches!(b, Block::Heading(..)));
                if !leads {
                    faults.push(format!("nothing follows {:?}", shown(block)));
                }
            }
            Block::Quote(inner) => faults.extend(block_faults(inner)),
            _ => {}
        }
    }
    faults
}

fn text_of(blocks: &[Block]) -> String {
    sayso::render::text::blocks(blocks)
}

/// Few steps, none twice.
fn step_faults(steps: &[String]) -> Vec<String> {
    let mut faults = Vec::new();
    if steps.len() > 5 {
        faults.push(format!("{} steps to take: {steps:?}", steps.len()));
    }
    if steps.iter().collect::<BTreeSet<_>>().len() < steps.len() {
        faults.push(format!("a step twice: {steps:?}"));
    }
    let loose = steps.iter().find(|s| s.trim().is_empty() || s.contains("  ") || s.contains(" ."));
    faults.extend(loose.map(|step| format!("a step with a gap: {step:?}")));
    faults
}

/// As issued: 300 words are read, so the template takes no more than 250 of them, and no more
/// than 130 where the person has much to say.
#[test]
fn a_letter_to_an_mp_leaves_room_for_the_person() {
    let long = "We waited at the clinic again. ".repeat(60);
    for_every_template(|pack, template| {
        if template.destination != To::Kind("mp".into()) {
            return;
        }
        let writer = Writer::new(pack, template);
        let (full, short) = (longest(pack, "text"), longest(pack, "short"));
        for case in cases::cases(pack, template) {
            let with = |more: &[(&str, &str)]| {
                let more = more.iter().map(|(id, answer)| (id.to_string(), cases::text(answer)));
                writer.document(&cases::given(&case.iter().cloned().chain(more).collect())).0
            };
            let fullest = with(&[("concerns", &full)]);
            let most = fullest.measure.template();
            assert!(most <= 250, "{most} words of the template's:\n{}", fullest.markdown);
            let seat = ("mp.constituency", LONGEST_SEAT);
            let shortest = with(&[("concerns", &short), ("story", &long), seat]);
            let most = shortest.measure.template();
            assert!(most <= 130, "{most} words of the template's:\n{}", shortest.markdown);
        }
    });
}

/// The name of a constituency with the most words.
const LONGEST_SEAT: &str = "Kingston upon Hull West and Haltemprice";

/// The three concerns with the longest wordings in a letter to an MP.
fn longest(pack: &Pack, which: &str) -> String {
    let length = |concern: &Concern| {
        let all = wordings(pack, concern);
        let own = all.iter().find(|(name, ..)| *name == "mp");
        let wording = own.or_else(|| all.iter().find(|(name, ..)| *name == which));
        let said = wording.map(|(_, wording, _)| branches(wording)).unwrap_or_default();
        said.iter()
            .map(|said| words::count(&without_tags(said, "Two words")))
            .max()
            .unwrap_or_default()
    };
    let mut concerns: Vec<&Concern> = pack.concerns.iter().collect();
    concerns.sort_by_key(|concern| std::cmp::Reverse(length(concern)));
    let ids: Vec<&str> = concerns.iter().take(3).map(|c| c.id.as_str()).collect();
    ids.join(", ")
}

#[test]
fn the_wordings_of_concerns_are_short() {
    let mut long = Vec::new();
    for name in shipped::names() {
        let pack = shipped_pack(name);
        for concern in &pack.concerns {
            for (which, wording, most) in wordings(pack, concern) {
                for said in branches(wording) {
                    let count = words::count(&without_tags(&said, "Two words"));
                    if count > most {
                        long.push(format!(
                            "{name}: {} {which} has {count} words of {most}",
                            concern.id
                        ));
                    }
                }
            }
        }
    }
    assert!(long.is_empty(), "{long:#?}");
}

/// The wordings of a concern, and how long each may be: one that is put at a meeting is shorter.
fn wordings<'a>(pack: &Pack, concern: &'a Concern) -> Vec<(&'a str, &'a str, usize)> {
    let text = concern.text.iter().map(|text| ("text", text.as_str(), 60));
    let short = concern.short.iter().map(|text| ("short", text.as_str(), 25));
    let to = concern.to.iter().map(|(kind, text)| {
        let put = pack.registers.destination(kind).is_some_and(|d| d.part_words.is_some());
        (kind.as_str(), text.as_str(), if put { 50 } else { 60 })
    });
    text.chain(short).chain(to).collect()
}

#[test]
fn titles_of_concerns_ask_or_name() {
    let asserts = [
        "is", "are", "was", "were", "will", "must", "has", "have", "had", "does", "do", "can",
        "cannot", "should", "would", "needs", "makes", "costs",
    ];
    for name in shipped::names() {
        for concern in &shipped_pack(name).concerns {
            let title = concern.title.to_lowercase();
            let verb = title.split_whitespace().find(|word| asserts.contains(word));
            assert!(title.ends_with('?') || verb.is_none(), "{name}: {:?} asserts", concern.title);
        }
    }
}

#[test]
fn every_figure_has_its_source() {
    let mut bare = Vec::new();
    for name in shipped::names() {
        let pack = shipped_pack(name);
        for concern in &pack.concerns {
            for (which, wording, _) in wordings(pack, concern) {
                let said = branches(wording);
                let found = said.iter().flat_map(|said| without_source(said));
                bare.extend(found.map(|s| format!("{name}: {} {which}: {s}", concern.id)));
            }
        }
        for template in &pack.templates {
            for line in template.body.lines() {
                let found = without_source(line);
                bare.extend(found.map(|s| format!("{name}/{}: {s}", template.id)));
            }
        }
    }
    assert!(bare.is_empty(), "{bare:#?}");
}

/// Sentences with a figure that neither they nor the next one cite a source for.
fn without_source(text: &str) -> impl Iterator<Item = String> {
    let sentences = sentences(text);
    let cites = |index: usize| sentences.get(index).is_some_and(|s: &String| s.contains(CITED));
    let bare: Vec<String> = (0..sentences.len())
        .filter(|at| has_figure(&sentences[*at]) && !cites(*at) && !cites(at + 1))
        .map(|at| sentences[at].clone())
        .collect();
    bare.into_iter()
}

/// Digits, and the words for amounts that an argument may rest on.
fn has_figure(sentence: &str) -> bool {
    // The mark of an item in a numbered list states nothing.
    if sentence == "1." {
        return false;
    }
    let amounts =
        ["eight", "nine", "ten", "fifteen", "twenty", "half", "halve", "dozen", "percent"];
    let plain = sentence.to_lowercase();
    let mut said = plain.split(|c: char| !c.is_alphanumeric());
    plain.contains(|c: char| c.is_ascii_digit()) || said.any(|word| amounts.contains(&word))
}

/// Stands for a citation.
const CITED: char = '\u{2020}';

/// The sentences of a text without its tags, a citation with the sentence that it follows.
fn sentences(text: &str) -> Vec<String> {
    let plain = without_tags(text, "it");
    let mut all = vec![String::new()];
    let mut ended = false;
    for c in plain.chars() {
        if ended && c.is_whitespace() {
            all.push(String::new());
        }
        ended = matches!(c, '.' | '?' | '!') || (ended && matches!(c, CITED | '"' | '”' | ')'));
        all.last_mut().expect("there is one").push(c);
    }
    all.into_iter().map(|s| s.trim().to_string()).filter(|s| !s.is_empty()).collect()
}

/// A text without tags; each citation leaves a mark, each answer that is printed `answer`.
fn without_tags(text: &str, answer: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let (tag, tail) = after.split_once("}}").expect("tags are closed");
        out.push_str(before);
        match tag.split_whitespace().next() {
            Some("cite") => out.push(CITED),
            Some(name) if name != "else" && !name.starts_with(['#', '/', '>', '!', '^']) => {
                out.push_str(answer)
            }
            _ => {}
        }
        rest = tail;
    }
    out + rest
}

/// A wording with each of its `{{#if}}` taken one way and the other. They do not nest.
fn branches(text: &str) -> Vec<String> {
    let Some((before, after)) = text.split_once("{{#if") else { return vec![text.to_string()] };
    let (_, inside) = after.split_once("}}").expect("tags are closed");
    let (inside, rest) = inside.split_once("{{/if}}").expect("blocks are closed");
    let (yes, no) = inside.split_once("{{else}}").unwrap_or((inside, ""));
    let rest = branches(rest);
    let both = [yes, no].map(|one| rest.iter().map(move |rest| format!("{before}{one}{rest}")));
    both.into_iter().flatten().collect()
}

#[test]
fn figures_and_sentences_are_told_apart() {
    let two = format!("It began in 2018.{CITED} Will it end? Yes");
    assert_eq!(sentences(&two), [&format!("It began in 2018.{CITED}"), "Will it end?", "Yes"]);
    assert_eq!(without_source("It cost 5.").count(), 1);
    assert_eq!(without_source("It cost 5.{{cite \"a\"}} So?").count(), 0);
    assert_eq!(without_source("It cost 5. So they say.{{cite \"a\"}}").count(), 0);
    assert_eq!(without_source("Eight days passed.").count(), 1);
    assert_eq!(
        branches("a{{#if x}}b{{else}}c{{/if}}d{{#if y}}e{{/if}}"),
        ["abde", "abd", "acde", "acd"]
    );
}
