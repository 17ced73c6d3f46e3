"""Errors a user can act on.

Each says what was found, what was expected, the choices, and the cure; each is also a builtin, so that plain
``except ValueError`` works, and carries the exit code of the command line.
"""

from collections.abc import Sequence

EXIT_CODES: dict[int, str] = {
    0: "ran",
    1: "a defect in Inquest itself",
    2: "usage: an option, a name or a combination that does not exist",
    3: "something this machine lacks (a package, Java, disk space, write permission)",
    4: "input unreadable (the article, the claims file, the event file)",
    5: "record missing or damaged",
    6: "calibrated, and a demand on a kind doesn't hold",
    7: "rechecked with --fail-on-change, and a finding changed",
    8: "frames tried, and an example is not read as expected",
    130: "interrupted by Ctrl-C; nothing half-written is left behind",
}
"""Exit code -> meaning; the table in docs/cli.md is tested against this."""


class InquestError(Exception):
    """Base of all errors a user can act on.

    Parameters
    ----------
    found : str
        What was found.
    expected : str
        What was expected.
    choices : sequence of str
        The menu, if there is one.
    cure : str
        What to do now.
    """

    exit_code = 1

    def __init__(self, found: str, expected: str = "", choices: Sequence[str] = (), cure: str = "") -> None:
        self.found, self.expected, self.choices, self.cure = found, expected, tuple(choices), cure
        parts = [found.rstrip(".") + "."]
        if expected:
            parts.append(f"Expected: {expected.rstrip('.')}.")
        if self.choices:
            parts.append(f"Choices: {', '.join(self.choices)}.")
        if cure:
            parts.append(f"Cure: {cure.rstrip('.')}.")
        super().__init__(" ".join(parts))


class UsageError(InquestError, ValueError):
    """An option, a name or a combination that does not exist."""

    exit_code = 2


class UnknownNameError(InquestError, LookupError):
    """A name (kind, actor, place, source, choice, question) that is not known."""

    exit_code = 2


class MachineError(InquestError, OSError):
    """Something this machine lacks: a package, Java, disk space, write permission."""

    exit_code = 3


class InputError(InquestError, ValueError):
    """The article, claims file or event file can't be read."""

    exit_code = 4


class RecordError(InquestError, RuntimeError):
    """The record is missing or damaged."""

    exit_code = 5
