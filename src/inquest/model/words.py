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
        "not identified": "This record can't tell: it doesn't keep apart what the claim tells apart",
        "name not known": "This record can't tell: a name was not recognised",
        "date not known": "This record can't tell: the date meant is unknown",
        "too few events": "This record can't tell: too few events were recorded",
        "reading not confirmed": "Not tested yet: a person must first say whether it was read right",
        "no test": "No test for this kind of claim in this version",
    }
)
"""Reason of a refusal -> heading of its group."""

NO_TEST_UNLOCK = (
    "Put it in other words in the claims file (inquest claims FILE), or wait for a later version of Inquest; "
    "developers can add a test (ARCHITECTURE.md, “Adding a variant”)."
)
"""What would unlock a claim that no kind takes up."""

CLAIM_WORDS = MappingProxyType(
    {
        "level": "a number of deaths or attacks",
        "priority": "whom or where a side fights most",
        "trend": "a rise or a fall",
        "comparison": "one thing as deadlier than another",
        "exchange": "one side's losses against the other's",
        "engagement": "whether two sides fought",
        "attribution": "who brought about a defeat",
        "sequence": "what came first",
        "containment": "whether violence came back",
        "association": "one thing as helped by another",
        "episode": "a place fought over, taken or held",
        "counterfactual": "what would have been otherwise",
        "attention": "how much notice was taken",
        "declaration": "what a side declared or aimed at",
        "ability": "what a side is able to do",
    }
)
"""Kind -> what a claim of it is about, for a reader."""

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

LANGUAGES = MappingProxyType(
    {
        "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian",
        "bn": "Bengali", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
        "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French",
        "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian",
        "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "km": "Khmer", "ko": "Korean",
        "ku": "Kurdish", "ky": "Kyrgyz", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "mn": "Mongolian",
        "mr": "Marathi", "ms": "Malay", "my": "Burmese", "ne": "Nepali", "nl": "Dutch", "no": "Norwegian",
        "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "rw": "Kinyarwanda",
        "si": "Sinhala", "sk": "Slovak", "sl": "Slovene", "so": "Somali", "sq": "Albanian", "sr": "Serbian",
        "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "tg": "Tajik", "th": "Thai", "tl": "Tagalog",
        "tr": "Turkish", "ug": "Uyghur", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
    }
)  # fmt: skip
"""Code of a language -> its English name."""
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ku", "ps", "ug", "ur"})
"""Languages whose usual script runs from right to left."""


def language_name(code: str) -> str:
    """A language's English name; the code itself where it has none here.

    >>> language_name("uk"), language_name("und"), language_name("eo")
    ('Ukrainian', 'a language that was not recognised', 'the language “eo”')
    """
    if code == "und":
        return "a language that was not recognised"
    return LANGUAGES.get(code, f"the language “{code}”")


def claim_words(kind: str) -> str:
    """What a claim of a kind is about, for a reader; a kind of one's own goes by its name.

    >>> claim_words("episode"), claim_words("my_kind")
    ('a place fought over, taken or held', 'my kind')
    """
    return CLAIM_WORDS.get(kind, kind.replace("_", " "))


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
