"""Sides: which bloc a role's words mean, and the one bloc that several named actors form together."""

from collections.abc import Sequence
from dataclasses import dataclass

from inquest.contracts import Context
from inquest.model.names import ActorSet, Bloc


@dataclass(frozen=True)
class Side:
    """What a role's words mean: one bloc (with other fair meanings), or nobody."""

    bloc: str | None = None
    others: tuple[str, ...] = ()
    doctrine: str | None = None


NOBODY = Side()
"""A role that the sentence leaves empty."""


def joint_bloc(ids: Sequence[str], context: Context) -> Side | None:
    """The one bloc that several named actors form together, if the gazetteer has one.

    Either the smallest bloc whose members take in those of all, or, where the source folds all but one of them into
    that one, it with its folded allies.
    """
    unique = list(dict.fromkeys(ids))
    if len(unique) == 1:
        return Side(unique[0])
    for host in unique:
        if all(host in context.blocs[b].folded_into for b in unique if b != host):
            return Side(_widest(unique, context) or host, doctrine="folded")
    for wide in unique:
        folded_set = _of(context.blocs[wide].members("folded"))
        if all(_members(context.blocs[b]) & folded_set for b in unique):
            return Side(wide, doctrine="folded")
    joint = _widest(unique, context)
    return Side(joint) if joint else None


def _widest(ids: Sequence[str], context: Context) -> str | None:
    wanted = [_members(context.blocs[b]) for b in ids]
    if any(not w for w in wanted):
        return None
    union = frozenset[object]().union(*wanted)
    fits = [
        (len(_members(b)), b.id)
        for b in context.blocs.values()
        if b.id not in ids and b.core.rule is None and union <= _members(b)
    ]
    return min(fits)[1] if fits else None


def _members(bloc: Bloc) -> frozenset[object]:
    return _of(bloc.core)


def _of(actors: ActorSet) -> frozenset[object]:
    return frozenset((*actors.ids, *actors.names))
