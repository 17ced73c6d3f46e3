"""Packs the names folder into two files that load fast: run after any edit of ``src/inquest/data/names``.

``python tools/build_names.py`` writes them, ``python tools/build_names.py --check`` only compares.
"""

import csv
import gzip
import hashlib
import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import shapely
import yaml
from names_groups import blocs as group_blocs
from names_groups import forces, groups, homes, leaders, new_spans, people, peoples_within, settle
from names_regions import first_level, governorates
from names_world import ENGLISH, Weak, cities, prune, split
from rapidfuzz import fuzz

from inquest.model.names import LISTED, TOWN
from inquest.resolve.compile import Terms, add_alias, add_speaker, longest
from inquest.resolve.text import ARTICLES, anonymous, key, slug, without_article

NAMES = Path(__file__).parents[1] / "src/inquest/data/names"
UNIT = re.compile(r"^(Qaḑā’?|Mintaqat Markaz|Mintaqat|Markaz|Markaz al) +| (province|governorate|district)$", re.I)
TOWN_KM = {"city": 15.0, "town": 10.0}  # others 5 km
ACRONYM = 6
KNOWN = 20  # events that make a town's name known in the record, whoever else is called so
WORDS = {1: ("province", "governorate", "muhafazah"), 2: ("district", "area", "region", "countryside")}


def table(name: str) -> list[dict[str, str]]:
    """Rows of a CSV of the names folder."""
    with (NAMES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def data(name: str) -> Any:
    """A YAML file of the names folder."""
    return yaml.safe_load((NAMES / name).read_text(encoding="utf-8"))


def labels_of_all() -> dict[str, Any]:
    """The labels of ``aliases.yaml``, and those of every ``aliases_<language>.yaml`` after them."""
    found = data("aliases.yaml")
    for path in sorted(NAMES.glob("aliases_*.yaml")):
        for part, entries in data(path.name).items():
            if isinstance(entries, list):
                found[part] = [*found.get(part, ()), *entries]
            elif part == "same":
                found.setdefault(part, {}).update(entries)
            elif isinstance(entries, dict):
                kept = found.setdefault(part, {})
                for number, words in entries.items():
                    kept[number] = [*kept.get(number, ()), *words]
    return found


def digest() -> str:
    """One hash over every input file."""
    total = hashlib.sha256()
    for path in sorted(NAMES.iterdir()):
        if path.suffix in (".yaml", ".csv", ".gz", ".txt"):
            total.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def admin(terms: Terms, outlines: dict[str, str], numbers: dict[str, int]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Places of governorates and districts; also what is needed of each unit (by p-code)."""
    extra = data("admin.yaml")
    shapes = json.loads(gzip.decompress((NAMES / "admin_outlines.json.gz").read_bytes()))
    units: dict[str, Any] = {}
    places: dict[str, Any] = {}
    for row in table("admin.csv"):
        code, level, number = row["code"], int(row["level"]), numbers[row["country"]]
        given = extra["units"].get(code, {})
        taken = {n for names in extra["ucdp_names"].values() for n in names}
        coded = [n for n in row["ucdp"].split("|") if n and n not in taken] + extra["ucdp_names"].get(code, [])
        plain = [UNIT.sub("", n).strip() for n in coded]
        label = given.get("label") or (plain[0] if row["country"] == "Syria" and plain else row["name"])
        label = UNIT.sub("", UNIT.sub("", label)).strip()
        prefix = "sy" if row["country"] == "Syria" else "iq"
        place = given.get("id") or f"{prefix}-{slug(without_article(key(label)))}"
        if place in places:
            place += "-district"
        spelt = sorted(set(coded) | {n.replace("Governorate", "governorate") for n in coded}
                       | {re.sub(" +", " ", n) for n in coded})  # fmt: skip
        level_name = f"adm{level}"
        shared = {"group": "area", "level": level_name, "country": number}
        kind = "governorate" if level == 1 else "district"
        found: list[dict[str, Any]] = []
        if spelt:
            found.append({"id": place, "label": f"{label} {kind}", "reason": f"the {kind} as the source names it",
                          "source": f"UCDP GED adm_{level}", level_name: spelt, **shared})  # fmt: skip
        found.append({"id": f"{place}-ocha", "label": f"{label} {kind} (OCHA polygon)", "wkt": code,
                      "reason": f"the same {kind} by its polygon", "source": row["source"], **shared})  # fmt: skip
        outlines[code] = shapely.to_wkt(shapely.from_wkt(shapes[code]), rounding_precision=4)
        parent = units[row["parent"]]["id"] if level == 2 else slug(row["country"])
        places[place] = {"id": place, "label": f"{label} {kind}", "level": level_name, "countries": [number],
                         "outlines": found, "parent": parent}  # fmt: skip
        names = [label, *given.get("names", []), row["name"], *plain]
        if not row["arabic"].strip().startswith(("مركز", "مدينة")):
            names.append(row["arabic"].strip())
        keys = {k for n in names for k in (key(n), without_article(key(n))) if len(k) > 2}
        units[code] = {"id": place, "keys": sorted(keys), "level": level, "country": number, "coded": spelt}
        for k in keys:
            for word in WORDS[level]:
                terms.add(f"{k} {word}", "place", [place], "any")
            terms.add(f"{kind} of {k}", "place", [place], "any")
            terms.add(f"{'province' if level == 1 else 'countryside'} of {k}", "place", [place], "any")
    return places, units


def pinholes(area: Any, units: dict[str, Any], shapes: dict[str, Any], country: str, whole: set[str]) -> Any:
    """Cut the representative points of units that the area does not hold (nearly) whole."""
    for row in table("representative.csv"):
        point = shapely.Point(float(row["longitude"]), float(row["latitude"]))
        if row["country"] != country or not area.covers(point):
            continue
        level = "adm1" if row["precision"] == "4" else "adm2"
        held = [c for c, u in units.items() if f"adm{u['level']}" == level
                and row[level].lower() in (n.lower() for n in u["coded"])]  # fmt: skip
        limit = 0.9 if level == "adm1" else 0.5
        if any(c in whole or area.intersection(shapes[c]).area >= limit * shapes[c].area for c in held):
            continue
        area = area.difference(point.buffer(0.002, quad_segs=1))
    return area


def regions(terms: Terms, outlines: dict[str, str], units: dict[str, Any], numbers: dict[str, int]) -> dict[str, Any]:
    """Informal regions with their several outlines."""
    shapes = {code: shapely.from_wkt(outlines[code]) for code in units}
    bounds = {n: shapely.union_all([shapes[c] for c in units if units[c]["country"] == n and units[c]["level"] == 1])
              for n in {u["country"] for u in units.values()}}  # fmt: skip
    places = {}
    for region in data("regions.yaml")["regions"]:
        number = numbers[region["country"]]
        found = []
        for given in region["outlines"]:
            out = {k: given[k] for k in ("id", "label", "group", "reason", "source")}
            out |= {
                "level": "region",
                "country": number,
                **({"checked": False} if not given.get("checked", True) else {}),
            }
            if given["id"] not in outlines and ("union" in given or "polygon" in given):
                parts = [shapes[c] for c in given.get("union", ())]
                if "polygon" in given:
                    parts.append(shapely.Polygon(given["polygon"]).intersection(bounds[number]))
                area = shapely.union_all(parts)
                area = pinholes(area, units, shapes, region["country"], set(given.get("union", ())))
                outlines[given["id"]] = shapely.to_wkt(area, rounding_precision=4)
            if given["id"] in outlines:
                out["wkt"] = given["id"]
            for level in ("adm1", "adm2"):
                if level in given:
                    out[level] = sorted({n for c in given[level] for n in units[c]["coded"]})
            if "adm1_names" in given:
                out["adm1"] = given["adm1_names"]
            found.append(out)
        places[region["id"]] = {"id": region["id"], "label": region["label"], "level": "region",
                                "countries": [number], "outlines": found, "parent": region["parent"],
                                "front": region.get("front", [])}  # fmt: skip
        for name in region["names"]:
            terms.add(key(name), "place", [region["id"]], "title" if name.istitle() and " " not in name else "any")
    return places


def world_regions(terms: Terms, numbers: dict[str, int]) -> dict[str, Any]:
    """Informal regions of the world: outlines by the source's own names of units, or none."""
    given = data("regions_world.yaml")
    places = {}
    for region in given["regions"]:
        countries = [numbers[c] for c in region["countries"]]
        found = []
        if region.get("adm1"):
            found.append({"id": f"{region['id']}-units", "label": region["label"], "group": "units",
                          "reason": "the units of these names as the source writes them", "source": given["source"],
                          "checked": False, "level": "adm1", "country": countries[0],
                          "adm1": region["adm1"]})  # fmt: skip
        parent = slug(region["countries"][0]) if len(countries) == 1 else None
        places[region["id"]] = {"id": region["id"], "label": region["label"], "level": "region",
                                "countries": countries, "outlines": found, "parent": parent}  # fmt: skip
        for name in region["names"]:
            terms.add(
                key(name), "place", [region["id"]], "upper" if name.isupper() and len(name) < ACRONYM else "title"
            )
    return places


def spellings(towns: list[dict[str, str]], numbers: dict[str, int]) -> dict[int, list[str]]:
    """Other spellings per row of the towns table, from GeoNames by nearness and likeness."""
    own = data("admin.yaml")["towns"]
    found: dict[int, list[str]] = defaultdict(list)
    for country, names in own.items():
        for i, row in enumerate(towns):
            if int(row["country"]) == numbers[country] and row["label"] in names:
                found[i] += names[row["label"]]
    for row in table("spellings.csv"):
        near: list[tuple[float, int]] = []
        for i, town in enumerate(towns):
            away = abs(float(town["longitude"]) - float(row["longitude"])) + abs(
                float(town["latitude"]) - float(row["latitude"])
            )
            if away >= 0.06:
                continue
            own_form = without_article(key(town["label"]))
            like = max(fuzz.ratio(own_form, without_article(key(n))) for n in row["names"].split("|"))
            if like >= 75:
                near.append((-like, i))
        if near:
            found[min(near)[1]] += row["names"].split("|")
    return found


def towns(
    terms: Terms, units: dict[str, Any], numbers: dict[str, int], bare: dict[tuple[int, str], str], weak: Weak
) -> dict[str, str]:
    """Towns as tab-joined strings: label, country, longitude, latitude, km, district, events, source, population."""
    rows = table("towns.csv")
    more = spellings(rows, numbers)
    district = {(u["country"], k): u["id"] for u in units.values() if u["level"] == 2 for k in u["keys"]}
    packed: dict[str, str] = {}
    for i, row in enumerate(rows):
        number = int(row["country"])
        english = row["country"] in ENGLISH and row["events"] == "0"
        place = f"{TOWN}{slug(row['label'])}"
        if not slug(row["label"]) or place in packed:
            place = f"{place}-{number}" if f"{place}-{number}" not in packed else f"{place}-{number}-{i}"
        other = row["names"].split("|")
        names = {row["label"], *(other if row["events"] != "0" else other[:2]), *more.get(i, [])}
        forms = {key(n) for n in names}
        forms |= {without_article(k) for k in forms} | {
            f"al {k.split(' ', 1)[1]}" for k in forms if k.split(" ")[0] in ARTICLES
        }
        forms = {k for k in forms if len(k) > 3 or not k.isascii()}
        home = next((district[number, k] for k in sorted(forms) if (number, k) in district), "")
        big = row["kind"] in TOWN_KM or row["events"] == "0"
        km = TOWN_KM.get(row["kind"], 5.0)
        packed[place] = "\t".join((row["label"], row["country"], row["longitude"], row["latitude"], str(km), home,
                                   row["events"], row["source"], "0"))  # fmt: skip
        for k in sorted(forms):
            if (number, k) not in bare:
                known = int(row["events"]) >= KNOWN and k not in weak.common
                if k not in weak.never:
                    terms.add(k, "place", [place], "title" if known else weak.case(k, not english))
                continue
            for form in (f"{k} city", f"city of {k}", f"{k} town", f"town of {k}"):
                if big:
                    terms.add(form, "place", [place], "any")
            if bare[number, k].startswith("="):
                terms.towns_of[bare[number, k][1:]].append((int(row["events"]), place))
    return packed


def bare_names(terms: Terms, units: dict[str, Any], areas: dict[str, Any]) -> dict[tuple[int, str], str]:
    """Names without "province" or "city": a region of that name wins, then the governorate (joined with its town)."""
    bare: dict[tuple[int, str], str] = {}
    for region, place in areas.items():
        for k in terms.forms(region):
            bare[place["countries"][0], k] = region
    for unit in units.values():
        if unit["level"] == 1:
            for k in unit["keys"]:
                if (unit["country"], k) not in bare:
                    bare[unit["country"], k] = "=" + unit["id"]
                    terms.add(k, "place", [unit["id"].split("-", 1)[1]], "title")
    return bare


TOWN_WORDS = frozenset(key("city town old new город місто старый مدينة").split(" "))
"""In a name they say that the town is meant, not its governorate."""


def join_towns(terms: Terms, places: dict[str, Any], packed: dict[str, str]) -> None:
    """The bare name of a governorate: the governorate, or the town of the same name as another reading."""
    for place in [p for p in places.values() if p["level"] == "adm1"]:
        name = place["id"].split("-", 1)[1]
        found = [dict(o, group="governorate") for o in place["outlines"]]
        town = max(terms.towns_of.get(place["id"], ()), default=None)
        if name in places:  # a region of that name has outlines of its own
            continue
        if town is None:
            terms.rename(name, place["id"])
            continue
        found.append({"town": town[1], "group": "city"})
        label = place["label"].removesuffix(" governorate")
        both = {"id": name, "label": label, "level": "region", "outlines": found, "parent": place["id"]}
        places.setdefault(name, {**place, **both})
        for form in terms.forms(town[1]):  # an exonym means what the English name means: "Alep"
            if not set(form.split(" ")) & TOWN_WORDS:
                terms.add(form, "place", [name])
                terms.narrow_one(form, "place", [name])


def main() -> int:  # noqa: PLR0912, PLR0915 - one pass over the files, in order
    """Build, then write or compare."""
    terms = Terms()
    blocs, labels = data("blocs.yaml"), labels_of_all()
    nations = table("countries.csv")
    numbers = {r["label"]: int(r["id"]) for r in nations}
    for alias in labels["aliases"]:
        add_alias(terms, alias)
    for speaker in [*data("speakers.yaml")["speakers"], *labels["speakers"]]:
        add_speaker(terms, speaker)
    known: dict[int, str] = {}
    actor_rows = table("actors.csv")
    spans = new_spans()
    for bloc in blocs["blocs"]:
        own = bloc["core"].get("ids", ())
        known |= dict.fromkeys(bloc.get("stands_for", own if len(own) == 1 else ()), bloc["id"])
    made, told = group_blocs(actor_rows, known, {b["id"] for b in blocs["blocs"]})
    blocs["blocs"] += made
    groups(terms, made, known, spans)
    for alias in labels["aliases"]:
        add_alias(terms, alias)
    for speaker in data("speakers.yaml")["speakers"]:
        add_speaker(terms, speaker)
    at_home = homes()
    labels_of = {str(i): label for i, label in told.items()}
    actors, government = {}, {int(c): ids[0] for c, ids in blocs["roles"]["government"].items()}
    for row in actor_rows:
        bloc = known.get(int(row["id"]), f"{LISTED}{row['id']}")
        home = row["countries"] if row["org"] == "4" else row["seen"] or row["countries"]
        home = " ".join(map(str, at_home[row["id"]])) if row["id"] in at_home else home
        actors[row["id"]] = "\t".join((row["label"], home, row["org"], row["source"], row["first"], row["last"],
                                       row["ties"]))  # fmt: skip
        if row["org"] == "4":
            labels_of.setdefault(row["id"], re.sub(r" \([A-Z][^)]*\)$", "", row["label"]))
            country = row["label"].removeprefix("Government of ")
            country = {
                "eSwatini (Swaziland)": "Kingdom of eSwatini (Swaziland)",
                "Madagascar": "Madagascar (Malagasy)",
            }.get(country, country)
            if country in numbers:
                government.setdefault(numbers[country], bloc)
        for name in dict.fromkeys((row["label"], *row["names"].split("|"))):
            form = key(name)
            taken = terms.has(form, "actor") and not anonymous(form)
            if len(form) > 2 and (" " in form or form not in labels["not_names"]) and not taken:
                short = name.isupper() and len(name) <= 6
                terms.own(form, "actor", bloc, "upper" if short else "title")
    every = {b["id"] for b in blocs["blocs"]}
    settle(made, numbers, government)
    leaders(terms, numbers, government, known, every, spans)
    words = data("demonyms.yaml")
    for row in nations:
        number = int(row["id"])
        inside = re.findall(r"\(([^)]*)\)", row["label"])
        names = {
            re.sub(r" \([^)]*\)", "", row["label"]),
            *inside,
            *row["names"].split("|"),
            *words["names"].get(number, ()),
            *labels["names"].get(number, ()),
        }
        for name in sorted(n for n in names if n):
            case = "upper" if name.replace(".", "").isupper() and len(name) < 6 else "title"
            terms.add(key(name), "place", [slug(row["label"])], case)
            if number in government and not terms.has(key(name), "actor"):
                terms.add(key(name), "actor", [government[number]], case, "metonym")
        if row["capital"] and number in government and not terms.has(key(row["capital"]), "actor"):
            terms.add(key(row["capital"]), "actor", [government[number]], "title", "metonym")
        for name in (*words["demonyms"].get(number, ()), *labels["demonyms"].get(number, ())):
            terms.add(
                key(name),
                "demonym",
                [slug(row["label"])],
                "upper" if name.isupper() else "title" if name.isascii() else "any",
            )
        if number in government:
            forces(terms, number, government[number])
            people(terms, words, number, government[number])
    peoples_within(terms, actor_rows, labels["not_names"])
    outlines: dict[str, str] = {}
    places, units = admin(terms, outlines, numbers)
    areas = regions(terms, outlines, units, numbers) | world_regions(terms, numbers)
    bare = bare_names(terms, units, areas)
    weak = Weak(labels["not_names"])
    packed = towns(terms, units, numbers, bare, weak)
    called = {key(n) for r in nations for n in (r["label"], *r["names"].split("|"))}
    cities(terms, packed, called, weak, bare)
    prune(terms, packed)
    called |= {key(n) for names in words["names"].values() for n in names}
    called |= {f for r in nations for f in terms.forms(slug(r["label"]))}
    first_regions, region_sources = first_level(terms, numbers, areas, packed, called, weak)
    for unit in units.values():
        for k in unit["keys"]:
            if unit["level"] == 2 and (unit["country"], k) not in bare and not terms.has(k, "place"):
                terms.add(k, "place", [unit["id"]], "title")
    places |= areas
    join_towns(terms, places, packed)
    terms.drop(labels["not_names"])
    for name, other in labels["same"].items():
        terms.same(key(name), key(other))
    governorates(terms, units, packed)
    first, files = split(terms.packed(), packed, first_regions)
    content_of_names = {
        "format": 1, "inputs": digest(), "terms": first, "longest": longest(first), "given": weak.given,
        "titles": weak.titles, "labels": labels_of, "spans": dict(spans),
        "blocs": {b["id"]: {k: v for k, v in b.items() if k != "stands_for"} for b in blocs["blocs"]},
        "actors": actors, "known": {str(k): v for k, v in known.items()}, "roles": blocs["roles"],
        "usage": terms.usage, "countries": {r["id"]: [r["label"], slug(r["label"])] for r in nations},
        "government": {str(k): v for k, v in sorted(government.items())}, "places": places,
        "milestones": {m["id"]: m for m in data("milestones.yaml")["milestones"]},
        "milestone_words": {k: v.split() for k, v in data("milestones.yaml")["milestone_words"].items()},
        "region_sources": region_sources,
        "heads": labels["heads"], "modifiers": labels["modifiers"], "tails": labels["tails"],
        "generic_places": labels["generic_places"], "minorities": sorted(words["minorities"].split()),
    }  # fmt: skip
    stale = False
    for name, content in (("names", content_of_names), ("outlines", outlines)):
        text = json.dumps(content, ensure_ascii=False, sort_keys=name == "outlines", separators=(",", ":"), default=str)
        files[f"{name}.json"] = text
    for name, text in files.items():
        path = NAMES / "packed" / (name if "." in name else f"{name}.tsv")
        if "--check" in sys.argv:
            stale |= not path.exists() or path.read_text(encoding="utf-8") != text
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if stale:
        sys.stderr.write("packed names are out of date: run python tools/build_names.py\n")
    return int(stale)


if __name__ == "__main__":
    sys.exit(main())
