"""What the ``rules`` extractor reads in annotated texts or single claims, and its scores as a table."""

import argparse
import calendar
import datetime as dt
import json
import re
import sys
from pathlib import Path
from typing import Any

import yaml
from tests.extract.score_cases import predictions
from tests.texts.scoring import SLOTS, Names, Pair, confusion, figures, match, score_folder

from inquest.extract.rules import EXTRACTOR
from inquest.model.document import Document
from inquest.read import open_document
from inquest.resolve.gazetteer import Gazetteer, load_gazetteer

HERE = Path(__file__).resolve().parent


def dated(text: str, date: str) -> Document:
    """The text with its date, which may be a month or a year only."""
    parts = [int(p) for p in re.findall(r"\d+", date)[:3]]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]
    known = ("year", "month", "day")[len(parts) - 1]
    document = open_document(text, date=dt.date(year, month, day))
    return document.model_copy(update={"date_precision": known})


def predict(folder: Path, names: Gazetteer, only: set[str] | None = None) -> dict[str, list[dict[str, Any]]]:
    """Stem -> what the extractor reads in the text; in some texts only, if asked."""
    out: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(p for p in folder.glob("[0-9][0-9].json") if only is None or p.stem in only):
        date = json.loads(path.read_text(encoding="utf-8"))["date"]
        document = dated(path.with_suffix(".txt").read_text(encoding="utf-8").split("\n", 2)[2], date)
        out[path.stem] = predictions(document, EXTRACTOR.extract(document, names), names)
    return out


def tested_ids(folder: Path, names: Gazetteer) -> dict[str, set[str]]:
    """Stem -> ids of the claims that would be tested as they stand: no words make them wait, and a kind has a test."""
    out: dict[str, set[str]] = {}
    for path in sorted(folder.glob("[0-9][0-9].json")):
        date = json.loads(path.read_text(encoding="utf-8"))["date"]
        document = dated(path.with_suffix(".txt").read_text(encoding="utf-8").split("\n", 2)[2], date)
        claims = EXTRACTOR.extract(document, names).claims
        out[path.stem] = {c.id for c in claims if c.unconfirmed is None and not c.slots.get("needs")}
    return out


def as_note(one: dict[str, Any]) -> dict[str, Any]:
    """A single claim as the annotation of a text of one sentence, spoken by whoever the reader finds."""
    start, end = one["period"] or [None, None]
    quantity = None
    if one["quantity"]:
        op, *value, unit = one["quantity"]
        quantity = {"op": op, "value": value if op == "between" else value[0], "unit": unit}
    slots = {"claim": one["sentence"], "sentence_index": 0, "quantity": quantity, "speaker": "article"}
    return {
        "sentences": [one["sentence"]],
        "sentences_without_claim": [],
        "claims": [{**one, **slots, "time": {"start": start, "end": end, "text": None}}],
    }


def score_sentences(path: Path, aliases: Path, names: Gazetteer, ends: str = "") -> dict[str, list[Pair]]:
    """Kind -> the pairs of its single claims; of those only whose id ends with one of some letters, if asked."""
    table = Names.of(json.loads(aliases.read_text(encoding="utf-8")), "")
    out: dict[str, list[Pair]] = {}
    for one in yaml.safe_load(path.read_text(encoding="utf-8")):
        if ends and one["id"][-1] not in ends:
            continue
        document = dated(one["sentence"], one["date"])
        got = predictions(document, EXTRACTOR.extract(document, names), names)
        silent = [{**p, "speaker": "article"} for p in got]  # who speaks is not annotated here
        out.setdefault(one["kind"], []).extend(match(as_note(one), document.text, silent, table))
    return dict(sorted(out.items()))


def table(found: dict[str, list[Pair]]) -> str:
    """One line for each text and one for all, then the kinds that were mistaken for each other."""
    everything = [pair for pairs in found.values() for pair in pairs]
    wide = max(map(len, [*found, "all"])) + 1
    heads = " ".join(f"{slot[:8]:>8}" for slot in SLOTS)
    lines = [f"{'':{wide}}{'ann':>5}{'pred':>5}{'match':>6} {'check F1':>9} {'all F1':>7} {'kind+act':>9} {heads}"]
    for name, pairs in [*found.items(), ("all", everything)]:
        f = figures(pairs)
        right = " ".join(f"{f['accuracy'][slot]:8.2f}" for slot in SLOTS)
        counts = f"{f['annotated']:5}{f['predicted']:5}{f['matched']:6}"
        scores = f"{f['checkable']:9.3f} {f['listed']:7.3f} {f['kind_and_actors']:9.3f}"
        lines.append(f"{name:{wide}}{counts} {scores} {right}")
    lines.append("\nkind, annotated -> predicted")
    for kind, row in confusion(everything).items():
        lines.append(f"  {kind:15}" + ", ".join(f"{k} {n}" for k, n in row.most_common()))
    return "\n".join(lines) + "\n"


def _said(claim: dict[str, Any], slot: str) -> Any:
    return claim.get("time", claim.get("period")) if slot == "period" else claim.get(slot)


def errors(found: dict[str, list[Pair]]) -> str:
    """Each wrong slot, each claim that was missed and each that nobody annotated, with its sentence."""
    lines: list[str] = []
    for stem, pairs in found.items():
        last = None
        for pair in pairs:
            wrong = [slot for slot in (*SLOTS, "checkable") if not pair.agree.get(slot, True)]
            if pair.want and pair.got and not wrong:
                continue
            if pair.sentence != last:
                lines.append(f"\n{stem}  {pair.sentence or '(in no sentence)'}")
                last = pair.sentence
            if pair.want and pair.got:
                lines.append(f"  {pair.want['id']} {pair.want['kind']}: {pair.want['claim']}")
                want, got = pair.want, pair.got
                lines += [f"      {slot:9} want {_said(want, slot)!r}, got {_said(got, slot)!r}" for slot in wrong]
            elif pair.want:
                test = "checkable" if pair.want["checkable"] else "not checkable"
                lines.append(f"  {pair.want['id']} {pair.want['kind']} MISSED ({test}): {pair.want['claim']}")
            elif pair.got:
                lines.append(f"  EXTRA {pair.got['kind']} (checkable {pair.got['checkable']}): {pair.got['quote']}")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description="Score the rules extractor on annotated texts or single claims.")
    parser.add_argument("source", help="a folder of texts (dev) or a file of single claims (sentences.yaml)")
    parser.add_argument("--aliases", type=Path, help="names file (default: aliases.json beside the folder or the file)")
    parser.add_argument("--errors", action="store_true", help="each wrong slot with its sentence")
    parser.add_argument("--only", default="", help="some texts or kinds only: 03,07")
    args = parser.parse_args()
    source = next((p for p in (HERE / args.source, Path(args.source)) if p.exists()), None)
    if source is None or not (source.is_file() or list(source.glob("[0-9][0-9].json"))):
        parser.error(f"{args.source} is neither a folder of annotated texts (NN.txt with NN.json) nor a file of claims")
    aliases, names = args.aliases or source.parent / "aliases.json", load_gazetteer()
    if source.is_file():
        found = score_sentences(source, aliases, names)
    else:
        found = score_folder(source, aliases, predict(source, names))
    if args.only:
        found = {stem: pairs for stem, pairs in found.items() if stem in args.only.split(",")}
    sys.stdout.write(table(found))
    if args.errors:
        sys.stdout.write(errors(found))
