"""Packed tables that cost nothing to open: sorted lines, looked up by bisection, read only when first asked for."""

from collections.abc import Callable, ItemsView, Iterator, Mapping
from functools import partial

CYRILLIC, ARABIC = ("\u0400", "\u052f"), ("\u0600", "\u06ff")
KEPT = 20_000
"""Groups of names kept for the next text; the memory of a long run stays flat."""


class Table(Mapping[str, str]):
    r"""A mapping over the bytes of a file of ``key<TAB>value`` lines, sorted by their bytes.

    Nothing is parsed when it is opened: a whole world of towns must not slow down a text about one war.

    Parameters
    ----------
    read : callable
        Returns the file's bytes; called when the first key is asked for.

    Examples
    --------
    >>> table = Table(lambda: b"aba\tx\naba north\ty\nabacus\tz\n")
    >>> table["abacus"], len(table), table.group("aba")
    ('z', 3, {'aba': 'x', 'aba north': 'y'})
    """

    def __init__(self, read: Callable[[], bytes]) -> None:
        self._read = read
        self._bytes: bytes | None = None
        self._groups: dict[str, dict[str, str]] = {}

    @property
    def _data(self) -> bytes:
        if self._bytes is None:
            self._bytes = self._read()
        return self._bytes

    def _at(self, wanted: bytes) -> int:
        """Offset of the first line that does not sort before some bytes."""
        data = self._data
        low, high = 0, len(data)
        while low < high:
            middle = (low + high) // 2
            start = data.rfind(b"\n", 0, middle) + 1
            stop = data.find(b"\n", start)
            if data[start:stop] < wanted:
                low = stop + 1
            else:
                high = start
        return low

    def __getitem__(self, name: str) -> str:
        """The value of a key."""
        wanted = f"{name}\t".encode()
        start = self._at(wanted)
        if not self._data.startswith(wanted, start):
            raise KeyError(name)
        return self._data[start + len(wanted) : self._data.find(b"\n", start)].decode()

    def __contains__(self, name: object) -> bool:
        """Whether a key is there."""
        wanted = f"{name}\t".encode()
        return self._data.startswith(wanted, self._at(wanted))

    def __iter__(self) -> Iterator[str]:
        """Keys in order."""
        return (line.split("\t", 1)[0] for line in self._data.decode().split("\n")[:-1])

    def items(self) -> ItemsView[str, str]:
        """All entries, read in one go."""
        return dict(line.split("\t", 1) for line in self._data.decode().split("\n")[:-1]).items()

    def __len__(self) -> int:
        """How many lines there are."""
        return self._data.count(b"\n")

    def group(self, word: str) -> dict[str, str]:
        """The entries whose key is a word, or begins with it and a space; kept, for words recur."""
        found = self._groups.get(word)
        if found is None:
            found = self._groups[word] = self._found(word)
            if len(self._groups) > KEPT:
                self._groups = {word: found}
        return found

    def _found(self, word: str) -> dict[str, str]:
        data, stem = self._data, word.encode()
        start = stop = self._at(stem + b"\t")
        while data.startswith((stem + b"\t", stem + b" "), stop):
            stop = data.find(b"\n", stop) + 1
        return dict(line.split("\t", 1) for line in data[start:stop].decode().split("\n")[:-1])


def script_of(form: str) -> str:
    """The script of a folded name, by its first letter; all that is neither Cyrillic nor Arabic counts as Latin.

    >>> script_of("homs"), script_of("киев"), script_of("حلب")
    ('latin', 'cyrillic', 'arabic')
    """
    first = form[:1]
    if first < CYRILLIC[0]:
        return "latin"
    return "cyrillic" if first <= CYRILLIC[1] else "arabic" if ARABIC[0] <= first <= ARABIC[1] else "latin"


class World:
    """The tables that are read when a text first needs them: names by script, the towns, and first-level regions."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self.towns = Table(partial(read, "towns"))
        self.regions = Table(partial(read, "regions"))
        self._names = {s: Table(partial(read, s)) for s in ("latin", "cyrillic", "arabic")}

    def group(self, word: str) -> dict[str, str]:
        """Names that begin with a folded word."""
        return self._names[script_of(word)].group(word)

    def get(self, form: str) -> str | None:
        """The packed value of a folded name, or None."""
        return self._names[script_of(form)].get(form)

    def forms(self) -> Iterator[tuple[str, str]]:
        """Every name in Latin letters with its packed value."""
        yield from self._names["latin"].items()
