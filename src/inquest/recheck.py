"""A saved case on the record as it is now: which findings change, figure by figure, and what made them change.

The saved propositions are run again as they stand, so nothing depends on the extractor having stayed the same; the
saved claims are put to the kinds once more only to see what can be tested now and could not be then.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from inquest.errors import InquestError
from inquest.inquiry import Inquiry
from inquest.model.claim import Extraction
from inquest.model.finding import Case, Finding, Reading
from inquest.model.proposition import Proposition
from inquest.model.recheck import Change, Recheck, Rechecked
from inquest.model.record import Manifest, RecordInfo
from inquest.multiverse.assemble import rounded, source_line
from inquest.multiverse.evidence import evidence
from inquest.multiverse.plan import Planned
from inquest.multiverse.session import Session
from inquest.multiverse.vintages import fixed
from inquest.record.revisions import named, stands_from
from inquest.registry import names
from inquest.version import VERSION


@dataclass
class _Old:
    """A saved case, and sessions to run it on: the record as it is now and, if all of it is still there, as it was."""

    case: Case
    inquiry: Inquiry
    added: tuple[Manifest, ...] = ()
    removed: tuple[Manifest, ...] = ()
    defaults: tuple[Change, ...] = ()
    then: Session | None = None
    proposed: dict[str, Proposition] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def recheck(case: Case, inquiry: Inquiry) -> Recheck:
    """Run every finding of a saved case again.

    Parameters
    ----------
    case : as ``load_case`` gives it.
    inquiry : begun on the case's document, on the record (and the day) to compare with.
    """
    old = _Old(case, inquiry)
    held, now = case.record.manifests, inquiry.context.record.manifests
    old.added, old.removed = _missing(now, held), _missing(held, now)
    known = rounded(inquiry.context.defaults)
    if case.defaults:
        both = sorted({*case.defaults, *known})
        pairs = ((n, case.defaults.get(n), known.get(n)) for n in both)
        old.defaults = tuple(Change(name=n, then=a, now=b) for n, a, b in pairs if a != b)
    old.then = _as_it_was(case.record, inquiry)
    _propose(old)
    rows = [_again(f, old) for f in case.findings]
    rows += _new(old)
    return Recheck(
        record_then=case.record.identity,
        record_now=inquiry.context.record.identity,
        added=tuple(map(named, old.added)),
        removed=tuple(map(named, old.removed)),
        version_then=case.inquest_version,
        version_now=VERSION,
        as_of=inquiry.as_of,
        defaults_known=bool(case.defaults),
        defaults=old.defaults,
        findings=tuple(rows),
        notes=tuple(old.notes),
    )


def _key(m: Manifest) -> tuple[Any, ...]:
    return m.source, m.release, m.sha256, m.spans, m.simulated


def _missing(some: tuple[Manifest, ...], others: tuple[Manifest, ...]) -> tuple[Manifest, ...]:
    there = {_key(m) for m in others}
    return tuple(m for m in some if _key(m) not in there)


def _as_it_was(saved: RecordInfo, inquiry: Inquiry) -> Session | None:
    """A session on the vintages of a saved case and no others, if the record still holds them so; None if not."""
    full = inquiry.record.info
    wanted = {_key(m) for m in saved.manifests}
    days = [stands_from(m) for m in full.manifests if _key(m) in wanted]
    if not days or {_key(m) for m in full.standing(max(days)).manifests} != wanted:
        return None
    return inquiry.session.standing(max(days))


def _propose(old: _Old) -> None:
    """What the kinds make of the saved claims now; a text without its words (a published case) is not read again."""
    case, inquiry = old.case, old.inquiry
    if not case.document.text:
        old.notes.append("The case holds no text (a published one): claims refused then were not looked at again.")
        return
    inquiry.extraction = Extraction(statements=case.statements, claims=case.claims)
    try:
        old.proposed = {p.id: p for p in inquiry.propose()}
    except InquestError as error:
        old.notes.append(f"The claims refused then could not be looked at again: {error}")


def _bare(p: Proposition) -> dict[str, Any]:
    """A proposition as the kind made it: labels and questions are added for the reader."""
    data = p.model_dump(mode="json", exclude={"questions", "warnings"})
    data["terms"].pop("labels", None)
    return dict(rounded(data))


def _plain(p: Proposition) -> Proposition:
    return p.model_copy(update={"terms": {k: v for k, v in p.terms.items() if k != "labels"}})


def _planned(finding: Finding, session: Session, then: RecordInfo) -> tuple[Planned | None, str, bool]:
    """The saved proposition declared again; else None, why not, and whether the record (not the names) is to blame."""
    p = _plain(finding.proposition)
    if p.kind not in names("kinds"):
        return None, f"this version has no kind {p.kind!r}", False
    context = session.context
    lost = [b for b in (p.actor, p.target, p.versus_actor, p.versus_target) if b and b not in context.blocs]
    lost += [x for x in (p.place, p.versus_place) if x and x not in context.places]
    if lost:
        return None, f"the names of this version lack {', '.join(lost)}", False
    for w in (*p.windows, *p.baselines):
        covered, was = (r.share_covered(p.countries, w.start, w.end) for r in (context.record, then))
        if covered < min(context.default("min_covered"), was):
            return (
                None,
                f"the record now covers {covered:.0%} of {w.label} ({w.start} to {w.end}), then {was:.0%}",
                True,
            )
    try:
        chosen = fixed(finding.multiverse, p, context) if finding.altered else {}
        planned = session.plan(p, chosen)
    except (InquestError, LookupError, ValueError) as error:
        return None, f"its terms can't be read by this version ({type(error).__name__}: {error})", False
    if all(planned.failed):
        return None, f"none of its specifications can be built ({planned.failed[0]})", False
    return planned, "", False


def figures(
    verdict: str, headline: Mapping[str, Any], readings: tuple[Reading, ...], behind: tuple[int, int]
) -> dict[str, Any]:
    """Everything that is compared, by name: verdict, headline figures, readings, events behind it."""
    found: dict[str, Any] = {"verdict": verdict, **headline}
    for r in readings:
        mark = "" if len(readings) == 1 else f" ({r.label})"
        found |= {f"estimate{mark}": rounded(r.point), f"low{mark} of the estimate": rounded(r.low)}
        found |= {f"high{mark} of the estimate": rounded(r.high)}
        if mark:
            found[f"verdict{mark}"] = r.verdict
    return found | {"events behind it": behind[0], "deaths behind it": behind[1]}


def _measured(planned: Planned, session: Session) -> dict[str, Any]:
    with session.lock:
        judged = session.run(planned)
        _, totals, _ = evidence(judged, session)
    headline = rounded(planned.kind.words(judged, session.context).figures)
    return figures(judged.verdict, headline, judged.readings, totals)


def _again(finding: Finding, old: _Old) -> Rechecked:
    """One saved finding, run again."""
    saved = figures(
        finding.verdict,
        finding.headline_figures,
        finding.readings,
        (finding.evidence_total, finding.evidence_deaths),
    )
    session = old.inquiry.session
    row = _row(finding, old)
    planned, why, uncovered = _planned(finding, session, old.case.record)
    if planned is None:
        status = "not testable now" if uncovered else "can't be made again"
        return row.model_copy(
            update={"status": status, "note": why, "because": _because(finding, old) if uncovered else ()}
        )
    try:
        now = _measured(planned, session)
    except (InquestError, OSError, MemoryError):
        raise  # the record or the machine: nothing else would fare better
    except Exception as error:  # noqa: BLE001 - isolation: the failure is shown in the finding's place
        why = f"testing it failed inside Inquest ({type(error).__name__}: {error}): a defect, not an answer"
        return row.model_copy(update={"status": "can't be made again", "note": why})
    changes = tuple(
        Change(name=n, then=saved.get(n), now=now.get(n))
        for n in dict.fromkeys((*saved, *now))
        if saved.get(n) != now.get(n)
    )
    return row.model_copy(
        update={
            "status": "changed" if changes else "unchanged",
            "verdict_now": now["verdict"],
            "changes": changes,
            "same": len({*saved, *now}) - len(changes),
            "because": _because(finding, old, saved) if changes else (),
            "note": _otherwise(finding, old),
        }
    )


def _row(finding: Finding, old: _Old) -> Rechecked:
    claim = next((c for c in old.case.claims if c.id == finding.claim), None)
    return Rechecked(
        finding=finding.id,
        claim=finding.claim,
        quote=claim.quote if claim else "",
        speaker=claim.speaker if claim else "",
        tested=finding.proposition.tested,
        cannot_show=finding.card.cannot_show,
        source=source_line(old.inquiry.context, finding.proposition.countries),
        review=finding.card.review,
        status="unchanged",
        verdict_then=finding.verdict,
        verdict_now=None,
    )


def _otherwise(finding: Finding, old: _Old) -> str:
    """What this version would make of the claim, where that is another proposition than the saved one."""
    if not old.proposed:
        return ""
    fresh = old.proposed.get(finding.proposition.id)
    if fresh is None:
        return "From the same claim, this version and record would not propose it; the saved one was run."
    ours, theirs = _bare(finding.proposition), _bare(fresh)
    fields = [name for name in ours if ours[name] != theirs[name]]
    if not fields:
        return ""
    return f"From the same claim, {', '.join(fields)} would now be another; the saved one was run. Now: {fresh.tested}"


def _because(finding: Finding, old: _Old, saved: Mapping[str, Any] | None = None) -> tuple[str, ...]:
    """What made a finding change: the record if the record of then still gives the saved figures, else the rest."""
    gone = "is gone" if old.inquiry.as_of is None else f"did not stand on {old.inquiry.as_of}"
    countries = finding.proposition.countries
    record = [
        f"the record: {named(m)} {what}"
        for what, some in (("was added", old.added), (gone, old.removed))
        for m in some
        if not countries or any(s.country_id in countries for s in m.spans)
    ]
    code = []
    if old.case.inquest_version != VERSION:
        code.append(f"Inquest: version {old.case.inquest_version} then, {VERSION} now")
    code += [f"the defaults: {c.name} was {c.then}, is {c.now}" for c in old.defaults]
    if saved is None:
        return tuple(record or code)
    kept = None
    if old.then is not None and record:
        planned, _, _ = _planned(finding, old.then, old.case.record)
        kept = planned is not None and _measured(planned, old.then) == saved
    if kept:
        return (*record, "on the record of then it still comes out as it was")
    if record and kept is None:
        apart = ("the record of then is not at hand, so these can't be told apart",) if code else ()
        return (*record, *code, *apart)
    unknown = "" if old.case.defaults else "; the case does not say by which defaults it was made"
    rest = code or [f"neither version nor defaults are known to differ{unknown}: the names or rules of this copy do"]
    return (*record, *rest)


def _new(old: _Old) -> list[Rechecked]:
    """Claims that were refused then and that a kind proposes to test now."""
    had = {f.proposition.id for f in old.case.findings}
    refused = {r.claim for r in old.case.refusals}
    found = []
    for p in old.proposed.values():
        if p.id in had or p.claim not in refused:
            continue
        tested = old.inquiry.tested(old.inquiry.session.plan(p))
        if isinstance(tested, Finding):
            before = next(r for r in old.case.refusals if r.claim == p.claim)
            found.append(
                _row(tested, old).model_copy(
                    update={
                        "status": "newly testable",
                        "verdict_then": None,
                        "verdict_now": tested.verdict,
                        "because": _because(tested, old),
                        "note": f"Then: {before.text}",
                    }
                )
            )
    return found
