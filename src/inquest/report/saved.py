"""Saved cases read back: the JSON that ``inquest check --json`` wrote, or what is wrong with it."""

import json
from pathlib import Path

from pydantic import ValidationError

from inquest.errors import InputError
from inquest.model.finding import Case
from inquest.report.schema import MAJOR

SHOWN = 3
"""Faults of a file that an error names."""


def read_saved(path: Path) -> str:
    """The text of a saved case; these are larger than any article.

    Raises
    ------
    InputError
        If the file can't be read, or isn't text.
    """
    cure = "give a file that `inquest check ... --json FILE` wrote"
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path} can't be read ({error.strerror or error})", "a saved case", cure=cure) from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path.name} is no UTF-8 text (byte {error.start})", "a saved case", cure=cure) from error


def load_case(text: str, name: str) -> Case:
    """The case of a JSON file that ``inquest check --json`` wrote.

    Raises
    ------
    InputError
        If it is no JSON, no case, or a case of another schema.
    """
    cure = "give a file that `inquest check ... --json FILE` wrote"
    try:
        read = json.loads(text)
    except ValueError as error:
        raise InputError(f"{name} is no JSON ({error})", "a saved case", cure=cure) from error
    if not isinstance(read, dict) or not {"findings", "claims", "record"} <= set(read):
        what = "one finding, not a case" if isinstance(read, dict) and "finding" in read else "JSON, but no case"
        raise InputError(f"{name} is {what}", "findings, claims and the record they rest on", cure=cure)
    version = str(read.get("schema_version", "none"))
    if version.partition(".")[0] != str(MAJOR):
        raise InputError(f"{name} follows schema {version}", f"schema {MAJOR}.x", cure=cure)
    try:
        return Case.model_validate(read)
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()[:SHOWN]]
        own = str(Case.model_fields["schema_version"].default)
        raise InputError(
            f"{name} (schema {version}) breaks the schema of a case at {'; '.join(faults)}",
            f"a case of schema {own} or older",
            cure="update Inquest, which wrote this file in a newer version" if _newer(version, own) else cure,
        ) from error


def _newer(one: str, other: str) -> bool:
    """Whether a minor version is above another's."""
    minor = one.partition(".")[2]
    return minor.isdigit() and int(minor) > int(other.partition(".")[2])
