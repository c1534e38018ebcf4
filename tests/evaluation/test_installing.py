"""Following requirements through the metadata of installed packages."""

from importlib.metadata import Distribution, PackageNotFoundError

import pytest

from citewell.evaluation.installing import closure, measure_installing, requirements


class Made(Distribution):
    """A distribution with given requirements and no files."""

    def __init__(self, name: str, requires: list[str]) -> None:
        lines = [f"Metadata-Version: 2.1\nName: {name}\nVersion: 1"]
        self._metadata = "\n".join([*lines, *(f"Requires-Dist: {line}" for line in requires)])

    def read_text(self, filename: str) -> str | None:
        return self._metadata if filename == "METADATA" else None

    def locate_file(self, path: object) -> object:
        raise NotImplementedError


def _find(packages: dict[str, list[str]]):
    def find(name: str) -> Distribution:
        if name not in packages:
            raise PackageNotFoundError(name)
        return Made(name, packages[name])

    return find


def test_requirements_are_followed_round_cycles_and_past_what_is_not_installed() -> None:
    packages = {"a": ["b>=1", "windows-only; sys_platform == 'win32'"], "b": ["A"], "c": []}
    assert sorted(closure("a", _find(packages))) == ["a", "b"]


def test_extras_count_only_where_asked_for() -> None:
    packages = {
        "a": ["b[fast]"],
        "b": ['c; extra == "fast"', 'd; extra == "slow"'],
        "c": [],
        "d": [],
    }
    assert sorted(closure("a", _find(packages))) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("ruamel.yaml (>=0.15)", "ruamel-yaml"),
        ("typing_extensions", "typing-extensions"),
        ("x @ https://y.org/x.whl", "x"),
    ],
)
def test_names_are_compared_as_the_index_does(line: str, name: str) -> None:
    assert requirements([line], frozenset()) == [(name, frozenset())]


def test_the_package_itself() -> None:
    figures = {one["name"]: one for one in measure_installing().figures}
    assert figures["packages"]["value"] > 10
    assert figures["size on disk"]["value"] > 1
    assert figures["machine-learning frameworks"]["met"]
