"""One source or a folder of them, in the order of their names; a file that can't be read stops no other."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from inquest.errors import InputError, MachineError, UsageError

UNREAD = InputError.exit_code
"""Exit code where the others were done and some file could not be read."""
LISTED = 10


@dataclass(frozen=True)
class Target:
    """An option that says where results go; for a folder of texts it names a folder."""

    option: str
    path: Path | None
    suffix: str

    def of(self, name: str) -> Path | None:
        """Where the result of one file of a folder goes.

        Raises
        ------
        UsageError
            If the option names a file or standard output.
        MachineError
            If the folder can't be made.
        """
        if self.path is None:
            return None
        if str(self.path) == "-" or (self.path.exists() and not self.path.is_dir()):
            raise UsageError(
                f"{self.option} {self.path} with a folder of texts",
                "a folder, which is made if it isn't there",
                cure=f"give {self.option} a folder, such as {self.option} reports",
            )
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise MachineError(
                f"{self.path} can't be made ({error.strerror})",
                "a folder that may be written to",
                cure="give another path",
            ) from error
        return self.path / f"{name}{self.suffix}"


@dataclass
class Done:
    """What became of the files of a folder."""

    read: list[str] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)


def is_folder(source: str) -> bool:
    """Whether a source is a folder of files."""
    from inquest.read._source import is_address

    return source != "-" and not is_address(source) and Path(source).is_dir()


def each(
    source: str,
    one: Callable[[str, Sequence[Path | None]], None],
    targets: Sequence[Target] = (),
    *,
    single: Sequence[tuple[str, Any]] = (),
) -> int:
    """Run ``one`` on a source, or on every file of a folder, and give the exit code.

    Parameters
    ----------
    one : called with the source and where each result goes.
    single : options and their values that belong to one text; refused with a folder.

    Raises
    ------
    UsageError
        If an option doesn't go with a folder.
    """
    if not is_folder(source):
        one(source, [t.path for t in targets])
        return 0
    from inquest.read._source import files_of

    for option, value in single:
        if value:
            raise UsageError(
                f"{option} with a folder of texts", "one text", cure=f"name a single file, or leave out {option}"
            )
    known, others = files_of(Path(source))
    done = Done()
    for number, path in enumerate(known, 1):
        places = [t.of(path.name) for t in targets]
        _say(f"== {path.name} ({number} of {len(known)})")
        try:
            one(str(path), places)
        except InputError as error:
            done.unread.append((path.name, str(error)))
            _say(f"Not read: {error}")
        else:
            done.read.append(path.name)
    _closing(source, done, others)
    return UNREAD if done.unread else 0


def _closing(source: str, done: Done, others: Sequence[Path]) -> None:
    """How many were done, which were not and why, and what was left alone."""
    total = len(done.read) + len(done.unread)
    _say(f"{len(done.read)} of {total} {'text' if total == 1 else 'texts'} of {source} done.")
    for name, reason in done.unread:
        _say(f"Not read: {name}: {reason}")
    if others:
        names = ", ".join(p.name for p in others[:LISTED]) + (" ..." if len(others) > LISTED else "")
        _say(f"Left alone, of other kinds ({len(others)}): {names}")


def _say(text: str) -> None:
    from inquest.report.clean import line

    sys.stdout.write(line(text) + "\n")
    sys.stdout.flush()
