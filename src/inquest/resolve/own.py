"""A user's own dictionary of names, and names that one claims file settles."""

import os
import tempfile
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from inquest.errors import InputError, MachineError, UsageError
from inquest.model.words import LANGUAGES
from inquest.resolve.gazetteer import Gazetteer, load_gazetteer
from inquest.resolve.text import key

EVERYWHERE = (
    "the a an and or of in on at to for from with by as it is are was were be been has had have this that these those "
    "they them he she his her its their we our you who which what when where there here not no but if so than then all "
    "some any one two three more most many few people men women day week month year time war и в на с по не из к у о "
    "от за что как это они его их та і й що la le les de des el los las und der die das"
)
"""Words that no name may consist of."""
_HEAD = '# Names of your own, laid over those that Inquest knows. Format: docs/names.md, "Your own names".\n'


def own_file() -> Path:
    """Where the user's dictionary is: INQUEST_NAMES, else ``names.yaml`` in the user's configuration directory."""
    if os.environ.get("INQUEST_NAMES"):
        return Path(os.environ["INQUEST_NAMES"])
    from platformdirs import user_config_dir

    return Path(user_config_dir("inquest")) / "names.yaml"


def own_gazetteer(names: Mapping[str, Sequence[str]] | None = None, where: str = "the claims file") -> Gazetteer:
    """The shipped names, the user's dictionary on top if there is one, and on top of it some names by their ids.

    Raises
    ------
    InputError
        If the dictionary can't be read, or an id is that of no side.
    """
    file = own_file()
    gazetteer = load_gazetteer(file if file.is_file() else None)
    if not names:
        return gazetteer
    check_ids(names, gazetteer, where)
    from inquest.resolve.extra import merged

    return Gazetteer(
        merged(dict(gazetteer.packed), _aliases(names), where, gazetteer.world, own=False), world=gazetteer.world
    )


def check_ids(names: Mapping[str, Sequence[str]], gazetteer: Gazetteer, where: str) -> None:
    """Refuse ids of no side; the error names those whose labels come near."""
    for name, ids in names.items():
        for ident in ids:
            if gazetteer.entries.bloc(ident) is None:
                near = _near(name, ident, gazetteer)
                raise InputError(
                    f"{where} says that {name!r} means {ident!r}, which there is no side of",
                    "the id of a side, as `candidates` shows it, or ucdp-<actor id>",
                    near,
                    f"write one of these, or an id of the UCDP actor list, for {name!r} (inquest names find TEXT)",
                )


def _near(name: str, ident: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Ids of sides whose names are like one of two words."""
    from rapidfuzz import process

    forms = gazetteer.forms("actor")
    found = [f for word in (ident.replace("-", " "), name.lower()) for f, *_ in process.extract(word, forms, limit=3)]
    return tuple(dict.fromkeys(i for f in found for i in gazetteer.ids_of(f, "actor")))[:6]


def _aliases(names: Mapping[str, Sequence[str]]) -> str:
    return _dumped({"aliases": [{"names": [n], "ids": list(ids)} for n, ids in names.items()]})


def _dumped(own: Mapping[str, Any]) -> str:
    import yaml  # where there is no dictionary, no question waits for it to load

    return yaml.safe_dump(own, allow_unicode=True, sort_keys=False)


def keep(names: Mapping[str, Sequence[str]]) -> Path:
    """Add names to the user's dictionary; a name that is there gets its new ids. Written whole or not at all.

    Raises
    ------
    InputError
        If the dictionary that is there can't be read.
    MachineError
        If it can't be written.
    """
    file = own_file()
    own = _read(file)
    aliases = _without(own, names)
    aliases += [{"names": [n], "ids": list(ids)} for n, ids in names.items()]
    own["aliases"] = aliases
    _write(file, _HEAD + _dumped(own))
    return file


def keep_one(
    name: str, gazetteer: Gazetteer, *, actor: str | None = None, place: str | None = None, language: str | None = None
) -> Path:
    """Add one name of a side or a place to the user's dictionary.

    Raises
    ------
    InputError
        If there is no such side or place, or the dictionary that is there can't be read.
    UsageError
        If the name is a word of every text, or the language is none that is known.
    """
    if actor is not None:
        check_ids({name: (actor,)}, gazetteer, "--actor")
    elif place is None or gazetteer.entries.place(place) is None:
        from inquest.resolve.actors import nearest

        raise InputError(
            f"--place says that {name!r} means {place!r}, which there is no place of",
            "the id of a place, as inquest names find shows it",
            nearest((place or "").replace("-", " ").title(), gazetteer, "place"),
            f"look its id up: inquest names find {name!r}",
        )
    check_name(name, language)
    entry: dict[str, Any] = {"names": [name], ("ids" if actor else "places"): [actor or place]}
    if any(c.isupper() for c in name):
        entry["case"] = "title"
    if language:
        entry["language"] = language
    file = own_file()
    own = _read(file)
    own["aliases"] = [*_without(own, {name}), entry]
    _write(file, _HEAD + _dumped(own))
    return file


def check_name(name: str, language: str | None) -> None:
    """Refuse a name that would be found in every sentence, and a language that there is none of.

    Raises
    ------
    UsageError
        With what is expected, and the choices.
    """
    words = key(name).split()
    if all(word in EVERYWHERE.split() or len(word) < 2 for word in words):
        raise UsageError(
            f"{name!r} is a word that stands in nearly every text",
            "a name that means this side or place wherever it stands",
            cure="add the whole name, such as the Tigers of the North",
        )
    if language is not None and language not in LANGUAGES:
        raise UsageError(
            f"--language {language}", "the code of a language", sorted(LANGUAGES), "use one of these, or leave it out"
        )


def warnings(name: str, gazetteer: Gazetteer) -> list[str]:
    """What a user should know who adds a name: what it means so far, and that a plain word is found everywhere."""
    found = []
    known = [h for h in gazetteer.find(name) if (h.start, h.end) == (0, len(name)) and not gazetteer.is_own(name)]
    if known:
        meant = ", ".join(dict.fromkeys(gazetteer.entries.label(i) for h in known for i in h.ids[:2]))
        found.append(f"{name!r} is known already ({meant}); from now on it means what you say")
    if name.islower() and " " not in name.strip():
        found.append(f"{name!r} is written in lower case: every such word of a text is now taken for this name")
    return found


def kept_names() -> list[tuple[str, str]]:
    """Names of the user's dictionary with the ids they mean, in the order of the file."""
    own = _read(own_file())
    found = []
    for alias in own.get("aliases") or []:
        meant = ", ".join((*alias.get("ids", ()), *alias.get("places", ()))) or f"role {alias.get('role')}"
        found += [(n, meant) for n in alias["names"]]
    for table in ("blocs", "places", "milestones"):
        found += [(str(e["label"]), f"{table[:-1]} {e['id']}") for e in own.get(table) or []]
    return found


def remove(name: str) -> Path:
    """Take a name out of the user's dictionary.

    Raises
    ------
    UsageError
        If the dictionary does not have it; the message lists those it has.
    """
    file = own_file()
    own = _read(file)
    listed = [n for alias in own.get("aliases") or [] for n in alias["names"]]
    if name not in listed:
        raise UsageError(
            f"your dictionary {file} has no name {name!r}",
            "a name that it has",
            listed,
            "inquest names list shows them",
        )
    own["aliases"] = _without(own, {name})
    _write(file, _HEAD + _dumped(own))
    return file


def _without(own: Mapping[str, Any], names: Collection[str]) -> list[dict[str, Any]]:
    """The aliases of a dictionary without some names."""
    aliases = []
    for alias in own.get("aliases") or []:
        left = [n for n in alias.get("names", ()) if n not in names]
        aliases += [{**alias, "names": left}] if left else []
    return aliases


def _read(file: Path) -> dict[str, Any]:
    if not file.is_file():
        return {}
    import yaml

    load_gazetteer(file)  # refuses what is no dictionary
    read: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    return read


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=file.parent, delete=False, encoding="utf-8") as part:
            part.write(text)
        Path(part.name).replace(file)
    except OSError as error:
        raise MachineError(
            f"{file} can't be written ({error.strerror})",
            "a folder that may be written to",
            cure="set INQUEST_NAMES to another path",
        ) from error
