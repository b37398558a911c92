//! From YAML with places to plain structs, by serde.
//!
//! What is asked for decides how a scalar is read: `yes` is a text where text is meant and a
//! truth value where that is meant. Errors are kinds with a place, not sentences; a value of
//! the wrong shape is reported and left out, so that all faults of an item come at once.

use std::cell::RefCell;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{self, DeserializeSeed, IntoDeserializer, Visitor};

use crate::diagnostic::{Diagnostic, Faults, fault, named};
use crate::source::faults::{self, Shape};
use crate::source::text::SourceText;
use crate::source::yaml::{Key, Node, Value};

/// Most wrong values of one item that are told.
const MOST_RETRIES: usize = 20;

/// Most unknown keys of one item that are told.
const MOST_UNKNOWN: usize = 20;

/// Reads a node into a type; reports what does not fit and reads the rest.
pub fn read<'n, T: Deserialize<'n>>(
    source: &SourceText,
    node: &'n Node,
    leave_out: &[&str],
    faults: &Faults,
) -> Option<T> {
    let pruned = leave_out.iter().filter_map(|key| node.get(key)).map(std::ptr::from_ref);
    let pruned = RefCell::new(pruned.collect());
    let notes = Notes { source, pruned, unknown: RefCell::default() };
    for _ in 0..MOST_RETRIES {
        notes.unknown.borrow_mut().clear();
        match (At { node, notes: &notes }).read(PhantomData::<T>) {
            Ok(value) => {
                faults.extend(notes.unknown.take());
                return Some(value);
            }
            Err(Misfit { kind, at }) => {
                let wrong = at.unwrap_or(node);
                faults.push(kind.at(source.place(wrong.span)));
                if std::ptr::eq(wrong, node) {
                    return None;
                }
                notes.pruned.borrow_mut().push(std::ptr::from_ref(wrong));
            }
        }
    }
    None
}

/// What is noted while an item is read.
struct Notes<'s> {
    /// The file.
    source: &'s SourceText,
    /// Nodes left out, known by where they are in memory.
    pruned: RefCell<Vec<*const Node>>,
    /// Keys that no field has.
    unknown: RefCell<Vec<Diagnostic>>,
}

impl Notes<'_> {
    fn is_pruned(&self, node: &Node) -> bool {
        self.pruned.borrow().iter().any(|p| std::ptr::eq(*p, node))
    }
}

/// Why a node does not fit, and which.
#[derive(Debug, thiserror::Error)]
#[error("{kind}")]
struct Misfit<'n> {
    kind: Box<Diagnostic>,
    at: Option<&'n Node>,
}

impl<'n> Misfit<'n> {
    fn somewhere(kind: Diagnostic) -> Misfit<'n> {
        Misfit { kind: Box::new(kind), at: None }
    }
}

impl de::Error for Misfit<'_> {
    /// Who refuses a value gives the name of a fault, and in a second line what to do where that
    /// depends on the value; or says why in words.
    fn custom<T: fmt::Display>(words: T) -> Self {
        let words = words.to_string();
        let mut lines = words.lines();
        let kind = named(lines.next().unwrap_or_default(), &[])
            .unwrap_or_else(|| fault("value", &[("words", &words)]));
        Misfit::somewhere(match lines.next() {
            Some(help) => kind.help(help),
            None => kind,
        })
    }

    fn missing_field(field: &'static str) -> Self {
        Misfit::somewhere(fault("missing-key", &[("key", &field)]))
    }

    fn invalid_type(found: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        let found = match found {
            de::Unexpected::Seq => Shape::List,
            de::Unexpected::Map => Shape::Map,
            de::Unexpected::Unit => Shape::Nothing,
            _ => Shape::Text,
        };
        Misfit::somewhere(faults::wrong_shape(Shape::Text, found, ""))
    }

    fn invalid_value(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Misfit::somewhere(faults::wrong_shape(Shape::Number, Shape::Text, ""))
    }
}

/// A node being read.
#[derive(Clone, Copy)]
struct At<'n, 'a> {
    node: &'n Node,
    notes: &'a Notes<'a>,
}

impl<'n> At<'n, '_> {
    fn wrong(self, needed: Shape) -> Misfit<'n> {
        let is_short = |text: &&str| text.len() <= 40 && !text.contains('\n');
        let text = self.node.text().filter(is_short).filter(|_| !self.notes.source.is_private);
        let kind = faults::wrong_shape(needed, self.node.shape(), text.unwrap_or_default());
        Misfit { kind: Box::new(kind), at: Some(self.node) }
    }

    /// Reads it; an error without a place gets that of this node.
    fn read<T: DeserializeSeed<'n>>(self, seed: T) -> Result<T::Value, Misfit<'n>> {
        seed.deserialize(self).map_err(|mut wrong| {
            if wrong.at.is_none() {
                let text = self.node.text().unwrap_or_default();
                wrong.kind.message = wrong.kind.message.replace("‹text›", text);
                wrong.at = Some(self.node);
            }
            wrong
        })
    }

    /// Its keys with their values; of a struct those alone that it has fields for.
    fn entries<V: Visitor<'n>>(
        self,
        fields: Option<&'static [&'static str]>,
        visitor: V,
    ) -> Result<V::Value, Misfit<'n>> {
        let Value::Map(entries) = &self.node.value else {
            return Err(self.wrong(Shape::Map));
        };
        let (entries, notes) = (entries.iter(), self.notes);
        visitor.visit_map(Entries { entries, fields, value: None, notes })
    }
}

/// A key that is not one of those known.
pub fn unknown_key(key: &str, known: &[&str]) -> Diagnostic {
    fault("unknown-key", &[("key", &key)]).of_known(key, known.iter().copied())
}

/// What YAML 1.2, and people, mean by yes and no.
pub fn truth(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "yes" | "true" | "on" | "y" => Some(true),
        "no" | "false" | "off" | "n" => Some(false),
        _ => None,
    }
}

impl<'n> de::Deserializer<'n> for At<'n, '_> {
    type Error = Misfit<'n>;

    fn deserialize_any<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Misfit<'n>> {
        match &self.node.value {
            Value::List(_) => self.deserialize_seq(visitor),
            Value::Map(_) => self.deserialize_map(visitor),
            Value::Scalar { .. } if self.node.is_null() => visitor.visit_unit(),
            // Types that take several shapes see every scalar as it was written.
            Value::Scalar { text, .. } => visitor.visit_borrowed_str(text),
        }
    }

    fn deserialize_bool<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Misfit<'n>> {
        let yes = self.node.text().and_then(truth).ok_or_else(|| self.wrong(Shape::Truth))?;
        visitor.visit_bool(yes)
    }

    fn deserialize_u32<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Misfit<'n>> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u64<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Misfit<'n>> {
        let number = self.node.text().and_then(|text| text.trim().parse().ok());
        visitor.visit_u64(number.ok_or_else(|| self.wrong(Shape::Number))?)
    }

    fn deserialize_option<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Misfit<'n>> {
        if self.node.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    /// The name of an enum is what its values are called: "kind of question".
    fn deserialize_enum<V: Visitor<'n>>(
        self,
        thing: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit<'n>> {
        let text = self.node.text().ok_or_else(|| self.wrong(Shape::Text))?.trim();
        if !known.contains(&text) {
            let kind = fault("unknown-id", &[("thing", &thing), ("id", &text)]);
            return Err(Misfit::somewhere(kind.of_known(text, known.iter().copied())));
        }
        visitor.visit_enum(text.into_deserializer())
    }

    fn deserialize_seq<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Misfit<'n>> {
        let Value::List(items) = &self.node.value else {
            return Err(self.wrong(Shape::List));
        };
        visitor.visit_seq(Items { items: items.iter(), notes: self.notes })
    }

    fn deserialize_map<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Misfit<'n>> {
        self.entries(None, visitor)
    }

    fn deserialize_struct<V: Visitor<'n>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit<'n>> {
        self.entries(Some(fields), visitor)
    }

    serde::forward_to_deserialize_any! {
        <W: Visitor<'n>>
        i8 i16 i32 i64 i128 u8 u16 u128 f32 f64 char str string identifier bytes byte_buf unit unit_struct
        newtype_struct tuple tuple_struct ignored_any
    }
}

struct Items<'n, 'a> {
    items: std::slice::Iter<'n, Node>,
    notes: &'a Notes<'a>,
}

impl<'n> de::SeqAccess<'n> for Items<'n, '_> {
    type Error = Misfit<'n>;

    fn next_element_seed<T: DeserializeSeed<'n>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Misfit<'n>> {
        let Some(node) = self.items.find(|node| !self.notes.is_pruned(node)) else {
            return Ok(None);
        };
        At { node, notes: self.notes }.read(seed).map(Some)
    }
}

struct Entries<'n, 'a> {
    entries: std::slice::Iter<'n, (Key, Node)>,
    fields: Option<&'static [&'static str]>,
    value: Option<&'n Node>,
    notes: &'a Notes<'a>,
}

impl Entries<'_, '_> {
    /// Whether the key has a field; notes it as unknown when not.
    fn has_field(&self, key: &Key) -> bool {
        let Some(fields) = self.fields else { return true };
        let is_known = fields.contains(&key.text.as_str());
        let mut unknown = self.notes.unknown.borrow_mut();
        if !is_known && unknown.len() < MOST_UNKNOWN {
            let place = self.notes.source.place(key.span);
            unknown.push(unknown_key(&key.text, fields).at(place));
        }
        is_known
    }
}

impl<'n> de::MapAccess<'n> for Entries<'n, '_> {
    type Error = Misfit<'n>;

    fn next_key_seed<K: DeserializeSeed<'n>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Misfit<'n>> {
        while let Some((key, node)) = self.entries.next() {
            // A key without a value is as good as absent.
            let is_absent = self.fields.is_some() && node.is_null();
            if self.notes.is_pruned(node) || !self.has_field(key) || is_absent {
                continue;
            }
            self.value = Some(node);
            return seed.deserialize(key.text.as_str().into_deserializer()).map(Some);
        }
        Ok(None)
    }

    fn next_value_seed<T: DeserializeSeed<'n>>(&mut self, seed: T) -> Result<T::Value, Misfit<'n>> {
        match self.value.take() {
            Some(node) => At { node, notes: self.notes }.read(seed),
            None => Err(de::Error::custom("a value without a key")),
        }
    }
}
