"""Panel specs and selections that several tests use."""

import datetime as dt

from inquest.model.names import ActorSet, Outline
from inquest.model.panel import PanelSpec
from inquest.model.selection import Selection, Sides

SYRIA, IRAQ = 652, 645


def day(year: int, month: int = 1, of_month: int = 1) -> int:
    """Days since 1970-01-01."""
    return dt.date(year, month, of_month).toordinal() - dt.date(1970, 1, 1).toordinal()


def outline(name: str, level: str, **ways: object) -> Outline:
    """An outline with the words that no test looks at."""
    return Outline(id=name, label=name, group=name, reason="test", source="test", level=level, **ways)


OUTLINES = {
    "syria": outline("syria", "country", country=SYRIA),
    "idlib": outline("idlib", "adm1", country=SYRIA, adm1=("Idlib Governorate",)),
    "palmyra": outline("palmyra", "adm2", country=SYRIA, adm2=("Tadmor district", "Tadmur")),
    "box": outline("box", "region", wkt="POLYGON ((37 34, 41 34, 41 35.5, 37 35.5, 37 34))"),
    "raqqa": outline("raqqa", "town", point=(39.01, 35.95), radius_km=10.0),
}
SETS = {
    "is/core": ActorSet(ids=(234,)),
    "sdf/core": ActorSet(ids=(6288,)),
    "gov/core": ActorSet(ids=(118,)),
    "hts/core": ActorSet(names=("HTS", "Jabhat Fateh al-Sham")),
    "rebels/core": ActorSet(rule="nonstate", except_ids=(234, 6288), countries=(SYRIA,)),
    "civilians/core": ActorSet(ids=(1,), names=("Civilians",)),
}
EDGES = tuple(day(2016 + month // 12, month % 12 + 1) for month in range(0, 60, 3))
SPEC = PanelSpec(OUTLINES, SETS, EDGES, ("start",))
EVERY_DATING = PanelSpec(OUTLINES, SETS, EDGES, ("start", "end", "spread"))


def pair(actor: str, opponent: str, start: int, end: int, **more: object) -> Selection:
    """A selection within Syria."""
    sides = Sides(f"{actor}/core" if actor != "*" else "*", f"{opponent}/core" if opponent != "*" else "*")
    return Selection(sides, start, end, **{"countries": (SYRIA,), **more})


def year(number: int) -> tuple[int, int]:
    """First and last day of a year."""
    return day(number), day(number + 1) - 1
