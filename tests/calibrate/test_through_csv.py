"""Some worlds take the long way: written as a file in the source's layout, ingested, asked through the engine."""

from pathlib import Path

import numpy as np
import pytest

from inquest.calibrate.run import simulated
from inquest.calibrate.worlds import Bench
from inquest.model.record import Span
from inquest.model.world import EventTable
from inquest.record import store
from inquest.simulate._csv import write_ged


@pytest.mark.parametrize("kind", simulated())
def test_a_world_from_a_file_gives_the_same_row(kind: str, tmp_path: Path) -> None:
    """One complete world and one with a fault; the spans are declared as the world has them."""

    def ingested(events: EventTable, spans: tuple[Span, ...]) -> store.Record:
        root = tmp_path / str(len(list(tmp_path.iterdir())))
        root.mkdir()
        write_ged(events, root / "world.csv")
        covers = (min(s.start for s in spans), max(s.end for s in spans))
        vintage = store._vintage(root, root / "world.csv", {"covers": covers}, store.quiet)
        pointer = store._put_in_force(root, [vintage], store.quiet)
        return store.Record(root, pointer, "duckdb", store.quiet)

    bench = Bench(kind)
    cells = bench.simulator.cells()
    chosen = [next(c for c in cells if c.fault == "none"), *[c for c in cells if c.fault != "none"][:1]]
    for cell in chosen:
        seed = np.random.SeedSequence(11)
        assert bench.row(cell, 0, seed, ingested) == bench.row(cell, 0, seed)
