"""What a server answered: refused, of which type, and its bytes unpacked within the limit."""

import zlib
from collections.abc import Callable, Iterator
from typing import Any

from inquest.errors import InputError


def answered(status: int, where: str) -> None:
    """Refuse an answer that holds no page.

    Raises
    ------
    InputError
        Each with what it means.
    """
    if status in (401, 402, 403, 407):
        raise InputError(
            f"{where} asks for a login or refuses programs (it answered {status})",
            "a page that anybody can read",
            cure="open it in a browser, save the page or its text as a file, and check that",
        )
    if status in (408, 425, 429) or status >= 500:
        raise InputError(f"{where} can't be had now (it answered {status})", "a page", cure="try again later")
    if status != 200:
        raise InputError(
            f"{where} holds no page (it answered {status})", "a page", cure="check the address in a browser"
        )


def typed(header: str) -> tuple[str, str | None]:
    """Content type and charset of a header."""
    media_type, *rest = header.split(";")
    named = (part.partition("=") for part in rest)
    charset = next((v.strip(" \"'") for k, _, v in named if k.strip().casefold() == "charset"), None)
    return media_type.strip().casefold(), charset


def unpacked(answer: Any, where: str, most: int, tick: Callable[[], None]) -> bytes:
    """The bytes of an answer, unpacked; never more than the limit is held.

    Raises
    ------
    InputError
        If they are too many, too late, or packed otherwise than asked.
    """
    packed = answer.headers.get("content-encoding", "").strip().casefold()
    if packed not in ("", "identity", "gzip", "x-gzip"):
        raise InputError(
            f"{where} is packed as {packed[:30]}",
            "a page that is packed by gzip or not at all",
            cure="save it as a file",
        )
    sent, parts, size = 0, [], 0
    for chunk in _pieces(answer.iter_raw(), bool(packed.endswith("gzip")), most, where):
        tick()
        sent += chunk[0]
        size += len(chunk[1])
        if max(sent, size) > most:
            raise InputError(
                f"{where} holds more than {most / 1e6:g} MB",
                "the page of one article",
                cure="save its text as a .txt file",
            )
        parts.append(chunk[1])
    return b"".join(parts)


def _pieces(raw: Iterator[bytes], gzip: bool, most: int, where: str) -> Iterator[tuple[int, bytes]]:
    """Bytes sent and bytes unpacked, piece by piece."""
    unpack = zlib.decompressobj(wbits=31) if gzip else None
    for chunk in raw:
        if unpack is None:
            yield len(chunk), chunk
            continue
        try:
            yield len(chunk), unpack.decompress(chunk, most + 1)
        except zlib.error as error:
            raise InputError(f"{where} is damaged on its way ({error})", "a whole page", cure="try again") from error
        if unpack.unconsumed_tail:
            yield 0, unpack.decompress(unpack.unconsumed_tail, most + 1)
    if unpack is not None and not unpack.eof:
        raise InputError(f"{where} breaks off before its end", "a whole page", cure="try again")
