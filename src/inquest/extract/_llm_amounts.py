"""Amounts are read by Inquest from the words that the model points at; the model's own figure must agree."""

import re
from typing import Any

from inquest.extract._grammar import languages
from inquest.extract._language import language as tongue
from inquest.extract._llm_schema import Amount

_DIGITS = re.compile(r"\d[\d.,  '’]*")
_UNITS = {"%": "%", "% change": "%", "ratio": "ratio"}
"""Unit of a claim -> unit that its words must state; any other is a count of something."""


def read_amount(amount: Amount, language: str) -> dict[str, Any] | None:
    """The amount as a field of the claims file; None if the words don't state it.

    Where Inquest reads the language, value and bound are its own reading, and the model's value must be the same.
    Elsewhere the value must stand there in digits.

    >>> given = Amount(text="fewer than 300", op=">", value=300, unit="deaths")
    >>> read_amount(given, "en")["op"], read_amount(given.model_copy(update={"value": 9.0}), "en")
    ('<', None)
    """
    found = tongue(language).amounts(amount.text, []) if language in languages() else []
    plain = {"text": amount.text, "unit": amount.unit}
    if len(found) == 1:
        (own,) = found
        same = _equal(own.value, amount.value) and (own.high is None or _equal(own.high, amount.high))
        ours = {"op": own.op, "value": own.value, **({"high": own.high} if own.high is not None else {})}
        return {**plain, **ours} if same and _fits(amount.unit, own.unit) else None
    stated = {n for digits in _DIGITS.findall(amount.text) for n in _numbers(digits)}
    needed = [amount.value, *([amount.high] if amount.high is not None else [])]
    if not all(any(_equal(n, s) for s in stated) for n in needed) or (amount.op == "between") != (len(needed) == 2):
        return None
    return {**plain, "op": amount.op, "value": amount.value, **({"high": amount.high} if len(needed) == 2 else {})}


def _fits(unit: str, stated: str) -> bool:
    return _UNITS.get(unit, "") == stated


def _equal(a: float, b: float | None) -> bool:
    return b is not None and abs(a - b) <= 1e-3 * max(abs(a), 1e-9)


def _numbers(digits: str) -> set[float]:
    """Every way to read digits with dots, commas and blanks as decimals or groups.

    >>> sorted(_numbers("1.500,5")), sorted(_numbers("3 000")), sorted(_numbers("1,200"))
    ([1500.5], [3000.0], [1.2, 1200.0])
    """
    core = re.sub(r"[  '’]", "", digits).rstrip(".,")
    found = set()
    for decimal, group in ((".", ","), (",", ".")):
        plain = core.replace(group, "").replace(decimal, ".")
        whole, _, rest = core.partition(decimal)
        if plain.count(".") <= 1 and group not in rest and all(len(g) == 3 for g in whole.split(group)[1:]):
            found.add(float(plain))
    return found
