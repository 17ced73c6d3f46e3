"""The article's own question answered in one box, and the line that says what its conclusion rests on."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np

from inquest.model.claim import Extraction
from inquest.model.document import Document
from inquest.model.finding import Answer, Finding, Plot
from inquest.model.grounding import Grounding
from inquest.model.names import Bloc
from inquest.model.proposition import Refusal
from inquest.model.selection import Selection, Sides
from inquest.multiverse.assemble import joined, rounded
from inquest.multiverse.session import Session
from inquest.stats.bounds import attribution_bounds

EPOCH = dt.date(1970, 1, 1)
MINOR = 0.05
"""Shares below this are left to the table."""


def answer(
    document: Document,
    extraction: Extraction,
    groundings: Mapping[str, Grounding],
    findings: Sequence[Finding],
    session: Session,
) -> Answer | None:
    """The box for the question that the text itself asks; None if it asks none that the record can speak to.

    A question who defeated or beat someone is answered by the loser's recorded losses by opponent; any other by the
    findings on the claims that were read from it.
    """
    asked = [s for s in extraction.statements if s.mode == "asks"]
    for statement in asked:
        question = document.sentences[statement.sentence].text
        for claim in (c for c in extraction.claims if c.statement == statement.id):
            targets = groundings[claim.id].targets
            if claim.kind == "attribution" and not claim.actors and targets and targets[0].candidates:
                loser = session.context.blocs[targets[0].candidates[0].id]
                if loser.opponents:
                    return _losses_by_opponent(question, loser, session)
            mine = tuple(f.id for f in findings if f.claim == claim.id)
            if mine:
                said = [f.card.sentences[0] for f in findings if f.id in mine]
                return Answer(question=question, sentences=tuple(said[:2]), findings=mine)
    return None


def scopes(loser: Bloc, session: Session) -> list[tuple[str, tuple[int, ...], dt.date, dt.date]]:
    """Home countries of the loser that the record covers, alone (the first) and together, with the days covered."""
    record = session.context.record
    homes = [c for c in loser.home if record.spans(c)]
    label = {s.country_id: s.country for m in record.manifests for s in m.spans}
    found = []
    for some in dict.fromkeys((tuple(homes[:1]), tuple(homes))):
        first, last = record.first_day(some), record.last_day(some)
        if some and first and last and first <= last:
            found.append((" and ".join(label[c] for c in some), some, first, last))
    return found


def _losses_by_opponent(question: str, loser: Bloc, session: Session) -> Answer | None:
    blocs = [session.context.blocs[b] for b in loser.opponents]
    rows: list[dict[str, Any]] = []
    sentences: list[str] = []
    for name, countries, first, last in scopes(loser, session):
        start, end = (first - EPOCH).days, (last - EPOCH).days

        def pick(actor: str, start: int = start, end: int = end, countries: tuple[int, ...] = countries) -> Selection:
            sides = Sides(actor=actor, opponent=f"{loser.id}/core")
            return Selection(sides, start, end, measure="deaths_of_opponent", countries=countries)

        sums = session.series([*[pick(f"{b.id}/core") for b in blocs], pick("*")])
        named, total = sums.mid[:-1, 0], int(sums.mid[-1, 0])
        if total == 0:
            continue
        losses = np.append(named, max(total - int(named.sum()), 0))[None, :]
        unknown = (sums.high - sums.mid)[:, 0]
        rest = max(int(unknown[-1]) - int(unknown[:-1].sum()), 0)
        bounds = attribution_bounds(losses, np.append(unknown[:-1], rest)[None, :], np.zeros(1, dtype=np.int64))
        labels = [*[_label(b) for b in blocs], "All others"]
        short = [*[b.label for b in blocs], "all others"]
        span = f"{name}, {_month(first)} to {_month(last)}"
        rows += [
            {
                "scope": span,
                "opponent": label,
                "name": name_of,
                "deaths": int(losses[0, i]),
                "share": rounded(bounds.point[0, i]),
                "low": rounded(bounds.lo[0, i]),
                "high": rounded(bounds.hi[0, i]),
            }
            for i, (label, name_of) in enumerate(zip(labels, short, strict=True))
            if losses[0, i] > 0
        ]
        sentences.append(_sentence(span, loser, total, [r for r in rows if r["scope"] == span]))
    if not rows:
        return None
    shown = [b for b in blocs if any(r["name"] == b.label and r["share"] >= MINOR for r in rows)]
    order = list(dict.fromkeys(r["scope"] for r in rows))
    rows.sort(key=lambda r: (order.index(r["scope"]), -r["deaths"], r["opponent"]))
    return Answer(
        question=question,
        sentences=tuple(
            t
            for t in (*sentences, _folded(shown), "A share is not a cause: it can't show whose part was decisive.")
            if t
        ),
        rows=tuple(rows),
        plot=Plot(
            shape="bar",
            title=f"Recorded deaths of {loser.label} by opponent",
            caption="Bars: share of the recorded deaths; lines: bounds if deaths of unknown side "
            "went wholly to one side.",
            x_label="Share of recorded deaths",
            rows=tuple(rows),
        ),
    )


def _sentence(span: str, loser: Bloc, total: int, rows: Sequence[Mapping[str, Any]]) -> str:
    top = sorted(rows, key=lambda r: -r["deaths"])[:3]
    parts = [f"{r['share']:.0%} ({r['low']:.0%} to {r['high']:.0%}) against {r['name']}" for r in top]
    return f"{span}: of {total:,} recorded deaths of {loser.label}, {'; '.join(parts)}."


def _folded(blocs: Sequence[Bloc]) -> str:
    parts = [f"those of {b.label} hold {joined(b.holds, 'and')}" for b in blocs if b.holds]
    return f"The record doesn't list allies apart: {'; '.join(parts)}." if parts else ""


def _label(bloc: Bloc) -> str:
    return f"{bloc.label} and allies" if bloc.holds else bloc.label


def _month(day: dt.date) -> str:
    return f"{day:%B %Y}"


def argument(
    extraction: Extraction,
    findings: Sequence[Finding],
    refusals: Sequence[Refusal],
    asking: Collection[str] = (),
) -> str:
    """What the text's own case rests on and how those claims fare; by claim, never by speaker.

    Every number can be counted on the page: the author's claims with a card, those listed as not testable, as waiting
    for a person and as without a test. ``asking``: claims that are the question which the box answers; they are not
    counted.
    """
    claims = [c for c in extraction.claims if c.id not in asking]
    own = [c.id for c in claims if c.speaker == "author"]
    if not own:
        return "The text's author makes no claim of fact of their own that was recognised."
    verdicts: dict[str, set[str]] = {}
    for f in findings:
        verdicts.setdefault(f.claim, set()).add(BUCKET.get(f.verdict, OPEN))
    fared = [_together(verdicts[c]) for c in own if c in verdicts]
    parts = [f"{fared.count(w)} {w}" for w in BUCKETS if w in fared]
    reasons: dict[str, set[str]] = {c: set() for c in own if c not in verdicts}
    for r in refusals:
        reasons.get(r.claim, set()).add(r.reason)
    places = [_untested(found) for found in reasons.values()]
    parts += [f"{places.count(w)} {w}" for w in UNTESTED if w in places]
    claimed = {c.statement for c in extraction.claims}
    bare = [s for s in extraction.statements if s.not_checkable == "no test" and s.id not in claimed]
    mine, others = sum(s.speaker == "author" for s in bare), len(claims) - len(own)
    many = f"{len(own)} claims" if len(own) > 1 else "1 claim"
    more = f" This version has no test for {mine} more statement{'' if mine == 1 else 's'} of theirs." if mine else ""
    quoted = f" Others are quoted with {others} claim{'' if others == 1 else 's'}." if others else ""
    return f"The author's own case rests on {many} of fact; of these, on this record: {', '.join(parts)}.{more}{quoted}"


UNTESTED = WAITING, UNTESTABLE, NO_TEST = (
    "waiting for a person to say whether it was read right",
    "that it can't test",
    "without a test in this version",
)
"""Where on the page a claim without a finding stands."""


def _untested(reasons: set[str]) -> str:
    """Where a claim without a finding stands.

    >>> _untested({"reading not confirmed"}), _untested(set()), _untested({"not recorded", "no test"})
    ('waiting for a person to say whether it was read right', 'without a test in this version', "that it can't test")
    """
    if reasons <= {"no test"}:
        return NO_TEST
    return WAITING if reasons == {"reading not confirmed"} else UNTESTABLE


BACKED, SPLIT, OPEN, AGAINST = BUCKETS = ("backed", "split", "on which it can't tell", "pointing the other way")
BUCKET = {
    "supported": BACKED,
    "mostly supported": BACKED,
    "mixed": SPLIT,
    "mostly contradicted": AGAINST,
    "contradicted": AGAINST,
}
"""Verdict -> how a claim fares; any other leaves it open."""


def _together(found: set[str]) -> str:
    """How a claim fares that was tested in several ways: each claim is counted once.

    >>> _together({"backed"}), _together({"backed", "pointing the other way"})
    ('backed', 'split')
    """
    if len(found) == 1:
        return next(iter(found))
    return SPLIT if SPLIT in found or {BACKED, AGAINST} <= found else OPEN
