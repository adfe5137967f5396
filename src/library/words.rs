//! The closed lists of words that library and programme files use.

use crate::yaml::words;

words! {
    /// One of the eight reasons for temporary pain after physiotherapy.
    MechanismId, "a mechanism" {
        /// Muscle soreness that comes a day or two after new or hard work.
        Doms = "doms",
        /// Tenderness after joints were mobilised by hand.
        JointMobilisation = "joint-mobilisation",
        /// Tiredness of muscles that have not been used much.
        Activation = "activation",
        /// An over-sensitive nervous system.
        Sensitisation = "sensitisation",
        /// Tenderness after scars or soft tissue were pressed and moved.
        SoftTissue = "soft-tissue",
        /// Worry, stress and poor sleep, which make other soreness louder.
        Worry = "worry",
        /// New positions that the body is not used to.
        Posture = "posture",
        /// Fluid shifts and swelling.
        Swelling = "swelling",
    }
}

words! {
    /// What brings a mechanism about; mechanisms of one cause do not add up.
    Cause, "a cause" {
        /// Work that muscles are not used to.
        MuscleWork = "muscle-work",
        /// Hands that move joints.
        JointHandling = "joint-handling",
        /// Hands that press and move skin and muscle.
        TissueHandling = "tissue-handling",
        /// A nervous system that reads signals as louder than they are.
        Sensitivity = "sensitivity",
        /// Positions held that are new.
        Position = "position",
        /// Worry, which only multiplies.
        Worry = "worry",
    }
}

words! {
    /// A part of the body where soreness is felt.
    Region, "a part of the body" {
        /// Neck.
        Neck = "neck",
        /// Upper back, behind the ribs.
        UpperBack = "upper back",
        /// Shoulders.
        Shoulders = "shoulders",
        /// Lower back.
        LowerBack = "lower back",
        /// Front of the trunk.
        Stomach = "stomach",
        /// Buttocks.
        Buttocks = "buttocks",
        /// Hips and groins.
        Hips = "hips",
        /// Front of the thighs.
        FrontOfThighs = "front of thighs",
        /// Back of the thighs.
        BackOfThighs = "back of thighs",
        /// Calves.
        Calves = "calves",
        /// Arms and forearms.
        Arms = "arms",
    }
}

words! {
    /// A muscle or group of muscles that does work.
    Muscle, "a muscle" {
        /// Multifidus.
        Multifidus = "multifidus",
        /// Erector spinae.
        ErectorSpinae = "erector-spinae",
        /// Quadratus lumborum.
        QuadratusLumborum = "quadratus-lumborum",
        /// Rectus abdominis.
        RectusAbdominis = "rectus-abdominis",
        /// Obliques.
        Obliques = "obliques",
        /// Transversus abdominis.
        TransversusAbdominis = "transversus-abdominis",
        /// Diaphragm.
        Diaphragm = "diaphragm",
        /// Pelvic floor.
        PelvicFloor = "pelvic-floor",
        /// Gluteus maximus.
        GluteusMaximus = "gluteus-maximus",
        /// Gluteus medius.
        GluteusMedius = "gluteus-medius",
        /// Hip flexors.
        HipFlexors = "hip-flexors",
        /// Hamstrings.
        Hamstrings = "hamstrings",
        /// Quadriceps.
        Quadriceps = "quadriceps",
        /// Adductors.
        Adductors = "adductors",
        /// Calves.
        Calves = "calves",
        /// Latissimus dorsi.
        LatissimusDorsi = "latissimus-dorsi",
        /// Trapezius.
        Trapezius = "trapezius",
        /// Rhomboids.
        Rhomboids = "rhomboids",
        /// Serratus anterior.
        SerratusAnterior = "serratus-anterior",
        /// Pectorals.
        Pectorals = "pectorals",
        /// Deltoids.
        Deltoids = "deltoids",
        /// Deep neck flexors.
        DeepNeckFlexors = "deep-neck-flexors",
        /// Neck extensors.
        NeckExtensors = "neck-extensors",
        /// Forearms.
        Forearms = "forearms",
    }
}

words! {
    /// How a muscle works.
    Action, "a kind of contraction" {
        /// Lengthening under load: lowering.
        Eccentric = "eccentric",
        /// Lifting and lowering.
        Mixed = "mixed",
        /// Shortening under load: lifting.
        Concentric = "concentric",
        /// Holding still.
        Isometric = "isometric",
        /// Being drawn out, at rest: a stretch, which is no work.
        Stretched = "stretched",
    }
}

words! {
    /// How long the muscle is while it works.
    Length, "a muscle length" {
        /// Shortened.
        Short = "short",
        /// In between.
        Mid = "mid",
        /// Stretched out.
        Long = "long",
    }
}

words! {
    /// The position in which an exercise is done.
    Position, "a position" {
        /// Standing.
        Standing = "standing",
        /// Sitting.
        Sitting = "sitting",
        /// Lying on the back.
        LyingOnBack = "lying-on-back",
        /// Lying on the front.
        LyingOnFront = "lying-on-front",
        /// Lying on one side.
        SideLying = "side-lying",
        /// On hands and knees.
        HandsAndKnees = "hands-and-knees",
        /// On both knees.
        Kneeling = "kneeling",
        /// On one knee.
        HalfKneeling = "half-kneeling",
        /// Walking.
        Walking = "walking",
    }
}

words! {
    /// What an exercise needs.
    Equipment, "a piece of equipment" {
        /// A mat.
        Mat = "mat",
        /// A chair.
        Chair = "chair",
        /// A wall.
        Wall = "wall",
        /// A step.
        Step = "step",
        /// An elastic band.
        Band = "band",
        /// A weight.
        Weight = "weight",
        /// A towel.
        Towel = "towel",
        /// A stick.
        Stick = "stick",
        /// A ball.
        Ball = "ball",
        /// A bed.
        Bed = "bed",
        /// A table.
        Table = "table",
        /// A pillow.
        Pillow = "pillow",
    }
}

words! {
    /// What a dose of an exercise counts.
    Measure, "a measure" {
        /// Repetitions.
        Reps = "reps",
        /// Repetitions, each held for a time.
        Hold = "hold",
        /// A stretch of time.
        Time = "time",
        /// A distance.
        Distance = "distance",
    }
}

words! {
    /// Whether a dose is for the whole exercise or for each side of the body.
    Sides, "a word for sides" {
        /// The dose is the whole of it.
        Both = "both",
        /// The dose is done on one side, then on the other.
        Each = "each",
    }
}

words! {
    /// A variable of a dose that can grow.
    Variable, "a variable of a dose" {
        /// Repetitions in a set.
        Reps = "reps",
        /// Sets.
        Sets = "sets",
        /// Seconds that each repetition is held.
        Hold = "hold",
        /// Time of a set.
        Time = "time",
        /// Distance of a set.
        Distance = "distance",
        /// Load.
        Load = "load",
    }
}

words! {
    /// What a physio does in a technique.
    TechniqueKind, "a kind of technique" {
        /// Slow, repeated movement of a joint.
        JointMobilisation = "joint-mobilisation",
        /// A single quick movement of a joint.
        Manipulation = "manipulation",
        /// Pressing and moving skin, scars and muscle.
        SoftTissue = "soft-tissue",
        /// Thin needles in muscle, where the law and the physio's training allow it.
        Needling = "needling",
        /// Moving a nerve.
        Neural = "neural",
        /// Tape on the skin.
        Taping = "taping",
        /// Talking and explaining.
        Education = "education",
    }
}

words! {
    /// How sure a number is.
    Confidence, "a confidence" {
        /// Several good studies agree.
        High = "high",
        /// Some studies, or one good one.
        Medium = "medium",
        /// Analogy or expert opinion.
        Low = "low",
        /// Only the article that the project came from says so.
        SourceArticleOnly = "source-article-only",
    }
}

words! {
    /// How certain the evidence for an exercise or technique is.
    Certainty, "a certainty of evidence" {
        /// High.
        High = "high",
        /// Moderate.
        Moderate = "moderate",
        /// Low.
        Low = "low",
        /// The opinion of experienced clinicians.
        ExpertOpinion = "expert-opinion",
    }
}
