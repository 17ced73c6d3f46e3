"""What names resolve to: blocs of actors, places with outlines, milestones."""

import datetime as dt
import math
from typing import Literal

from inquest.model.base import Frozen

Doctrine = Literal["core", "folded", "sponsor"]
"""One switch for all sides at once: the named actor; with folded allies; the whole sponsor system."""


TOWN, REGION = "town-", "adm1-"
"""How ids of towns, and of first-level regions outside Syria and Iraq, begin; other places have none in common."""
LISTED, NONSTATE = "ucdp-", "insurgents-"
"""How ids of the source's actors without an entry of their own begin, and of the non-state sides of a country."""


KM_A_DEGREE = 111.2
"""Kilometres of one degree of latitude."""


class ActorSet(Frozen):
    """A set of actors as the sources write them.

    A side is a list of member names (a UCDP coalition is one id with a comma-joined name). A member belongs to the
    set if its UCDP id is in ``ids`` or its name is in ``names``; with ``rule`` it belongs by rule:
    ``nonstate`` = every non-state, non-civilian side except those in ``except_ids`` (for "Syrian insurgents" and the
    like, limited to ``countries``, Gleditsch-Ward numbers) and those without a name, which may be anyone;
    ``unnamed`` = sides that the source could not name: ``XXX`` and a number, for all members of the side.
    """

    ids: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    rule: Literal["nonstate", "unnamed"] | None = None
    except_ids: tuple[int, ...] = ()
    except_names: tuple[str, ...] = ()
    countries: tuple[int, ...] = ()


class Bloc(Frozen):
    """A named set of actors under each doctrine.

    ``folded_into``: id of the bloc in whose events the source hides this one (Russia and Iran inside the Government
    of Syria, coalition air power inside the SDF and Iraq): a claim that separates the two isn't testable on it.
    ``holds``: what the source folds into this bloc's events, for the side's label.
    """

    id: str
    label: str
    core: ActorSet
    folded: ActorSet | None = None
    sponsor: ActorSet | None = None
    folded_into: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    folded_where: tuple[int, ...] = ()
    """Countries (Gleditsch-Ward numbers) where the source folds it; empty = everywhere. Elsewhere it stands alone."""
    pooled_foes: tuple[str, ...] = ()
    """Ids of blocs of which the source, where they fight this one, names only the whole, never the groups inside."""
    state: bool = False
    civilians: bool = False
    home: tuple[int, ...] = ()
    """Countries (Gleditsch-Ward numbers) where it fights at home."""
    opponents: tuple[str, ...] = ()
    """Ids of the blocs it is recorded as fighting: the family over which "main enemy" is asked."""
    control_pair: tuple[str, ...] = ()
    """Ids of blocs it shares a front with but is recorded as not at war with (engagement's control)."""
    note: str = ""
    source: str
    checked: bool = True
    """False if the source was not looked up, or bears only a part of the entry: never shown as verified."""
    reverse: str = ""
    """The mirrored case (its id), for the audit that no default favours a side."""

    def members(self, doctrine: Doctrine) -> ActorSet:
        """The actors under a doctrine; a bloc without folded allies or sponsors is the same under each."""
        chosen = {"core": self.core, "folded": self.folded, "sponsor": self.sponsor or self.folded}[doctrine]
        return chosen or self.core


class Outline(Frozen):
    """One defensible outline of a place.

    Exactly one way of belonging: ``country`` (Gleditsch-Ward number), ``adm1`` / ``adm2`` (names as the source writes
    them, within ``country``), ``wkt`` (polygon, longitude latitude, WGS84), or ``point`` with ``radius_km``.
    Outlines with the same ``group`` are the same area measured otherwise (pooled); other groups are other readings.
    """

    id: str
    label: str
    group: str
    reason: str
    source: str
    checked: bool = True
    """False if the source does not bear the line (drawn without a map): never shown as verified."""
    level: Literal["country", "adm1", "adm2", "town", "region"]
    country: int | None = None
    adm1: tuple[str, ...] = ()
    adm2: tuple[str, ...] = ()
    wkt: str | None = None
    point: tuple[float, float] | None = None
    """(longitude, latitude)."""
    radius_km: float | None = None

    @property
    def max_precision(self) -> int:
        """The least precise ``where_prec`` admitted: 3 for towns, 5 for other areas, 7 for a whole country."""
        return {"country": 7, "adm1": 5, "adm2": 5, "town": 3, "region": 5}[self.level]

    @property
    def position(self) -> str:
        """The point in words, to tell namesakes apart ("36.20° N, 37.15° E"); empty for an area without one."""
        if self.point is None:
            return ""
        east, north = self.point
        return f"{abs(north):.2f}° {'N' if north >= 0 else 'S'}, {abs(east):.2f}° {'E' if east >= 0 else 'W'}"

    def about(self, other: "Outline") -> bool:
        """Whether the point of one of two circles lies within the other: one place, no namesake."""
        if self.point is None or other.point is None:
            return False
        east = (self.point[0] - other.point[0]) * math.cos(math.radians(self.point[1]))
        km = KM_A_DEGREE * math.hypot(east, self.point[1] - other.point[1])
        return km <= max(self.radius_km or 0.0, other.radius_km or 0.0)


class Place(Frozen):
    """A named set of outlines; one name may have several defensible ones, the first is the usual one."""

    id: str
    label: str
    level: Literal["country", "adm1", "adm2", "town", "region"]
    countries: tuple[int, ...]
    outlines: tuple[Outline, ...]
    parent: str | None = None
    front: tuple[str, ...] = ()
    """Ids of neighbouring places that the front of the same name runs through."""


class Milestone(Frozen):
    """A dated reference event with place, actor, earliest and latest date and source."""

    id: str
    label: str
    what: Literal["capture", "ceasefire", "declaration", "intervention", "withdrawal"]
    place: str | None = None
    actor: str | None = None
    earliest: dt.date
    latest: dt.date
    loser: str | None = None
    """Id of the bloc that lost the place, or that a declared victory was over."""
    decisive: bool = False
    """Chronologies of the war name it among the dates of the loser's defeat, as more than one town's fall."""
    source: str
    checked: bool = True
    """False if the source was not looked up: never shown as verified."""
