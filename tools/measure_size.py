"""Size, coverage and power of the statistics on rough series, as Markdown.

``python tools/measure_size.py trend|share|lag|step|date|segments [--worlds 1000] [--seed 1]`` prints one table;
``python tools/measure_size.py all`` writes every table to docs/statistics-measured.md.
"""

import argparse
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt

from inquest.simulate._counts import counts
from inquest.stats.changepoint import inflation, segment, single_break
from inquest.stats.coverage import MONTHS, simulate_coverage
from inquest.stats.lag import lagged, sign_of
from inquest.stats.step import step
from inquest.stats.trend import log_ratio
from inquest.stats.whitening import whitened

Floats = npt.NDArray[np.float64]
Row = tuple[object, ...]


def rough(rng: np.random.Generator, rho: float, shape: tuple[int, int], mean: float, ratio: float) -> Floats:
    """Intensities with a lognormal autoregression: variance to mean ``ratio`` of the counts drawn from them."""
    spread = np.sqrt(np.log1p((ratio - 1) / mean))
    level = rng.standard_normal(shape)
    for t in range(1, shape[1]):
        level[:, t] = rho * level[:, t - 1] + np.sqrt(1 - rho**2) * level[:, t]
    return np.asarray(mean * np.exp(spread * level - spread**2 / 2))


def trend(rng: np.random.Generator, worlds: int) -> Iterator[Row]:
    """Monthly series whose rate doesn't change: how often the interval of the log ratio holds 0, by events a month.

    Approximate intervals move no verdict. Series with an empty window are left out.
    """
    rates = (7, 30, 120)
    yield "months", "window", "variance/mean", "rho", *(f"{r} a month" for r in rates), "called"
    for months, window, (ratio, rho) in product(
        (36, 48, 72, 120), (3, 6, 12), ((1, 0.0), (4, 0.7), (8, 0.85), (35, 0.74), (67, 0.83))
    ):
        at = np.arange(months)
        late, early = at >= months - window, (at >= months - 2 * window) & (at < months - window)
        found = []
        for rate in rates:
            y = counts(np.full((worlds, months), float(rate)), rng, rough=ratio, rho=rho)
            made = log_ratio(y, late, early)
            known = np.isfinite(made.point)
            found.append(float(((made.lo <= 0) & (made.hi >= 0))[known].mean()))
        yield months, window, ratio, rho, *found, "approximate" if made.approximate else "95%"


def share(rng: np.random.Generator, worlds: int) -> Iterator[Row]:
    """Monthly series with a known share: how often its interval holds it, in the worst of four settings, by rho.

    Below .93 it is called approximate and moves no verdict. ``simulate_coverage`` of stats/coverage.py.
    """
    rhos = (0.0, 0.4, 0.6, 0.74, 0.83, 0.9)
    seed = int(rng.integers(2**31))
    yield "months", *(f"rho {r}" for r in rhos)
    for months in MONTHS:
        yield months, *(simulate_coverage(months, rho, worlds=worlds, seed=seed) for rho in rhos)


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


TABLES = {"trend": trend, "share": share, "lag": lag, "step": step_, "date": date, "segments": segments}
TITLES = {
    "trend": "Trend: log ratio of two windows",
    "share": "Share of a process",
    "lag": "Lagged association",
    "step": "Step across a date",
    "date": "Date of a break",
    "segments": "Number of breaks",
}
PAGE = Path(__file__).resolve().parents[1] / "docs" / "statistics-measured.md"


def table(name: str, worlds: int, seed: int) -> str:
    """One table as Markdown."""
    lines = []
    for i, row in enumerate(TABLES[name](np.random.default_rng(seed), worlds)):
        lines.append("| " + " | ".join(f"{v:.3g}" if isinstance(v, float) else str(v) for v in row) + " |")
        if i == 0:
            lines.append("|" + "---|" * len(row))
    return "\n".join(lines)


def page(worlds: int, seed: int) -> str:
    """All tables, with how they were made."""
    parts = [
        "# The statistics, measured",
        f"Written by `python tools/measure_size.py all --worlds {worlds} --seed {seed}`: {worlds} series in each cell, "
        f"so a share of .95 is known to {1.96 * np.sqrt(0.95 * 0.05 / worlds):.3f} either way. What each statistic "
        "is: [statistics](statistics.md). What verdicts come of it: [calibration](calibration/index.md).",
    ]
    for name, title in TITLES.items():
        text = " ".join((TABLES[name].__doc__ or "").split()).replace("``", "`")
        parts += [f"## {title}", text, table(name, worlds, seed)]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Print one table, or write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", choices=[*TABLES, "all"])
    parser.add_argument("--worlds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if given.table == "all":
        PAGE.write_text(page(given.worlds, given.seed), encoding="utf-8")
    else:
        print(table(given.table, given.worlds, given.seed))  # noqa: T201


if __name__ == "__main__":
    main()
