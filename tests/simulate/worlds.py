"""Worlds that several tests use."""

import datetime as dt

import numpy as np

from inquest.model.names import ActorSet, Outline
from inquest.model.record import Span
from inquest.model.world import EventTable
from inquest.simulate._claims import actor, coalition
from inquest.simulate._war import CIVILIANS, Pair, Reporting, Spot, war

START = dt.date(2016, 1, 1)
ALPHA, BETA, GAMMA = (actor(i) for i in range(3))
NORTH = Spot("Northtown", "North", "Upper", 12.0, 20.0, precision=(0.6, 0.15, 0.05, 0.1, 0.02, 0.08))
SOUTH = Spot("Southtown", "South", "Lower", 8.0, 20.5)
ABROAD = Spot("Farport", "Coast", "Shore", 15.0, 30.0, country_id=991, country="Borduria")

SPANS = tuple(
    Span(country_id=i, country=n, start=START, end=dt.date(2018, 12, 31))
    for i, n in ((990, "Arcadia"), (991, "Borduria"))
)


def rich(seed: int = 1, months: int = 24) -> EventTable:
    """Coalitions, long events, several precisions, three kinds of violence, two countries, twins."""
    pairs = [
        Pair(ALPHA, BETA, NORTH, 30, written_a=((coalition(ALPHA, GAMMA), 0.3),), share_unknown=0.2),
        Pair(GAMMA, BETA, SOUTH, 10, violence=2, share_civilians=0.1),
        Pair(ALPHA, CIVILIANS, ABROAD, 5, violence=3),
        Pair(ALPHA, BETA, ABROAD, 5),
    ]
    told = Reporting(long=0.2, long_days=20, unclear=0.1, sources=8)
    events = war(pairs, START, months, np.random.default_rng(seed), reporting=told)
    columns = {name: np.concatenate([c, c[:40]]) for name, c in events.columns.items()}
    return EventTable(columns, events.locations, events.sides, events.offices)


def outline(name: str, level: str, **ways: object) -> Outline:
    """An outline with the words that no test looks at."""
    return Outline(id=name, label=name, group=name, reason="test", source="test", level=level, **ways)


OUTLINES = {
    "arcadia": outline("arcadia", "country", country=990),
    "north": outline("north", "adm1", country=990, adm1=("North",)),
    "town": outline("town", "town", point=(20.0, 12.0), radius_km=6.0),
    "box": outline("box", "region", wkt="POLYGON ((19 7, 21 7, 21 9, 19 9, 19 7))"),
}
SETS = {
    "alpha/core": ActorSet(ids=(ALPHA.id,)),
    "beta/core": ActorSet(ids=(BETA.id,)),
    "gamma/core": ActorSet(names=("Gamma",)),
    "others/core": ActorSet(rule="nonstate", except_ids=(BETA.id,), countries=(990,)),
}
