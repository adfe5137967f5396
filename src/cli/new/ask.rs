//! Asking for what a new programme needs and no flag has said, on a terminal.

use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use inquire::ui::RenderConfig;
use inquire::validator::Validation;
use inquire::{Confirm, InquireError, Select, Text};

use super::target::Target;
use crate::cli::args::{self, New};
use crate::cli::screen::Screen;
use backplan::draft::{Template, Wishes};
use backplan::embedded;
use backplan::programme::{Mode, Sensitivity};
use backplan::yaml::Word;

/// How questions look.
pub(super) fn look(screen: &Screen) -> RenderConfig<'static> {
    if screen.has_colour() { RenderConfig::default_colored() } else { RenderConfig::empty() }
}

/// The answer; leaving the questions leaves nothing behind.
pub(super) fn said<T>(answer: Result<T, InquireError>) -> Result<T> {
    match answer {
        Ok(answer) => Ok(answer),
        Err(InquireError::OperationCanceled | InquireError::OperationInterrupted) => bail!("left; nothing was written"),
        Err(error) => Err(error.into()),
    }
}

/// What a list of programmes to begin from offers.
struct Begin {
    name: Option<&'static str>,
    text: String,
}

impl fmt::Display for Begin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Which programme to begin from; none for an empty one. Exercises that were named stand for an empty one.
pub(super) fn template(args: &New, screen: &Screen) -> Result<Option<PathBuf>> {
    if args.from.is_some() || !args.exercises.is_empty() {
        return Ok(args.from.clone());
    }
    let empty = Begin { name: None, text: "nothing: choose the exercises yourself".to_owned() };
    let built_in = embedded::programmes().into_iter().filter_map(|file| {
        let template = Template::read(file.path, file.bytes).into_parts().0?;
        Some(Begin { name: Some(file.stem()), text: template.name()?.to_owned() })
    });
    let all: Vec<Begin> = std::iter::once(empty).chain(built_in).collect();
    let question = Select::new("Begin from:", all).with_page_size(10).with_render_config(look(screen));
    Ok(said(question.prompt())?.name.map(PathBuf::from))
}

/// Asks for everything but the exercises, with what the template says as the answer that needs no typing.
pub(super) fn wishes(wishes: &mut Wishes, template: &Template, screen: &Screen) -> Result<()> {
    let ask = Ask { template, look: look(screen) };
    let empty = template.is_empty();
    if wishes.name.is_none() {
        let known = (!empty).then(|| ask.known(&["name"]));
        wishes.name =
            Some(ask.text("Name of the programme:", known, "not the name of the patient", args::programme_name)?);
    }
    if wishes.purpose.is_none() {
        let help = "the patient reads it at the top of the handout";
        wishes.purpose =
            Some(ask.text("What it is for, in a sentence:", Some(ask.known(&["purpose"])), help, args::printable)?);
    }
    if wishes.weeks.is_none() {
        wishes.weeks = Some(ask.text("Weeks:", Some(ask.known(&["weeks"])), "1 to 104", args::weeks)?);
    }
    if wishes.days.is_none() {
        let help = "like mon,wed,fri; daily; alternate; 3 a week; a: mon,thu; b: tue,fri";
        wishes.days = Some(ask.text("Days of the home sessions:", Some(ask.known(&["days"])), help, args::days)?);
    }
    if wishes.mode.is_none() {
        wishes.mode = Some(ask.word::<Mode>("What decides when to move on, pain or the plan?", &["mode"])?);
    }
    if wishes.ceiling.is_none() {
        let known = Some(ask.known(&["ceiling"])).filter(|k| !k.is_empty()).unwrap_or_else(|| "none".to_owned());
        let help = "0-10 above usual pain, or none; no step goes above it";
        wishes.ceiling = Some(ask.text("Highest soreness that you accept:", Some(known), help, args::ceiling)?);
    }
    if wishes.usual_pain.is_none() {
        let known = Some(ask.known(&["person", "usual-pain"]));
        wishes.usual_pain = Some(ask.text("The person's pain on a usual day:", known, "0-10", args::soreness)?);
    }
    if wishes.sensitivity.is_none() {
        wishes.sensitivity =
            Some(ask.word::<Sensitivity>("How sensitive is the nervous system?", &["person", "sensitivity"])?);
    }
    if wishes.last_active.is_none() {
        let known = Some(ask.known(&["person", "last-active"]));
        let help = "weeks since the last regular exercise";
        wishes.last_active = Some(ask.text("Last active how many weeks ago:", known, help, args::weeks_ago)?);
    }
    if wishes.worried.is_none() {
        let known = ask.known(&["person", "worried"]) == "true";
        let question = Confirm::new("Worried, stressed or sleeping badly?").with_default(known);
        wishes.worried = Some(said(question.with_render_config(ask.look).prompt())?);
    }
    Ok(())
}

/// Asks for a file that is not there yet.
pub(super) fn target(wishes: &Wishes, template: &Template, screen: &Screen) -> Result<Target> {
    let ask = Ask { template, look: look(screen) };
    let name = format!("{}.yaml", slug(wishes.name.as_deref().unwrap_or_default()));
    // A name that is taken is not worth offering.
    let known = Target::new(Path::new(&name)).is_ok().then_some(name);
    let parse = |text: &str| {
        let refused = |error: anyhow::Error| error.to_string().lines().next().unwrap_or_default().to_owned();
        Target::new(Path::new(text.trim())).map_err(refused)
    };
    ask.text("File to write:", known, "nothing is overwritten; - prints it", parse)
}

/// A name as a file name.
fn slug(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.take(5).map(str::to_lowercase).collect::<Vec<_>>().join("-");
    if slug.is_empty() { "programme".to_owned() } else { slug }
}

/// Asks with what a template says as the default.
struct Ask<'a> {
    template: &'a Template,
    look: RenderConfig<'static>,
}

impl Ask<'_> {
    /// What the template says.
    fn known(&self, path: &[&str]) -> String {
        self.template.written(path).unwrap_or_default()
    }

    /// Asks for a text until it can be read as what is wanted.
    fn text<T>(
        &self,
        question: &str,
        known: Option<String>,
        help: &str,
        parse: impl Fn(&str) -> Result<T, String> + Clone,
    ) -> Result<T> {
        let check = parse.clone();
        let validator = move |text: &str| {
            Ok(match check(text) {
                Ok(_) => Validation::Valid,
                Err(message) => Validation::Invalid(message.into()),
            })
        };
        let mut text = Text::new(question).with_help_message(help).with_render_config(self.look);
        text.default = known.as_deref();
        let answer = said(text.with_validator(validator).prompt())?;
        parse(&answer).map_err(|message| anyhow::anyhow!("{message}"))
    }

    /// Asks for a word of a closed list.
    fn word<W: Word>(&self, question: &str, path: &[&str]) -> Result<W> {
        let known = self.known(path);
        let at = W::ALL.iter().position(|w| w.as_str() == known).unwrap_or(0);
        let words: Vec<&str> = W::ALL.iter().map(|w| w.as_str()).collect();
        let select = Select::new(question, words)
            .with_starting_cursor(at)
            .without_filtering()
            .with_help_message("up and down move, enter chooses");
        let chosen = said(select.with_render_config(self.look).raw_prompt())?;
        match W::ALL.get(chosen.index) {
            Some(word) => Ok(*word),
            None => bail!("nothing was chosen"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn names_become_file_names() {
        assert_eq!(slug("Low back pain, six weeks (home) again"), "low-back-pain-six-weeks");
        assert_eq!(slug("../Zoë's"), "zo-s");
        assert_eq!(slug("背"), "programme");
    }
}
