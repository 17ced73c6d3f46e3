"""Sides: which bloc a role's words mean, and the one bloc that several named actors form together."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from inquest.contracts import Context
from inquest.kinds._movements import inside
from inquest.model.names import ActorSet, Bloc


@dataclass(frozen=True)
class Side:
    """What a role's words mean: one bloc (with other fair meanings), or nobody."""

    bloc: str | None = None
    others: tuple[str, ...] = ()
    doctrine: str | None = None
    share: float = 1.0
    """How likely the bloc is what the words mean, of 1; the others share the rest as ``shares``."""
    shares: tuple[float, ...] = ()

    def meanings(self) -> dict[str, float]:
        """Every meaning, and how likely it is."""
        return dict(zip((self.bloc, *self.others), (self.share, *self.shares), strict=True)) if self.bloc else {}

    def keeping(self, meant: Sequence[str]) -> "Side":
        """The side with some of its meanings, in this order."""
        known = self.meanings()
        shares = tuple(known[b] for b in meant)
        return Side(meant[0], tuple(meant[1:]), self.doctrine, shares[0], shares[1:])


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


def pooled_into(bloc: str | None, foe: str | None, context: Context) -> str | None:
    """The bloc under whose name the source records a group's fighting with this foe, or None."""
    if bloc is None or foe is None or context.blocs[bloc].core.rule is not None:
        return None
    inner = context.blocs[bloc]
    hosts = (h for h in context.blocs[foe].pooled_foes if h != bloc and h in context.blocs)
    return next((h for h in hosts if _inside(inner, context.blocs[h])), None)


def _inside(inner: Bloc, wide: Bloc) -> bool:
    """Whether a group is one of those a bloc takes in, by its rule or with its folded allies."""
    mine, rule = _members(inner), wide.core
    if not mine or mine & _of(rule):
        return False
    if rule.rule is not None:
        return inside(inner, wide)
    ids = set(inner.core.ids)
    return bool(ids) and ids <= set(wide.members("folded").ids)


def agreeing(sides: Sequence[Side], countries: Sequence[int], context: Context) -> tuple[Side, ...]:
    """Sides without meanings that fight elsewhere than the place, or the sides whose name is certain, allow.

    "The regime and the opposition": where the first can only be Syria's, the second is not Iraq's. Of what is left,
    those come first that are at home in one country.
    """
    anchors = [set(countries)] if countries else []
    anchors += [set(context.blocs[s.bloc].home) for s in sides if s.bloc and not s.others]
    anchors = [a for a in anchors if a]
    if not anchors:
        return _together(sides, context)
    common = set.intersection(*anchors)

    def kept(side: Side) -> Side:
        meant = [b for b in (side.bloc, *side.others) if b]
        fits = [b for b in meant if common & set(context.blocs[b].home)]
        return side.keeping(fits) if fits and side.others else side

    return _together([kept(s) for s in sides], context)


def _together(sides: Sequence[Side], context: Context) -> tuple[Side, ...]:
    """Sides whose first meanings are at home in one country, where those of any meanings are.

    "The army killed 300 rebels": Iraq's army is no foe of Syria's rebels.
    """
    best: tuple[float, tuple[str | None, ...]] = (0.0, ())
    for combo in product(*(side.meanings() or [None] for side in sides)):
        homes = [set(context.blocs[b].home) for b in combo if b and context.blocs[b].home]
        likely = prod(side.meanings().get(b or "", 1.0) for side, b in zip(sides, combo, strict=True))
        if likely > best[0] and (not homes or set.intersection(*homes)):
            best = likely, combo
    return tuple(
        side.keeping([first, *(b for b in side.meanings() if b != first)]) if first and side.others else side
        for side, first in zip(sides, best[1] or [None] * len(sides), strict=True)
    )


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
