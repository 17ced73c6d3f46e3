"""Points in areas without the geometry library, against the geometry library."""

import numpy as np
import pytest
import shapely

from inquest.record._rings import crossings, plain_rings
from inquest.record.atoms import _in_polygon
from inquest.resolve.gazetteer import _outlines

SQUARE = "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 3 1, 3 3, 1 3, 1 1))"


def by_library(wkt: str, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return shapely.intersects_xy(shapely.from_wkt(wkt), x, y)


def probes(wkt: str, rng: np.random.Generator) -> np.ndarray:
    """Corners, middles of edges, points a rounding error away from these, on the height of corners, and anywhere."""
    corner = shapely.get_coordinates(shapely.from_wkt(wkt))
    middle = (corner[1:] + corner[:-1]) / 2
    low, high = corner.min(axis=0) - 0.1, corner.max(axis=0) + 0.1
    anywhere = rng.uniform(low, high, (300, 2))
    level = np.stack([rng.uniform(low[0], high[0], len(corner)), corner[:, 1]], axis=1)
    almost = np.concatenate([corner, middle]) + rng.normal(0, 1e-15, (len(corner) + len(middle), 2))
    return np.concatenate([corner, middle, almost, level, anywhere])


def test_shipped_outlines_hold_the_points_that_the_library_says() -> None:
    rng = np.random.default_rng(5)
    for wkt in sorted(_outlines().values(), key=len)[::4]:
        assert plain_rings(wkt) is not None
        x, y = probes(wkt, rng).T
        np.testing.assert_array_equal(_in_polygon(wkt, y, x), by_library(wkt, x, y))


@pytest.mark.parametrize("seed", range(5))
def test_spiky_areas(seed: int) -> None:
    rng = np.random.default_rng(seed)
    angle = np.sort(rng.uniform(0, 2 * np.pi, 60))
    away = rng.choice([1.0, 2.0, 5.0], 60)
    points = np.round(np.stack([away * np.cos(angle), away * np.sin(angle)], axis=1), 2)
    wkt = shapely.Polygon(points).wkt
    x, y = probes(wkt, rng).T
    np.testing.assert_array_equal(_in_polygon(wkt, y, x), by_library(wkt, x, y))


def test_holes_borders_and_gaps() -> None:
    x, y = np.array([0.5, 2, 1, 4, 0, 5, np.nan]), np.array([0.5, 2, 2, 4, 2, 2, 1])
    assert _in_polygon(SQUARE, y, x).tolist() == [True, False, True, True, True, False, False]
    odd, close = crossings(plain_rings(SQUARE) or [], x[:6], y[:6])
    assert odd[:2].tolist() == [True, False]
    assert close.tolist() == [False, False, True, True, True, False]


def test_anything_but_plain_closed_rings_is_left_to_the_library() -> None:
    odd_ones = (
        "POLYGON Z ((0 0 1, 4 0 1, 4 4 1, 0 0 1))",
        "POLYGON EMPTY",
        "POINT (1 1)",
        "POLYGON ((0 0, 4 0, 4 4))",
        "POLYGON ((0 0, 4 0, 4, 0 0))",
        "POLYGON ((0 0, 1 1, 0 0))",
    )
    assert [plain_rings(wkt) for wkt in odd_ones] == [None] * 6
    assert _in_polygon(odd_ones[2], np.array([1.0, 2]), np.array([1.0, 2])).tolist() == [True, False]
    with pytest.raises(shapely.errors.GEOSException):
        _in_polygon(odd_ones[3], np.array([1.0]), np.array([1.0]))
