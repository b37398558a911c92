//! What a placeholder asks for by a clause: `say how long you have lived here`.

use super::ask::capital;
use super::wording::is_plural;
use super::words::words;

/// Words that lead to what is asked: `insert`, `tell your MP`.
pub(super) const LEADS: &[&str] = &[
    "please", "optional", "insert", "enter", "add", "fill in", "type in", "type", "put in", "put",
    "give", "state", "specify", "write in", "here", "in", ":", "-", "–",
];

/// The same before a question: `say why …`.
const SAYS: &[&str] = &[
    "say",
    "tell us",
    "tell them",
    "tell your mp",
    "tell the council",
    "tell",
    "explain",
    "describe",
    "write",
    "mention",
    "outline",
    "briefly",
    "optional",
    "and",
];

/// Words with which questions begin.
pub(super) const WH: &[&str] = &["how", "what", "which", "who", "when", "where", "why"];

/// What stands in English between a question's word and its subject.
pub(super) const AUX: &[&str] = &[
    "has", "have", "had", "is", "are", "was", "were", "will", "would", "can", "could", "should",
    "did", "do", "does",
];

/// Words with which the subject of a clause begins.
const SUBJECTS: &[&str] = &[
    "you", "your", "the", "this", "that", "it", "they", "he", "she", "we", "my", "our", "their",
    "these", "those", "people",
];

/// What a label asks by a clause, without what leads to it: `say here why this matters to you`.
pub(super) fn clause(label: &str) -> Option<String> {
    let mut text = label.trim();
    loop {
        let lower = text.to_lowercase();
        let first = words(text).into_iter().next()?;
        if WH.contains(&first.as_str()) && text.split_whitespace().count() > 1 {
            return Some(text.to_string());
        }
        let lead = SAYS.iter().chain(LEADS).find(|lead| {
            lower.strip_prefix(**lead).is_some_and(|rest| rest.starts_with([' ', ':', ',']))
        })?;
        text = text.get(lead.len()..)?.trim_start_matches([' ', ':', ',']);
    }
}

/// A clause as a question: `how long you have lived here` as "How long have you lived here?".
/// None where its verb cannot be told.
pub(super) fn question(clause: &str) -> Option<String> {
    let said: Vec<&str> = clause.split_whitespace().collect();
    let lower: Vec<String> = said.iter().map(|w| w.to_lowercase()).collect();
    let subject = (1..lower.len().min(4)).find(|at| SUBJECTS.contains(&lower[*at].as_str()));
    let ended = |words: Vec<String>| {
        let text = words.join(" ");
        Some(format!("{}?", capital(text.trim_end_matches(['.', '?', '!']))))
    };
    let Some(subject) = subject.filter(|at| !AUX.contains(&lower[at - 1].as_str())) else {
        return ended(said.iter().map(ToString::to_string).collect());
    };
    let (head, tail) = (&said[..subject], &said[subject..]);
    let low = &lower[subject..];
    let put = |aux: &str, tail: Vec<String>| {
        let mut all: Vec<String> = head.iter().map(ToString::to_string).collect();
        all.push(aux.to_string());
        all.extend(tail);
        ended(all)
    };
    // With a helping verb: it comes before the subject.
    if let Some(at) = (1..low.len().min(8)).find(|at| AUX.contains(&low[*at].as_str())) {
        let rest = tail.iter().enumerate().filter(|(i, _)| *i != at);
        return put(&low[at], rest.map(|(_, w)| w.to_string()).collect());
    }
    let (at, aux, verb) = (1..low.len()).find_map(|at| verb(low, at).map(|(a, v)| (at, a, v)))?;
    let rest =
        tail.iter().enumerate().map(|(i, w)| if i == at { verb.clone() } else { w.to_string() });
    put(aux, rest.collect())
}

/// The verb at a place, as it stands behind `do`, `does` or `did`.
fn verb(words: &[String], at: usize) -> Option<(&'static str, String)> {
    const PAST: &[(&str, &str)] = &[
        ("saw", "see"),
        ("went", "go"),
        ("got", "get"),
        ("felt", "feel"),
        ("found", "find"),
        ("moved", "move"),
        ("lived", "live"),
        ("used", "use"),
        ("waited", "wait"),
        ("needed", "need"),
        ("happened", "happen"),
        ("meant", "mean"),
        ("visited", "visit"),
        ("came", "come"),
        ("heard", "hear"),
        ("joined", "join"),
        ("experienced", "experience"),
    ];
    const NOW: &[&str] = &[
        "affect", "matter", "mean", "use", "travel", "live", "feel", "think", "want", "need",
        "get", "help", "work", "support", "oppose", "go", "know", "visit", "depend", "rely",
        "object", "make", "concern", "worry", "impact", "like", "hope", "believe", "care", "see",
        "do",
    ];
    let word = words[at].as_str();
    if let Some((_, verb)) = PAST.iter().find(|(past, _)| *past == word) {
        return Some(("did", (*verb).to_string()));
    }
    let before = words[at - 1].as_str();
    let many = ["you", "they", "we", "people", "these", "those"].contains(&before);
    if NOW.contains(&word) && (many || is_plural(before)) {
        return Some(("do", word.to_string()));
    }
    let one = word
        .strip_suffix('s')
        .filter(|verb| NOW.contains(verb))
        .or(word.strip_suffix("es").filter(|verb| NOW.contains(verb)));
    one.map(|verb| ("does", verb.to_string()))
}
