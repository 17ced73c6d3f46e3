"""Plain headings of the questions that findings answer, made from the terms of their propositions."""

import re

from inquest.model.names import LISTED, REGION, TOWN
from inquest.model.proposition import Proposition

_SMALL = {"of", "and", "the", "in", "on", "led", "for"}
CIVILIANS = "civilians"
COMPARED = {
    "periods": "When was it deadlier{}?", "two places": "Where was it deadlier?", "places": "Where was it deadliest?",
    "years": "Which year was the deadliest{}?", "actors": "Which side was the deadliest{}?",
}  # fmt: skip
"""What a comparison ranges over -> its question; {} is the place."""
_SHARE_KINDS = {"priority", "attribution"}
_RATIO_KINDS = {"trend", "comparison", "exchange", "engagement", "containment"}


def scale_of(proposition: Proposition) -> str:
    """``share``, ``ratio``, ``count`` or ``distance``: the kind's own term ``scale``, else what its kind measures."""
    stated = proposition.terms.get("scale")
    if stated in ("share", "ratio", "count", "distance"):
        return str(stated)
    if proposition.kind in _SHARE_KINDS:
        return "share"
    return "ratio" if proposition.kind in _RATIO_KINDS else "count"


def label_of(name: str, proposition: Proposition) -> str:
    """A bloc's or place's label: the proposition's ``labels`` term, else its id made readable.

    >>> p = Proposition(id="p", claim="c", kind="level", mode="census", tested="")
    >>> [label_of(i, p) for i in ("islamic-state", "sdf", "us-led-coalition", "sy-idlib", "government-of-syria")]
    ['Islamic State', 'SDF', 'US-led Coalition', 'Idlib', 'Government of Syria']
    """
    labels = proposition.terms.get("labels")
    if isinstance(labels, dict) and name in labels:
        return str(labels[name])
    if name.startswith(LISTED):
        return f"UCDP's actor {name.removeprefix(LISTED)}"
    parts = re.sub(rf"^(?:[a-z]{{2}}-|{TOWN}|{REGION})(?!led)", "", name).split("-")
    words = [p if p in _SMALL else p.upper() if len(p) <= 3 else p.capitalize() for p in parts]
    return " ".join(words).replace("US led", "US-led")


def _scope(proposition: Proposition) -> str:
    return f" in {label_of(proposition.place, proposition)}" if proposition.place else ""


def _pair(proposition: Proposition) -> str | None:
    names = [label_of(n, proposition) for n in (proposition.actor, proposition.target) if n]
    return " and ".join(names) if len(names) == 2 else None


def _priority(p: Proposition) -> str:
    if p.terms.get("share_of") == "all":
        part = _pair(p) or (label_of(p.actor or p.target or "", p) if p.actor or p.target else "")
        whose = f" in fighting between {part}" if _pair(p) else f" in the violence of {part}" if part else ""
        return f"How large a share of the deaths fell{whose}{_scope(p)}?"
    if p.target:
        return f"Was fighting {label_of(p.target, p)} a priority?"
    return f"Was {label_of(p.place, p)} the main effort?" if p.place else "Where was the main effort?"


def _level(p: Proposition) -> str:
    measure = (p.terms.get("measures") or ["deaths"])[0]
    who, whom = (label_of(n, p) if n else "" for n in (p.actor, p.target))
    if measure == "events":
        what = f" between {who} and {whom}" if who and whom else f" that involved {who or whom}" if who or whom else ""
        return f"How many deadly events were there{what}{_scope(p)}?"
    if who and whom:
        return _killed(p, measure, who, whom)
    if measure == "deaths_of_target" and who:
        return f"How many did {who} kill{_scope(p)}?"
    if who:
        return f"How much deadly violence by {who} was there{_scope(p)}?"
    return f"How many {'civilians ' if measure == 'deaths_of_civilians' else ''}were killed{_scope(p)}?"


def _killed(p: Proposition, measure: str, who: str, whom: str) -> str:
    """Of the dead between two sides."""
    if CIVILIANS in (p.target or ""):
        return f"How many civilians did {who} kill{_scope(p)}?"
    if measure == "deaths_of_actor":
        who, whom = whom, who
    if measure in ("deaths_of_actor", "deaths_of_target"):
        return f"How many of {whom} were killed fighting {who}{_scope(p)}?"
    return f"How many died in fighting between {who} and {whom}{_scope(p)}?"


def _trend(p: Proposition) -> str:
    pair = _pair(p)
    if pair:
        return f"Did the fighting between {pair} grow or decline{_scope(p)}?"
    subject = label_of(p.actor or p.target or "", p) if p.actor or p.target else "the violence"
    if p.actor and p.mode == "process":
        return f"Is {subject} growing stronger or weaker{_scope(p)}?"
    whose = f"the violence of {subject}" if p.actor or p.target else subject
    return f"Did {whose} grow or decline{_scope(p)}?"


def _engagement(p: Proposition) -> str:
    pair = _pair(p)
    return f"Did {pair} fight each other{_scope(p)}?" if pair else f"Who fought whom{_scope(p)}?"


def _attribution(p: Proposition) -> str:
    return f"Who inflicted the losses of {label_of(p.target, p)}?" if p.target else "Who inflicted the losses?"


def _comparison(p: Proposition) -> str:
    axis = p.terms.get("axis")
    if axis in COMPARED:
        return COMPARED[axis].format(_scope(p))
    return f"Which was deadlier{_scope(p)}?" if p.versus_actor or p.versus_target else "Where was it deadliest?"


_HEADINGS = {
    "priority": _priority,
    "level": _level,
    "trend": _trend,
    "engagement": _engagement,
    "attribution": _attribution,
    "comparison": _comparison,
}


def heading(proposition: Proposition) -> str:
    """The question a proposition answers; propositions with the same heading are one group.

    >>> heading(Proposition(id="p", claim="c", kind="priority", mode="census", tested="", target="islamic-state"))
    'Was fighting Islamic State a priority?'
    """
    stated = proposition.terms.get("question")
    if isinstance(stated, str) and stated:
        return stated
    made = _HEADINGS.get(proposition.kind)
    if made:
        return made(proposition)
    pair = _pair(proposition)
    return f"What does the record show on {pair or 'this'}{_scope(proposition)}?"
