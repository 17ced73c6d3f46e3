"""Makes ``src/inquest/data/names/first_level.csv``: the first-level regions of the world from two open gazetteers.

Run as ``python tools/import_regions.py FOLDER``; FOLDER holds the gzipped Natural Earth and GeoNames files named below.
Natural Earth gives each populated place the name of its first-level region, GeoNames each town the code of one. Towns
that stand in both (they share GeoNames' id) tell which name belongs to which code, and with it how many people live in
the region's known towns.
"""

import csv
import gzip
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from rapidfuzz import fuzz

from inquest.resolve.text import key

NAMES = Path(__file__).parents[1] / "src/inquest/data/names"
HEADER = ("country", "label", "names", "people", "source")
SKIPPED = frozenset({"SY", "IQ"})  # admin.csv has their units with outlines
LIKE, SLIP = 72, 60
SOURCE = "Natural Earth 1:10m populated places; GeoNames cities15000"
_WHOLE = re.compile(r"[^\W\d_][\w .,'’‘`()/&-]*")
"""A name that lost no letter on the way into the table."""
Row = dict[str, str]
Code = tuple[str, str]


def rows(folder: Path, name: str, delimiter: str = ",") -> list[Row]:
    """All rows of a gzipped table."""
    csv.field_size_limit(10**9)
    with gzip.open(folder / f"{name}.gz", "rt", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def regions(earth: list[Row], towns: dict[str, Row]) -> dict[tuple[str, str], Counter[Code]]:
    """(ISO code of the country, name of the region) -> GeoNames' codes of its places, empty where none is known."""
    found: dict[tuple[str, str], Counter[Code]] = defaultdict(Counter)
    for row in earth:
        town = towns.get(row["geonameid"])
        country = town["country_code"] if town else row["iso_a2"]
        name = " ".join(row["adm1name"].split())
        if _WHOLE.fullmatch(name) and len(country) == 2 and country not in SKIPPED:
            found[country, name][(country, town["admin1_code"]) if town else (country, "")] += 1
    return found


def merged(found: dict[tuple[str, str], Counter[Code]]) -> list[tuple[str, list[str], Code]]:
    """Spellings of one name with one code as one region, the commonest first."""
    groups: dict[Code | tuple[str, str, str], list[tuple[int, str]]] = defaultdict(list)
    for (country, name), codes in found.items():
        known = [(n, code) for code, n in codes.items() if code[1]]
        code = max(known)[1] if known else (country, "")
        places = sum(codes.values())
        groups[code if code[1] else (country, "", key(name))].append((places, name))
    table: list[tuple[str, list[str], Code]] = []
    for group, names in groups.items():
        code = (group[0], group[1])
        left = sorted(names, key=lambda n: (-n[0], n[1]))
        while left:
            _, label = left.pop(0)
            same = [n for n in left if fuzz.ratio(key(n[1]), key(label)) >= LIKE]
            left = [n for n in left if n not in same]
            table.append((label, [n for _, n in same], code))
            code = (group[0], "")  # an older unit, of which only the name is known
    homes: dict[str, set[str]] = defaultdict(set)
    for label, _, code in table:
        homes[key(label)] |= {code[0]} if code[1] else set()
    sure: dict[str, list[str]] = defaultdict(list)
    for label, _, code in table:
        sure[code[0]] += [key(label)] if code[1] else []
    return [(label, names, code) for label, names, code in table
            if code[1] or _likely(key(label), homes[key(label)] - {code[0]}, sure[code[0]])]  # fmt: skip


def _likely(name: str, elsewhere: set[str], sure: list[str]) -> bool:
    """Whether a name that no code bears out is one: no slip of a known one, and no place put into a neighbour's region.

    >>> _likely("caqueti", set(), ["caqueta"]), _likely("sonora", {"MX"}, []), _likely("temotu", set(), ["isabel"])
    (False, False, True)
    """
    slips = any(fuzz.ratio(name, other) >= SLIP or other.startswith(name) for other in sure)
    return len(name) > 4 and not elsewhere and not slips


def main(folder: Path) -> None:
    """Write the table."""
    geonames = rows(folder, "geonames_cities15000.tsv", "\t")
    by_code: dict[Code, list[Row]] = defaultdict(list)
    for town in geonames:
        by_code[town["country_code"], town["admin1_code"]].append(town)
    earth = rows(folder, "ne_10m_populated_places.csv")
    numbers = {r["iso"]: r["id"] for r in csv.DictReader((NAMES / "countries.csv").open(encoding="utf-8"))}
    table = []
    for label, names, code in merged(regions(earth, {t["geonameid"]: t for t in geonames})):
        inside = by_code.get(code, [])
        people = sum(int(t["population"]) for t in inside)
        if code[0] in numbers and len(key(label)) > 1:
            source = SOURCE if code[1] else SOURCE.partition(";")[0]
            table.append((int(numbers[code[0]]), label, "|".join(sorted(names)), people, source))
    with (NAMES / "first_level.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(HEADER)
        out.writerows(sorted(table))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
