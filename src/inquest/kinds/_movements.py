"""Movements under whose name the source records fighting against some foe, without naming the groups inside."""

from inquest.contracts import Context
from inquest.model.names import Bloc


def inside(group: Bloc, wide: Bloc) -> bool:
    """Whether a group is one of those that a movement takes in by its rule."""
    rule = wide.core
    if rule.rule is None or group.state or group.civilians or group.id == wide.id:
        return False
    if group.core.rule is not None:
        return bool(set(group.home) & set(wide.home))
    mine = {*group.core.ids, *group.core.names}
    return not mine & {*rule.except_ids, *rule.except_names} and bool(set(group.home) & set(wide.home))


def movements(context: Context) -> tuple[Bloc, ...]:
    """Movements under whose name the source records fighting against some side, without naming the groups inside."""
    names = sorted({n for b in context.blocs.values() for n in b.pooled_foes if n in context.blocs})
    return tuple(context.blocs[n] for n in names if context.blocs[n].core.rule is not None)


def around(bloc: str | None, countries: tuple[int, ...], context: Context) -> tuple[str, ...]:
    """Ids of the movements in whose events those of a group may lie, in these countries (all, where none is named)."""
    if bloc is None or context.blocs[bloc].core.rule is not None:
        return ()
    mine = context.blocs[bloc]
    return tuple(b.id for b in movements(context) if set(b.home) & set(countries or b.home) and inside(mine, b))


def foes(movement: str, countries: tuple[int, ...], context: Context) -> tuple[str, ...]:
    """Ids of the blocs against which the source names only the movement; of those that share members the widest."""
    found = [b for b in context.blocs.values() if movement in b.pooled_foes]
    found = [b for b in found if b.civilians or set(b.home) & set(countries or b.home)]
    kept: dict[str, set[int]] = {}
    for bloc in sorted(found, key=lambda b: (-len(b.core.ids), b.id)):
        ids = set(bloc.core.ids)
        if not any(ids & other for other in kept.values()):
            kept[bloc.id] = ids
    return tuple(sorted(kept))
