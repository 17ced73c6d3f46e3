"""One sentence at a time, on the built record."""

from collections.abc import Callable
from pathlib import Path

import pytest

from inquest.api import begin
from inquest.model.finding import Case
from inquest.read import open_document

Ask = Callable[..., Case]


@pytest.fixture
def ask(home: Path) -> Ask:
    """A case of one sentence; ``at`` is another record's folder."""

    def once(sentence: str, at: Path = home) -> Case:
        return begin(open_document(sentence, date="2020-05-04"), home=at).run()

    return once
