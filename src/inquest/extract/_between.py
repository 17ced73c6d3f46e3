"""Whose dead are counted where the victims and two sides are named: "300 soldiers died in clashes between A and B"."""

from inquest.extract._draft import Draft
from inquest.extract._grammar import Grammar
from inquest.extract._memory import bare, keys
from inquest.extract._skeleton import Part

CIVILIANS = "civilians"


def split(draft: Draft, pair: tuple[Part, ...], g: Grammar) -> None:
    """Put a pair on both sides of a claim, the side of its victims as the target, and say which dead are counted."""
    one, rest, victims = [*pair[:1]], [*pair[1:]], draft.targets
    civil = [CIVILIANS in p.ids or "civilian" in p.text.lower() for p in victims]
    draft.actors, draft.targets = one, rest
    both = bool(keys(victims) & keys(one)) and bool(keys(victims) & keys(rest))  # "fighters" of whom it speaks
    either = all(_said(p).lower().split()[-1] in g["either_side"] and (both or not p.ids) for p in victims)
    if any(civil):
        counted = "deaths_of_civilians"
    elif either:
        counted = "deaths_of_combatants"
    elif _of(victims, rest) != _of(victims, one):
        counted = "deaths_of_target"
        if _of(victims, one):
            draft.actors, draft.targets = rest, one
    elif all(p.side == "group" and bare(p) for p in victims):
        counted = "deaths_of_combatants"
    else:
        draft.targets = [*rest, *victims]  # whose they are is not told: the claim is refused for it
        return
    draft.told += victims
    draft.slots |= {"measure": counted, "violence": "fighting"}


def _said(part: Part) -> str:
    """The word of a part: of one found through a label, the label ("fighters")."""
    return (part.via or "").split('"')[1] if (part.via or "").startswith('"') else part.text


def _of(victims: list[Part], sides: list[Part]) -> bool:
    """Whether victims belong to a side: by name, or as the soldiers of a state or the fighters of a group."""
    if keys(victims) & keys(sides):
        return True
    sorts = {p.side for p in victims}
    return all(map(bare, victims)) and len(sorts) == 1 and sorts != {""} and any({p.side} == sorts for p in sides)
