"""Which sides the actors of a role mean, where the source hides them, and what it cannot tell apart."""

from collections.abc import Sequence

from inquest.contracts import Context
from inquest.kinds._allies import allies_meant, allies_unnamed, with_allies
from inquest.kinds._refuse import folded, unknown_name
from inquest.kinds._sides import NOBODY, Side, joint_bloc
from inquest.model.grounding import Grounded, Grounding
from inquest.model.proposition import Refusal

TOTALS = ("level", "exchange")
"""Kinds that count what all the sides named did or lost together."""


def sides(
    groups: Sequence[Grounded], grounding: Grounding, kind: str, context: Context, *, keep_folded: bool = False
) -> tuple[list[Side], list[Refusal]]:
    """Fair sides for one role; several where the actors named form no bloc together."""
    if not groups:
        return [NOBODY], []
    refusals: list[Refusal] = []
    meant: list[list[str]] = []
    for one in groups:
        known = [c for c in one.candidates if c.id in context.blocs]
        if not known:
            refusals.append(unknown_name(grounding.claim, kind, one, "actor"))
            continue
        fair = [c.id for c in known if c.weight >= context.default("candidate_weight")]
        meant.append(fair or [known[0].id])
    lost = [g for g in groups if not any(c.id in context.blocs for c in g.candidates)]
    summed = kind in TOTALS and len(groups) > 1
    if not meant or any(proper(g) or summed for g in lost):
        return [], refusals  # without one of the sides named, another claim would be tested
    joint = joint_bloc([m[0] for m in meant], context) if len(meant) > 1 else None
    found = [joint] if joint else [Side(m[0], tuple(m[1:4])) for m in meant]
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
    kept = [Side(s.bloc, tuple(b for b in s.others if not hosts(b, grounding, context)), s.doctrine) for s in whole]
    return kept, refusals


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
