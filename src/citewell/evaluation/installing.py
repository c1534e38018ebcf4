"""How much a plain install brings: the figures of ``citewell bench install``."""

import re
from collections.abc import Callable, Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from citewell.evaluation.benches import Measured
from citewell.evaluation.figures import figure

_REQUIREMENT = re.compile(
    r"\s*(?P<name>[\w.-]+)\s*(?:\[(?P<extras>[^\]]*)\])?(?P<rest>[^;]*)(?:;(?P<marker>.*))?"
)
_EXTRA = re.compile(r"""extra\s*==\s*['"](?P<name>[^'"]+)['"]""")
_HEAVY = ("torch", "tensorflow", "transformers", "onnxruntime")

Find = Callable[[str], Distribution]


def measure_installing(root: str = "citewell") -> Measured:
    """Count and weigh the packages that an installed package needs, itself included.

    Read from the metadata of what is installed. Requirements of other systems that are not
    installed here do not count; optional extras count only where a requirement asks for them.
    """
    needed = closure(root)
    sizes = {name: _megabytes(found) for name, found in needed.items()}
    largest = sorted(sizes, key=lambda name: -sizes[name])[:6]
    heavy = [name for name in needed if name in _HEAVY]
    return Measured(
        [
            figure("packages", len(needed), "packages", at_most=60),
            figure("size on disk", sum(sizes.values()), "MB"),
            figure("machine-learning frameworks", len(heavy), "packages", at_most=0),
        ],
        "metadata of the installed packages, followed from citewell's own requirements",
        [
            "Largest: " + ", ".join(f"{name} {sizes[name]:.0f} MB" for name in largest),
            "All: " + ", ".join(sorted(needed)),
        ],
    )


def closure(root: str, find: Find = distribution) -> dict[str, Distribution]:
    """The installed distributions that ``root`` needs, itself included, by normalised name.

    Args:
        find: looks up an installed distribution; raises PackageNotFoundError.

    >>> "pydantic-core" in closure("pydantic")
    True
    """
    found: dict[str, Distribution] = {}
    done: set[tuple[str, frozenset[str]]] = set()
    ahead: list[tuple[str, frozenset[str]]] = [(root, frozenset())]
    while ahead:
        name, extras = ahead.pop()
        if (name, extras) in done:
            continue
        done.add((name, extras))
        try:
            found[name] = find(name)
        except PackageNotFoundError:
            continue
        ahead += requirements(found[name].requires or (), extras)
    return found


def requirements(lines: Iterable[str], extras: frozenset[str]) -> list[tuple[str, frozenset[str]]]:
    """Name and wanted extras of the requirements that hold under some extras.

    >>> requirements(['Foo_Bar[fast]>=1; python_version < "4"', 'baz; extra == "dev"'], frozenset())
    [('foo-bar', frozenset({'fast'}))]
    """
    wanted: list[tuple[str, frozenset[str]]] = []
    for line in lines:
        parts = _REQUIREMENT.match(line)
        if not parts:
            continue
        needs = {extra["name"] for extra in _EXTRA.finditer(parts["marker"] or "")}
        if needs and not needs & extras:
            continue
        names = (extra.strip() for extra in (parts["extras"] or "").split(","))
        wanted.append((_normal(parts["name"]), frozenset(filter(None, names))))
    return wanted


def _normal(name: str) -> str:
    """A package name as the index compares it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _megabytes(found: Distribution) -> float:
    """Size of the files of a distribution; of the package itself where it is installed editable."""
    paths = [Path(str(found.locate_file(file))) for file in found.files or ()]
    if _normal(found.name) == "citewell" and not any(path.name == "answering.py" for path in paths):
        paths += Path(__file__).parents[1].rglob("*")
    return sum(_bytes(path) for path in paths if path.suffix != ".pyc") / 1e6


def _bytes(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0
