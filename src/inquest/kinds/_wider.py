"""Refusals where the source lists what a side did under a wider name."""

from inquest.contracts import Context
from inquest.kinds._movements import around, foes
from inquest.kinds._refuse import pooled
from inquest.kinds._sides import Side, pooled_into
from inquest.model.claim import Claim
from inquest.model.proposition import Refusal


def pooled_pairs(named: tuple[Side, ...], claim: Claim, kind: str, context: Context) -> list[Refusal]:
    """Refusals for pairs of sides that the source records under a wider name."""
    actor, target, v_actor, v_target = (s.bloc for s in named)
    pairs = [(actor, target), (v_actor or actor, v_target or target)]
    found = []
    for one, two in [*pairs, *[(b, a) for a, b in pairs]]:
        host = pooled_into(one, two, context)
        if host and one and two:
            found.append(pooled(claim, kind, context.blocs[one], context.blocs[two], context.blocs[host]))
    return found


def listed_in_part(
    named: tuple[Side, Side], countries: tuple[int, ...], claim: Claim, kind: str, context: Context
) -> list[Refusal]:
    """A refusal where a group is named alone, of whose violence the source lists a part under a wider name."""
    one, two = (s.bloc for s in named)
    mine = one or two
    if mine is None or (one and two):
        return []
    for movement in around(mine, countries, context):
        armed = [context.blocs[f] for f in foes(movement, countries, context) if not context.blocs[f].civilians]
        if armed:
            return [pooled(claim, kind, context.blocs[mine], armed[0], context.blocs[movement])]
    return []
