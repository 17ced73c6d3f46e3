"""Sides of an event as lists of actors: coalition names are split into members, each with its id where known."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from inquest.record.bundled import actor_names

_STATE = "government of "


@dataclass(frozen=True)
class Member:
    """One actor of a side. ``ids``: the UCDP ids it may have, empty if unknown; ``state``: a government."""

    name: str
    ids: tuple[int, ...]
    state: bool


def known_names(singles: Iterable[tuple[int, str]]) -> dict[str, tuple[int, ...]]:
    """Casefolded name -> ids, from the actor list and the sides of the record that are no coalition.

    Parameters
    ----------
    singles : (id, name) of sides as they stand in the record.
    """
    listed = actor_names()
    found: dict[str, set[int]] = {name: set(ids) for name, ids in listed.ids.items()}
    for actor, name in singles:
        if "," not in name or actor in listed.name:
            found.setdefault(name.casefold(), set()).add(actor)
    return {name: tuple(sorted(ids)) for name, ids in found.items()}


def members(side_id: int | None, name: str, known: Mapping[str, tuple[int, ...]]) -> tuple[Member, ...]:
    """The actors of one side.

    A side whose id is in UCDP's actor list, or whose name has no comma, is one actor. Any other is a coalition: its
    name is split at commas, and neighbouring parts are joined again where the joined name is a known actor's.

    >>> [m.name for m in members(7056, "Ahrar al-Sham, HTS, Southern Front", {"hts": (6815,)})]
    ['Ahrar al-Sham', 'HTS', 'Southern Front']
    """
    listed = actor_names()
    if "," not in name or side_id in listed.name:
        ids = known.get(name.casefold(), ()) if side_id is None else (side_id,)
        return (_member(name, ids),)
    parts = [part.strip() for part in name.split(",") if part.strip()]
    made = []
    at = 0
    while at < len(parts):
        take = next((n for n in range(len(parts) - at, 1, -1) if ", ".join(parts[at : at + n]).casefold() in known), 1)
        whole = ", ".join(parts[at : at + take])
        made.append(_member(whole, known.get(whole.casefold(), ())))
        at += take
    return tuple(made)


def listed_members(rows: Sequence[tuple[int, int | None, str]]) -> list[tuple[int, int, str, int | None, int]]:
    """The members of all sides of a record: side, place in its name, name, id, 1 for a state.

    Parameters
    ----------
    rows : number, id and name of every side. A member without a known id has one row, else one per id.
    """
    known = known_names((i, n) for _, i, n in rows if i is not None)
    return [
        (side, nth, member.name, actor, int(member.state))
        for side, side_id, name in rows
        for nth, member in enumerate(members(side_id, name, known))
        for actor in member.ids or (None,)
    ]


def _member(name: str, ids: tuple[int, ...]) -> Member:
    states = actor_names().states
    return Member(name, ids, name.casefold().startswith(_STATE) or any(i in states for i in ids))
