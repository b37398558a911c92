//! A font of a few square letters, made here, so that a test has one that is not built in.

/// A TrueType font in which each character is a square.
pub(crate) fn squares(characters: &[char]) -> Vec<u8> {
    let glyphs = characters.len() as u16 + 1;
    let square = square();
    let mut glyf = Vec::new();
    let mut loca = Vec::new();
    let mut hmtx = Vec::new();
    for _ in 0..glyphs {
        loca.extend((glyf.len() as u32).to_be_bytes());
        glyf.extend(&square);
        hmtx.extend(shorts(&[2000, 100]));
    }
    loca.extend((glyf.len() as u32).to_be_bytes());
    table_file(&[
        (*b"cmap", cmap(characters)),
        (*b"glyf", glyf),
        (*b"head", head()),
        (
            *b"hhea",
            shorts(&[1, 0, 1600, -400, 0, 2000, 0, 0, 2000, 1, 0, 0, 0, 0, 0, 0, 0, glyphs as i32]),
        ),
        (*b"hmtx", hmtx),
        (*b"loca", loca),
        (*b"maxp", shorts(&[1, 0, glyphs as i32, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])),
    ])
}

fn shorts(values: &[i32]) -> Vec<u8> {
    values.iter().flat_map(|v| (*v as i16).to_be_bytes()).collect()
}

fn longs(values: &[u32]) -> Vec<u8> {
    values.iter().flat_map(|v| v.to_be_bytes()).collect()
}

/// One contour of four points on the line, each told by two whole numbers.
fn square() -> Vec<u8> {
    let mut glyph = shorts(&[1, 100, 0, 1800, 1600, 3, 0]);
    glyph.extend([1, 1, 1, 1]);
    glyph.extend(shorts(&[100, 1700, 0, -1700, 0, 0, 1600, 0]));
    glyph.resize(glyph.len().next_multiple_of(4), 0);
    glyph
}

/// 2048 units to the em; long offsets in `loca`.
fn head() -> Vec<u8> {
    let mut head = longs(&[0x0001_0000, 0x0001_0000, 0, 0x5f0f_3cf5]);
    head.extend(shorts(&[0, 2048]));
    head.extend([0; 16]);
    head.extend(shorts(&[100, 0, 1800, 1600, 0, 8, 2, 1, 0]));
    head
}

/// Format 12: a group for each character.
fn cmap(characters: &[char]) -> Vec<u8> {
    let mut sorted: Vec<u32> = characters.iter().map(|c| u32::from(*c)).collect();
    sorted.sort_unstable();
    let mut map = shorts(&[0, 1, 3, 10]);
    map.extend(longs(&[12]));
    map.extend(shorts(&[12, 0]));
    map.extend(longs(&[16 + 12 * sorted.len() as u32, 0, sorted.len() as u32]));
    for (n, code) in sorted.iter().enumerate() {
        map.extend(longs(&[*code, *code, n as u32 + 1]));
    }
    map
}

fn table_file(tables: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut file = longs(&[0x0001_0000]);
    file.extend(shorts(&[tables.len() as i32, 0, 0, 0]));
    let mut place = 12 + 16 * tables.len();
    for (tag, bytes) in tables {
        file.extend(tag);
        file.extend(longs(&[0, place as u32, bytes.len() as u32]));
        place += bytes.len().next_multiple_of(4);
    }
    for (_, bytes) in tables {
        file.extend(bytes);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    file
}
