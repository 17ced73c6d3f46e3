"""A small made-up war for the tests of kinds and choices: names, coverage, groundings and a runner on given numbers."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import yaml

from inquest.contracts import Context, Judged, Measured
from inquest.model.choice import Multiverse
from inquest.model.claim import Claim, Mention, Quantity
from inquest.model.estimate import Estimates
from inquest.model.grounding import Candidate, Grounded, Grounding, Window
from inquest.model.names import ActorSet, Bloc, Outline, Place
from inquest.model.panel import Series
from inquest.model.proposition import Proposition
from inquest.model.record import Licence, Manifest, RecordInfo, Span
from inquest.multiverse.plan import Planned, plan
from inquest.registry import load

NORTH, SOUTH = 1, 2
DOCUMENT = dt.date(2020, 5, 4)


def bloc(name: str, number: int, **more: Any) -> Bloc:
    fields: dict[str, Any] = {"home": (NORTH,), "source": "made up", **more}
    return Bloc(id=name, label=name.title(), core=ActorSet(ids=(number,)), **fields)


BLOCS = {
    b.id: b
    for b in (
        bloc("crown", 1, opponents=("league", "order"), holds=("Patron",), control_pair=("guild",), state=True),
        bloc("league", 2, opponents=("crown", "order"), folded=ActorSet(ids=(2, 9)), home=(NORTH,)),
        bloc("order", 3, opponents=("crown", "league", "guild"), home=(NORTH, SOUTH)),
        bloc("guild", 4, opponents=("order",), control_pair=("crown",)),
        bloc("patron", 5, folded_into=("crown",), home=(3,)),
        bloc("civilians", 6, civilians=True, home=()),
        Bloc(id="axis", label="Axis", core=ActorSet(ids=(1, 5)), home=(NORTH,), opponents=("league", "order"),
             source="made up"),
    )
}  # fmt: skip


def outline(name: str, level: str, group: str, **more: Any) -> Outline:
    return Outline(id=name, label=name, group=group, reason="made up", source="made up", level=level, **more)


PLACES = {
    p.id: p
    for p in (
        Place(id="north", label="North", level="country", countries=(NORTH,),
              outlines=(outline("north", "country", "north", country=NORTH),)),
        Place(id="south", label="South", level="country", countries=(SOUTH,),
              outlines=(outline("south", "country", "south", country=SOUTH),)),
        Place(id="vale", label="Vale", level="adm1", countries=(NORTH,), parent="north",
              outlines=(outline("vale", "adm1", "vale", country=NORTH, adm1=("Vale",)),)),
        Place(id="moor", label="Moor", level="adm1", countries=(NORTH,), parent="north",
              outlines=(outline("moor", "adm1", "moor", country=NORTH, adm1=("Moor",)),)),
        Place(id="steppe", label="the Steppe", level="region", countries=(NORTH,),
              outlines=(outline("steppe-1", "region", "narrow", wkt="POLYGON((0 0,1 0,1 1,0 0))"),
                        outline("steppe-2", "region", "narrow", wkt="POLYGON((0 0,2 0,1 1,0 0))"),
                        outline("steppe-3", "region", "wide", wkt="POLYGON((0 0,3 0,1 1,0 0))"))),
        Place(id="far", label="Farland", level="country", countries=(99,),
              outlines=(outline("far", "country", "far", country=99),)),
    )
}  # fmt: skip


def defaults() -> dict[str, Any]:
    from importlib.resources import files

    read = yaml.safe_load(files("inquest.data").joinpath("defaults.yaml").read_text("utf-8"))
    return {name: entry["value"] for name, entry in read["defaults"].items()}


def record(north: tuple[int, int] = (2014, 2019), south: tuple[int, int] = (2014, 2018)) -> RecordInfo:
    spans = tuple(
        Span(country_id=c, country=n, start=dt.date(a, 1, 1), end=dt.date(b, 12, 31))
        for c, n, (a, b) in ((NORTH, "North", north), (SOUTH, "South", south))
    )
    manifest = Manifest(
        source="ucdp_ged", release="1", file_name="f", sha256="0", rows_read=0, accepted=0, spans=spans,
        licence=Licence(name="n", attribution="a"), citation="c",
    )  # fmt: skip
    return RecordInfo(identity="i", manifests=(manifest,))


def context(**years: tuple[int, int]) -> Context:
    return Context(blocs=BLOCS, places=PLACES, milestones={}, record=record(**years), defaults=defaults())


def mention(text: str) -> Mention:
    return Mention(text=text, start=0, end=1)


def known(*names: str) -> tuple[Grounded, ...]:
    return tuple(
        Grounded(mention=mention(n), candidates=(Candidate(id=n, label=n, weight=1.0, reason="same"),)) for n in names
    )


def unknown(text: str, *near: str) -> tuple[Grounded, ...]:
    return (Grounded(mention=mention(text), unknown=near),)


def year(first: int, last: int | None = None) -> Window:
    last = last or first
    label = str(first) if first == last else f"from {first} to {last}"
    return Window(start=dt.date(first, 1, 1), end=dt.date(last, 12, 31), label=label, reason="named")


def grounding(
    kind: str, *, quantity: tuple[str, float, str] | None = None, deny: bool = False, **more: Any
) -> Grounding:
    slots = more.pop("slots", {})
    stated = Quantity(op=quantity[0], value=quantity[1], unit=quantity[2], text="q") if quantity else None
    windows = more.get("windows", ())
    claim = Claim(
        id="c1", statement="s1", kind=kind, frame="f", quote="words", start=0, end=5, quantity=stated,
        polarity="deny" if deny else "affirm", slots=slots, periods=tuple(mention(w.label) for w in windows),
    )  # fmt: skip
    found = {k: known(*v) if k not in ("windows", "baselines", "document_date") and v and isinstance(v[0], str) else v
             for k, v in more.items()}  # fmt: skip
    return Grounding(claim=claim, **found)


def one(kind: str, where: Context, **more: Any) -> Proposition:
    """The only proposition that a kind makes of a grounding."""
    proposal = load("kinds", kind).propose(grounding(more.pop("said", kind), **more), where)
    assert len(proposal.propositions) == 1, proposal
    found: Proposition = proposal.propositions[0]
    return found


Numbers = Callable[[str, Mapping[str, Any], Any], tuple[Any, Any, Any, Any]]
"""(term, params, selection) -> low, mid, high, n: a number, or one per bin."""


def series(rows: list[tuple[Any, Any, Any, Any]], starts: np.ndarray) -> Series:
    low, mid, high, n = (np.array([np.atleast_1d(r[i]) for r in rows], dtype=np.int64) for i in range(4))
    zero = np.zeros(len(rows), dtype=np.int64)
    return Series(low, mid, high, n, mid.sum(axis=1), zero, np.arange(len(rows)), starts)


def measured(planned: Planned, numbers: Numbers, starts: Callable[[str], np.ndarray] | None = None) -> Measured:
    names = sorted({n for s in planned.selections for n in s})
    terms, present = {}, {}
    for name in names:
        there = np.array([name in s for s in planned.selections])
        rows = [numbers(name, p, s.get(name)) for p, s in zip(planned.params, planned.selections, strict=True)]
        days = starts(name) if starts else np.zeros(np.atleast_1d(rows[0][0]).size, dtype=np.int64)
        terms[name], present[name] = series(rows, days), there
    return Measured(terms, present, planned.params)


def estimate(
    proposition: Proposition, where: Context, numbers: Numbers, starts: Callable[[str], np.ndarray] | None = None
) -> tuple[Estimates, Measured, Planned]:
    planned = plan(proposition, where)
    assert not any(planned.failed), planned.failed
    data = measured(planned, numbers, starts)
    return planned.kind.measure(proposition, data, where), data, planned


def judged(proposition: Proposition, found: tuple[Estimates, Measured, Planned]) -> Judged:
    estimates, data, planned = found
    size = len(planned.params)
    return Judged(
        proposition=proposition,
        multiverse=Multiverse(choices=(), specifications=()),
        params=planned.params,
        estimates=estimates,
        weights=np.full(size, 1 / size),
        readings=(),
        verdict="undecided",
        depends_on=(),
        driver=None,
        measured=data,
        selections=planned.selections,
    )
