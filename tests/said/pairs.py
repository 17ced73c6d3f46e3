"""Scores of "Was it said?" on the pairs of known answer; run as a module to print the table of docs/said.md."""

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from inquest.model.claim import Extraction, Statement
from inquest.model.document import Document
from inquest.model.said import Said
from inquest.read import open_document
from inquest.said import Source, was_it_said

PAIRS = Path(__file__).with_name("pairs.yaml")
FOUND = ("verbatim", "shortened", "reworded", "changed")


@dataclass(frozen=True)
class Pair:
    """One statement with its known answer, and what was found."""

    item: dict[str, Any]
    said: Said | None

    @property
    def label(self) -> str:
        """What was found, in the words of the pairs."""
        if self.said is None or not self.said.passages:
            return "absent"
        if self.said.result == "verbatim":
            return "shortened" if self.said.shortened else "verbatim"
        return "changed" if self.said.differs else "reworded"

    @property
    def placed(self) -> bool:
        """Whether the passage found is the one meant."""
        at = self.item.get("at")
        return at is None or bool(self.said and any(at in p.text for p in self.said.passages))


def compared(talk: dict[str, Any], item: dict[str, Any]) -> Pair:
    words = f"“{item['said']}”" if item.get("quoted") else item["said"]
    statement = Statement(
        id="s01", sentence=0, quote=words, start=0, end=len(words), speaker=talk["speaker"], mode="reports"
    )
    source = Source(open_document(talk["text"]), talk["speaker"], (talk["speaker"],))
    found = was_it_said(Document(text=words), Extraction(statements=(statement,), claims=()), [source])
    return Pair(item, found.results[0] if found.results else None)


def pairs(chosen: str) -> list[Pair]:
    talks = yaml.safe_load(PAIRS.read_text(encoding="utf-8"))["talks"]
    return [compared(t, i) for t in talks if t["set"] == chosen for i in t["items"]]


def figures(done: list[Pair]) -> dict[str, tuple[float, float, int]]:
    """Precision, recall and number for each label; "found": any passage, and the right one."""
    out = {}
    for label in (*FOUND, "absent"):
        said = [p for p in done if p.label == label]
        there = [p for p in done if p.item["is"] == label]
        right = [p for p in said if p.item["is"] == label and p.placed]
        out[label] = (len(right) / max(len(said), 1), len(right) / max(len(there), 1), len(there))
    said = [p for p in done if p.label != "absent"]
    there = [p for p in done if p.item["is"] != "absent"]
    right = [p for p in said if p.item["is"] != "absent" and p.placed]
    out["found at all"] = (len(right) / max(len(said), 1), len(right) / max(len(there), 1), len(there))
    return out


def main() -> None:
    for chosen in ("tuned", "held", "fresh"):
        done = pairs(chosen)
        print(f"\n{chosen}: {len(done)} pairs\n\n| answer | pairs | precision | recall |\n|---|---|---|---|")  # noqa: T201 - a script
        for label, (precision, recall, count) in figures(done).items():
            print(f"| {label} | {count} | {precision:.2f} | {recall:.2f} |")  # noqa: T201 - a script
        if chosen in sys.argv[1:]:
            for p in done:
                if p.label != p.item["is"] or not p.placed:
                    found = p.said and (p.said.similarity, [x.text for x in p.said.passages], p.said.differs)
                    print(p.item["is"], "->", p.label, p.item["said"], found)  # noqa: T201 - a script
    print(Counter(p.item["is"] for c in ("tuned", "held", "fresh") for p in pairs(c)))  # noqa: T201 - a script


if __name__ == "__main__":
    main()
