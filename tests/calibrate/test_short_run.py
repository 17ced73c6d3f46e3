"""CI's short run: every kind with a simulator, fixed seed, failing only above the 99.9% bound of what is allowed."""

import time
from pathlib import Path

import pytest

from inquest.calibrate.run import calibrate, simulated

MOST_SECONDS = 60
"""Of processor time: the machine may be busy with other tests."""


@pytest.mark.parametrize("kind", simulated())
def test_a_short_run_meets_every_demand(kind: str, tmp_path: Path) -> None:
    began = time.process_time()
    found = calibrate([kind], short=True, home=tmp_path).kinds[0]
    assert time.process_time() - began < MOST_SECONDS
    failing = {d.name: (d.text, d.worst, d.failing) for d in found.demands if d.holds is False}
    assert not failing
