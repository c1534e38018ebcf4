"""Whether a quantity of a claim is the same as one of a passage, after conversion and rounding."""

from enum import IntEnum

from citewell.text.quantities import Quantity, QuantityKind

_TIME = frozenset({QuantityKind.DURATION, QuantityKind.AGE})
_PLAIN = frozenset({QuantityKind.NUMBER, QuantityKind.RATIO})
_MONTH = 30.4375
_ROUND_WHOLES = frozenset({2.0, 3.0, 4.0, 5.0, 10.0, 20.0, 50.0, *(10.0**k for k in range(2, 7))})


class Fit(IntEnum):
    """How well two quantities agree, worst first."""

    OTHER_DIMENSION = 0
    OTHER_VALUE = 1
    OTHER_BOUND = 2
    ROUNDED = 3
    SAME = 4


def compare(claim: Quantity, passage: Quantity) -> Fit:
    """How a claim's quantity agrees with one of its passage."""
    value = _value(claim, passage)
    if value < Fit.ROUNDED:
        return value
    return value if bounds_agree(claim, passage) else Fit.OTHER_BOUND


_SIDE = {"=": 0, "<": -1, "<=": -1, ">": 1, ">=": 1}


def bounds_agree(claim: Quantity, passage: Quantity) -> bool:
    """Whether "at least", "over", "about" say the same on both sides.

    A claim may add "about" but not drop it, and may neither add nor drop a bound. Words with a
    second sense ("over 52 weeks", "within the hour") also agree with no bound, and with the other
    bound of their side.
    """
    if passage.about and not claim.about and claim.comparator == "=" and not _vague(claim, passage):
        return False
    if claim.comparator == passage.comparator or _end_of_range(claim, passage):
        return True
    sides = {_SIDE[claim.comparator], _SIDE[passage.comparator]}
    if claim.loose and (passage.loose or sides <= {0, _SIDE[claim.comparator]}):
        return True
    return passage.loose and sides <= {0, _SIDE[passage.comparator]}


def _vague(claim: Quantity, passage: Quantity) -> bool:
    """Both bounded, or a whole of a hundred people, which already reads as rounded."""
    return (
        passage.comparator != "="
        or claim.of in {10.0, 100.0, 1000.0}
        or claim.digits < passage.digits
    )


def _end_of_range(claim: Quantity, passage: Quantity) -> bool:
    if not passage.is_range or claim.is_range:
        return False
    low, high = sorted(passage.values)
    return (claim.comparator == ">=" and close(claim.low, low)) or (
        claim.comparator == "<=" and close(claim.low, high)
    )


def close(left: float, right: float) -> bool:
    """Equal up to the noise of floating point."""
    return abs(left - right) <= 1e-6 * max(1e-9, abs(left), abs(right))


def _value(claim: Quantity, passage: Quantity) -> Fit:
    if claim.kind is QuantityKind.GRADE or passage.kind is QuantityKind.GRADE:
        return _grade(claim, passage)
    if claim.kind is QuantityKind.PAIR or passage.kind is QuantityKind.PAIR:
        return _pair(claim, passage)
    if claim.percent and passage.percent:
        return _share(claim, passage)
    if claim.of or passage.of:
        return _mixed(claim, passage)
    if claim.dimension == passage.dimension:
        return _ends(claim, passage)
    return _mixed(claim, passage)


def _grade(claim: Quantity, passage: Quantity) -> Fit:
    if claim.kind is not passage.kind or claim.label != passage.label:
        return Fit.OTHER_DIMENSION
    return Fit.SAME if claim.values == passage.values else Fit.OTHER_VALUE


def _pair(claim: Quantity, passage: Quantity) -> Fit:
    if passage.kind is not QuantityKind.PAIR:
        return Fit.OTHER_DIMENSION
    if claim.kind is not QuantityKind.PAIR:
        return Fit.OTHER_DIMENSION
    same = close(claim.low, passage.low) and close(claim.high, passage.high)
    if claim.unit and passage.unit and claim.unit != passage.unit:
        return Fit.OTHER_DIMENSION
    raw = (
        claim.raw == passage.raw
        and None in {claim.unit, passage.unit}
        and "mg" not in {claim.unit, passage.unit}
    )
    return Fit.SAME if same or raw else Fit.OTHER_VALUE


def _share(claim: Quantity, passage: Quantity) -> Fit:
    """Percentages and fractions; a claim may round, but not say "half" for 48% without "about"."""
    if claim.of and (*claim.raw, claim.of) == (*passage.raw, passage.of):
        return Fit.SAME
    pairs = tuple(zip(claim.percent or (), passage.percent or (), strict=True))
    if all(close(a, b) for a, b in pairs):
        return Fit.SAME
    if claim.of and claim.of not in _ROUND_WHOLES:
        return Fit.OTHER_VALUE
    coarse = claim.words or (claim.of is not None and claim.of < 100)
    if coarse and not claim.about:
        return Fit.OTHER_VALUE
    finer = passage.of or claim.of or claim.words or claim.digits < passage.digits
    step = 100 / claim.of if claim.of else _last_place(claim)
    within = all(abs(a - b) <= step / 2 + 1e-9 for a, b in pairs)
    if coarse:
        within = within and all(abs(a - b) <= 0.06 * max(a, b) for a, b in pairs)
    return Fit.ROUNDED if finer and within else Fit.OTHER_VALUE


def _last_place(quantity: Quantity) -> float:
    """The value of one step in the last digit written, in the canonical unit."""
    number = next((r for r in reversed(quantity.raw) if r), 1.0)
    text = f"{abs(number):.10f}".rstrip("0").rstrip(".")
    decimals = len(text.split(".")[1]) if "." in text else 0
    return float(10**-decimals) * _scale(quantity)


def _scale(quantity: Quantity) -> float:
    for value, raw in zip((quantity.low, quantity.high), quantity.raw, strict=True):
        if raw and quantity.kind is not QuantityKind.FREQUENCY:
            return value / raw
    return 1.0


def _ends(claim: Quantity, passage: Quantity) -> Fit:
    if claim.dimension and "/" in claim.dimension and claim.unit != passage.unit:
        return Fit.OTHER_DIMENSION
    left, right = sorted(claim.values), sorted(passage.values)
    if len(left) == len(right):
        if all(close(a, b) for a, b in zip(left, right, strict=True)):
            return Fit.SAME
        fits = all(_nearly(a, b, claim, passage) for a, b in zip(left, right, strict=True))
        return Fit.ROUNDED if fits else Fit.OTHER_VALUE
    if len(left) == 1 and _end_of_range(claim, passage):
        return Fit.SAME
    return Fit.OTHER_VALUE


def _nearly(a: float, b: float, claim: Quantity, passage: Quantity) -> bool:
    if claim.dimension == "time":
        same_unit = abs(_scale(claim) - _scale(passage)) < 1e-12
        calendar = (
            min(_scale(claim), _scale(passage)) < _MONTH <= max(_scale(claim), _scale(passage))
        )
        if not same_unit and calendar:
            return abs(a - b) <= 0.016 * max(a, b)
    if claim.dimension == "temperature":
        return abs(a - b) <= 0.06
    if claim.digits < passage.digits and (claim.about or claim.kind is QuantityKind.PERCENT):
        return abs(a - b) <= _last_place(claim) / 2 + 1e-9
    return False


def _mixed(claim: Quantity, passage: Quantity) -> Fit:
    """Different dimensions, where one side leaves the unit out or says it in another way."""
    if _one_is_bare(claim, passage) or _counted(claim, passage) or _pulse(claim, passage):
        return Fit.SAME if claim.raw == passage.raw else Fit.OTHER_VALUE
    if _unit_left_out(claim, passage):
        return Fit.SAME if claim.raw == passage.raw else Fit.OTHER_VALUE
    if (
        claim.kind in _PLAIN
        and passage.of
        and claim.dimension in {None, "count:people", "count:events"}
    ):
        return Fit.SAME if claim.low in {passage.low, passage.of} else Fit.OTHER_VALUE
    return Fit.OTHER_DIMENSION


def _one_is_bare(claim: Quantity, passage: Quantity) -> bool:
    if claim.kind not in _PLAIN | {QuantityKind.AGE} or passage.kind not in _PLAIN | {
        QuantityKind.AGE
    }:
        return False
    kinds = {claim.dimension or "", passage.dimension or ""}
    return (
        all(k in {"", "time", "times", "cells"} or k.startswith("count:") for k in kinds)
        and "" in kinds
    )


def _unit_left_out(claim: Quantity, passage: Quantity) -> bool:
    """A laboratory unit that plain words leave out ("eosinophils of 300"), or years of age."""
    if claim.kind is not QuantityKind.NUMBER and claim.kind is not QuantityKind.AGE:
        return False
    if claim.dimension not in {None, "time", "cells"}:
        return False
    laboratory = "/" in (passage.dimension or "") and "kg" not in (passage.unit or "")
    laboratory = laboratory or passage.dimension == "pressure"
    return laboratory or (passage.kind is QuantityKind.DURATION and claim.dimension is None)


def _counted(claim: Quantity, passage: Quantity) -> bool:
    """ "two doses" and "twice a day"."""
    kinds = {claim.kind, passage.kind}
    plain = claim if claim.kind in _PLAIN else passage
    return kinds == {QuantityKind.NUMBER, QuantityKind.FREQUENCY} and plain.dimension in {
        "count:doses",
        "times",
    }


def _pulse(claim: Quantity, passage: Quantity) -> bool:
    """ "25 or more breaths a minute" and "breathing rate 25 or more"."""
    frequency = claim if claim.kind is QuantityKind.FREQUENCY else passage
    plain = passage if frequency is claim else claim
    per_minute = frequency.kind is QuantityKind.FREQUENCY and close(
        frequency.low, frequency.raw[0] * 1440
    )
    return (
        per_minute
        and plain.kind is QuantityKind.NUMBER
        and plain.dimension in {None, "count:beats"}
    )
