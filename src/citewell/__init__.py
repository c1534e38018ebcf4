"""Clinical questions answered in articles whose every sentence is checked against its source."""

__version__ = "0.1.0"
