"""`citewell version` and `citewell schema`."""

import platform
from importlib import metadata

from citewell._version import __version__
from citewell.cli.output import emit, print_json
from citewell.model.errors import UsageError


def run(*, parts: bool, as_json: bool) -> None:
    """Print the version, and with ``parts`` everything that can change an answer."""
    found = {"citewell": __version__}
    if parts:
        found |= versioned_parts()
    if as_json:
        print_json(found)
        return
    emit("".join(f"{name} {value}\n" for name, value in found.items()))


def versioned_parts() -> dict[str, str]:
    """Versioned parts of the package and the libraries it stands on."""
    from citewell.checking import registered
    from citewell.composing.article import COMPOSER
    from citewell.sources import READERS
    from citewell.writing.extractive import WRITER

    names = [
        *(f"checking/{name}" for name in registered()),
        *(f"sources/{name}" for name in READERS),
    ]
    names += [WRITER, COMPOSER]
    found = dict(name.rsplit(".", 1) for name in names)
    libraries = ("pydantic", "pylance", "pyarrow", "lxml")
    return (
        found
        | {name: metadata.version(name) for name in libraries}
        | {"python": platform.python_version()}
    )


def print_schema(noun: str) -> None:
    """Print the JSON Schema of one noun of the model."""
    from citewell.model.schema import json_schema, schema_names

    if noun.lower() not in schema_names():
        known = ", ".join(schema_names())
        raise UsageError(f"there is no noun {noun!r}", todo=f"Use one of: {known}")
    print_json(json_schema(noun.lower()))
