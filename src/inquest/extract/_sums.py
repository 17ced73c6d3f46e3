"""A number said of several sides or places together: held against each of them it would be another claim.

"5,000 people were killed in A and B" says what they come to together, unless it says "each".
"""

from itertools import pairwise

from inquest.extract._draft import Draft
from inquest.extract._roles import Roles
from inquest.extract._skeleton import Unit
from inquest.model.claim import SIDES

TOGETHER = "it is said of {} together, and each of them would be tested by itself"
WHOSE = "it does not say whose deaths it counts, and the text before it counts those of civilians"
COUNTED_NEAR = 4
"""Sentences over which a count of civilians may go on."""
KINDS = frozenset({"level", "comparison", "priority"})
SLOTS = (*SIDES, "places", "versus_places")


def together(draft: Draft, roles: Roles) -> str:
    """Why a claim waits whose number, share or rank is one of several sides or places together; else empty."""
    frame = draft.match.frame
    if frame.kind not in KINDS or not frame.tested or _none(draft) or _no_amount(draft):
        return ""
    span = roles.span(draft.match)
    if any(roles.units[i].text in roles.g["apart"] for i in span if not roles.units[i].letter):
        return ""
    for i in span:
        unit = roles.units[i]
        if i not in roles.skip and _listed(unit) and any(_holds(draft, slot, unit) for slot in SLOTS):
            return TOGETHER.format(" and ".join(f"“{p.text}”" for p in unit.parts))
    pair = _joined_places(draft, roles, span)
    return TOGETHER.format(" and ".join(f"“{raw}”" for raw in pair)) if pair else ""


def _listed(unit: Unit) -> bool:
    """Whether a symbol stands for several that the words join, none a pronoun's; or for two places as "there"."""
    if unit.style == "anaphor":
        return unit.letter == "p" and len({p.text for p in unit.parts}) > 1
    starts = {p.start for p in unit.parts if not p.via}
    return unit.letter in ("a", "p") and len(starts) > 1


def _joined_places(draft: Draft, roles: Roles, span: range) -> tuple[str, str] | None:
    """For "in Aleppo city and in Manbij": two places that stand apart and that an "and" joins."""
    units, starts = roles.units, {p.start for p in draft.places}
    held = [i for i in span if units[i].letter == "p" and i not in roles.skip and units[i].parts[0].start in starts]
    for one, two in pairwise(held):
        between = [u.text for u in units[one + 1 : two]]
        if between[:1] == ["and"] and set(between[1:]) <= roles.g.any("place_prepositions", "determiners"):
            return units[one].raw, units[two].raw
    return None


def _holds(draft: Draft, slot: str, unit: Unit) -> bool:
    held = {p.start for p in getattr(draft, slot)}
    return sum(p.start in held for p in unit.parts) > 1


def _none(draft: Draft) -> bool:
    """Whether the claim is that there was none, or some: of several that is said of each."""
    return draft.match.frame.kind == "level" and (draft.quantity is None or draft.quantity.value == 0)


def _no_amount(draft: Draft) -> bool:
    """Whether a priority states no share ("the main enemy of A and B")."""
    return draft.match.frame.kind == "priority" and draft.quantity is None


def whose_dead(draft: Draft, roles: Roles, victims: int | None, sentence: int) -> str:
    """Why bare "1,900 deaths" wait in a text that has just counted civilians: they may be theirs alone."""
    frame, at = draft.match.frame, draft.match.captured.get("quantity")
    near = victims is not None and sentence - victims <= COUNTED_NEAR
    if frame.kind != "level" or not frame.tested or not near or at is None or draft.targets or draft.actors:
        return ""
    own = [roles.units[i].text for i in roles.span(draft.match)]
    return WHOSE if not roles.g["everybody"] & set(own) else ""
