"""Two texts side by side, in the terminal and as JSON. No score per text: what can be tested differs by speaker."""

import json
from collections.abc import Mapping

from rich.console import Console
from rich.text import Text

from inquest.model.compared import ComparedText, Comparison, Relation, Row
from inquest.model.finding import Finding
from inquest.model.flat import FlatClaim
from inquest.report.clean import clip, line, quoted
from inquest.report.json_ import rounded
from inquest.report.publish import licensed_findings

QUOTE = 40
"""Words of a quote that are shown."""
NO_SCORE = (
    "No text is scored: which claims can be tested differs by speaker, and a claim that only one text makes is no "
    "fault of the other."
)
HEADINGS: dict[Relation, str] = {
    "opposite": "They say the opposite",
    "different figures": "They give different figures",
    "both say": "Both say",
    "only one": "Only one says",
}


def comparison_json(found: Comparison) -> str:
    """Everything as JSON after ``schemas/comparison-1.json``: sorted keys, floats to 6 significant digits."""
    kept = found.model_copy(update={"findings": licensed_findings(found.findings, found.record)})
    data = rounded(kept.model_dump(mode="json"))
    return json.dumps(data, sort_keys=True, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def title_of(text: ComparedText) -> str:
    """What a text goes by: its title, else the name of its file."""
    return clip(text.title or text.name, 20)


def credit_of(text: ComparedText) -> str:
    """Author, publisher and day."""
    day = text.date.isoformat() if text.date else f"undated ({line(text.date_reason)})"
    return ", ".join([*(clip(p, 12) for p in (text.author, text.publisher) if p), day])


def speaker_of(claim: FlatClaim) -> str:
    """Who says it, in words."""
    who = "the author" if claim.speaker == "article" else clip(claim.speaker, 14)
    return f"{who}, via {clip(claim.via, 14)}" if claim.via else who


def sections(found: Comparison) -> list[tuple[str, str, tuple[Row, ...]]]:
    """(anchor, heading, rows) of everything there is, the disagreements first."""
    out = []
    for relation in ("opposite", "different figures", "both say"):
        rows = tuple(r for r in found.joined if r.relation == relation)
        out.append((relation.replace(" ", "-"), HEADINGS[relation], rows))
    out.append(("only-a", "Only A says", found.only_a))
    out.append(("only-b", "Only B says", found.only_b))
    return [s for s in out if s[2]]


def relation_note(row: Row) -> str:
    """What must be known of a row's disagreement."""
    if row.rivals:
        return "Each gives first place to another; not both can be right."
    if row.relation == "different figures":
        return "The figures can\u2019t both hold."
    return ""


def render_comparison(found: Comparison, console: Console) -> None:
    """What both texts speak to, the disagreements first; then what only one says."""
    for letter, text in (("A", found.a), ("B", found.b)):
        _say(console, f"{letter}: {title_of(text)} ({credit_of(text)}), {text.claims} claims", "bold")
        for note in text.notes:
            _say(console, f"Note: {line(note)}", "dim", 2)
    findings = {f.id: f for f in found.findings}
    for _, heading, rows in sections(found):
        console.print()
        _say(console, f"{heading}: {len(rows)}", "bold underline")
        for row in rows:
            _row(row, findings, console)
    if not sections(found):
        _say(console, "Neither text makes a claim that was recognised.")
    console.print()
    for source in dict.fromkeys(f.card.source for f in found.findings):
        _say(console, f"Source: {line(source)}.", "dim")
    _say(console, f"{NO_SCORE} Not reviewed by a person yet.", "dim")


def _row(row: Row, findings: Mapping[str, Finding], console: Console) -> None:
    console.print()
    _say(console, f"{line(row.about)} ({row.kind})", "bold", 2)
    for letter, claims, stands in (("A", row.a, row.stands_a), ("B", row.b, row.stands_b)):
        for claim in claims:
            _say(console, f"{letter}: \u201c{quoted(claim.quote, QUOTE)}\u201d ({speaker_of(claim)})", "", 4)
        if claims and row.relation != "both say" and row.a and row.b:
            _say(console, f"{letter} says: {line(stands)}", "", 6)
    if note := relation_note(row):
        _say(console, note, "", 4)
    for rests in row.findings:
        one = findings[rests.finding]
        letters = " and ".join(x for x, ids in (("A", rests.a), ("B", rests.b)) if ids)
        _say(console, f"{line(one.card.verdict_words)} (tested for {letters})", "bold", 4)
        _say(console, f"Tested: {line(one.card.tested)} {line(one.card.sentences[0])}", "dim", 6)
        _say(console, f"Cannot show: {line(one.card.cannot_show)}", "dim", 6)
    for reason in row.untested:
        _say(console, f"Not tested: {line(reason)}", "dim", 4)


def _say(console: Console, text: str, style: str = "", indent: int = 0) -> None:
    for part in Text(text, style=style).wrap(console, max(console.width - indent, 20)):
        part.rstrip()
        console.print(Text(" " * indent).append_text(part), soft_wrap=True)
