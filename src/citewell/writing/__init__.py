"""From question and evidence to a draft: outlines per intent and the extractive writer."""

from citewell.writing.abstaining import abstain, support
from citewell.writing.candidates import (
    Candidate,
    candidate_of_span,
    candidates,
    concepts_of,
)
from citewell.writing.draft import Draft, DraftClaim, DraftSection, DraftStep
from citewell.writing.extractive import Material, write
from citewell.writing.inference import rule_turns

__all__ = [
    "Candidate",
    "Draft",
    "DraftClaim",
    "DraftSection",
    "DraftStep",
    "Material",
    "abstain",
    "candidate_of_span",
    "candidates",
    "concepts_of",
    "rule_turns",
    "support",
    "write",
]
