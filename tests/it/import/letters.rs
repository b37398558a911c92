//! Letters of the kinds that campaigns send round: what is asked, what is kept, what is set aside.
//! Each is a few lines, all of them invented.

use proptest::prelude::*;
use sayso::import::{Import, Treatment};
use sayso::pack::{Made, Shared};

use super::cases::{file, plain, printed};
use super::made;
use crate::support::letters::today;

fn read(text: &str) -> Import {
    Import::read("letter.txt", text.as_bytes()).expect("a letter").swap_remove(0)
}

fn write(import: &Import) -> Made {
    let shared = Shared::built_in().expect("the registers are sound");
    import.write("x", shared, today()).expect("a pack")
}

/// What is printed of a letter with this body, on one line.
fn body(body: &str) -> String {
    let made = write(&read(&format!("Dear MP\n\n{body}\n\nYours sincerely\n\n[name]\n")));
    let printed = printed(&made);
    plain(printed.split("subject:").next().unwrap_or_default())
}

#[test]
fn a_gap_is_asked_in_the_words_it_has() {
    let import = read(
        "Dear MP\n\nI am a member of [name of MS society branch] and I go there [how often, e.g. weekly].\n\n[Please tell your MP what it means to you]\n\nYours sincerely\n",
    );
    let asks: Vec<&str> = import.gaps.iter().map(|gap| gap.ask.as_str()).collect();
    assert_eq!(
        asks,
        [
            "Name of MS society branch",
            "How often, e.g. weekly",
            "Please tell your MP what it means to you"
        ]
    );
    assert_eq!(import.gaps[2].treatment, Treatment::OwnWords);
}

#[test]
fn what_stands_in_a_letter() {
    for (letter, wanted) in [
        // Alternatives for the writer.
        (
            "I/we live in the town and it is my/our school.",
            "WeI live in the town and it is ourmy school.",
        ),
        ("My [son/daughter] goes there with ____ others.", "My ⟦son_daughter⟧ goes there with ⟦"),
        (
            "I am a teacher/parent/pupil (delete as appropriate) there.",
            "I am a ⟦teacher_parent_pupil⟧ there.",
        ),
        // Remarks of the letter's own stay.
        (
            "It is far (nine miles, in fact) and dear (as you know).",
            "It is far (nine miles, in fact) and dear (as you know).",
        ),
        ("He said: “we will [sic] go”.", "[sic]"),
        (
            "A rise of 5% and 10% and/or more, on 24/7 terms.",
            "A rise of 5% and 10% and/or more, on 24/7 terms.",
        ),
        // What tells the writer something is never printed.
        ("*Pick ONE of these and delete the rest:*\n\nI swim.\n\nI walk.", "I swim. I walk."),
        ("I live at ________ (your postcode).", "I live at ⟦postcode⟧."),
        ("{{#if parent}}I am a parent.{{/if}}", "I am a parent."),
        ("[ ] It floods.\n\n[ ] It is loud.", "It floods. It is loud."),
        // The full stop that the dots held.
        ("I was there in .................. It was cold.", "⟧. It was cold."),
        // A date within a sentence is not the letter's own.
        ("The meeting is on [date] in the hall.", "The meeting is on ⟦date_2⟧ in the hall."),
        ("I live at [your address] in the town.", "⟦this⟧"),
        ("I, «FirstName» «LastName», live there.", "I, ⟦name⟧, live there."),
        ("Dear friends of ours gave {{first_name}} a card.", "gave ⟦first_name⟧ a card."),
        ("I have £XX to last until XXXX, then nothing.", "to last until ⟦"),
        ("I believe in __________ because…", "because ⟦"),
        // What else could stand there.
        ("I am [a nurse] [or: a porter] there.", "I am ⟦nurse_porter⟧ there."),
        ("Please write [or: meet me].", "Please write or meet me."),
        ("EITHER: I swim.\n\nOR: I walk.", "I swim. I walk."),
        // Notes at the foot, and those of a quotation.
        ("It is so.[1] It was.[1]\n\n[1] The council, 2026.", "It is so. It was."),
        ("“It [sic] is” [emphasis added].", "[emphasis added]."),
        ("(Your reasons here.)\n\nThat is all (your survey says so).", "(your survey says so)."),
        ("(insert your ward) is where I live, near <name of park>.", "⟦"),
    ] {
        let got = body(letter);
        assert!(got.contains(wanted), "{letter}\n{got}");
        let open = ["Pick", "[ ]", "[how", "____", "XX", "<name", "(insert", "{{", "(delete"];
        assert!(!open.iter().any(|sign| got.contains(sign)), "{letter}\n{got}");
    }
}

#[test]
fn what_is_for_some_alone_is_printed_for_them_alone() {
    for letter in [
        "IF YOU ARE A PARENT, ADD: My children walk there every day.\n\nThank you.",
        "[If you are a parent, add: My children walk there every day.]\n\nThank you.",
        "[Optional: My children walk there every day.]\n\nThank you.",
        "[If you are a parent, add this:]\n\nMy children walk there every day.\n\nThank you.",
        "[Only include this if you are a parent] My children walk there every day.\n\nThank you.",
        "Option A: My children walk there every day.\n\nThank you.",
        "[If you are a parent, add: My children walk there every day for ____ miles.]\n\nThank you.",
    ] {
        let made = write(&read(&format!("Dear MP\n\n{letter}\n\nYours sincerely\n")));
        let template = file(&made, ".hbs");
        let inside = template.split("{{#if ").nth(1).and_then(|rest| rest.split("{{/if}}").next());
        assert!(inside.is_some_and(|t| t.contains("My children walk")), "{letter}\n{template}");
        assert!(file(&made, "pack.yaml").contains("kind: yes-no"), "{letter}");
        let printed = printed(&made);
        let open = ["ADD", "parent", "Option", "____"];
        assert!(!open.iter().any(|words| printed.contains(words)), "{letter}\n{printed}");
    }
}

#[test]
fn words_for_some_that_only_tell_what_to_do_leave_no_block_open() {
    let told = "[If you rent: Use the next paragraph as it stands now.]";
    let made = write(&read(&format!("Dear MP\n\nI like it. {told} Keep it.\n\nYours sincerely\n")));
    let template = file(&made, ".hbs");
    assert_eq!(template.matches("{{#if ").count(), template.matches("{{/if}}").count());
    assert!(!printed(&made).contains("next paragraph"), "{template}");
}

#[test]
fn what_stands_on_every_page_is_set_aside_whole_and_with_its_line() {
    let foot =
        format!("Save Mill Lane – {} – third draft", "a letter to your councillor ".repeat(5));
    let page = |words: &str, number| format!("{words}\n\nPage {number} of 2\n{foot}\n\n");
    let (first, second) = (page("Dear MP\n\nKeep it.", 1), page("And mend it.\n\nYours", 2));
    let import = read(&(first + &second));
    let aside: Vec<usize> = import.aside.iter().map(|(line, _)| *line).collect();
    assert_eq!(aside, [5, 6, 12, 13]);
    assert!(import.aside.iter().any(|(_, words)| *words == foot), "{:?}", import.aside);
    assert!(!printed(&write(&import)).contains("draft"));
}

/// Left out, a bullet without words would stand in the letter, or a blank line between its neighbours.
#[test]
fn an_item_that_is_a_gap_is_left_out_with_it() {
    let list = "I go there for:\n\n- the books\n- [another reason of your own]\n- the warm room";
    let made = write(&read(&format!("Dear MP\n\n{list}\n\nYours sincerely\n\n[name]\n")));
    let item =
        "- the books\n{{#if another_reason_own}}\n- {{another_reason_own}}\n{{/if}}\n- the warm";
    assert!(file(&made, ".hbs").contains(item), "{}", file(&made, ".hbs"));
}

#[test]
fn a_source_has_no_date_but_the_one_in_its_words() {
    let letter = "Dear MP\n\nThe library\n\nIt costs money there.[1]\n\nSo it is.\n\nYours sincerely\n\n[1] Cabinet paper, 3 November 2026, p. 12\n";
    let made = write(&read(letter));
    let pack = file(&made, "pack.yaml");
    let sources = pack.split("\nsources:").nth(1).expect("sources");
    assert!(sources.contains("title: \"Cabinet paper, 3 November 2026, p. 12\""), "{pack}");
    assert!(!sources.contains("date:"), "{pack}");
}

#[test]
fn wordings_on_one_line_are_asked_about_one_by_one() {
    let import = read(
        "Dear MP\n\nEITHER I went there myself. OR My child goes there.\n\nWe SWIM OR WALK there, EITHER way.\n\nYours sincerely\n",
    );
    let made = write(&import);
    let template = file(&made, ".hbs");
    let wanted = "{{#if either}}I went there myself. {{/if}}{{#if gap}}My child goes there.{{/if}}";
    assert!(template.contains(wanted), "{template}");
    assert!(template.contains("We SWIM OR WALK there, EITHER way."), "{template}");
    let pack = file(&made, "pack.yaml");
    for says in ["I went there myself.\"", "My child goes there.\""] {
        assert!(pack.contains(&format!("Should your letter say: {says}")), "{pack}");
    }
    assert!(import.gaps.iter().all(|gap| !gap.exact), "{:?}", import.gaps);
}

#[test]
fn what_is_to_be_circled_or_ticked_within_a_sentence_is_a_choice_to_confirm() {
    for (letter, printed, options) in [
        (
            "I am (please circle) a wheelchair user / a parent with a pram / a carer.",
            "I am ⟦wheelchair_user_parent⟧.",
            &["a wheelchair user", "a parent with a pram", "a carer"][..],
        ),
        (
            "I am a (tick one) □ parent □ neighbour",
            "I am a ⟦parent_neighbour⟧",
            &["parent", "neighbour"],
        ),
        (
            "I have ☐ written ☐ phoned, twice.",
            "I have ⟦written_phoned⟧, twice.",
            &["written", "phoned"],
        ),
        ("I am [ ] a nurse [ ] a porter.", "I am ⟦nurse_porter⟧.", &["a nurse", "a porter"]),
    ] {
        let text = format!("Dear MP\n\nAbout it.\n\n{letter}\n\nYours sincerely\n");
        let gap = read(&text).gaps.swap_remove(0);
        let options = options.iter().map(ToString::to_string).collect();
        assert_eq!((gap.treatment, gap.exact), (Treatment::Choose(options), false), "{letter}");
        let got = body(&format!("About it.\n\n{letter}"));
        assert!(got.contains(printed), "{letter}\n{got}");
    }
}

#[test]
fn what_optional_words_ask_is_asked_where_they_stand() {
    let whens = |letter: &str| {
        let made = write(&read(&format!("Dear MP\n\n{letter}\n\nThank you.\n\nYours\n")));
        file(&made, "pack.yaml").matches("    when:\n").count()
    };
    for (letter, wanted) in [
        ("[OPTIONAL: My own family was helped by ____ Hospice in ____.]", 2),
        ("[If you are a parent, add this:]\n\nMy child goes to [name of school].", 1),
        ("Option A: I go to [name of school] there.\n\nOption B: I swim.", 1),
        ("EITHER I go to [name of school]. OR I went to [name of park].", 2),
        // What stands outside as well is asked of all.
        ("[Optional: My child likes [name of school].]\n\nSave [name of school] now.", 0),
        ("Save [name of school] now.\n\n[Optional: My child likes [name of school].]", 0),
    ] {
        assert_eq!(whens(letter), wanted, "{letter}");
    }
}

#[test]
fn what_tells_the_writer_something_is_left_out_and_to_be_confirmed() {
    for told in [
        "NB: do it today.",
        "N.B. do it today.",
        "> Tip: say more.",
        "Top tips: be short.",
        "Make this bit personal!",
        "Feel free to change this paragraph.",
        "Use this sentence if you work: I go there by bus.",
        "Please delete the next paragraph unless you work: I go there by bus.",
    ] {
        let import = read(&format!("Dear MP\n\nAbout it.\n\n{told}\n\nSo it is.\n\nYours\n"));
        assert!(import.gaps.iter().any(|gap| !gap.exact), "{told}: {:?}", import.gaps);
        let printed = printed(&write(&import));
        let said = told.split_once(": I go").map_or(told, |(said, _)| said);
        assert!(!printed.contains(said), "{told}\n{printed}");
    }
    let own = "Please keep the line open, and change the section on buses.";
    assert!(read(&format!("Dear MP\n\nAbout it.\n\n{own}\n\nYours\n")).gaps.is_empty());
}

#[test]
fn words_that_begin_with_a_quotation_are_shown_with_the_signs_they_have() {
    for (says, shown) in [
        ("“Go home,” he said to us.", "Should your letter say: “Go home,” he said to us."),
        ("“Go home and stay there.”", "Should your letter say: “Go home and stay there.”"),
    ] {
        let letter =
            format!("Dear MP\n\n[If you were there, add: {says}]\n\nThank you.\n\nYours\n");
        let pack = file(&write(&read(&letter)), "pack.yaml").to_string();
        assert!(pack.contains(shown), "{pack}");
    }
}

#[test]
fn whom_it_goes_to_is_what_the_letter_says_and_never_silently_an_mp() {
    for (letter, to, office) in [
        ("Dear [name of your MP]\n\nPlease.", Some("mp"), ""),
        ("Dear Cllr [name]\n\nPlease.", Some("councillor"), ""),
        ("Dear Editor\n\nPlease.", None, "Editor"),
        ("Dear Headteacher,\n\nPlease.", None, "Head Teacher"),
        (
            "[Name] MSP\nThe Scottish Parliament\nEdinburgh\nEH99 1SP\n\nDear [name]\n\nPlease.",
            None,
            "Member of the Scottish Parliament",
        ),
        ("Dear [Name] MS\n\nPlease.\n\nThe Senedd Member", None, ""),
        ("Dear Lord [surname],\n\nHouse of Lords reform.\n\nPlease.", None, ""),
        (
            "The Managing Director\nExample Water Limited\n1 Pipe Street\nExampleton\n\nDear Sir or Madam\n\nPlease.",
            None,
            "Managing Director",
        ),
        ("Dear Ms Sample\n\nPlease write.", None, "Ms Sample"),
        // One councillor or MP, and not each person's own.
        ("Dear Cllr Sample\n\nPlease write.", None, "Cllr Sample"),
        ("Dear Alex Sample MP\n\nPlease write.", None, "Alex Sample MP"),
        ("Dear Ward Councillors\n\nPlease write.", Some("councillor"), ""),
        (
            "Director of Public Health\nCounty Hall\n\nDear Director\n\nPlease.",
            None,
            "Director of Public Health",
        ),
    ] {
        let import = read(&format!("{letter}\n\nYours faithfully\n"));
        assert_eq!(import.receiver.to.as_deref(), to, "{letter}");
        if !office.is_empty() {
            assert_eq!(import.receiver.office, office, "{letter}");
        }
        let mut import = import;
        import.confirm_all();
        assert!(made::told(&write(&import)).iter().all(|t| !t.contains("error")), "{letter}");
    }
    // Nothing says it: it is a guess, and to be confirmed.
    let nobody = read("Dear Sir or Madam\n\nPlease do something.\n\nYours faithfully\n");
    assert!(!nobody.receiver.exact && nobody.receiver.to.is_none());
    let told = made::told(&write(&nobody)).join("\n");
    assert!(told.contains("whom it goes to"), "{told}");
}

#[test]
fn a_receiver_of_the_letters_own_has_a_name_a_role_and_an_address() {
    let import = read(
        "Name of Chief Executive\nAddress of the trust\n\nDear [name of Chief Executive]\n\nPlease.\n\nYours sincerely\n",
    );
    let made = write(&import);
    let destination = file(&made, "destinations.yaml");
    for wanted in ["receiver_name", "Chief Executive", "receiver_address", "Yours sincerely"] {
        assert!(destination.contains(wanted), "{wanted}\n{destination}");
    }
    let pack = file(&made, "pack.yaml");
    assert!(pack.contains("What is the name of the Chief Executive?"), "{pack}");
    assert!(pack.contains("What is the address of the Chief Executive?"), "{pack}");
}

#[test]
fn nothing_above_the_greeting_becomes_an_address_unless_it_looks_like_one() {
    let import = read(
        "Write to the paper\n\nSuggested letter\n\nDear Editor\n\nI counted.\n\nYours faithfully\n",
    );
    assert!(import.receiver.address.is_empty());
    let import = read(
        "The Editor\nThe Example Gazette\n2 Sample Street\nExampleton EX1 1AA\n\nDear Editor\n\nI counted.\n\nYours faithfully\n",
    );
    assert_eq!(import.receiver.address.len(), 4);
}

#[test]
fn references_stay_and_a_subject_is_not_made_up() {
    for (letter, subject) in [
        ("Re: The library\n\nDear MP\n\nPlease.\n\nThanks.", Some("Re: The library")),
        ("Subject: The library\n\nDear MP\n\nPlease.\n\nThanks.", Some("The library")),
        ("Dear MP\n\nRe: The library\n\nPlease.", Some("Re: The library")),
        ("Dear MP\n\nThe library in Mill Lane\n\nPlease.", Some("The library in Mill Lane")),
        ("Dear MP\n\nI want the library to stay\n\nPlease.", None),
        ("Dear MP\n\nPlease keep it open.\n\nThanks.", None),
        (
            "Application number: 26/00123/FUL\nSite: Mill Lane\n\nDear Planning Officer\n\nNo.\n\nThanks.",
            Some("Application number: 26/00123/FUL: Mill Lane"),
        ),
    ] {
        let import = read(&format!("{letter}\n\nYours sincerely\n"));
        assert_eq!(import.subject.map(|(_, s)| s).as_deref(), subject, "{letter}");
    }
}

#[test]
fn two_letters_are_told_apart_and_asked_about() {
    let text = "Letter A\n\nDear MP\n\nThe first letter.\n\nYours sincerely\n[name]\n\nLetter B\n\nDear Councillor\n\nThe second letter.\n\nYours sincerely\n[name]\n";
    let all = Import::read("letter.txt", text.as_bytes()).expect("letters");
    assert_eq!(all.len(), 2);
    for (import, (own, other)) in all.iter().zip([("first", "second"), ("second", "first")]) {
        let printed = printed(&write(import));
        assert!(printed.contains(own) && !printed.contains(other), "{printed}");
        assert!(made::told(&write(import)).join("\n").contains("another letter in the file"));
    }
    // A covering note greets those who are to send the letter.
    let note = "Dear supporters,\n\nPlease send this.\n\nBest wishes\nThe group\n\nDear MP\n\nThe letter.\n\nYours sincerely\n";
    let all = Import::read("letter.txt", note.as_bytes()).expect("letters");
    assert_eq!(all.len(), 1);
    assert!(!printed(&write(&all[0])).contains("send this"));
}

/// What letters are made of: a piece, and whether it must be asked about or kept.
fn pieces() -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(
        prop::sample::select(vec![
            "I live in [your village] near the river.",
            "[Say what it means to you]",
            "My (insert relation) is {age} years old.",
            "It closes on 4 May 2027 (as they told us).",
            "We pay £____ a month since ............ and more.",
            "- one reason\n- another [name it]",
            "1. first\n2. second",
            "PLEASE ADD YOUR STORY HERE",
            "I/we ask you to vote against it.",
            "*** ADD MORE ***",
            "He/she goes to <name of school> and «Place».",
            "It is [unclosed and goes on.",
            "[For example:\n\n- this\n- that]",
            "See %LINK% and *|FNAME|* too.",
            "Nothing else would do; it is far.",
            "I am for / against (delete as appropriate) the plan.",
            "It matters to me because…",
            "[If you drive, add: I drive there.]",
        ]),
        1..9,
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn every_word_is_somewhere_and_no_bracket_is_unaccounted_for(pieces in pieces(), head in 0..3usize) {
        let heads = ["", "Template letter for our group\n\n", "[Your name]\n[Date]\n\nHouse of Commons\n\n"];
        let text = format!("{}Dear [MP's name]\n\n{}\n\nThank you for it.\n\nYours sincerely\n\n[Your name]\n\nPlease copy us in.\n", heads[head], pieces.join("\n\n"));
        let import = read(&text);
        let made = write(&import);
        // Where words may be: what is printed, asked, chosen from, set aside, or told of a gap.
        let mut all = format!("{} {} ", printed(&made), file(&made, "pack.yaml"));
        import.aside.iter().for_each(|(_, words)| { all.push_str(words); all.push(' '); });
        import.gaps.iter().for_each(|gap| { all.push_str(&gap.written); all.push(' '); });
        all.push_str("Dear MP's name Yours sincerely ");
        let known = words(&all);
        for word in words(&text) {
            prop_assert!(known.contains(&word), "{word} of\n{text}\nis nowhere in\n{all}");
        }
        // Every opening bracket of the letter is a gap's or stands in a gap that is told.
        for sign in ['[', '{', '<', '«'] {
            let body = text.split("\n\nYours").next().unwrap_or_default();
            let body = body.split_once("name]\n\n").map_or("", |(_, body)| body);
            let in_gaps: usize = import.gaps.iter().map(|gap| gap.written.matches(sign).count()).sum();
            let in_aside: usize = import.aside.iter().map(|(_, words)| words.matches(sign).count()).sum();
            prop_assert!(in_gaps + in_aside >= body.matches(sign).count().saturating_sub(2 * usize::from(head == 2)), "{sign} {text}");
        }
    }

    #[test]
    fn a_date_in_a_sentence_is_never_the_letters_date(before in "[a-z]{2,8} [a-z]{2,8}", after in "[a-z]{2,8}") {
        let got = body(&format!("It is so, {before} [date] {after} it was."));
        prop_assert!(!got.contains("dated"), "{got}");
    }
}

fn words(text: &str) -> std::collections::BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}
