"""Names that contain digits, and dates: found before numbers so that they are not read as such."""

import re
from functools import lru_cache

from citewell.text._quantity_tables import units
from citewell.text.quantities import Quantity, QuantityKind

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_NAMES = re.compile(
    r"""
    (?<![\w.])(?:
      10\.\d{4,9}/\S*[\w)]                                             # DOI
    | \d+(?:\.\d+){2,}                                                 # 1.2.3
    | (?:95|90|99|80)\s?%\s(?:CI|confidence\sintervals?|CrI)s?\b       # interval level
    | \d+-(?i:HT|ASA|FU|MP|OH|OHP|hydroxy\w*|aminosalic\w*|fluoro\w*|alpha\w*|oxo\w*)\d?[A-Z]?\b
    | 1[34]C(?=[\s-])(?=[\s-](?i:urea|breath))
    | (?:(?<=(?i:call)\s)|(?<=(?i:phone)\s)|(?<=(?i:dial)\s)|(?<=(?i:ring)\s)|(?<=NHS\s)|(?<=or\s)|(?<=\())(?:999|911|112|111|101)(?!\sor\s(?:more|over|above|higher)|[\d.,/-]\d|\s?(?:mg|mcg|g|%|people|patients|adults|children|women|men|participants|days|weeks))\b  # emergency numbers
    | [1-9]\d*(?:st|nd|rd|th)\b                                        # ordinals
    | (?:interleukin|factor|types?|phase|serotype|section|sections|chapter|table|figure|box|annex|appendix
        |recommendation|recommendations|rec|vitamin|version|part|omega|HPV|schedule|Hib|option|curb|crb
        |Figure|Table|Type|Phase|Section|Step\sTherapy)
        [\s-](?:[A-Z]?\d+(?:\.\d+)*[a-zA-Z]?)(?:(?:/|\sor\s|\sand\s|,\s)\d+(?:\.\d+)+[a-z]?)*(?![\w%]|\.\d)
    | (?![Uu]nder-|[Oo]ver-|[Aa]ged?-|[Dd]ay-|[Ww]eek-|[Mm]onth-|[Yy]ear-|[Ss]tep-|[Ss]tage-|[Gg]rade-)
      (?=[\w*:/-]*[A-Z]|(?:alpha|beta|gamma|omega|kappa|anti|qrisk|ki|covid|hba|spo|p)-?\d)
      [A-Za-z]+(?:\*[A-Z])?-?\d+(?:[A-Za-z*:\d-]*[A-Za-z\d])?(?:/[A-Z]+-?\d+|/\d+(?=\sG)|\(k\))*(?!\d)
    )""",
    re.VERBOSE,
)
_STATISTIC = re.compile(r"(?:[Nn]|[Pp])\d")
_MONTH = "|".join(m.capitalize() for m in _MONTHS)


def names(text: str) -> list[Quantity]:
    """Names with digits; ``label`` is the literal, folded for comparison."""
    return [_name(m) for m in _NAMES.finditer(text) if not _STATISTIC.fullmatch(m.group())]


def _name(match: re.Match[str]) -> Quantity:
    label = re.sub(r"[\s-]+", "", match.group()).lower()
    return Quantity(
        match.start(),
        match.end(),
        match.group(),
        QuantityKind.NAME,
        0.0,
        0.0,
        (0.0, 0.0),
        label=label,
    )


def _counted() -> str:
    """Units that make a four-digit number a quantity; guidelines and trials have years."""
    kept = (
        s for s, unit in units().items() if unit.dimension not in {"count:studies", "count:experts"}
    )
    longest = sorted(kept, key=len, reverse=True)
    return "(?i:" + "|".join(re.escape(s).replace(r"\ ", r"\s") for s in longest) + r")(?![\w-])"


@lru_cache(maxsize=1)
def _dates() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.,/])(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s)?(?:(?P<month>{_MONTH})\s)(?:(?P<day2>\d{{1,2}}),?\s)?(?P<year>(?:19|20)\d\d)(?![\w%])"
        r"|(?<![\w.,/])(?P<m>0[1-9]|1[0-2])/(?P<y>(?:19|20)\d\d)(?![\w/])"
        r"|(?<![\w.,/])(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)(?!\w)"
        rf"|(?<![\w.,/-])(?P<from>(?:19|20)\d\d)(?:\s?[-–/]\s?(?P<to>\d\d(?:\d\d)?))?(?![\w%/]|[.,]\d|\s?(?:{_counted()}))"
    )


def dates(text: str) -> list[Quantity]:
    """Dates and years; ``label`` is the date in ISO 8601, to the precision given."""
    return [_date(m) for m in _dates().finditer(text)]


def _date(match: re.Match[str]) -> Quantity:
    year, label = _iso(match)
    to = match["to"]
    last = float(year if not to else to if len(to) == 4 else year[:2] + to)
    return Quantity(
        match.start(),
        match.end(),
        match.group(),
        QuantityKind.DATE,
        float(year),
        last,
        (float(year), last),
        label=label,
        digits=4,
    )


def _iso(match: re.Match[str]) -> tuple[str, str]:
    if match["iso"]:
        return match["iso"][:4], match["iso"]
    if match["m"]:
        return match["y"], f"{match['y']}-{match['m']}"
    if match["month"]:
        month = _MONTHS.index(match["month"].lower()) + 1
        day = match["day"] or match["day2"]
        label = f"{match['year']}-{month:02d}" + (f"-{int(day):02d}" if day else "")
        return match["year"], label
    return match["from"], match["from"] + (f"/{match['to']}" if match["to"] else "")
