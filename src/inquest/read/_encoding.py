"""Bytes that are neither UTF-8 nor Windows-1252: told by their runs, with a guess at what they are."""

import re

from inquest.errors import InputError
from inquest.read._language import LEAST, common

_RUN = re.compile(rb"[\x80-\xff]+")
_WHOLE = 3
"""Bytes from which on a run is no accent in a word of Latin letters."""
_FEW = 3
"""Runs of which some may stand even in Latin text ("«...»")."""
_SAMPLE = 20_000
_SHOWN = 24
_CODES = {"cp1251": ("ru", "uk"), "koi8-r": ("ru", "uk"), "cp866": ("ru", "uk"), "iso8859-5": ("ru", "uk")}
"""Encodings that are guessed at, with the languages by whose common words they are told."""


def check_latin(data: bytes, name: str) -> None:
    """Refuse bytes that Windows-1252 would turn into a text without words.

    Raises
    ------
    InputError
        Saying what was tried, and how to convert the file.
    """
    sample = data[:_SAMPLE]
    runs = [len(run) for run in _RUN.findall(sample)]
    long = sum(n >= _WHOLE for n in runs)
    if long < _FEW or 2 * long <= len(runs):
        return
    shown = " ".join(sample.decode("cp1252", errors="replace").split())[:_SHOWN]
    guess = _guess(sample)
    looks = f" (its common words show that it is in {guess})" if guess else ""
    raise InputError(
        f"{name} is not UTF-8, and read as Windows-1252 it makes no words (“{shown} ...”): its encoding is another one",
        "a text in UTF-8",
        cure=f"save it again as UTF-8, or convert it: iconv -f {guess or 'ENCODING'} -t utf-8 FILE > NEW{looks}",
    )


def _guess(sample: bytes) -> str:
    """The encoding in which the bytes hold the most common words, if these are as frequent as in running text."""
    best, most = "", LEAST / 2
    for code, languages in _CODES.items():
        share = max(common(sample.decode(code, errors="replace"), language) for language in languages)
        if share > most:
            best, most = code, share
    return best
