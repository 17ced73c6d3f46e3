"""Entries behind ids: blocs, places and milestones built from the packed tables when asked for."""

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from inquest.model.names import LISTED, NONSTATE, REGION, ActorSet, Bloc, Milestone, Outline, Place
from inquest.resolve.table import World

STATE = "4"
NOBODY = frozenset({"civilians"})
"""Blocs that are no side of a war."""
A_MILLION = 10.0
"""Weight of a place of a million people (see ``Entries.weight``)."""


class Entries:
    """What the packed tables say about an id.

    Parameters
    ----------
    packed : mapping
        The content of ``packed/names.json``.
    outlines : callable
        Returns polygons by key, as WKT; called only when one is needed.
    world : World
        Lines of the towns and of the first-level regions by id.
    """

    def __init__(self, packed: Mapping[str, Any], outlines: Callable[[], Mapping[str, str]], world: World) -> None:
        self._packed, self._outlines, self._towns, self._regions = packed, outlines, world.towns, world.regions
        self.number = {name: int(i) for i, (_, name) in packed["countries"].items()}
        self.country = {int(i): (label, name) for i, (label, name) in packed["countries"].items()}

    # ids

    def bloc_ids(self) -> Iterator[str]:
        """Every bloc: the dictionary's, then one per other UCDP actor, then the non-state groups of each country."""
        yield from self._packed["blocs"]
        known = self._packed["known"]
        yield from (f"{LISTED}{i}" for i in self._packed["actors"] if i not in known)
        yield from (f"{NONSTATE}{i}" for i in self._packed["countries"])

    def place_ids(self) -> Iterator[str]:
        """Every place: regions and units, then countries, first-level regions of the world, and towns."""
        yield from self._packed["places"]
        yield from (name for _, name in self._packed["countries"].values())
        yield from self._regions
        yield from self._towns

    # what is known without building

    def home(self, bloc: str) -> tuple[int, ...]:
        """Countries (Gleditsch-Ward numbers) where a bloc fights at home."""
        if bloc in self._packed["blocs"]:
            return tuple(self._packed["blocs"][bloc].get("home", ()))
        if bloc.startswith(NONSTATE):
            return (int(bloc.removeprefix(NONSTATE)),)
        _, countries, org, *_ = self._listed(bloc)
        if org == STATE:
            return tuple(n for n in map(int, countries.split()) if self.government(n) == bloc)
        return tuple(map(int, countries.split()))

    def is_state(self, bloc: str) -> bool | None:
        """Whether a bloc is a state or an alliance of states; None for civilians and the unnamed."""
        if bloc in self._packed["blocs"]:
            return None if bloc in NOBODY else bool(self._packed["blocs"][bloc].get("state", False))
        return bloc.startswith(LISTED) and self._listed(bloc)[2] == STATE

    def active(self, bloc: str) -> tuple[int, int] | None:
        """First and last year since 1989 in which the source counts deaths with an actor; None if it is not known."""
        if bloc in self._packed["blocs"] or not bloc.startswith(LISTED):
            return None
        *_, first, last, _ = self._listed(bloc)
        return (int(first), int(last)) if first else None

    def _listed(self, bloc: str) -> list[str]:
        """The fields of one of the source's actors."""
        line: str = self._packed["actors"][bloc.removeprefix(LISTED)]
        return line.split("\t")

    def lies_in(self, place: str) -> tuple[int, ...]:
        """Countries of a place."""
        if place in self._towns:
            return (int(self._towns[place].split("\t", 2)[1]),)
        if place in self._packed["places"]:
            return tuple(self._packed["places"][place]["countries"])
        if place.startswith(REGION):
            return (int(self._regions[place].split("\t", 2)[1]),)
        return (self.number[place],)

    def weight(self, place: str) -> float:
        """How much is recorded there and how many live there, for telling towns of one name apart.

        Regions with an entry of their own count as 1000 events; a million people as ten, a first-level region as that.
        """
        if place.startswith(REGION):
            return max(A_MILLION, math.sqrt(float(self._regions[place].split("\t")[2])) / 100.0)
        if place in self._towns:
            fields = self._towns[place].split("\t")
            return 1.0 + float(fields[6]) + math.sqrt(float(fields[8])) / 100.0
        return 1000.0

    def people(self, place: str) -> float:
        """How many live in a town, as far as that is known."""
        return float(self._towns[place].split("\t")[8]) if place in self._towns else 0.0

    def government(self, country: int) -> str | None:
        """The bloc of a country's government."""
        found: str | None = self._packed["government"].get(str(country))
        return found

    def role(self, role: str, country: int) -> tuple[str, ...]:
        """Blocs that a label without a country stands for in a country (see ``roles`` in blocs.yaml)."""
        listed = self._packed["roles"].get(role, {})
        given = listed.get(str(country), listed.get(country))
        if given is not None:
            return tuple(given)
        if role == "government":
            own = self.government(country)
            return () if own is None else (own,)
        return (f"{NONSTATE}{country}",) if role in ("rebels", "militants") else ()

    def label(self, ident: str) -> str:
        """The plain label of a bloc or place."""
        for table in ("blocs", "places"):
            if ident in self._packed[table]:
                return str(self._packed[table][ident]["label"])
        if ident in self._towns:
            return str(self._towns[ident].split("\t", 1)[0])
        if ident in self.number:
            return str(self.country[self.number[ident]][0])
        if ident in self._regions:
            return str(self._regions[ident].split("\t", 1)[0])
        if ident.startswith(LISTED):
            return str(self._packed["labels"].get(ident.removeprefix(LISTED)) or self._listed(ident)[0])
        return f"non-state groups in {self.country[int(ident.removeprefix(NONSTATE))][0]}"

    # entries

    def bloc(self, ident: str) -> Bloc | None:
        """The bloc of an id, or None."""
        if ident in self._packed["blocs"]:
            return Bloc.model_validate(self._packed["blocs"][ident])
        rest = ident.partition("-")[2]
        if ident.startswith(LISTED) and rest in self._packed["actors"]:
            name, _, org, source, first, last, ties = self._listed(ident)
            # a coalition is one id with a comma-joined name: the side itself, not its members
            core = ActorSet(ids=(int(rest),), names=() if "," in name else (name,))
            known = f"The source's name is {name}. " if self.label(ident) != name and org != STATE else ""
            seen = f"Deadly events recorded from {first} to {last}. " if first else ""
            return Bloc(
                id=ident,
                label=self.label(ident),
                core=core,
                state=org == STATE,
                home=self.home(ident),
                source=source,
                note=(known + seen + ties[:1].upper() + ties[1:]).strip(),
            )
        if ident.startswith(NONSTATE) and rest in self._packed["countries"]:
            own = self.government(int(rest))
            return Bloc(
                id=ident,
                label=self.label(ident),
                core=ActorSet(rule="nonstate", countries=(int(rest),)),
                home=(int(rest),),
                opponents=() if own is None else (own,),
                note="Every non-state side that the source records in the country.",
                source="rule: non-state sides by country, as coded in UCDP GED",
            )
        return None

    def place(self, ident: str) -> Place | None:
        """The place of an id, or None."""
        if ident in self._packed["places"]:
            given = dict(self._packed["places"][ident])
            given["outlines"] = tuple(self._outline(o) for o in given["outlines"])
            return Place.model_validate(given)
        if ident in self._towns:
            return self._town(ident)
        if ident.startswith(REGION) and ident in self._regions:
            return self._region(ident)
        if ident in self.number:
            number = self.number[ident]
            label = self.country[number][0]
            outline = Outline(
                id=ident,
                label=label,
                group="country",
                reason="the whole country, as the source assigns events to it",
                source="UCDP GED country_id (Gleditsch & Ward 1999, doi:10.1080/03050629908434958)",
                level="country",
                country=number,
            )
            return Place(id=ident, label=label, level="country", countries=(number,), outlines=(outline,))
        return None

    def milestone(self, ident: str) -> Milestone | None:
        """The milestone of an id, or None."""
        given = self._packed["milestones"].get(ident)
        return None if given is None else Milestone.model_validate(given)

    def _outline(self, given: Mapping[str, Any]) -> Outline:
        if "town" in given:
            return self._circle(given["town"]).model_copy(update={"group": given["group"]})
        found = dict(given)
        if "wkt" in found:
            found["wkt"] = self._outlines().get(found["wkt"], found["wkt"])
        return Outline.model_validate(found)

    def _circle(self, ident: str) -> Outline:
        label, number, lon, lat, km, _, _, source, _ = self._towns[ident].split("\t")
        return Outline(
            id=ident,
            label=f"{label} and {float(km):g} km around",
            group="town",
            reason="the place itself, as far as the source locates events",
            source=source,
            level="town",
            country=int(number),
            point=(float(lon), float(lat)),
            radius_km=float(km),
        )

    def _region(self, ident: str) -> Place:
        """A first-level region: where the record itself has a unit of one of its names, that is its outline."""
        label, number, _, _, names, source = self._regions[ident].split("\t")
        outline = Outline(
            id=ident,
            label=label,
            group=ident,
            reason="the unit that the record calls so",
            source=self._packed["region_sources"][int(source)],
            checked=False,
            level="adm1",
            country=int(number),
            adm1=tuple(names.split("|")),
        )
        return Place(
            id=ident,
            label=label,
            level="adm1",
            countries=(int(number),),
            outlines=(outline,),
            parent=self.country[int(number)][1],
        )

    def _town(self, ident: str) -> Place:
        label, number, _, _, _, district, *_ = self._towns[ident].split("\t")
        found = [self._circle(ident)]
        if district:
            around = self._packed["places"][district]["outlines"]
            found += [self._outline({**o, "group": "district"}) for o in around]
        return Place(
            id=ident,
            label=label,
            level="town",
            countries=(int(number),),
            outlines=tuple(found),
            parent=district or self.country[int(number)][1],
        )
