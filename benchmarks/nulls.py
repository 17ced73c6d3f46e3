"""The nulls of a finding, from the panel's rows to the joint p-value, against NumPy loops over specifications.

    python benchmarks/nulls.py [--specifications 10000] [--periods 1000] [--repeat 3]

The null of a change is that the series may stand anywhere against the tested windows: every specification is measured
at every circular shift, the same for all (``stats.joint.joint_change``). *Loop* is what one writes: for each
specification filter the rows, sum them by period, take the series at every shift by an index, sum over both windows,
log. *Loop, running totals* replaces the index by differences of running totals, which is half of the product's idea.
Both loops run over every hundredth specification and are scaled; both must give the p-value of the whole on these.
Time is that of the processor on one thread, which other work on the machine disturbs less than the clock.
"""

import argparse
import os
import sys
import time

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
if __name__ == "__main__" and any(os.environ.get(name) != "1" for name in THREADS):
    os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | dict.fromkeys(THREADS, "1"))  # noqa: S606 - one BLAS thread must be set before NumPy loads

import numpy as np  # noqa: E402 - after the restart

from inquest.stats.distinct import series_of  # noqa: E402 - after the restart
from inquest.stats.joint import joint_change  # noqa: E402 - after the restart

TARGET = 100


def made_panel(specifications, periods, rows=8000, atoms=300, seed=1):
    """Rows of atom, period and events, and a mask of atoms for each specification."""
    rng = np.random.default_rng(seed)
    cells = np.sort(rng.choice(atoms * periods, rows, replace=False))
    masks = rng.random((specifications, atoms)) < rng.uniform(0.2, 0.9, (specifications, 1))
    return cells // periods, cells % periods, rng.geometric(0.4, rows), masks


def product(panel, window, baseline):
    atom, period, values, masks = panel
    periods = window.size
    dense = np.bincount(atom * periods + period, values, masks.shape[1] * periods).reshape(1, -1, periods)
    series, which = series_of(dense.astype(np.int64), masks, np.zeros(len(masks), np.int64))
    return joint_change(series, window, baseline, 1, np.bincount(which, minlength=len(series)))


def loop(panel, window, baseline, totals):
    atom, period, values, masks = panel
    periods = window.size
    at = [(np.flatnonzero(mask)[None] - np.arange(periods)[:, None]) % periods for mask in (window, baseline)]
    change = np.empty((len(masks), periods))
    for s, mask in enumerate(masks):
        rows = mask[atom]
        y = np.bincount(period[rows], values[rows], periods)
        if totals:
            c = np.concatenate([[0], np.cumsum(np.concatenate([y, y]))])
            late, early = (c[i[:, 0] + i.shape[1]] - c[i[:, 0]] for i in at)
        else:
            late, early = (y[i].sum(1) for i in at)
        change[s] = np.log((late + 0.5) / at[0].shape[1]) - np.log((early + 0.5) / at[1].shape[1])
    means = change.mean(0)
    return (means >= means[0] - 1e-9).mean()


def timed(function, *given):
    start = time.process_time()
    out = function(*given)
    return time.process_time() - start, out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--specifications", type=int, default=10_000)
    parser.add_argument("--periods", type=int, default=1000)
    parser.add_argument("--repeat", type=int, default=3)
    args = parser.parse_args()
    panel = made_panel(args.specifications, args.periods)
    t = np.arange(args.periods)
    window, baseline = t >= 0.7 * args.periods, t < 0.6 * args.periods
    some = (*panel[:3], panel[3][::100])
    best = dict.fromkeys(("nulls", "loop", "loop, running totals"), np.inf)
    for _ in range(args.repeat):
        seconds, whole = timed(product, panel, window, baseline)
        best["nulls"] = min(best["nulls"], seconds)
        for label, totals in (("loop", False), ("loop, running totals", True)):
            seconds, p = timed(loop, some, window, baseline, totals)
            best[label] = min(best[label], seconds * len(panel[3]) / len(some[3]))
            np.testing.assert_allclose(p, product(some, window, baseline).p_pro)
    count = len(panel[3]) * whole.draws
    left, right = panel[3].astype(np.float32), np.ones((panel[3].shape[1], args.periods), np.float32)
    multiplying = min(timed(np.matmul, left, right)[0] for _ in range(3))
    table, index = np.log(np.arange(1, 9000.0)), np.full((512, args.periods), 4000)
    reading = min(timed(table.take, index)[0] for _ in range(5)) * 2 * len(panel[3]) / 512
    print(f"{len(panel[3]):,} specifications x {whole.draws:,} shifts of {args.periods:,} periods")
    print("| run | processor time, s | nulls a second | product is faster by |\n|---|---|---|---|")
    for label, seconds in best.items():
        print(f"| {label} | {seconds:.2f} | {count / seconds:.2e} | {seconds / best['nulls']:.1f} |")
    print(f"bounds: making the series (matrix product) {multiplying:.2f} s, reading their log rates {reading:.2f} s")
    ratio = best["loop"] / best["nulls"]
    if ratio < TARGET:
        sys.exit(f"missed: {ratio:.0f} times the loop, the target is {TARGET}")


if __name__ == "__main__":
    main()
