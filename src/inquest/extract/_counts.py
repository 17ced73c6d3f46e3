"""The amount of a claim: what its frame captured, or a share, ratio or count of people that its clause also holds."""

from typing import Literal

from inquest.extract._amount_words import MORE, NEARLY, PER_CENT
from inquest.extract._draft import Draft
from inquest.extract._roles import Roles
from inquest.extract._skeleton import Unit
from inquest.model.claim import Quantity

LOOSE = {
    "priority": {"%": "%"},
    "trend": {"%": "% change", "ratio": "ratio"},
}
"""Kind -> unit of an amount -> unit of the quantity, where a frame names none."""


PASSED = frozenset({"exceeded", "exceeds", "exceed", "passed", "surpassed", "topped", "tops", "surpasses"})
"""Verbs by which a toll is above the number behind them."""


def fill_amount(draft: Draft, roles: Roles) -> None:
    """The amount that a claim states: the frame's own, else one that its clause holds beside it."""
    spec = draft.match.frame.quantity
    if not spec:
        _loose_amount(draft, roles)
        _counted(draft, roles)
        return
    index = draft.match.captured.get("quantity")
    unit_name = spec.get("unit", "")
    if unit_name == "word" and "unit_word" in draft.match.words:
        first, last = draft.match.words["unit_word"]
        unit_name = " ".join(u.text for u in roles.units[first : last + 1])
    if index is None:
        if "value" in spec or "op" in spec:
            words = " ".join(u.raw for u in roles.units[draft.match.first : draft.match.last + 1] if u.raw)
            draft.quantity = Quantity(op=spec.get("op", ">"), value=spec.get("value", 0), unit=unit_name, text=words)
        elif unit_name == "% change":
            draft.quantity = _changed(draft, roles)
        _counted(draft, roles)
        return
    amount, unit = roles.units[index].amount, roles.units[index]
    if amount is None:
        return
    if amount.unit == "ratio" and unit_name == "% change":
        unit_name = "ratio"
    if amount.unit == "%" and spec.get("unit") == "word":
        unit_name = f"% of {unit_name}"  # "lost 40 percent of their fighters": a share of what is not deaths
    if amount.unit == "%" and unit_name == "deaths":
        draft.slots.setdefault("share_of", "all")
        unit_name = "%"
    passed = {u.text for u in roles.units[draft.match.first : index]} & PASSED
    op = ">" if passed and amount.op == "=" else amount.op
    draft.quantity = Quantity(op=op, value=amount.value, high=amount.high, unit=unit_name, text=unit.raw)


def none_at_all(draft: Draft) -> None:
    """Read "not one soldier died" as none at all, never as any number but one."""
    one = draft.quantity
    denied = draft.match.frame.kind == "level" and draft.polarity == "deny"
    if one is not None and denied and (one.op, one.value) == ("=", 1):
        draft.quantity = Quantity(op=">", value=0, unit=one.unit, text=one.text)


def _changed(draft: Draft, roles: Roles) -> Quantity | None:
    return change_told(roles.units, range(draft.match.first, draft.match.last + 1))


def change_told(units: list[Unit], span: range) -> Quantity | None:
    """A change told by its verb: "more than doubled", "has halved"."""
    for i in span:
        value = PER_CENT.get(units[i].text)
        if value is None or units[i].letter:
            continue
        before = [u.text for u in units[max(i - 2, 0) : i]]
        op: Literal["=", ">", "~"] = ">" if before[-1:] and before[-1] in MORE else "="
        op = "~" if before[-1:] and before[-1] in NEARLY else op
        first = i - (len(before) if op == ">" else op == "~")
        return Quantity(
            op=op, value=value, unit="% change", text=" ".join(u.raw for u in units[first : i + 1] if u.raw)
        )
    return None


def _counted(draft: Draft, roles: Roles) -> None:
    """The people counted in a clause of deaths whose frame has no place for the number: "lost over 120 men"."""
    stated = draft.quantity is not None and draft.quantity.value > 0
    if draft.match.frame.kind != "level" or stated or not draft.slots.get("measure", "").startswith("deaths"):
        return
    people = set(roles.g.words.get("people", "").split("|"))
    taken = {*draft.match.captured.values(), *roles.skip}
    found = []
    for i in roles.span(draft.match):
        amount = roles.units[i].amount
        near = roles.units[i + 1 : i + 3]
        who = any(u.letter == "a" or u.text in people for u in near)
        if amount is not None and i not in taken and not amount.unit and who:
            found.append(i)
    if len(found) == 1:
        unit = roles.units[found[0]]
        if unit.amount is not None:
            one = unit.amount
            draft.quantity = Quantity(op=one.op, value=one.value, high=one.high, unit="deaths", text=unit.raw)


def _loose_amount(draft: Draft, roles: Roles) -> None:
    """A share or a ratio in the clause that the frame has no place for: without it another claim is tested."""
    if draft.match.frame.kind == "trend" and (change := _changed(draft, roles)) is not None:
        draft.quantity = change
        return
    wanted = LOOSE.get(draft.match.frame.kind)
    taken = {*draft.match.captured.values(), *roles.skip}
    free = [i for i in roles.span(draft.match) if roles.units[i].letter == "q" and i not in taken]
    fits = [i for i in free if (found := roles.units[i].amount) is not None and found.unit in (wanted or {})]
    if wanted is None or not fits:
        return
    unit = roles.units[min(fits, key=lambda i: (abs(i - draft.match.first), i))]
    amount = unit.amount
    if amount is not None:
        name = wanted[amount.unit]
        draft.quantity = Quantity(op=amount.op, value=amount.value, high=amount.high, unit=name, text=unit.raw)
