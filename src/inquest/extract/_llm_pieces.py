"""A text in pieces of whole sentences, in order and without overlap, and what asking about them will take."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from inquest.model.document import Document, Sentence

LENGTH = 6000
"""Characters of a piece, unless one sentence alone is longer."""
FURNITURE = 300
"""Characters of page furniture that a piece may run over."""
LETTERS_PER_TOKEN = 4
"""Bytes of UTF-8 behind a token, as a rule of thumb: four Latin letters, two Cyrillic or Arabic ones."""
TOKENS_PER_SENTENCE = 110
"""Tokens of an answer per sentence, as a rule of thumb."""


@dataclass(frozen=True)
class Piece:
    """Sentences that stand next to each other; ``start`` and ``end`` are offsets into ``Document.text``."""

    sentences: tuple[Sentence, ...]
    text: str

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.sentences[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.sentences[-1].end


def pieces(document: Document, length: int = LENGTH) -> list[Piece]:
    """The pieces of a document; page furniture is blanked, so that a line of it costs no request of its own."""
    groups: list[list[Sentence]] = []
    for sentence in document.sentences:
        if sentence.role == "furniture":
            continue
        last = groups[-1] if groups else None
        if last and sentence.end - last[0].start <= length and sentence.start - last[-1].end <= FURNITURE:
            last.append(sentence)
        else:
            groups.append([sentence])
    return [Piece(tuple(g), _shown(document, g)) for g in groups]


def _shown(document: Document, group: list[Sentence]) -> str:
    """The text of a piece; what lies between its sentences is kept where it is blank, else blanked."""
    parts, at = [], group[0].start
    for sentence in group:
        between = document.text[at : sentence.start]
        parts += [
            between if between.isspace() else re.sub(r"\S", " ", between),
            document.text[sentence.start : sentence.end],
        ]
        at = sentence.end
    return "".join(parts)


@dataclass(frozen=True)
class Estimate:
    """Requests, and about how many tokens go in and come out."""

    requests: int
    tokens_in: int
    tokens_out: int

    def words(self, host: str, price: tuple[float, float] | None, cached: int) -> str:
        """As a line for the user.

        >>> Estimate(2, 5000, 4000).words("localhost:8000", None, 1)
        'llm: 2 requests to localhost:8000, about 5,000 tokens in and 4,000 out (1 more answer is held from before)'
        """
        held = f" ({cached} more answer{'s are' if cached != 1 else ' is'} held from before)" if cached else ""
        asked = f"{self.requests} request{'' if self.requests == 1 else 's'} to {host}"
        tokens = f", about {self.tokens_in:,} tokens in and {self.tokens_out:,} out" if self.requests else ""
        return f"llm: {asked}{tokens}{cost(self.tokens_in, self.tokens_out, price, 'about ')}{held}"


def estimate(asked: Sequence[Piece], overhead: int) -> Estimate:
    """What asking about these pieces will take; ``overhead`` bytes go along with each."""
    size = sum(len(p.text.encode()) + overhead for p in asked)
    sentences = sum(len(p.sentences) for p in asked)
    return Estimate(len(asked), size // LETTERS_PER_TOKEN, sentences * TOKENS_PER_SENTENCE)


def cost(tokens_in: int, tokens_out: int, price: tuple[float, float] | None, about: str = "") -> str:
    """What tokens cost by the user's own prices, as the end of a sentence; empty without prices.

    >>> cost(2_000_000, 1_000_000, (0.5, 1.5)), cost(5, 5, None)
    (', at your prices 2.5000', '')
    """
    if price is None:
        return ""
    return f", at your prices {about}{(tokens_in * price[0] + tokens_out * price[1]) / 1e6:.4f}"
