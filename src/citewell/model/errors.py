"""One tree of errors. Each message says what happened, to what, and what to do about it."""


class CitewellError(Exception):
    """Base of every error that citewell raises on purpose.

    ``what`` happened, ``where`` (file, line or record) and ``todo`` (what to do) are kept apart so
    that the command line, the API and the tables of failed reads can show them.

    >>> str(CitewellError("cannot read the file", where="a.xml", todo="Check that it is XML."))
    'a.xml: cannot read the file. Check that it is XML.'
    """

    code = 1
    """Exit code of the command line."""

    def __init__(self, what: str, *, where: str = "", todo: str = "") -> None:
        self.what = what
        self.where = where
        self.todo = todo
        front = f"{where}: " if where else ""
        back = f". {todo}" if todo else ""
        super().__init__(f"{front}{what.rstrip('.')}{back}")


class QuestionError(CitewellError):
    """The question cannot be read (empty, too long, no words)."""

    code = 2


class SourceError(CitewellError):
    """A file or record cannot be read as a source."""

    code = 3


class LibraryError(CitewellError):
    """The library cannot be opened, read or written."""

    code = 4


class ArticleError(CitewellError):
    """A saved article cannot be read."""

    code = 5


class UsageError(CitewellError):
    """The command was called in a way that cannot work."""

    code = 2
