"""Sides known by name only, which the record may never name: a count of none says nothing of them."""

from inquest.contracts import Context, Probe
from inquest.model.names import Bloc
from inquest.model.proposition import Proposition, Refusal
from inquest.model.selection import Selection, Sides

EVER = (-20_000, 60_000)
"""Days since 1970 between which every event on record lies."""


def uncoded(proposition: Proposition, context: Context, probe: Probe) -> Refusal | None:
    """The refusal of a claim about a side that has no id of the source and that no event on record names."""
    p = proposition
    for name in dict.fromkeys((p.actor, p.target, p.versus_actor, p.versus_target)):
        if name is None or not _by_name_only(context.blocs[name]):
            continue
        sides = Sides(actor=f"{name}/core", violence=(1, 2, 3))
        everything = Selection(sides, *EVER)
        if not probe.series([everything]).n.sum():
            return _refusal(p, context.blocs[name])
    return None


def _by_name_only(bloc: Bloc) -> bool:
    return not bloc.core.ids and bloc.core.rule is None and not bloc.civilians


def _refusal(p: Proposition, bloc: Bloc) -> Refusal:
    return Refusal(
        claim=p.claim,
        kind=p.kind,
        reason="not recorded",
        text=f"No event on record names {bloc.label}, and no id of the source is known for it: a count of none would "
        "not show that it did nothing.",
        unlock=f"a file whose events name {bloc.label}: inquest data add FILE; or its id in the source: "
        "inquest names add",
    )
