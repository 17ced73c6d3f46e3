"""Which of several fair meanings a name of an actor has."""

from itertools import product
from typing import Literal

from inquest.choices._build import made
from inquest.contracts import Context
from inquest.model.choice import Choice, Option
from inquest.model.proposition import Proposition

ROLES = ("actor", "target", "versus_actor", "versus_target")
MOST = 6
"""Combinations shown at most, likeliest first."""


class Meaning:
    """Who is meant, where a label fits several actors; a reading of its own until a person answers the question."""

    name = "meaning"
    role: Literal["reading", "measurement"] = "reading"

    def build(self, proposition: Proposition, context: Context) -> Choice | None:
        """Combinations of the meanings of all roles (``terms["meanings"]``); None if no name is ambiguous."""
        meanings: dict[str, list[str]] = proposition.terms.get("meanings", {})
        roles = sorted(meanings)
        every = list(product(*[meanings[r] for r in roles])) if roles else []
        combos = [c for c in every if _meet(c, context)][:MOST] or every[:MOST]
        options = [
            Option(
                id="+".join(combo),
                label=", ".join(context.blocs[b].label for b in combo),
                reason="The words fit this actor too.",
                params=dict(zip(roles, combo, strict=True)),
            )
            for combo in combos
            if _two_sides({**_certain(proposition), **dict(zip(roles, combo, strict=True))})
        ]
        return made(self.name, self.role, "Who is meant?", options)


def _certain(proposition: Proposition) -> dict[str, str | None]:
    return {role: getattr(proposition, role) for role in ROLES}


def _two_sides(meant: dict[str, str | None]) -> bool:
    """Whether no side is set against itself, and no pair against the same pair.

    "The army" may well stand on both sides of a comparison: against the rebels, and against Islamic State.
    """
    one, two, other, another = (meant[role] for role in ROLES)
    itself = (one and one == two) or (other and other == another)
    beside = other or another
    return not itself and not (beside and (one, two) == (other or one, another or two))


def _meet(combo: tuple[str, ...], context: Context) -> bool:
    """Whether these actors are at home in one country, where that is known."""
    homes = [set(context.blocs[b].home) for b in combo if context.blocs[b].home]
    return not homes or bool(set.intersection(*homes))


CHOICE = Meaning()
