"""One finding for others to use: its specification table as CSV, its card as Markdown."""

import csv
import io
import re

from inquest.model.finding import Case, Finding
from inquest.report.clean import cell, line, six
from inquest.report.json_ import context
from inquest.report.publish import PublishInfo, licensed, published

_HEAD = ("specification", "point", "low", "high", "line", "position", "weight", "flip_factor", "failed")
_POSITIONS = {1: "pro", 0: "open", -1: "con"}


def specifications_csv(finding: Finding, case: Case | None = None) -> str:
    """The specification table as CSV, one row per cell of the multiverse.

    Comment rows before the header carry the proposition tested, what the data cannot show, source and review status,
    and with ``case`` the date and "1 of N findings on this text". No cell can be taken for a formula.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for key, value in _context(finding, case).items():
        writer.writerow([f"# {key.replace('_', ' ')}", cell(value)])
    names = [c.name for c in finding.multiverse.choices]
    writer.writerow([*_HEAD[:1], *(cell(n) for n in names), *_HEAD[1:]])
    for index, s in enumerate(finding.specifications):
        figures = [None if v is None else six(v) for v in (s.point, s.low, s.high, s.null)]
        rest = [six(s.weight), None if s.flip is None else six(s.flip), cell(s.failed)]
        writer.writerow([index + 1, *(cell(o) for o in s.options), *figures, _POSITIONS[s.position], *rest])
    return out.getvalue()


def _context(finding: Finding, case: Case | None) -> dict[str, str]:
    if case is not None:
        return context(case, finding)
    card = finding.card
    return {
        "verdict": card.verdict_words,
        "proposition_tested": card.tested,
        "cannot_show": card.cannot_show,
        "source": card.source,
        "review": card.review,
        "position": "one finding of several on its text; the case file has the others",
    }


def card_markdown(case: Case, finding: Finding, *, publish: PublishInfo | None = None) -> str:
    """A card as Markdown, with everything that must go with a verdict.

    Raises
    ------
    UsageError
        If the finding is not in the case or is held back from publication.
    """
    allowed = published(case, publish) if publish else licensed(case)
    around = context(allowed, finding)
    card = next(f for f in allowed.findings if f.id == finding.id).card
    who = "the author" if around["speaker"] == "author" else around["speaker"]
    parts = [
        f"> {_md(around['quote'])}",
        f"> – {_md(who)}",
        "",
        f"**{_md(card.verdict_words)}**",
        "",
        _md(" ".join(card.sentences)),
        "",
        f"- Tested: {_md(card.tested)}",
        f"- Cannot show: {_md(card.cannot_show)}",
        f"- What would overturn it: {_md(card.overturn)}",
        f"- Source: {_md(card.source)}",
        f"- Date: {around['date']}",
        f"- Review: {_md(card.review)}",
        f"- {around['position']}",
    ]
    return "\n".join(parts) + "\n"


def _md(text: str) -> str:
    """Text with Markdown's and HTML's special characters escaped, on one line."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", line(text)).replace("&", "&amp;")
