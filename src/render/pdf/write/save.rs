//! A lopdf document to bytes: objects packed into object streams, found by a cross-reference
//! stream (ISO 32000-1, 7.5.7 and 7.5.8).
//!
//! lopdf can save as well; it copies every object first and sets up deflate twice, which takes a
//! third of the time of a letter.

use std::io::Write as _;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

use crate::render::pdf::write::objects::{Packer, digest};

/// Most objects in one object stream: readers inflate a stream whole to get at one.
const MOST_IN_STREAM: usize = 400;

/// Where an object is in the file, as a cross-reference stream has it: not at all (0), at a place
/// (1), or in a stream of objects (2), as the nth of them.
type Entry = (u8, u32, u16);

/// The document as a file. All objects must be of generation 0.
pub(super) fn save(file: &Document, packer: &mut Packer) -> Vec<u8> {
    let mut out = Vec::with_capacity(40 * 1024);
    // The second line tells programs that move files that this one is binary.
    out.extend_from_slice(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
    let mut entries: Vec<Entry> = vec![(0, 0, 0); file.max_id as usize + 1];
    let mut small: Vec<(ObjectId, &Object)> = Vec::with_capacity(file.objects.len());
    for (id, object) in &file.objects {
        match object {
            Object::Stream(stream) => {
                entries[id.0 as usize] = (1, out.len() as u32, 0);
                put_stream(&mut out, id.0, stream);
            }
            _ => small.push((*id, object)),
        }
    }
    for objects in small.chunks(MOST_IN_STREAM) {
        let number = entries.len() as u32;
        for (index, (id, _)) in objects.iter().enumerate() {
            entries[id.0 as usize] = (2, number, index as u16);
        }
        entries.push((1, out.len() as u32, 0));
        put_stream(&mut out, number, &object_stream(objects, packer));
    }
    let start = out.len() as u32;
    let number = entries.len() as u32;
    entries.push((1, start, 0));
    let identifier = Object::String(digest(&out), StringFormat::Literal);
    put_stream(&mut out, number, &cross_references(file, &entries, identifier));
    put(&mut out, format_args!("startxref\n{start}\n%%EOF\n"));
    out
}

fn put(out: &mut Vec<u8>, what: std::fmt::Arguments<'_>) {
    // Writing to memory does not fail.
    let _ = out.write_fmt(what);
}

/// A whole number without the machinery of formatting, as a file has thousands.
pub(super) fn put_number(out: &mut Vec<u8>, number: i64) {
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

fn put_stream(out: &mut Vec<u8>, number: u32, stream: &Stream) {
    put_number(out, i64::from(number));
    out.extend_from_slice(b" 0 obj\n<<");
    put_entries(out, stream.dict.iter().filter(|(key, _)| *key != b"Length"));
    out.extend_from_slice(b"/Length ");
    put_number(out, stream.content.len() as i64);
    out.extend_from_slice(b">>stream\n");
    out.extend_from_slice(&stream.content);
    out.extend_from_slice(b"\nendstream\nendobj\n");
}

fn object_stream(objects: &[(ObjectId, &Object)], packer: &mut Packer) -> Stream {
    let mut places = Vec::with_capacity(objects.len() * 8);
    let mut bodies = Vec::with_capacity(objects.len() * 64);
    for (id, object) in objects {
        put_number(&mut places, i64::from(id.0));
        places.push(b' ');
        put_number(&mut places, bodies.len() as i64);
        places.push(b' ');
        put_object(&mut bodies, object);
        bodies.push(b'\n');
    }
    let first = places.len() as i64;
    places.append(&mut bodies);
    let about = dictionary! { "Type" => "ObjStm", "N" => objects.len() as i64, "First" => first };
    packer.stream(about, &places)
}

/// Not deflated: that would take a tenth of the time of a letter, to save a fiftieth of its size.
fn cross_references(file: &Document, entries: &[Entry], identifier: Object) -> Stream {
    // As many bytes for each place as the last one needs.
    let spare = entries.last().map_or(0, |(_, start, _)| start.leading_zeros() as usize / 8);
    let mut table = Vec::with_capacity(entries.len() * 7);
    for (kind, place, nth) in entries {
        table.push(*kind);
        table.extend_from_slice(&place.to_be_bytes()[spare..]);
        table.extend_from_slice(&nth.to_be_bytes());
    }
    let widths: Vec<Object> = vec![1.into(), (4 - spare as i64).into(), 2.into()];
    let mut about = dictionary! { "Type" => "XRef", "W" => widths, "Size" => entries.len() as i64 };
    for key in ["Root", "Info"] {
        if let Ok(value) = file.trailer.get(key.as_bytes()) {
            about.set(key, value.clone());
        }
    }
    about.set("ID", vec![identifier.clone(), identifier]);
    Stream::new(about, table)
}

fn put_object(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Boolean(yes) => put(out, format_args!("{yes}")),
        Object::Integer(number) => put_number(out, *number),
        Object::Real(number) => put(out, format_args!("{number}")),
        Object::Name(name) => put_name(out, name),
        Object::String(bytes, _) => put_string(out, bytes),
        Object::Array(items) => {
            out.push(b'[');
            for (n, item) in items.iter().enumerate() {
                if n > 0 {
                    out.push(b' ');
                }
                put_object(out, item);
            }
            out.push(b']');
        }
        Object::Dictionary(entries) => put_dictionary(out, entries),
        Object::Reference((number, generation)) => {
            put_number(out, i64::from(*number));
            out.push(b' ');
            put_number(out, i64::from(*generation));
            out.extend_from_slice(b" R");
        }
        // Streams are objects of their own and never stand inside another.
        Object::Stream(stream) => put_dictionary(out, &stream.dict),
    }
}

fn put_dictionary(out: &mut Vec<u8>, entries: &Dictionary) {
    out.extend_from_slice(b"<<");
    put_entries(out, entries.iter());
    out.extend_from_slice(b">>");
}

fn put_entries<'a>(out: &mut Vec<u8>, entries: impl Iterator<Item = (&'a Vec<u8>, &'a Object)>) {
    for (key, value) in entries {
        put_name(out, key);
        if needs_space(value) {
            out.push(b' ');
        }
        put_object(out, value);
    }
}

/// Whether a value would run into the name before it.
fn needs_space(value: &Object) -> bool {
    matches!(
        value,
        Object::Null
            | Object::Boolean(_)
            | Object::Integer(_)
            | Object::Real(_)
            | Object::Reference(_)
    )
}

/// A name of letters, digits and the like, as all are here: nothing in it is to be escaped.
fn put_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    out.extend_from_slice(name);
}

/// A string as it is, but for what would end it, and for what would be read as a line's end.
fn put_string(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'(');
    for byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', *byte]),
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => out.push(*byte),
        }
    }
    out.push(b')');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_object_comes_back_as_it_was() {
        let mut file = Document::with_version("1.7");
        let dictionary = dictionary! {
            "Name" => "ABCDEF+A-Name.of_it",
            "Text" => Object::String(b"(a) \\ \r\n\x00\xff".to_vec(), StringFormat::Literal),
            "Bytes" => Object::String((0..=255).collect(), StringFormat::Literal),
            "Numbers" => vec![0.into(), (-42).into(), i64::MAX.into(), Object::Real(-0.25)],
            "Others" => vec![Object::Null, true.into(), Object::Reference((1, 0))],
        };
        let stream = Stream::new(dictionary! { "Kind" => "Test" }, b"some content".to_vec());
        let first = file.add_object(dictionary.clone());
        let second = file.add_object(stream);
        for n in 0..MOST_IN_STREAM as i64 + 5 {
            file.add_object(Object::Integer(n));
        }
        file.trailer.set("Root", first);
        let read = Document::load_mem(&save(&file, &mut Packer::default())).expect("a file");
        assert_eq!(read.get_dictionary(first).expect("the dictionary"), &dictionary);
        let stream = read.get_object(second).and_then(Object::as_stream).expect("the stream");
        assert_eq!(stream.content, b"some content");
        let last = read.get_object((file.max_id, 0)).and_then(Object::as_i64).expect("a number");
        assert_eq!(last, MOST_IN_STREAM as i64 + 4);
    }
}
