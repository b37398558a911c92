//! What is asked about an answer before it is kept: a typed word that may name a listed point, a
//! name without a title, a postcode in an address. Each is asked, or told; nothing is decided here.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::LazyLock;

use regex_lite::{Captures, Regex};
use serde::Deserialize;

use crate::answer::{Chosen, Input, Value};
use crate::diagnostic::filled;
use crate::model::{Concern, Kind, Pack, Question};
use crate::question::{AnswerFault, postcode, salutation};
use crate::text::fold;

/// The question of what a person wants, which every pack may ask.
const WANT: &str = "want";

/// The word lists.
const WORDS: &str = include_str!("../../data/doubts.yaml");

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    not_known: Vec<String>,
    no_council: Vec<String>,
    accuses: Vec<String>,
    insider: Vec<String>,
    published: Vec<String>,
    empty: Vec<String>,
    endings: Vec<String>,
    /// How what is asked about is found.
    patterns: BTreeMap<String, String>,
    /// How doubts are worded; `‹words›` stand for what they are about.
    asks: BTreeMap<String, Doubt>,
}

// A test holds that they can be read.
static LISTS: LazyLock<Words> = LazyLock::new(|| serde_yaml::from_str(WORDS).unwrap_or_default());

/// The pattern of a name. Not kept: it is looked for once an answer.
fn pattern(name: &str) -> Regex {
    Regex::new(&LISTS.patterns[name]).expect("a test reads each")
}

/// Something to ask about an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Doubt {
    /// What is said of it, as sentences; empty where the question says all.
    pub told: String,
    /// The question, where the answer is yes or no.
    pub ask: String,
    /// What each answer leads to, for whoever asks why; or why it is asked.
    pub why: String,
    /// Whether yes is the usual answer.
    pub usual: bool,
    /// What is asked for.
    #[serde(skip)]
    pub asks: Asks,
}

/// What is asked of the person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Asks {
    /// Another answer: this is none.
    #[default]
    Another,
    /// The same once more, or another: it may have been meant for another question.
    Again,
    /// Yes or no, with what comes of each.
    YesNo(Then, Then),
    /// A sentence in the place of the answer, or of one of its points, by its place.
    Sentence(Option<usize>),
    /// A postcode that has a question of its own, and the address without it: nothing, where the
    /// other question has no other answer.
    Postcode(String, Vec<String>),
}

/// What comes of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    /// What was typed stays as it is.
    Keep,
    /// It is typed again.
    Again,
    /// This takes its place.
    Take(Input),
}

/// A doubt as the list words it.
fn doubt(name: &str, words: &[(&str, &dyn Display)], asks: Asks) -> Doubt {
    let worded = LISTS.asks.get(name).cloned().unwrap_or_default();
    let mut doubt = Doubt { asks, ..worded };
    for text in [&mut doubt.told, &mut doubt.ask, &mut doubt.why] {
        *text = filled(text, words);
    }
    doubt
}

/// A doubt to which the answer is yes or no.
fn yes_no(name: &str, words: &[(&str, &dyn Display)], yes: Then, no: Then) -> Doubt {
    doubt(name, words, Asks::YesNo(yes, no))
}

/// What was typed as it is understood, with what is to be asked about it.
///
/// # Errors
/// Why the answer cannot be taken.
pub(super) fn of(
    pack: &Pack,
    question: &Question,
    input: Input,
    read: impl Fn(&Input) -> Result<Option<Value>, AnswerFault>,
) -> Result<(Input, Vec<Doubt>), AnswerFault> {
    if question.kind == Kind::Concerns {
        return points(pack, question, input, read);
    }
    let Input::Text(typed) = &input else { return Ok((input, Vec::new())) };
    let text = typed.trim();
    let mut doubts = Vec::new();
    let in_words = matches!(question.kind, Kind::Text | Kind::OwnWords);
    if in_words && !question.required && is_no_answer(text) {
        let none = Then::Take(Input::Text(String::new()));
        let doubt = yes_no("no-answer", &[("typed", &text)], none, Then::Keep);
        return Ok((input, vec![doubt]));
    }
    let address = question.kind == Kind::Text && pattern("email").is_match(text);
    let elsewhere = address || pattern("of-a-menu").is_match(text);
    if in_words && question.suggest.is_none() && elsewhere {
        doubts.push(doubt("of-a-menu", &[("typed", &text)], Asks::Again));
    }
    let value = read(&input)?;
    match value {
        Some(Value::Area(name)) if pack.registers.areas.get(&name).is_none() => {
            doubts.push(unlisted(&name, pack));
        }
        Some(Value::Lines(lines)) if question.id == "address" => doubts.extend(in_address(lines)),
        Some(Value::Text(name)) if is_name(question) => doubts.extend(name_doubt(question, &name)),
        Some(Value::OwnWords(text)) => {
            if question.id == WANT {
                doubts.extend(nobody_does(&text));
            }
            if question.short {
                doubts.extend(unmarked(&text, |asked| Then::Take(Input::Text(asked.into()))));
            }
            doubts.extend(words(&text));
        }
        Some(Value::Text(text)) if question.kind == Kind::Text => doubts.extend(words(&text)),
        _ => {}
    }
    Ok((input, doubts))
}

/// Whether it says what one of a list does.
fn is_of(list: &[String], typed: &str) -> bool {
    let folded = fold(typed);
    list.iter().any(|known| fold(known) == folded)
}

/// Whether it says that there is no answer.
pub(super) fn is_no_answer(typed: &str) -> bool {
    is_of(&LISTS.not_known, typed)
}

/// Whether this kind of receiver publishes what it gets.
pub(super) fn is_published(destination: &str) -> bool {
    LISTS.published.iter().any(|id| id == destination)
}

fn unlisted(name: &str, pack: &Pack) -> Doubt {
    if is_no_answer(name) || is_of(&LISTS.no_council, name) {
        return doubt("no-council", &[], Asks::Another);
    }
    let areas = &pack.registers.areas;
    let nation = areas.nations.iter().find(|nation| fold(&nation.name) == fold(name));
    if let Some(nation) = nation {
        let many = areas.councils.iter().filter(|area| area.nation == nation.name).count();
        return doubt("nation", &[("nation", &nation.name), ("many", &many)], Asks::Another);
    }
    if postcode::postcode(name).is_ok() {
        return doubt("postcode", &[], Asks::Another);
    }
    yes_no("unlisted", &[("name", &name)], Then::Keep, Then::Again)
}

fn in_address(lines: Vec<String>) -> Option<Doubt> {
    let postcode = postcode::postcode_of(&lines)?;
    let mut rest = lines;
    let last = rest.pop()?;
    let before = last.strip_suffix(&postcode)?.trim_end_matches([' ', ',']);
    if !before.is_empty() {
        rest.push(before.to_string());
    }
    (!rest.is_empty()).then(|| doubt("postcode-in-address", &[], Asks::Postcode(postcode, rest)))
}

/// Whether a question asks for a person's name.
fn is_name(question: &Question) -> bool {
    question.kind == Kind::Text && (question.id == "name" || question.id.ends_with(".name"))
}

fn name_doubt(question: &Question, name: &str) -> Option<Doubt> {
    if name == name.to_lowercase() && name != name.to_uppercase() && name.contains(' ') {
        let written = with_capitals(name);
        let put = Then::Take(Input::Text(written.clone()));
        return Some(yes_no("small-letters", &[("name", &written)], put, Then::Keep));
    }
    let greeting = salutation::salutation(name);
    let untitled = name.split(' ').take(2).eq(greeting.split(' ').take(2));
    (question.id != "name" && untitled && name.contains(' '))
        .then(|| yes_no("untitled", &[("greeting", &greeting)], Then::Keep, Then::Again))
}

/// A name with a capital where a word begins: behind a space, a hyphen, and the mark in O'Sample.
fn with_capitals(name: &str) -> String {
    let capital = |found: &Captures<'_>| found[0].to_uppercase();
    pattern("beginnings").replace_all(name, capital).into_owned()
}

/// What is to be asked about a wish that is no sentence: "to keep running" does not say what runs.
fn nobody_does(text: &str) -> Option<Doubt> {
    let wish = pattern("wish").captures(text)?.get(1)?.as_str();
    Some(doubt("nobody-does", &[("wish", &wish)], Asks::Sentence(None)))
}

/// What is to be asked about a sentence that asks something and has no question mark.
fn unmarked(text: &str, put: impl Fn(&str) -> Then) -> Option<Doubt> {
    let bare = text.trim_end_matches(|c: char| c == '.' || c.is_whitespace());
    let asked = pattern("question").is_match(bare).then(|| format!("{bare}?"))?;
    Some(yes_no("question", &[("asked", &asked)], put(&asked), Then::Keep))
}

/// What is to be asked about words of the person's own.
fn words(text: &str) -> Vec<Doubt> {
    let folded = format!(" {} ", fold(text));
    let stands =
        |list: &[String]| list.iter().find(|words| folded.contains(&format!(" {words} "))).cloned();
    let doubt =
        |name: &str, words: String| yes_no(name, &[("words", &words)], Then::Keep, Then::Again);
    let accuses = stands(&LISTS.accuses).map(|words| doubt("accuses", words));
    accuses.into_iter().chain(stands(&LISTS.insider).map(|words| doubt("insider", words))).collect()
}

/// What begins a point of the person's own among those of a list.
pub const OWN: &str = "own: ";

/// Points that were chosen or typed, and what is to be asked about those of the person's own.
fn points(
    pack: &Pack,
    question: &Question,
    input: Input,
    read: impl Fn(&Input) -> Result<Option<Value>, AnswerFault>,
) -> Result<(Input, Vec<Doubt>), AnswerFault> {
    let concerns = &pack.concerns;
    let read = |input: &Input| {
        read(input).map(|value| match value {
            Some(Value::Concerns(points)) => points,
            _ => Vec::new(),
        })
    };
    let points = match &input {
        Input::Text(typed) if is_jumbled(typed, concerns.len()) => {
            return Ok((input, vec![doubt("jumbled", &[], Asks::Another)]));
        }
        Input::Text(typed) => understood(typed, &read)?,
        other => read(other)?,
    };
    let points = points.into_iter().flat_map(|point| parted(concerns, point));
    // The question takes each once, and says how many there may be.
    let chosen = read(&Value::Concerns(points.collect()).to_input())?;
    let input = Value::Concerns(chosen.clone()).to_input();
    let Input::List(points) = &input else { return Ok((input, Vec::new())) };
    let put = |at: usize, these: &[String]| {
        Then::Take(Input::List([&points[..at], these, &points[at + 1..]].concat()))
    };
    let mut doubts = Vec::new();
    for (at, point) in chosen.iter().enumerate() {
        let Chosen::Own(text) = point else { continue };
        // What was asked of it is not asked again of it with the mark of a question.
        let typed = text.trim_end_matches('?');
        let (numbers, rest) = numbered(text);
        let id = |number: &usize| concerns.get(number.checked_sub(1)?).map(|c| c.id.clone());
        if numbers.len() > 1 || numbers.iter().any(|number| id(number).is_some()) {
            // One that the list does not have is told when it is read again.
            let points = numbers.iter().map(|number| id(number).unwrap_or(number.to_string()));
            let these: Vec<String> = points.chain([format!("{OWN}{rest}")]).collect();
            let name = if numbers.len() > 1 { "numbers" } else { "number" };
            doubts.push(yes_no(name, &[("typed", &typed)], Then::Keep, put(at, &these)));
        }
        if let Some(sentence) = cannot_count(question, text) {
            let left_out = put(at, &[]);
            doubts.push(yes_no("cannot-count", &[("sentence", &sentence)], left_out, Then::Keep));
        }
        if let Some(concern) = named(concerns, text) {
            let chosen = put(at, std::slice::from_ref(&concern.id));
            let words: [(_, &dyn Display); 2] = [("typed", &typed), ("title", &concern.title)];
            doubts.push(yes_no("names-point", &words, chosen, Then::Keep));
        }
        if doubts.is_empty() && text.split_whitespace().count() < 3 {
            doubts.push(doubt("unexplained", &[("typed", text)], Asks::Sentence(Some(at))));
        }
        doubts.extend(unmarked(text, |asked| put(at, &[format!("{OWN}{asked}")])));
        doubts.extend(words(text));
    }
    Ok((input, doubts))
}

/// The numbers that begin a text, as those of a list are typed, and the words behind them.
fn numbered(text: &str) -> (Vec<usize>, &str) {
    let end = pattern("numbers").find(text).map_or(0, |found| found.end());
    let (numbers, rest) = text.split_at(end);
    let numbers = numbers.split(|c: char| !c.is_ascii_digit());
    (numbers.filter_map(|number| number.parse().ok()).collect(), rest)
}

/// What was typed, read whole, or piece by piece where a word of it is the name of no point: then
/// the word is a point of the person's own.
fn understood(
    typed: &str,
    read: &impl Fn(&Input) -> Result<Vec<Chosen>, AnswerFault>,
) -> Result<Vec<Chosen>, AnswerFault> {
    match read(&Input::Text(typed.to_string())) {
        Err(AnswerFault::UnknownConcern { .. }) => {}
        other => return other,
    }
    let pieces = typed.split([',', ';']).map(str::trim).filter(|piece| !piece.is_empty());
    let points = pieces.map(|piece| match read(&Input::Text(piece.to_string())) {
        Err(AnswerFault::UnknownConcern { .. }) => read(&Input::Text(format!("own: {piece}"))),
        other => other,
    });
    Ok(points.collect::<Result<Vec<_>, _>>()?.concat())
}

/// A point of the person's own whose pieces each name a listed one, `flooding and roads`, as
/// those; any other as it is.
fn parted(concerns: &[Concern], point: Chosen) -> Vec<Chosen> {
    if let Chosen::Own(text) = &point {
        let pieces =
            || text.split([',', '&']).flat_map(|piece| piece.split(" and ")).map(str::trim);
        if pieces().count() > 1 && pieces().all(|piece| named(concerns, piece).is_some()) {
            return pieces().map(|piece| Chosen::Own(piece.to_string())).collect();
        }
    }
    vec![point]
}

/// Whether numbers of the list stand among words with digits at their ends: `flooding1 3 5 6`.
fn is_jumbled(typed: &str, most: usize) -> bool {
    let mut tokens = typed.split([' ', ',', ';']);
    let picks = |token: &str| token.parse::<usize>().is_ok_and(|n| (1..=most).contains(&n));
    pattern("glued").is_match(typed) && tokens.any(picks)
}

/// The one listed point whose title or id has a word of a short text.
fn named<'c>(concerns: &'c [Concern], text: &str) -> Option<&'c Concern> {
    let typed = stems(text);
    if typed.len() > 3 {
        return None;
    }
    let mut named = concerns.iter().filter(|concern| {
        let has = stems(&format!("{} {}", concern.title, concern.id));
        typed.iter().any(|stem| has.contains(stem))
    });
    named.next().filter(|_| named.next().is_none())
}

/// The sentence of a question's help that says that something typed cannot count.
fn cannot_count(question: &Question, text: &str) -> Option<String> {
    let typed = stems(text);
    let help = question.help.as_deref()?;
    let mut sentences = help.split_inclusive(['.', '!', '?']).map(str::trim);
    let says = |sentence: &&str| {
        sentence.to_lowercase().contains("cannot count")
            && stems(sentence).iter().any(|stem| typed.contains(stem))
    };
    sentences.find(says).map(str::to_string)
}

/// Words that bear a meaning, without the endings of number and tense, to be compared.
fn stems(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(' ').filter(|word| word.chars().count() > 3);
    let stem = |word: &str| {
        let stem = LISTS.endings.iter().find_map(|ending| word.strip_suffix(ending.as_str()));
        stem.filter(|stem| stem.chars().count() > 3).unwrap_or(word).to_string()
    };
    words.filter(|word| !LISTS.empty.iter().any(|empty| empty == word)).map(stem).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn concern(id: &str, title: &str) -> Concern {
        Concern {
            id: id.into(),
            title: title.into(),
            text: None,
            short: None,
            to: Default::default(),
        }
    }

    #[test]
    fn the_lists_can_be_read_and_are_in_small_letters() {
        let lists: Words = serde_yaml::from_str(WORDS).expect("they can be read");
        let words = [&lists.not_known, &lists.no_council, &lists.accuses, &lists.insider];
        let others = [&lists.published, &lists.empty, &lists.endings];
        for list in words.into_iter().chain(others) {
            assert!(!list.is_empty());
            assert!(list.iter().all(|words| *words == words.to_lowercase()), "{list:?}");
        }
        for text in lists.patterns.values() {
            Regex::new(text).expect(text);
        }
    }

    #[test]
    fn a_word_names_the_one_point_that_has_it() {
        let listed = [
            concern("water", "Water: would it flood, or send water to others?"),
            concern("roads", "Roads: would they be safe?"),
            concern("noise", "Noise on the roads"),
        ];
        let named = |text| named(&listed, text).map(|concern| concern.id.as_str());
        assert_eq!(named("flooding"), Some("water"));
        assert_eq!(named("road"), None, "two have it");
        assert_eq!(named("Nobody has asked any of us about the flooding here"), None);
        assert_eq!(named("house prices"), None);
    }

    #[test]
    fn words_that_each_name_a_point_are_a_point_each() {
        let listed = [concern("water", "Water: would it flood?"), concern("roads", "Roads")];
        let own = |text: &str| Chosen::Own(text.into());
        assert_eq!(parted(&listed, own("flooding and roads")), [own("flooding"), own("roads")]);
        for whole in ["flooding and house prices", "flooding", "the roads and the cows"] {
            assert_eq!(parted(&listed, own(whole)), [own(whole)]);
        }
    }

    #[test]
    fn what_answers_a_menu_is_asked_about_where_words_are_wanted() {
        let menu = pattern("of-a-menu");
        assert!(["6", "12", "y", "No"].into_iter().all(|typed| menu.is_match(typed)));
        let others = ["2027", "", "7 of 9", "yes, at once", "none"];
        assert!(!others.into_iter().any(|typed| menu.is_match(typed)));
    }

    #[test]
    fn numbers_in_words_are_a_slip_and_numbers_of_roads_are_not() {
        assert!(is_jumbled("flooding1 3 5 6", 8));
        for fine in ["1 3 5 6", "3, the A61 is full", "2 buses a day", "own: B1049"] {
            assert!(!is_jumbled(fine, 8), "{fine}");
        }
    }

    #[test]
    fn a_wish_without_anybody_who_does_it_is_asked_about() {
        let asked = nobody_does("To keep running every 10 minutes. We need it.").expect("a doubt");
        assert!(asked.told.starts_with("Who or what is to keep running every 10 minutes?"));
        for fine in ["I want it to stay", "more buses", "to", "Tomorrow's bus kept", ""] {
            assert_eq!(nobody_does(fine), None, "{fine}");
        }
    }

    #[test]
    fn words_that_accuse_or_give_somebody_away_are_found_as_whole_words() {
        let told = |text| words(text).into_iter().map(|doubt| doubt.told).collect::<String>();
        assert!(told("The planners were bribed!").starts_with("\"bribed\" says that"));
        let insider = told("I know of this from a neighbour who works there.");
        assert!(insider.starts_with("\"who works there\" may show"), "{insider}");
        assert!(words("A criminally long wait.").is_empty());
        assert!(words("We waited for the bus.").is_empty());
    }

    #[test]
    fn a_question_without_its_mark_is_offered_with_it() {
        let asked = |text| unmarked(text, |_| Then::Again).map(|doubt| doubt.ask);
        for (typed, read) in [
            ("Who decided to move the clinic", "Who decided to move the clinic?"),
            ("Why was it moved.", "Why was it moved?"),
            ("It was moved. who decided that", "It was moved. who decided that?"),
            ("It was moved!\n Why, and by whom .. ", "It was moved!\n Why, and by whom?"),
        ] {
            assert_eq!(asked(typed), Some(format!("Shall it read: {read}")));
        }
        for fine in
            ["Who decided?", "Who decided? I want to know.", "No buses", "", "Do not close it"]
        {
            assert_eq!(asked(fine), None, "{fine}");
        }
    }

    #[test]
    fn numbers_before_a_sentence_are_told_from_it() {
        assert_eq!(numbered("3, 12 Why was it moved?"), (vec![3, 12], "Why was it moved?"));
        assert_eq!(numbered("12. Why?"), (vec![12], "Why?"));
        for fine in ["Why 12?", "12", "12th floor", "2,500 people", ""] {
            assert_eq!(numbered(fine), (vec![], fine));
        }
    }

    #[test]
    fn a_name_in_small_letters_is_offered_as_it_is_usually_written() {
        for (typed, written) in [
            ("siobhan o'sample", "Siobhan O'Sample"),
            ("jean de'ath-sample", "Jean De'ath-Sample"),
            ("élodie d’example", "Élodie D’Example"),
        ] {
            assert_eq!(with_capitals(typed), written);
        }
    }

    #[test]
    fn a_postcode_leaves_the_address() {
        let lines = |lines: &[&str]| lines.iter().map(|l| (*l).to_string()).collect::<Vec<_>>();
        let found = in_address(lines(&["1 Sample Street", "Wombwell S70 0ZZ"]));
        let rest = lines(&["1 Sample Street", "Wombwell"]);
        assert_eq!(found.map(|d| d.asks), Some(Asks::Postcode("S70 0ZZ".into(), rest)));
        assert_eq!(in_address(lines(&["1 Sample Street", "Wombwell"])), None);
    }
}
