"""The command line. Commands, options and exit codes are in docs/reference/cli.md."""

from citewell.cli.app import app, main

__all__ = ["app", "main"]
