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


def main() -> int:
    """Exit code 0 when the wheel works alone."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _run([sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)], ROOT)
        venv.create(folder / "env", with_pip=True)
        python = folder / "env" / "bin" / "python"
        wheel = next(folder.glob("*.whl"))
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        _run([*pip, "-r", str(ROOT / "requirements.lock")], folder)
        _run([*pip, "--no-deps", str(wheel)], folder)
        command = folder / "env" / "bin" / "citewell"
        answer = _run([str(command), "ask", QUESTION, "--format", "json"], folder)
    article = json.loads(answer)
    claims = sum(len(section["claims"]) for section in article["sections"])
    print(f"wheel works alone: {claims} claims, {len(article['references'])} references")
    return 0 if claims > 20 else 1


def _run(command: list[str], folder: Path) -> str:
    keep = {k: v for k, v in os.environ.items() if k in {"PATH", "LANG", "TMPDIR"} or k.startswith("PIP")}
    home = {"HOME": str(folder), "CITEWELL_LIBRARY": str(folder / "library")}
    done = subprocess.run(
        command, cwd=folder, env=keep | home, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
