"""All chunks of some kinds, in parallel and resumable, and what they add up to."""

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from pathlib import Path

from inquest.calibrate.chunks import CHUNK, Chunk, chunks, code_of, done, read, run_chunk, work_folder
from inquest.calibrate.demands import demands
from inquest.calibrate.placebo import OPTION, PLACEBOS
from inquest.calibrate.rates import cell_result, fault_result
from inquest.calibrate.worlds import mode_of
from inquest.contracts import Kind, Progress, Simulator, quiet
from inquest.errors import InquestError, UnknownNameError, UsageError
from inquest.model.calibration import Calibration, KindCalibration
from inquest.model.world import Cell
from inquest.registry import load, names
from inquest.version import VERSION

SEED = 20_200_504
"""Default seed of the worlds."""
WORLDS = 400
"""Worlds a cell, unless told otherwise."""
SHORT = 200
"""Worlds of a short run over all cells of a kind."""
SHORT_LEAST = 6
"""Worlds a cell of a short run at the least."""


def short_worlds(cells: int) -> int:
    """Worlds a cell of a short run.

    >>> short_worlds(10), short_worlds(100)
    (20, 6)
    """
    return max(SHORT_LEAST, SHORT // max(cells, 1))


def simulated() -> tuple[str, ...]:
    """Kinds that have a simulator."""
    return tuple(k for k in names("simulate") if k in names("kinds"))


def chosen(kinds: Sequence[str]) -> tuple[str, ...]:
    """The kinds asked for, each once; all that have a simulator if none is named.

    Raises
    ------
    UnknownNameError
        If a kind has no simulator or there is no such kind.
    """
    known = simulated()
    for kind in kinds:
        if kind not in known:
            raise UnknownNameError(
                f"there is no simulator of a kind named {kind!r}", choices=known, cure="name one of these, or none"
            )
    return tuple(dict.fromkeys(kinds)) or known


def cells_of(kind: str) -> tuple[Cell, ...]:
    """The cells of a kind's calibration, fixed in advance by its simulator.

    Raises
    ------
    InquestError
        If two cells have one name, or a cell names a fault or placebo that isn't there.
    """
    cells = tuple(load("simulate", kind).cells())
    if len({c.name for c in cells}) != len(cells):
        raise InquestError(f"two cells of simulate/{kind}.py have the same name", cure="set them apart by an option")
    faults = ("none", *names("simulate.faults"))
    for cell in cells:
        if cell.fault not in faults:
            raise UnknownNameError(f"simulate/{kind}.py names the fault {cell.fault!r}", choices=faults)
        if cell.options.get(OPTION) and cell.options[OPTION] not in PLACEBOS:
            raise UnknownNameError(
                f"simulate/{kind}.py names the placebo {cell.options[OPTION]!r}", choices=[*PLACEBOS]
            )
    return cells


def calibrate(
    kinds: Sequence[str] = (),
    *,
    worlds: int | None = None,
    short: bool = False,
    jobs: int = 1,
    seed: int = SEED,
    home: Path | None = None,
    progress: Progress = quiet,
) -> Calibration:
    """Error rates of kinds on worlds where the truth is known.

    Parameters
    ----------
    kinds : registry names; all that have a simulator if empty.
    worlds : worlds a cell; ``WORLDS`` if None.
    short : about ``SHORT`` worlds a kind over all its cells, instead of ``worlds``; demands are judged by bounds.
    jobs : worker processes; the result is the same with any number.
    seed : of the worlds.
    home : folder under which rows are kept; else the user's cache.

    Returns
    -------
    Calibration
        Determined by the code, the seed and the number of worlds alone.

    Raises
    ------
    UsageError, UnknownNameError
        For a number of worlds or a kind that can't be.
    """
    if worlds is not None and (worlds < 1 or short):
        raise UsageError(
            f"{worlds} worlds a cell" + (" and a short run" if short else ""),
            "at least 1, and either a number of worlds or a short run",
            cure="leave one of them out",
        )
    wanted = chosen(kinds)
    if not wanted:
        raise UnknownNameError("no kind has a simulator", cure="add simulate/<kind>.py")
    folder = work_folder(code_of(wanted), seed, home)
    cells = {kind: cells_of(kind) for kind in wanted}
    counts = {k: short_worlds(len(c)) if short else worlds or WORLDS for k, c in cells.items()}
    every = {kind: chunks(kind, cells[kind], counts[kind]) for kind in wanted}
    _run([c for found in every.values() for c in found], seed, folder, jobs, progress)
    return Calibration(
        inquest_version=VERSION,
        code=code_of(wanted),
        seed=seed,
        worlds=0 if short else worlds or WORLDS,
        command=command(kinds, None if short else worlds or WORLDS, seed),
        kinds=tuple(_kind(kind, cells[kind], every[kind], folder, short=short) for kind in wanted),
    )


def command(kinds: Sequence[str], worlds: int | None, seed: int) -> str:
    """The command that gives the same figures; ``worlds`` None for a short run.

    >>> command(["level"], 200, 5)
    'inquest calibrate level --worlds 200 --seed 5'
    """
    size = "--short" if worlds is None else f"--worlds {worlds}"
    return " ".join(["inquest calibrate", *dict.fromkeys(kinds), size, f"--seed {seed}"])


def _run(every: Sequence[Chunk], seed: int, folder: Path, jobs: int, progress: Progress) -> None:
    """Run the chunks that aren't done; an interrupt leaves those that are."""
    waiting = [c for c in every if not done(c, folder)]
    total, held = _sizes(every), _sizes(every)
    for c in waiting:
        held[c.kind] -= c.size
    for kind, size in total.items():
        progress(kind, held[kind], size)
    for c in _each(waiting, seed, folder, min(jobs, max(len(waiting), 1))):
        held[c.kind] += c.size
        progress(c.kind, held[c.kind], total[c.kind])


def _sizes(every: Sequence[Chunk]) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for c in every:
        sizes[c.kind] = sizes.get(c.kind, 0) + c.size
    return sizes


def _each(waiting: Sequence[Chunk], seed: int, folder: Path, jobs: int) -> Iterator[Chunk]:
    """Chunks as they are done, in any order."""
    if jobs <= 1:
        for chunk in waiting:
            yield run_chunk(chunk, seed, folder)
            gc.collect()  # the command line collects rarely: worlds hold cycles, some megabytes each
        return
    pool = ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_deaf)
    try:
        pending: set[Future[Chunk]] = {pool.submit(run_chunk, c, seed, folder) for c in waiting}
        while pending:
            finished, pending = wait(pending, return_when=FIRST_COMPLETED)
            for future in finished:
                yield future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)  # what is under way is finished and kept


def _deaf() -> None:
    """Ctrl-C is for the process that was started; its workers finish their chunk, and end when it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _kind(kind: str, cells: Sequence[Cell], every: Sequence[Chunk], folder: Path, *, short: bool) -> KindCalibration:
    simulator: Simulator = load("simulate", kind)
    about: Kind = load("kinds", kind)
    rows = {c.name: [r for chunk in every if chunk.cell is c for r in read(chunk, folder)] for c in cells}
    results = [cell_result(c, mode_of(simulator, c), simulator.visible(c), rows[c.name]) for c in cells]
    used = sorted({c.fault for c in cells} - {"none"})
    pairs = [(c, rows[c.name]) for c in cells if not c.options.get(OPTION)]
    faults = [fault_result(load("simulate.faults", name), pairs) for name in used]
    asked = demands(simulator.mode, results, faults, short=short)
    return KindCalibration(
        kind=kind,
        title=about.title,
        mode=simulator.mode,
        cells=tuple(results),
        faults=tuple(faults),
        demands=asked,
        holds=all(d.holds is not False for d in asked),
    )


__all__ = [
    "CHUNK",
    "SEED",
    "SHORT",
    "WORLDS",
    "calibrate",
    "cells_of",
    "chosen",
    "command",
    "short_worlds",
    "simulated",
]
