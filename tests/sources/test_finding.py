"""Which files names, folders and patterns stand for."""

from pathlib import Path

import pytest

from citewell.sources import find_files


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.md", ".hidden", "deep/er/c.xml", ".git/config", "deep/.x/y.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path


def names(tree: Path, *patterns: str) -> list[str]:
    found = find_files([tree / pattern for pattern in patterns])
    return [path.relative_to(tree).as_posix() for path in found]


def test_folders_are_searched_and_hidden_files_passed_over(tree):
    assert names(tree, "") == ["a.md", "b.txt", "deep/er/c.xml"]


def test_globs(tree):
    assert names(tree, "*.txt") == ["b.txt"]
    assert names(tree, "**/*.xml") == ["deep/er/c.xml"]
    assert names(tree, "d*") == ["deep/er/c.xml"]


def test_a_file_named_outright_is_taken_even_when_hidden(tree):
    assert names(tree, ".hidden") == [".hidden"]


def test_each_file_once(tree):
    assert names(tree, "a.md", "", "*.md") == ["a.md", "b.txt", "deep/er/c.xml"]


def test_what_matches_nothing_is_kept_so_that_reading_says_so(tree):
    assert names(tree, "none.txt", "*.pdf") == ["*.pdf", "none.txt"]


def test_a_name_with_brackets_is_a_name_where_it_exists(tree):
    (tree / "odd[1].txt").touch()
    assert names(tree, "odd[1].txt") == ["odd[1].txt"]


def test_a_link_to_a_folder_above_is_not_followed(tree):
    (tree / "deep" / "loop").symlink_to(tree, target_is_directory=True)
    assert names(tree, "") == ["a.md", "b.txt", "deep/er/c.xml"]
