//! The closed list of diagnostic codes.

use super::Severity;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, $severity:ident;)+) => {
        /// What kind of finding a diagnostic is.
        ///
        /// Each code has a page (`backplan explain CODE`), kept in `docs/diagnostics/`, and at least one bad file in
        /// `tests/cases/`; tests hold both to this list.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Code {
            /// Every code, in the order of this list.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)+];

            /// The name that messages, JSON and `backplan explain` use.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$variant => $name,)+ }
            }

            /// How much a finding of this kind matters.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)+ }
            }
        }
    };
}

codes! {
    /// The file is not UTF-8 text.
    NotText = "not-text", Error;
    /// The file is larger than any library or programme file needs to be.
    FileTooLarge = "file-too-large", Error;
    /// The file holds nothing.
    EmptyFile = "empty-file", Error;
    /// The text is not YAML.
    YamlSyntax = "yaml-syntax", Error;
    /// The YAML unfolds to far more than it shows, or nests too deeply.
    YamlBudget = "yaml-budget", Error;
    /// A file has more findings than are shown of one.
    ManyFindings = "many-findings", Warning;
    /// A key stands twice in one mapping.
    DuplicateKey = "duplicate-key", Error;
    /// A key that this kind of item does not have.
    UnknownKey = "unknown-key", Error;
    /// A key that this kind of item needs is not there.
    MissingKey = "missing-key", Error;
    /// A value of another kind than expected: a list where a text belongs, say.
    WrongType = "wrong-type", Error;
    /// A word that is not one of a closed list.
    UnknownWord = "unknown-word", Error;
    /// A quantity without its unit, or in a unit that does not fit.
    WrongUnit = "wrong-unit", Error;
    /// A number outside its bounds.
    OutOfRange = "out-of-range", Error;
    /// A soreness that is not 0 to 10.
    SorenessRange = "soreness-range", Error;
    /// A chance that is not 0 to 1.
    ChanceRange = "chance-range", Error;
    /// A date that no calendar has.
    ImpossibleDate = "impossible-date", Error;
    /// A version that is not of the form 1.2.3.
    BadVersion = "bad-version", Error;
    /// A base pose that the library does not have.
    UnknownPose = "unknown-pose", Error;
    /// Poses that build on each other in a circle.
    PoseCircle = "pose-circle", Error;
    /// A joint, or a movement of a joint, that the figure does not have.
    UnknownJoint = "unknown-joint", Error;
    /// An angle that no joint reaches.
    JointRange = "joint-range", Error;
    /// A contact that cannot be brought about.
    OutOfReach = "out-of-reach", Error;
    /// A body that sinks into the floor.
    BelowFloor = "below-floor", Error;
    /// A figure with no frame, or with more than four.
    FrameCount = "frame-count", Error;
    /// A frame that shows the same as the one before it.
    EqualFrames = "equal-frames", Error;
    /// An arrow that would not be seen, or is there twice.
    IdleArrow = "idle-arrow", Error;
    /// A foot inside a step or a stair.
    FootInside = "foot-inside", Error;
    /// A picture that is missing, broken or too large.
    BadPicture = "bad-picture", Error;
    /// A name that cannot serve as an id.
    BadId = "bad-id", Error;
    /// Two items of one kind with the same id.
    DuplicateId = "duplicate-id", Error;
    /// A library without one of its fixed files.
    MissingFile = "missing-file", Error;
    /// A library without one of the eight mechanisms.
    MissingMechanism = "missing-mechanism", Error;
    /// An exercise that the library does not have.
    UnknownExercise = "unknown-exercise", Error;
    /// A technique that the library does not have.
    UnknownTechnique = "unknown-technique", Error;
    /// A condition that the library does not define.
    UnknownCondition = "unknown-condition", Error;
    /// A ladder that leads to an exercise that the library does not have.
    LadderNowhere = "ladder-nowhere", Error;
    /// Two exercises that disagree on which is the harder.
    LadderDisagrees = "ladder-disagrees", Error;
    /// A dose that names a quantity which its measure does not have.
    DoseMismatch = "dose-mismatch", Error;
    /// A goal, or a most, below the start.
    GoalBelowStart = "goal-below-start", Error;
    /// A start or goal above the most that the exercise allows.
    GoalOverMost = "goal-over-most", Error;
    /// A growth order that names a variable twice, or one that the dose does not have.
    GrowOrder = "grow-order", Error;
    /// A time profile whose points are out of order.
    ProfileOrder = "profile-order", Error;
    /// An effect without a source, in a library that asks for one.
    NoSource = "no-source", Error;
    /// A library other than the one that the programme asks for.
    LibraryMismatch = "library-mismatch", Error;
    /// A change, or something to hide, of what the extended library does not have.
    LayerNowhere = "layer-nowhere", Error;
    /// Something that a library hides and has itself.
    LayerConflict = "layer-conflict", Error;
    /// A caution or soreness of the extended library that a list leaves out.
    LayerDrops = "layer-drops", Warning;
    /// A library whose version is lower than its changes deserve.
    VersionTooLow = "version-too-low", Error;
    /// A change for patients' safety that the library's changelog does not note.
    UnnotedChange = "unnoted-change", Error;
    /// Phases that do not add up to the programme's weeks.
    WeeksMismatch = "weeks-mismatch", Error;
    /// A visit outside the programme's weeks.
    VisitOutside = "visit-outside", Error;
    /// A visit dated before the first day, or something done earlier dated on or after it.
    DateOrder = "date-order", Error;
    /// A result of a study about a programme or a session that the study does not have.
    UnknownArm = "unknown-arm", Error;
    /// Something of one mode in a programme of the other.
    ModeMix = "mode-mix", Error;
    /// A dose laid down far above the one before, without a reason.
    VolumeLeap = "volume-leap", Error;
    /// A phrase of a wording file with an open brace or a gap that nothing fills.
    BadPhrase = "bad-phrase", Error;
    /// A character that cannot be seen, and may change how others are read.
    HiddenCharacter = "hidden-character", Error;
    /// A telephone number without digits, or with what cannot be dialled.
    BadPhone = "bad-phone", Error;
    /// A colour that is not written as six digits.
    BadColour = "bad-colour", Error;
    /// A colour on which, or in which, text would be hard to read.
    LowContrast = "low-contrast", Error;
    /// Bounds of the traffic light that leave a colour no number.
    LightOrder = "light-order", Error;
    /// An address that a patient's telephone cannot open.
    BadAddress = "bad-address", Error;
    /// An exercise or technique that a condition of the person's rules out.
    Caution = "caution", Error;
    /// Another version or state of the library than the one that the programme is pinned to.
    PinMismatch = "pin-mismatch", Warning;
    /// Somebody who stands with the weight beyond the feet, and would fall.
    Toppling = "toppling", Warning;
    /// A part of the body that goes through a seat, a bed, a couch or a table.
    BodyInside = "body-inside", Warning;
    /// A goal that the rules do not reach in the time given.
    GoalUnreached = "goal-unreached", Warning;
    /// A session whose forecast is above the programme's ceiling.
    OverCeiling = "over-ceiling", Warning;
    /// A session on the expected peak of an earlier one, in the same part of the body.
    OnThePeak = "on-the-peak", Warning;
    /// A warning of soreness that rests on numbers of low confidence alone.
    UncertainForecast = "uncertain-forecast", Warning;
    /// A dose laid down above the one before by more than is usual.
    VolumeJump = "volume-jump", Warning;
    /// A lot of exercises with nothing in it.
    EmptyLot = "empty-lot", Warning;
    /// Two lots of exercises that take turns, with nothing in either.
    NoLot = "no-lot", Warning;
    /// A session of which the rules of rest leave nothing.
    EmptySession = "empty-session", Warning;
    /// Somebody who is new to training does anything heavy on too few days a week to get stronger.
    SeldomHeavy = "seldom-heavy", Warning;
    /// An exercise that is begun though its entry rule does not hold for the person.
    EntryUnmet = "entry-unmet", Warning;
    /// Something that the physio laid down against a rule, a caution or the plan, and that changes nothing.
    UnusedDecision = "unused-decision", Warning;
    /// An emergency number of one country in a text that is read in others too.
    BareNumber = "bare-number", Warning;
    /// A hold longer than is usual.
    LongHold = "long-hold", Warning;
    /// More exercises in one session than people keep up.
    ManyExercises = "many-exercises", Warning;
    /// Texts for patients that are too hard to read.
    ReadingGrade = "reading-grade", Warning;
    /// A sentence for patients that is too long.
    LongSentence = "long-sentence", Warning;
    /// A word that patients should not read.
    BannedWord = "banned-word", Warning;
    /// A step with too many words.
    LongStep = "long-step", Warning;
    /// An exercise with more steps than can be kept in mind.
    ManySteps = "many-steps", Warning;
    /// A step with more than one action.
    StepActions = "step-actions", Warning;
    /// An item without a part that it should have.
    MissingPart = "missing-part", Warning;
    /// A claim with no study behind it.
    UnsourcedClaim = "unsourced-claim", Warning;
    /// An item whose review has run out, or cannot be right.
    ReviewExpired = "review-expired", Warning;
    /// An exercise on no ladder that does not say why.
    NoLadder = "no-ladder", Warning;
    /// An exercise with neither a drawing nor a picture.
    NoFigure = "no-figure", Warning;
    /// An entry rule that asks less than that of an easier exercise.
    EntryOrder = "entry-order", Warning;
    /// A condition that nothing in the library names.
    UnusedCondition = "unused-condition", Warning;
    /// Two items with the same name, or other name.
    DuplicateName = "duplicate-name", Warning;
    /// Two items that are nearly the same.
    NearDuplicate = "near-duplicate", Warning;
    /// Two exercises with the same drawing.
    SameDrawing = "same-drawing", Warning;
}

impl Code {
    /// Finds a code by its name.
    pub fn from_name(name: &str) -> Option<Code> {
        Self::ALL.iter().copied().find(|c| c.as_str() == name)
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
