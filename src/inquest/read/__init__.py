"""Readers: one file per format; ``open_document`` is the one door, ``open_source`` takes addresses too."""

from inquest.read._open import open_document, parse_date
from inquest.read._source import open_source

__all__ = ["open_document", "open_source", "parse_date"]
