//! What a user relies on in the registers that ship, and in finding one's way in them.

mod areas;
mod bodies;

use std::sync::LazyLock;

use super::*;

static SHIPPED: LazyLock<Areas> =
    LazyLock::new(|| Areas::shipped().expect("the areas that ship are well formed"));
static RECORDED: LazyLock<Bodies> =
    LazyLock::new(|| Bodies::from_yaml(BODIES).expect("the bodies that ship are well formed"));
static KNOWN: LazyLock<known::Known> = LazyLock::new(|| known::Known::new(&RECORDED, &SHIPPED));

fn one(typed: &str) -> &'static Area {
    match SHIPPED.find(typed) {
        NameMatch::One(area) => area,
        other => panic!("{typed}: {other:?}"),
    }
}
