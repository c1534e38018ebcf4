"""The checks: whether a claim is carried by the exact passage it cites.

Each check is a pure function ``(claim, spans, context) -> CheckResult`` under a versioned name.
"""

from citewell.checking import located, polarity, quantities, standing, subject
from citewell.checking._check import check_claim, verdict
from citewell.checking._context import CheckContext
from citewell.checking._registry import Check, register, registered

__all__ = [
    "Check",
    "CheckContext",
    "check_claim",
    "located",
    "polarity",
    "quantities",
    "register",
    "registered",
    "standing",
    "subject",
    "verdict",
]
