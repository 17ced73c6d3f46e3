"""Which endpoint reads the text: address, key and model, from options and the environment. There is no default."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from inquest.errors import UsageError

URL, MODEL, KEY = "INQUEST_LLM_URL", "INQUEST_LLM_MODEL", "INQUEST_LLM_KEY"
TIMEOUT, PRICE = "INQUEST_LLM_TIMEOUT", "INQUEST_LLM_PRICE"
SECONDS = 120.0
"""Wait for one answer, by default."""
PATIENCE = 3.0
"""All attempts at one request together may take this many times as long."""
_TAIL = "/chat/completions"


@dataclass(frozen=True)
class Endpoint:
    """Where to ask. The key is never printed, stored or hashed; ``host`` is all of the address that a case records."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = SECONDS
    price: tuple[float, float] | None = None
    """Price of a million tokens in and out, in whatever money the user thinks in."""

    @property
    def host(self) -> str:
        """Host and port of the address."""
        parts = urlsplit(self.url)
        return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)

    @property
    def exposed(self) -> bool:
        """Whether what is sent can be read on its way: no encryption, and not to this machine."""
        parts = urlsplit(self.url)
        return parts.scheme == "http" and not re.fullmatch(r"localhost|::1|127(\.\d{1,3}){3}", str(parts.hostname))


def endpoint(options: Mapping[str, str]) -> Endpoint:
    """The endpoint that options (``url``, ``model``) and the environment name; options go first.

    Raises
    ------
    UsageError
        If address or model is missing, or one of the settings is no address, number or price.
    """
    url, model = options.get("url") or os.environ.get(URL, ""), options.get("model") or os.environ.get(MODEL, "")
    if not url.strip() or not model.strip():
        what = " and ".join(w for w, v in (("address", url), ("model", model)) if not v.strip())
        raise UsageError(
            f"the extractor llm was given no {what}",
            "the address of an OpenAI-compatible endpoint and the name of a model that it serves",
            cure=f"set {URL} and {MODEL} (or --llm-url and --llm-model), for a server on this machine for example "
            f"{URL}=http://localhost:11434/v1, and {KEY} if it asks for a key",
        )
    return Endpoint(_address(url.strip()), model.strip(), os.environ.get(KEY, "").strip(), _seconds(), _price())


def _address(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise UsageError(
            "the address of the endpoint is no web address",
            "http:// or https:// with a host and a path, such as http://localhost:11434/v1",
            cure=f"correct {URL} or --llm-url",
        )
    if parts.username or parts.password or parts.query or parts.fragment:
        raise UsageError(
            "the address of the endpoint holds a user, a password or a query",
            "an address without them, so that no key is written to a case",
            cure=f"put the key into {KEY} and leave the rest out",
        )
    return url.rstrip("/").removesuffix(_TAIL).rstrip("/")


def _seconds() -> float:
    given = os.environ.get(TIMEOUT, "").strip()
    try:
        seconds = float(given) if given else SECONDS
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 86_400:
        raise UsageError(f"{TIMEOUT} is {given!r}", "seconds above 0, such as 120", cure=f"correct or unset {TIMEOUT}")
    return seconds


def _price() -> tuple[float, float] | None:
    given = os.environ.get(PRICE, "").strip()
    if not given:
        return None
    try:
        paid, got = (float(p) for p in given.split(","))
    except ValueError:
        paid = got = -1.0
    if not (0 <= paid < 1e9 and 0 <= got < 1e9):
        raise UsageError(
            f"{PRICE} is {given!r}",
            "prices of a million tokens in and out, such as 0.5,1.5",
            cure=f"correct or unset {PRICE}",
        )
    return paid, got
