"""The ways in which a finding was measured: those behind one reading, and the one whose figures stand on the card."""

from collections.abc import Iterator, Mapping, Sequence

from inquest.model.finding import Finding, Reading, Specification
from inquest.report.clean import line, number

MOVED = 0.05
"""Part of the card's figure by which another way must differ to be named."""
MOST_NAMED = 2
"""Other ways named beside the card's."""


def measured(finding: Finding) -> Iterator[tuple[dict[str, str], Specification]]:
    """Each way that gave a figure, with its options by choice, in the order of the grid."""
    names = [c.name for c in finding.multiverse.choices]
    for spec in finding.specifications:
        if spec.point is not None and not spec.failed:
            yield dict(zip(names, spec.options, strict=True)), spec


def points(finding: Finding, readings: Sequence[Reading]) -> list[float]:
    """The figures of all ways of measuring some readings, those that count for the verdict."""
    wanted = [r.options for r in readings]
    return [
        spec.point
        for options, spec in measured(finding)
        if spec.point is not None and spec.weight > 0 and any(_within(options, w) for w in wanted)
    ]


def _within(options: Mapping[str, str], reading: Mapping[str, str]) -> bool:
    return all(options.get(k) == v for k, v in reading.items())


def plainest(finding: Finding) -> tuple[dict[str, str], Specification] | None:
    """The way that the card quotes: the first that gave a figure; the first option of each choice is the plainest."""
    return next(measured(finding), None)


def card_figure(finding: Finding, scale: str) -> str:
    """Where in the table of readings the card's figure stands, and what moves it; empty where it is no figure of it."""
    found = plainest(finding)
    if found is None or found[1].point is None or scale == "distance":
        return ""
    options, spec = found
    own = next((r for r in finding.readings if _within(options, r.options)), None)
    told = f"The card quotes the plainest way, each choice at its first option: {number(spec.point, scale)}"
    if own is not None and len(finding.readings) > 1:
        told += f", one of the {own.specifications} of “{line(own.label)}”"
    moved = _moved(finding, options, spec, scale)
    return f"{told}.{f' It is {moved}.' if moved else ''}"


def _moved(finding: Finding, options: Mapping[str, str], spec: Specification, scale: str) -> str:
    """What the figure is with one measurement changed, for those that change it most."""
    labels = {(c.name, o.id): line(o.label) for c in finding.multiverse.choices for o in c.options}
    free = {c.name for c in finding.multiverse.choices if c.role == "measurement"}
    found = []
    base = spec.point or 0.0
    for others, other in measured(finding):
        changed = [k for k, v in others.items() if v != options.get(k)]
        if len(changed) == 1 and changed[0] in free and other.point is not None and other.weight > 0:
            away = abs(other.point - base)
            if away > MOVED * abs(base) and number(other.point, scale) != number(base, scale):
                name = labels[changed[0], others[changed[0]]]
                found.append((-away, f"{number(other.point, scale)} with “{name}” ({changed[0].replace('_', ' ')})"))
    return " and ".join(text for _, text in sorted(found)[:MOST_NAMED])
