"""The same war with two sides trading names: in the events, in the dictionary, and back again in what was found."""

import copy
import csv
import gzip
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from inquest.api import SEED, begin, defaults
from inquest.inquiry import Inquiry
from inquest.model.finding import Case
from inquest.read import open_document
from inquest.record.bundled import bundled_files
from inquest.record.store import open_record
from inquest.resolve.gazetteer import Gazetteer

FILES = ("syria", "iraq")
Rows = list[dict[str, str]]
WORDS = ("Alpha", "Bravo")
"""Labels of the two sides: one word and one grammar, so that sentences differ in the name and in nothing else."""


@dataclass(frozen=True)
class Swap:
    """Two sides: UCDP number, UCDP name and id in the dictionary of each."""

    one: tuple[int, str, str]
    other: tuple[int, str, str]

    def turn(self, value: Any) -> Any:
        """A number, name or id of one side becomes the other's; containers are walked, keys included."""
        if isinstance(value, Mapping):
            return {self.turn(k): self.turn(v) for k, v in value.items()}
        if isinstance(value, list | tuple):
            return [self.turn(v) for v in value]
        for here, there in ((self.one, self.other), (self.other, self.one)):
            for mine, yours in zip(here, there, strict=True):
                if value == mine or value == str(mine):
                    return type(value)(yours)
        return value


IS_SDF = Swap((234, "IS", "islamic-state"), (6288, "SDF", "sdf"))


def bundled() -> dict[str, Rows]:
    """The bundled events as their publisher wrote them, by file."""
    found = {}
    for name in FILES:
        source = next(p for p in bundled_files() if name in p.name)
        with gzip.open(source, "rt", encoding="utf-8", newline="") as handle:
            found[name] = list(csv.DictReader(handle))
    return found


def turned(events: Rows, swap: Swap) -> Rows:
    """Events in which two sides trade places, alone and within coalitions."""
    found = []
    for event in events:
        row = dict(event)
        for side in ("a", "b"):
            row[f"side_{side}_new_id"] = swap.turn(row[f"side_{side}_new_id"])
            row[f"side_{side}"] = ", ".join(swap.turn(n) for n in row[f"side_{side}"].split(", "))
        row["dyad_name"] = f"{row['side_a']} - {row['side_b']}"
        found.append(row)
    return found


def kept(events: Mapping[str, Rows], folder: Path) -> Path:
    """A home whose record holds these events and no others: not the publisher's release, which tells of other sides."""
    paths = []
    for name, rows in events.items():
        (folder / name).mkdir(parents=True)
        paths.append(folder / name / "GEDEvent_v99_1.csv")  # the name declares the release
        with paths[-1].open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, rows[0].keys(), quoting=csv.QUOTE_ALL)  # no copy of a known file
            writer.writeheader()
            writer.writerows(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("inquest.record.bundled.bundled_files", lambda: tuple(paths))
        open_record(folder / "home")
    return folder / "home"


def dictionary(swap: Swap, *, trade: bool) -> Gazetteer:
    """The shipped dictionary with plain labels for two sides; ``trade`` gives each what is known of the other.

    Which words mean which side stays as it is: "ISIS" is the side of that id, whatever is known of it.
    """
    packed = json.loads((files("inquest") / "data" / "names" / "packed" / "names.json").read_text(encoding="utf-8"))
    if trade:
        for table in ("blocs", "milestones", "roles", "known"):
            packed[table] = swap.turn(packed[table])
    blocs = packed["blocs"] = copy.deepcopy(packed["blocs"])
    for (_, _, ident), word in zip((swap.one, swap.other), WORDS, strict=True):
        blocs[ident]["label"] = word
    return Gazetteer(packed)


def inquiry(sentence: str, home: Path, names: Gazetteer | None = None, *, date: str) -> Inquiry:
    """An inquiry on a sentence, with a dictionary of one's own."""
    begun = begin(open_document(sentence, date=date), home=home)
    if names is None:
        return begun
    return replace(begun, gazetteer=names, context=names.context(begun.record.info, defaults(), seed=SEED))


def substance(case: Case) -> Any:
    """All that was found, without the words of the text and of its sources' headlines."""
    found = []
    for finding in case.findings:
        data = finding.model_dump(mode="json", exclude={"command"})
        for event in data["evidence"]:
            event.pop("headline")
            event["sides"] = [event.pop(s).split(", ") for s in ("side_a", "side_b")]
        found.append(data)
    refused = [(r.kind, r.reason, r.text, r.unlock) for r in case.refusals]
    return json.loads(json.dumps([found, refused]))


def named_back(data: Any, swap: Swap) -> Any:
    """What was found, with ids and labels of the two sides traded back inside sentences, and names in events."""
    pairs = {swap.one[2]: swap.other[2], WORDS[0]: WORDS[1]}
    both = pairs | {v: k for k, v in pairs.items()}
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, both))})(?![\w-])")

    def walk(value: Any) -> Any:
        if isinstance(value, Mapping):
            return {walk(k): swap.turn(v) if k == "sides" else walk(v) for k, v in value.items()}
        if isinstance(value, list):
            return [walk(v) for v in value]
        return pattern.sub(lambda m: both[m[0]], value) if isinstance(value, str) else value

    return walk(data)
