"""A measured figure beside its target, as every benchmark prints it."""

from typing import TypedDict


class Figure(TypedDict):
    """One measured value; ``target`` and ``met`` are None where nothing is promised."""

    name: str
    value: float
    unit: str
    target: str | None
    met: bool | None


def figure(
    name: str,
    value: float,
    unit: str,
    *,
    at_least: float | None = None,
    at_most: float | None = None,
) -> Figure:
    """A figure, rounded to four significant digits and judged on the value before rounding.

    >>> figure("add", 3210.9, "passages/s", at_least=2000)["met"]
    True
    >>> figure("p50", 0.21, "s", at_most=0.2)
    {'name': 'p50', 'value': 0.21, 'unit': 's', 'target': '<= 0.2', 'met': False}
    """
    target, met = None, None
    if at_least is not None:
        target, met = f">= {at_least:g}", value >= at_least
    elif at_most is not None:
        target, met = f"<= {at_most:g}", value <= at_most
    return Figure(name=name, value=float(f"{value:.4g}"), unit=unit, target=target, met=met)
