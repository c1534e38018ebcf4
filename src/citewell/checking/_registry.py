"""Checks are registered under versioned names, as in thinc's registries."""

from collections.abc import Callable, Sequence
from importlib.metadata import entry_points

from citewell.checking._context import CheckContext
from citewell.model import CheckResult, Span
from citewell.model.errors import UsageError

Check = Callable[[str, Sequence[Span], CheckContext], CheckResult]
"""A pure function of the claim's text, its spans and their surroundings."""

GROUP = "citewell.checks"
"""Entry-point group in which other packages offer checks."""

LADDER = ("located", "quantities", "polarity", "subject", "standing")
"""The rungs in order, cheap and certain first; further checks come after."""

_checks: dict[str, Check] = {}


def register(name: str) -> Callable[[Check], Check]:
    """Register a check under a versioned name such as ``quantities.v1``.

    Raises:
        UsageError: the name is taken.
    """

    def add(check: Check) -> Check:
        if _checks.get(name, check) is not check:
            raise UsageError(
                "a check is already registered under this name",
                where=name,
                todo="Raise its version.",
            )
        _checks[name] = check
        return check

    return add


def registered(*, installed: bool = False) -> dict[str, Check]:
    """The checks by name, in the order of the ladder.

    Args:
        installed: also load the checks that other installed packages offer (entry points of the
            group ``citewell.checks``); they come last.

    >>> list(registered())[:2]
    ['located.v1', 'quantities.v1']
    """
    if installed:
        for point in entry_points(group=GROUP):
            register(point.name)(point.load())
    return {name: _checks[name] for name in sorted(_checks, key=_rung)}


def _rung(name: str) -> tuple[int, str]:
    rung = name.partition(".")[0]
    return (LADDER.index(rung) if rung in LADDER else len(LADDER), name)
