//! People who do not exist, as the rows of a made-up table: about 100 words of their own each. One
//! in forty sends the words of another, everybody else says something that nobody else says.

#[allow(dead_code, reason = "each bench uses a part of it")]
pub(crate) mod case;

const FIRST: &[&str] = &["Jean", "Siân", "Łukasz", "Amara", "Robin", "Nia", "Iwan", "Zofia"];
const LAST: &[&str] = &["Sample", "Ŵyn-O’Brien", "Example", "Specimen", "Pattern", "Mock-Up"];
const TOWNS: &[&str] = &["Exampleton", "Sampleford", "Mockham", "Dummyfield", "Patternby"];
/// As people type them: most as the register has them, some not, one not there at all.
const COUNCILS: &[&str] = &[
    "Barnsley",
    "Leeds",
    "leeds city council",
    "Sheffield",
    "Norwich",
    "Shropshire",
    "Cornwall",
    "Calderdale",
    "London Borough of Camden",
    "Wakefield",
    "Exampleton",
];
/// One person in so many sends the words of another.
const COPIES: usize = 40;
const NOUNS: &str = "clinic ward bus nurse letter stairs car-park form corridor waiting-room lift \
    receptionist appointment crossing pharmacy ambulance taxi wheelchair bench telephone doctor \
    queue door notice bill shelter timetable garden kitchen school shift pension walking-frame \
    prescription blood-test oxygen midwife scan playgroup bridge hill roundabout library surgery";
const VERBS: &str = "missed found lost needed dreaded wanted trusted heard saw met asked left paid \
    climbed crossed rang kept feared watched thanked blamed waited-for counted-on gave-up \
    depended-on wrote-about argued-over walked-past believed-in worried-about";
const KINDS: &str = "old empty kind broken late locked cold crowded steep distant friendly noisy free \
    dear last first second only nearest busy tired patient careful wrong small dark wet long \
    familiar dangerous cheerful forgotten half-finished promised borrowed";
const PEOPLE: &str = "mum dad neighbour wife husband aunt brother gran daughter son cousin friend \
    lodger uncle niece nephew grandson partner sister carer";
const TIMES: &str = "yesterday lately often twice again once today since still soon then never daily \
    weekly early overnight eventually suddenly";
/// A word of the person's own in each brace, so that no run of three words is everybody's.
const PATTERNS: &[&str] = &[
    "My {person} {verb} the {kind} {noun} {time}.",
    "{Time} our {kind} {noun} was {kind}.",
    "{Noun} or {noun}, {person} {verb} {kind} {noun}.",
    "At {town} {n} {kind} people {verb} us {time}.",
    "{Kind} {noun}, {kind} {noun}: {time} I {verb} it.",
    "The {noun} near {town} {time} {verb} my {person}.",
    "{N} miles {time}, {kind} {noun} and all.",
    "{Person} {verb} {town} for {n} {kind} years.",
    "We {verb} £{n} and {kind} {noun} {time}.",
];

/// Numbers that look like chance and are the same every time.
struct Chance(u64);

impl Chance {
    fn new(row: usize, what: u64) -> Chance {
        // Mixed twice, so that one row's numbers are not those of the next moved along by one.
        Chance(mixed(mixed(row as u64) ^ what))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed(self.0)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn pick(&mut self, from: &[&'static str]) -> &'static str {
        from[self.below(from.len())]
    }
}

/// A place that hardly anybody else speaks of.
fn town(chance: &mut Chance) -> String {
    let mut name = String::new();
    for _ in 0..2 {
        name.push(char::from(b"bdfghklmnprstw"[chance.below(14)]));
        name.push_str(chance.pick(&["a", "e", "o", "u", "ea", "oo", "ar", "in", "al", "er"]));
    }
    name[..1].make_ascii_uppercase();
    name + chance.pick(&["ton", "ford", "ham", "field", "by", "wick", "ley", "thorpe"])
}

/// One of the words of a list; those joined by hyphens are several.
fn word(chance: &mut Chance, list: &str) -> String {
    let words = list.split_ascii_whitespace();
    words.clone().nth(chance.below(words.count())).unwrap_or_default().replace('-', " ")
}

/// A pattern with a word in each place; a name with a capital begins a sentence.
fn sentence(chance: &mut Chance, pattern: &str) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').expect("every brace is closed");
        let word = match name.to_ascii_lowercase().as_str() {
            "noun" => word(chance, NOUNS),
            "verb" => word(chance, VERBS),
            "kind" => word(chance, KINDS),
            "person" => word(chance, PEOPLE),
            "time" => word(chance, TIMES),
            "town" => town(chance),
            _ => (chance.below(90) + 3).to_string(),
        };
        let from = out.len() + before.len();
        out.push_str(before);
        out.push_str(&word);
        if name.starts_with(|c: char| c.is_ascii_uppercase()) {
            out[from..=from].make_ascii_uppercase();
        }
        rest = after;
    }
    out + rest
}

/// So many sentences, each of them about something else.
fn sentences(chance: &mut Chance, count: usize) -> String {
    let said = (0..count).map(|_| {
        let pattern = chance.pick(PATTERNS);
        sentence(chance, pattern)
    });
    said.collect::<Vec<_>>().join(" ")
}

/// A story of about 100 words in two paragraphs.
fn story(row: usize) -> String {
    let whose = if row % COPIES == COPIES - 1 { row / COPIES } else { row };
    let chance = &mut Chance::new(whose, 3);
    format!("{}\n\n{}", sentences(chance, 8), sentences(chance, 6))
}

fn mixed(number: u64) -> u64 {
    let mixed = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// A name that no other row has.
fn name(chance: &mut Chance, row: usize) -> String {
    let mut middle = String::new();
    let mut rest = row;
    for _ in 0..4 {
        middle.push(char::from(b"bdfgklmnprst"[rest % 12]));
        middle.push(char::from(b"aeiou"[rest / 12 % 5]));
        rest /= 60;
    }
    middle[..1].make_ascii_uppercase();
    format!("{} {middle} {}", chance.pick(FIRST), chance.pick(LAST))
}

/// The templates that there are rows for, and how a row is made.
pub(crate) const CASES: [(&str, &str, MakeRow); 2] = [
    ("nhs-contracts", "mp-letter", mp_letter),
    ("local-service", "consultation-response", consultation),
];

/// Makes the row of a number: ids of questions and what was given.
pub(crate) type MakeRow = fn(usize) -> Vec<(&'static str, String)>;

/// A row for `nhs-contracts/mp-letter`: ids of questions and what was given.
fn mp_letter(row: usize) -> Vec<(&'static str, String)> {
    let mut chance = Chance::new(row, 1);
    let concerns = ["2 1", "fixed-budget", "3; 1; 5", "secrecy, fixed-budget"];
    vec![
        ("area", chance.pick(COUNCILS).into()),
        ("story", story(row)),
        ("concerns", chance.pick(&concerns).into()),
        ("name", name(&mut chance, row)),
        ("address", format!("{} Sample Street\n{}", chance.below(200) + 1, chance.pick(TOWNS))),
        ("postcode", "S70 0ZZ".into()),
        ("contact", format!("row.{row}@example.org")),
        ("dated", "2026-11-21".into()),
    ]
}

/// A row for `local-service/consultation-response`, with answers to three numbered questions.
fn consultation(row: usize) -> Vec<(&'static str, String)> {
    let mut chance = Chance::new(row, 2);
    vec![
        ("area", chance.pick(COUNCILS).into()),
        ("service", "walk-in".into()),
        ("service_name", "the walk-in centre in Example Square".into()),
        ("change", "it is to close".into()),
        ("respond_as", "for myself".into()),
        ("consultation_title", "Example plans for urgent care".into()),
        ("consultation_closes", "18 December 2026".into()),
        ("stake", sentences(&mut chance, 2)),
        ("how_many_questions", "3".into()),
        ("answer_words", "250".into()),
        ("question_1", "1. Do you agree that care should be brought together?".into()),
        ("answer_1", sentences(&mut chance, 4)),
        ("question_2", "2a. Which of the two places would you use?".into()),
        ("answer_2", sentences(&mut chance, 2)),
        ("question_3", "2b. What would make it easier for you to use it?".into()),
        ("answer_3", sentences(&mut chance, 3)),
        ("story", sentences(&mut chance, 4)),
        ("concerns", "travel; replacement".into()),
        ("name", name(&mut chance, row)),
        ("contact", format!("row.{row}@example.org")),
        ("dated", "2026-11-21".into()),
    ]
}
