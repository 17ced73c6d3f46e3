"""Which sides the actors of a role mean, where the source hides them, and what it cannot tell apart."""

from collections.abc import Mapping, Sequence

from inquest.contracts import Context
from inquest.kinds._allies import allies_meant, allies_unnamed, with_allies
from inquest.kinds._refuse import folded, place_not_covered, unknown_name
from inquest.kinds._sides import NOBODY, Side, joint_bloc
from inquest.model.grounding import Grounded, Grounding
from inquest.model.proposition import Refusal

TOTALS = ("level", "exchange")
"""Kinds that count what all the sides named did or lost together."""
NEARLY = 0.5
"""A meaning that the record can't test and that is at least so likely as the best one leaves the claim open."""


def sides(
    groups: Sequence[Grounded], grounding: Grounding, kind: str, context: Context, *, keep_folded: bool = False
) -> tuple[list[Side], list[Refusal]]:
    """Fair sides for one role; several where the actors named form no bloc together."""
    if not groups:
        return [NOBODY], []
    refusals: list[Refusal] = []
    meant: list[list[str]] = []
    weight: dict[str, float] = {}
    for one in groups:
        known = [c for c in one.candidates if c.id in context.blocs]
        if not known:
            refusals.append(unknown_name(grounding.claim, kind, one, "actor"))
            continue
        fair = [c.id for c in known if c.weight >= context.default("candidate_weight")]
        meant.append(fair or [known[0].id])
        weight |= {c.id: c.weight for c in known}
    lost = [g for g in groups if not any(c.id in context.blocs for c in g.candidates)]
    summed = kind in TOTALS and len(groups) > 1
    if not meant or any(proper(g) or summed for g in lost):
        return [], refusals  # without one of the sides named, another claim would be tested
    joint = joint_bloc([m[0] for m in meant], context) if len(meant) > 1 else None
    found = [joint] if joint else [_meaning(m[:4], weight) for m in meant]
    if any(allies_meant(g.mention.text) for g in groups):
        lies = _countries(grounding, context)
        wide = [with_allies(s, lies, context) for s in found]
        refusals += [
            allies_unnamed(grounding.claim, kind, context.blocs[s.bloc])
            for s, w in zip(found, wide, strict=True)
            if w is None and s.bloc
        ]
        found = [w for w in wide if w is not None]
    if keep_folded:
        return found, refusals
    whole = [s for s in found if s.bloc and (s.doctrine or not hosts(s.bloc, grounding, context))]
    hidden = [s.bloc for s in found if s.bloc and not s.doctrine and hosts(s.bloc, grounding, context)]
    refusals += [folded(grounding.claim, kind, context.blocs[b], context, hosts(b, grounding, context)) for b in hidden]
    kept = []
    for side in whole:
        untested = {b: why for b in side.others if (why := _untested(b, grounding, kind, context))}
        likely = [b for b in untested if weight[b] >= NEARLY * side.share]
        refusals += [untested[b] for b in likely[:1]]  # one fair reading alone is no answer
        if not likely:
            kept.append(side.keeping([b for b in side.meanings() if b not in untested]))
    return kept, refusals


def _meaning(blocs: Sequence[str], weight: Mapping[str, float]) -> Side:
    """A side of several fair meanings, the likeliest first."""
    shares = tuple(weight[b] for b in blocs)
    return Side(blocs[0], tuple(blocs[1:]), None, shares[0], shares[1:])


def _untested(bloc: str, grounding: Grounding, kind: str, context: Context) -> Refusal | None:
    """Why the record can't test a claim with this meaning of a side: hidden in another's events, or never covered."""
    inside = hosts(bloc, grounding, context)
    if inside:
        return folded(grounding.claim, kind, context.blocs[bloc], context, inside)
    home = context.blocs[bloc].home
    if home and not grounding.places and not any(context.record.spans(c) for c in home):
        return place_not_covered(grounding.claim, kind, f"the home of {context.blocs[bloc].label}", tuple(home))
    return None


def proper(one: Grounded) -> bool:
    """Whether a mention is a proper name, by its capital."""
    return one.mention.text.removeprefix("the ")[:1].isupper()


def hosts(bloc: str, grounding: Grounding, context: Context) -> tuple[str, ...]:
    """Blocs in whose events the source hides a bloc, in the countries that the claim can be about."""
    countries = _countries(grounding, context)
    hidden = context.blocs[bloc]
    if hidden.folded_where and not countries & set(hidden.folded_where):
        return ()
    folders = [context.blocs[b] for b in hidden.folded_into if b in context.blocs]
    return tuple(b.id for b in folders if countries & set(b.home))


def _countries(grounding: Grounding, context: Context) -> set[int]:
    """The countries that a claim can be about: those of its places, else all that are loaded."""
    places = [c.id for g in grounding.places for c in g.candidates[:1] if c.id in context.places]
    return {n for p in places for n in context.places[p].countries} or set(context.record.countries())
