"""Calibrate kinds and write what is committed of it.

That is docs/calibration, the figures shipped with the package, and the line of each kind's docs page that holds them.
Run from the root of the checkout, after a change of a kind, a simulator, a default or the statistics:
python tools/write_calibration.py [KIND ...] [--worlds N] [--jobs N] [--seed N] [--pages]
"""

import argparse
import json
import os
import sys
from pathlib import Path

from inquest.calibrate.run import SEED, calibrate, chosen
from inquest.calibrate.summary import packed, rejudged
from inquest.cli._common import progress_shown
from inquest.model.calibration import Calibration
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
    parser.add_argument("--pages", action="store_true", help="run nothing: write the pages of committed results again")
    given = parser.parse_args()
    SHIPPED.mkdir(parents=True, exist_ok=True)
    if given.pages:
        for path in sorted(DOCS.glob("*.json")):
            put(rejudged(Calibration.model_validate_json(path.read_text(encoding="utf-8"))))
        return
    for kind in chosen(given.kinds):
        with progress_shown() as progress:
            put(calibrate([kind], worlds=given.worlds, jobs=given.jobs, seed=given.seed, progress=progress))


def put(found: Calibration) -> None:
    """Write everything that is committed of a kind's calibration, in the order that its JSON has."""
    found = Calibration.model_validate_json(json.dumps(found.model_dump(mode="json"), sort_keys=True))
    kind = found.kinds[0]
    write_folder(found, DOCS)
    figures = packed(found, kind)
    write_text(SHIPPED / f"{kind.kind}.json", figures)
    page = KINDS / f"{kind.kind}.md"
    line = measured_line(kind.kind, json.loads(figures))
    write_text(page, with_measured_line(page.read_text(encoding="utf-8"), line))
    failing = [d.name for d in kind.demands if d.holds is False]
    sys.stdout.write(f"{kind.kind}: {', '.join(failing) or 'every demand that applies holds'}\n")


if __name__ == "__main__":
    main()
