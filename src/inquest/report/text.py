"""The terminal summary: a card for a sentence, a few lines a finding for a text. No foreign text is read as markup."""

from pathlib import Path

from rich.console import Console
from rich.text import Text

from inquest.model.finding import Case
from inquest.report.clean import balanced, line
from inquest.report.parts import CardView, CaseView
from inquest.report.view import view

_SIGNS = {"backs": "●", "mostly-backs": "◐", "split": "◧", "mostly-against": "◈", "against": "◆", "open": "○"}
_STYLES = {"backs": "blue", "mostly-backs": "blue", "split": "magenta", "mostly-against": "yellow", "against": "yellow"}
_PLAIN = {"backs": "[+]", "mostly-backs": "[(+)]", "split": "[+/-]", "mostly-against": "[(-)]", "against": "[-]"}
_SAID = {"same": "=", "reworded": "~", "differs": "!", "absent": "?"}
_LABELS = 24
"""Columns of the labels of a card."""


def render_text(case: Case, console: Console, report_path: Path | str | None = None) -> None:
    """Print the summary of a case; for a single sentence, its cards and no more.

    Parameters
    ----------
    case : Case
    console : rich.console.Console
        Where to; colour and width are its business, and a file or pipe gets plain text.
    report_path : path or None
        Where the HTML report is, if one was written.
    """
    shown = view(case, pictures=False)
    if shown.single:
        _sentence(case, shown, console)
    else:
        _text(shown, console)
    if report_path is not None:
        _say(console, f"Report: {report_path}")


def _text(shown: CaseView, console: Console) -> None:
    _head(shown, console)
    for group in shown.groups:
        console.print()
        _say(console, group.heading, "bold")
        for card in group.cards:
            _finding(card, console)
    _refusals(shown, console)
    _was_said(shown, console)
    if shown.uncheckable:
        kinds = ", ".join(sorted({u.what for u in shown.uncheckable}))
        _say(console, f"Not claims of fact: {len(shown.uncheckable)} ({kinds}).", "dim")
    _tail(shown, console)
    _say(console, f"Source: {_sources(shown)}. Whole citations: inquest data list, or the report.", "dim")
    _say(console, "Not reviewed by a person yet.", "dim")


def _sentence(case: Case, shown: CaseView, console: Console) -> None:
    """A sentence and its cards; what could not be tested follows as for a text."""
    if shown.simulated:
        _simulated(console)
    _say(console, f"“{line(case.document.text)}”", "bold")
    for card in (c for g in shown.groups for c in g.cards):
        console.print()
        _card(card, console)
    _refusals(shown, console)
    for other in shown.uncheckable:
        console.print()
        _say(console, f"Not a claim of fact: {other.what}. {other.reason}".rstrip())
    if not (shown.groups or shown.refusals or shown.uncheckable):
        console.print()
        _say(console, "No claim was found in this sentence.")
    if shown.questions or shown.warnings:
        console.print()
    _tail(shown, console)


def _card(card: CardView, console: Console) -> None:
    """Verdict, the two sentences, and one labelled line each for what must go with a verdict."""
    _say(console, f"{_sign(card, console)} {card.verdict_words}", _bold(card))
    for sentence in card.sentences:
        _say(console, sentence, indent=2)
    _rows(card, console)
    console.print()
    rows = (
        ("Tested", card.tested),
        ("Cannot show", card.cannot_show),
        ("What would overturn it", card.overturn),
        ("Source", card.source),
        ("Review", card.review),
    )
    for label, text in rows:
        wrapped = Text(text).wrap(console, max(console.width - _LABELS - 2, 20))
        for i, part in enumerate(wrapped):
            part.rstrip()
            head = Text(f"  {label if i == 0 else '':<{_LABELS}}", style="dim")
            console.print(head.append_text(Text(part.plain, style="not dim")), soft_wrap=True)


def _head(shown: CaseView, console: Console) -> None:
    _say(console, shown.title, "bold underline")
    _say(console, shown.credit + (f" ({shown.date_note})" if shown.date_note else ""), "dim")
    if shown.simulated:
        _simulated(console)
    console.print()
    if shown.answer:
        _say(console, balanced(line(shown.answer.question)), "bold")
        for sentence in shown.answer.sentences:
            _say(console, line(sentence), indent=2)
    if shown.argument:
        console.print()
        _say(console, shown.argument)


def _simulated(console: Console) -> None:
    _say(console, "Part of this record is simulated: it shows how a test works, not what happened.", "bold")


def _sign(card: CardView, console: Console) -> str:
    if (console.encoding or "").lower().startswith("utf"):
        return _SIGNS.get(card.tone, _SIGNS["open"])
    return _PLAIN.get(card.tone, "[?]")


def _bold(card: CardView) -> str:
    return f"bold {_STYLES.get(card.tone, '')}".strip()


def _finding(card: CardView, console: Console) -> None:
    _say(console, f"{_sign(card, console)} {card.verdict_words}", _STYLES.get(card.tone, ""), indent=2)
    for said in card.said:
        _say(console, f"“{said.whole}” ({said.speaker})", indent=2)
    _say(console, " ".join(card.full), "dim", indent=2)
    _say(console, f"Tested: {card.tested}", "dim", indent=2)
    for spoken, _ in card.spoken:
        _say(console, spoken, "dim", indent=2)
    _rows(card, console, "dim")


def _rows(card: CardView, console: Console, style: str = "") -> None:
    """The readings of a card that has their table, and what must be known before anyone uses it."""
    for row in card.split:
        said = f"- {row.label}: {row.verdict} ({row.figure}; line {row.line})"
        _say(console, said, style, indent=2, hang=2)
    for alarm in card.alarms:
        _say(console, alarm, "bold", indent=2)


def _refusals(shown: CaseView, console: Console) -> None:
    for group in shown.refusals:
        console.print()
        _say(console, group.heading, "bold")
        for block in group.blocks:
            if block.shared:
                _say(console, block.shared, indent=2)
            for item in block.items:
                latest = f" Latest covered: {item.latest}." if item.latest else ""
                words = "" if shown.single else f"“{item.quote}” ({item.speaker}). "
                told = "" if block.shared else item.text
                _say(console, f"○ {words}{told}{latest}".rstrip(), indent=2, hang=2)
            _say(console, f"To test {'it' if len(block.items) == 1 else 'these'}: {block.unlock}", indent=2)
    if shown.refusals and not shown.single:
        console.print()


def _was_said(shown: CaseView, console: Console) -> None:
    """Reported statements beside the originals."""
    if shown.said is None:
        return
    console.print()
    _say(console, shown.said.heading, "bold")
    for original in shown.said.originals:
        _say(console, original, "dim", indent=2)
    for row in shown.said.rows:
        _say(console, f"{_SAID[row.tone]} “{row.quote}” ({row.speaker}): {row.result}", indent=2, hang=2)
        for label, words in row.passages:
            _say(console, f"{label}: “{words}”", "dim", indent=4)
        for difference in row.differences:
            _say(console, f"- {difference}", indent=4, hang=2)
    if not shown.said.rows:
        _say(console, "No reported statement of this text could be compared.", indent=2)
    for note in shown.said.notes:
        _say(console, note, "dim", indent=2)
    console.print()


def _tail(shown: CaseView, console: Console) -> None:
    """Open questions and warnings."""
    if shown.questions:
        _say(console, "Only a person can settle (unanswered, every option is run):", "bold")
    for question in shown.questions:
        _say(console, line(question.text), indent=2)
        for o in question.options:
            _say(console, f"--answer {line(question.id)}={line(o.id)}: {line(o.label)}", indent=4, hang=2)
    for warning in shown.warnings:
        _say(console, f"Note: {warning}", "dim")


def _sources(shown: CaseView) -> str:
    licences = ", ".join(dict.fromkeys(s.licence for s in shown.sources))
    return f"{'; '.join(s.short for s in shown.sources)}, {licences}"


def _say(console: Console, text: str, style: str = "", indent: int = 0, hang: int = 0) -> None:
    """Print text wrapped and indented, later lines by ``hang`` more, without blanks at the end of a line."""
    for i, row in enumerate(Text(text, style=style).wrap(console, max(console.width - indent - hang, 20))):
        row.rstrip()
        console.print(Text(" " * (indent + (hang if i else 0))).append_text(row), soft_wrap=True)
