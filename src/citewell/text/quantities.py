"""Quantities in clinical text: numbers with unit, comparator, range, and what kind they are.

The reader is rule-based and knows names that merely contain digits (IL-4, CHA2DS2-VASc, NG245,
type 2): these are of kind ``name`` and are compared letter by letter, never as numbers.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

MAX_CHARACTERS = 100_000
"""Longer texts are read up to here, so that a hostile text costs bounded time."""


class QuantityKind(StrEnum):
    """What a quantity is."""

    NUMBER = "number"
    MEASURE = "measure"
    PERCENT = "percent"
    FRACTION = "fraction"
    DURATION = "duration"
    AGE = "age"
    FREQUENCY = "frequency"
    GRADE = "grade"
    DATE = "date"
    RATIO = "ratio"
    PAIR = "pair"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity of a text.

    ``low`` and ``high`` are in the canonical ``unit`` of its ``dimension`` (mass in mg, volume in
    mL, time in days, temperature in C, shares in percent, frequency in times per day); they are
    equal for a single value. ``raw`` are the numbers as written. ``comparator`` is one of
    ``=  <  <=  >  >=`` and ``about`` marks "about", "nearly". ``loose`` marks bounding words with a
    second sense ("over 52 weeks"). ``of`` is the whole of a fraction. ``label`` is the statistic of
    a ratio (HR), the scale of a grade (step), or the literal of a name. ``digits`` are the
    significant digits written; ``soft`` marks numbers that may be mere words ("one").
    """

    start: int
    end: int
    text: str
    kind: QuantityKind
    low: float
    high: float
    raw: tuple[float, float]
    unit: str | None = None
    dimension: str | None = None
    comparator: str = "="
    about: bool = False
    loose: bool = False
    of: float | None = None
    label: str = ""
    digits: int = 1
    words: bool = False
    soft: bool = False

    @property
    def is_range(self) -> bool:
        """Whether two different values are given."""
        return self.low != self.high

    @property
    def values(self) -> tuple[float, ...]:
        """One value, or both ends of a range, in the canonical unit."""
        return (self.low, self.high) if self.is_range else (self.low,)

    @property
    def percent(self) -> tuple[float, float] | None:
        """The quantity as percent, where it is a share or a fraction."""
        if self.of:
            return (100 * self.low / self.of, 100 * self.high / self.of)
        if self.kind is QuantityKind.PERCENT:
            return (self.low, self.high)
        return None


@lru_cache(maxsize=8192)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, in order; they do not overlap.

    Offsets are code points into ``text``. Texts beyond ``MAX_CHARACTERS`` are read up to there.

    >>> [(q.text, q.unit, q.values) for q in quantities("80 to 90 mg/kg a day for 10 days")]
    [('80 to 90 mg/kg', 'mg/kg', (80.0, 90.0)), ('a day', 'per day', (1.0,)), ('10 days', 'day', (10.0,))]
    >>> [(q.text, q.percent) for q in quantities("3 of 52 people on IL-4 blockers")]
    [('3 of 52 people', (5.769230769230769, 5.769230769230769)), ('IL-4', None)]
    """
    from citewell.text._quantity_scan import scan

    return scan(text[:MAX_CHARACTERS])
