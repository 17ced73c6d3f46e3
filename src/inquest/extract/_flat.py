"""Claims as a flat list for scorers and other tools (``inquest claims FILE --json``; docs/claims.md)."""

import json
import re
from collections.abc import Iterable, Sequence

from inquest.extract._grammar import grammar
from inquest.extract._negation import negated
from inquest.model.claim import Claim, Extraction, Statement
from inquest.model.flat import FlatClaim, FlatClaims, FlatPeriod, FlatQuantity
from inquest.model.grounding import Grounded, Grounding

COUNTED = frozenset(
    (
        "attribution",
        "comparison",
        "containment",
        "engagement",
        "episode",
        "exchange",
        "level",
        "priority",
        "sequence",
        "trend",
    )
)
"""Kinds whose claims a list of fatal events could speak to; a cause or a what-if needs more than counts."""
BEYOND = frozenset(("means", "media", "unrecorded"))
"""What a claim may need (slot ``needs``) that no such list holds."""
NO_FACT = {
    "opinion": "opinion",
    "question": "opinion",
    "call": "normative",
    "normative": "normative",
    "offer": "intention",
    "intention": "intention",
    "prediction": "prediction",
}
"""Why a statement is no claim of fact -> its kind in the list."""
FORECAST = frozenset(["prediction", "intention", "offer"])
"""What has not come to pass: its statements are affirmed, however they are worded."""
LIKELY = 0.4
"""Weight from which the best candidate's name stands for a mention."""
ARTICLE = "article"


def flat_claims(extraction: Extraction, groundings: Iterable[Grounding]) -> tuple[FlatClaim, ...]:
    """Every claim and every statement that is no claim of fact, in the order of the text.

    Statements of fact that no kind of this version tests are left out: the claims file has them.

    Parameters
    ----------
    extraction : statements and claims.
    groundings : of ``to_ground(extraction)``, or of the claims alone, in any order.
    """
    by_claim = {g.claim.id: g for g in groundings}
    found = [_claim(c, by_claim[c.id]) for c in extraction.claims]
    found += [_statement(s, by_claim.get(s.id)) for s in extraction.statements if s.not_checkable in NO_FACT]
    return tuple(sorted(found, key=lambda c: (c.start, c.end, c.kind, c.id)))


def to_ground(extraction: Extraction) -> tuple[Claim, ...]:
    """Whatever names sides or a place: the claims, and what is no claim of fact in the shape of one."""
    other = [s for s in extraction.statements if s.not_checkable in NO_FACT]
    told = [s for s in other if s.actors or s.targets or s.places]
    return *extraction.claims, *map(_as_claim, told)


def _as_claim(s: Statement) -> Claim:
    return Claim(
        id=s.id,
        statement=s.id,
        kind=NO_FACT[str(s.not_checkable)],
        frame="statement",
        quote=s.quote,
        start=s.start,
        end=s.end,
        actors=s.actors,
        targets=s.targets,
        places=s.places,
    )


def flat_json(claims: Sequence[FlatClaim]) -> str:
    """The list as JSON after ``schemas/claims-1.json``."""
    data = FlatClaims(tuple(claims)).model_dump(mode="json")
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"


def _claim(claim: Claim, grounding: Grounding) -> FlatClaim:
    q = claim.quantity
    between = q is not None and q.op == "between" and q.high is not None
    told = grounding.told
    return FlatClaim(
        id=claim.id,
        quote=claim.quote,
        start=claim.start,
        end=claim.end,
        kind=claim.kind,
        checkable=claim.kind in COUNTED and claim.slots.get("needs") not in BEYOND,
        speaker=_speaker(claim.speaker),
        via=claim.via,
        actors=_names(_doers(claim, grounding)),
        targets=_names(grounding.targets),
        place="; ".join(m.text for m in claim.places) or told.place,
        period=FlatPeriod(start=told.start, end=told.end) if told.start or told.end else None,
        polarity=claim.polarity,
        quantity=q and FlatQuantity(op=q.op, value=(q.value, q.high or 0.0) if between else q.value, unit=q.unit),
    )


def _doers(claim: Claim, grounding: Grounding) -> Sequence[Grounded]:
    """Who acts; of "without A, B would have lost" the one without whom it would."""
    missing = grounding.versus_actors if claim.kind == "counterfactual" else ()
    return missing or grounding.actors


def _statement(statement: Statement, grounding: Grounding | None) -> FlatClaim:
    return FlatClaim(
        id=statement.id,
        quote=statement.quote,
        start=statement.start,
        end=statement.end,
        kind=NO_FACT[str(statement.not_checkable)],
        checkable=False,
        polarity="deny" if _denied(statement) else "affirm",
        speaker=_speaker(statement.speaker),
        via=statement.via,
        actors=_names(grounding.actors) if grounding else (),
        targets=_names(grounding.targets) if grounding else (),
        place="; ".join(m.text for m in statement.places) or None,
    )


def _denied(statement: Statement) -> bool:
    """Whether a statement without a claim of fact is put as a denial: "must not", "there is no", "denied that".

    What is forecast or wanted is affirmed, however it is worded: nothing is said to be absent ("will not give way").
    """
    if statement.not_checkable in FORECAST:
        return False
    words = re.findall(r"[a-z]+(?:'[a-z]+)?|[,—(?]", statement.quote.lower().replace("’", "'"))
    return negated(words, NO_FACT[str(statement.not_checkable)], grammar("en")) != (statement.mode == "denies")


def _speaker(name: str) -> str:
    return ARTICLE if name == "author" else name


def _names(mentions: Sequence[Grounded]) -> tuple[str, ...]:
    """The best candidate's label, or the words where no name is known or none is likely enough."""
    names = []
    for one in mentions:
        likely = one.candidates and one.candidates[0].weight >= LIKELY
        names.append(one.candidates[0].label if likely else one.mention.text)
    return tuple(dict.fromkeys(names))
