"""Scores the trial's sentences: right, undecided or refused, the wrong way round."""

import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from inquest.model.finding import Case

FOR = {"supported", "mostly supported"}
AGAINST = {"contradicted", "mostly contradicted"}
SENTENCES = Path(__file__).with_name("sentences.yaml")


def load(name: str) -> list[dict[str, Any]]:
    """The sentences of a set: seen, kept or left out."""
    found: list[dict[str, Any]] = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))[name]
    return found


def mark(sentence: dict[str, Any], case: Case) -> str:
    """``right``, ``open`` (undecided, mixed or refused) or ``wrong`` (any verdict on the other side)."""
    verdicts = {f.verdict for f in case.findings}
    if sentence["verdict"] == "untestable":
        return "wrong" if verdicts & (FOR | AGAINST) else "right"
    ours, theirs = (FOR, AGAINST) if sentence["verdict"] else (AGAINST, FOR)
    if verdicts & theirs:
        return "wrong"
    return "right" if verdicts and verdicts <= ours else "open"


def table(sentences: list[dict[str, Any]], ask: Callable[[str], Case]) -> tuple[dict[str, Counter[str]], list[str]]:
    """Marks by form, and one line for each sentence that isn't right."""
    marks: dict[str, Counter[str]] = defaultdict(Counter)
    lines: list[str] = []
    for one in sentences:
        case = ask(one["text"])
        said = mark(one, case)
        marks[one["form"]][said] += 1
        if said != "right":
            lines.append(f"{said:6}{one['id']} {one['verdict']!s:10} {one['text']}")
            lines += [f"         {f.verdict}: {f.proposition.tested} | {f.card.sentences[0]}" for f in case.findings]
            lines += [f"         refused {r.kind} {r.reason}: {r.text}" for r in case.refusals]
            lines += [f"         {s.not_checkable}: {s.reason}" for s in case.statements if s.not_checkable]
    return marks, lines


def main() -> None:
    import inquest

    marks, lines = table(load(sys.argv[1]), lambda text: inquest.check(text).frozen)
    sys.stdout.write("\n".join(lines) + "\n")
    for form, count in {**marks, "all": sum(marks.values(), Counter())}.items():
        sys.stdout.write(f"{form:12} {count['right']:3} right {count['open']:3} open {count['wrong']:3} wrong\n")


if __name__ == "__main__":
    main()
