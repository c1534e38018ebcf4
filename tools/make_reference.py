"""Writes the reference pages that are made from the code.

    python tools/make_reference.py

docs/reference/cli.md from the commands themselves, docs/reference/article.schema.json from the
model. A test compares both with what is in the tree.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from citewell.cli import app
from citewell.cli.running import DEBUG_VARIABLE, EXIT_CODES
from citewell.model.schema import json_schema

REFERENCE = Path(__file__).parents[1] / "docs" / "reference"
ALWAYS = {"--help"}
BAR = r"\|"

INTRO = f"""\
<!-- Written by tools/make_reference.py from the commands themselves; do not edit. -->

# The command line

`citewell --help` lists the commands, `--help` after a command its options. `python -m citewell` is the
same as `citewell`.

- **Standard output has the result and nothing else.** Remarks, the progress bar and errors go to standard
  error. A table becomes one line per row with tabs between the columns when it goes to a pipe or a file.
- **`--json`** prints one JSON value instead, on every command.
- **An error is one message**: what happened, to what, and what to do. With `--json` it is
  `{{"error": {{"what": ..., "where": ..., "todo": ...}}}}` on standard error.
- **The library** is the folder named by `--library`, else by the environment variable `CITEWELL_LIBRARY`,
  else `citewell/library` in the user's data folder. `ask` and `add` make it when it is not there and fill it
  with the starter topics; `library import` makes it as well, and no other command does.
- **Text from outside is text.** Control characters in titles, file names and passages are shown as
  `\\x1b` and never reach the terminal.

| environment variable | meaning |
|---|---|
| `CITEWELL_LIBRARY` | the library, where `--library` does not name one |
| `NO_COLOR` | no colour on a terminal |
| `{DEBUG_VARIABLE}` | set to `1`, shows where in the code a fault of citewell happened |
"""

NOTES = {
    "ask": (
        "Without `--format`, the ending of `--output` decides (`.html`, `.md`, `.json`); otherwise it "
        "is text. The file is written as a whole or not at all: an older file stays until the new one "
        "is complete.\n\n"
        "A question has at most 4,000 characters, has words, and is in English. An answer that the "
        "library cannot give is an article too (`abstained`), with exit code 0."
    ),
    "add": (
        "Folders are searched to any depth, hidden files are passed over. A file or record that cannot "
        "be read stops nothing: the rest is stored, the failures are kept for `citewell sources "
        "--failed`, and the exit code is 3. Which file is read how: [readers](readers.md).\n\n"
        "Interrupted or killed, it leaves what was stored whole; adding again goes on from there. One "
        "process writes at a time; another waits 10 seconds."
    ),
    "sources": (
        "Columns: id, kind, status, date of issue, title. With `--failed`: file, record, reason, what "
        "to do, time. `--retry` reads every file on that list again."
    ),
    "show": (
        "Takes what the JSON of an article names: `SOURCE` (`source_id`), `SOURCE@HASH` (with "
        "`source_hash`, or at least its first 6 characters), both with `:START-END` for a span, and "
        "`SOURCE#STATEMENT` (`statement_id`) or `SOURCE#NUMBER` (passage). The characters are in reverse "
        "video on a terminal that can, else between `>>>` and `<<<`."
    ),
    "check": (
        "Trusts nothing that the file says of itself: every quote is looked for in the library, every "
        "check runs again on the sentence as it stands in the file, and the reference list is made "
        "again. Where the library holds what it held then and citewell has the same version, the "
        "article is written again and compared as a whole, so that an altered title, stance or "
        "instruction shows as well."
    ),
    "version": "`--parts` names every part that can change an answer, as `provenance.parts` does.",
    "bench": (
        "See [benchmarks](../benchmarks.md). With `--json`: name, machine, commit, and per figure "
        "value, unit, target and whether it is met."
    ),
    "schema": "JSON Schema 2020-12. That of an article is [article.schema.json](article.schema.json).",
    "library info": "The content id is equal for two libraries that hold the same.",
    "library verify": "Problems are printed one a line.",
    "library snapshot": (
        "`--snapshot NAME` of other commands reads the library as it was. A name is up to 64 letters, "
        "digits, dots, dashes and underscores."
    ),
    "library compact": "States of the last hour are kept for readers that still have them open.",
    "library delete": "There is no way back but a snapshot.",
    "library export": (
        "The file is written as a whole or not at all. It holds the current version of every document; "
        "replaced versions, failures and snapshots stay behind. Its lines: [the library]"
        "(library.md#export-import-merge)."
    ),
    "library import": (
        "Makes the library when it is not there, without the starter topics. The same documents again "
        "change nothing; what is held and newer stays. Damaged lines are listed by `citewell sources "
        "--failed` with their numbers, and the exit code is 3."
    ),
    "library merge": (
        "Newer is what was issued later or, where that cannot tell, read later; a retraction is taken "
        "whatever its age."
    ),
}

JSON_OF = {
    "ask": "an article, see [the article as JSON](article-json.md)",
    "add": "counts (`read`, `added`, `unchanged`, `updated`, `superseded`, `older`, `failed`, `passages`) and `failures[]`",
    "sources": "list of sources; of failures (`path`, `record`, `reason`, `todo`, `time`) with `--failed`; as `add` with `--retry`; `path`, `forgotten` with `--forget`",
    "show": "a document, or a span with its quote",
    "check": "`ok`, counts, `same_library`, `changed[]` (sentences), `differences[]` (the rest)",
    "version": "names and versions",
    "bench": "`name`, `machine`, `commit`, `figures[]`; without a name the list of benchmarks",
    "schema": "a JSON Schema (with or without `--json`)",
    "library info": "counts, sizes, versions",
    "library verify": "counts and `problems[]` (`where`, `what`)",
    "library snapshot": "list of snapshots",
    "library compact": "what was removed, size before and after",
    "library delete": "`source`, `versions_removed`",
    "library export": "`path`, `documents`, `passages`, `content_id`, `bytes`",
    "library import": "as `add`",
    "library merge": "as `add`",
}

EXAMPLES = {
    "ask": (
        'citewell ask "Should I stop apixaban after two falls?"',
        'citewell ask "When is a DOAC dose reduced?" --audience clinician --output answer.html',
        "citewell ask - --json < question.txt",
    ),
    "add": (
        "citewell add guidelines/ labels/*.xml",
        "citewell add trial.xml.gz --library ~/evidence",
    ),
    "sources": (
        "citewell sources --kind guideline",
        "citewell sources --failed",
        "citewell sources --json | jq -r '.[].id'",
    ),
    "show": ("citewell show citewell:gout", "citewell show citewell:gout#GO-001"),
    "check": ("citewell check answer.json",),
    "version": ("citewell version --parts",),
    "bench": ("citewell bench ask --json",),
    "schema": ("citewell schema article",),
    "library info": ("citewell library info",),
    "library verify": ("citewell library verify",),
    "library snapshot": ("citewell library snapshot 2026-11", "citewell library snapshot"),
    "library compact": ("citewell library compact",),
    "library delete": ("citewell library delete citewell:gout",),
    "library export": (
        "citewell library export evidence.jsonl.gz",
        "citewell library export then.jsonl --snapshot 2026-11",
    ),
    "library import": ("citewell library import evidence.jsonl.gz --library ~/evidence",),
    "library merge": ("citewell library merge /srv/ward/library",),
}


def commands(group: Any = None, front: str = "") -> Iterator[tuple[str, Any]]:
    """Every command with its full name, groups left out."""
    group = group or get_command(app)
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{front}{name} ")
        else:
            yield front + name, command


def cli_page() -> str:
    """The page of the command line."""
    codes = "\n".join(f"| {code} | {meaning} |" for code, meaning in EXIT_CODES.items())
    parts = [INTRO, f"## Exit codes\n\n| code | meaning |\n|---|---|\n{codes}\n"]
    parts += [_section(name, command) for name, command in commands()]
    return "\n".join(parts)


def article_schema() -> str:
    """The JSON Schema of an article, as `citewell schema article` prints it."""
    return json.dumps(json_schema("article"), ensure_ascii=False, indent=2) + "\n"


def _section(name: str, command: Any) -> str:
    lines = [f"## citewell {name}", "", *_paragraphs(command.help)]
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    usage = " ".join(["citewell", name, "[OPTIONS]", *(p.metavar for p in arguments)])
    lines += ["```", usage, "```", "", "| argument or option | meaning |", "|---|---|"]
    lines += [_row(p) for p in command.params if not ALWAYS & set(p.opts)]
    lines += ["", NOTES[name], "", f"With `--json`: {JSON_OF[name]}.", ""]
    return "\n".join([*lines, "```console", *(f"$ {line}" for line in EXAMPLES[name]), "```", ""])


def _paragraphs(text: str) -> list[str]:
    return [line for part in text.split("\n\n") for line in (" ".join(part.split()), "")]


def _row(parameter: Any) -> str:
    value = parameter.metavar
    if parameter.param_type_name == "argument":
        named = f"`{value}`"
    else:
        names = ", ".join(sorted(parameter.opts, key=len))
        named = f"`{names}`" if parameter.is_flag else f"`{names} {value}`"
    default = parameter.default
    known = "" if parameter.required or default in (None, False, ()) else f" Default: `{default}`."
    return f"| {named.replace('|', BAR)} | {parameter.help}{known} |"


def pages() -> dict[Path, str]:
    """What each file must hold."""
    return {
        REFERENCE / "cli.md": cli_page(),
        REFERENCE / "article.schema.json": article_schema(),
    }


if __name__ == "__main__":
    for path, content in pages().items():
        path.write_text(content, encoding="utf-8", newline="\n")
        print(path)
