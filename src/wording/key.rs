//! The closed list of phrases that a wording file holds, with the gaps that each may have.

macro_rules! keys {
    ($($variant:ident = $section:literal / $name:literal [$($gap:literal),*];)+) => {
        /// A phrase of the wording, named by its section and its key.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "each is named after its section and key, and documented by the wording file")]
        pub enum Key {
            $($variant,)+
        }

        impl Key {
            /// Every phrase, by section.
            pub const ALL: &'static [Key] = &[$(Key::$variant,)+];

            /// The section of the file that it stands in.
            pub fn section(self) -> &'static str {
                match self { $(Key::$variant => $section,)+ }
            }

            /// Its key in the section.
            pub fn name(self) -> &'static str {
                match self { $(Key::$variant => $name,)+ }
            }

            /// The gaps that it may have.
            pub fn gaps(self) -> &'static [&'static str] {
                match self { $(Key::$variant => &[$($gap),*],)+ }
            }
        }
    };
}

keys! {
    Title = "title" / "heading" [];
    Description = "title" / "description" [];
    Dates = "title" / "dates" ["weeks", "date"];
    WeeksOne = "title" / "weeks-one" [];
    WeeksMany = "title" / "weeks-many" ["n"];
    SomeWeeksOne = "title" / "some-weeks-one" ["weeks", "n"];
    SomeWeeksMany = "title" / "some-weeks-many" ["weeks", "n"];
    PatientName = "title" / "patient-name" [];
    ClinicName = "title" / "clinic-name" [];
    ClinicPhone = "title" / "clinic-phone" [];
    ClinicLogo = "title" / "clinic-logo" ["clinic"];

    DateLong = "date" / "long" ["weekday", "day", "month"];
    DateFull = "date" / "full" ["weekday", "day", "month", "year"];
    DateShort = "date" / "short" ["day", "month"];
    DayPart = "date" / "day-part" ["day", "part"];
    Morning = "date" / "morning" [];
    Afternoon = "date" / "afternoon" [];
    Evening = "date" / "evening" [];
    Night = "date" / "night" [];

    And = "list" / "and" ["most", "last"];
    Comma = "list" / "comma" ["most", "last"];
    Or = "list" / "or" ["low", "high"];
    To = "list" / "to" ["low", "high"];

    SummaryHeading = "summary" / "heading" [];
    SummaryHome = "summary" / "home" ["days"];
    SummaryHomeDaily = "summary" / "home-daily" [];
    SummaryHomeAlternate = "summary" / "home-alternate" [];
    SummaryHomeOnce = "summary" / "home-once" [];
    SummaryHomeAWeek = "summary" / "home-a-week" ["n"];
    SummaryVisitsOne = "summary" / "visits-one" [];
    SummaryVisitsMany = "summary" / "visits-many" ["n"];
    SummaryLikelyOne = "summary" / "likely-one" ["sessions"];
    SummaryLikelyMany = "summary" / "likely-many" ["sessions"];
    SummaryQuiteOne = "summary" / "quite-one" ["sessions"];
    SummaryQuiteMany = "summary" / "quite-many" ["sessions"];
    SummaryPossibleOne = "summary" / "possible-one" ["sessions"];
    SummaryPossibleMany = "summary" / "possible-many" ["sessions"];
    SummarySettles = "summary" / "settles" ["days"];
    SummaryUnlikely = "summary" / "unlikely" [];
    SummaryFine = "summary" / "fine" [];

    TodayHeading = "today" / "heading" [];
    TodayHome = "today" / "home" ["n", "date"];
    TodayClinic = "today" / "clinic" ["n", "date"];
    TodayExercisesPage = "today" / "exercises-page" ["page"];
    TodayHelpPage = "today" / "help-page" ["page"];

    WeekHeading = "week" / "heading" ["n"];
    WeekUntil = "week" / "until" ["day"];
    WeekSameDay = "week" / "same-day" [];
    WeekDay = "week" / "day" ["weekday", "date"];

    CalendarHeading = "calendar" / "heading" [];
    CalendarCaption = "calendar" / "caption" [];
    CalendarCorner = "calendar" / "corner" [];
    CalendarWeek = "calendar" / "week" ["n"];
    CalendarAfter = "calendar" / "after" [];
    CalendarHome = "calendar" / "home" [];
    CalendarClinic = "calendar" / "clinic" [];
    LegendLikely = "calendar" / "legend-likely" [];
    LegendPossible = "calendar" / "legend-possible" [];
    LegendUnlikely = "calendar" / "legend-unlikely" [];
    LegendSome = "calendar" / "legend-some" [];
    LegendMost = "calendar" / "legend-most" [];
    LegendClinic = "calendar" / "legend-clinic" [];

    SheetHeading = "clinician" / "heading" [];
    SheetDescription = "clinician" / "description" [];
    SheetPerson = "clinician" / "person" ["pain", "sensitivity", "weeks"];
    SheetWorried = "clinician" / "worried" [];
    SheetNotWorried = "clinician" / "not-worried" [];
    SheetMode = "clinician" / "mode" ["mode"];
    SheetCeiling = "clinician" / "ceiling" ["ceiling"];
    SheetNoCeiling = "clinician" / "no-ceiling" [];
    SheetConditions = "clinician" / "conditions" ["conditions"];
    SheetCert = "clinician" / "cert" ["met", "all"];
    ChartHeading = "clinician" / "chart-heading" [];
    ChartCaption = "clinician" / "chart-caption" [];
    ChartCaptionCeiling = "clinician" / "chart-caption-ceiling" [];
    ChartAlt = "clinician" / "chart-alt" ["peak", "date"];
    SheetSessions = "clinician" / "sessions" [];
    SheetColumnSession = "clinician" / "column-session" [];
    SheetColumnDate = "clinician" / "column-date" [];
    SheetColumnDone = "clinician" / "column-done" [];
    SheetColumnFelt = "clinician" / "column-felt" [];
    SheetColumnSize = "clinician" / "column-size" [];
    SheetColumnWhy = "clinician" / "column-why" [];
    SheetAsBefore = "clinician" / "as-before" [];
    SheetLot = "clinician" / "lot" ["lot", "done"];
    SheetFelt = "clinician" / "felt" ["level", "n"];
    SheetSize = "clinician" / "size" ["own", "total"];
    SheetSizeTotal = "clinician" / "size-total" ["own", "total"];
    SheetDecisions = "clinician" / "decisions" [];
    SheetPin = "clinician" / "pin" ["name", "week", "dose", "because"];
    SheetDespite = "clinician" / "despite" ["name", "conditions", "because"];
    SheetOverrule = "clinician" / "overrule" ["rule", "because"];
    SheetOverruleFor = "clinician" / "overrule-for" ["rule", "name", "because"];
    SheetFindings = "clinician" / "findings" [];
    SheetNoFindings = "clinician" / "no-findings" [];
    SheetSources = "clinician" / "sources" [];
    SheetConfidence = "clinician" / "confidence" ["timing", "size", "fading"];
    SheetLeftOut = "clinician" / "left-out" ["name", "rule"];
    SheetReason = "clinician" / "reason" ["agent", "mechanism", "where", "novelty"];
    SheetReasonOpinion = "clinician" / "reason-opinion" ["agent", "mechanism", "where", "novelty"];
    SheetTags = "clinician" / "tags" [];
    SheetTagsNote = "clinician" / "tags-note" [];
    SheetTagSource = "clinician" / "tag-source" ["source", "names"];

    LevelLikely = "level" / "likely" [];
    LevelPossible = "level" / "possible" [];
    LevelUnlikely = "level" / "unlikely" [];

    SessionsHeading = "sessions" / "heading" [];
    SessionsIntro = "sessions" / "intro" [];
    SessionsIntroScale = "sessions" / "intro-scale" [];
    SessionsNone = "sessions" / "none" [];
    SessionHeading = "sessions" / "card-heading" ["n", "date"];
    GroupHeading = "sessions" / "group-heading" ["sessions"];
    SessionVisit = "sessions" / "visit" ["techniques"];
    CountKnown = "sessions" / "count-known" ["unaffected", "affected"];
    CountSome = "sessions" / "count-some" [];
    CountMany = "sessions" / "count-many" [];
    WhenSpan = "sessions" / "when-span" ["begins", "settles", "peaks", "where"];
    WhenDay = "sessions" / "when-day" ["day", "where"];
    PeakDays = "sessions" / "peak-days" ["first", "last"];
    WhenGroup = "sessions" / "when-group" ["days", "peaks", "where"];
    SameDay = "sessions" / "same-day" [];
    NextDay = "sessions" / "next-day" [];
    DaysLater = "sessions" / "days-later" ["n"];
    SizeAbout = "sessions" / "size" ["peak"];
    SizeLittle = "sessions" / "size-little" [];
    SizeMore = "sessions" / "size-more" [];
    SizeDiffers = "sessions" / "size-differs" [];
    Why = "sessions" / "why" ["reasons"];
    Helps = "sessions" / "helps" ["helps"];
    NextHome = "sessions" / "next-home" ["n", "day"];
    NextClinic = "sessions" / "next-clinic" ["n", "day"];
    NextAny = "sessions" / "next-any" [];
    Others = "sessions" / "others" [];
    AllSessions = "sessions" / "all" [];

    BecauseNew = "because" / "new" ["names"];
    BecauseVariation = "because" / "variation" ["names"];
    BecauseMore = "because" / "more" ["names"];
    BecauseAfterBreak = "because" / "after-break" ["names"];
    BecauseFamiliar = "because" / "familiar" [];
    BecauseTechnique = "because" / "technique" ["names"];

    WhyHeading = "why" / "heading" [];
    WhyDay = "why" / "day" ["n", "day"];
    WhyDays = "why" / "days" ["n", "begins", "settles"];
    WhyGroupDay = "why" / "group-day" ["sessions", "day"];
    WhyGroupDays = "why" / "group-days" ["sessions", "begins", "settles"];
    WhyAll = "why" / "all" [];
    WhyAtOnce = "why" / "at-once" ["length"];
    WhyWithin = "why" / "within" ["hours", "length"];
    WhyOneDay = "why" / "one-day" [];
    WhyManyDays = "why" / "many-days" ["n"];
    WhyHelps = "why" / "helps" ["helps"];

    UrgentAdvice = "contacts" / "urgent-advice" ["advice", "doctor"];
    YourDoctor = "contacts" / "your-doctor" ["doctor"];

    SoreHeading = "sore" / "heading" [];

    LightHeading = "light" / "heading" [];
    LightIntro = "light" / "intro" [];
    LightNumber = "light" / "number" [];
    LightWhatToDo = "light" / "what-to-do" [];
    LightGreen = "light" / "green" [];
    LightAmber = "light" / "amber" [];
    LightRed = "light" / "red" [];
    LightUsual = "light" / "usual-heading" [];
    LightAche = "light" / "ache-heading" [];
    LightAcheAmber = "light" / "ache-amber-range" ["n"];
    LightAcheRed = "light" / "ache-red-range" ["days"];
    LightOwnNumbers = "light" / "own-numbers" ["usual"];
    LightTwoReds = "light" / "two-reds" [];
    PainGreen = "light-pain-contingent" / "green" [];
    PainAmber = "light-pain-contingent" / "amber" ["hours"];
    PainRed = "light-pain-contingent" / "red" [];
    PainAcheGreen = "light-pain-contingent" / "ache-green" ["days"];
    PainAcheAmber = "light-pain-contingent" / "ache-amber" [];
    PainAcheRed = "light-pain-contingent" / "ache-red" [];
    TimeGreen = "light-time-contingent" / "green" [];
    TimeAmber = "light-time-contingent" / "amber" ["hours"];
    TimeRed = "light-time-contingent" / "red" [];
    TimeAcheGreen = "light-time-contingent" / "ache-green" ["days"];
    TimeAcheAmber = "light-time-contingent" / "ache-amber" [];
    TimeAcheRed = "light-time-contingent" / "ache-red" [];

    ExercisesHeading = "exercises" / "heading" [];
    ExercisesIntro = "exercises" / "intro" [];
    Equipment = "exercises" / "equipment" ["things"];
    Feel = "exercises" / "feel" [];
    Tip = "exercises" / "tip" [];
    Drawing = "exercises" / "drawing" ["name", "position", "steps"];
    Picture = "exercises" / "picture" ["name", "position", "steps"];
    PictureCredit = "exercises" / "picture-credit" ["credit", "licence"];
    Easier = "exercises" / "easier" [];
    EasierInstead = "exercises" / "easier-instead" ["name"];
    EasierHalf = "exercises" / "easier-half" ["name"];
    EasierLess = "exercises" / "easier-less" [];
    EasierAsk = "exercises" / "easier-ask" ["name"];
    EasierSlow = "exercises" / "easier-slow" [];
    Continued = "exercises" / "continued" ["name"];
    DoseOneSession = "exercises" / "one-session" ["name", "sessions"];
    DoseSessions = "exercises" / "sessions" ["name", "sessions"];
    DoseWeek = "exercises" / "column-week" [];
    DoseFrom = "exercises" / "column-from" [];
    DoseHowMuch = "exercises" / "column-how-much" [];
    GateHeading = "exercises" / "gate-heading" [];
    GatePain = "exercises" / "gate-pain-contingent" [];
    GateLess = "exercises" / "gate-less" [];
    GateTime = "exercises" / "gate-time-contingent" [];
    DoseFromSession = "exercises" / "from-session" ["n"];
    ChangeNew = "exercises" / "change-new" [];
    ChangeMore = "exercises" / "change-more" ["dose"];
    ChangeOther = "exercises" / "change-other" ["dose"];
    ChangeNone = "exercises" / "change-none" [];
    ChangeLater = "exercises" / "change-later" [];
    LeftOut = "exercises" / "left-out" ["names"];
    Video = "exercises" / "video" ["name"];
    VideoCode = "exercises" / "video-code" ["name", "address"];

    SetsOne = "dose" / "sets-one" ["work"];
    SetsMany = "dose" / "sets-many" ["n", "work"];
    Hold = "dose" / "hold" ["reps", "time"];
    Times = "dose" / "times" ["n", "time"];
    Load = "dose" / "load" ["dose", "kg", "pounds"];
    LoadBand = "dose" / "load-band" ["dose", "band"];
    TimesADay = "dose" / "times-a-day" ["dose", "n"];
    Metres = "dose" / "metres" ["n"];
    EachSide = "dose" / "each-side" ["dose"];
    Pause = "dose" / "pause" [];
    Rest = "dose" / "rest" ["time"];
    Effort = "dose" / "effort" ["n"];
    SecondOne = "dose" / "second" [];
    SecondMany = "dose" / "seconds" ["n"];
    MinuteOne = "dose" / "minute" [];
    MinuteMany = "dose" / "minutes" ["n"];
    MinutesAndSeconds = "dose" / "minutes-and-seconds" ["minutes", "seconds"];

    DiaryHeading = "diary" / "heading" [];
    DiaryIntro = "diary" / "intro" [];
    DiarySession = "diary" / "session" [];
    DiaryDay = "diary" / "day" [];
    DiaryDone = "diary" / "done" [];
    DiaryDuring = "diary" / "during" [];
    DiaryMorning = "diary" / "morning" [];
    DiaryAche = "diary" / "ache" [];
    DiaryNotes = "diary" / "notes" [];

    HelpHeading = "help" / "heading" [];
    HelpIntro = "help" / "intro" [];
    HelpClinic = "help" / "clinic-number" [];
    HelpIf = "help" / "if" [];

    EndHeading = "end" / "heading" [];

    FooterMade = "footer" / "made" ["library", "version", "digest"];
    FooterProgramme = "footer" / "programme" ["made", "digest"];
    FooterPage = "footer" / "page" ["page", "pages"];
}
