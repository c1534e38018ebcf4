"""What the finders of quantities share."""

import re

from citewell.text.quantities import Quantity, QuantityKind

RANGE = r"(?:\s?[-–—−]\s?|\s(?:to|through|up\sto)\s)"
"""What stands between the two ends of a range."""


def make(
    match: re.Match[str],
    kind: QuantityKind,
    low: float,
    high: float,
    *,
    label: str = "",
    digits: int = 1,
    raw: tuple[float, float] | None = None,
) -> Quantity:
    """The quantity that a match stands for."""
    frequency = kind is QuantityKind.FREQUENCY
    return Quantity(
        match.start(),
        match.end(),
        match.group(),
        kind,
        low,
        high,
        raw or (low, high),
        unit="per day" if frequency else None,
        dimension="frequency" if frequency else None,
        label=label,
        digits=digits,
    )
