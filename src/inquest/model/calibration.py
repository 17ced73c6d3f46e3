"""What a calibration found: error rates of a kind on worlds where the truth is known. Its JSON Schema is generated."""

from typing import Any

from pydantic import Field

from inquest.model.base import Frozen


class Rate(Frozen):
    """``hits`` of ``of`` worlds. ``low``, ``high``: 95% Clopper-Pearson limits; all None where there is no world."""

    hits: int
    of: int
    share: float | None
    low: float | None
    high: float | None


class CellResult(Frozen):
    """One cell of a calibration: what was set, and how the verdicts fared.

    Attributes
    ----------
    name, margin, rate, months, fault, rough, rho, options : as in ``model.world.Cell``.
    mode : ``census`` or ``process``.
    placebo : what was permuted so that nothing is there (``actors``, ``windows``), else "".
    visible : the smallest effect that the cell should show, on the truth's scale.
    worlds : how many were drawn; ``outside`` and ``inside`` of the zone around the null.
    verdicts : verdict -> worlds, refusals among them as ``not testable``; ``refusals`` by reason.
    strong_wrong, mild_wrong : verdicts on the wrong side, of the worlds outside the zone.
    strong_inside : strong verdicts, of the worlds inside.
    supported : strong verdicts for the claim, of all worlds (what a placebo is judged by).
    right, right_strong : verdicts on the right side, of the worlds outside.
    undecided, split, refused : of all worlds.
    covered : main intervals (process) or bounds (census) that hold the truth, of those that claim to.
    approximate : the same for intervals that are called approximate and move no verdict.
    unmirrored : worlds whose opposite claim did not get the opposite verdict, of those tested.
    warnings : check -> tested worlds in which it warned.
    """

    name: str
    margin: float
    rate: float
    months: int
    fault: str
    rough: float
    rho: float
    options: dict[str, str]
    mode: str
    placebo: str
    visible: float
    worlds: int
    outside: int
    inside: int
    verdicts: dict[str, int]
    refusals: dict[str, int]
    strong_wrong: Rate
    mild_wrong: Rate
    strong_inside: Rate
    supported: Rate
    right: Rate
    right_strong: Rate
    undecided: Rate
    split: Rate
    refused: Rate
    covered: Rate
    approximate: Rate
    unmirrored: Rate
    warnings: dict[str, int]


class FaultResult(Frozen):
    """A fault and whether a finding's own warnings name it.

    ``named``: warned, of the tested worlds that have the fault; ``alarms``: of those without any fault.
    """

    name: str
    title: str
    named_by: tuple[str, ...]
    allowance: float
    named: Rate
    alarms: Rate


class Demand(Frozen):
    """Something that is asked of a kind, and whether it holds in every cell that it applies to.

    ``holds`` is None where it applies to no cell; ``note`` then says why. ``worst``: the figure judged, in the cell
    where it is worst; ``failing``: cells in which it doesn't hold.
    """

    name: str
    text: str
    limit: float
    holds: bool | None
    worst: float | None = None
    cell: str = ""
    failing: tuple[str, ...] = ()
    note: str = ""


class KindCalibration(Frozen):
    """A kind's calibration: its cells, faults and demands. ``holds``: every demand that applies does."""

    kind: str
    title: str
    mode: str
    cells: tuple[CellResult, ...]
    faults: tuple[FaultResult, ...]
    demands: tuple[Demand, ...]
    holds: bool


class Calibration(Frozen):
    """A run of ``inquest calibrate``.

    ``code``: sha256 over the package's sources, the defaults and the simulators; with ``seed`` and ``worlds`` (worlds
    a cell) it determines every figure.
    """

    schema_version: str = "1.0"
    inquest_version: str
    code: str
    seed: int
    worlds: int
    command: str
    kinds: tuple[KindCalibration, ...]


class Summary(Frozen):
    """A kind's calibration in a few figures, as shipped with the package and shown in the workings of a card.

    Each ``*_worst`` is the upper 95% limit in the worst cell; the others are over all cells. For a census kind the
    error rates are those of records with faults: without any, none can err.
    """

    kind: str
    mode: str
    inquest_version: str
    code: str
    seed: int
    command: str
    worlds: int
    cells: int
    judged: int
    """Worlds outside the zone in the cells that the error rates are over."""
    strong_wrong: float | None
    strong_wrong_worst: float | None
    mild_wrong: float | None
    mild_wrong_worst: float | None
    inside_worst: float | None
    undecided: float | None
    right: float | None
    """Verdicts on the right side at three times the smallest visible effect, in the worst such cell."""
    covered_worst: float | None
    approximate_worst: float | None
    holds: dict[str, bool | None] = Field(default_factory=dict)
    """Demand -> whether it holds."""

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        return self.model_dump(mode="json")
