"""Tables of the terminal: a plan that has not run, the record's vintages, a file just added."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console

from inquest.model.proposition import Refusal
from inquest.model.record import Manifest, RecordInfo
from inquest.report.clean import line

MOST_SPANS = 5
"""Countries listed under a vintage."""
MOST_RUNS = 12
"""Runs of years listed under a vintage of the status; those that a newer one replaced come first."""


def render_plan(rows: Sequence[Mapping[str, Any]], refusals: Sequence[Refusal], console: Console) -> None:
    """Every choice of every proposition with its options and reasons; nothing has run."""
    shown = None
    for row in rows:
        if row["proposition"] != shown:
            shown = row["proposition"]
            console.print()
            console.print(f"{row['kind']}: {line(shown)}")
            console.print(f"  {row['specifications']} specifications, {row['dropped']} impossible ones left out")
            choice = None
        if row["choice"] != choice:
            choice = row["choice"]
            console.print(f"  {choice} ({row['role']})")
        marks = [
            m for m, there in (("named by the words", row["named"]), ("uncertain: weight 0", row["uncertain"])) if there
        ]
        console.print(
            f"    - {row['option']}: {row['label']}. {row['reason']}" + (f" [{', '.join(marks)}]" if marks else "")
        )
    for refusal in refusals:
        console.print()
        console.print(f"not testable ({refusal.kind}, {refusal.reason}): {line(refusal.text)}")
        console.print(f"  To test it: {line(refusal.unlock)}")


def render_record(info: RecordInfo, console: Console) -> None:
    """A few lines per vintage, then the citations and licences."""
    for m in info.manifests:
        console.print(f"{m.source} {m.release}{_mark(m.simulated)}: {line(m.file_name)}", soft_wrap=True)
        console.print(f"  {counts(m)}", soft_wrap=True)
        spans = sorted({(s.country, str(s.start), str(s.end)) for s in m.spans})
        for country, start, end in spans[:MOST_SPANS]:
            console.print(f"  covers {country}: {start} to {end}", soft_wrap=True)
        if len(spans) > MOST_SPANS:
            console.print(f"  and {len(spans) - MOST_SPANS} more countries")
    for m in {m.citation: m for m in info.manifests}.values():
        console.print(f"Cite: {m.citation}. Licence: {m.licence.name}, {m.licence.attribution}", soft_wrap=True)


def _mark(simulated: bool) -> str:
    return " (SIMULATED)" if simulated else ""


def counts(m: Manifest) -> str:
    """What became of every row."""
    aside = sum(m.quarantined.values())
    return f"{m.rows_read} rows read = {m.accepted} accepted + {aside} set aside + {m.furniture} tag rows"


def render_manifest(manifest: Manifest, console: Console) -> None:
    """What became of every row of a file just added."""
    m = manifest
    console.print(f"Added {line(m.file_name)} as {m.source} {m.release}{_mark(m.simulated)}.", soft_wrap=True)
    console.print(counts(m))
    for reason, count in sorted(m.quarantined.items()):
        console.print(f"  {count} set aside: {reason}")
    for s in m.spans:
        console.print(f"  covers {s.country}: {s.start} to {s.end}")


def render_status(status: Mapping[str, Any], console: Console) -> None:
    """Folder, identity and engine, then every vintage with the years for which it stands."""
    for name in ("folder", "engine", "identity"):
        console.print(f"{name:<10}{line(str(status[name]))}", soft_wrap=True)
    for vintage in status["vintages"]:
        held = f"{vintage['accepted']} events of {vintage['rows_read']} rows"
        console.print(
            f"vintage   {vintage['source']} {vintage['release']}{_mark(vintage['simulated'])}: {held}", soft_wrap=True
        )
        console.print(
            f"  stands from {vintage['stands_from']}{'' if vintage['released'] else ', the day it was added'}"
        )
        runs = sorted(vintage["standing"], key=lambda r: (r["stand"] == r["events"], r["country"], r["first"]))
        for run in runs[:MOST_RUNS]:
            console.print(f"  {_run(run)}", soft_wrap=True)
        if len(runs) > MOST_RUNS:
            console.print(f"  and {len(runs) - MOST_RUNS} more, of which fewer were replaced", soft_wrap=True)


def _run(run: Mapping[str, Any]) -> str:
    """Years of a country, and how many of a vintage's events stand for them."""
    years = str(run["first"]) if run["first"] == run["last"] else f"{run['first']} to {run['last']}"
    where, stand, events = f"{line(run['country'])}, {years}", run["stand"], run["events"]
    if stand == events:
        return f"stands for {where}: {events} events"
    if stand == 0:
        return f"replaced by a newer vintage for {where}: {events} events"
    return f"partly replaced for {where}: {stand} of {events} events stand"


def render_trials(rows: Sequence[tuple[str, int, str, Sequence[str], bool]], console: Console) -> None:
    """A line for each frame that was tried: (id, line, example, faults, whether it replaces one that is shipped)."""
    for ident, number, example, faults, replaces in rows:
        mark = "pass" if not faults else "FAIL"
        note = " (in the place of the frame of this id)" if replaces else ""
        console.print(f"{mark}  {line(ident)}, line {number}{note}: {line(example)}", soft_wrap=True)
        for fault in faults:
            console.print(f"      {line(fault)}", soft_wrap=True)
    failed = sum(bool(faults) for *_, faults, _ in rows)
    console.print(f"{len(rows) - failed} of {len(rows)} frames read their examples as expected.")
