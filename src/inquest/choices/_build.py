"""Small helpers that common choices share."""

from collections.abc import Sequence
from typing import Literal

from inquest.model.choice import Choice, Option


def made(
    name: str,
    role: Literal["reading", "measurement"],
    question: str,
    options: Sequence[Option],
    drops: tuple[tuple[str, str, str, str], ...] = (),
) -> Choice | None:
    """A choice, or None where there is nothing to choose between."""
    if len(options) < 2:
        return None
    return Choice(name=name, role=role, question=question, options=tuple(options), drops=drops)
