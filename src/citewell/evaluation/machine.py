"""Where a figure was measured: the machine and the state of the code, in words."""

import os
import platform
import subprocess
from pathlib import Path

from citewell._version import __version__


def machine() -> str:
    """Processor, cores, memory, system, Python, and how busy the machine is.

    >>> "Python" in machine()
    True
    """
    parts = [f"{os.cpu_count() or 1} cores {_processor()}".strip()]
    if memory := _memory():
        parts.append(f"{memory:.0f} GB")
    parts += [f"{platform.system()} {platform.machine()}", f"Python {platform.python_version()}"]
    if hasattr(os, "getloadavg"):
        parts.append(f"load {os.getloadavg()[0]:.1f}")
    return ", ".join(parts)


def commit() -> str:
    """The commit of the source tree, with ``+`` where files differ from it; else the version."""
    folder = Path(__file__).parent
    head = _git(folder, "rev-parse", "--short", "HEAD")
    if not head or not _git(folder, "ls-files", __file__):
        return f"citewell {__version__}"
    changed = _git(folder, "status", "--porcelain", "--untracked-files=no", "--", "..")
    return f"{head}+" if changed else head


def _git(folder: Path, *words: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - fixed words
            ["git", "-C", str(folder), *words],  # noqa: S607 - whichever git the user has
            capture_output=True,
            text=True,
            check=False,
            timeout=20,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _processor() -> str:
    table = Path("/proc/cpuinfo")
    if table.is_file():
        for line in table.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor()


def _memory() -> float | None:
    """Memory in GB, where the system tells."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    except (AttributeError, ValueError, OSError):
        return None
