"""The checks: whether a claim is carried by the exact passage it cites.

Each check is a pure function ``(claim, spans, context) -> CheckResult`` under a versioned name.
"""

from citewell.checking import located as _located
from citewell.checking import polarity as _polarity
from citewell.checking import quantities as _quantities
from citewell.checking import standing as _standing
from citewell.checking import subject as _subject
from citewell.checking._check import check_claim, verdict
from citewell.checking._context import CheckContext
from citewell.checking._registry import Check, register, registered

__all__ = ["Check", "CheckContext", "check_claim", "register", "registered", "verdict"]

_LADDER = (_located, _quantities, _polarity, _subject, _standing)
