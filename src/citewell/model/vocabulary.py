"""The closed word lists of the model: one word per idea, the same in code, CLI, JSON and page."""

from enum import StrEnum


class SourceKind(StrEnum):
    """What a source is. A ``practice_summary`` is our own digest and never a guideline."""

    GUIDELINE = "guideline"
    DRUG_LABEL = "drug_label"
    REGULATOR_NOTICE = "regulator_notice"
    SYSTEMATIC_REVIEW = "systematic_review"
    RANDOMIZED_TRIAL = "randomized_trial"
    OBSERVATIONAL_STUDY = "observational_study"
    NARRATIVE_REVIEW = "narrative_review"
    CASE_REPORT = "case_report"
    TRIAL_REGISTRATION = "trial_registration"
    PAYER_POLICY = "payer_policy"
    REFERENCE_TEXT = "reference_text"
    PRACTICE_SUMMARY = "practice_summary"


class SourceStatus(StrEnum):
    """Whether a source still stands."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    CORRECTED = "corrected"
    EXPRESSION_OF_CONCERN = "expression_of_concern"
    RETRACTED = "retracted"


class ReadLevel(StrEnum):
    """How near to the original the author of a statement read it."""

    ORIGINAL = "original"
    MIRROR = "mirror"
    SECOND_HAND = "second_hand"


class StatementKind(StrEnum):
    """What sort of fact a statement of a practice summary is."""

    RECOMMENDATION = "recommendation"
    DOSING = "dosing"
    SAFETY = "safety"
    EFFICACY = "efficacy"
    PITFALL = "pitfall"
    MONITORING = "monitoring"
    TIMING = "timing"
    RED_FLAG = "red_flag"
    DEFINITION = "definition"
    MECHANISM = "mechanism"


class Role(StrEnum):
    """What a sentence does in an article."""

    ANSWER = "answer"
    RECOMMENDATION = "recommendation"
    RATIONALE = "rationale"
    FINDING = "finding"
    DOSE = "dose"
    STEP = "step"
    TIMING = "timing"
    MONITORING = "monitoring"
    PITFALL = "pitfall"
    WARNING = "warning"
    DEFINITION = "definition"
    EMERGENCY = "emergency"
    UNCERTAINTY = "uncertainty"
    QUESTION_TO_ASK = "question_to_ask"
    GAP = "gap"


class Basis(StrEnum):
    """What a claim rests on."""

    EVIDENCE = "evidence"
    INFERRED = "inferred"
    SAFETY_TABLE = "safety_table"
    INSTRUCTION = "instruction"
    GAP = "gap"


class CitationVerdict(StrEnum):
    """Whether the spans of a citation carry the claim."""

    SUPPORTED = "supported"
    PARTLY_SUPPORTED = "partly_supported"
    CONTRADICTED = "contradicted"
    NOT_SUPPORTED = "not_supported"
    NOT_CHECKED = "not_checked"


class Verdict(StrEnum):
    """First part of a stance: the answer to a yes/no question."""

    YES = "yes"
    NO = "no"
    DEPENDS = "depends"
    INSUFFICIENT = "insufficient"
    NOT_APPLICABLE = "not_applicable"


class Action(StrEnum):
    """Second part of a stance: what to do."""

    CONTINUE = "continue"
    STOP = "stop"
    SWITCH = "switch"
    START = "start"
    WAIT = "wait"
    RAISE = "raise"
    LOWER = "lower"
    AVOID = "avoid"
    TEST = "test"
    REFER = "refer"
    CHOOSE = "choose"
    NONE = "none"


class Intent(StrEnum):
    """What kind of question was asked."""

    CONTINUE_STOP_SWITCH = "continue_stop_switch"
    CHOOSE_TREATMENT = "choose_treatment"
    DOSE = "dose"
    SAFETY = "safety"
    INTERACTION = "interaction"
    DIAGNOSIS = "diagnosis"
    MONITORING = "monitoring"
    PROGNOSIS = "prognosis"
    PREVENTION = "prevention"
    SELF_CARE = "self_care"
    DEFINITION = "definition"


class Audience(StrEnum):
    """Who reads the article."""

    PATIENT = "patient"
    CLINICIAN = "clinician"


class Urgency(StrEnum):
    """How soon the person in the question needs help."""

    EMERGENCY = "emergency"
    CRISIS = "crisis"
    URGENT_SAME_DAY = "urgent_same_day"
    NONE = "none"


class ConceptType(StrEnum):
    """What a named thing is."""

    DRUG = "drug"
    DRUG_CLASS = "drug_class"
    CONDITION = "condition"
    SYMPTOM = "symptom"
    PROCEDURE = "procedure"
    TEST = "test"
    POPULATION = "population"
    DEVICE = "device"
    ORGANISATION = "organisation"
    OTHER = "other"


class SectionName(StrEnum):
    """The parts of an article that a statement can stand in."""

    SITUATION = "situation"
    WHY = "why"
    EVIDENCE = "evidence"
    CHOICE = "choice"
    PLAN = "plan"
    PROCEDURE = "procedure"
    SELF_CARE = "self_care"
    PITFALLS = "pitfalls"
    MONITORING = "monitoring"
    REASSESS = "reassess"
    EMERGENCY = "emergency"
    DISAGREEMENT = "disagreement"


class Premise(StrEnum):
    """Slots of the inference rules that a statement may fill."""

    STOP_CRITERION = "stop_criterion"
    SYMPTOM_NOT_FAILURE = "symptom_not_failure"
    NO_DIRECT_TEST = "no_direct_test"
    USE_NOT_COVERED = "use_not_covered"
    DEFAULT_CONTINUE = "default_continue"


class GradingScheme(StrEnum):
    """The family of scales that a grading of a recommendation or of its evidence belongs to."""

    GRADE = "grade"
    """Strong or weak (conditional); high, moderate, low or very low; 1A to 2D."""
    CLASS_LOE = "class_loe"
    """Class I, IIa, IIb, III with level of evidence A, B (B-R, B-NR), C (C-LD, C-EO)."""
    SORT = "sort"
    """Strength of recommendation taxonomy: A, B, C, on evidence of level 1 to 3."""
    LETTERS = "letters"
    """Letters, as the USPSTF, SIGN and many societies use them."""
    LEVELS = "levels"
    """Numbered levels of evidence, for instance Ia, 1++, IV."""
