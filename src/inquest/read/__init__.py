"""Readers: one file per format; ``open_document`` is the one door."""

from inquest.read._open import open_document, parse_date

__all__ = ["open_document", "parse_date"]
