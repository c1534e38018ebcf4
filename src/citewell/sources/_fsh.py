"""Instances written in FHIR Shorthand, as the JSON-like values that they stand for.

Read are instances with their rules (paths with indices, ``[+]`` and ``[=]``; indented paths;
strings in quotes or three quotes; codes and references as written). Profiles, rule sets, aliases
and invariants are passed over. Language: https://hl7.org/fhir/uv/shorthand/reference.html
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from citewell.model.errors import SourceError
from citewell.sources._json import Json, Node

_ITEM = re.compile(
    r"^(?:Instance|Profile|Extension|Logical|Resource|RuleSet|Alias|ValueSet|CodeSystem|Invariant|"
    r"Mapping):[ \t]*(\S*)",
    re.MULTILINE,
)
_KEYWORD = re.compile(r"(InstanceOf|Title|Description|Usage):[ \t]*(.*)")
_RULE = re.compile(
    r"([ \t]*)\*[ \t]+((?:[^\s=\[\]]|\[[^\[\]\s]*\])+?)\.?(?:[ \t]*=[ \t]*(.*?)[ \t]*)?$", re.DOTALL
)
_STEP = re.compile(r"([A-Za-z][\w-]*)((?:\[[^\[\]]*\])*)")
_CODE = re.compile(r"[^\s#\"]*#(\"[^\"]*\"|[^\s\"]+)")
_REFERENCE = re.compile(r"Reference\(([^)]*)\)")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_QUOTE, _LONG_QUOTE = '"', '"""'
_MOST_ITEMS = 2_000


@dataclass(slots=True)
class Instance:
    """One instance: its name, the type or profile that it is of, and its content."""

    name: str
    of: str = ""
    content: Node = field(default_factory=dict[str, Json])


def instances(text: str) -> Iterator[Instance]:
    """The instances of a file, in its order.

    Raises:
        SourceError: a string in it has no end.

    >>> [one] = instances('Instance: a\\nInstanceOf: B\\n* part[+]\\n  * name = "x"\\n* part[+].name = "y"')
    >>> one.of, one.content
    ('B', {'part': [{'name': 'x'}, {'name': 'y'}]})
    """
    current: _Builder | None = None
    for line in _statements(text):
        if item := _ITEM.match(line):
            if current:
                yield current.instance
            current = _Builder(Instance(item[1])) if line.startswith("Instance:") else None
        elif current:
            current.take(line)
    if current:
        yield current.instance


def _statements(text: str) -> Iterator[str]:
    """The lines of a file, a string over several lines as one; comments left out."""
    lines = iter(text.replace("\r\n", "\n").split("\n"))
    for number, line in enumerate(lines, 1):
        while _is_open(line):
            more = next(lines, None)
            if more is None:
                raise SourceError(
                    "ends inside a string (cut off?)",
                    where=f"line {number}",
                    todo="Fetch the file again",
                )
            line = f"{line}\n{more}"
        if line.strip() and not line.lstrip().startswith("//"):
            yield line


def _is_open(line: str) -> bool:
    if line.lstrip().startswith("//"):
        return False
    if _LONG_QUOTE in line:
        return line.count(_LONG_QUOTE) % 2 == 1
    return line.replace("\\\\", "").replace('\\"', "").count(_QUOTE) % 2 == 1


class _Builder:
    """Builds the content of one instance rule by rule."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self._context: list[tuple[int, str]] = []
        self._last: dict[str, int] = {}
        """Per array, the index used last: what ``[=]`` means and ``[+]`` counts on."""

    def take(self, line: str) -> None:
        if keyword := _KEYWORD.match(line):
            if keyword[1] == "InstanceOf":
                self.instance.of = keyword[2].strip()
            return
        rule = _RULE.match(line)
        if not rule:
            return
        indent, path, value = len(rule[1].expandtabs()), rule[2], rule[3]
        while self._context and self._context[-1][0] >= indent:
            self._context.pop()
        above = self._context[-1][1] if self._context else ""
        whole = self._resolved(f"{above}.{path}" if above else path)
        self._context.append((indent, whole))
        if value is not None:
            self._put(whole, _value(value))

    def _resolved(self, path: str) -> str:
        """A path with its soft indices replaced by numbers."""
        done = ""
        for step in path.split("."):
            match = _STEP.fullmatch(step)
            name, brackets = (match[1], match[2]) if match else (step, "")
            done = f"{done}.{name}" if done else name
            if brackets in {"[+]", "[=]"}:
                index = self._last.get(done, -1) + (brackets == "[+]")
                index = max(0, index)
            elif brackets[1:-1].isdigit() and len(brackets) < 12:
                index = int(brackets[1:-1])
            else:
                continue  # a slice by name, or no array
            self._last[done] = index
            done += f"[{index}]"
        return done

    def _put(self, path: str, value: Json) -> None:
        place: Node = self.instance.content
        *steps, last = path.split(".")
        for step in steps:
            place = _enter(place, step)
        name, index = _split(last)
        if index is None:
            place[name] = value
        else:
            _grown(place, name, index)[index] = value


def _enter(place: Node, step: str) -> Node:
    name, index = _split(step)
    array = None if index is None else _grown(place, name, index)
    inner: Json = place.get(name) if array is None or index is None else array[index]
    if isinstance(inner, dict):
        return inner
    # A code for a whole concept, before its text: the text is what is read.
    made: Node = {}
    if array is None or index is None:
        place[name] = made
    else:
        array[index] = made
    return made


def _grown(place: Node, name: str, index: int) -> list[Json]:
    if index >= _MOST_ITEMS:
        raise SourceError(f"has an index above {_MOST_ITEMS} ({name})", todo="Correct the file")
    found = place.get(name)
    array: list[Json] = found if isinstance(found, list) else []
    place[name] = array
    array.extend({} for _ in range(index + 1 - len(array)))
    return array


def _split(step: str) -> tuple[str, int | None]:
    name, _, rest = step.partition("[")
    return name, int(rest[:-1]) if rest[:-1].isdigit() and len(rest) < 12 else None


def _value(written: str) -> Json:
    if written.startswith(_LONG_QUOTE):
        return written.removeprefix(_LONG_QUOTE).rpartition(_LONG_QUOTE)[0]
    if written.startswith(_QUOTE):
        return _ESCAPE.sub(_unescaped, written[1:].rpartition(_QUOTE)[0])
    if reference := _REFERENCE.match(written):
        return {"reference": reference[1].strip()}
    if code := _CODE.match(written):
        return code[1].strip(_QUOTE)
    return written.split(" //")[0].strip()


def _unescaped(match: re.Match[str]) -> str:
    return {"n": "\n", "t": "\t", "r": "\r"}.get(match[1], match[1])
