"""Predictions for the annotated passages in the folder of worked cases, in the format its score.py reads."""

import calendar
import datetime as dt
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from inquest.extract._flat import flat_claims, flat_json, to_ground
from inquest.extract.rules import EXTRACTOR
from inquest.model.claim import Extraction
from inquest.model.document import Document
from inquest.read import open_document
from inquest.resolve.gazetteer import Gazetteer
from inquest.resolve.ground import ground


def predictions(document: Document, found: Extraction, names: Gazetteer) -> list[dict[str, Any]]:
    """What ``inquest claims --json`` gives, read back as any other tool would."""
    listed: list[dict[str, Any]] = json.loads(
        flat_json(flat_claims(found, [ground(c, document, names) for c in to_ground(found)]))
    )
    return listed


def _dated(document: Document, stated: str) -> Document:
    """The document with the date of its annotation, of which only the month or the year may be known."""
    parts = [int(p) for p in stated.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]
    precision = ("year", "month", "day")[len(parts) - 1]
    return document.model_copy(update={"date": dt.date(year, month, day), "date_precision": precision})


def write_predictions(cases: Path, out: Path, names: Gazetteer) -> None:
    """One NN.json per passage."""
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted((cases / "texts").glob("[0-9][0-9].txt")):
        note = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        text = path.read_text(encoding="utf-8").split("\n", 2)[2]
        document = _dated(open_document(text), note["date"].split(" ")[0])
        found = EXTRACTOR.extract(document, names)
        (out / f"{path.stem}.json").write_text(json.dumps(predictions(document, found, names)), encoding="utf-8")


def score(cases: Path, out: Path, names: Gazetteer) -> dict[str, Any]:
    """The report of the folder's own score.py."""
    write_predictions(cases, out, names)
    done = subprocess.run(
        [sys.executable, cases / "score.py", cases / "texts", out, "--json"], capture_output=True, text=True, check=True
    )
    report: dict[str, Any] = json.loads(done.stdout)
    return report
