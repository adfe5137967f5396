//! Any bytes as a programme, all the way to a PDF that is read back.

#![no_main]

use std::sync::LazyLock;

use backplan::embedded;
use backplan::handout::{Details, Input, Layout, compose};
use backplan::proof::{self, Margin, Sheet};
use backplan::typeset::{Template, forget_unused, typeset};
use backplan::wording::Wording;
use backplan_fuzz::{CORE, planned, start};
use libfuzzer_sys::fuzz_target;

const SHEET: Sheet = Sheet { margin: Margin { left: 36.0, right: 36.0, top: 36.0, bottom: 50.0 }, smallest: 13.0 };

static WORDING: LazyLock<Wording> = LazyLock::new(|| {
    let file = embedded::wording("en-GB").expect("there is one");
    Wording::read(file.path, file.bytes).into_parts().0.expect("it is sound")
});

static TEMPLATE: LazyLock<Template> = LazyLock::new(Template::embedded);

fuzz_target!(|data: &[u8]| {
    let Some(planned) = planned(data) else { return };
    // Long programmes are set like short ones, only more slowly.
    if planned.programme.weeks().get() > 4 {
        return;
    }
    let handout = compose(&Input {
        programme: &planned.programme,
        library: &CORE,
        schedule: &planned.schedule,
        forecasts: &planned.forecasts,
        wording: &WORDING,
        details: &Details::default(),
        layout: &Layout::default(),
    });
    let pdf = typeset(&handout, &TEMPLATE, start());
    forget_unused();
    // Characters that the fonts lack are refused with a message; all else has to be on the page.
    match pdf {
        Ok(pdf) => {
            if let Err(error) = proof::check(&pdf, &handout.claims(), &SHEET) {
                panic!("{error}");
            }
        }
        Err(error) => assert!(error.to_string().contains("no sign for"), "{error}"),
    }
});
