//! Numbered parts: a question's own number, limits in words and in characters.

use sayso::compose::advice;
use sayso::render::text;

use crate::support::letters::{document, example, given, shipped_pack};

#[test]
fn a_limit_in_characters_is_measured_and_told_as_one_in_words_is() {
    let pack = shipped_pack("local-service");
    let file = example("local-service", "sheffield-group-numbered");
    let response =
        |changes: &[(&str, &str)]| document(pack, "consultation-response", &given(&file, changes));
    let kept = response(&[]);
    let numbers: Vec<&str> = kept.parts.iter().map(|p| p.number.as_str()).collect();
    assert_eq!(numbers, ["1", "2a", "2b"], "each question keeps its own number");
    assert_eq!(
        kept.parts[1].title.as_deref(),
        Some("Which of the two proposed sites would you use?")
    );
    for part in &kept.parts {
        assert_eq!(part.measure.characters, part.text.chars().count());
        assert_eq!(part.measure.most_characters, Some(600));
    }
    assert!(advice::over(&kept).is_empty());
    let last = text::part(&kept.parts[2], &kept.notes);
    let count = format!("{} of 600 characters)", kept.parts[2].measure.characters);
    assert!(last.trim_end().ends_with(&count), "{last}");
    let long = "é".repeat(601);
    let over = advice::over(&response(&[("answer_2", &long), ("answer_words", "3")]));
    assert_eq!(
        over,
        [
            format!(
                "Part 1 has {} words, {} over the limit of 3.",
                kept.parts[0].measure.words,
                kept.parts[0].measure.words - 3
            ),
            "Part 2a has 601 characters, 1 over the limit of 600.".into(),
            format!(
                "Part 2b has {} words, {} over the limit of 3.",
                kept.parts[2].measure.words,
                kept.parts[2].measure.words - 3
            ),
        ]
    );
}

#[test]
fn a_question_not_answered_leaves_no_heading() {
    let pack = shipped_pack("local-service");
    let file = example("local-service", "norwich-library-shortest");
    let response = document(pack, "consultation-response", &given(&file, &[]));
    assert!(response.parts.is_empty());
    assert!(!response.markdown.contains("your question"), "{}", response.markdown);
}
