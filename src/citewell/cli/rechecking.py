"""`citewell check ARTICLE.json`."""

from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from citewell.cli.opening import open_held
from citewell.cli.output import clean, emit, print_json, say
from citewell.model import Article
from citewell.model.errors import ArticleError, QuestionError

if TYPE_CHECKING:
    from citewell.composing.rechecking import Difference, RecheckReport
    from citewell.library import Library

_LARGEST = 50_000_000
_SHOWN = 10
_SAVE = "Save one with `citewell ask QUESTION --output ARTICLE.json`"


def run(path: Path, library: str | None, snapshot: str | None, *, as_json: bool) -> int:
    """Exit code 1 when something is not as it was saved."""
    from citewell.composing.rechecking import recheck

    article = read_article(path)
    store = open_held(library, snapshot)
    report = recheck(article, store)
    if report.same_library and report.ok:
        report = report.model_copy(update={"differences": _remade(article, store)})
    if as_json:
        print_json({"ok": report.ok, **report.model_dump(mode="json", exclude_none=True)})
    else:
        _show(report)
    return 0 if report.ok else 1


def _remade(article: Article, store: "Library") -> "tuple[Difference, ...]":
    """What the same question gives today, where library and version are those of the article."""
    from citewell._version import __version__
    from citewell.answering import ask
    from citewell.composing.rechecking import Difference, differences

    if article.provenance.version != __version__:
        return ()
    question = article.question
    try:
        remade = ask(question.text, library=store, audience=question.audience)
    except QuestionError as error:
        return (Difference(where="question.text", detail=error.what),)
    return differences(article, remade)


def _show(report: "RecheckReport") -> None:
    for claim in report.changed:
        before, now = (word.value.replace("_", " ") for word in (claim.before, claim.verdict))
        change = f"{before}, now {now}" if before != now else now
        emit(clean(f"{claim.id} ({change}): {claim.text}\n   {claim.detail}\n"))
    for one in report.differences[:_SHOWN]:
        emit(clean(f"{one.where}: {one.detail}\n"))
    if len(report.differences) > _SHOWN:
        emit(f"and {len(report.differences) - _SHOWN} more differences; --json shows them all\n")
    say(f"{report.standing} of {report.checked} sentences that cite a source stand as saved")
    if report.uncited:
        say(f"{report.uncited} cite nothing (instructions, gaps) and cannot be checked one by one")
    if not report.same_library:
        say("The library no longer holds what it held when the article was written")


def read_article(path: Path) -> Article:
    """A saved article.

    Raises:
        ArticleError: the file cannot be read, or is not an article.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise ArticleError(
            f"cannot be read ({error.strerror})", where=str(path), todo="Check the path"
        ) from error
    if len(data) > _LARGEST:
        raise ArticleError(
            f"is larger than {_LARGEST // 1_000_000} MB", where=str(path), todo=_SAVE
        )
    try:
        return Article.from_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        what = f"{place}: {first['msg']}" if place else first["msg"]
        raise ArticleError(
            f"is not a saved article ({what})", where=str(path), todo=_SAVE
        ) from error
