"""The terminal summary: one line a finding, refusals grouped. Quiet-safe: no markup is read from foreign text."""

from pathlib import Path

from rich.console import Console
from rich.text import Text

from inquest.model.finding import Case
from inquest.report.clean import line
from inquest.report.parts import CardView, CaseView
from inquest.report.view import view

_SIGNS = {"backs": "●", "mostly-backs": "◐", "split": "◧", "mostly-against": "◈", "against": "◆", "open": "○"}
_STYLES = {"backs": "blue", "mostly-backs": "blue", "split": "magenta", "mostly-against": "yellow", "against": "yellow"}
_PLAIN = {"backs": "[+]", "mostly-backs": "[(+)]", "split": "[+/-]", "mostly-against": "[(-)]", "against": "[-]"}


def render_text(case: Case, console: Console, report_path: Path | str | None = None) -> None:
    """Print the summary of a case.

    Parameters
    ----------
    case : Case
    console : rich.console.Console
        Where to; colour and width are its business, and a file or pipe gets plain text.
    report_path : path or None
        Where the HTML report is, if one was written.
    """
    shown = view(case)
    _head(shown, console)
    for group in shown.groups:
        console.print()
        _say(console, group.heading, "bold")
        for card in group.cards:
            _finding(card, console)
    _refusals(shown, console)
    if shown.uncheckable:
        kinds = ", ".join(sorted({u.what for u in shown.uncheckable}))
        _say(console, f"Not claims of fact: {len(shown.uncheckable)} ({kinds}).", "dim")
    if shown.questions:
        _say(console, "Only a person can settle (unanswered, every option is run):", "bold")
        for question in shown.questions:
            options = " | ".join(f"--answer {line(question.id)}={line(o.id)}" for o in question.options)
            _say(console, f"{line(question.text)}  {options}", indent=2)
    for warning in shown.warnings:
        _say(console, f"Note: {warning}", "dim")
    for citation in dict.fromkeys(s.citation for s in shown.sources):
        lines = [s for s in shown.sources if s.citation == citation]
        releases = ", ".join(f"{line(s.release)}{' (simulated)' if s.simulated else ''}" for s in lines)
        _say(console, f"Source: {citation}. Releases: {releases}. {lines[0].licence}.".replace("..", "."), "dim")
    _say(console, "Not reviewed by a person yet.", "dim")
    if report_path is not None:
        _say(console, f"Report: {report_path}")


def _head(shown: CaseView, console: Console) -> None:
    _say(console, shown.title, "bold underline")
    _say(console, shown.credit + (f" ({shown.date_note})" if shown.date_note else ""), "dim")
    if shown.simulated:
        _say(console, "Part of this record is simulated: it shows how a test works, not what happened.", "bold")
    console.print()
    if shown.answer:
        _say(console, line(shown.answer.question), "bold")
        for sentence in shown.answer.sentences:
            _say(console, line(sentence), indent=2)
    if shown.argument:
        console.print()
        _say(console, shown.argument)


def _finding(card: CardView, console: Console) -> None:
    signs = _SIGNS if (console.encoding or "").lower().startswith("utf") else _PLAIN
    text = Text()
    text.append(f"{signs.get(card.tone, signs.get('open', '[?]'))} {card.verdict_words}", _STYLES.get(card.tone, ""))
    text.append(f"\n“{card.whole_quote}” ({card.speaker})")
    text.append(f"\n{' '.join(card.sentences)}", "dim")
    _print(console, text, 2)


def _refusals(shown: CaseView, console: Console) -> None:
    before = ""
    for group in shown.refusals:
        if group.heading != before:
            console.print()
            _say(console, group.heading, "bold")
        before = group.heading
        for item in group.items:
            latest = f" Latest covered: {item.latest}." if item.latest else ""
            _say(console, f"○ “{item.quote}” ({item.speaker}). {item.text}{latest}", indent=2)
        _say(console, f"To test {'it' if len(group.items) == 1 else 'these'}: {group.unlock}", indent=2)
    if shown.refusals:
        console.print()


def _say(console: Console, text: str, style: str = "", indent: int = 0) -> None:
    _print(console, Text(text, style=style), indent)


def _print(console: Console, text: Text, indent: int) -> None:
    """Wrapped and indented, without blanks at the end of a line."""
    for row in text.wrap(console, max(console.width - indent, 20)):
        row.rstrip()
        console.print(Text(" " * indent).append_text(row), soft_wrap=True)
