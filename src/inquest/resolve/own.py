"""A user's own dictionary of names, and names that one claims file settles."""

import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from inquest.errors import InputError, MachineError
from inquest.resolve.gazetteer import Gazetteer, load_gazetteer

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

    return Gazetteer(merged(dict(gazetteer.packed), _aliases(names), where, gazetteer.world), world=gazetteer.world)


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
                    f"write one of these, or an id of the UCDP actor list, for {name!r}",
                )


def _near(name: str, ident: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Ids of sides whose names are like one of two words."""
    from rapidfuzz import process

    forms = gazetteer.forms("actor")
    found = [f for word in (ident.replace("-", " "), name.lower()) for f, *_ in process.extract(word, forms, limit=3)]
    return tuple(dict.fromkeys(i for f in found for i in gazetteer.ids_of(f, "actor")))[:6]


def _aliases(names: Mapping[str, Sequence[str]]) -> str:
    return yaml.safe_dump({"aliases": [{"names": [n], "ids": list(ids)} for n, ids in names.items()]})


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
    aliases = []
    for alias in own.get("aliases") or []:
        left = [n for n in alias.get("names", ()) if n not in names]
        aliases += [{**alias, "names": left}] if left else []
    aliases += [{"names": [n], "ids": list(ids)} for n, ids in names.items()]
    own["aliases"] = aliases
    _write(file, _HEAD + yaml.safe_dump(own, allow_unicode=True, sort_keys=False))
    return file


def _read(file: Path) -> dict[str, Any]:
    if not file.is_file():
        return {}
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
