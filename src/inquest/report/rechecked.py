"""A rechecked case in the terminal and as JSON: verdict then and now, every figure that differs, and why."""

import json
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from inquest.model.recheck import Recheck, Rechecked
from inquest.model.words import VERDICT_WORDS
from inquest.report.clean import line, quoted, six

QUOTE = 30
"""Words of a quote that are shown."""
STATUS_WORDS = {
    "unchanged": "unchanged",
    "changed": "CHANGED",
    "not testable now": "NOT TESTABLE NOW",
    "can't be made again": "CAN'T BE MADE AGAIN",
    "newly testable": "NEWLY TESTABLE",
}


def figure(value: Any) -> str:
    """A figure in words.

    >>> [figure(v) for v in (12345.0, 0.25, None, "supported")]
    ['12,345', '0.25', 'none', 'supported']
    """
    if value is None:
        return "none"
    if isinstance(value, bool | str):
        return line(str(value))
    if isinstance(value, list | tuple):
        return ", ".join(figure(v) for v in value)
    return f"{int(value):,}" if float(value) == int(value) else f"{value:,.4g}"


def recheck_json(found: Recheck) -> str:
    """Everything as JSON: sorted keys, floats to 6 significant digits."""
    data = found.model_dump(mode="json") | {"changed": len(found.changed), "unchanged": _unchanged(found)}
    return json.dumps(_six(data), sort_keys=True, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _unchanged(found: Recheck) -> int:
    return len(found.findings) - len(found.changed)


def _six(value: Any) -> Any:
    if isinstance(value, float):
        return six(value)
    if isinstance(value, dict):
        return {k: _six(v) for k, v in value.items()}
    return [_six(v) for v in value] if isinstance(value, list) else value


def render_recheck(found: Recheck, console: Console) -> None:
    """What the case was made with and what it is compared with, then one block per finding that changed."""
    console.print(f"{len(found.changed)} of {len(found.findings)} changed, {_unchanged(found)} did not.")
    for row in head_rows(found):
        console.print(f"  {row}", soft_wrap=True)
    for one in found.changed:
        console.print()
        _changed(one, console)
    same = [f for f in found.findings if f.status == "unchanged"]
    if same:
        console.print()
        console.print("Unchanged:")
    for one in same:
        console.print(f"  {verdict_words(one.verdict_now)}: {quoted(line(one.quote), QUOTE)}", soft_wrap=True)
        if one.note:
            console.print(f"    {line(one.note)}", soft_wrap=True)
    if found.findings:
        console.print()
        for source in dict.fromkeys(f.source for f in found.findings):
            console.print(f"Source now: {line(source)}.", soft_wrap=True)
        console.print(
            "A verdict is about the record, not about a speaker. Not reviewed by a person yet.", soft_wrap=True
        )


def head_rows(found: Recheck) -> list[str]:
    """What the case was made with against what it is compared with, line by line."""
    rows = []
    stood = f", as of {found.as_of}" if found.as_of else ""
    rows += [f"Record: added since: {line(v)}" for v in found.added]
    rows += [f"Record: {'did not stand' if found.as_of else 'no longer held'}: {line(v)}" for v in found.removed]
    if not (found.added or found.removed):
        rows.append(f"Record: the same vintages{stood}")
    then, now = found.version_then, found.version_now
    rows.append(f"Inquest: {then}, the same" if then == now else f"Inquest: {line(then)} then, {now} now")
    rows += [f"Default {c.name}: {figure(c.then)} then, {figure(c.now)} now" for c in found.defaults]
    if not found.defaults_known:
        rows.append("Defaults: the case does not say by which it was made")
    elif not found.defaults:
        rows.append("Defaults: the same")
    return [*rows, *map(line, found.notes)]


def verdict_words(verdict: str | None) -> str:
    """Words of the report for a verdict, or that there was none."""
    return "not tested" if verdict is None else VERDICT_WORDS.get(verdict, verdict)


def _changed(one: Rechecked, console: Console) -> None:
    """Quote, verdict then and now, a table of the figures that differ, and what made them differ."""
    console.print(
        f"{STATUS_WORDS[one.status]}: “{quoted(line(one.quote), QUOTE)}” ({line(one.speaker)})", soft_wrap=True
    )
    console.print(f"  {verdict_words(one.verdict_then)} -> {verdict_words(one.verdict_now)}", soft_wrap=True)
    console.print(f"  Tested: {line(one.tested)}", soft_wrap=True)
    figures = [c for c in one.changes if c.name != "verdict"]
    if figures:
        table = Table(box=None, pad_edge=False, padding=(0, 2), show_edge=False)
        table.add_column(Text("  figure"))
        table.add_column(Text("then"), justify="right")
        table.add_column(Text("now"), justify="right")
        for c in figures:
            table.add_row(Text(f"  {line(c.name).replace('_', ' ')}"), Text(figure(c.then)), Text(figure(c.now)))
        console.print(table)
    if one.same and one.changes:
        console.print(f"  {one.same} other figures are the same", soft_wrap=True)
    for reason in one.because:
        console.print(f"  Because of {line(reason)}" if ":" in reason else f"  {line(reason)}", soft_wrap=True)
    if one.note:
        console.print(f"  {line(one.note)}", soft_wrap=True)
    console.print(f"  {line(one.cannot_show)}", soft_wrap=True)
