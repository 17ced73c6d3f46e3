"""Predictions for the annotated passages in the folder of worked cases, in the format its score.py reads."""

import calendar
import datetime as dt
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from inquest.errors import InquestError
from inquest.extract.rules import EXTRACTOR
from inquest.model.claim import Claim, Extraction
from inquest.model.document import Document
from inquest.model.grounding import Grounded
from inquest.read import open_document
from inquest.resolve.gazetteer import Gazetteer
from inquest.resolve.ground import ground

CHECKABLE = {
    "level",
    "priority",
    "trend",
    "engagement",
    "attribution",
    "comparison",
    "episode",
    "sequence",
    "containment",
    "exchange",
}


def _labels(mentions: tuple[Grounded, ...]) -> list[str]:
    """The best candidate's label, or the words where the gazetteer knows none or can't tell."""
    out: list[str] = []
    for grounded in mentions:
        sure = grounded.candidates and grounded.candidates[0].weight >= 0.4
        out.append(grounded.candidates[0].label if sure else grounded.mention.text)
    return list(dict.fromkeys(out))


def _grounded(claim: Claim, document: Document, names: Gazetteer) -> dict[str, Any]:
    """Actors, targets, place and period as the product resolves them."""
    try:
        grounding = ground(claim, document, names)
    except InquestError:  # no date where one is needed: the period stays open, as the product would say
        grounding = ground(claim.model_copy(update={"periods": (), "baselines": ()}), document, names)
    told = grounding.told
    ends = {"start": told.start and told.start.isoformat(), "end": told.end and told.end.isoformat()}
    return {
        "actors": _labels(grounding.actors),
        "targets": _labels(grounding.targets),
        "place": "; ".join(m.text for m in claim.places) or told.place,
        "period": ends if told.start or told.end else None,
    }


def predictions(document: Document, found: Extraction, names: Gazetteer) -> list[dict[str, Any]]:
    """Claims, and the statements that are listed as not checkable."""
    out: list[dict[str, Any]] = []
    for claim in found.claims:
        q = claim.quantity
        value: Any = None if q is None else [q.value, q.high] if q.op == "between" else q.value
        out.append(
            {
                "quote": claim.quote,
                "start": claim.start,
                "end": claim.end,
                "kind": claim.kind,
                "checkable": claim.kind in CHECKABLE and claim.slots.get("needs") not in {"means", "media"},
                "speaker": "article" if claim.speaker == "author" else claim.speaker,
                **_grounded(claim, document, names),
                "polarity": claim.polarity,
                "quantity": q and {"op": q.op, "value": value, "unit": q.unit},
            }
        )
    for s in found.statements:
        if s.not_checkable in {"opinion", "call", "offer", "intention", "prediction", "normative", "question"}:
            kind = {"question": "opinion", "call": "normative", "offer": "intention"}.get(
                s.not_checkable, s.not_checkable
            )
            out.append(
                {
                    "quote": s.quote,
                    "start": s.start,
                    "end": s.end,
                    "kind": kind,
                    "checkable": False,
                    "speaker": "article" if s.speaker == "author" else s.speaker,
                    "actors": [],
                    "targets": [],
                    "place": None,
                    "period": None,
                    "polarity": "affirm",
                    "quantity": None,
                }
            )
    return sorted(out, key=lambda p: (p["start"], p["end"], p["kind"]))


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
