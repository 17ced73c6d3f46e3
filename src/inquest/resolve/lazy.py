"""Mappings that build an entry when it is asked for: thousands of actors and towns, a handful used."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Generic, TypeVar

from inquest.errors import UnknownNameError

T = TypeVar("T")


class Lazy(Mapping[str, T], Generic[T]):
    """Ids with a way to make each; what was made is kept.

    Parameters
    ----------
    what : str
        For the error: ``bloc``, ``place``, ``milestone``.
    ids : callable
        Returns every id, in order; called when they are walked, not when one is looked up.
    make : callable
        Id -> entry, or None if there is none such.
    """

    def __init__(self, what: str, ids: Callable[[], Iterable[str]], make: Callable[[str], T | None]) -> None:
        self._what, self._make, self._every = what, make, ids
        self._made: dict[str, T] = {}

    @cached_property
    def _ids(self) -> Mapping[str, None]:
        return dict.fromkeys(self._every())

    def __getitem__(self, ident: str) -> T:
        """The entry of an id; raises UnknownNameError (a LookupError) with the nearest ids."""
        if ident not in self._made:
            made = self._make(ident)
            if made is None:
                from rapidfuzz import process

                near = [n for n, _, _ in process.extract(ident, list(self._ids), limit=3)]
                raise UnknownKeyError(f"there is no {self._what} with the id {ident!r}", choices=near, cure="use an id")
            self._made[ident] = made
        return self._made[ident]

    def __iter__(self) -> Iterator[str]:
        """Ids in order."""
        return iter(self._ids)

    def __len__(self) -> int:
        """How many entries there are."""
        return len(self._ids)

    def __contains__(self, ident: object) -> bool:
        """Whether an id is known."""
        if ident in self._made:
            return True
        return isinstance(ident, str) and self._make(ident) is not None


class UnknownKeyError(UnknownNameError, KeyError):
    """An id that no mapping of names has; also a KeyError, so that ``Mapping.get`` works."""

    def __str__(self) -> str:
        """The message without KeyError's quotes."""
        return str(self.args[0])
