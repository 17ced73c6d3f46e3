"""What a record says of itself, and what the columns of its tables, panels and grids are called."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

RECORD = "record.json"

KEYS = (
    "day", "location", "side_a", "side_b", "violence", "country", "precision", "clarity", "duration", "summary",
    "twin", "sources", "source", "edge_from", "edge_to",
)  # fmt: skip
"""What rows of the panel are told apart by; ``edge_from``/``edge_to`` count the edges up to the first and last day."""
DEATHS = ("low", "best", "high", "floor", "ceiling", "dead_a", "dead_b", "dead_civilians", "dead_unknown")
SUMS = ("n", "n_low", "n_best", "n_high", *DEATHS)
AS_THEY_ARE = ("violence", "country", "precision", "clarity", "duration", "summary", "twin", "sources", "source")
GRID_KEYS = ("cell_y", "cell_x", "period", "side_a", "side_b", "violence", "location", "country")
TEXT = (
    "id", "source", "release", "date_start", "date_end", "country", "adm_1", "adm_2", "place", "latitude", "longitude",
    "where_prec", "side_a", "side_b", "best", "low", "high", "source_office", "source_headline", "source_date",
    "simulated",
)  # fmt: skip
"""Columns of an evidence row, as in a vintage's events."""


def describe(record: Path) -> dict[str, Any]:
    """What the record's folder says about itself: sources, vintages, days, identity."""
    loaded: dict[str, Any] = json.loads((record / RECORD).read_text(encoding="utf-8"))
    return loaded


def cutoff(about: Mapping[str, Any], as_of: str | None) -> int:
    """The newest rank that stood on a day; -1 if none did."""
    ranks = [i for i, v in enumerate(about["vintages"]) if as_of is None or v["stands_from"] <= as_of]
    return max(ranks, default=-1)
