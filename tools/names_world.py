"""The towns of the world for ``build_names``: which names are strong, which towns are new, and the packed tables."""

import csv
import gzip
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

from inquest.model.names import REGION, TOWN
from inquest.resolve.compile import Terms
from inquest.resolve.table import script_of
from inquest.resolve.text import key, slug, without_article

NAMES = Path(__file__).parents[1] / "src/inquest/data/names"
ENGLISH = frozenset({"2", "20", "200", "205", "560", "900", "920"})
"""Countries whose towns are called like persons and things in English text."""
DWARFED = 50
"""A town with so many times fewer people than another of its name is not meant by the bare name."""
BIG, CITY = 300_000, 100_000
UNITS = frozenset({"province", "oblast", "region"})
"""Last words of names that are a region's, not its town's ("Bandundu Province")."""
SCRIPTS = ("latin", "cyrillic", "arabic")


class Weak:
    """Words that are more than a town's name."""

    def __init__(self, not_names: list[str]) -> None:
        listed = yaml.safe_load((NAMES / "weak.yaml").read_text(encoding="utf-8"))
        self.common = frozenset(listed["common"].split()) | {w for w in not_names if " " not in w}
        self.people = frozenset(listed["given"].split()) | frozenset(listed["family"].split())
        self.never = frozenset(listed["never"].split())
        self.given, self.titles = (sorted({key(w) for w in listed[part].split()}) for part in ("given", "titles"))

    def case(self, form: str, strong: bool) -> str:
        """How a name is to be matched: ``placed`` needs words of place around it."""
        weak = form in self.common or form in self.people or len(form) < 4
        return "placed" if weak or not strong else "town"


def _cities() -> list[dict[str, str]]:
    with gzip.open(NAMES / "cities.csv.gz", "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _strong(row: dict[str, str]) -> bool:
    people = int(row["population"])
    if row["country"] in ENGLISH:
        return people >= BIG or row["seat"] == "C"
    return people >= CITY or row["seat"] != "" or row["war"] == "1"


def _forms(row: dict[str, str]) -> list[tuple[str, bool]]:
    """Folded names with whether each is the town's own name rather than another spelling."""
    own = [row["label"], *row["latin"].split("|"), *row["cyrillic"].split("|"), *row["arabic"].split("|")]
    found: dict[str, bool] = {}
    for i, name in enumerate(own):
        form = key(name)
        for one in (form, without_article(form)):
            if len(one) > 2 or (one and not one.isascii()):
                found.setdefault(one, i == 0)
    return list(found.items())


def cities(
    terms: Terms, packed: dict[str, str], nations: set[str], weak: Weak, bare: dict[tuple[int, str], str]
) -> None:
    """Add GeoNames' towns: spellings to those that are there, a place to each that is not.

    Parameters
    ----------
    terms, packed : names so far, and the towns so far (id -> tab-joined line).
    nations : folded names of countries; no town is meant by one of them.
    weak : which words need more than a capital.
    bare : names of regions and governorates in a country, which their towns share and do not take away.
    """
    near: dict[tuple[str, int, int], list[str]] = defaultdict(list)
    for place, line in packed.items():
        _, country, lon, lat, *_ = line.split("\t")
        near[country, round(float(lon) * 5), round(float(lat) * 5)].append(place)
    for row in sorted(_cities(), key=lambda r: (-int(r["population"]), int(r["id"]))):
        forms = _forms(row)
        here = _same(row, {f for f, _ in forms}, near, packed)
        people = int(row["population"])
        if here is None:
            here = f"{TOWN}{slug(row['label'])}"
            if here in packed:
                here = f"{here}-{row['id']}"
            km = 15.0 if people >= CITY or row["seat"] else 10.0
            packed[here] = "\t".join((row["label"], row["country"], row["longitude"], row["latitude"], str(km), "", "0",
                                      "GeoNames cities15000", str(people)))  # fmt: skip
        else:
            fields = packed[here].split("\t")
            label = row["label"] if fields[6] == "0" else fields[0]  # GeoNames' is the usual one in English
            packed[here] = "\t".join((label, *fields[1:8], str(people)))
        strong = _strong(row)
        for form, own in forms:
            if form in nations or form in weak.never or form.rpartition(" ")[2] in UNITS:
                continue
            if (int(row["country"]), form) in bare:
                continue
            terms.add(form, "place", [here], weak.case(form, strong and (own or len(form) > 4 or not form.isascii())))


def prune(terms: Terms, packed: dict[str, str]) -> None:
    """Let a name mean no town that another of its name dwarfs.

    An event counts as much as a thousand people; a town that is usually called otherwise counts for a tenth.
    """

    def weight(form: str, place: str) -> float:
        fields = packed[place].split("\t")
        people = float(fields[8]) + 1000.0 * float(fields[6]) + 5000.0
        return people if key(fields[0]) == form else people / 10.0

    def keep(form: str, ids: list[str]) -> list[str]:
        towns = {i: weight(form, i) for i in ids if i in packed}
        most = max(towns.values(), default=0.0)
        return [i for i in ids if i not in towns or towns[i] * DWARFED >= most]

    terms.narrow("place", keep)


def _same(
    row: dict[str, str], forms: set[str], near: dict[tuple[str, int, int], list[str]], packed: dict[str, str]
) -> str | None:
    """The town that is there already: within some 15 km and of one name."""
    x, y = round(float(row["longitude"]) * 5), round(float(row["latitude"]) * 5)
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            for place in near.get((row["country"], x + dx, y + dy), ()):
                label, _, lon, lat, *_ = packed[place].split("\t")
                if abs(float(lon) - float(row["longitude"])) > 0.15 or abs(float(lat) - float(row["latitude"])) > 0.15:
                    continue
                mine = key(label)
                if mine in forms or without_article(mine) in forms:
                    return place
    return None


def split(
    terms: dict[str, str], towns: dict[str, str], regions: dict[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Names that an English text needs at once, and the files of all others: by script, the towns, and the regions.

    In the tables by script lie the names of towns and first-level regions alone, and every name in another script than
    Latin.
    """
    first: dict[str, str] = {}
    tables: dict[str, dict[str, str]] = {s: {} for s in SCRIPTS}
    for form, value in terms.items():
        script = script_of(form)
        plain = not value or all(_of_the_world(e) for e in value.split("|"))
        if script == "latin" and not plain:
            first[form] = value
        else:
            tables[script][form] = value
    files = {name: _lines(table) for name, table in tables.items()}
    return first, {**files, "towns": _lines(towns), "regions": _lines(regions)}


def _of_the_world(entry: str) -> bool:
    """Whether a name's entry means towns and first-level regions only."""
    _, what, _, ids = entry.split(";")
    return what in ("place", "area") and ids.startswith((TOWN, REGION))


def _lines(table: dict[str, Any]) -> str:
    rows = sorted((f"{k}\t{v}" for k, v in table.items()), key=str.encode)
    return "".join(f"{row}\n" for row in rows)
