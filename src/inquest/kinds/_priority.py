"""Pieces of ``priority``: the line that a word draws, shares with bounds, and universals over half-years."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from inquest.contracts import Context, Measured, Params
from inquest.kinds._census import (
    Line,
    Loose,
    Sums,
    benchmark,
    ordered,
    share_estimates,
    sums,
    unlocated,
)
from inquest.kinds._civilian_shares import among_the_dead, of_civilians, tested
from inquest.kinds._common import date_of, located, select
from inquest.kinds._propose import Setting
from inquest.kinds._shares import EDGE, located_part, top, whole_place
from inquest.kinds._words import fighting, label, percent, possessive, stated, when, where
from inquest.model.choice import Choice, Option
from inquest.model.claim import Claim, Quantity
from inquest.model.estimate import Estimates
from inquest.model.panel import BoolArray, FloatArray, IntArray
from inquest.model.proposition import Proposition
from inquest.model.selection import Bin, Selection
from inquest.stats.bounds import share_bounds
from inquest.stats.flip import flip_share
from inquest.stats.position import from_bounds
from inquest.stats.universal import declared_windows, every_window

SENSES: dict[str, tuple[tuple[str, str], ...]] = {
    "a": (("third", "share_a"), ("largest", "largest_line")),
    "the": (("half", "share_the"), ("largest", "largest_line")),
    "main": (("half", "share_the"), ("largest", "largest_line")),
    "most": (("half", "share_the"),),
    "decisive": (("half", "share_the"), ("largest", "largest_line")),
    "contributed": (("tenth", "share_contributed"),),
}
"""Slot ``strength`` -> senses, each with the default that draws its line."""
LABELS = {
    "third": ("a third or more", "'A priority' leaves room for two more, so a third."),
    "half": ("more than half", "'The' priority outweighs all others together."),
    "largest": ("the largest of all", "The words may only mean more than any other."),
    "tenth": ("a tenth or more", "A contribution worth naming."),
}
BINS: dict[str, Bin] = {"half_year": "half_year", "quarter": "quarter"}
BIN_MONTHS = {"half_year": 6, "quarter": 3}
FLAT = {">": 1, ">=": 1, "<": -1, "<=": -1, "~": -1, "=": -1, "between": -1}
"""Side of a stated share; one that is named as a point lies near it, so its distance lies below the line."""
POINTS = ("~", "=", "between")


def proposition_of(s: Setting, claim: Claim, whole: str, index: int, context: Context) -> Proposition:
    """The share tested, its side and its lines."""
    quantity = claim.quantity if claim.quantity is not None and claim.quantity.unit == "%" else None
    side = FLAT[quantity.op] if quantity else (-1 if claim.slots.get("direction") in ("less", "down") else 1)
    if claim.polarity == "deny":
        side = -side
    universal = claim.slots.get("universal")
    if universal not in ("never", "always"):
        universal = None
    measure = claim.slots.get("measure")
    dead = of_civilians(claim)
    measures = ["deaths"] if dead else [measure] if measure else ["events", "deaths"]
    anyone = whole == "all" and not (s.actor.bloc or s.target.bloc)
    violences = [claim.slots["violence"]] if "violence" in claim.slots else ["any" if anyone else "fighting"]
    strength = claim.slots.get("strength", "a")
    p = Proposition(
        id=f"{claim.id}.priority" + (f"-{index + 1}" if index else ""),
        claim=claim.id,
        kind="priority",
        mode="census",
        tested="",
        actor=s.actor.bloc,
        target=s.target.bloc,
        place=s.place,
        versus_place=s.versus_place,
        countries=s.countries,
        windows=s.windows[:1] if universal else s.windows,
        side=1 if side > 0 else -1,
        terms={
            **s.terms(),
            "share_of": whole,
            "measures": measures,
            "violences": violences,
            "line": _stated(quantity) if quantity else context.default(SENSES[strength][0][1]),
            "stated": quantity is not None,
            "op": quantity.op if quantity else None,
            "about": quantity.op if quantity is not None and quantity.op in POINTS else None,
            **({"scale": "distance"} if quantity is not None and quantity.op in POINTS else {}),
            "high": top(quantity),
            "strength": strength,
            "universal": universal,
            **({"civilians": True} if dead else {}),
        },
        warnings=s.warnings,
    )
    return p.model_copy(update={"tested": _tested(p, claim, context)})


def _stated(quantity: Quantity) -> float:
    """A stated share, 0-1, a hair inside both ends."""
    return min(max(quantity.value / 100, EDGE), 1 - EDGE)


def _tested(p: Proposition, claim: Claim, context: Context) -> str:
    if p.terms["stated"]:
        op = p.terms["op"]
        high = None if p.terms["high"] is None else percent(p.terms["high"])
        said = stated("~" if op == "=" else op, percent(p.terms["line"]), high)
    else:
        said = " or ".join(LABELS[name][0] for name, _ in senses(p, context))
    negated = "not " if claim.polarity == "deny" else ""
    if p.terms["universal"] == "never":
        said, negated = f"{said} in any half-year", "never "
    elif p.terms["universal"] == "always":
        said = f"{said} in every half-year"
    if among_the_dead(p):
        return tested(p, said, negated, context)
    divided, named = (p.target, p.actor) if p.terms["share_of"] == "target" else (p.actor, p.target)
    spot = where(p, context) if p.place else ""
    if p.terms["share_of"] == "all" and located_part(p):
        share = f"Share of all deaths in {whole_place(p, context)} from {fighting(p.actor, p.target, context)}{spot}"
    elif p.terms["share_of"] == "all":
        share = f"Share of all deaths{spot} from {fighting(p.actor, p.target, context)}"
    else:
        with_whom = f" with {label(named, context)}" if named else ""
        around, spot = (spot, "") if p.terms["share_of"] == "target" else ("", spot)
        share = f"Share of {possessive(label(divided, context))} fighting{around} that was{with_whom}{spot}"
    return f"{share}{when(p)}: {negated}{said}."


def senses(p: Proposition, context: Context) -> tuple[tuple[str, str], ...]:
    """Senses of the word that apply: "the largest" only against other foes, and not window by window."""
    found = SENSES[p.terms["strength"]]
    if p.terms["universal"] or not others(p, context):
        return tuple(s for s in found if s[0] != "largest")
    return found


def others(p: Proposition, context: Context) -> tuple[str, ...]:
    """The other foes of the side whose fighting is divided; none where the share is that in a place."""
    divided, named = (p.target, p.actor) if p.terms["share_of"] == "target" else (p.actor, p.target)
    area = p.place is not None and context.places[p.place].level != "country"
    if p.terms["share_of"] == "all" or among_the_dead(p) or not divided or not named or area:
        return ()
    mine = context.blocs[named].core
    family = (context.blocs[b] for b in context.blocs[divided].opponents if b in context.blocs)
    return tuple(b.id for b in family if b.id != named and b.core != mine)


def sense_choice(p: Proposition, context: Context) -> Choice | None:
    """What the word claims: a reading for each sense, unless the words state a share."""
    found = senses(p, context)
    if p.terms["stated"] or len(found) < 2:
        return None
    options = tuple(
        Option(
            id=name,
            label=LABELS[name][0],
            reason=LABELS[name][1],
            params={"sense": name, "line": context.default(entry)},
        )
        for name, entry in found
    )
    return Choice(name="sense", role="reading", question="How much is meant?", options=options)


def windows_choice(p: Proposition) -> Choice | None:
    """Half-years decide "never" and "always"; quarters show how much that depends on their length."""
    if not p.terms["universal"]:
        return None
    return Choice(
        name="spans",
        role="reading",
        question="Over which windows is 'never' or 'always' asked?",
        options=(
            Option(
                id="half_year",
                label="by calendar half-years",
                reason="Long enough to hold twenty events, declared before data are read.",
                params={"spans": "half_year"},
            ),
            Option(
                id="quarter",
                label="by calendar quarters",
                reason="Shorter windows show how much depends on their length.",
                params={"spans": "quarter"},
                uncertain=True,
            ),
        ),
    )


def shares(part: Sums, whole: Sums, loose: Loose | None = None) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Low, point and high of part/whole, low and high crossed, the unlocated given to neither in the point."""
    rest = whole - part
    away = loose or Loose(*(np.zeros_like(part.mid) for _ in Loose._fields))
    there = ordered(rest.low - away.low, rest.mid - away.mid, rest.high - away.high, rest.n)
    a, b = (part.low, part.mid, part.high), (there.low, there.mid, there.high)
    low, high = share_bounds(a, b, away.high), share_bounds(a, b, away.most)
    return low.lo, low.point, high.hi


def universal_terms(
    p: Proposition, params: Params, context: Context, inside: Mapping[str, Any], whole: Mapping[str, Any]
) -> dict[str, Selection]:
    """Part, whole and the events of the whole, by the windows of the specification."""
    name = str(params.get("spans", "half_year"))
    found = located(p, params, context, name=f"part:{name}", **{**inside, "bin": BINS[name]})
    found[f"whole:{name}"] = select(p, params, context, **{**whole, "bin": BINS[name]})
    return found


def never_or_always(p: Proposition, data: Measured, context: Context) -> Estimates:
    """The extreme share over declared windows.

    "Never above": con if one declared window lies above by bounds and F >= B, pro only if all lie below. "Always
    above" is the same with the sides turned.
    """
    size = len(data.params)
    spans = np.array([str(q.get("spans", "half_year")) for q in data.params])
    null = np.array([float(q.get("line", p.terms["line"])) for q in data.params])
    needed = benchmark(p, data, context)
    out = {k: np.full(size, np.nan) for k in ("point", "low", "high", "part", "whole", "n", "windows")}
    position = np.zeros(size, dtype=np.int8)
    for name in BINS:
        rows = np.flatnonzero(spans == name)
        if rows.size:
            _one_span(p, data, context, name, rows, (null, needed), out, position)
    line = Line(
        out["point"], out["low"], out["high"], null, np.nan_to_num(out["n"]),
        {"part": out["part"], "whole": out["whole"], "share": out["point"], "share_low": out["low"],
         "share_high": out["high"], "windows": out["windows"]},
    )  # fmt: skip
    found = share_estimates(line, p, needed)
    return Estimates(**{**vars(found), "position": np.where(np.isnan(out["point"]), 0, position).astype(np.int8)})


def _one_span(
    p: Proposition,
    data: Measured,
    context: Context,
    name: str,
    rows: IntArray,
    lines: tuple[FloatArray, FloatArray],
    out: dict[str, FloatArray],
    position: Any,
) -> None:
    part, whole = (_rows(sums(data, f"{t}:{name}", bins=True), rows) for t in ("part", "whole"))
    loose = Loose(*(v[rows] for v in unlocated(data, f"part:{name}", bins=True)))
    low, point, high = shares(part, whole, loose)
    covered = _covered(data, f"whole:{name}", name, p, context)
    declared = declared_windows(whole.n.astype(np.int64), covered, context.default("universal_events"))
    null, needed = lines[0][rows][:, None], lines[1][rows][:, None]
    flip = np.where(np.isnan(point), np.nan, flip_share(np.clip(np.nan_to_num(point), 0, 1), null))
    never = p.terms["universal"] == "never"
    sided = from_bounds(low, high, null, -1 if never else 1, flip=flip, benchmark=np.broadcast_to(needed, flip.shape))
    verdict = every_window(np.where(declared, sided, 0), declared)
    natural = -1 if never else 1
    position[rows] = verdict * natural * p.side
    masked = np.where(declared & ~np.isnan(point), point, -np.inf if never else np.inf)
    at = masked.argmax(axis=1) if never else masked.argmin(axis=1)
    some = np.isfinite(masked).any(axis=1)
    index = np.arange(rows.size)
    values = {"point": point, "low": low, "high": high, "part": part.mid, "whole": whole.mid, "n": part.n}
    for key, value in values.items():
        out[key][rows] = np.where(some, value[index, at], np.nan)
    out["windows"][rows] = declared.sum(axis=1)


def _rows(found: Sums, rows: IntArray) -> Sums:
    return Sums(found.low[rows], found.mid[rows], found.high[rows], found.n[rows])


def _covered(data: Measured, term: str, name: str, p: Proposition, context: Context) -> BoolArray:
    """Which calendar windows are covered far enough."""
    import datetime as dt

    enough = []
    for start in data.terms[term].starts:
        first = date_of(int(start))
        index = first.year * 12 + first.month - 1 + BIN_MONTHS[name]
        last = dt.date(index // 12, index % 12 + 1, 1) - dt.timedelta(days=1)
        enough.append(context.record.share_covered(p.countries, first, last) >= context.default("min_covered"))
    return np.array(enough, dtype=bool)
