//! The made-up consultation of twelve numbered questions, as one person answers it. The same
//! pack serves the tests of batches.

use sayso::answers::AnswerFile;
use sayso::pack::Pack;
use sayso::render::markdown::markdown;

use crate::support::letters::{document, given, pack_in};
use crate::support::{Home, golden, repository, stdout};

fn pack() -> Pack {
    pack_in(&repository("tests/it/batch/ex26"))
}
