"""Other vintages of the record: the benchmark measured on them, and what a proposition comes to on each."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from inquest.contracts import Context, Judged, Vintage
from inquest.model.choice import Choice, Multiverse
from inquest.model.proposition import Proposition
from inquest.model.record import Manifest, RecordInfo
from inquest.model.vintage import RevisedCountry, Revision
from inquest.multiverse.assemble import rounded
from inquest.multiverse.plan import choices
from inquest.record.revisions import overlaps, revisions, stands_from
from inquest.registry import load
from inquest.stats.revision import differential_revision

if TYPE_CHECKING:
    from inquest.multiverse.session import Session
    from inquest.record.behind import Recorded

MOST = 4
"""Other vintages that a finding is judged on: the newest of those that stood before, and the newest of all."""


def benchmarks(tables: Iterable[RevisedCountry]) -> tuple[Revision, ...]:
    """The differential revisions of every revised country, between pairs and between years, in deaths and in events."""
    found = []
    for one in tables:
        for by, parts in (("pairs", one.pairs), ("years", one.years)):
            held = np.array([p.older_events for p in parts], dtype=np.int64)
            for measure in ("deaths", "events"):
                older, newer = (
                    np.array([getattr(p, f"{age}_{measure}") for p in parts], dtype=np.int64)
                    for age in ("older", "newer")
                )
                made = differential_revision(older, newer, held)
                if np.isfinite(made.value):
                    about = one.model_dump(include={"source", "older", "newer", "country_id", "country"})
                    ends = {"most": parts[made.most].label, "least": parts[made.least].label}
                    found.append(
                        Revision.model_validate(
                            {"by": by, "measure": measure, "value": made.value, "parts": made.parts, **about, **ends}
                        )
                    )
    return tuple(found)


def on_day(context: Context, record: "Recorded", day: str | None) -> Context:
    """The context as it stood on a day (None: now): only the vintages of that day, and the revisions among them."""
    info = record.info if day is None else record.info.standing(day)
    return replace(context, record=info, revisions=benchmarks(revisions(record, day)))


def vintages(session: "Session", judged: Judged) -> tuple[Vintage, ...]:
    """The proposition on every vintage that covers it, oldest first; empty unless there are two that do."""
    p = judged.proposition
    full = session.record.info
    touching = [m for m in full.manifests if _touches(m, p)]
    if not _rival(full, p):
        return ()
    days = sorted({stands_from(m) for m in touching})
    used = max((d for d in days if session.as_of is None or d <= session.as_of), default=None)
    if used is None:
        return ()
    before, after = [d for d in days if d < used], [d for d in days if d > used]
    kind = load("kinds", p.kind)
    found = []
    for day in (*before[-(MOST - 1) :], used, *after[-1:]):
        info = full.standing(day)
        if not _covers(info, p, session.context.default("min_covered")):
            continue
        here, context = (judged, session.context) if day == used else _judged_on(session, day, judged)
        figures = rounded(kind.words(here, context).figures)
        found.append(Vintage(day, _newest(info, p), day == used, here, figures))
    return tuple(found) if len(found) > 1 and any(v.used for v in found) else ()


def _judged_on(session: "Session", day: str, judged: Judged) -> tuple[Judged, Context]:
    other = session.standing(day)
    with other.lock:
        chosen = fixed(judged.multiverse, judged.proposition, other.context)
        return other.run(other.plan(judged.proposition, chosen)), other.context


def fixed(multiverse: Multiverse, proposition: Proposition, context: Context) -> dict[str, str]:
    """Choices that were fixed when a multiverse was made: one option there, more (or another) in a fresh one."""
    fresh: Mapping[str, Choice] = {c.name: c for c in choices(load("kinds", proposition.kind), proposition, context)}
    return {
        c.name: c.options[0].id
        for c in multiverse.choices
        if len(c.options) == 1 and c.name in fresh and len(fresh[c.name].options) > 1
    }


def _days(p: Proposition) -> list[tuple[dt.date, dt.date]]:
    return [(w.start, w.end) for w in (*p.windows, *p.baselines)]


def _touches(manifest: Manifest, p: Proposition) -> bool:
    """Whether a vintage covers a day of the proposition, in one of its countries."""
    return any(
        s.start <= end and start <= s.end
        for s in manifest.spans
        if not p.countries or s.country_id in p.countries
        for start, end in _days(p)
    )


def _rival(info: RecordInfo, p: Proposition) -> bool:
    """Whether two vintages of one source cover the same day of the proposition, in one of its countries."""
    return any(
        max(a.start, b.start, start) <= min(a.end, b.end, end)
        for _, _, a, b in overlaps(info)
        if not p.countries or a.country_id in p.countries
        for start, end in _days(p)
    )


def _covers(info: RecordInfo, p: Proposition, least: float) -> bool:
    return all(info.share_covered(p.countries, start, end) >= least for start, end in _days(p))


def _newest(info: RecordInfo, p: Proposition) -> tuple[str, ...]:
    """The newest release of each source that touches the proposition."""
    newest = {m.source: m for m in info.manifests if _touches(m, p)}  # oldest first, so the newest stays
    return tuple(f"{s.upper().replace('_', ' ')} {m.release}" for s, m in sorted(newest.items()))
