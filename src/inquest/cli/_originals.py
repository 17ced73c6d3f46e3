"""``--original [NAMES=]SOURCE``: texts against which reported statements are held."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from inquest.cli._common import opened
from inquest.errors import UsageError


def split_original(item: str) -> tuple[tuple[str, ...], str]:
    """Names of the speaker, if given, and where the text is.

    >>> split_original("Putin, the president=talk.txt"), split_original("talk.txt")
    ((('Putin', 'the president'), 'talk.txt'), ((), 'talk.txt'))

    Raises
    ------
    UsageError
        If nothing stands before or after the equals sign.
    """
    names, sign, source = item.partition("=")
    if not sign or "://" in names or Path(item).exists():
        return (), item
    speakers = tuple(name.strip() for name in names.split(",") if name.strip())
    if not speakers or not source.strip():
        raise UsageError(
            f"--original {item!r}",
            "a text, or the speaker's names and a text",
            cure='write --original talk.txt, or --original "Jeffrey, the envoy=talk.txt"',
        )
    return speakers, source.strip()


def originals(items: Sequence[str] | None) -> list[Any]:
    """The originals of a command line, each with a label of its own."""
    if not items:
        return []
    from inquest.said import Source

    found: list[Source] = []
    for item in items:
        speakers, source = split_original(item)
        document = opened(source, None)[0]
        label = document.title or Path(source).name
        taken = sum(o.label == label or o.label.startswith(f"{label} (") for o in found)
        found.append(Source(document, f"{label} ({taken + 1})" if taken else label, speakers))
    return found
