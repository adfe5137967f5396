//! The clinic's own file: who it is, and how it wants its handouts printed.

mod colour;
mod read;

pub use colour::{Colour, Colours};

use crate::figure::PictureFormat;
use crate::wording::{Numbers, Paper, Variety};

/// What a clinic lays down for all of its handouts. Nothing of it is about a patient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clinic {
    name: String,
    phone: Option<String>,
    address: Vec<String>,
    logo: Option<Logo>,
    country: Option<Numbers>,
    emergency: Option<String>,
    advice: Option<String>,
    light: Option<LightBounds>,
    paper: Option<Paper>,
    variety: Option<Variety>,
    colours: Colours,
}

/// The clinic's sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// What it is written in.
    pub format: PictureFormat,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Where green and amber end on the traffic light for usual pain, 0-10.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LightBounds {
    /// The highest green number.
    pub green_to: u32,
    /// The highest amber number; above is red.
    pub amber_to: u32,
}

impl Clinic {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its telephone number.
    pub fn phone(&self) -> Option<&str> {
        self.phone.as_deref()
    }

    /// Its address, line by line.
    pub fn address(&self) -> &[String] {
        &self.address
    }

    /// Its sign.
    pub fn logo(&self) -> Option<&Logo> {
        self.logo.as_ref()
    }

    /// The numbers that its patients call: its own, or else those of its country, or else the usual ones.
    pub fn numbers(&self, usual: &Numbers) -> Numbers {
        let country = self.country.as_ref();
        let emergency = self.emergency.as_ref().or(country.map(|c| &c.emergency));
        let advice = match (&self.advice, country) {
            (Some(own), _) => Some(own),
            (None, Some(country)) => country.advice.as_ref(),
            // A number of another place says nothing of whom to ask for advice there.
            (None, None) if self.emergency.is_some() => None,
            (None, None) => usual.advice.as_ref(),
        };
        Numbers { emergency: emergency.unwrap_or(&usual.emergency).clone(), advice: advice.cloned() }
    }

    /// Its bounds of the traffic light.
    pub fn light(&self) -> Option<LightBounds> {
        self.light
    }

    /// Its paper.
    pub fn paper(&self) -> Option<Paper> {
        self.paper
    }

    /// Its variety of English.
    pub fn variety(&self) -> Option<Variety> {
        self.variety
    }

    /// Its colours.
    pub fn colours(&self) -> Colours {
        self.colours
    }
}
