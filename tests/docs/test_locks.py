"""The lock files hold what pyproject.toml asks for, with hashes, and nothing of one machine."""

import re
import tomllib

import pytest

from tests.docs.conftest import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def pinned(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;\\]+)", text, re.MULTILINE))


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^A-Za-z0-9-]", one)[0].lower() for one in requirements}


def test_runtime_lock_holds_the_dependencies_and_is_small() -> None:
    assert names(PROJECT["project"]["dependencies"]) <= set(pinned(LOCKS[0]))
    assert len(pinned(LOCKS[0])) <= 60
    assert "torch" not in pinned(LOCKS[0])


def test_dev_lock_adds_to_the_runtime_lock_and_changes_nothing() -> None:
    runtime, dev = pinned(LOCKS[0]), pinned(LOCKS[1])
    assert names(PROJECT["dependency-groups"]["dev"]) <= set(dev)
    assert {name: dev.get(name) for name in runtime} == runtime


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|index-url|find-links|trusted-host", text)
    for block in re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in block
