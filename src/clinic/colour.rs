//! Colours, and how well text can be read in them.

use std::sync::LazyLock;

use serde::{Serialize, Serializer};

use crate::diagnostic::{Code, Findings};
use crate::source::Place;
use crate::yaml::table::text;
use crate::yaml::{Node, Table};

/// The least contrast of text with what is behind it: level AAA of WCAG 2.2, success criterion 1.4.6.
const LEAST_CONTRAST: f64 = 7.0;

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

/// The colours that a clinic may choose; what is missing stays as the template has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Colours {
    /// Of headings, shapes and bars; text is printed in it, and in white upon it.
    pub accent: Option<Colour>,
    /// Behind boxes and the headings of tables; a light tone of the accent, if that alone is the clinic's.
    pub tint: Option<Colour>,
    /// What goes along with an accent of the clinic's.
    pub tones: Option<Tones>,
}

/// Tones of a clinic's accent, for what the template has in tones of its own blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Tones {
    /// Behind a day on which it may ache.
    pub shade_some: Colour,
    /// Behind a day on which it may ache most.
    pub shade_most: Colour,
    /// The bar of a day on which it may ache.
    pub bar_some: Colour,
    /// The bar of a day on which it may ache most.
    pub bar_most: Colour,
}

impl Tones {
    /// The tones of an accent, each as much lighter than it as the template's own are than the template's.
    fn of(accent: Colour) -> Self {
        Self {
            shade_some: accent.toned(0.07),
            shade_most: accent.toned(0.155),
            bar_some: accent.toned(0.42),
            bar_most: accent.toned(0.78),
        }
    }
}

impl Colour {
    /// The paper.
    pub const WHITE: Self = Self::new(0xff, 0xff, 0xff);
    /// Text, as the template has it.
    pub const INK: Self = Self::new(0x16, 0x16, 0x16);
    /// Headings, as the template has them.
    pub const ACCENT: Self = Self::new(0x17, 0x34, 0x4f);
    /// Behind boxes, as the template has it.
    pub const TINT: Self = Self::new(0xea, 0xf0, 0xf5);
    /// Behind the days that may ache most, as the template has it: the darkest that words of the accent stand on.
    pub const SHADE: Self = Self::new(0xdb, 0xe4, 0xec);

    const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// The colour nearest to parts of red, green and blue, 0-1 each.
    pub fn of_parts(parts: [f32; 3]) -> Self {
        // Within 0-255 by the clamp, so that nothing is lost.
        let [red, green, blue] = parts.map(|part| (part.clamp(0.0, 1.0) * 255.0).round() as u8);
        Self::new(red, green, blue)
    }

    /// Reads `#rrggbb`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let pair = |at: usize| digits.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
        Some(Self::new(pair(0)?, pair(2)?, pair(4)?))
    }

    /// This much of the colour, 0-1, and the rest white.
    fn toned(self, share: f32) -> Self {
        let toned = |part: u8| 1.0 - share * (1.0 - f32::from(part) / 255.0);
        Self::of_parts([self.red, self.green, self.blue].map(toned))
    }

    /// The grey that is as light.
    pub fn grey(self) -> Self {
        let light = self.luminance();
        let part = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
        // Light is 0-1, so this is a byte.
        let part = (part * 255.0).round() as u8;
        Self::new(part, part, part)
    }

    /// The contrast with another colour, 1-21, as WCAG 2.2 defines it.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// How light it is, 0-1, as WCAG 2.2 defines it.
    fn luminance(self) -> f64 {
        // The proof asks for that of each letter, and a power takes long.
        static LINEAR: LazyLock<[f64; 256]> = LazyLock::new(|| {
            std::array::from_fn(|part| {
                let part = part as f64 / 255.0;
                if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            })
        });
        let linear = |part: u8| LINEAR.get(usize::from(part)).copied().unwrap_or(1.0);
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    fn read(node: &Node, findings: &mut Findings) -> Option<(Self, Place)> {
        let written = text(node, findings)?;
        let colour = Self::parse(&written);
        if colour.is_none() {
            let hint = "write `#` and six digits or letters a to f in quotation marks, like `\"#17344f\"`";
            findings.add(Code::BadColour, &node.place, format!("`{written}` is not a colour"), hint);
        }
        Some((colour?, node.place.clone()))
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl Serialize for Colour {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Colours {
    /// Reads a clinic's colours and checks that all text stays easy to read.
    pub(super) fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "`colours`", findings)?;
        let accent = table.optional("accent", findings, Colour::read);
        let tint = table.optional("tint", findings, Colour::read);
        table.close(findings);
        let own_accent = accent.as_ref().map(|a| a.0);
        let own_tint = tint.as_ref().map(|t| t.0).or_else(|| Some(own_accent?.toned(0.09)));
        let tones = own_accent.map(Tones::of);
        let behind = own_tint.unwrap_or(Colour::TINT);
        let shade = tones.map_or(Colour::SHADE, |tones| tones.shade_most);
        let mut check = |(colour, place): &(Colour, Place), other: Colour, what: &str, hint: &str| {
            let contrast = colour.contrast(other);
            if contrast < LEAST_CONTRAST {
                // Rounded down, so that what fails does not look as if it passed.
                let contrast = (contrast * 10.0).floor() / 10.0;
                let message =
                    format!("`{colour}` has a contrast of {contrast:.1} to 1 with {what}, at least 7 is needed");
                findings.add(Code::LowContrast, place, message, hint);
            }
            contrast >= LEAST_CONTRAST
        };
        if let Some(tint) = &tint {
            check(tint, Colour::INK, "the text upon it", "choose a lighter colour");
        }
        if let Some(accent) = &accent {
            let _ = check(accent, Colour::WHITE, "white paper", "choose a darker colour")
                && check(accent, shade, "the shaded days of the calendar", "choose a darker colour")
                && check(accent, behind, "the tint behind it", "choose a darker accent, or a lighter tint");
        } else if let Some(tint) = tint.as_ref().filter(|tint| tint.0.contrast(Colour::INK) >= LEAST_CONTRAST) {
            check(tint, Colour::ACCENT, "the headings upon it", "choose a lighter colour, or a darker `accent`");
        }
        Some(Self { accent: own_accent, tint: own_tint, tones })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrasts_are_those_of_the_definition() {
        let colour = |text| Colour::parse(text).unwrap();
        assert!((Colour::WHITE.contrast(colour("#000000")) - 21.0).abs() < 1e-9);
        assert!((Colour::WHITE.contrast(colour("#777777")) - 4.478).abs() < 0.001);
        assert!((colour("#ff0000").contrast(Colour::WHITE) - 3.998).abs() < 0.001);
        assert_eq!(Colour::WHITE.contrast(Colour::WHITE), 1.0);
    }

    #[test]
    fn a_grey_is_as_light_as_its_colour() {
        for text in ["#17344f", "#ffc53d", "#000000", "#ffffff", "#8a0f1c"] {
            let colour = Colour::parse(text).unwrap();
            assert!(
                (colour.grey().contrast(Colour::WHITE) / colour.contrast(Colour::WHITE) - 1.0).abs() < 0.02,
                "{text}"
            );
        }
        assert_eq!(Colour::INK.grey(), Colour::INK);
    }

    #[test]
    fn tones_of_the_templates_accent_are_the_templates_own() {
        let Tones { shade_some, shade_most, bar_some, bar_most } = Tones::of(Colour::ACCENT);
        let own = ["#eff3f7", "#dbe4ec", "#9db0c2", "#4a6580"];
        for (tone, own) in [shade_some, shade_most, bar_some, bar_most].into_iter().zip(own) {
            let own = Colour::parse(own).unwrap();
            assert!((tone.contrast(own) - 1.0).abs() < 0.1, "{tone} {own}");
        }
        assert!((Colour::ACCENT.toned(0.09).contrast(Colour::TINT) - 1.0).abs() < 0.03);
    }

    #[test]
    fn small_dates_stand_out_from_the_darkest_shade_that_an_accent_can_bring() {
        let quiet = Colour::parse("#3d4248").unwrap();
        let black = Colour::parse("#000000").unwrap();
        assert!(quiet.contrast(Tones::of(black).shade_most) >= LEAST_CONTRAST);
    }

    #[test]
    fn a_colour_is_six_digits() {
        assert_eq!(Colour::parse("#17344F"), Some(Colour::ACCENT));
        assert_eq!(Colour::ACCENT.to_string(), "#17344f");
        for bad in ["17344f", "#17344", "#17344g", "#+7344f", "navy", "#ééé", ""] {
            assert_eq!(Colour::parse(bad), None, "{bad}");
        }
    }
}
