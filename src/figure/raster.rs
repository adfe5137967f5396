//! Pictures of pixels: PNG and JPEG files.

use std::io::Cursor;

use image::{GenericImageView, ImageFormat, ImageReader, Rgba};

use super::fault::{Fault, Limits, is_blank, on_white};

/// The most memory that decoding may take, in bytes.
const MOST_MEMORY: u64 = 256 * 1024 * 1024;

/// Looks a file over without decoding it: whether all of it is there, and how large it is.
pub(super) fn whole(format: ImageFormat, bytes: &[u8], limits: Limits) -> Result<(), Fault> {
    if let Some(other) = named_wrongly(format, bytes) {
        return Err(other);
    }
    if profile(bytes) > LARGEST_PROFILE {
        return Err(Fault::new("its colour profile is too large", "save it with sRGB colours and no colour profile"));
    }
    let (width, height) = reader(format, bytes).into_dimensions().map_err(|e| Fault::broken(&e.to_string()))?;
    limits.pixels(width, height)?;
    match format {
        ImageFormat::Jpeg => match colours(bytes).ok_or_else(Fault::half)? {
            INKS => Err(Fault::new(
                "its colours are those of printing ink (CMYK)",
                "save it with RGB colours (sRGB), the ones of screens",
            )),
            _ => Ok(()),
        },
        _ if ends(bytes) => Ok(()),
        _ => Err(Fault::half()),
    }
}

/// How many pixels a file has; none if it cannot be read.
pub(super) fn pixels(format: ImageFormat, bytes: &[u8]) -> u64 {
    let size = reader(format, bytes).into_dimensions();
    size.map_or(0, |(width, height)| u64::from(width) * u64::from(height))
}

/// What to do about a file of another format than its name says, if it is known.
fn named_wrongly(format: ImageFormat, bytes: &[u8]) -> Option<Fault> {
    let found = image::guess_format(bytes).ok().filter(|found| *found != format)?;
    let (is, remedy) = match found {
        ImageFormat::Jpeg => ("a JPEG", "let its name end in `.jpg`"),
        ImageFormat::Png => ("a PNG", "let its name end in `.png`"),
        ImageFormat::Gif => ("a GIF", "save it as PNG or JPEG"),
        ImageFormat::WebP => ("a WebP", "save it as PNG or JPEG"),
        ImageFormat::Tiff => ("a TIFF", "save it as PNG or JPEG"),
        _ => ("another kind of", "save it as PNG or JPEG"),
    };
    Some(Fault::new(format!("it is {is} file, which its name does not say"), remedy))
}

/// Decodes a file, and looks whether anything is seen in it.
pub(super) fn seen(format: ImageFormat, bytes: &[u8]) -> Result<(), Fault> {
    let picture = reader(format, bytes).decode().map_err(|e| Fault::broken(&e.to_string()))?;
    let on_white = |(_, _, Rgba([r, g, b, a])): (u32, u32, Rgba<u8>)| [r, g, b].map(|part| on_white(part, a));
    if is_blank(picture.pixels().map(on_white)) { Err(Fault::blank()) } else { Ok(()) }
}

fn reader(format: ImageFormat, bytes: &[u8]) -> ImageReader<Cursor<&[u8]>> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = image::Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    reader
}

/// How many colours a JPEG file of printing inks has.
const INKS: u8 = 4;

/// The number of colours of a JPEG file whose end is there; none if it is not. Decoders fill what is missing with grey.
fn colours(bytes: &[u8]) -> Option<u8> {
    let mut colours = 0;
    let mut at = 2;
    loop {
        // Data of the pixels, and filling, up to the next marker.
        while *bytes.get(at)? != 0xff || matches!(bytes.get(at + 1)?, 0x00 | 0x01 | 0xd0..=0xd8 | 0xff) {
            at += 1;
        }
        let marker = *bytes.get(at + 1)?;
        if marker == 0xd9 {
            return Some(colours);
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
        // The frame's header; three other markers lie among those of the frames.
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            colours = *bytes.get(at + 9)?;
        }
        at += 2 + length;
    }
}

/// Whether the last chunk of a PNG file is there.
fn ends(bytes: &[u8]) -> bool {
    chunks(bytes).any(|(name, _)| name == b"IEND")
}

/// The most that a PNG file's colour profile may have, packed, in bytes: a thousand times as much may come out of it.
const LARGEST_PROFILE: usize = 32 * 1024;

/// How large the packed colour profiles of a PNG file are, in bytes.
fn profile(bytes: &[u8]) -> usize {
    chunks(bytes).filter(|(name, _)| *name == b"iCCP").map(|(_, length)| length).sum()
}

/// The chunks of a PNG file that are begun: name, and length in bytes.
fn chunks(bytes: &[u8]) -> impl Iterator<Item = (&[u8; 4], usize)> {
    let mut rest = bytes.get(8..).unwrap_or(&[]);
    std::iter::from_fn(move || {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let length = u32::from_be_bytes(*length) as usize;
        let (name, after) = after.split_first_chunk::<4>()?;
        // The data and its check sum.
        rest = length.checked_add(4).and_then(|end| after.get(end..)).unwrap_or(&[]);
        Some((name, length))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{DynamicImage, RgbImage};

    /// A picture with a dark disc in it.
    fn disc(format: ImageFormat, width: u32, height: u32) -> Vec<u8> {
        let is_in = |x: u32, y: u32| x.abs_diff(width / 2).pow(2) + y.abs_diff(height / 2).pow(2) < 900;
        let picture = RgbImage::from_fn(width, height, |x, y| {
            if is_in(x, y) { image::Rgb([20, 40, 60]) } else { image::Rgb([250, 250, 250]) }
        });
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::from(picture).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn looked(format: ImageFormat, bytes: &[u8]) -> Result<(), String> {
        whole(format, bytes, Limits::EXERCISE).and_then(|()| seen(format, bytes)).map_err(|fault| fault.what)
    }

    #[test]
    fn half_a_file_is_refused_wherever_it_breaks_off() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png] {
            let bytes = disc(format, 300, 200);
            assert_eq!(looked(format, &bytes), Ok(()));
            for part in [1, 2, 3, 5, 9] {
                assert!(looked(format, &bytes[..bytes.len() * part / 10]).is_err(), "{format:?} {part}");
            }
            assert!(looked(format, &bytes[..bytes.len() - 2]).is_err() || format == ImageFormat::Png);
        }
    }

    #[test]
    fn a_picture_too_small_too_large_out_of_shape_or_of_one_colour_is_refused() {
        let png = |width, height| looked(ImageFormat::Png, &disc(ImageFormat::Png, width, height)).unwrap_err();
        assert_eq!(png(1, 1), "it is 1 x 1 pixels; 200 x 60 are the fewest");
        assert_eq!(png(6001, 2000), "it is 6001 x 2000 pixels, and a side may have 6000");
        assert_eq!(png(1000, 100), "one side is 10 times as long as the other");
        let mut bytes = Cursor::new(Vec::new());
        RgbImage::from_pixel(300, 200, image::Rgb([200, 200, 200])).write_to(&mut bytes, ImageFormat::Png).unwrap();
        assert_eq!(
            looked(ImageFormat::Png, &bytes.into_inner()).unwrap_err(),
            "nothing is seen in it: it is of one colour"
        );
    }

    #[test]
    fn a_file_of_another_format_than_its_name_says_is_named() {
        let said = looked(ImageFormat::Png, &disc(ImageFormat::Jpeg, 300, 200)).unwrap_err();
        assert_eq!(said, "it is a JPEG file, which its name does not say");
        assert_eq!(looked(ImageFormat::Jpeg, b"GIF89a").unwrap_err(), "it is a GIF file, which its name does not say");
    }

    #[test]
    fn the_colours_of_printing_ink_are_refused() {
        let mut bytes = disc(ImageFormat::Jpeg, 300, 200);
        let frame = bytes.windows(2).position(|two| two == [0xff, 0xc0]).unwrap();
        assert_eq!(colours(&bytes), Some(3));
        bytes[frame + 9] = 4;
        assert_eq!(colours(&bytes), Some(INKS));
    }
}
