"""What a saved case comes to on another record, version or set of defaults."""

from typing import Any, Literal

from inquest.model.base import Frozen

Status = Literal["unchanged", "changed", "not testable now", "can't be made again", "newly testable"]


class Change(Frozen):
    """A figure then and now; None where it was not there."""

    name: str
    then: Any
    now: Any


class Rechecked(Frozen):
    """One finding of a saved case, or a claim refused then that can be tested now.

    Attributes
    ----------
    changes : verdict, headline figures, readings and events behind it: those that differ.
    same : how many figures were compared and are the same.
    because : what made it change, in plain words.
    note : what else a reader must know (why it can't be made again, what this version would test instead).
    """

    finding: str
    claim: str
    quote: str
    speaker: str
    tested: str
    cannot_show: str
    source: str
    review: str
    status: Status
    verdict_then: str | None
    verdict_now: str | None
    changes: tuple[Change, ...] = ()
    same: int = 0
    because: tuple[str, ...] = ()
    note: str = ""


class Recheck(Frozen):
    """A saved case, run again.

    Attributes
    ----------
    record_then, record_now : identities of the records.
    added, removed : vintages that one of the two lacks, in words.
    defaults : entries of the defaults file that differ; empty with ``defaults_known`` False if the case holds none.
    notes : what holds for the whole case.
    """

    record_then: str
    record_now: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    version_then: str
    version_now: str
    as_of: str | None
    defaults_known: bool
    defaults: tuple[Change, ...]
    findings: tuple[Rechecked, ...]
    notes: tuple[str, ...] = ()

    @property
    def changed(self) -> tuple[Rechecked, ...]:
        """All but those that are unchanged."""
        return tuple(f for f in self.findings if f.status != "unchanged")
