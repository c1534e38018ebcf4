"""Builds the wheel, installs it in an empty environment away from the clone, and asks a question."""

import json
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent
QUESTION = "Should I continue taking Dupixent for severe asthma with a persistent cough?"
MOST_PACKAGES = 60
KEPT = ("PATH", "LANG", "TMPDIR")
KEPT_PREFIXES = ("PIP_", "SSL_", "HTTP", "http", "NO_PROXY", "no_proxy")


def main() -> int:
    """Exit code 0 when the wheel works alone."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _build(folder)
        _install(folder)
        packages = json.loads(_run([*_pip(folder), "list", "--format", "json"], folder))
        command = [str(folder / "env" / "bin" / "citewell"), "ask", QUESTION, "--format", "json"]
        article = json.loads(_run(command, folder))
    claims = sum(len(section["claims"]) for section in article["sections"])
    print(
        f"wheel works alone: {claims} claims, {len(article['references'])} references, "
        f"{len(packages)} packages installed"
    )
    return 0 if claims > 20 and len(packages) <= MOST_PACKAGES else 1


def _build(folder: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation"]
    _run([*build, "--outdir", str(folder), str(ROOT)], ROOT)


def _install(folder: Path) -> None:
    venv.create(folder / "env", with_pip=True)
    wheel = next(folder.glob("*.whl"))
    install = [*_pip(folder), "install", "--quiet"]
    _run([*install, "-r", str(ROOT / "requirements.lock")], folder)
    _run([*install, "--no-deps", str(wheel)], folder)


def _pip(folder: Path) -> list[str]:
    return [str(folder / "env" / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]


def _run(command: list[str], folder: Path) -> str:
    kept = {k: v for k, v in os.environ.items() if k in KEPT or k.startswith(KEPT_PREFIXES)}
    home = {"HOME": str(folder), "CITEWELL_LIBRARY": str(folder / "library")}
    done = subprocess.run(
        command, cwd=folder, env=kept | home, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
