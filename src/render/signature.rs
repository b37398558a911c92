//! A picture of a signature: read from a PNG, bounded, and without what a camera or scanner adds.

use crate::limits;
use std::io::Cursor;

use png::{BitDepth, ColorType, Decoder, Encoder, EncodingError, Limits, Transformations};

/// Most bytes that reading it may take.
const MOST_MEMORY: usize = 64 * 1024 * 1024;
/// The largest a signature is shown, in millimetres: as large as most people write.
const WIDEST: f32 = 60.0;
const TALLEST: f32 = 16.0;

/// A picture of a signature. Its pixels alone are kept: what else the file held (a place, a camera)
/// is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The picture as a PNG.
    pub(crate) png: Vec<u8>,
    /// Its pixels, row by row: red, green, blue, and how much each covers what is behind it.
    pub(crate) pixels: Vec<[u8; 4]>,
    /// Pixels.
    pub(crate) width: u32,
    /// Pixels.
    pub(crate) height: u32,
    /// What is said in its place to those who do not see it.
    pub(crate) alt: String,
}

/// Why a file is no signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureFault {
    /// It has more bytes than [`limits::PICTURE_BYTES`].
    #[error("it is larger than {} MB", limits::PICTURE_BYTES >> 20)]
    TooLarge,
    /// It is no PNG, or a broken one.
    #[error("it is not a whole PNG picture")]
    NotPng,
    /// It has more pixels than are taken, or none: across and down.
    #[error("it is {0} by {1} pixels, and {most} is the most", most = limits::PICTURE_SIDE)]
    Pixels(u32, u32),
}

impl Signature {
    /// Reads a PNG; `alt` is said in its place to those who do not see it.
    ///
    /// # Errors
    /// A file that is too large, or none.
    pub fn read(bytes: &[u8], alt: &str) -> Result<Signature, SignatureFault> {
        if bytes.len() > limits::PICTURE_BYTES {
            return Err(SignatureFault::TooLarge);
        }
        let limits = Limits { bytes: MOST_MEMORY };
        let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), limits);
        decoder
            .set_transformations(Transformations::normalize_to_color8() | Transformations::ALPHA);
        let mut reader = decoder.read_info().map_err(|_| SignatureFault::NotPng)?;
        let (width, height) = reader.info().size();
        if ![width, height].iter().all(|side| (1..=limits::PICTURE_SIDE).contains(side)) {
            return Err(SignatureFault::Pixels(width, height));
        }
        let size = reader.output_buffer_size().ok_or(SignatureFault::NotPng)?;
        let mut bytes = vec![0; size];
        let frame = reader.next_frame(&mut bytes).map_err(|_| SignatureFault::NotPng)?;
        bytes.truncate(frame.buffer_size());
        let pixel = |samples: &[u8]| match *samples {
            [grey, alpha] => [grey, grey, grey, alpha],
            [red, green, blue, alpha] => [red, green, blue, alpha],
            _ => [0; 4],
        };
        let pixels: Vec<_> = bytes.chunks_exact(frame.color_type.samples()).map(pixel).collect();
        let png = encoded(&pixels, width, height).map_err(|_| SignatureFault::NotPng)?;
        Ok(Signature { png, pixels, width, height, alt: alt.to_string() })
    }

    /// How large it is shown, in millimetres: across and down.
    pub(crate) fn shown(&self) -> (f32, f32) {
        let (width, height) = (self.width as f32, self.height as f32);
        let scale = (WIDEST / width).min(TALLEST / height);
        (width * scale, height * scale)
    }
}

fn encoded(pixels: &[[u8; 4]], width: u32, height: u32) -> Result<Vec<u8>, EncodingError> {
    let mut png = Vec::new();
    let mut encoder = Encoder::new(&mut png, width, height);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_color(ColorType::Rgba);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels.as_flattened())?;
    writer.finish()?;
    Ok(png)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_are_kept_and_nothing_else() {
        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, 2, 1);
        encoder.set_color(ColorType::GrayscaleAlpha);
        encoder.add_text_chunk("Location".into(), "a street".into()).expect("a chunk");
        let mut writer = encoder.write_header().expect("a header");
        writer.write_image_data(&[0, 255, 200, 7]).expect("pixels");
        writer.finish().expect("whole");
        let read = Signature::read(&file, "Signature of Jean Sample").expect("a signature");
        assert_eq!(read.pixels, [[0, 0, 0, 255], [200, 200, 200, 7]]);
        assert!(!read.png.windows(8).any(|w| w == b"a street"));
        let again = Signature::read(&read.png, "x").expect("its own PNG");
        assert_eq!((&again.pixels, &again.png), (&read.pixels, &read.png));
    }

    #[test]
    fn what_is_no_signature_is_refused_with_the_reason() {
        let fault = |bytes: &[u8]| Signature::read(bytes, "x").expect_err("refused");
        assert_eq!(fault(b"GIF89a"), SignatureFault::NotPng);
        assert_eq!(fault(b""), SignatureFault::NotPng);
        assert_eq!(fault(&vec![0; limits::PICTURE_BYTES + 1]), SignatureFault::TooLarge);
        let wide = encoded(&[[0; 4]; 2_501], 2_501, 1).expect("a PNG");
        assert_eq!(fault(&wide), SignatureFault::Pixels(2_501, 1));
        assert_eq!(fault(&wide[..wide.len() / 2]), fault(&wide));
        let small = encoded(&[[0; 4]; 64], 8, 8).expect("a PNG");
        assert_eq!(fault(&small[..small.len() / 2]), SignatureFault::NotPng);
    }
}
