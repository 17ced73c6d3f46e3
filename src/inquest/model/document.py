"""A text that came in, with where its sentences lie."""

import datetime as dt
from typing import Literal

from inquest.model.base import Frozen


class Sentence(Frozen):
    """One sentence. ``start`` and ``end`` are character offsets into ``Document.text`` (end exclusive)."""

    index: int
    start: int
    end: int
    text: str
    role: str = "body"
    """``title``, ``body`` or ``furniture`` (site footer, footnote: never read for claims or dates)."""


class Document(Frozen):
    """Text with title, author, publisher, publication date, language, address and sentence offsets.

    ``date`` anchors "yesterday" and "for years". ``date_reason`` says where it came from, or why it is unknown.
    """

    text: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    date: dt.date | None = None
    date_reason: str = "no publication date was given or found"
    date_precision: Literal["day", "month", "year"] = "day"
    """How much of ``date`` is known; where it is less than the day, ``date`` is the last day that it may be."""
    language: str = "en"
    """Of the main part; ``und`` if it was not recognised."""
    language_note: str = ""
    """Where the text holds more than one language or script: what it was read as, and what else is in it."""
    address: str | None = None
    sentences: tuple[Sentence, ...] = ()
    notes: tuple[str, ...] = ()
    """What was odd in the text as it came, or was left out in reading it: shown with the report."""
