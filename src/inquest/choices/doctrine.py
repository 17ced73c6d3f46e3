"""Who counts as a side: the named actor, with allies the source folds into it, or the whole sponsor system."""

from typing import Literal

from inquest.choices._build import made
from inquest.contracts import Context
from inquest.model.choice import Choice, Option
from inquest.model.names import ActorSet, Bloc
from inquest.model.proposition import Proposition

WORDS: dict[str, tuple[str, str]] = {
    "core": ("the named actors alone", "The words name these actors."),
    "folded": ("with allies folded in", "The source counts allied operations inside one side's events."),
    "sponsor": ("with the whole sponsor system", "Sides that fight with another's support share its war."),
}


def blocs(proposition: Proposition, context: Context) -> tuple[Bloc, ...]:
    """All blocs that a proposition names."""
    ids = (proposition.actor, proposition.target, proposition.versus_actor, proposition.versus_target)
    return tuple(context.blocs[i] for i in ids if i)


class Doctrine:
    """One switch for all sides at once, so that no side is read wider than another."""

    name = "doctrine"
    role: Literal["reading", "measurement"] = "reading"

    def build(self, proposition: Proposition, context: Context) -> Choice | None:
        """The doctrines under which any side differs; None if the words fix one or all are the same."""
        if "doctrine" in proposition.terms:
            return None
        seen: list[tuple[ActorSet, ...]] = []
        options: list[Option] = []
        for name in ("core", "folded", "sponsor"):
            members = tuple(b.members(name) for b in blocs(proposition, context))
            if members in seen:
                continue
            seen.append(members)
            label, reason = WORDS[name]
            options.append(Option(id=name, label=label, reason=reason, params={"doctrine": name}, named=name == "core"))
        return made(self.name, self.role, "Who counts as each side?", options)


CHOICE = Doctrine()
