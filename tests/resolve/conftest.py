import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from inquest.model.claim import Claim, Mention
from inquest.model.document import Document
from inquest.model.grounding import Grounding
from inquest.resolve.gazetteer import Gazetteer, load_gazetteer
from inquest.resolve.ground import ground

Ground = Callable[..., Grounding]
FIELDS = ("actors", "targets", "versus_actors", "versus_targets", "places", "versus_places", "periods", "baselines")


def claim_of(sentence: str, **mentions: list[str]) -> Claim:
    """A claim whose mentions are stretches of its sentence."""

    def one(words: str) -> Mention:
        start = sentence.index(words)
        return Mention(text=words, start=start, end=start + len(words))

    fields: dict[str, Any] = {f: tuple(one(w) for w in mentions.get(f, ())) for f in FIELDS}
    return Claim(
        id="c1", statement="s1", kind="level", frame="test", quote=sentence, start=0, end=len(sentence), **fields
    )


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture
def grounded(gazetteer: Gazetteer) -> Ground:
    def run(
        sentence: str, date: dt.date | None = None, answers: Any = None, names: Any = None, **mentions: Any
    ) -> Grounding:
        claim = claim_of(sentence, **mentions)
        return ground(claim, Document(text=sentence, date=date), names or gazetteer, answers)

    return run
