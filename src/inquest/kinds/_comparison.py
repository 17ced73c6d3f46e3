"""Families over which a superlative of ``comparison`` ranges: provinces, actors, years."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import numpy as np

from inquest.contracts import Context, Measured, Params
from inquest.kinds._census import Sums, largest, sums, unlocated
from inquest.kinds._common import key, paired
from inquest.kinds._movements import around, inside, movements
from inquest.kinds._refuse import LATEST_START, covered, covered_enough
from inquest.kinds._victims import beside_its_attacks
from inquest.model.choice import Choice, Option
from inquest.model.claim import Quantity
from inquest.model.grounding import Window
from inquest.model.names import Bloc, Doctrine, Place
from inquest.model.panel import FloatArray
from inquest.model.proposition import Proposition
from inquest.model.selection import Selection

DOCTRINES: Final[tuple[Doctrine, ...]] = ("core", "folded", "sponsor")


def rivals(p: Proposition, family: str = "everyone") -> tuple[str, ...]:
    """The family a superlative ranges over, as declared with the proposition."""
    return tuple(p.terms.get("others", {}).get(family, ()))


def families(p: Proposition, context: Context) -> dict[str, object]:
    """Terms that declare the family of a superlative: the other provinces, or the other sides of the same war.

    ``around``, ``pools``: movements that may hold more of the side named, and of the others.
    """
    if p.terms["axis"] == "places":
        beside = _areas_beside(context.places[str(p.place)], p.versus_place, context)
        return {"others": {"everyone": list(beside)}}
    if p.terms["axis"] != "actors":
        return {}
    around, wide = pools(p, context)
    every = {name: list(_sides_beside(p, context, name)) for name in ("groups", "everyone")}
    return {"others": every, "around": list(around), "pools": list(wide)}


def beside(
    mine: Mapping[str, Selection], named: Mapping[str, str], p: Proposition, params: Params
) -> Mapping[str, Selection]:
    """The terms of the side named, ``a`` and what bounds it, for other sides: all but the side is the same.

    Parameters
    ----------
    mine : ``a``, and where a place is tested ``a:located`` and ``a:all``.
    named : name of a term -> bloc.
    """
    held = _beside[0] if _beside else None
    if held is None or held[0] is not p:
        held = (p, {})
        _beside[:] = [held]
    found: dict[str, Selection] = {}
    for label, one in mine.items():
        made = held[1].setdefault((one, params.get("doctrine")), {})
        ending = label.removeprefix("a")
        for name, bloc in named.items():
            if bloc not in made:
                made[bloc] = _of_side(one, key(bloc, p, params))
            found[name + ending] = made[bloc]
    return found


def _of_side(one: Selection, actor: str) -> Selection:
    """The same selection of another actor's events."""
    sides = paired(actor, one.sides.opponent, one.sides.member, one.sides.violence)
    return Selection(sides, one.start, one.end, one.measure, one.place, one.countries, one.quality, one.dating, one.bin)


_beside: list[tuple[Proposition, dict[object, dict[str, Selection]]]] = []
"""What was made last, for one proposition: many specifications differ in nothing that these terms know."""


def _areas_beside(mine: Place, within: str | None, context: Context) -> tuple[str, ...]:
    if mine.level not in ("adm1", "adm2") or not any(o.checked for o in mine.outlines):
        return ()  # units known by name only are no whole family: the record may call the largest of them otherwise
    seen = _areas(mine)
    found: list[str] = []
    for place in sorted(context.places.values(), key=lambda q: q.id):
        fits = place.level == mine.level and bool(set(place.countries) & set(mine.countries))
        if fits and _within(place, within, context) and not _areas(place) & seen:
            seen |= _areas(place)
            found.append(place.id)
    return tuple(found)


def _sides_beside(p: Proposition, context: Context, family: str) -> tuple[str, ...]:
    """Every other side at home in the countries, or recorded against the one named; parts of it are left out.

    Sides that the source folds into others have no events of their own. ``groups``: no states, and no movements that
    take in whole lists of groups, unless the side named is one.
    """
    mine = context.blocs[str(p.actor)]
    against = context.blocs[p.target] if p.target and not context.blocs[p.target].civilians else None
    near = set(against.opponents if against else mine.opponents)
    wide = {b.id for b in movements(context)}
    found = []
    for bloc in sorted(context.blocs.values(), key=lambda b: b.id):
        here = bool(set(bloc.home) & set(p.countries)) or not p.countries
        if bloc.civilians or bloc.id == p.actor or not (bloc.id in near or (here and against is None)):
            continue
        if _hidden(bloc, p.countries, context) or _overlap(mine, bloc):
            continue
        if bloc.core.rule is not None and bloc.id not in wide and bloc.id not in near:
            continue
        if family == "groups" and (bloc.state or (bloc.core.rule is not None and mine.core.rule is None)):
            continue
        found.append(bloc.id)
    return tuple(found)


def _hidden(bloc: Bloc, countries: tuple[int, ...], context: Context) -> bool:
    if bloc.folded_where and not set(countries) & set(bloc.folded_where):
        return False
    hosts = [context.blocs[b] for b in bloc.folded_into if b in context.blocs]
    return any(not countries or set(countries) & set(b.home) for b in hosts)


def _overlap(one: Bloc, two: Bloc) -> bool:
    """Whether two sides share a member, under any doctrine or by a rule."""
    sets = [
        {m for d in DOCTRINES for m in (*b.members(d).ids, *b.members(d).names)} if b.core.rule is None else set()
        for b in (one, two)
    ]
    return bool(sets[0] & sets[1]) or inside(one, two) or inside(two, one)


def pools(p: Proposition, context: Context) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Movements under whose name the source puts what single groups did: those around the side named, and the others.

    A group's own total may be as high as that of the movement it belongs to.
    """
    mine = context.blocs[str(p.actor)]
    if mine.core.rule is not None:
        return (), ()
    wide = [b for b in movements(context) if set(b.home) & set(p.countries or b.home)]
    return around(p.actor, p.countries, context), tuple(b.id for b in wide if not inside(mine, b))


def family_choice(p: Proposition, context: Context) -> Choice | None:
    """What a superlative ranges over, where that is open: armed groups or states too; years covered or every year."""
    options: list[Option] = []
    if p.terms["axis"] == "actors":
        groups = () if context.blocs[str(p.actor)].state else rivals(p, "groups")
        if not groups or groups == rivals(p):
            return None
        named = bool(p.terms.get("groups"))
        label, reason = "armed groups", "A group is seldom said of a state, and one by one is how groups are ranked."
        options.append(Option(id="groups", label=label, reason=reason, params={"family": "groups"}, named=named))
        label, reason = "all sides, states and movements too", "Whoever kills is compared with whoever else does."
        options.append(Option(id="everyone", label=label, reason=reason, params={"family": "everyone"}))
    elif p.terms["axis"] == "years" and p.terms["unseen"]:
        label, reason = "the years that the record covers", "No others can be looked at."
        options.append(Option(id="covered", label=label, reason=reason, params={"family": "covered"}))
        label = f"every year, with {p.terms['unseen']} that it does not cover"
        reason = "The words set no limit; a year that is not covered may have been worse."
        options.append(Option(id="every", label=label, reason=reason, params={"family": "every"}))
    if not options:
        return None
    return Choice(name="family", role="reading", question="What is it compared with?", options=tuple(options))


def is_year(window: Window) -> bool:
    first, last = window.start, window.end
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year


def years(p: Proposition, context: Context) -> tuple[Window, ...]:
    """The other calendar years of which the record covers any part, for "the deadliest year".

    None after the text was written; for "since 2007" none up to that year.
    """
    first, last = context.record.first_day(p.countries), context.record.last_day(p.countries)
    if first is None or last is None:
        return ()
    begin = max(first.year, int(p.terms.get("after", 0)) + 1)
    until = dt.date.fromisoformat(p.terms["until"]) if p.terms.get("until") else last
    every = [_year(n) for n in range(begin, min(last, until).year + 1) if n != p.windows[0].start.year]
    every = [w.model_copy(update={"end": min(w.end, until)}) for w in every]
    return tuple(w for w in every if covered(w, p.countries, context) > 0)


def unseen_years(countries: tuple[int, ...], after: int, until: int, context: Context) -> int:
    """Years from the first that the source's global file holds to the text's that are not covered, or too little.

    ``after``: none up to that year.
    """
    every = (_year(n) for n in range(max(LATEST_START, after + 1), until + 1))
    return sum(not covered_enough(w, countries, context) for w in every)


def _year(number: int) -> Window:
    start, end = dt.date(number, 1, 1), dt.date(number, 12, 31)
    return Window(start=start, end=end, label=str(number), reason="another year of the record")


def rival_totals(p: Proposition, data: Measured, context: Context) -> tuple[Sums, FloatArray, FloatArray]:
    """The largest other, the most it may be, and the most that the named one may be beyond its own high count.

    A year covered in part may have held as much more as its uncovered part; years that are not covered may have held
    anything. What is listed under a movement may belong to any group in it.
    """
    names = sorted(n for n in data.terms if n.startswith("b") and not n.endswith((":located", ":all")))
    beside = {n: beside_its_attacks(data, n) for n in names if n != "b"}  # of "b" itself: by who asks
    found = largest(data, names)
    if beside:
        most_of = np.max([sums(data, n).mid + more.mid for n, more in beside.items()], axis=0)
        found = replace(found, mid=most_of)
    highs = []
    for name in names:
        high = sums(data, name).high + unlocated(data, name).most + (beside[name].high if name in beside else 0)
        if p.terms["axis"] == "years":
            high = high / covered(_year(int(name.removeprefix("b:"))), p.countries, context)
        highs.append(high)
    groups = np.array([q.get("family") == "groups" for q in data.params])
    wide = sorted(n for n in data.terms if n.startswith("pool:") and not n.endswith((":located", ":all")))
    highs += [np.where(groups, sums(data, n).high + unlocated(data, n).most, 0) for n in wide]
    most = np.max(highs, axis=0)
    most = np.where([q.get("family") == "every" for q in data.params], np.inf, most)
    more = np.zeros_like(most)
    for name in sorted(n for n in data.terms if n.startswith("around:") and not n.endswith((":located", ":all"))):
        more = np.maximum(more, sums(data, name).high + unlocated(data, name).most)
    return found, most, more


def unit_of(place: str | None, context: Context) -> str | None:
    """The province behind a name that is also used of its surroundings, so that it is set against other provinces."""
    mine = context.places[place] if place else None
    above = mine.parent if mine is not None else None
    parent = context.places[above] if above is not None and above in context.places else None
    if mine is None or parent is None or mine.level != "region" or parent.level != "adm1":
        return place
    same = mine.outlines[0].adm1 == parent.outlines[0].adm1 and bool(parent.outlines[0].adm1)
    return parent.id if same else place


def _areas(place: Place) -> set[object]:
    """What makes two entries of the gazetteer the same area: an outline, or a name the source uses."""
    return {o.id for o in place.outlines} | {(o.country, n) for o in place.outlines for n in (*o.adm1, *o.adm2)}


def _within(place: Place, family: str | None, context: Context) -> bool:
    """Whether a district belongs to the province that a superlative ranges over; provinces go by country."""
    if place.level != "adm2" or family is None or context.places[family].level == "country":
        return True
    return place.parent == family


def below_line(quantity: Quantity | None, line: float, less: bool) -> bool:
    """Whether a ratio is stated as one not reached: "less than twice as many", "half as many"."""
    if quantity is None or quantity.unit != "ratio":
        return False
    return quantity.op in ("<", "<=") or (line < 1 and not less and quantity.op in ("=", "~"))
