"""Armed groups and leaders for ``build_names``: their names, their blocs, and the years in which a name means them."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

from inquest.model.names import LISTED
from inquest.resolve.compile import Terms
from inquest.resolve.text import key, slug

NAMES = Path(__file__).parents[1] / "src/inquest/data/names"
FIRST, LAST = 1900, 9999
ACRONYM = 5
COMMUNAL = "3"
PLURAL = "aeiuobdgklmnrtvz"  # letters after which English makes a people of an adjective with an s
Spans = dict[str, list[tuple[str, int, int]]]


def read(name: str) -> dict[str, Any]:
    """A YAML file of the names folder."""
    loaded: dict[str, Any] = yaml.safe_load((NAMES / name).read_text(encoding="utf-8"))
    return loaded


def _plain(label: str) -> str:
    return label.partition(" (")[0]


def blocs(
    rows: list[dict[str, str]], known: dict[int, str], taken: set[str]
) -> tuple[list[dict[str, Any]], dict[int, str]]:
    """Blocs of groups with several ids or names, and the labels of the rest by UCDP id.

    ``known`` and ``taken`` (ids of blocs) are filled.
    """
    given = read("groups.yaml")
    where = {int(r["id"]): r["seen"] or r["countries"] for r in rows}
    labels = {int(r["id"]): r["label"] for r in rows}
    made: list[dict[str, Any]] = []
    told: dict[int, str] = {}
    for group in given["groups"]:
        ids, members = group.get("ids", []), group.get("members", [])
        if "bloc" in group:
            continue
        missing = [i for i in ids if i not in labels]
        if missing:
            raise SystemExit(f"groups.yaml: {group['label']} has {missing}, which are no actors of actors.csv")
        if len(ids) == 1 and not members:
            told[ids[0]] = group["label"]
            continue
        home = group["home"] if "home" in group else list(dict.fromkeys(int(n) for i in ids for n in where[i].split()))
        ident = group["id"] if "id" in group else slug(_plain(group["label"]))
        if ident in taken:
            raise SystemExit(f"groups.yaml: {group['label']} would have the id {ident}, which is taken")
        taken.add(ident)
        names = [labels[i] for i in ids if "," not in labels[i]] + members
        made.append({"id": ident, "label": group["label"], "core": {"ids": ids, "names": list(dict.fromkeys(names))},
                     "home": home, "state": bool(group.get("state")), "folded_into": group.get("folded_into", []),
                     "folded_where": group.get("folded_where", []),
                     "note": group.get("reason", ""), "source": given["source"], "checked": False,
                     "reverse": ident})  # fmt: skip
        if "from" not in group and not group.get("set"):
            known |= {i: ident for i in ids if i not in known}
        group["bloc"] = ident
    return made, told


def homes() -> dict[str, list[int]]:
    """Countries where a group of one id is at home, by UCDP id, where ``groups.yaml`` says so."""
    return {str(g["ids"][0]): g["home"] for g in read("groups.yaml")["groups"]
            if len(g.get("ids", ())) == 1 and not g.get("members") and "home" in g}  # fmt: skip


def settle(made: list[dict[str, Any]], numbers: dict[str, int], government: dict[int, str]) -> None:
    """Countries that a group is folded into become their governments."""
    for bloc in made:
        bloc["folded_into"] = [government[numbers[f]] if f in numbers else f for f in bloc["folded_into"]]


def groups(terms: Terms, made: list[dict[str, Any]], known: dict[int, str], spans: Spans) -> None:
    """The names of groups, each with its bloc."""
    by_label = {m["label"]: m["id"] for m in made}
    for group in read("groups.yaml")["groups"]:
        ids = group.get("ids", [])
        bloc = group.get("bloc") or by_label.get(group["label"]) or known.get(ids[0], f"{LISTED}{ids[0]}")
        for style in ("names", "town", "polemical", "ru", "uk", "ar"):
            for name in group.get(style, ()):
                short = name.isupper() and len(name) <= ACRONYM and name.isascii()
                cased = "title" if style == "names" and not name.islower() else "any"
                case = "named" if style == "town" else "upper" if short else cased
                form = key(name)
                terms.add(form, "actor", [bloc], case, "polemical" if style == "polemical" else "plain")
                if "from" in group or "to" in group:
                    spans[form].append((bloc, group.get("from", FIRST), group.get("to", LAST)))


def leaders(terms: Terms, numbers: dict[str, int], government: dict[int, str], known: dict[int, str],
            every: set[str], spans: Spans) -> None:  # fmt: skip
    """The names of leaders, each with the side it stands for and the years."""

    def bloc(meant: Any, name: str) -> str:
        if isinstance(meant, int):
            return known.get(meant, f"{LISTED}{meant}")
        if meant in every:
            return str(meant)
        if meant not in numbers:
            raise SystemExit(f"leaders.yaml: {name} stands for {meant!r}, which is no bloc, country or UCDP id")
        return government[numbers[meant]]

    for leader in read("leaders.yaml")["leaders"]:
        offices = [leader, *leader.get("also", ())]
        said = [(bloc(o["for"], leader["names"][0]), o["from"], o.get("to", LAST)) for o in offices]
        ids = list(dict.fromkeys(s[0] for s in said))
        for name in leader["names"]:
            form = key(name)
            several = " " in form
            terms.add(form, "actor", ids, "title" if several else "named")
            terms.add(form, "person", ids, "title" if several else "named")
            spans[form] += [s for s in said if s not in spans[form]]


def forces(terms: Terms, number: int, state: str) -> None:
    """The own names of a state's army, police and services."""
    for name in read("forces.yaml")["forces"].get(number, ()):
        terms.add(key(name), "actor", [state], "upper" if name.isupper() and len(name) <= ACRONYM else "title")


def people(terms: Terms, words: dict[str, Any], number: int, state: str) -> None:
    """The plural names of a country's people: its state or its civilians."""
    adjectives = [a for a in words["demonyms"].get(number, ()) if a not in words["no_people"]]
    plurals = [f"{a}s" for a in adjectives if a[-1] in PLURAL and not a.endswith(("ish", "ch"))]
    for name in (*plurals, *words["peoples"].get(number, ())):
        if not terms.has(key(name), "actor"):
            terms.add(key(name), "actor", [state, "civilians"], "title")


def peoples_within(terms: Terms, rows: list[dict[str, str]], not_names: list[str]) -> None:
    """The plural of communal groups that the source names in the singular: "Hutus", "Tutsis", "Dinkas"."""
    for row in rows:
        name, plural = row["label"], key(row["label"] + "s")
        plain = row["org"] == COMMUNAL and name.isalpha() and name[-1] in PLURAL and plural not in not_names
        if plain and not terms.has(plural, "actor"):
            terms.add(plural, "actor", [f"{LISTED}{row['id']}"], "title")


def new_spans() -> Spans:
    """An empty table."""
    return defaultdict(list)
