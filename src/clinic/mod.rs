//! The clinic's own file: who it is, and how it wants its handouts printed.

mod colour;
mod read;

pub use colour::{Colour, Colours, Tones};

use crate::country::{Contacts, Country, Variety};
use crate::figure::PictureFormat;
use crate::wording::{Paper, Wording};

/// What a clinic lays down for all of its handouts. Nothing of it is about a patient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clinic {
    name: String,
    phone: Option<String>,
    address: Vec<String>,
    logo: Option<Logo>,
    country: Option<Country>,
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

    /// Whom its patients turn to: what it says itself, or else those of its country, or else the usual ones of the wording.
    pub fn contacts(&self, words: &Wording) -> Contacts {
        let mut contacts = self.country.as_ref().map_or_else(|| words.contacts().clone(), |c| c.contacts().clone());
        if let Some(own) = &self.emergency {
            // A number of another place says nothing of whom to ask for advice there, nor where to go.
            if self.country.is_none() {
                let elsewhere = words.elsewhere().clone();
                (contacts.advice, contacts.department, contacts.doctor) =
                    (None, elsewhere.department, elsewhere.doctor);
            }
            contacts.emergency.clone_from(own);
        }
        if let Some(own) = &self.advice {
            contacts.advice = Some(own.clone());
        }
        contacts
    }

    /// Its bounds of the traffic light.
    pub fn light(&self) -> Option<LightBounds> {
        self.light
    }

    /// Its paper.
    pub fn paper(&self) -> Option<Paper> {
        self.paper
    }

    /// Its variety of English: its own, or else that of its country.
    pub fn variety(&self) -> Option<Variety> {
        self.variety.or_else(|| self.country.as_ref()?.variety())
    }

    /// Its colours.
    pub fn colours(&self) -> Colours {
        self.colours
    }
}
