"""Some events are coded to the middle of their area or country."""

from dataclasses import replace

import numpy as np

from inquest.model.world import EventTable, Location
from inquest.simulate._faults import ALLOWANCE


class Centroids:
    """A share of events, drawn evenly from .2 to .33, keeps only its area (where_prec 4) or its country (6)."""

    name = "centroids"
    title = "Some events are coded to the middle of a province or country"
    named_by = ("centroids", "coverage")
    allowance = ALLOWANCE

    def apply(self, events: EventTable, rng: np.random.Generator) -> EventTable:
        """All events, some at coarser places."""
        places = list(events.locations)
        numbers: dict[Location, int] = {place: i for i, place in enumerate(places)}
        to_area, to_country = (
            np.array([_number(_middle(p, events.locations, area), numbers, places) for p in events.locations] or [0])
            for area in (True, False)
        )
        location = events.columns["location"]
        moved = rng.random(len(location)) < rng.uniform(0.2, 0.33)
        coarse = np.where(rng.random(len(location)) < 0.5, to_area[location], to_country[location])
        columns = {**events.columns, "location": np.where(moved, coarse, location).astype(np.int64)}
        return EventTable(columns, tuple(places), events.sides, events.offices)


def _middle(place: Location, every: tuple[Location, ...], area: bool) -> Location:
    """The middle of a place's area or country, as the source would code it; never finer than the place was."""
    precision = 4 if area else 6
    if place.where_prec >= precision:
        return place
    country = [p for p in every if p.country_id == place.country_id]
    alike = [p for p in country if p.adm_1 == place.adm_1] if area else country
    return replace(
        place,
        place=place.adm_1 if area else place.country,
        adm_1=place.adm_1 if area else "",
        adm_2="",
        latitude=round(float(np.mean([p.latitude for p in alike])), 6),
        longitude=round(float(np.mean([p.longitude for p in alike])), 6),
        where_prec=precision,
    )


def _number(place: Location, numbers: dict[Location, int], places: list[Location]) -> int:
    if place not in numbers:
        numbers[place] = len(places)
        places.append(place)
    return numbers[place]


FAULT = Centroids()
