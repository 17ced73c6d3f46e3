"""The words a reader sees, as data: internal verdicts and reasons become the report's own wording."""

from types import MappingProxyType

VERDICT_WORDS = MappingProxyType(
    {
        "supported": "The record backs this",
        "mostly supported": "The record mostly backs this",
        "mixed": "The record is split",
        "mostly contradicted": "The record mostly points the other way",
        "contradicted": "The record points the other way",
        "undecided": "The record can't tell",
        "not testable": "This record can't tell",
        "not checkable": "Not a claim of fact",
    }
)
"""Internal verdict -> words on the card."""

VERDICT_TONES = MappingProxyType(
    {
        "supported": "backs",
        "mostly supported": "mostly-backs",
        "mixed": "split",
        "mostly contradicted": "mostly-against",
        "contradicted": "against",
        "undecided": "open",
        "not testable": "open",
        "not checkable": "none",
    }
)
"""Internal verdict -> mark in the report. ``open`` is grey: an undecided is never coloured as good or bad."""

REFUSAL_WORDS = MappingProxyType(
    {
        "window not covered": "This record can't tell: it doesn't cover that time",
        "place not covered": "This record can't tell: it doesn't cover that place",
        "not recorded": "This record can't tell: it doesn't record this",
        "source not loaded": "This record can't tell: another source is needed",
        "not identified": "This record can't tell: rival explanations predict the same numbers",
        "name not known": "This record can't tell: a name was not recognised",
        "date not known": "This record can't tell: the text's date is unknown",
        "too few events": "This record can't tell: too few events were recorded",
        "no test": "No test for this kind of claim in this version",
    }
)
"""Reason of a refusal -> heading of its group."""

NOT_CHECKABLE_WORDS = MappingProxyType(
    {
        "opinion": "an opinion",
        "call": "a call for action",
        "offer": "an offer",
        "intention": "an intention",
        "prediction": "a prediction",
        "question": "a question",
        "normative": "a judgement of what should be",
        "not a statement": "not a statement",
        "no test": "a statement that this version has no test for",
    }
)
"""Why a statement is not checkable -> what it is."""


def words_for(verdict: str, reason: str = "") -> str:
    """Words of the report for an internal verdict.

    Parameters
    ----------
    verdict : str
        One of ``VERDICT_WORDS``.
    reason : str
        For ``mixed`` what it depends on; for ``undecided`` and ``not testable`` why the record can't tell, or one of
        ``REFUSAL_WORDS``; for ``not checkable`` one of ``NOT_CHECKABLE_WORDS``. A decided verdict takes none.

    Raises
    ------
    KeyError
        If the verdict is not one of the design's.

    Examples
    --------
    >>> words_for("mostly supported")
    'The record mostly backs this'
    >>> words_for("mixed", "whether events or deaths are counted")
    'The record is split: it depends on whether events or deaths are counted'
    >>> words_for("not testable", "window not covered")
    "This record can't tell: it doesn't cover that time"
    >>> words_for("not checkable", "call")
    'Not a claim of fact: a call for action'
    """
    base = VERDICT_WORDS[verdict]
    reason = reason.strip().rstrip(".")
    if not reason or verdict not in ("mixed", "undecided", "not testable", "not checkable"):
        return base
    if verdict == "mixed":
        return f"{base}: it depends on {reason}"
    if verdict == "not testable" and reason in REFUSAL_WORDS:
        return REFUSAL_WORDS[reason]
    return f"{base}: {NOT_CHECKABLE_WORDS.get(reason, reason)}"
