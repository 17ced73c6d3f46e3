"""How many articles a minute ``rules`` reads on one core, against plain loops, and what memory it holds.

Articles are those of ``tests/texts/dev``, and the same joined to about 5,000 characters. Timed apart: reading
(sentences, title, date, language), extraction (every statement and claim), and grounding (what the names and times of
each claim mean).

The plain loop is what a competent person writes today: split at full stops, look the same names up in each sentence
that has a word for violence, with one alternation of ``re`` or as runs of words in a set, and note the numbers beside
them. It tells no claim from a call or a denial, no speaker, no roles (who did what to whom), no pronouns and no times.
The machine's limit is one pass over the characters in C (``str.translate``).

Memory: articles that all differ, one after the other in one process; resident memory after a tenth and after all.

Run: ``./dev bench read`` or ``python benchmarks/read.py [ARTICLES]`` (10,000 if none is said).
"""

import os
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from inquest.extract.rules import EXTRACTOR
from inquest.read import open_document
from inquest.resolve.gazetteer import load_gazetteer
from inquest.resolve.ground import ground

TEXTS = Path(__file__).parent.parent / "tests" / "texts" / "dev"
LONG = 5_000
"""Characters of a longer article."""
TARGET = 200
"""Articles a minute, at least."""
GROWTH = 5.0
"""Megabytes that memory may grow between a tenth of the articles and all."""
ROUNDS = 3
DATE = "2018-05-01"
VIOLENCE = re.compile(
    r"\b(?:kill|attack|fight|fought|clash|bomb|shell|strike|battle|died|dead|deaths)\w*", re.IGNORECASE
)
WORD = re.compile(r"[\w'’-]+")
NUMBER = re.compile(r"\d[\d,.]*")
GAZETTEER = load_gazetteer()


def joined(texts: Sequence[str]) -> list[str]:
    """Articles of about ``LONG`` characters, made of following ones."""
    found, part = [], ""
    for text in [*texts, *texts]:
        part = f"{part}\n\n{text}" if part else text
        if len(part) >= LONG:
            found.append(part[: part.rfind(".", 0, LONG + 500) + 1])
            part = ""
    return found


def read(text: str) -> object:
    """The document only."""
    return open_document(text, date=DATE)


def extracted(text: str) -> object:
    """The document, and every statement and claim."""
    return EXTRACTOR.extract(open_document(text, date=DATE), GAZETTEER)


def grounded(text: str) -> object:
    """The same, and what the names and times of each claim mean."""
    document = open_document(text, date=DATE)
    claims = EXTRACTOR.extract(document, GAZETTEER).claims
    return [ground(claim, document, GAZETTEER) for claim in claims]


def plain() -> tuple[Callable[[str], object], Callable[[str], object]]:
    """The plain loops, with the names that Inquest keeps at hand: by one alternation, and by runs of words in a set."""
    names = {form.casefold() for what in ("actor", "place") for form in GAZETTEER.forms(what)}
    longest = max(len(name.split()) for name in names)
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")\b")

    def by_pattern(sentence: str) -> list[str]:
        return pattern.findall(sentence.casefold())

    def by_set(sentence: str) -> list[str]:
        words = WORD.findall(sentence.casefold())
        runs = (" ".join(words[i : i + n]) for i in range(len(words)) for n in range(1, longest + 1))
        return [run for run in runs if run in names]

    def loop(find: Callable[[str], list[str]]) -> Callable[[str], object]:
        return lambda text: [
            (sentence, find(sentence), NUMBER.findall(sentence))
            for sentence in re.split(r"(?<=[.!?])\s+", text)
            if VIOLENCE.search(sentence)
        ]

    return loop(by_pattern), loop(by_set)


def machine(text: str) -> object:
    """One pass over the characters."""
    return text.translate(SIGNS)


SIGNS = {ord("a"): "b"}


def per_minute(do: Callable[[str], object], texts: Sequence[str]) -> float:
    """Articles a minute of processor time; the best of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for text in texts:
            do(text)
        best = min(best, time.process_time() - start)
    return 60 * len(texts) / best


def resident() -> float:
    """Megabytes of this process in memory now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def growth(texts: Sequence[str], count: int) -> tuple[float, float]:
    """Resident memory after a tenth of the articles, and after all; each is another text."""
    early = 0.0
    for i in range(count):
        base = texts[i % len(texts)]
        grounded(base.replace(". ", f". Witness {i} of unit {i * 7} said so. ", 3) + f"\n\nNumber {i} of the list.\n")
        if i + 1 == count // 10:
            early = resident()
    return early, resident()


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    short = [path.read_text(encoding="utf-8") for path in sorted(TEXTS.glob("*.txt"))]
    loops = plain()
    missed = []
    print("| articles | characters | what | a minute | by a loop, `re` | by a loop, set | by one pass | target | |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name, texts in (("short", short), ("long", joined(short))):
        size = sum(map(len, texts)) / len(texts)
        by_pattern, by_set, limit = (per_minute(do, texts) for do in (*loops, machine))
        for what, do in (("read", read), ("and extracted", extracted), ("and grounded", grounded)):
            speed = per_minute(do, texts)
            last = do is grounded
            met = speed >= TARGET
            missed += [name] if last and not met else []
            print(
                f"| {name} | {size:,.0f} | {what} | {speed:,.0f} "
                f"| {by_pattern / speed:.2f} | {by_set / speed:.1f} | {limit / speed:,.0f} "
                f"| {f'at least {TARGET}' if last else ''} | {('met' if met else 'missed') if last else ''} |"
            )
    print('\nColumns "by": how many times as many articles the loop, or one pass, goes through in that time.')
    early, late = growth(short, count)
    flat = late - early <= GROWTH
    print(
        f"\nResident memory after {count // 10:,} articles {early:.0f} MB, after {count:,} {late:.0f} MB "
        f"(may grow by {GROWTH:.0f}): {'met' if flat else 'missed'}"
    )
    if missed or not flat:
        sys.exit("missed: " + ", ".join([*missed, *([] if flat else ["flat memory"])]))


if __name__ == "__main__":
    main()
