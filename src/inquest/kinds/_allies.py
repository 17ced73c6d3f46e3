"""A side with those whom its words join to it without naming them: "the coalition and its partners"."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from inquest.contracts import Context
from inquest.kinds._refuse import refuse
from inquest.kinds._sides import Side
from inquest.model.claim import Claim
from inquest.model.grounding import Grounded
from inquest.model.names import ActorSet, Bloc
from inquest.model.proposition import Refusal

_NOUNS = "allies|friends|partners|backers|proxies|supporters|sponsors"
_JOINED = re.compile(rf" and (?:(?:its|his|her|their) (?:[a-z-]+ ){{0,2}}(?:{_NOUNS})|allied [a-z]+)$", re.IGNORECASE)


def allies_meant(words: str) -> bool:
    """Whether the words of a side end with allies whom they don't name.

    >>> allies_meant("coalition and its local partners"), allies_meant("coalition")
    (True, False)
    """
    return _JOINED.search(words) is not None


def with_allies(side: Side, countries: Collection[int], context: Context) -> Side | None:
    """The side with the allies that the names list as fighting beside it; None where they list none.

    Where the source counts it within another side of these countries, that side with its allies takes it in. A name
    that stands for a side with its allies ("the regime and its allies") needs no more of them.
    """
    if side.bloc is None or side.doctrine:
        return side
    bloc = context.blocs[side.bloc]
    if any(_of(b.core) < _of(bloc.core) for b in context.blocs.values() if b.core.ids):
        return side
    hosts = [context.blocs[b] for b in bloc.folded_into if b in context.blocs]
    for host in (bloc, *(h for h in hosts if set(countries) & set(h.home))):
        wide = _of(host.members("folded"))
        if wide != _of(host.core) and _of(bloc.core) <= wide:
            return replace(side, doctrine="folded") if host is bloc else Side(host.id, doctrine="folded")
    return None


def allies_notes(groups: Sequence[Grounded], sides: Sequence[Side], context: Context) -> list[str]:
    """What a reader is told of allies that are counted in, where the words join some to a side."""
    joined = any(allies_meant(g.mention.text) for g in groups)
    wide = [context.blocs[s.bloc].label for s in sides if s.bloc and s.doctrine]
    return [f"{label} is counted with the allies that the names list at its side." for label in wide if joined]


def _of(actors: ActorSet) -> frozenset[object]:
    return frozenset((*actors.ids, *actors.names))


def allies_unnamed(claim: Claim, kind: str, bloc: Bloc) -> Refusal:
    """The names list no allies of the side, so that a count would leave out some of those who are meant."""
    return refuse(
        claim,
        kind,
        "name not known",
        f"The sentence joins allies to {bloc.label} without naming them, and no ally of it is known by name: a count "
        "would leave out some of those who are meant.",
        "a claims file that names all sides meant: inquest claims FILE, edit it, inquest check it",
    )
