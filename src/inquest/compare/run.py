"""The chain for two texts: extract, ground and propose each; run every shared proposition once; join the claims."""

import json
from collections.abc import Mapping, Sequence
from itertools import chain

from inquest.compare.join import Heard, Matter, join
from inquest.compare.positions import CHANGES, family_of, positions
from inquest.extract._flat import flat_claims
from inquest.inquiry import Inquiry
from inquest.model.claim import Claim, Extraction
from inquest.model.compared import ComparedText, Comparison, Relation, Rests, Row
from inquest.model.finding import Finding
from inquest.model.grounding import Grounded, Grounding, Question, Window
from inquest.model.proposition import Proposition, Refusal
from inquest.multiverse.plan import Planned
from inquest.resolve.ground import answerable, check_answers
from inquest.version import VERSION

RELATIONS: tuple[Relation, ...] = ("opposite", "different figures", "both say", "only one")
_OWN = {"id", "claim"}
"""Fields of a proposition that say which claim of a text it came from."""


def compare(a: Inquiry, b: Inquiry, names: tuple[str, str], answers: Mapping[str, str]) -> Comparison:
    """Two texts before one record.

    Parameters
    ----------
    a, b : inquiries on the two texts, begun on the same record without answers.
    names : what the texts go by: file names.
    answers : question id -> option id, for either text.

    Raises
    ------
    UsageError
        If an answer belongs to a question of neither text.
    """
    b.session = a.session
    _answer((a, b), answers)
    planned = (a.plan(), b.plan())
    shared = _shared((a, b), planned)
    a.session.prepare([s for p, _ in shared.values() for one in p.selections for s in one.values()])
    findings: dict[str, Finding | Refusal] = {key: inquiry.tested(p) for key, (p, inquiry) in shared.items()}
    heard = [h for side, one in enumerate((a, b)) for h in _heard(side, one, planned[side])]
    rows = _rows(join(heard), (a, b), planned, findings)
    found, ids = _findings(findings, (a, b), planned)
    questions: dict[str, Question] = {}
    for q in (q for g in chain(a.groundings.values(), b.groundings.values()) for q in g.questions):
        questions[q.id] = min(q, questions.get(q.id, q), key=lambda one: one.model_dump_json())
    return Comparison(
        inquest_version=VERSION,
        seed=a.context.seed,
        a=_text(names[0], a),
        b=_text(names[1], b),
        joined=_numbered([r for r in rows if r.a and r.b], ids),
        only_a=_numbered([r for r in rows if not r.b], ids),
        only_b=_numbered([r for r in rows if not r.a], ids),
        findings=found,
        questions=tuple(questions[k] for k in sorted(questions)),
        record=a.context.record,
        as_of=a.as_of,
    )


def _answer(both: Sequence[Inquiry], answers: Mapping[str, str]) -> None:
    """Give each text the answers to its own questions."""
    if not answers:
        return
    check_answers([g for one in both for g in one.ground().values()], answers)
    for one in both:
        grounded = tuple(one.ground().values())
        known = {ident for g in grounded for ident in answerable(g)}
        one.answers = {k: v for k, v in answers.items() if k in known}


def _key(p: Proposition) -> str:
    """What is tested, whichever claim it came from."""
    return json.dumps(p.model_dump(mode="json", exclude={*_OWN, "tested", "warnings", "questions"}), sort_keys=True)


def _whole(p: Proposition) -> str:
    return json.dumps(p.model_dump(mode="json", exclude=_OWN), sort_keys=True)


def _shared(both: Sequence[Inquiry], planned: Sequence[Sequence[Planned]]) -> dict[str, tuple[Planned, Inquiry]]:
    """Every proposition of either text once, in an order that doesn't depend on which text comes first."""
    found: dict[str, list[tuple[str, str, Planned, Inquiry]]] = {}
    for inquiry, some in zip(both, planned, strict=True):
        for p in some:
            whole = (_whole(p.proposition), inquiry.command(p.proposition))
            found.setdefault(_key(p.proposition), []).append((*whole, p, inquiry))
    return {key: min(found[key], key=lambda f: f[:2])[2:] for key in sorted(found)}


def _heard(side: int, inquiry: Inquiry, planned: Sequence[Planned]) -> list[Heard]:
    of: dict[str, list[Proposition]] = {}
    for p in planned:
        of.setdefault(p.proposition.claim, []).append(p.proposition)
    return [
        Heard(side, claim, positions(claim, inquiry.groundings[claim.id], of.get(claim.id, ())))
        for claim in inquiry.extract().claims
    ]


def _rows(
    matters: Sequence[Matter],
    both: Sequence[Inquiry],
    planned: Sequence[Sequence[Planned]],
    findings: Mapping[str, Finding | Refusal],
) -> list[Row]:
    """Rows whose findings go by their keys, in an order that swaps with the texts."""
    flat = [{c.id: c for c in flat_claims(_facts(one.extract()), one.groundings.values())} for one in both]
    of = [_by_claim(some) for some in planned]
    rows = []
    for matter in matters:
        sides = [[h.claim for h in matter.of(side)] for side in (0, 1)]
        keys = sorted({k for side in (0, 1) for c in sides[side] for k in of[side].get(c.id, ())})
        rests = tuple(
            Rests(finding=k, a=_resting(k, sides[0], of[0]), b=_resting(k, sides[1], of[1]))
            for k in keys
            if isinstance(findings[k], Finding)
        )
        failures = {f.text for k in keys if isinstance(f := findings[k], Refusal)}
        refused = {r.text for side in (0, 1) for r in both[side].refusals if r.claim in {c.id for c in sides[side]}}
        grounded = [both[side].groundings[c.id] for side in (0, 1) for c in sides[side]]
        family = family_of(grounded[0].claim) if matter.agreement == "rivals" else ""
        about, kind = min((_about(g, family), g.claim.kind) for g in grounded)
        rows.append(
            Row(
                id="",
                relation=_relation(matter),
                kind=kind,
                about=about,
                a=tuple(flat[0][c.id] for c in sides[0]),
                b=tuple(flat[1][c.id] for c in sides[1]),
                stands_a=_stands([both[0].groundings[c.id] for c in sides[0]], family),
                stands_b=_stands([both[1].groundings[c.id] for c in sides[1]], family),
                rivals=bool(family),
                findings=rests,
                untested=tuple(sorted(failures | refused)),
            )
        )
    return sorted(rows, key=_order)


def _by_claim(planned: Sequence[Planned]) -> dict[str, list[str]]:
    """Claim -> keys of what it led to."""
    found: dict[str, list[str]] = {}
    for p in planned:
        found.setdefault(p.proposition.claim, []).append(_key(p.proposition))
    return found


def _resting(key: str, claims: Sequence[Claim], of: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    return tuple(c.id for c in claims if key in of.get(c.id, ()))


def _facts(found: Extraction) -> Extraction:
    """Claims only."""
    return Extraction(statements=(), claims=found.claims)


def _order(row: Row) -> tuple[object, ...]:
    """By relation; what both speak to by its matter, the rest by its place in its text."""
    alone = row.a or row.b
    at = (0, "") if row.a and row.b else (alone[0].start, alone[0].id)
    spans = sorted((c.start, c.end, c.id) for c in (*row.a, *row.b))
    return (RELATIONS.index(row.relation), *at, row.about, row.kind, spans)


def _relation(matter: Matter) -> Relation:
    agreed = matter.agreement
    if agreed is None:
        return "only one"
    return "opposite" if agreed == "rivals" else agreed


def _about(g: Grounding, without: str) -> str:
    """Sides, place and period in plain words; without the mentions that rivals differ in."""
    sides = [_label(m) for name in ("actors", "targets") if name != without for m in getattr(g, name)]
    others = [_label(m) for m in (*g.versus_actors, *g.versus_targets, *g.versus_places)]
    places = [_label(m) for m in g.places if without != "places"]
    against = "" if without == "places" else "against "  # "the deadliest province of Syria" is none against it
    parts = [*dict.fromkeys(sides), *dict.fromkeys(places), *(f"{against}{o}" for o in dict.fromkeys(others))]
    return ", ".join([*parts, *(_period(w) for w in g.windows[:1])]) or "no side or place named"


def _label(m: Grounded) -> str:
    return m.candidates[0].label if m.candidates else m.mention.text


def _period(w: Window) -> str:
    if (w.start.month, w.start.day, w.end.month, w.end.day) == (1, 1, 12, 31):
        return str(w.start.year) if w.start.year == w.end.year else f"{w.start.year} to {w.end.year}"
    return f"{w.start.isoformat()} to {w.end.isoformat()}"


def _stands(grounded: Sequence[Grounding], family: str) -> str:
    """Where a text stands on a matter: whom it gives first place, its figures, the direction, or yes or no."""
    if family:
        return "; ".join(dict.fromkeys(_label(m) for g in grounded for m in getattr(g, family)))
    return "; ".join(dict.fromkeys(_first_term(g) + _stand(g.claim) for g in grounded))


def _first_term(g: Grounding) -> str:
    """Which of two that are compared a claim puts first; "" where nothing is compared."""
    second = g.versus_actors or g.versus_targets or g.versus_places
    first = g.actors if g.versus_actors else g.targets if g.versus_targets else g.places
    return ", ".join(_label(m) for m in first) + ": " if second and first else ""


def _stand(claim: Claim) -> str:
    q, turned = claim.quantity, "not " if claim.polarity == "deny" else ""
    direction = claim.slots.get("direction")
    if q is not None and not (direction and q.unit in CHANGES):
        return turned + (q.text if q.unit in q.text or not q.text[-1:].isdigit() else f"{q.text} {q.unit}")
    return turned + direction if direction else "no" if turned else "yes"


def _findings(
    findings: Mapping[str, Finding | Refusal], both: Sequence[Inquiry], planned: Sequence[Sequence[Planned]]
) -> tuple[tuple[Finding, ...], dict[str, str]]:
    """Findings with ids of their own and without the claim of either text; key -> id."""
    commands: dict[str, list[str]] = {}
    for inquiry, some in zip(both, planned, strict=True):
        for p in some:
            commands.setdefault(_key(p.proposition), []).append(inquiry.command(p.proposition))
    tested = {k: f for k, f in findings.items() if isinstance(f, Finding)}
    ids = {key: f"f{n + 1:02d}" for n, key in enumerate(tested)}
    found = tuple(
        f.model_copy(
            update={
                "id": ids[key],
                "claim": "",
                "proposition": f.proposition.model_copy(update={"id": ids[key], "claim": ""}),
                "command": min(commands[key]),
            }
        )
        for key, f in tested.items()
    )
    return found, ids


def _numbered(rows: Sequence[Row], ids: Mapping[str, str]) -> tuple[Row, ...]:
    """Rows and their findings with the ids by which they are shown."""
    return tuple(
        row.model_copy(
            update={
                "id": f"r{n + 1:02d}",
                "findings": tuple(r.model_copy(update={"finding": ids[r.finding]}) for r in row.findings),
            }
        )
        for n, row in enumerate(rows)
    )


def _text(name: str, inquiry: Inquiry) -> ComparedText:
    document = inquiry.document
    return ComparedText(
        name=name,
        title=document.title,
        author=document.author,
        publisher=document.publisher,
        date=document.date,
        date_reason=document.date_reason,
        language=document.language,
        claims=len(inquiry.extract().claims),
        notes=inquiry.notes(),
    )
