"""A user's own names on top of the shipped ones."""

import copy
from collections.abc import Callable
from typing import Any

import yaml
from pydantic import ValidationError

from inquest.errors import InputError
from inquest.model.names import LISTED, Bloc, Milestone, Place
from inquest.resolve.compile import Terms, add_alias, longest, usual
from inquest.resolve.table import World
from inquest.resolve.text import key

KEYS = ("blocs", "places", "milestones", "aliases")
_ALIAS = frozenset({"names", "ids", "role", "style", "case", "language", "usage", "speaker", "metonym", "places"})


def merged(packed: dict[str, Any], text: str, where: str, world: World, *, own: bool = True) -> dict[str, Any]:
    """The packed tables with the entries of a YAML text laid over them; ``own`` marks its names.

    Raises
    ------
    InputError
        If the text is no such file: not YAML, an unknown key, or an entry that lacks a field or has one too many.
    """
    try:
        given = yaml.safe_load(text)
    except yaml.YAMLError as problem:
        raise InputError(
            f"the names file {where} is not YAML: {problem}", "a mapping of lists", KEYS, "check the line named"
        ) from problem
    if not isinstance(given, dict) or any(k not in KEYS for k in given):
        found = ", ".join(map(str, given)) if isinstance(given, dict) else type(given).__name__
        raise InputError(
            f"the names file {where} holds {found}", "these keys only", KEYS, "rename or remove the others"
        )
    result = {
        **packed,
        **{k: copy.copy(packed[k]) for k in ("blocs", "places", "milestones", "terms", "longest", "usage")},
    }
    terms = Terms()
    for bloc in given.get("blocs", ()):
        result["blocs"][_checked(bloc, Bloc.model_validate, "bloc", where)] = bloc
    for milestone in given.get("milestones", ()):
        result["milestones"][_checked(milestone, Milestone.model_validate, "milestone", where)] = milestone
    for place in given.get("places", ()):
        plain = {k: v for k, v in place.items() if k != "names"} if isinstance(place, dict) else place
        ident = _checked(plain, Place.model_validate, "place", where)
        result["places"][ident] = plain
        for name in (plain["label"], *place.get("names", ())):
            terms.add(key(name), "place", [ident], "title")
    for alias in given.get("aliases", ()):
        _alias(alias, result, where, world)
        _laid_alias(alias, terms)
    offset = len(packed["usage"])
    result["usage"] = [*packed["usage"], *terms.usage]
    laid = terms.packed()
    for form, value in laid.items():
        old = packed["terms"].get(form, world.get(form))
        result["terms"][form] = _laid(value, usual(form) if old == "" else old, offset)
    if own:
        result["own"] = {**packed.get("own", {}), **dict.fromkeys(laid)}
    for first, count in longest(laid).items():
        result["longest"][first] = max(count, packed["longest"].get(first, 1))
    return result


def _laid_alias(alias: Any, terms: Terms) -> None:
    """Names of a side or role, or of places."""
    if "places" not in alias:
        add_alias(terms, alias)
        return
    for name in alias["names"]:
        terms.add(key(name), "place", alias["places"], alias.get("case", "any"))


def _laid(value: str, old: str | None, offset: int) -> str:
    """A term's new entries, and the old ones of other sorts."""
    new = []
    for entry in value.split("|"):
        case, what, style, ids = entry.split(";")
        if what == "role":
            role, number = ids.split(",")
            ids = f"{role},{int(number) + offset}"
        new.append(f"{case};{what};{style};{ids}")
    sorts = {e.split(";")[1] for e in new}
    sorts |= {"role", "actor"} if sorts & {"role", "actor"} else set()
    return "|".join([*new, *(e for e in (old or "").split("|") if e and e.split(";")[1] not in sorts)])


def _checked(entry: Any, validate: Callable[[Any], Any], what: str, where: str) -> str:
    try:
        return str(validate(entry).id)
    except ValidationError as problem:
        first = problem.errors()[0]
        field = ".".join(map(str, first["loc"])) or "the entry itself"
        name = entry.get("id", "without an id") if isinstance(entry, dict) else repr(entry)
        raise InputError(
            f"the {what} {name} in {where} is wrong at {field}: {first['msg']}",
            f"the fields of {what} in docs/names.md",
            cure="correct that field",
        ) from problem


def _alias(alias: Any, result: dict[str, Any], where: str, world: World) -> None:
    wrong = sorted(set(alias) - _ALIAS) if isinstance(alias, dict) else [repr(alias)]
    if wrong or "names" not in alias or not ({"ids", "role", "places"} & set(alias)):
        raise InputError(
            f"an alias in {where} has {', '.join(wrong) if wrong else 'no names, or neither ids nor a role'}",
            "names, and ids, places or a role",
            sorted(_ALIAS),
            "see docs/names.md",
        )
    towns = {name for _, name in result["countries"].values()}
    for ident in alias.get("places", ()):
        if ident not in result["places"] and ident not in towns and ident not in world.towns:
            raise InputError(
                f"the alias {alias['names'][0]!r} in {where} points to the place {ident!r}, which there is none of",
                "the id of a place",
                cure="add the place to the same file, or look its id up: inquest names find NAME",
            )
    known = {**result["blocs"], **{f"{LISTED}{i}": 0 for i in result["actors"]}}
    for ident in alias.get("ids", ()):
        if ident not in known:
            raise InputError(
                f"the alias {alias['names'][0]!r} in {where} points to the bloc {ident!r}, which there is none of",
                "the id of a bloc",
                cure="add the bloc to the same file, or use ucdp-<actor id>",
            )
