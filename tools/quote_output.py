"""Brings the pieces of real output that the pages quote up to date.

A quoted piece is a fenced block below a comment of this form:

    <!-- output: make ask | The short answer: 2 | References: 3 -->

The block gets the head of the answer and, of each part named, so many items (paragraphs or list
entries). What is left out is marked `[...]`. With `--library` the answer is taken from a library of
the files that the page itself shows, each below `<!-- file: NAME -->`. `--check` changes nothing and exits 1 when a page is
not up to date.
"""

import re
import shlex
import sys
import tempfile
from pathlib import Path

import citewell
from citewell.sources import read_path

ROOT = Path(__file__).parent.parent
PAGES = ("README.md", "docs/first-run.md", "docs/how-to/load-documents.md")
CUT = "[...]"
_BLOCK = re.compile(
    r"(<!-- output: (?P<marker>.*?) -->\n```text\n)(?P<quoted>.*?)(?P<end>```)", re.S
)
_FILE = re.compile(r"<!-- file: (?P<name>\S+) -->\n```\w+\n(?P<text>.*?)```", re.S)
_HEADING = re.compile(r"^(?P<name>\S.*)\n-{3,}$", re.M)
_ITEM = re.compile(r"^(?:- |\d+\. )")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_STATE = re.compile(r"library [0-9a-f]{12}")


def main(arguments: list[str]) -> int:
    """Rewrite the pages, or with ``--check`` say which are not up to date."""
    stale: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        library = citewell.open_library(str(Path(folder) / "library"))
        for name in PAGES:
            page = ROOT / name
            old = page.read_text(encoding="utf-8")
            new = refreshed(old, library)
            if undated(new) != undated(old):
                stale.append(name)
                if "--check" not in arguments:
                    page.write_text(new, encoding="utf-8")
    for name in stale:
        print(f"{name}: {'out of date' if '--check' in arguments else 'brought up to date'}")
    return 1 if stale and "--check" in arguments else 0


def refreshed(page: str, library: citewell.Library) -> str:
    """A page with every quoted piece taken from the output of today."""

    def take(found: re.Match[str]) -> str:
        command, *parts = (part.strip() for part in found["marker"].split(" | "))
        text = output_of(command, library, page)
        return f"{found[1]}{shorten(text, parts)}\n{found['end']}"

    return _BLOCK.sub(take, page)


def undated(text: str) -> str:
    """A text without what changes from day to day and from library to library."""
    return _STATE.sub("library STATE", _DATE.sub("DATE", text))


def output_of(command: str, library: citewell.Library, page: str = "") -> str:
    """What a command prints: `make ask`, or `citewell ask QUESTION` with its options."""
    if command == "make ask":
        return citewell.to_text(citewell.ask(default_question(), library=library))
    words = shlex.split(command)
    audience = words[words.index("--audience") + 1] if "--audience" in words else None
    if "--library" not in words:
        return citewell.to_text(citewell.ask(words[2], library=library, audience=audience))
    with tempfile.TemporaryDirectory() as folder:
        own = library_of(page, Path(folder))
        return citewell.to_text(citewell.ask(words[2], library=own, audience=audience))


def library_of(page: str, folder: Path) -> citewell.Library:
    """A library of the files that a page shows."""
    library = citewell.Library.open(str(folder / "library"))
    for found in _FILE.finditer(page):
        path = folder / found["name"]
        path.write_text(found["text"], encoding="utf-8")
        library.add(read_path(path))
    return library


def default_question() -> str:
    """The question of `make ask`."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    found = re.search(r"^QUESTION \?= (.*)$", makefile, re.M)
    if found is None:
        raise ValueError("the Makefile has no QUESTION")
    return found[1]


def shorten(text: str, parts: list[str]) -> str:
    """The head of an answer and the first items of the parts named, as `NAME: COUNT`."""
    starts = list(_HEADING.finditer(text))
    ends = [s.start() for s in starts[1:]] + [len(text)]
    bodies = {s["name"]: (s, text[s.end() : end]) for s, end in zip(starts, ends, strict=True)}
    pieces = [text[: starts[0].start()].strip()]
    names = list(bodies)
    last = -1
    for part in parts:
        name, count = part.rsplit(":", 1)
        heading, body = bodies[name]
        if names.index(name) > last + 1 and not pieces[-1].endswith(CUT):
            pieces.append(CUT)
        pieces.append(f"{heading[0]}\n{first_items(body, int(count))}")
        last = names.index(name)
    if last < len(names) - 1 and not pieces[-1].endswith(CUT):
        pieces.append(CUT)
    return "\n\n".join(pieces)


def first_items(body: str, count: int) -> str:
    """The first paragraphs or list entries of a part, and `[...]` where there are more."""
    kept: list[str] = []
    seen, fresh = 0, True
    for line in body.strip("\n").splitlines():
        if line.strip() and (fresh or _ITEM.match(line)):
            seen += 1
            if seen > count:
                return "\n".join(kept).rstrip() + ("\n" if fresh else "") + f"\n{CUT}"
        fresh = not line.strip()
        kept.append(line)
    return "\n".join(kept).rstrip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
