//! New programmes from every template: what was wished for is in them, and the rest of the text is untouched.

use backplan::diagnostic::{Code, Severity};
use backplan::draft::{Ceiling, DraftError, Template, Wishes, draft};
use backplan::embedded::{self, EmbeddedFile};
use backplan::forecast::forecast;
use backplan::library::{ExerciseId, Library, LibraryFile};
use backplan::line::line;
use backplan::planner::plan;
use backplan::programme::{Day, Days, Half, Mode, Programme, Sensitivity};
use backplan::review::{Whole, review};
use backplan::units::{Soreness, Weeks};
use chrono::NaiveDate;
use proptest::prelude::*;

fn core() -> Library {
    Library::read("core", &embedded::core_library()).into_parts().0.unwrap()
}

fn monday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 30).unwrap()
}

fn templates() -> Vec<EmbeddedFile> {
    let mut all = embedded::programmes();
    all.push(embedded::new_programme().unwrap());
    all
}

fn template(file: &EmbeddedFile) -> Template {
    Template::read(file.path, file.bytes).into_parts().0.unwrap()
}

fn blank() -> Template {
    template(&embedded::new_programme().unwrap())
}

fn built_in(name: &str) -> Template {
    template(&embedded::programme(name).unwrap())
}

fn id(name: &str) -> ExerciseId {
    ExerciseId::new(name).unwrap()
}

fn with_exercises(names: &[&str]) -> Wishes {
    Wishes { exercises: names.iter().map(|name| id(name)).collect(), ..Wishes::default() }
}

fn write(template: &Template, wishes: &Wishes) -> String {
    draft(template, wishes, &core(), monday()).unwrap()
}

fn read(text: &str, library: &Library) -> Programme {
    let (programme, findings) = Programme::read("new.yaml", text.as_bytes(), library).into_parts();
    programme.unwrap_or_else(|| panic!("{findings:?}\n{text}"))
}

/// Every finding of `check`, as code and message.
fn findings(text: &str) -> Vec<String> {
    let library = core();
    let (programme, mut all) = Programme::read("new.yaml", text.as_bytes(), &library).into_parts();
    let Some(programme) = programme else { return all.iter().map(|f| f.message().to_owned()).collect() };
    let (schedule, more) = plan(&programme, &library, monday()).into_parts();
    all.extend(more);
    let schedule = schedule.unwrap();
    let forecasts = forecast(&schedule, &programme, &library);
    let whole = Whole { programme: &programme, library: &library, schedule: &schedule, forecasts: &forecasts };
    all.extend(review(&whole).into_parts().1);
    all.iter().map(|f| format!("{} {}", f.code(), f.message())).collect()
}

#[test]
fn without_wishes_a_template_stays_as_it_is() {
    for file in templates() {
        assert_eq!(write(&template(&file), &Wishes::default()).as_bytes(), file.bytes, "{}", file.path);
    }
}

fn all_wishes() -> Wishes {
    Wishes {
        name: Some("Knee: \"the\" back".to_owned()),
        purpose: Some("This programme # helps.".to_owned()),
        weeks: Weeks::new(9),
        days: Some(Days::Weekdays(vec![Day::Thu, Day::Mon])),
        mode: Some(Mode::TimeContingent),
        ceiling: Some(Ceiling::At(Soreness::new(3.5).unwrap())),
        usual_pain: Soreness::new(2.0),
        sensitivity: Some(Sensitivity::Low),
        last_active: Weeks::new(1),
        worried: Some(true),
        exercises: vec![id("tense-and-let-go"), id("feet-together-stand")],
    }
}

#[test]
fn every_wish_comes_true_in_every_template() {
    let library = core();
    for file in templates() {
        let text = write(&template(&file), &all_wishes());
        let programme = read(&text, &library);
        assert_eq!(programme.name(), "Knee: \"the\" back");
        assert_eq!(programme.purpose(), "This programme # helps.");
        assert_eq!((programme.weeks().get(), programme.mode()), (9, Mode::TimeContingent));
        assert_eq!(programme.days(), &Days::Weekdays(vec![Day::Mon, Day::Thu]));
        assert_eq!(programme.ceiling().map(|c| c.value.get()), Some(3.5));
        let person = programme.person();
        assert_eq!((person.usual_pain().get(), person.last_active().get()), (2.0, 1));
        assert_eq!((person.sensitivity(), person.worried()), (Sensitivity::Low, true));
        let last: Vec<&str> =
            programme.phases().last().unwrap().prescriptions().iter().map(|p| p.exercise().as_str()).collect();
        assert!(last.ends_with(&["tense-and-let-go", "feet-together-stand"]), "{last:?}");
        assert!(text.contains("last-active: 1 week,"), "{text}");
    }
}

#[test]
fn comments_and_everything_else_stay() {
    for file in templates() {
        let before = std::str::from_utf8(file.bytes).unwrap();
        let text = write(&template(&file), &Wishes { usual_pain: Soreness::new(6.0), ..Wishes::default() });
        let changed: Vec<(&str, &str)> = before.lines().zip(text.lines()).filter(|(a, b)| a != b).collect();
        assert_eq!(before.lines().count(), text.lines().count());
        assert!(changed.len() <= 1 && changed.iter().all(|(_, b)| b.starts_with("person:")), "{changed:?}");
    }
    let text = write(&blank(), &Wishes { weeks: Weeks::new(12), ..with_exercises(&["bridge"]) });
    let column = |key: &str| text.lines().find(|l| l.starts_with(key)).unwrap().find('#').unwrap();
    assert_eq!(column("days:"), column("mode:"));
}

#[test]
fn weeks_spread_over_phases_and_visits() {
    let library = core();
    for (name, weeks) in [("persistent-low-back", 3), ("persistent-low-back", 12), ("acute-low-back", 8)] {
        let text = write(&built_in(name), &Wishes { weeks: Weeks::new(weeks), ..Wishes::default() });
        let programme = read(&text, &library);
        let before = read(&write(&built_in(name), &Wishes::default()), &library);
        assert_eq!(programme.visits().len(), before.visits().len());
        assert_eq!(programme.phases().len(), before.phases().len());
        assert_eq!(programme.phases().iter().map(|p| p.weeks().get()).sum::<u32>(), weeks);
    }
    let error = |name, weeks| {
        let wishes = Wishes { weeks: Weeks::new(weeks), ..Wishes::default() };
        draft(&built_in(name), &wishes, &core(), monday()).unwrap_err()
    };
    assert_eq!(error("persistent-low-back", 2), DraftError::TooFewWeeks { phases: 3, weeks: Weeks::new(2).unwrap() });
    let too_many = DraftError::TooManyVisits { day: Day::Wed, weeks: Weeks::new(2).unwrap() };
    assert_eq!(error("acute-low-back", 2), too_many);
}

#[test]
fn a_ceiling_can_be_taken_out_and_put_in() {
    let without = write(&built_in("acute-low-back"), &Wishes { ceiling: Some(Ceiling::Without), ..Wishes::default() });
    assert!(!without.contains("\nceiling") && without.contains("mode: pain-contingent\nperson:"), "{without}");
    let again = Template::read("x.yaml", without.as_bytes()).into_parts().0.unwrap();
    let at = Wishes { ceiling: Some(Ceiling::At(Soreness::new(5.0).unwrap())), ..Wishes::default() };
    assert!(write(&again, &at).contains("mode: pain-contingent\nceiling: 5\nperson:"));
    assert_eq!(write(&again, &Wishes { ceiling: Some(Ceiling::Without), ..Wishes::default() }), without);
}

#[test]
fn added_exercises_get_a_goal_that_is_reached_under_the_ceiling() {
    for names in [&["bridge"][..], &["walking", "cat-camel", "bird-dog"], &["pelvic-tilt", "clam", "belly-breathing"]] {
        let text = write(&blank(), &with_exercises(names));
        assert!(text.contains("goal: {"), "{text}");
        assert_eq!(findings(&text), [""; 0], "{text}");
    }
    // One smallest step a week, up to the most.
    let goal = |weeks| {
        let text = write(&blank(), &Wishes { weeks: Weeks::new(weeks), ..with_exercises(&["walking"]) });
        *read(&text, &core()).phases()[0].prescriptions()[0].goal()
    };
    let walk = |weeks| goal(weeks).time().unwrap().get() / 60;
    assert_eq!((walk(2), walk(8), walk(60)), (12, 18, 30));
}

#[test]
fn goals_are_no_higher_than_the_planner_reaches_under_the_ceiling() {
    let low = Wishes {
        ceiling: Some(Ceiling::At(Soreness::new(2.0).unwrap())),
        sensitivity: Some(Sensitivity::High),
        ..with_exercises(&["squat-to-chair", "deadlift", "walking"])
    };
    let found = findings(&write(&blank(), &low));
    assert!(!found.is_empty() && found.iter().all(|f| !f.starts_with("goal-unreached")), "{found:?}");
}

#[test]
fn days_in_words_and_in_lots_are_written_and_replaced() {
    let split = Days::Split(vec![Day::Mon], vec![Day::Thu, Day::Tue]);
    let mut text = write(&blank(), &with_exercises(&["bridge"]));
    for (days, written) in [
        (Days::Daily, "daily"),
        (Days::AWeek(3), "3 a week"),
        (split, "{ a: [mon], b: [tue, thu] }"),
        (Days::Alternate, "alternate"),
        (Days::Weekdays(vec![Day::Sun, Day::Sat]), "[sat, sun]"),
    ] {
        let template = Template::read("x.yaml", text.as_bytes()).into_parts().0.unwrap();
        text = write(&template, &Wishes { days: Some(days), ..Wishes::default() });
        assert!(text.contains(&format!("\ndays: {written} ")), "{written}: {text}");
    }
}

#[test]
fn days_that_are_the_same_for_all_take_the_lots_from_the_exercises() {
    let head = "name: Lots\npurpose: Move.\nlibrary: core ^1\nweeks: 2\ndays: { a: [mon, thu], b: [tue, fri] }\n\
                mode: pain-contingent\nperson: { usual-pain: 2, sensitivity: usual, last-active: 4 weeks, worried: false }\n\
                phases:\n  - name: All\n    weeks: 2\n    exercises:\n";
    let text = format!(
        "{head}      - use: deadlift   # a comment\n        split: a\n        goal: {{ reps: 8 }}\n      - split: b\n        \
         use: bridge\n      - {{ use: dead-bug, split: a }}\n      - {{ split: b, use: cat-camel }}\n      - use: walking\n"
    );
    let template = Template::read("x.yaml", text.as_bytes()).into_parts().0.unwrap();
    let written = write(&template, &Wishes { days: Some(Days::Daily), ..Wishes::default() });
    let days = head.replace("{ a: [mon, thu], b: [tue, fri] }", "daily");
    assert_eq!(
        written,
        format!(
            "{days}      - use: deadlift   # a comment\n        goal: {{ reps: 8 }}\n      - use: bridge\n      \
             - {{ use: dead-bug }}\n      - {{ use: cat-camel }}\n      - use: walking\n"
        )
    );
    // Other days for the lots leave them alone.
    let lots = Days::Split(vec![Day::Mon], vec![Day::Sat]);
    let written = write(&template, &Wishes { days: Some(lots), ..Wishes::default() });
    assert_eq!(written, text.replace("{ a: [mon, thu], b: [tue, fri] }", "{ a: [mon], b: [sat] }"));
}

#[test]
fn exercises_are_spread_over_the_lots_by_their_muscles() {
    let split = Days::Split(vec![Day::Mon, Day::Thu], vec![Day::Tue, Day::Fri]);
    let lots = |exercises: &[&str], days: &Days| {
        let text = write(&blank(), &Wishes { days: Some(days.clone()), ..with_exercises(exercises) });
        let programme = Programme::read("x.yaml", text.as_bytes(), &core()).into_parts().0.unwrap();
        let prescriptions = programme.phases()[0].prescriptions();
        (prescriptions.iter().map(|p| p.half()).collect::<Vec<_>>(), text)
    };
    let (a, b) = (Some(Half::A), Some(Half::B));
    let four = ["bridge", "band-press-out", "single-leg-bridge", "bird-dog"];
    let (halves, text) = lots(&four, &split);
    assert_eq!((halves[0], halves[2]), (a, a), "the same muscles are worked on the same days: {halves:?}");
    assert_eq!(halves.iter().filter(|h| **h == b).count(), 2, "{halves:?}");
    assert!(text.contains("- use: bridge\n        split: a\n"), "{text}");
    assert_eq!(lots(&["bridge", "hip-hinge", "walking"], &split).0.len(), 3);
    assert_eq!(lots(&["bridge"], &split).0, [None], "one alone is done on all days");
    assert_eq!(lots(&four, &Days::Daily).0, [None; 4]);
    // Where the lots are there already, so it is.
    let template = Template::read("x.yaml", text.as_bytes()).into_parts().0.unwrap();
    let more = write(&template, &with_exercises(&["cat-camel", "dead-bug"]));
    assert!(
        more.contains("- use: cat-camel\n        split: ") && more.contains("- use: dead-bug\n        split: "),
        "{more}"
    );
}

#[test]
fn wishes_that_contradict_are_refused() {
    let error = |wishes: &Wishes| draft(&built_in("walking-start"), wishes, &core(), monday()).unwrap_err();
    assert_eq!(error(&with_exercises(&["bridge", "bridge"])), DraftError::Twice { exercise: id("bridge") });
    assert_eq!(error(&with_exercises(&["walking"])), DraftError::Twice { exercise: id("walking") });
    assert_eq!(error(&with_exercises(&["zumba"])), DraftError::UnknownExercise { exercise: id("zumba") });
}

#[test]
fn a_template_that_cannot_be_changed_is_refused_and_not_spoilt() {
    let text = std::str::from_utf8(embedded::programme("walking-start").unwrap().bytes).unwrap();
    let refused = |from: &str, to: &str, wishes: Wishes| {
        assert!(text.contains(from), "{from}");
        let template = Template::read("x.yaml", text.replace(from, to).as_bytes()).into_parts().0.unwrap();
        draft(&template, &wishes, &core(), monday()).unwrap_err()
    };
    let days = Wishes { days: Some(Days::Weekdays(vec![Day::Mon])), ..Wishes::default() };
    let list = "days:\n  - mon\n  - tue";
    assert_eq!(refused("days: [mon, tue, thu, fri, sun]", list, days), DraftError::Form("days"));
    let name = Wishes { name: Some("New".to_owned()), ..Wishes::default() };
    assert_eq!(refused("name: Start", "title: Start", name), DraftError::Form("name"));
    let flow = "    exercises: [{ use: brisk-walking }]\nvisits:";
    let start = text.rfind("    exercises:").unwrap();
    let end = text.find("visits:").unwrap() + "visits:".len();
    assert_eq!(refused(&text[start..end], flow, with_exercises(&["bridge"])), DraftError::Form("exercises"));
}

#[test]
fn a_purpose_with_a_gap_that_nothing_fills_is_refused() {
    let wishes = Wishes { purpose: Some("You {a} again.".to_owned()), ..with_exercises(&["bridge"]) };
    let error = draft(&blank(), &wishes, &core(), monday()).unwrap_err();
    assert_eq!(error, DraftError::Unfilled { gap: "a".to_owned() });
}

#[test]
fn a_programme_without_exercises_is_written_and_found_wanting() {
    let text = write(&blank(), &Wishes::default());
    let outcome = Programme::read("new.yaml", text.as_bytes(), &core());
    assert!(outcome.findings().iter().all(|f| f.severity() == Severity::Error) && outcome.findings().len() == 1);
}

#[test]
fn another_library_is_asked_for_by_its_name() {
    let mut files: Vec<LibraryFile<'_>> = embedded::core_library();
    files.retain(|file| file.path() != "library.yaml");
    files.push(LibraryFile::new("library.yaml", "own", b"id: own\nname: Own\nversion: 2.3.0\n".to_vec()));
    let own = Library::read("own", &files).into_parts().0.unwrap();
    let text = draft(&blank(), &with_exercises(&["bridge"]), &own, monday()).unwrap();
    assert!(text.contains("library: own ^2\n"), "{text}");
    assert!(Programme::read("new.yaml", text.as_bytes(), &own).value().is_some());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is wished for, what is written reads back as just that, or is refused.
    #[test]
    fn what_is_written_reads_back(
        name in "[^\\p{C}]{1,40}",
        purpose in "\\PC{1,60}",
        weeks in 1u32..=30,
        days in prop::collection::vec(prop::sample::select(vec![Day::Mon, Day::Tue, Day::Sat, Day::Sun]), 1..4),
        pain in 0.0f64..=10.0,
        which in any::<prop::sample::Index>(),
        exercises in prop::sample::subsequence(vec!["dead-bug", "clam", "prone-lying", "deadlift"], 0..4),
    ) {
        prop_assume!(line(&name, 200).is_ok() && line(&purpose, 200).is_ok());
        let wishes = Wishes {
            name: Some(name), purpose: Some(purpose.clone()), weeks: Weeks::new(weeks), days: Some(Days::Weekdays(days)),
            usual_pain: Soreness::new((pain * 10.0).round() / 10.0), ..with_exercises(&exercises)
        };
        let templates = templates();
        let which = which.index(templates.len());
        let template = template(&templates[which]);
        match draft(&template, &wishes, &core(), monday()) {
            Ok(text) => {
                let outcome = Programme::read("new.yaml", text.as_bytes(), &core());
                // The last is the blank one; and some templates are for people with a condition.
                let nothing_done = which + 1 == templates.len() && exercises.is_empty();
                let cautions = outcome.findings().iter().any(|f| f.code() == Code::Caution);
                prop_assert!(cautions || outcome.value().is_some() != nothing_done, "{:?}\n{text}", outcome.findings());
            }
            Err(error) => {
                let expected = match &error {
                    DraftError::TooFewWeeks { .. } | DraftError::TooManyVisits { .. } | DraftError::Twice { .. } => true,
                    DraftError::Unfilled { gap } => purpose.contains(&format!("{{{gap}}}")),
                    _ => false,
                };
                prop_assert!(expected, "{error}");
            }
        }
    }
}
