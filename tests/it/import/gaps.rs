//! Placeholders that are easily taken for something else.

use sayso::import::Letter;
use sayso::import::letter::Options;
use sayso::pack::Shared;

use super::made;
use crate::support::letters::today;

/// The text of the letter with its tags, and what each placeholder became.
fn made_of(letter: &str) -> (String, Vec<String>) {
    let shared = Shared::built_in().expect("the registers are sound");
    let letter = Letter::read("letter.txt", letter.as_bytes()).expect("a letter");
    let options = Options { id: "x", today: today(), to: None };
    let made = letter.make(options, &shared).expect("a pack");
    assert_eq!(made::told(&made.made), Vec::<String>::new());
    let file = made.made.files.iter().find(|(path, _)| path.ends_with(".md.hbs"));
    let text = String::from_utf8(file.expect("a template").1.clone()).expect("text");
    let became = letter.gaps.iter().zip(&made.became).map(|(gap, became)| {
        let ids: Vec<&str> = became.iter().map(|(id, _)| id.as_str()).collect();
        format!("{}{}", ids.join("+"), if gap.sure { "" } else { "?" })
    });
    (text, became.collect())
}

#[test]
fn one_placeholder_twice_is_one_question_and_the_sentence_stays_whole() {
    let (text, became) = made_of("Dear MP\n\nThe same [reason] and the same [reason].\n\nYours\n");
    assert!(text.contains("The same {{reason}} and the same {{reason}}."), "{text}");
    assert_eq!(became, ["reason?", "reason?"]);
    let (text, _) =
        made_of("Dear MP\n\nI go there [your reason], and she too [your story].\n\nYours\n");
    let order = [text.find("I go there"), text.find("{{your_reason"), text.find("and she too")];
    assert!(order.is_sorted() || !text.contains("{{your_reason"), "{text}");
    assert!(text.contains("I go there {{") && text.contains("and she too {{"), "{text}");
}

#[test]
fn a_blank_in_the_subject_and_in_the_letter_is_one_question() {
    let (text, became) = made_of(
        "Dear MP\n\nRe: XXXX maternity unit\n\nPlease keep the XXXX maternity unit open.\n\nYours\n",
    );
    assert_eq!(became, ["maternity_unit?", "maternity_unit?"], "{text}");
}

#[test]
fn somebody_elses_name_is_not_the_signers() {
    for (sentence, wanted) in [
        ("I saw Dr [name] at the clinic.", "dr"),
        ("I saw Nurse [full name] at the clinic.", "nurse"),
        ("We all met [name] at the clinic.", "name?"),
        ("My name is [name] and I went there.", "name"),
        ("I, [name], went there.", "name"),
        ("I am [your name] and went there.", "name"),
    ] {
        let (text, became) = made_of(&format!("Dear MP\n\n{sentence}\n\nYours\n"));
        assert_eq!(became, [wanted], "{text}");
    }
}

#[test]
fn an_email_address_and_a_telephone_number_are_two_questions_and_said_once() {
    let letter = "[Your name]\n[Your email]\n[Your phone]\n\nDear MP\n\nPlease come. Email me at [your email] or ring [your telephone number].\n\nYours\n";
    let (text, became) = made_of(letter);
    assert_eq!(became, ["email_address", "telephone_number"]);
    assert!(text.contains("Email me at {{email_address}} or ring {{telephone_number}}."), "{text}");
    // The sender's block would say it again.
    assert!(!text.contains("contact"), "{text}");
    let (text, became) =
        made_of("Dear MP\n\nPlease come. You reach me at [email or phone].\n\nYours\n");
    assert_eq!(became, ["contact_details"]);
    assert!(text.contains("{{#if contact_details}}{{contact_details}}{{else}}the add"), "{text}");
    let (text, _) = made_of("[Name]\n[Email]\n[Phone]\n\nDear MP\n\nPlease come.\n\nYours\n");
    assert!(text.contains("mp, contact]"), "{text}");
}
