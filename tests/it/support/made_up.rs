//! Made-up own words: letters of people who do not exist, with groups planted among them whose
//! members are known. Shared by the tests and the benches.

/// Words for made-up letters, commonest first.
const WORDS: &str = "the to and of a in was my we it for that is on i at they with had her he not \
    this have but our were be would been as she from no when there one who or by an so which all \
    you about after two out time told now up years bus doctor could get said what then because \
    appointment ward nurse clinic hospital husband mother hour day week letter phone asked wait \
    waited home walk town car road pain night morning winter ambulance surgery children school \
    work library street village station council family friend neighbour daughter son father \
    answer question money staff closed open moved late early cold kind good long far near old new \
    again never always still only twice without nobody somebody everyone physio tablets oxygen \
    wheelchair stairs queue desk corridor trolley window garden kitchen shop market river bridge \
    church farm field hill snow rain summer spring autumn carer key door bed chair blanket kettle \
    garage taxi fare timetable platform ticket pharmacy dentist optician midwife baby twins \
    scan result blood pressure heart stroke fall fracture hip knee shoulder breath cough fever";

/// Turns of phrase that honest letters have in common.
const PHRASES: [&str; 8] = [
    "please think again",
    "I am worried about",
    "nobody asked us",
    "I have lived here for",
    "we were told that",
    "it would mean a long journey",
    "please keep our hospital open",
    "thank you for reading this",
];

/// Numbers that look like chance and are the same every time.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `most`.
    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % most
    }

    /// A word, common ones more often.
    fn word<'w>(&mut self, words: &[&'w str]) -> &'w str {
        let least = self.below(words.len()).min(self.below(words.len()));
        words[least]
    }

    /// So many made-up words, with turns of phrase that others use too.
    pub(crate) fn text(&mut self, count: usize) -> String {
        let words: Vec<&str> = WORDS.split_whitespace().collect();
        let mut out: Vec<&str> = Vec::with_capacity(count + 6);
        while out.len() < count {
            if self.below(25) == 0 {
                out.extend(PHRASES[self.below(PHRASES.len())].split(' '));
            } else {
                out.push(self.word(&words));
            }
        }
        out.join(" ")
    }

    /// The text as somebody else would send it who copied it: capitals and punctuation of their
    /// own, and one word in `every` changed.
    pub(crate) fn copied(&mut self, text: &str, every: usize) -> String {
        let words: Vec<&str> = WORDS.split_whitespace().collect();
        let mut out = String::new();
        for word in text.split(' ') {
            let word = if self.below(every) == 0 { self.word(&words) } else { word };
            match self.below(12) {
                0 => out.push_str(&word.to_uppercase()),
                1 => out.push_str(&format!("{word},")),
                _ => out.push_str(word),
            }
            out.push(' ');
        }
        out
    }
}
