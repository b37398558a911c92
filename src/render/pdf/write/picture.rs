//! The picture of a signature: its pixels, and a mask of how much each covers.

use lopdf::{Document, ObjectId, dictionary};

use crate::render::pdf::error::PdfError;
use crate::render::pdf::write::objects::{Packer, entries};
use crate::render::signature::Signature;

/// The name of the picture among a page's resources.
pub(super) const SIGNATURE: &str = "Signature";

/// Adds the picture to a file and to the resources of its pages.
pub(super) fn add(
    file: &mut Document,
    resources: ObjectId,
    signature: &Signature,
    packer: &mut Packer,
) -> Result<(), PdfError> {
    let about = |colours: &str| {
        dictionary! {
            "Type" => "XObject",
            "Subtype" => "Image",
            "Width" => i64::from(signature.width),
            "Height" => i64::from(signature.height),
            "ColorSpace" => colours,
            "BitsPerComponent" => 8,
        }
    };
    let mut dictionary = about("DeviceRGB");
    let alpha: Vec<u8> = signature.pixels.iter().map(|pixel| pixel[3]).collect();
    if alpha.iter().any(|covers| *covers < u8::MAX) {
        let mask = packer.stream(about("DeviceGray"), &alpha);
        dictionary.set("SMask", file.add_object(mask));
    }
    let rgb: Vec<[u8; 3]> = signature.pixels.iter().map(|[r, g, b, _]| [*r, *g, *b]).collect();
    let image = packer.stream(dictionary, rgb.as_flattened());
    let image = file.add_object(image);
    entries(file, resources)?.set("XObject", dictionary! { SIGNATURE => image });
    Ok(())
}
