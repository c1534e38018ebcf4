"""Who is asking: a guess from the wording, used only when nobody says."""

import re

from citewell.model import Audience

_PATIENT = re.compile(
    r"\b(i|my(?! patient)|me|mine|i'm|i've|myself|we|our|mum|mom|mother|father|dad|son|daughter|wife|husband|"
    r"toddler|baby|pee|tummy|doctor|clinician|she|he|her|him|puffs|is it safe|an emergency|"
    r"eliquis|blood thinners?)\b",
    re.IGNORECASE,
)
_CLINICIAN = re.compile(
    r"\b(patients?|\d+[- ](?:year|month|week|day)[- ]old (?:with|man|woman|male|female|on)|bd|tds|qid|"
    r"b\.?i\.?d\.?|prescribe|first-line|mg/kg|egfr|lvef|crcl|regimen|titrate|differential|admit|"
    r"nice|aap|chest 20\d\d|ash 20\d\d|guideline|ng\d+|ics|saba|mart|lama|laba|podagra|"
    r"how do i (?:switch|confirm|tell)|do i (?:move|add|prescribe|check|retest)|should i (?:warn|treat)|"
    r"which (?:findings|drug)|this (?:woman|man)|an? ssri|candidate|micrograms|triple therapy|"
    r"suspected|well-appearing|stable on|agonist|antagonist|antibody or|infusions|hormone therapy|unprovoked|hfref|treatment-naive|t2-high|ent proposes)\b",
    re.IGNORECASE,
)


def guess_audience(text: str) -> Audience:
    """Patient or clinician, by the words used.

    >>> guess_audience("Should I stop my blood thinner?").value
    'patient'
    >>> guess_audience("First unprovoked DVT: how long to anticoagulate?").value
    'clinician'
    """
    patient = len(_PATIENT.findall(text))
    clinician = len(_CLINICIAN.findall(text))
    return Audience.PATIENT if patient > clinician else Audience.CLINICIAN
