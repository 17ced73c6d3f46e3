"""First-level regions of the world for ``build_names``: which names mean one, and the packed table of them.

A name is weighed against all else that it may mean. Beside its word ("Kunduz province", "state of Borno") it always
means the region; by itself only where no country, informal region or large town of the region is called so.
"""

import csv
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from names_world import BIG, Weak
from rapidfuzz import fuzz

from inquest.model.names import REGION, TOWN
from inquest.resolve.compile import Terms
from inquest.resolve.table import script_of
from inquest.resolve.text import key, slug
from inquest.resolve.units import ANYWHERE

NAMES = Path(__file__).parents[1] / "src/inquest/data/names"
DIRECTIONS = frozenset(
    re.findall(
        r"\w+",
        """north south east west northern southern eastern western central centre center upper lower middle northeast
        northwest southeast southwest northeastern northwestern southeastern southwestern capital national federal
        district territory nord sud est ouest norte sur este oeste noroeste nordeste metropolitan city region province
        state republic autonomous area islands island highlands coast coastal de del la el the of and""",
    )
)
"""A name of these words alone says which part of a country, not of which."""
SHARE, SMALL, KNOWN, LIKE = 0.2, 0.02, 20, 60
"""A town of the region's name with such a share of the people in its towns, or with so many events, is meant by the
bare name; one under the second share is not, nor is one whose own name is less alike than the last (in percent)."""
OTHER_WORDS = "province"
ADJECTIVE = re.compile(r"[сц]ь?к(?:ая|ий|ое|а|е)$")
"""How an adjective in Russian or Ukrainian ends: "Донецкая", "Харківська"."""
HARD = frozenset("бвгдзклмнпрстфхчш")
"""Letters at the end of a name in Cyrillic to which its adjective adds "ск": "Кандагар", "Кандагарская"."""
OUTLINE = "the outline is the record's own unit of one of its names, not checked"


@dataclass
class Unit:
    """A first-level region: its names, its country's words for such a unit, and what the towns in it tell."""

    country: int
    label: str
    names: list[str]
    words: tuple[str, ...] = ()
    people: int = 0
    source: str = ""
    forms: set[str] = field(default_factory=set)
    written: list[str] = field(default_factory=list)
    """Its names in Cyrillic and Arabic letters."""


def _listed(text: str) -> list[list[str]]:
    return [[n.strip() for n in unit.split("|")] for unit in text.split(";") if unit.strip()]


def units(numbers: dict[str, int]) -> list[Unit]:
    """Every region: where a country is written out, its list stands; elsewhere the imported table."""
    given = yaml.safe_load((NAMES / "first_level.yaml").read_text(encoding="utf-8"))
    slips = {t.strip() for t in given["typos"].split(";")}
    with (NAMES / "first_level.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    by_country: dict[int, list[dict[str, str]]] = defaultdict(list)
    for row in table:
        if key(row["label"]) not in slips:
            by_country[int(row["country"])].append(row)
    found = []
    for country in given["countries"]:
        number = numbers[country["country"]]
        rows = by_country.pop(number, [])
        for names in (*_listed(country["units"]), *_listed(country.get("former", ""))):
            words = tuple(w.strip() for w in country["words"].split(","))
            unit = Unit(number, names[0], names, words, source=given["source"])
            mine = [r for r in rows if {key(n) for n in names} & {key(n) for n in _names(r)}]
            for row in mine:
                _told(unit, row)
            found.append(unit)
    for number, rows in by_country.items():
        for row in rows:
            unit = Unit(number, row["label"], [], source=f"{row['source']}; {OUTLINE}")
            _told(unit, row)
            found.append(unit)
    return found


def written(numbers: dict[str, int], every: list[Unit]) -> set[str]:
    """Give regions their names in Cyrillic and Arabic letters; the folded names that need the region's word."""
    given = yaml.safe_load((NAMES / "first_level_scripts.yaml").read_text(encoding="utf-8"))
    by_label = {(u.country, u.label): u for u in every}
    for country in given["countries"]:
        for label, names in country["names"].items():
            unit = by_label.get((numbers[country["country"]], label))
            if unit is None:
                raise SystemExit(f"first_level_scripts.yaml: {country['country']} has no unit {label!r}")
            unit.written = [n.strip() for n in names.split(";")]
    return {key(w) for w in given["only"].split(";")}


def _names(row: dict[str, str]) -> list[str]:
    return [row["label"], *(n for n in row["names"].split("|") if n)]


def _told(unit: Unit, row: dict[str, str]) -> None:
    """What the imported table knows of a unit."""
    unit.names = list(dict.fromkeys([*unit.names, *_names(row)]))
    unit.people = max(unit.people, int(row["people"]))


def first_level(
    terms: Terms, numbers: dict[str, int], areas: dict[str, Any], towns: dict[str, str], nations: set[str], weak: Weak
) -> tuple[dict[str, str], list[str]]:
    """Regions as tab-joined strings, and their sources.

    Fields: label, country, people, words, names that the record may use, number of the source.

    Parameters
    ----------
    terms, towns : names so far, and the towns of the world (id -> tab-joined line).
    areas : informal regions and units with an entry of their own; one of the same name and country stands for the unit,
        and gets the source's own unit as its outline where it has none.
    nations : folded names of countries. weak : which words need more than a capital.
    """
    given = yaml.safe_load((NAMES / "first_level.yaml").read_text(encoding="utf-8"))
    only, placed = ({key(w) for w in given[k].split(";")} for k in ("only", "placed"))
    own = _areas(areas)
    every = units(numbers)
    word_only = written(numbers, every)
    script_names, seats = terms.other_scripts("place"), _by_label(towns)
    packed: dict[str, str] = {}
    sources: dict[str, int] = {}
    for unit in every:
        unit.forms = {key(n) for n in unit.names} - {""}
        ident = f"{REGION}{slug(_country(unit.country, numbers))}-{slug(unit.label)}"
        while ident in packed:
            ident += "-2"
        coded = _coded(unit)
        area = next((a for f in sorted(unit.forms) for a in own.get((unit.country, f), ())), None)
        if area is not None and not areas[area]["outlines"] and _bare(areas[area], terms) <= unit.forms:
            areas[area]["outlines"] = [{"id": f"{area}-unit", "label": _label(unit), "group": "units",
                                        "reason": "the unit that the record calls so", "source": unit.source,
                                        "checked": False, "level": "adm1", "country": unit.country,
                                        "adm1": coded}]  # fmt: skip
        known = area is not None and bool(areas[area]["outlines"])
        if not known:
            sources.setdefault(unit.source, len(sources))
            words = ",".join(unit.words or (OTHER_WORDS,))
            packed[ident] = "\t".join((_label(unit), str(unit.country), str(unit.people), words,
                                       "|".join(coded), str(sources[unit.source])))  # fmt: skip
        meant = str(area) if known else ident
        for form in sorted(unit.forms):
            terms.add(form, "area", [meant], "own" if form in nations else "unit")
            if form not in nations and form not in only and (form in placed or not _direction(form, weak)):
                weakly = form in placed or form in weak.people or len(form) < 4
                _bare_name(terms, form, meant, unit, towns, "placed" if weakly else "town")
        for name in unit.written:
            form = key(name)
            adjective = ADJECTIVE.search(name) is not None
            for one in _with_adjective(form):
                terms.add(one, "area", [meant], "own" if one in nations else "unit")
            if not adjective and form not in nations and form not in word_only:
                weakly = len(form) < 4 or (script_of(form) == "arabic" and " " not in form)
                _bare_name(terms, form, meant, unit, towns, "placed" if weakly else "town")
        seat = [t for f in unit.forms for t in seats.get((unit.country, f), ())]
        for form in sorted({f for t in seat for f in script_names.get(t, ())}):
            terms.add(form, "area", [meant], "own" if form in nations else "unit")
    return packed, list(sources)


def _bare_name(terms: Terms, form: str, meant: str, unit: Unit, towns: dict[str, str], case: str) -> None:
    """Let a name by itself mean a region, unless another place has it that is meant first."""
    others = terms.ids(form, "place")
    if any(not i.startswith((TOWN, REGION)) for i in others):
        return
    lines = {i: towns[i].split("\t") for i in others if i in towns}
    here = {i: f for i, f in lines.items() if int(f[1]) == unit.country}
    otherwise = [i for i, f in here.items() if fuzz.ratio(key(f[0]), form) < LIKE and key(unit.label) == form]
    here = {i: f for i, f in here.items() if i not in otherwise}
    most = max((float(f[8]) for f in here.values()), default=0.0)
    if any(int(f[6]) >= KNOWN for f in here.values()) or (here and most >= min(BIG, SHARE * unit.people)):
        return
    gone = [*otherwise, *(here if most < SMALL * unit.people else ())]
    terms.narrow_one(form, "place", [i for i in others if i not in gone])
    weakly = bool(terms.ids(form, "actor") or terms.ids(form, "demonym"))
    terms.add(form, "place", [meant], "placed" if weakly else case)


def governorates(terms: Terms, units: dict[str, Any], towns: dict[str, str]) -> None:
    """Let the names of governorates and of their seats in other letters mean a governorate beside its word."""
    script_names, seats = terms.other_scripts("place"), _by_label(towns)
    for unit in (u for u in units.values() if u["level"] == 1):
        same = [t for k in unit["keys"] for t in seats.get((unit["country"], k), ())]
        meant = (unit["id"], unit["id"].split("-", 1)[1], *same)
        for form in sorted({f for i in meant for f in script_names.get(i, ())}):
            for one in _with_adjective(form):
                terms.add(one, "area", [unit["id"]], "unit")


def _with_adjective(form: str) -> tuple[str, ...]:
    """A folded name, and its adjective in Russian where that only adds letters: "кандагар", "кандагарск"."""
    if form[-1] not in HARD or " " in form:
        return (form,)
    return form, f"{form.removesuffix('с')}ск"


def _by_label(towns: dict[str, str]) -> dict[tuple[int, str], list[str]]:
    """(country, folded label) -> towns."""
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for ident, line in towns.items():
        label, country, *_ = line.split("\t")
        found[int(country), key(label)].append(ident)
    return found


def _direction(form: str, weak: Weak) -> bool:
    """Whether a name says only which part, or is a common word."""
    return form in weak.never or all(w in DIRECTIONS or w in weak.common for w in form.split(" "))


def _country(number: int, numbers: dict[str, int]) -> str:
    return next(name for name, n in numbers.items() if n == number).partition(" (")[0]


def _label(unit: Unit) -> str:
    """The name with its word, so that a region is told from the town it is called after."""
    word = unit.words[0] if unit.words else "region"
    return unit.label if unit.label.casefold().endswith(word) else f"{unit.label} {word}"


def _coded(unit: Unit) -> list[str]:
    """Names that the source may give the unit; ``record.atoms.plain_name`` leaves out most words for such units."""
    spelt = [*unit.names, *(f"{n} {w}" for n in unit.names for w in unit.words)]
    return list(dict.fromkeys(n for n in spelt if key(n)))


def _areas(areas: dict[str, Any]) -> dict[tuple[int, str], list[str]]:
    """(country, bare name) -> regions with an entry of their own."""
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for ident, area in areas.items():
        if len(area["countries"]) == 1:
            names = {area["label"], *(n for o in area["outlines"] for n in o.get("adm1", ()) if len(o["adm1"]) < 3)}
            for name in names:
                found[area["countries"][0], _plain(key(name))].append(ident)
    return found


def _bare(area: dict[str, Any], terms: Terms) -> set[str]:
    """The names of a region in Latin letters, without words for such units."""
    return {_plain(f) for f in terms.forms(area["id"]) if f.isascii()}


def _plain(form: str) -> str:
    return " ".join(w for w in form.split(" ") if w not in {*ANYWHERE, "of", "the"}) or form
