"""Pieces of ``association``: which streams, which accounts, and what each predicts at which lag."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from inquest.contracts import Context, Judged, Params
from inquest.kinds._common import actor_of, key
from inquest.kinds._propose import Setting
from inquest.kinds._windows import default_windows
from inquest.kinds._words import at
from inquest.model.choice import Choice, Option
from inquest.model.grounding import Grounding
from inquest.model.panel import IntArray
from inquest.model.proposition import Proposition
from inquest.model.selection import Selection
from inquest.stats.whitening import MIN_PERIODS

MIN_MONTHS = MIN_PERIODS + 1


@dataclass(frozen=True)
class Account:
    """What a form of words predicts, and which rivals predict the same.

    ``sign``: of the association claimed. ``ordered``: the second stream is said to come of the first, so lags run
    from the same month on, and what lies in the same month or before it is also predicted by rivals. ``rivals``:
    signs at which rivals overlap wholly, in plain words.
    """

    sign: int
    ordered: bool
    shared: int = 0
    rival: str = ""


FORMS: dict[str, Account] = {
    "step": Account(1, ordered=False),
    "instead": Account(-1, ordered=False),
    "help": Account(1, ordered=True, rival="Help, and both sides answering to the same thing, predict this alike"),
    "rear": Account(
        -1, ordered=False, shared=-1, rival="A quiet rear, and forces that can't be everywhere, predict this alike"
    ),
}
"""Slot ``form`` -> the account that the words give. ``shared``: the sign that a rival predicts as well."""


def lags_of(form: str, context: Context) -> IntArray:
    """Declared lags in months, second stream after the first."""
    reach = int(context.default("association_months"))
    return np.arange(0, reach + 1) if FORMS[form].ordered else np.arange(-1, 2)


ROLES = ("actor", "target", "versus_actor", "versus_target")
MOVED = {"help": {"target": "versus_actor"}, "rear": {"target": "versus_target"}}
"""Form -> role of the words that stands in another role of the proposition."""


def meant(s: Setting, form: str) -> dict[str, Any]:
    """The setting's terms, the meanings of each name under the role that it has in the proposition."""
    terms = dict(s.terms())
    if "meanings" in terms:
        by = dict(terms["meanings"])  # type: ignore[call-overload]  # a mapping of role to ids
        terms["meanings"] = {MOVED.get(form, {}).get(role, role): ids for role, ids in by.items()}
    return terms


def streams(s: Setting, form: str) -> tuple[str | None, ...] | None:
    """(first side, its foe, second side, its foe), or None where the words don't name two."""
    actor, target, v_actor, v_target = (x.bloc for x in (s.actor, s.target, s.versus_actor, s.versus_target))
    if form == "help":
        return (actor, None, target, None) if actor and target else None
    if form == "rear":
        return (actor, None, actor, target) if actor and target else None
    if not (actor or target) or not (v_actor or v_target or (s.versus_place and s.versus_place != s.place)):
        return None
    if not (v_actor or v_target):
        return (actor, target, actor, target)
    return (actor or target, target if actor else None, v_actor or v_target, v_target if v_actor else None)


def apart(pair: tuple[str | None, ...], s: Setting, context: Context) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Whom to leave out of each stream so that no event is in both; None where both are the same events.

    Streams in two places share no event. In one place a side's fighting with anyone leaves out its fighting with the
    other stream's sides.
    """
    if s.versus_place and s.versus_place != s.place:
        return (), ()
    a, b, c, d = pair
    first, second = {x for x in (a, b) if x}, {x for x in (c, d) if x}
    if any(_overlap(x, y, context) for x in first - second for y in second - first):
        return None  # one is part of the other: its events can't be told apart
    if b and d:
        return None if first == second else ((), ())
    if not b and not d:
        return None if first == second or not (a and c) else ((c,), (a,))
    lone, whole = (str(a), {c, d}) if not b else (str(c), {a, b})
    if lone not in whole:
        return (), ()
    other = next(str(x) for x in whole if x != lone)
    return ((other,), ()) if not b else ((), (other,))


def _overlap(one: str, two: str, context: Context) -> bool:
    x, y = context.blocs[one].core, context.blocs[two].core
    return bool({*x.ids, *x.names} & {*y.ids, *y.names}) or (x.rule is not None and x.rule == y.rule)


def stream(selection: Selection, p: Proposition, params: Params, name: str) -> Selection:
    """A stream without the opponents spared for the other one."""
    spared = tuple(key(actor_of(p, params, role), p, params) for role in p.terms.get(name, ()))
    return replace(selection, sides=replace(selection.sides, not_opponent=spared)) if spared else selection


def timed(s: Setting, grounding: Grounding, context: Context) -> Setting:
    """The setting with the whole covered record before the text where the words name no period.

    A pattern over months is not of the moment, whatever the tense.
    """
    return s if s.windows else replace(s, windows=default_windows(s.countries, grounding, context, now=False)[:1])


def long_enough(s: Setting) -> Setting:
    """The setting with the windows that hold enough whole months."""
    return replace(s, windows=tuple(w for w in s.windows if (w.end - w.start).days >= MIN_MONTHS * 31))


def filter_choices() -> tuple[Choice, ...]:
    """How trend and memory are taken out, and the scale."""
    detrend = (
        (
            "curve",
            "a bent trend and one month's memory",
            "Two wars that both rise and then wane correlate for that alone.",
        ),
        ("line", "a straight trend and one month's memory", "Less is taken out."),
    )
    scale = (
        ("log", "the logarithm of one more than the count", "Ratios matter more than differences in war counts."),
        ("rank", "ranks", "A single great battle can't carry it."),
    )
    return (
        _choice("detrend", "How are trend and memory taken out?", detrend),
        _choice("scale", "On which scale are months compared?", scale),
    )


def _choice(name: str, question: str, rows: tuple[tuple[str, str, str], ...]) -> Choice:
    options = tuple(Option(id=i, label=label, reason=reason, params={name: i}) for i, label, reason in rows)
    return Choice(name=name, role="measurement", question=question, options=options)


def outlook(lag: float) -> str:
    """A lag in words.

    >>> outlook(0), outlook(1), outlook(-1)
    ('in the same month', 'a month later', 'a month before')
    """
    if not np.isfinite(lag) or lag == 0:
        return "in the same month"
    many = "a month" if abs(lag) == 1 else f"{abs(lag):.0f} months"
    return f"{many} {'later' if lag > 0 else 'before'}"


def explained(judged: Judged, row: int) -> str:
    """Which accounts predict what is seen."""
    account = FORMS[judged.proposition.terms["form"]]
    sign, known = at(judged, "sign", row), at(judged, "identified", row)
    if sign == 0:
        return "Chance alone gives two unconnected streams as much."
    if known == 0:
        return f"{account.rival}: the record can't tell them apart."
    if account.rival and sign != account.sign:
        return "The account given predicts the opposite."
    if account.rival:
        return "A common cause predicts the same month alone; this comes after it. That is still no proof of help."
    return "What moved them is not recorded: a third thing may lie behind both."
