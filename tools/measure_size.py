"""Size, coverage and power of the lagged association, of a step and of a break's date, on rough series, as Markdown.

``python tools/measure_size.py lag|step|date|segments [--worlds 1000] [--seed 1]``
"""

import argparse
from collections.abc import Iterator
from itertools import product

import numpy as np
import numpy.typing as npt

from inquest.stats.changepoint import inflation, segment, single_break, step
from inquest.stats.lag import lagged, sign_of, whitened

Floats = npt.NDArray[np.float64]
Row = tuple[object, ...]


def rough(rng: np.random.Generator, rho: float, shape: tuple[int, int], mean: float, ratio: float) -> Floats:
    """Intensities with a lognormal autoregression: variance to mean ``ratio`` of the counts drawn from them."""
    spread = np.sqrt(np.log1p((ratio - 1) / mean))
    level = rng.standard_normal(shape)
    for t in range(1, shape[1]):
        level[:, t] = rho * level[:, t - 1] + np.sqrt(1 - rho**2) * level[:, t]
    return np.asarray(mean * np.exp(spread * level - spread**2 / 2))


def lag(rng: np.random.Generator, worlds: int) -> Iterator[Row]:
    """Unconnected pairs of monthly series: how often each sign is found over three lags; the interval's coverage."""
    yield "months", "rho", "mean", "variance/mean", "found +", "found -", "interval covers"
    for months, rho, (mean, ratio) in product((36, 47, 96), (0.0, 0.74, 0.83, 0.9), ((5, 4), (20, 35), (40, 67))):
        one, two = (whitened(rng.poisson(rough(rng, rho, (worlds, months), mean, ratio)))[0] for _ in range(2))
        found = lagged(one, two, [0, 1, 2], seed=np.random.SeedSequence(1), draws=499)
        sign = sign_of(found, np.ones(3, dtype=bool))
        covers = ((found.lo <= 0) & (found.hi >= 0)).all(axis=1)
        yield months, rho, mean, ratio, (sign > 0).mean(), (sign < 0).mean(), covers.mean()


def step_(rng: np.random.Generator, worlds: int) -> Iterator[Row]:
    """Fortnights without a step at the middle: how often one is found; and with a fall to a seventh, how often."""
    yield "fortnights", "each side", "rho", "mean", "variance/mean", "found rise", "found fall", "found the fall"
    for periods, width, rho, (mean, ratio) in product(
        (104, 208), (7, 13), (0.0, 0.8, 0.9), ((2, 10), (10, 10), (10, 35), (40, 40))
    ):
        level = rough(rng, rho, (worlds, periods), mean, ratio)
        calm = step(rng.poisson(level), periods // 2, width, width)
        fallen = step(rng.poisson(level * _fall(periods, 0.15)), periods // 2, width, width)
        yield periods, width, rho, mean, ratio, (calm.lo > 0).mean(), (calm.hi < 0).mean(), (fallen.hi < 0).mean()


def date(rng: np.random.Generator, worlds: int) -> Iterator[Row]:
    """A fall at the middle of half a year either side: how often the date's interval holds it, and how wide it is."""
    yield "fortnights", "rho", "mean", "variance/mean", "rate after", "interval covers", "width in fortnights"
    for periods, rho, (mean, ratio), factor in product(
        (104, 208), (0.0, 0.8, 0.9), ((2, 10), (2, 40), (10, 10), (10, 40)), (0.15, 0.4)
    ):
        y = rng.poisson(rough(rng, rho, (worlds, periods), mean, ratio) * _fall(periods, factor))
        middle = periods // 2
        found = single_break(y[:, middle - 13 : middle + 13], inflation(y))
        covers = (found.first <= 13) & (found.last >= 13)
        yield periods, rho, mean, ratio, factor, covers.mean(), (found.last - found.first).mean()


def segments(rng: np.random.Generator, worlds: int) -> Iterator[Row]:
    """Series without a break, and with a fall to a tenth: how often the penalised segmentation has one."""
    yield "periods", "rho", "mean", "variance/mean", "false breaks", "found the fall"
    for periods, rho, (mean, ratio) in product((48, 104), (0.0, 0.74, 0.83), ((10, 10), (20, 35), (20, 67))):
        level = rough(rng, rho, (worlds, periods), mean, ratio)
        share = []
        for factor in (1.0, 0.1):
            y = rng.poisson(level * _fall(periods, factor))
            found = segment(y, 4, inflation(y, most=1), penalty=6 * float(np.log(periods)))
            share.append((found.chosen > 0).mean())
        yield periods, rho, mean, ratio, *share


def _fall(periods: int, factor: float) -> Floats:
    return np.where(np.arange(periods) >= periods // 2, factor, 1.0)


TABLES = {"lag": lag, "step": step_, "date": date, "segments": segments}


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", choices=TABLES)
    parser.add_argument("--worlds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    rows = TABLES[given.table](np.random.default_rng(given.seed), given.worlds)
    for i, row in enumerate(rows):
        print("| " + " | ".join(f"{v:.3g}" if isinstance(v, float) else str(v) for v in row) + " |")  # noqa: T201
        if i == 0:
            print("|" + "---|" * len(row))  # noqa: T201


if __name__ == "__main__":
    main()
