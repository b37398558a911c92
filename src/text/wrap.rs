//! Lines of a width.

use textwrap::{Options, WordSeparator, WordSplitter};

/// A text in lines of so many columns at the most, the first and the others led by something.
/// It breaks at spaces alone, so that an address of a web page stays in one piece, to be copied, and
/// `e-mail` too; what is longer than a line stands over its end.
pub fn wrap(text: &str, columns: usize, first: &str, others: &str) -> String {
    let options = Options::new(columns)
        .initial_indent(first)
        .subsequent_indent(others)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false);
    textwrap::fill(text, options)
}
