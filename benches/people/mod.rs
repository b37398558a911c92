//! People who do not exist, as the rows of a made-up table: about 100 words of their own each,
//! hardly two of them the same.

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
const WHO: &[&str] = &["mum", "dad", "neighbour", "son", "daughter", "wife", "husband", "aunt"];
const CARE: &[&str] = &["physiotherapy", "the eye clinic", "the leg clinic", "the stroke ward"];
const DAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS: &[&str] = &["January", "March", "April", "June", "September", "November"];
/// `{}` stands for a word of the person's own.
const PATTERNS: &[&str] = &[
    "My {who} has gone to {care} since {month}, and it takes us {n} minutes on the bus.",
    "In {month} a letter came with the date already on it, and nobody had asked my {who}.",
    "We were sent {n} miles to {town} on a {day}, and then sent home again.",
    "I rang {n} times to find out who had decided, and nobody could say.",
    "The staff at {care} were kind throughout, and as much in the dark as my {who} was.",
    "On a {day} in {month} my {who} waited {n} minutes in the rain for the second bus.",
    "I took unpaid leave {n} times so that my {who} could get to {town}.",
    "Parking in {town} costs £{n} a month if you go every {day}.",
    "I am not against change; I want to hear of it before {month}, not after.",
    "My {who} can’t manage the stairs, so every visit to {care} needs two of us.",
    "We asked on a {day} for somebody to ring back, and by {month} nobody had.",
    "There were {n} of us in the room in {town}, and one person to answer us.",
    "For my {who}, {care} was the one place where people knew her name.",
    "If it moves to {town}, my {who} will go {n} times less in a year, and she knows it.",
];

/// Numbers that look like chance and are the same every time.
struct Chance(u64);

impl Chance {
    fn new(row: usize, what: u64) -> Chance {
        let mut chance = Chance((row as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ what);
        chance.next();
        chance
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn pick(&mut self, from: &[&'static str]) -> &'static str {
        from[self.below(from.len())]
    }
}

/// So many sentences, each of them about something else.
fn sentences(chance: &mut Chance, count: usize) -> String {
    let start = chance.below(PATTERNS.len());
    let said: Vec<String> = (0..count)
        .map(|k| {
            PATTERNS[(start + k * 5) % PATTERNS.len()]
                .replace("{who}", chance.pick(WHO))
                .replace("{care}", chance.pick(CARE))
                .replace("{month}", chance.pick(MONTHS))
                .replace("{town}", chance.pick(TOWNS))
                .replace("{day}", chance.pick(DAYS))
                .replace("{n}", &(chance.below(90) + 3).to_string())
        })
        .collect();
    said.join(" ")
}

/// A story of about 100 words in two paragraphs.
fn story(chance: &mut Chance) -> String {
    format!("{}\n\n{}", sentences(chance, 4), sentences(chance, 3))
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
        ("story", story(&mut chance)),
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
        ("stake", sentences(&mut chance, 1)),
        ("how_many_questions", "3".into()),
        ("answer_words", "250".into()),
        ("question_1", "1. Do you agree that care should be brought together?".into()),
        ("answer_1", sentences(&mut chance, 2)),
        ("question_2", "2a. Which of the two places would you use?".into()),
        ("answer_2", sentences(&mut chance, 1)),
        ("question_3", "2b. What would make it easier for you to use it?".into()),
        ("answer_3", sentences(&mut chance, 2)),
        ("story", sentences(&mut chance, 2)),
        ("concerns", "travel; replacement".into()),
        ("name", name(&mut chance, row)),
        ("contact", format!("row.{row}@example.org")),
        ("dated", "2026-11-21".into()),
    ]
}
