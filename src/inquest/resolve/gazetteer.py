"""The gazetteer: every name of an actor, place, person or body that Inquest knows, found in one pass.

Built from the dictionaries in ``data/names`` (docs/names.md says how they are made and how to add to them).
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inquest.contracts import Context, NameHit
from inquest.errors import InputError
from inquest.model.record import RecordInfo
from inquest.resolve.compile import usual
from inquest.resolve.entries import Entries
from inquest.resolve.finder import Finder, Found
from inquest.resolve.lazy import Lazy
from inquest.resolve.table import World
from inquest.resolve.text import key

if TYPE_CHECKING:
    from inquest.model.names import Bloc, Milestone, Place


def _packed(name: str) -> dict[str, Any]:
    path = files("inquest") / "data" / "names" / "packed" / f"{name}.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


@cache
def _world() -> World:
    """Names of the world's towns, and every name in another script; nothing is read before it is needed."""
    folder = files("inquest") / "data" / "names" / "packed"
    return World(lambda name: (folder / f"{name}.tsv").read_bytes())


@cache
def _outlines() -> dict[str, str]:
    """Polygons by key, as WKT; read when a place with a polygon is first asked for."""
    return _packed("outlines")


class Gazetteer:
    """Names of actors, places and milestones.

    Attributes
    ----------
    blocs, places, milestones
        Mappings from id to entry; entries are built when asked for, unknown ids raise a KeyError with the nearest.
    entries
        What the packed tables say about an id without building it (home, countries, roles).
    """

    def __init__(self, packed: Mapping[str, Any], outlines: Any = _outlines, world: World | None = None) -> None:
        self.packed = packed
        self.world = world or _world()
        self.entries = Entries(packed, outlines, self.world)
        self.blocs: Mapping[str, Bloc] = Lazy("bloc", self.entries.bloc_ids, self.entries.bloc)
        self.places: Mapping[str, Place] = Lazy("place", self.entries.place_ids, self.entries.place)
        every = packed["milestones"]
        self.milestones: Mapping[str, Milestone] = Lazy("milestone", lambda: every, self.entries.milestone)
        self._finder = Finder(packed, self.entries, self.world)
        self._found = lru_cache(maxsize=256)(self._finder.find)
        self._named = lru_cache(maxsize=256)(self._finder.names)

    def find(self, text: str) -> tuple[NameHit, ...]:
        """All names in a text: non-overlapping per ``what``, longest first, in order.

        Hits of ``what``: actor, place, demonym, person, body. A label without a country ("the rebels") is an actor hit
        with ids of every country it may belong to if none stands beside it; ``ground`` weighs them. Style ``metonym``
        marks a country or capital that may stand for its government.

        >>> [(h.what, h.ids) for h in load_gazetteer().find("SDF") if h.what == "actor"]
        [('actor', ('sdf',))]
        """
        return self._found(text)

    def names(self, text: str) -> list[Found]:
        """The same with word numbers, and labels without a country kept as roles."""
        return self._named(text)

    def is_own(self, text: str) -> bool:
        """Whether a name found in a text comes from the user's own dictionary."""
        forms = key(text).split(" ")
        own = self.packed.get("own", {})
        return any(" ".join(forms[:n]) in own for n in range(len(forms), 0, -1)) if own else False

    def usage(self, number: int) -> Mapping[int, float]:
        """Share of source headlines that use a label, by country."""
        tables: Sequence[Mapping[str, float]] = self.packed["usage"]
        return {} if number < 0 else {int(c): share for c, share in tables[number].items()}

    def known_countries(self) -> tuple[int, ...]:
        """Countries with blocs of their own in the dictionary."""
        return tuple(int(c) for c in self.packed["roles"]["government"])

    @cached_property
    def generic_places(self) -> frozenset[str]:
        """Nouns that name a sort of place only."""
        return frozenset(self.packed["generic_places"])

    def forms(self, what: str) -> Sequence[str]:
        """Every folded name of a sort (actor, place)."""
        mark = f";{what};"
        found = [f for f, v in self.packed["terms"].items() if mark in v]
        return found + ([f for f, _ in self.world.forms()] if what == "place" else [])

    def ids_of(self, form: str, what: str) -> tuple[str, ...]:
        """Ids behind a folded name."""
        for entry in (self.packed["terms"].get(form) or self.world.get(form) or usual(form)).split("|"):
            _, sort, _, ids = entry.split(";")
            if sort == what:
                return tuple(ids.split(","))
        return ()

    def context(self, record: RecordInfo, defaults: Mapping[str, Any] | None = None, seed: int = 0) -> Context:
        """What kinds, choices and checks may know besides the proposition."""
        return Context(
            blocs=self.blocs,
            places=self.places,
            milestones=self.milestones,
            record=record,
            seed=seed,
            defaults=dict(defaults or {}),
        )


@cache
def _shipped() -> Gazetteer:
    return Gazetteer(_packed("names"))


def load_gazetteer(extra: Path | None = None) -> Gazetteer:
    """The shipped gazetteer, with a user's own file on top.

    Parameters
    ----------
    extra : Path, optional
        A YAML file with any of the keys ``blocs``, ``places``, ``milestones`` (fields as in ``inquest.model.names``;
        a place also has ``names``) and ``aliases`` (fields as in ``aliases.yaml``). An id that exists is replaced.

    Raises
    ------
    InputError
        If the file can't be read as such; the message names the entry and the field.
    """
    if extra is None:
        return _shipped()
    from inquest.resolve.extra import merged

    try:
        text = extra.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError(
            f"the names file {extra} can't be read: {problem}", "a YAML file in UTF-8", cure="check the path"
        ) from problem
    return Gazetteer(merged(_packed("names"), text, str(extra), _world()))
