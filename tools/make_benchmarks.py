"""Writes the figures of `citewell bench` into docs/benchmarks.md.

    for name in ask add read topics check install answers; do citewell bench $name --json > out/$name.json; done
    python tools/make_benchmarks.py out

Each block between `<!-- bench:NAME -->` and `<!-- /bench -->` is replaced by the table of
`out/NAME.json`, and the block `missed` by the figures that miss their target; the prose around them
is written by hand. A block without a JSON file stays as it is.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
BLOCK = re.compile(r"(<!-- bench:(?P<name>\w+) -->\n)(?P<body>.*?)(<!-- /bench -->)", re.DOTALL)
MET = {True: "yes", False: "**no**", None: ""}


def fill(page: str, reports: dict[str, dict[str, Any]]) -> str:
    """The page with its blocks brought up to date."""

    def filled(block: re.Match[str]) -> str:
        name = block["name"]
        if name == "missed":
            body = _missed(reports)
        elif name in reports:
            body = _table(reports[name])
        else:
            body = block["body"]
        return f"{block[1]}{body}{block[4]}"

    return BLOCK.sub(filled, page)


def _table(report: dict[str, Any]) -> str:
    lines = [
        f"`citewell bench {report['name']}` at {report['commit']}, {report['machine']}.",
        f"Data: {report['data']}.",
        "",
        "| figure | value | target | met |",
        "|---|---|---|---|",
        *(
            f"| {_cell(f['name'])} | {f['value']:,g} {f['unit']} | {f['target'] or ''} | {MET[f['met']]} |"
            for f in report["figures"]
        ),
    ]
    if report["notes"]:
        lines += ["", *(f"- {_cell(note)}" for note in report["notes"])]
    return "\n".join(lines) + "\n"


def _missed(reports: dict[str, dict[str, Any]]) -> str:
    rows = [
        f"- `{name}`: {f['name']}: {f['value']:,g} {f['unit']} (target {f['target']})"
        for name, report in reports.items()
        for f in report["figures"]
        if f["met"] is False
    ]
    return "\n".join(rows or ["Every figure with a target meets it."]) + "\n"


def _cell(text: str) -> str:
    """Text that Markdown shows as it is."""
    return re.sub(r"([|<>*_\[\]])", r"\\\1", text)


def main(folder: Path) -> None:
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    reports = {report["name"]: report for report in found}
    PAGE.write_text(fill(PAGE.read_text(encoding="utf-8"), reports), encoding="utf-8")
    print(f"{PAGE.name}: {', '.join(reports) or 'nothing found'}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "out"))
