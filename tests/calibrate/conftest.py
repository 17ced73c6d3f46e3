"""A few small cells of a real simulator, so that the whole chain runs in seconds."""

import pytest

from inquest.model.world import Cell
from inquest.registry import load

FEW = (Cell(-1.0, 20, 24), Cell(0.5, 20, 24), Cell(2.1, 5, 12))


@pytest.fixture
def few_cells(monkeypatch: pytest.MonkeyPatch) -> tuple[Cell, ...]:
    """The simulator of ``level`` with three cells."""
    monkeypatch.setattr(type(load("simulate", "level")), "cells", lambda self: FEW)
    return FEW
