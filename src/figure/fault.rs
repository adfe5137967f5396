//! What is wrong with a picture, and what to do about it.

/// Why a picture cannot be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// What is wrong, to follow the name of the file and `cannot be printed:`.
    pub(super) what: String,
    /// What to do about it.
    pub(super) remedy: &'static str,
}

impl Fault {
    pub(super) fn new(what: impl Into<String>, remedy: &'static str) -> Self {
        Self { what: what.into(), remedy }
    }

    /// The file is not what its name says, or part of it is missing; `said` is what a reader says of it.
    pub(super) fn broken(said: &str) -> Self {
        let line = said.lines().next().unwrap_or_default().trim_end_matches('.');
        let line: String = line.chars().take(MOST_SAID).collect();
        Self::new(line, "open it in a drawing program and save it anew, or export it once more")
    }

    /// It ends before its end.
    pub(super) fn half() -> Self {
        Self::new("the end of the file is missing", "it broke off in a copy or download; fetch it once more")
    }

    /// It shows nothing.
    pub(super) fn blank() -> Self {
        Self::new(
            "nothing is seen in it: it is of one colour",
            "look at it in a browser, and save what you see there anew",
        )
    }
}

/// The most characters that a reader may say.
const MOST_SAID: usize = 70;

/// How large and how long a picture may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Limits {
    /// The fewest pixels along its short side and along its long side.
    pub(super) fewest: (u32, u32),
    /// How many times as long as the other a side may be.
    pub(super) longest: f64,
}

impl Limits {
    /// For an exercise: on paper it is some 5 cm across, and 200 pixels are then just not a blur.
    pub(super) const EXERCISE: Self = Self { fewest: (60, 200), longest: 6.0 };
    /// For a picture of pixels within a drawing, which may be a line or a dot.
    pub(super) const WITHIN: Self = Self { fewest: (1, 1), longest: f64::INFINITY };
    /// For the head of a page, where a name in letters may be long and low.
    pub(super) const LOGO: Self = Self { fewest: (16, 40), longest: 15.0 };

    /// Whether a picture is no more out of shape than can be printed.
    pub(super) fn shape(self, width: f64, height: f64) -> Result<(), Fault> {
        let (short, long) = (width.min(height), width.max(height));
        if long <= short * self.longest {
            return Ok(());
        }
        let what = format!("one side is {:.0} times as long as the other", (long / short).min(MOST_TIMES).floor());
        Err(Fault::new(what, "crop it to what is to be seen; a picture nearly as high as it is wide prints best"))
    }

    /// Whether so many pixels are neither too few nor too many.
    pub(super) fn pixels(self, width: u32, height: u32) -> Result<(), Fault> {
        let (short, long) = (width.min(height), width.max(height));
        let what = || format!("it is {width} x {height} pixels");
        if long > MOST_PIXELS {
            let rule = format!("{}, and a side may have {MOST_PIXELS}", what());
            return Err(Fault::new(rule, "save it smaller: 1200 pixels across are enough"));
        }
        if short < self.fewest.0 || long < self.fewest.1 {
            let rule = format!("{}; {} x {} are the fewest", what(), self.fewest.1, self.fewest.0);
            return Err(Fault::new(rule, "save it larger, or take the picture that it was made from"));
        }
        self.shape(f64::from(width), f64::from(height))
    }
}

/// The most pixels along a side.
const MOST_PIXELS: u32 = 6000;
/// A number of times above which no number helps.
const MOST_TIMES: f64 = 9999.0;

/// Whether all that is seen is of one colour: each pixel is red, green and blue on white.
pub(super) fn is_blank(pixels: impl Iterator<Item = [u8; 3]>) -> bool {
    let mut ends: Option<[(u8, u8); 3]> = None;
    for pixel in pixels {
        let seen = ends.get_or_insert(pixel.map(|part| (part, part)));
        for ((least, most), part) in seen.iter_mut().zip(pixel) {
            *least = (*least).min(part);
            *most = (*most).max(part);
            if *most - *least >= TELLING {
                return false;
            }
        }
    }
    true
}

/// By how much of 255 two colours differ that paper shows apart.
const TELLING: u8 = 24;

/// What a part of a colour is on white.
pub(super) fn on_white(part: u8, opacity: u8) -> u8 {
    let seen = (u32::from(part) * u32::from(opacity) + 255 * (255 - u32::from(opacity))) / 255;
    u8::try_from(seen).unwrap_or(u8::MAX)
}
