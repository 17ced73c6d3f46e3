"""The outline on a map: found for every way in which an outline can be given."""

import pytest
from shapely import from_wkt

from inquest.model.names import Place
from inquest.multiverse.outline import outline_wkt
from inquest.resolve.gazetteer import load_gazetteer


@pytest.fixture(scope="module")
def places() -> dict[str, Place]:
    entries = load_gazetteer().entries
    found = {name: entries.place(name) for name in entries.place_ids()}
    return {name: place for name, place in found.items() if place}


@pytest.mark.parametrize(
    ("ident", "place", "holds"),
    [
        ("badia-core", "badia", True),
        ("sy-raqqa", "raqqa", True),
        ("town-ar-raqqah", "raqqa", True),
        ("southern-syria-three", "southern-syria", True),
        ("sy-raqqa", None, True),
        ("nowhere", "raqqa", False),
    ],
)
def test_an_outline_is_drawn(ident: str, place: str | None, holds: bool, places: dict[str, Place]) -> None:
    wkt = outline_wkt([ident], place, places)
    assert (wkt is not None) is holds
    if wkt:
        assert from_wkt(wkt).area > 0


def test_units_named_together_are_drawn_together(places: dict[str, Place]) -> None:
    """Three governorates have the area of the three."""
    parts = [from_wkt(outline_wkt([f"sy-{n}"], None, places)).area for n in ("daraa", "suwayda", "quneitra")]
    whole = from_wkt(outline_wkt(["southern-syria-three"], "southern-syria", places)).area
    assert whole == pytest.approx(sum(parts), rel=1e-6)
