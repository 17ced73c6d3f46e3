"""Association: two streams of a province are said to move together; the correlation of what moves them is known."""

import datetime as dt
from functools import cache

import numpy as np

from inquest.errors import UsageError
from inquest.model.panel import FloatArray, IntArray
from inquest.model.world import ZONES, Cell, EventTable, Truth, World
from inquest.simulate import _claims as claims
from inquest.simulate._war import Pair, Spot, write

START = dt.date(2010, 1, 1)
NORTH = Spot("Northtown", "North", "Upper district", 12.0, 20.0)
SOUTH = Spot("Southtown", "South", "Far district", 8.0, 20.0)
SERIES = ((4.0, 0.0), (4.0, 0.7), (35.0, 0.74), (67.0, 0.83))
"""Variance to mean and autocorrelation of the months' counts."""
LONG = 6000
"""Months from which the correlation of a pair of processes is taken."""
GRID = np.linspace(-1.0, 1.0, 21)
CRITICAL, POWER = 2.388, 0.842
"""Normal quantiles: simultaneous over three lags at 95%, and power .8."""


class Association:
    """Two clustered streams with correlated shocks.

    Process: the truth is the correlation of the two generating processes once their memory is taken out, at the level
    of recorded counts (log of one more, first-order autoregression), from a very long draw; the margin is its Fisher z.
    """

    name = "association"
    mode = "process"

    def cells(self) -> tuple[Cell, ...]:
        """Nothing shared, and something, at every roughness, rate and length; a war whose pace both streams follow."""
        found = [Cell(0.0, 40, months, rough=a, rho=b) for months in (47, 96) for a, b in SERIES]
        found += [Cell(m, 40, 96, rough=a, rho=b) for m in (-0.35, 0.35) for a, b in SERIES[2:]]
        found += [Cell(m, rate, 96, rough=35, rho=0.74) for m in (0.0, -0.15, 0.25) for rate in (5, 120)]
        found += [Cell(0.0, 40, 96, rough=a, rho=b, options={"pace": "hump"}) for a, b in SERIES[1:]]
        found += [Cell(0.35, 40, 96, rough=35, rho=0.74, options={"placebo": "streams"})]
        found += [Cell(round(3 * _visible(120), 3), 120, 120, rough=a, rho=b) for a, b in SERIES[2:]]
        return tuple(found)

    def visible(self, cell: Cell) -> float:
        """Fisher's z that shows with a power of .8 at one of three lags."""
        return _visible(cell.months)

    def simulate(self, cell: Cell, rng: np.random.Generator) -> tuple[World, Truth]:
        """Alpha against Beta and Gamma against Delta in the North, and others in the South.

        Raises
        ------
        UsageError
            If no pair of such processes is correlated as much.
        """
        alpha, beta, gamma, delta = (claims.actor(i) for i in range(4))
        shared = _shared(float(np.tanh(cell.margin)), cell.rate, cell.rough, cell.rho)
        pace = np.ones(cell.months)
        if cell.options.get("pace") == "hump":
            pace = np.exp(-0.5 * np.square(np.linspace(-2.0, 2.0, cell.months)))
        number = _streams(cell.months, shared, cell, rng, pace)
        pairs = [Pair(alpha, beta, NORTH, cell.rate), Pair(gamma, delta, NORTH, cell.rate)]
        pairs += [Pair(alpha, delta, SOUTH, cell.rate)]
        events = _events(pairs, np.vstack([number, rng.poisson(cell.rate, (1, cell.months))]), rng)
        place = claims.area([NORTH])
        grounding = claims.grounding(
            "association",
            "Fighting between Alpha and Beta went hand in hand with fighting between Gamma and Delta",
            roles={
                "actors": ["alpha"],
                "targets": ["beta"],
                "versus_actors": ["gamma"],
                "versus_targets": ["delta"],
                "places": [place.id],
            },
            slots={"form": "step"},
            document_date=claims.after(START, cell.months),
        )
        world = World(
            events=events,
            grounding=grounding,
            blocs=claims.blocs(*(claims.bloc(side) for side in (alpha, beta, gamma, delta))),
            places=claims.places(place),
            spans=(claims.span(START, cell.months),),
        )
        value = float(np.tanh(cell.margin))
        return world, Truth(value, 0.0, 1, cell.margin, "log ratio", ZONES["log ratio"])


def _visible(months: int) -> float:
    return (CRITICAL + POWER) / float(np.sqrt(months - 4))


def _streams(months: int, shared: float, cell: Cell, rng: np.random.Generator, pace: FloatArray) -> IntArray:
    """Counts of both streams, shape (2, months)."""
    normal = _normals(np.array([shared]), months, _memory(cell.rough, cell.rho), rng)[0]
    spread = float(np.sqrt(np.log1p((cell.rough - 1) / cell.rate)))
    drawn: IntArray = rng.poisson(cell.rate * pace * np.exp(spread * normal - spread**2 / 2)).astype(np.int64)
    return drawn


def _memory(rough: float, rho: float) -> float:
    """Autocorrelation of the intensity, where that of the counts is ``rho``."""
    return min(rho * rough / max(rough - 1, 1e-9), 0.97)


def _normals(shared: FloatArray, months: int, phi: float, rng: np.random.Generator) -> FloatArray:
    """Pairs of standard normal autoregressions whose shocks correlate as asked; shape (len(shared), 2, months)."""
    first, second = rng.standard_normal((2, months))
    level = np.empty((shared.size, 2, months))
    turned = shared[:, None] * first + np.sqrt(1 - np.square(shared))[:, None] * second
    shock = np.stack([np.broadcast_to(first, turned.shape), turned], axis=1)
    level[..., 0] = shock[..., 0]
    for month in range(1, months):
        level[..., month] = phi * level[..., month - 1] + np.sqrt(1 - phi**2) * shock[..., month]
    return level


@cache
def _curve(rate: float, rough: float, rho: float) -> FloatArray:
    """Correlation of the whitened counts at every correlation of the shocks in ``GRID``."""
    rng = np.random.default_rng(20_200_504)
    normal = _normals(GRID, LONG, _memory(rough, rho), rng)
    spread = float(np.sqrt(np.log1p((rough - 1) / rate)))
    counts = rng.poisson(rate * np.exp(spread * normal - spread**2 / 2))
    value = np.log1p(counts)
    value = value - value.mean(axis=-1, keepdims=True)
    memory = (value[..., 1:] * value[..., :-1]).sum(-1) / np.square(value).sum(-1)
    left = value[..., 1:] - memory[..., None] * value[..., :-1]
    found = (left[:, 0] * left[:, 1]).sum(-1) / np.sqrt(np.square(left[:, 0]).sum(-1) * np.square(left[:, 1]).sum(-1))
    return np.maximum.accumulate(found)


def _shared(wanted: float, rate: float, rough: float, rho: float) -> float:
    """The correlation of shocks that gives the counts a correlation; exactly none for none."""
    if wanted == 0:
        return 0.0
    curve = _curve(rate, rough, rho)
    if not curve[0] <= wanted <= curve[-1]:
        raise UsageError(
            f"counts correlated by {wanted:.2f} at {rate:g} a month, rough {rough:g}, rho {rho:g}",
            f"from {curve[0]:.2f} to {curve[-1]:.2f}",
            cure="ask for a smaller margin, a higher rate or rougher counts",
        )
    return float(np.interp(wanted, curve, GRID))


def _events(pairs: list[Pair], number: IntArray, rng: np.random.Generator) -> EventTable:
    """Events of given monthly numbers, on any day of their month."""
    months = number.shape[1]
    pair = np.repeat(np.arange(len(pairs)), number.sum(axis=1))
    month = np.concatenate([np.repeat(np.arange(months), row) for row in number])
    edges = (np.datetime64(START, "M") + np.arange(months + 1)).astype("datetime64[D]").astype(np.int64)
    day = edges[month] + np.floor(rng.random(month.size) * np.diff(edges)[month]).astype(np.int64)
    return write(pairs, pair, day, rng)


SIMULATOR = Association()
