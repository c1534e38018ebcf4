"""What every command has in common: one message for an error, true exit codes, quiet pipes."""

import json
import os
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, Protocol, runtime_checkable

import typer
from typer.core import TyperGroup

from citewell.cli.output import cannot_write, clean, drop_stdout, prepare_streams

EXIT_CODES: dict[int, str] = {
    0: "done",
    1: "something does not hold: a saved article, the library, or the target of a benchmark",
    2: "wrong use: a command, an option, a question or an output file",
    3: "some files or records could not be read; the rest is stored",
    4: "the library cannot be opened, read or written",
    5: "a saved article cannot be read",
    70: "a fault in citewell itself",
    130: "stopped with Ctrl-C",
}
DEBUG_VARIABLE = "CITEWELL_DEBUG"

_WRONG_USE, _LIBRARY, _FAULT, _STOPPED = 2, 4, 70, 130


@runtime_checkable
class _WrongUse(Protocol):
    """An error of the command-line parser (its class has another home in each version)."""

    exit_code: int
    ctx: Any

    def format_message(self) -> str: ...


class Commands(TyperGroup):
    """The top of the command line. Whatever goes wrong below ends as one message and one code."""

    def main(  # The parser's own signature.
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command and end the process with its code."""
        words = list(sys.argv[1:] if args is None else args)
        prepare_streams()

        def parse_and_run() -> Any:
            return super(Commands, self).main(
                words, prog_name or "citewell", complete_var, False, windows_expand_args, **extra
            )

        code = _guarded(parse_and_run, as_json=_wants_json(words))
        if standalone_mode:
            sys.exit(code)
        return code

    def invoke(self, ctx: Any) -> Any:
        """Run the command; a reader that went away (``citewell sources | head``) is no error."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            drop_stdout()
            raise typer.Exit(0) from None


def _wants_json(words: Sequence[str]) -> bool:
    """True when the command was asked for JSON, as far as that can be told before parsing.

    >>> _wants_json(["sources", "--json"]), _wants_json(["ask", "-f", "json", "Why?"])
    (True, True)
    >>> _wants_json(["ask", "--", "--json"])
    False
    """
    options = list(words[: words.index("--")] if "--" in words else words)
    pairs = set(pairwise(options))
    return bool(
        {"--json", "--format=json", "-fjson"} & set(options)
        or {("--format", "json"), ("-f", "json")} & pairs
    )


def _guarded(run: Callable[[], Any], *, as_json: bool) -> int:
    """The exit code of a run; what it raises is told on standard error."""
    from citewell.model.errors import CitewellError

    try:
        code = run()
        if code == _STOPPED:
            return _tell_stopped(as_json=as_json)
        return code if isinstance(code, int) else 0
    except CitewellError as error:
        return _tell(error.code, error.what, error.where, error.todo, as_json=as_json)
    except typer.Abort:
        return _tell_stopped(as_json=as_json)
    except OSError as error:
        return _tell_os_error(error, as_json=as_json)
    except Exception as error:
        if isinstance(error, _WrongUse):
            return _tell_wrong_use(error, as_json=as_json)
        if os.environ.get(DEBUG_VARIABLE):
            raise
        return _tell_fault(error, as_json=as_json)


def _tell_wrong_use(error: _WrongUse, *, as_json: bool) -> int:
    path = error.ctx.command_path if error.ctx else "citewell"
    message = error.format_message().strip()
    if message.startswith("Usage:") or not message:  # No command given: the help is the message.
        if not as_json and error.ctx:
            typer.echo(error.ctx.get_help(), err=True)
            return _WRONG_USE
        message = "no command given"
    what, todo = _wrong_use_in_words(" ".join(message.split()))
    return _tell(_WRONG_USE, what, "", f"{todo}See `{path} --help`", as_json=as_json)


def _wrong_use_in_words(message: str) -> tuple[str, str]:
    """What is wrong, and the parser's own advice.

    >>> _wrong_use_in_words("No such command 'chek'. Did you mean 'check'?")
    ("no such command 'chek'", "Did you mean 'check'? ")
    """
    message = message.replace("Value error, ", "")
    what, found, advice = message.partition(" Did you mean ")
    what = what.rstrip(".")
    return what[:1].lower() + what[1:], f"Did you mean {advice} " if found else ""


def _tell_stopped(*, as_json: bool) -> int:
    return _tell(_STOPPED, "stopped", "", "What was stored before stays", as_json=as_json)


def _tell_os_error(error: OSError, *, as_json: bool) -> int:
    if isinstance(error, BrokenPipeError):
        drop_stdout()
        return 0
    if error.filename is None:
        refused = cannot_write(error)
        return _tell(refused.code, refused.what, refused.where, refused.todo, as_json=as_json)
    words = error.strerror or type(error).__name__
    return _tell(
        _LIBRARY, words, str(error.filename), "Check the path and the disk", as_json=as_json
    )


def _tell_fault(error: Exception, *, as_json: bool) -> int:
    what = f"a fault in citewell itself ({type(error).__name__}: {error})"
    todo = f"Please report it with the command; {DEBUG_VARIABLE}=1 shows where it happened"
    return _tell(_FAULT, what, "", todo, as_json=as_json)


def _tell(code: int, what: str, where: str = "", todo: str = "", *, as_json: bool) -> int:
    """Say on standard error what happened, to what, and what to do."""
    if as_json:
        told = json.dumps({"error": {"what": what, "where": where, "todo": todo}})
    else:
        front = f"{where}: " if where else ""
        back = f". {todo}" if todo else ""
        told = clean(f"citewell: {front}{what}{back}")
    typer.echo(told, err=True)
    return code
