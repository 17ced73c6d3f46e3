"""Calibrate kinds and write what is committed of it.

That is docs/calibration, the figures shipped with the package, and the line of each kind's docs page that holds them.
Run from the root of the checkout, after a change of a kind, a simulator, a default or the statistics:
python tools/write_calibration.py [KIND ...] [--worlds N] [--jobs N] [--seed N]
"""

import argparse
import json
import os
import sys
from pathlib import Path

from inquest.calibrate.run import SEED, calibrate, chosen
from inquest.calibrate.summary import packed
from inquest.cli._common import progress_shown
from inquest.report.calibration_files import measured_line, with_measured_line, write_folder
from inquest.report.files import write_text

ROOT = Path(__file__).parents[1]
DOCS, KINDS = ROOT / "docs" / "calibration", ROOT / "docs" / "kinds"
SHIPPED = ROOT / "src" / "inquest" / "data" / "calibration"


def main() -> None:
    """Run the calibration of the kinds named, or of all, and write the files of each as soon as it is done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND")
    parser.add_argument("--worlds", type=int, default=None)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    SHIPPED.mkdir(parents=True, exist_ok=True)
    for kind in chosen(given.kinds):
        with progress_shown() as progress:
            found = calibrate([kind], worlds=given.worlds, jobs=given.jobs, seed=given.seed, progress=progress)
        write_folder(found, DOCS)
        figures = packed(found, found.kinds[0])
        write_text(SHIPPED / f"{kind}.json", figures)
        page = KINDS / f"{kind}.md"
        line = measured_line(kind, json.loads(figures))
        write_text(page, with_measured_line(page.read_text(encoding="utf-8"), line))
        failing = [d.name for d in found.kinds[0].demands if d.holds is False]
        sys.stdout.write(f"{kind}: {', '.join(failing) or 'every demand that applies holds'}\n")


if __name__ == "__main__":
    main()
