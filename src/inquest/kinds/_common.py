"""Pieces that kinds share: defaults, days, names of terms, selections of a specification."""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Any

from inquest.contracts import Context, Params
from inquest.model.grounding import Window
from inquest.model.names import Bloc, Outline
from inquest.model.proposition import Proposition
from inquest.model.selection import ONE_SIDED, Bin, MeasureName, Quality, Selection, Sides

EPOCH = dt.date(1970, 1, 1)
VIOLENCE: dict[str, tuple[int, ...]] = {"fighting": (1, 2), "any": (1, 2, 3), "one_sided": (ONE_SIDED,)}
"""Slot ``violence`` -> kinds of violence of the canonical event."""
MEASURES: dict[str, MeasureName] = {
    "events": "events",
    "deaths": "deaths",
    "deaths_of_target": "deaths_of_opponent",
    "deaths_of_actor": "deaths_of_actor",
    "deaths_of_civilians": "deaths_of_civilians",
    "deaths_of_combatants": "deaths_of_combatants",
}
"""Slot ``measure`` -> what is summed, by role."""
QUALITY: dict[str, Any] = {
    name: getattr(Quality(), name)
    for name in ("max_duration", "max_clarity", "summaries", "crossing", "min_sources", "twins")
}
"""Parameters of common choices that filter rows -> their value where nothing is filtered."""


def day(date: dt.date) -> int:
    """Days since 1970-01-01.

    >>> day(dt.date(1970, 1, 2))
    1
    """
    return (date - EPOCH).days


def date_of(number: int) -> dt.date:
    """The day a number of days after 1970-01-01."""
    return EPOCH + dt.timedelta(days=int(number))


def window_of(proposition: Proposition, params: Params) -> Window:
    """The window that a specification tests."""
    return proposition.windows[int(params.get("window", 0))]


def baseline_of(proposition: Proposition, params: Params) -> Window:
    """The window that a specification compares with."""
    return proposition.baselines[int(params.get("baseline", 0))]


def actor_of(proposition: Proposition, params: Params, role: str) -> str | None:
    """Bloc id in a role (``actor``, ``target``, ``versus_actor``, ``versus_target``) under a specification."""
    found: str | None = params.get(role, getattr(proposition, role))
    return found


def key(bloc: str | None, proposition: Proposition, params: Params) -> str:
    """Actor-set key ``bloc/doctrine``, or ``*`` for anyone."""
    if bloc is None:
        return "*"
    doctrine = params.get("doctrine", proposition.terms.get("doctrine", "core"))
    return f"{bloc}/{doctrine}"


def places_of(proposition: Proposition) -> tuple[str, ...]:
    """Ids of the places that the words may mean, best first."""
    found = proposition.terms.get("places") or ([proposition.place] if proposition.place else [])
    return tuple(found)


def outlines_of(proposition: Proposition, context: Context) -> tuple[Outline, ...]:
    """Outlines of all places that the words may mean, best first; none for whole countries."""
    return tuple(
        o for p in places_of(proposition) for o in context.places[p].outlines if context.places[p].level != "country"
    )


def outline_of(proposition: Proposition, params: Params, context: Context) -> Outline | None:
    """The outline a specification uses; None for whole countries.

    ``place`` is an outline, ``area`` the first one of an area, for kinds that do not ask how it is drawn.
    """
    every = {o.id: o for o in outlines_of(proposition, context)}
    if not every:
        return None
    chosen = params.get("place", params.get("area"))
    return next(iter(every.values())) if chosen is None else every[chosen]


def measure_of(proposition: Proposition, params: Params) -> MeasureName:
    """What a specification sums."""
    return MEASURES[params.get("count", proposition.terms.get("measures", ["deaths"])[0])]


def violence_of(proposition: Proposition, params: Params) -> tuple[int, ...]:
    """Kinds of violence a specification counts for its wide terms."""
    return VIOLENCE[params.get("kind_of_violence", proposition.terms.get("violences", ["fighting"])[0])]


def pair_violence(target: Bloc | None, violence: tuple[int, ...]) -> tuple[int, ...]:
    """Attacks on civilians are one-sided whatever the wide terms count."""
    return (ONE_SIDED,) if target is not None and target.civilians else violence


def select(
    proposition: Proposition,
    params: Params,
    context: Context,
    *,
    actor: str | None,
    target: str | None,
    window: Window,
    outline: Outline | None,
    violence: tuple[int, ...] | None = None,
    measure: MeasureName | None = None,
    bin: Bin = "window",  # the field's own name
    max_precision: int | None = None,
) -> Selection:
    """One term of one specification.

    Precision is the stricter of what the outline admits and the specification's own cap; a term without an outline
    sums all of the proposition's countries whatever its precision unless ``max_precision`` says otherwise.
    """
    bloc = context.blocs.get(target) if target else None
    kinds = violence or pair_violence(bloc, violence_of(proposition, params))
    cap = int(params.get("precision_cap", 7))
    if max_precision is None:
        max_precision = min(outline.max_precision, cap) if outline else 7
    sources = tuple(params.get("sources", ()))
    return Selection(
        sides=paired(
            key(actor, proposition, params),
            key(target, proposition, params),
            params.get("member", "any"),
            kinds,
        ),
        start=day(window.start),
        end=day(window.end),
        measure=measure or measure_of(proposition, params),
        place=outline.id if outline else None,
        countries=tuple(params.get("scope", proposition.countries)),
        quality=_quality(max_precision, sources, *(params.get(name, usual) for name, usual in QUALITY.items())),
        dating=params.get("dating", "start"),
        bin=bin,
    )


paired = cache(Sides)
"""One object per different pair of sides."""


@cache
def _quality(max_precision: int, sources: tuple[str, ...], *rest: Any) -> Quality:
    """One object per different quality: grids of specifications have few."""
    return Quality(max_precision=max_precision, sources=sources, **dict(zip(QUALITY, rest, strict=True)))


def located(proposition: Proposition, params: Params, context: Context, **term: Any) -> dict[str, Selection]:
    """A term with what its recording bounds need: name -> selection for ``x``, ``x:located`` and ``x:all``.

    ``x:located`` and ``x:all`` are the same sides over all of the countries: events precise enough for the place
    test, and all of them. Without an outline there is only ``x``.
    """
    name, outline = term.pop("name"), term["outline"]
    found = {name: select(proposition, params, context, **term)}
    if outline is not None:
        precision = found[name].quality.max_precision
        wide = {**term, "outline": None}
        found[f"{name}:located"] = select(proposition, params, context, **wide, max_precision=precision)
        found[f"{name}:all"] = select(proposition, params, context, **wide)
    return found


def plot_terms(
    proposition: Proposition,
    context: Context,
    pairs: Mapping[str, tuple[str | None, str | None]],
    everywhere: tuple[str, ...] = (),
) -> dict[str, Selection]:
    """Monthly series for the picture, under the first option of every choice; measured, never tested.

    ``pairs`` maps a label to (actor, target); those ``everywhere`` are not confined to the place tested.
    The span runs a year beyond the tested windows on either side; ``line_plot`` leaves out months that are not covered.
    """
    held = _plots[0] if _plots else None
    if held and held[0] is proposition and held[1] is context and held[2:4] == (dict(pairs), everywhere):
        return held[4]
    spans = [*proposition.windows, *proposition.baselines]
    first, last = min(w.start for w in spans), max(w.end for w in spans)
    begin, stop = first - dt.timedelta(days=366), last + dt.timedelta(days=366)
    wide = Window.model_construct(start=begin.replace(day=1), end=stop, label="all", reason="picture")
    outline = outline_of(proposition, {}, context)
    found = {
        f"plot:{label}": select(
            proposition,
            {},
            context,
            actor=one,
            target=two,
            window=wide,
            outline=None if label in everywhere else outline,
            bin="month",
        )
        for label, (one, two) in pairs.items()
    }
    _plots[:] = [(proposition, context, dict(pairs), everywhere, found)]
    return found


_plots: list[tuple[Proposition, Context, dict[str, Any], tuple[str, ...], dict[str, Selection]]] = []
"""The series made last: the same for every specification of a proposition."""
