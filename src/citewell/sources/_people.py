"""Names and dates as sources print them, brought to one form."""

import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WRITTEN = (
    re.compile(
        r"(?P<y>\d{4})(?:[-/ .](?P<m>\d{1,2}|[A-Za-z]{3,9})(?:[-/ .](?P<d>\d{1,2})(?!\d))?)?"
    ),
    re.compile(r"(?P<m>[A-Za-z]{3,9})\.?\s+(?:(?P<d>\d{1,2}),?\s+)?(?P<y>\d{4})"),
    re.compile(r"(?P<d>\d{1,2})\s+(?P<m>[A-Za-z]{3,9})\.?,?\s+(?P<y>\d{4})"),
)
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")


def person(surname: str, given: str, initials: str = "") -> str:
    """A name as reference lists print it: surname and initials.

    >>> person("O'Byrne", "Paul M."), person("Chang", "Jean-Pierre"), person("Li", "", "X")
    ("O'Byrne PM", 'Chang JP', 'Li X')
    """
    short = initials.replace(".", "").replace(" ", "").replace("-", "")
    if not short and given:
        bare = given.replace(".", "")
        words = re.split(r"[\s-]+", given.replace(".", " ").strip())
        whole = bare.isupper() and len(bare.replace(" ", "")) <= 4
        short = bare.replace(" ", "") if whole else "".join(w[:1].upper() for w in words)
    return f"{surname} {short}".strip()


def iso_date(year: str, month: str = "", day: str = "") -> str | None:
    """An ISO 8601 date of the precision that is known; None without a year.

    >>> iso_date("2018", "May", "7"), iso_date("2018", "Spring"), iso_date("1998 Dec-1999 Jan")
    ('2018-05-07', '2018', '1998')
    """
    found = _YEAR.search(year)
    if not found:
        return None
    number = _month(month)
    if number is None:
        return found[1]
    if day.isascii() and day.isdigit() and 1 <= int(day[:3]) <= 31:
        return f"{found[1]}-{number:02}-{int(day):02}"
    return f"{found[1]}-{number:02}"


def written_date(text: str) -> str | None:
    """A date as sources write it in one piece, in ISO 8601; None without a year.

    >>> [written_date(d) for d in ("June 6, 2014", "March 2007", "2014/6/2", "6 June 2014")]
    ['2014-06-06', '2007-03', '2014-06-02', '2014-06-06']
    """
    for pattern in _WRITTEN:
        if found := pattern.match(text.strip()):
            parts = found.groupdict()
            return iso_date(parts["y"], parts.get("m") or "", parts.get("d") or "")
    return iso_date(text)


def _month(text: str) -> int | None:
    name = text.strip().lower()[:3]
    if name in _MONTHS:
        return _MONTHS.index(name) + 1
    plain = text.strip()
    if plain.isascii() and plain.isdigit() and len(plain) <= 2 and 1 <= int(plain) <= 12:
        return int(plain)
    return None
