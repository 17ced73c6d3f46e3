"""Choices: sets of options, each with a reason."""

from typing import Any, Literal

from pydantic import Field

from inquest.model.base import Frozen


class Option(Frozen):
    """One way to go. ``params`` are merged into the specification's parameters (see ``model.selection``)."""

    id: str
    label: str
    reason: str
    params: dict[str, Any] = Field(default_factory=dict)
    named: bool = False
    """The words of the claim name this reading."""
    uncertain: bool = False
    """Shown with weight 0, and reported if it would change the verdict."""


class Choice(Frozen):
    """A set of options. Readings change what the sentence means; measurements are pooled."""

    name: str
    role: Literal["reading", "measurement"]
    question: str
    options: tuple[Option, ...]
    drops: tuple[tuple[str, str, str, str], ...] = ()
    """Impossible combinations: (this option id, other choice, other option id, reason)."""


class Multiverse(Frozen):
    """The declared grid of one proposition, before anything runs."""

    choices: tuple[Choice, ...]
    specifications: tuple[tuple[str, ...], ...]
    """One option id per choice, in the order of ``choices``."""
    dropped: tuple[tuple[tuple[str, ...], str], ...] = ()
    """Combinations left out, each with its reason."""
