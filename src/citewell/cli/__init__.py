"""The command line. Exit codes are in docs/reference/cli.md.

0 done; 1 a check, verification or benchmark did not hold; 2 wrong use or unreadable question;
3 some sources could not be read (the rest is stored); 4 the library; 5 a saved article.
"""

from citewell.cli.app import main

__all__ = ["main"]
