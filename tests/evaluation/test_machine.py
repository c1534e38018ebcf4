"""Machine and commit, as printed with every benchmark."""

import re

from citewell.evaluation.machine import commit, machine


def test_the_machine_is_named_by_processor_memory_system_and_python() -> None:
    assert re.search(r"\d+ cores .*Python 3\.\d+\.\d+", machine())


def test_the_commit_is_that_of_the_source_tree_or_the_version() -> None:
    assert re.fullmatch(r"[0-9a-f]{7,}\+?|citewell [\d.]+", commit())
