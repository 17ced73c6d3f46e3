"""Makes the imported half of ``src/inquest/data/names`` from downloaded sources.

Run as ``python tools/import_names.py FOLDER [STEP ...]`` where FOLDER holds the gzipped UCDP, OCHA, Natural Earth and
GeoNames files named below. Needed only when a source appears in a new edition; what it writes is committed.
"""

import csv
import gzip
import io
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz
from shapely import STRtree
from shapely.geometry import Point, shape

from inquest.resolve.text import key, without_article

NAMES = Path(__file__).parents[1] / "src/inquest/data/names"
Rows = list[dict[str, str]]
AREAS = {"Syria": ("syr", "2020", "2015"), "Iraq": ("irq", "2019", "2019")}


def rows(folder: Path, name: str, delimiter: str = ",") -> Rows:
    """All rows of a gzipped table."""
    csv.field_size_limit(10**9)
    with gzip.open(folder / f"{name}.gz", "rt", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def write(name: str, header: tuple[str, ...], table: list[tuple[Any, ...]]) -> None:
    """A CSV in the names folder."""
    with (NAMES / name).open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(table)


def actors(folder: Path) -> None:
    """One row per UCDP actor: the actor file, and the sides of the event files that it lacks."""
    table: dict[int, tuple[Any, ...]] = {}
    for row in rows(folder, "ucdp_actor_221.csv"):
        keys = ("NameOrig", "NameOrigFull", "NameOrigFullEng", "NewName", "NewNameFullEng")
        names: list[str] = []
        for column in keys:
            parts = row[column].split(", ") if column.startswith("NewName") else [row[column]]
            names += [p.strip() for p in parts if p.strip() not in ("", "n/a")]
        label = row["NameData"].strip()
        unique = [n for n in dict.fromkeys(names) if n != label]
        table[int(row["ActorId"])] = (
            label, "|".join(unique), row["Org"], row["GWNOLoc"].replace(", ", " "),
            row["ActorIdAlliance"].replace(", ", " "), "UCDP Actor 22.1",
        )  # fmt: skip
    places = {r["country"]: r["country_id"] for r in rows(folder, "ucdp_places.csv")}
    for row in rows(folder, "ucdp_actors_seen.csv"):
        if int(row["actor_id"]) not in table and int(row["actor_id"]) != 1:
            where = " ".join(places[c] for c in row["countries"].split("|") if c in places)
            table[int(row["actor_id"])] = (row["name"].strip(), "", "", where, "", "UCDP GED")
    active = _active(folder)
    ties = {int(r["ActorId"]): _ties(r) for r in rows(folder, "ucdp_actor_221.csv")}
    header = ("id", "label", "names", "org", "countries", "alliance", "source", "first", "last", "seen", "ties")
    write("actors.csv", header, [(k, *v, *_of(active, v[0], v[3]), ties.get(k, "")) for k, v in sorted(table.items())])


def _of(active: dict[str, tuple[int, int, str]], label: str, countries: str) -> tuple[Any, Any, str]:
    """What is known of a name, if it was seen where this actor of the name is at home."""
    found = active.get(label.replace("’", "'"))
    if found is None or (countries and not set(countries.split()) & set(found[2].split())):
        return ("", "", "")
    return found


def _active(folder: Path) -> dict[str, tuple[int, int, str]]:
    """Name of a side -> first and last year of deadly events since 1989, and the countries with most such years."""
    years: dict[str, Counter[str]] = defaultdict(Counter)
    span: dict[str, list[int]] = defaultdict(list)
    for row in rows(folder, "ucdp_organizedviolence_cy_251.csv"):
        sides = {side for kind in ("sb", "ns", "os") for pair in row[f"{kind}_dyad_names_cy"].split(";")
                 for name in pair.strip().split(" - ") for side in (name.strip(), *name.strip().split(", "))
                 }  # fmt: skip
        for side in sides - {"NO_DYAD", "Civilians", ""}:
            years[side.replace("’", "'")][row["country_id_cy"]] += 1
            span[side.replace("’", "'")].append(int(row["year_cy"]))
    found = {}
    for side, where in years.items():
        most = max(where.values())
        kept = [c for c, n in sorted(where.items(), key=lambda x: (-x[1], int(x[0]))) if 3 * n >= most]
        found[side] = (min(span[side]), max(span[side]), " ".join(kept))
    return found


def _ties(row: dict[str, str]) -> str:
    """Splits, mergers and alliances of an actor as the source lists them."""
    said = (("split from", "NamePrev"), ("split for a time from", "NameSplitTemp"), ("joined", "GroupName"),
            ("in an alliance:", "NameAlliance"))  # fmt: skip
    parts = [f"{words} {row[column].strip()}" for words, column in said if row[column].strip() not in ("", "n/a")]
    later = row["NewName"].strip()
    if later not in ("", "n/a"):
        parts.append(f"later names: {later}")
    return "; ".join(parts)


def countries(folder: Path) -> None:
    """Gleditsch-Ward numbers with Natural Earth's names; matched by name, the rest by the table below."""
    other = {
        "Bosnia-Herzegovina": "BIH", "Cambodia (Kampuchea)": "KHM", "Congo": "COG", "Czech Republic": "CZE",
        "DR Congo (Zaire)": "COD", "East Timor": "TLS", "Federated States of Micronesia": "FSM",
        "Ivory Coast": "CIV", "Kingdom of eSwatini (Swaziland)": "SWZ", "Madagascar (Malagasy)": "MDG",
        "Myanmar (Burma)": "MMR", "Russia (Soviet Union)": "RUS", "Serbia (Yugoslavia)": "SRB",
        "Vatican City State": "VAT", "Vietnam (North Vietnam)": "VNM", "Yemen (North Yemen)": "YEM",
        "Zimbabwe (Rhodesia)": "ZWE", "Samoa (Western Samoa)": "WSM", "Tanzania": "TZA", "Bahamas": "BHS",
        "Cape Verde": "CPV", "Antigua & Barbuda": "ATG", "Sao Tome and Principe": "STP", "Gambia": "GMB",
        "North Macedonia": "MKD", "United States of America": "USA", "Serbia": "SRB",
        "Saint Kitts and Nevis": "KNA", "Saint Vincent and the Grenadines": "VCT", "Kosovo": "KOS",
    }  # fmt: skip
    with gzip.open(folder / "ne_50m_admin_0_countries.geojson.gz", "rt") as file:
        earth = [f["properties"] for f in json.load(file)["features"]]
    by_name: dict[str, dict[str, Any]] = {}
    for p in earth:
        for column in ("name", "name_long", "admin", "name_en"):
            by_name.setdefault(p[column], p)
    by_code = {p["adm0_a3"]: p for p in earth}
    numbers = {r["country_cy"]: r["country_id_cy"] for r in rows(folder, "ucdp_organizedviolence_cy_251.csv")}
    capitals = {
        r["adm0_a3"]: r["name"]
        for r in rows(folder, "ne_10m_populated_places.csv")
        if r["featurecla"] == "Admin-0 capital"
    }
    table = []
    for name, number in sorted(numbers.items(), key=lambda x: int(x[1])):
        p = by_code.get(other.get(name, "")) or by_name.get(name)
        keys = ("name", "name_long", "formal_en", "name_ar", "name_ru")
        names = [p[k] for k in keys if p and p[k]]
        unique = "|".join(n for n in dict.fromkeys(names) if n != name)
        table.append((number, name, p["iso_a2_eh"] if p else "", capitals.get(p["adm0_a3"], "") if p else "", unique))
    write("countries.csv", ("id", "label", "iso", "capital", "names"), table)


def districts(folder: Path) -> None:
    """OCHA units with the UCDP spelling of most events inside each; geometry as WKT in one file per level."""
    shapes: dict[str, str] = {}
    table: list[tuple[Any, ...]] = []
    seen = rows(folder, "ucdp_places.csv")
    for country, (iso, first, second) in AREAS.items():
        votes: dict[int, dict[str, Counter[str]]] = {1: defaultdict(Counter), 2: defaultdict(Counter)}
        for level, edition in ((1, first), (2, second)):
            with gzip.open(folder / f"ocha_{iso}_adm{level}_{edition}.geojson.gz", "rt") as file:
                features = json.load(file)["features"]
            areas = [shape(f["geometry"]) for f in features]
            tree = STRtree(areas)
            for row in seen:
                if row["country"] != country or int(row["where_prec_min"]) > 3 or not row[f"adm_{level}"]:
                    continue
                for i in tree.query(Point(float(row["longitude"]), float(row["latitude"])), predicate="within"):
                    code = features[i]["properties"][f"adm{level}_pcode"]
                    votes[level][row[f"adm_{level}"]][code] += int(row["n_events"])
            spelt = defaultdict(list)
            for name, codes in sorted(votes[level].items()):
                spelt[codes.most_common(1)[0][0]].append(name)
            for f, area in zip(features, areas, strict=True):
                p = f["properties"]
                code = p[f"adm{level}_pcode"]
                shapes[code] = area.wkt
                table.append((code, level, country, p["adm1_pcode"], p[f"adm{level}_en"], p[f"adm{level}_ar"],
                              "|".join(spelt[code]), f"OCHA COD-AB {iso.upper()} adm{level} {edition}"))  # fmt: skip
    write("admin.csv", ("code", "level", "country", "parent", "name", "arabic", "ucdp", "source"), sorted(table))
    with gzip.GzipFile(NAMES / "admin_outlines.json.gz", "wb", mtime=0) as out:
        out.write(json.dumps(shapes, sort_keys=True).encode())


def _same(one: list[Any], other: list[Any]) -> bool:
    """Whether two rows of the towns table are one place: near, and called alike but for the article."""
    if one is other or one[3] != other[3] or abs(one[6] - other[6]) > 0.15 or abs(one[7] - other[7]) > 0.15:
        return False
    return without_article(key(one[0])) == without_article(key(other[0]))


def towns(folder: Path) -> None:
    """UCDP's own located places (precision 1 or 2), and Natural Earth's larger towns elsewhere."""
    kinds = ("town", "city", "village", "camp", "airport", "airbase", "air base", "dam", "island", "border crossing")
    best: dict[tuple[str, str, str], list[Any]] = {}
    for r in rows(folder, "ucdp_places.csv"):
        if r["kind"] not in kinds or int(r["where_prec_min"]) > 2:
            continue
        names = [n.strip() for n in r["name_base"].split("/") if len(n.strip()) > 2]
        if not names:
            continue
        place = (r["country_id"], names[0], r["adm_2"])
        row = [names[0], "|".join(names[1:]), r["kind"], r["country_id"], r["adm_1"], r["adm_2"],
               round(float(r["longitude"]), 4), round(float(r["latitude"]), 4), int(r["n_events"]),
               "UCDP GED"]  # fmt: skip
        if place not in best or best[place][8] < row[8]:
            best[place] = row
    best = {k: r for k, r in best.items() if not any(_same(r, o) and o[8:0:-1] > r[8:0:-1] for o in best.values())}
    codes = {r["iso"]: r["id"] for r in csv.DictReader((NAMES / "countries.csv").open(encoding="utf-8"))}
    table = [best[k] for k in sorted(best)]
    have = {(r[3], r[0]) for r in table}
    for r in rows(folder, "ne_10m_populated_places.csv"):
        big = int(r["pop_max"]) >= 100_000 or r["featurecla"].startswith("Admin-0 capital")
        number = codes.get(r["iso_a2"])
        if number is None or (number, r["nameascii"]) in have or not (big or r["iso_a2"] in ("SY", "IQ")):
            continue
        names = [n for n in dict.fromkeys((r["nameascii"], *r["namealt"].split("|"))) if n and n != r["name"]]
        row = [r["name"], "|".join(names), "city", number, "", "", round(float(r["longitude"]), 4),
               round(float(r["latitude"]), 4), 0, "Natural Earth 10m populated places"]  # fmt: skip
        if not any(_same(row, other) for other in best.values()):
            table.append(row)
    header = ("label", "names", "kind", "country", "adm1", "adm2", "longitude", "latitude", "events", "source")
    write("towns.csv", header, [tuple(r) for r in sorted(table, key=lambda r: (int(r[3]), -r[8], r[0], r[5]))])


def representative(folder: Path) -> None:
    """Points where UCDP puts events known to a district (3) or governorate (4) only, unless it is a real place too."""
    seen = [r for r in rows(folder, "ucdp_places.csv") if r["country"] in (*AREAS, "Ukraine")]
    real = {(r["longitude"], r["latitude"]) for r in seen if int(r["where_prec_min"]) <= 2}
    table = {
        (
            r["country"],
            int(r["where_prec_min"]),
            r["adm_1"].lower(),
            r["adm_2"],
            float(r["longitude"]),
            float(r["latitude"]),
        )
        for r in seen
        if int(r["where_prec_min"]) in (3, 4) and (r["longitude"], r["latitude"]) not in real
    }
    write("representative.csv", ("country", "precision", "adm1", "adm2", "longitude", "latitude"), sorted(table))


def spellings(folder: Path) -> None:
    """GeoNames' other spellings (Latin, Arabic, Cyrillic) of Syrian and Iraqi towns."""
    table = []
    for r in rows(folder, "geonames_cities15000.tsv", "\t"):
        if r["country_code"] not in ("SY", "IQ"):
            continue
        names = [r["name"], r["asciiname"], *r["alternatenames"].split(",")]
        good = [n for n in dict.fromkeys(names) if len(n) > 3 and all(ord(c) < 0x700 for c in n) and n[0].isalpha()]
        # Latin alternates in lower case are machine transliterations of other scripts
        good = [n for n in good if n[0].isupper() or ord(n[0]) > 0x400]
        table.append((r["geonameid"], r["country_code"], round(float(r["longitude"]), 4),
                      round(float(r["latitude"]), 4), "|".join(good)))  # fmt: skip
    write("spellings.csv", ("id", "iso", "longitude", "latitude", "names"), sorted(table, key=lambda r: int(r[0])))


BELONGS = {"PS": "666", "EH": "600", "HK": "710", "MO": "710", "PR": "2", "GU": "2", "VI": "2", "AS": "2", "MP": "2",
           "RE": "220", "GP": "220", "MQ": "220", "YT": "220", "GF": "220", "NC": "220", "PF": "220", "GL": "390",
           "FO": "390", "AX": "375", "FK": "200", "GI": "200", "BM": "200", "AW": "210", "CW": "210"}  # fmt: skip
"""Territories without a Gleditsch-Ward number of their own, where UCDP's country assignment puts them."""
SCRIPTS = {
    "latin": re.compile(r"[A-ZÀ-ÞĀ-ɏḀ-ỿ‘’ʻ][A-Za-zÀ-ɏḀ-ỿ‘’ʻʿ'. -]{2,}"),
    "cyrillic": re.compile(r"[А-ЯЁІЇЄҐ][а-яёіїєґА-ЯЁІЇЄҐ’' -]{2,}"),
    "arabic": re.compile(r"[\u0621-\u064a\u066e-\u06d3][\u0621-\u0652\u066e-\u06d3 ]{2,}"),
}


def _alternates(row: dict[str, str], script: str, most: int, likeness: float) -> list[str]:
    """Other names of a town in a script, likest first; codes of airports (all capitals) left out."""
    own = key(row["asciiname"])
    found: dict[str, tuple[float, str]] = {}
    for name in row["alternatenames"].split(","):
        if not SCRIPTS[script].fullmatch(name) or name.isupper() or (form := key(name)) == own or form in found:
            continue
        like = fuzz.ratio(own, form) if script == "latin" else 100.0
        if like >= likeness and len(form) > (3 if script == "latin" else 2):
            found[form] = (-like, name)
    return [name for _, name in sorted(found.values(), key=lambda f: f[0])][:most]


def cities(folder: Path) -> None:
    """Towns of the world over 15,000 people, with alternate names by script; parts of towns are left out."""
    codes = {r["iso"]: r["id"] for r in csv.DictReader((NAMES / "countries.csv").open(encoding="utf-8"))} | BELONGS
    wars: Counter[str] = Counter()
    for r in rows(folder, "ucdp_organizedviolence_cy_251.csv"):
        wars[r["country_id_cy"]] += int(r["cumulative_total_deaths_in_orgvio_best_cy"] or 0)
    table = []
    for r in rows(folder, "geonames_cities15000.tsv", "\t"):
        number = codes.get(r["country_code"])
        if number is None or r["feature_code"] == "PPLX":
            continue
        war = wars[number] >= WAR and number != "2"
        scripts = (("latin", 14 if war else 5, 0 if war else 65), ("cyrillic", 7, 0), ("arabic", 7, 0))
        table.append((int(r["geonameid"]), r["asciiname"] if _plain(r["asciiname"]) else r["name"], number,
                      f"{float(r['longitude']):.3f}", f"{float(r['latitude']):.3f}", int(r["population"] or 0),
                      {"PPLC": "C", "PPLA": "A"}.get(r["feature_code"], ""), int(war),
                      *("|".join(_alternates(r, *how)) for how in scripts)))  # fmt: skip
    header = ("id", "label", "country", "longitude", "latitude", "population", "seat", "war", "latin", "cyrillic",
              "arabic")  # fmt: skip
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(header)
    out.writerows(sorted(table))
    with gzip.GzipFile(NAMES / "cities.csv.gz", "wb", mtime=0) as file:
        file.write(text.getvalue().encode())


def _plain(name: str) -> bool:
    """Whether GeoNames' plain spelling can stand for the name (some are transliterations with marks)."""
    return bool(re.fullmatch(r"[A-Z][A-Za-z' .-]+", name))


WAR = 1000
"""Deaths since 1989 that make a country one of a war: its towns keep more of their spellings."""

if __name__ == "__main__":
    source = Path(sys.argv[1])
    wanted = sys.argv[2:]
    NAMES.mkdir(parents=True, exist_ok=True)
    for step in (actors, countries, districts, towns, representative, spellings, cities):
        if not wanted or step.__name__ in wanted:
            step(source)
