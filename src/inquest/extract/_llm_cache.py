"""Answers kept by content: the same piece, model, endpoint, schema and prompt are asked about once."""

import hashlib
import json
import os
import uuid
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from inquest.errors import MachineError
from inquest.extract._llm_config import Endpoint
from inquest.extract._llm_schema import PROMPT, instructions, schema_mark


@dataclass(frozen=True)
class Reply:
    """What the endpoint answered. ``finish``: why it stopped (``stop``, ``length``: cut off at its limit, ...)."""

    text: str
    finish: str
    tokens_in: int
    tokens_out: int


def folder() -> Path:
    """Where answers are kept: ``INQUEST_HOME``, else the user's cache directory."""
    home = os.environ.get("INQUEST_HOME")
    if home:
        return Path(home) / "llm"
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("inquest")) / "llm"


def path_of(piece: str, endpoint: Endpoint) -> Path:
    """The file of an answer. Its name is a digest of all that the answer depends on; the key is no part of it."""
    what = [piece, endpoint.model, endpoint.url, PROMPT, schema_mark(), instructions()]
    return folder() / f"{hashlib.sha256(json.dumps(what).encode()).hexdigest()}.json"


def held(path: Path) -> Reply | None:
    """The answer kept, or None; a damaged file is no answer and is written anew."""
    try:
        read = json.loads(path.read_text("utf-8"))
        return Reply(str(read["text"]), str(read["finish"]), int(read["tokens_in"]), int(read["tokens_out"]))
    except (FileNotFoundError, UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError, ValueError):
        return None


def keep(path: Path, reply: Reply) -> None:
    """Write an answer in one step.

    Raises
    ------
    MachineError
        If the folder can't be written.
    """
    part = path.with_name(f".{uuid.uuid4().hex}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(asdict(reply), ensure_ascii=False), "utf-8")
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise MachineError(
            f"the folder {path.parent} can't be written ({error.strerror or error})",
            "a folder for the model's answers",
            cure="give INQUEST_HOME a folder that you may write, or use --no-llm-cache",
        ) from error
