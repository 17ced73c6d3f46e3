"""Chunks: the same bytes with any number of workers, resumed where they stopped, keyed by code and seed."""

import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from inquest import api
from inquest.calibrate import run as module
from inquest.calibrate.chunks import CHUNK, Chunk, chunks, code_of, read, run_chunk, work_folder, write
from inquest.calibrate.run import calibrate, cells_of, chosen, command, short_worlds
from inquest.calibrate.worlds import Bench, defaults, only, seed_of
from inquest.errors import InquestError, MachineError, RecordError, UnknownNameError, UsageError
from inquest.model.proposition import Proposal, Refusal
from inquest.model.world import Cell
from inquest.registry import load

FAST = 25


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*.jsonl"))}


def test_any_number_of_workers_gives_the_same_bytes(few_cells: tuple[Cell, ...], tmp_path: Path) -> None:
    one, two = (calibrate(["level"], worlds=FAST, jobs=n, home=tmp_path / str(n)) for n in (1, 2))
    assert one == two
    assert files(tmp_path / "1") == files(tmp_path / "2")
    assert len(files(tmp_path / "1")) == len(few_cells) * 2
    cells = one.kinds[0].cells
    assert [c.worlds for c in cells] == [FAST] * len(few_cells)
    assert all(c.strong_wrong.hits == c.mild_wrong.hits == c.unmirrored.hits == 0 for c in cells)
    assert all(c.covered.share == 1 for c in cells), "a complete record's bounds hold its own total"


def test_what_is_done_is_not_done_again(few_cells, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[Chunk] = []

    def counted(chunk: Chunk, seed: int, folder: Path) -> Chunk:
        ran.append(chunk)
        return run_chunk(chunk, seed, folder)

    monkeypatch.setattr(module, "run_chunk", counted)
    first = calibrate(["level"], worlds=FAST, home=tmp_path)
    assert len(ran) == 2 * len(few_cells)
    next(iter(sorted(tmp_path.rglob("*.jsonl")))).unlink()
    ran.clear()
    seen: list[tuple[str, int, int]] = []
    assert calibrate(["level"], worlds=FAST, home=tmp_path, progress=lambda *s: seen.append(s)) == first
    assert len(ran) == 1
    assert seen[0][1] == FAST * len(few_cells) - ran[0].size
    assert seen[-1] == ("level", FAST * len(few_cells), FAST * len(few_cells))
    ran.clear()
    calibrate(["level"], worlds=2 * CHUNK, home=tmp_path)
    assert [c.index for c in ran] == [1] * len(few_cells), "whole chunks of a smaller run are kept"
    ran.clear()
    calibrate(["level"], worlds=FAST, seed=1, home=tmp_path)
    assert len(ran) == 2 * len(few_cells), "another seed is another calibration"


def test_worlds_depend_on_kind_cell_and_chunk_alone() -> None:
    draws = {
        np.random.default_rng(seed_of(*key)).integers(2**62)
        for key in ((1, "a", "x", 0), (2, "a", "x", 0), (1, "b", "x", 0), (1, "a", "y", 0), (1, "a", "x", 1))
    }
    assert len(draws) == 5
    cells = (Cell(0.5, 20, 24), Cell(-0.5, 20, 24))
    assert [c.index for c in chunks("level", cells, 41)] == [0, 1, 2] * 2


def test_a_fault_or_placebo_leaves_the_world_as_it_is() -> None:
    from inquest.calibrate.worlds import drawn

    cell, seed = Cell(0.5, 20, 24), np.random.SeedSequence(3)
    world, truth, events = drawn(load("simulate", "level"), cell, seed)
    assert events is world.events
    placebo = replace(cell, options={"placebo": "windows"})
    other, nothing, moved = drawn(load("simulate", "level"), placebo, np.random.SeedSequence(3))
    np.testing.assert_array_equal(other.events.columns["day"], world.events.columns["day"])
    assert (nothing.margin, nothing.value) == (0.0, truth.null)
    assert (moved.columns["day"] != world.events.columns["day"]).any()


def test_the_defaults_are_those_of_a_check() -> None:
    assert defaults() == api.defaults()


def test_a_plan_is_made_once_for_one_proposition() -> None:
    bench = Bench("level")
    seeds = np.random.SeedSequence(5).spawn(2)
    bench.row(Cell(0.5, 20, 24), 0, seeds[0])
    held = bench._planned
    bench.row(Cell(0.5, 20, 24), 0, seeds[0])
    assert bench._planned is held, "the same world asks for the same plan"
    bench.row(Cell(0.5, 20, 24), 1, seeds[1])
    assert bench._planned is not held, "another line is another proposition"


def test_the_key_is_the_code(tmp_path: Path) -> None:
    assert work_folder("a" * 64, 3, tmp_path) == tmp_path / "calibration" / f"{'a' * 16}-3"
    assert len(code_of(("level",))) == 64


def test_a_damaged_work_folder_is_said_so(few_cells: tuple[Cell, ...], tmp_path: Path) -> None:
    chunk = Chunk("level", few_cells[0], 0, 2)
    run_chunk(chunk, 1, tmp_path)
    path = chunk.path(tmp_path)
    path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    with pytest.raises(RecordError, match=r"holds 1 rows.*2 worlds.*delete"):
        read(chunk, tmp_path)


def test_a_folder_that_cant_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(MachineError, match="can't be written"):
        write(tmp_path / "file" / "below" / "x.jsonl", "x")


@pytest.mark.parametrize(
    ("options", "error", "said"),
    [
        ({"kinds": ["nonesuch"]}, UnknownNameError, "nonesuch.*Choices: .*level"),
        ({"kinds": ["level"], "worlds": 0}, UsageError, "0 worlds a cell"),
        ({"kinds": ["level"], "worlds": 5, "short": True}, UsageError, "5 worlds a cell and a short run"),
    ],
)
def test_usage(options: dict[str, object], error: type[InquestError], said: str) -> None:
    with pytest.raises(error, match=said):
        calibrate(**options)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ((Cell(1, 2, 3), Cell(1, 2, 3)), "two cells"),
        ((Cell(1, 2, 3, "nonesuch"),), "fault 'nonesuch'"),
        ((Cell(1, 2, 3, options={"placebo": "nonesuch"}),), "placebo 'nonesuch'.*actors, streams, windows"),
    ],
)
def test_cells_that_cant_be(cells: tuple[Cell, ...], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(load("simulate", "level")), "cells", lambda self: cells)
    with pytest.raises(InquestError, match=said):
        cells_of("level")


def test_a_kind_must_answer_with_one_proposition_or_refuse() -> None:
    refusal = Refusal(claim="c", kind="level", reason="too few events", text="", unlock="")
    assert only(Proposal(refusals=(refusal,)), "census", "level", Cell(1, 2, 3)) == (None, "too few events")
    with pytest.raises(InquestError, match=r"0 propositions in mode census.*one, or a refusal"):
        only(Proposal(), "census", "level", Cell(1, 2, 3))


def test_the_command_repeats_the_run() -> None:
    assert command(("a", "b", "a"), None, 3) == "inquest calibrate a b --short --seed 3"
    assert chosen(["level", "level"]) == ("level",)
    assert short_worlds(1) == 200


INTERRUPTED = """
import sys
from pathlib import Path
from inquest.calibrate.run import calibrate
from inquest.model.world import Cell
from inquest.registry import load
if __name__ == "__main__":
    type(load("simulate", "level")).cells = lambda self: (Cell(0.5, 20, 24),)
    try:
        calibrate(["level"], worlds=20000, jobs=2, home=Path(sys.argv[1]))
    except KeyboardInterrupt:
        sys.exit(130)
"""


def test_an_interrupt_keeps_what_is_done(tmp_path: Path) -> None:
    script = tmp_path / "long.py"
    script.write_text(INTERRUPTED, "utf-8")
    process = subprocess.Popen([sys.executable, str(script), str(tmp_path)], stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 60
    while not list(tmp_path.rglob("*.jsonl")) and time.monotonic() < until:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert "Traceback" not in said
    done = list(tmp_path.rglob("*.jsonl"))
    assert done
    assert all(len(p.read_text("utf-8").splitlines()) == CHUNK for p in done)
    assert not list(tmp_path.rglob(".*")), "nothing half-written is left"


def test_workers_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    script = tmp_path / "long.py"
    script.write_text(INTERRUPTED, "utf-8")
    process = subprocess.Popen([sys.executable, str(script), str(tmp_path)], stdout=subprocess.PIPE)
    until = time.monotonic() + 60
    while not list(tmp_path.rglob("*.jsonl")) and time.monotonic() < until:
        time.sleep(0.05)
    process.kill()
    process.communicate(timeout=60)  # the workers hold the pipe open as long as they live
