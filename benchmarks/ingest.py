"""Ingest against DuckDB's own bare ``read_csv`` to Parquet, in one run: time ratio and peak memory.

    python benchmarks/ingest.py [--rows 386000]

The large file is made by resampling the bundled rows with new ids. Each measurement runs in a process of its own, so
that peak memory is that of the task alone; the best of three runs counts. Targets: at most 2 times the bare read, under
1 GB.
"""

import argparse
import csv
import gzip
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DATA = Path(__file__).parents[1] / "src" / "inquest" / "data" / "ged"
TARGET_RATIO, TARGET_MB = 2.0, 1000.0


def _bare(paths: list[str], folder: Path) -> None:
    import duckdb

    with duckdb.connect() as con:
        for i, path in enumerate(paths):
            con.execute(f"copy (from read_csv('{path}', all_varchar = true)) to '{folder / f'{i}.parquet'}'")


def _inquest(paths: list[str], folder: Path) -> None:
    from inquest.record.ingest import ingest

    for i, path in enumerate(paths):
        target = folder / str(i)
        target.mkdir()
        ingest(Path(path), target)


def _whole(paths: list[str], folder: Path) -> None:
    """Ingest and put together: what ``data add`` does."""
    from inquest.record.assemble import assemble
    from inquest.record.ingest import ingest

    made = []
    for i, path in enumerate(paths):
        target = folder / str(i)
        target.mkdir()
        made.append((ingest(Path(path), target), target))
    (folder / "record").mkdir()
    assemble(made, folder / "record")


TASKS = {"bare": _bare, "ingest": _inquest, "whole": _whole}


def _one(task: str, paths: list[str]) -> None:
    import duckdb

    duckdb.connect().close()
    if task != "bare":
        import inquest.record.assemble  # noqa: F401 - importing is not what is compared
        from inquest import registry

        registry.every("sources")
    with tempfile.TemporaryDirectory() as name:
        start = time.perf_counter()
        TASKS[task](paths, Path(name))
        seconds = time.perf_counter() - start
    print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def _measure(paths: list[Path]) -> dict[str, tuple[float, float]]:
    """Task -> best seconds, most MB; the tasks take turns, so that a busy machine slows all alike."""
    runs: dict[str, list[tuple[float, float]]] = {task: [] for task in TASKS}
    for _ in range(3):
        for task, done in runs.items():
            command = [sys.executable, __file__, "--task", task, *map(str, paths)]
            output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
            done.append(tuple(json.loads(output)))
    return {task: (min(r[0] for r in done), max(r[1] for r in done)) for task, done in runs.items()}


def _resample(target: Path, rows: int) -> None:
    with gzip.open(DATA / "ucdp_ged_syria_2016_2019.csv.gz", "rt", encoding="utf-8", newline="") as handle:
        reader = csv.reader(handle)
        header, real = next(reader), list(reader)
    chosen = random.Random(20)  # noqa: S311 - a sample, no secret
    with target.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(header)
        for number in range(rows):
            row = chosen.choice(real)
            writer.writerow([str(1_000_000 + number), *row[1:]])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=386_000)
    parser.add_argument("--task", choices=sorted(TASKS))
    parser.add_argument("paths", nargs="*")
    options = parser.parse_args()
    if options.task:
        _one(options.task, options.paths)
        return
    missed = False
    with tempfile.TemporaryDirectory() as name:
        large = Path(name) / "resampled.csv"
        _resample(large, options.rows)
        print(f"{'files':<28}{'bare s':>9}{'ingest s':>10}{'ratio':>7}{'with tables s':>15}{'peak MB':>9}")
        for label, paths in (
            ("bundled (Syria, Iraq)", sorted(DATA.glob("ucdp_ged_*.csv.gz"))),
            (f"{options.rows} rows, resampled", [large]),
        ):
            (bare, _), (own, memory), (whole, most) = _measure(paths).values()
            missed |= own > TARGET_RATIO * bare or max(memory, most) > TARGET_MB
            print(f"{label:<28}{bare:>9.2f}{own:>10.2f}{own / bare:>7.2f}{whole:>15.2f}{max(memory, most):>9.0f}")
    print(f"targets: ratio at most {TARGET_RATIO}, peak under {TARGET_MB:.0f} MB")
    if missed:
        sys.exit("missed")


if __name__ == "__main__":
    main()
