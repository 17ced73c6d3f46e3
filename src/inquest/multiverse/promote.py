"""A filter that keeps unequal parts of what is compared changes the question: it becomes a reading."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from inquest.contracts import Context, Measured
from inquest.model.choice import Choice, Multiverse
from inquest.model.panel import FloatArray
from inquest.model.selection import Quality
from inquest.multiverse.plan import Planned
from inquest.stats.arrays import median

ENOUGH = 20
"""A term with a smaller unfiltered total says nothing about retention."""

_FILTERS = frozenset(Quality.__dataclass_fields__) | {"precision_cap"}


def inequality(measured: Measured) -> FloatArray:
    """Largest over smallest kept share among the tested terms, per specification; shape (S,), NaN if fewer than two."""
    kept = []
    for name, series in measured.terms.items():
        if name.startswith("plot:"):
            continue
        total = series.total.reshape(-1).astype(np.float64)
        share = np.divide(series.mid.sum(axis=1), total, out=np.full(total.shape, np.nan), where=total >= ENOUGH)
        kept.append(np.where(measured.present[name], share, np.nan))
    if len(kept) < 2:
        return np.full(len(measured.params), np.nan)
    table = np.stack(kept)
    two = np.isfinite(table).sum(axis=0) >= 2
    low = np.where(np.isfinite(table), table, np.inf).min(axis=0)
    high = np.where(np.isfinite(table), table, -np.inf).max(axis=0)
    found: FloatArray = np.divide(high, low, out=np.full(two.shape, np.nan), where=two & (low > 0))
    return found


def promoted(planned: Planned, measured: Measured, context: Context) -> Planned:
    """The plan with every unequal filter turned from a measurement into a reading.

    A filter is unequal if, with all other choices held, some option multiplies the inequality of another by more than
    the default ``retention`` in the median. The grid stays the same; only what is pooled changes. Readings stay first.
    """
    choices = planned.multiverse.choices
    unequal, most = inequality(measured), context.default("retention")
    turned = {
        c.name
        for i, c in enumerate(choices)
        if c.role == "measurement" and _filters(c) and _spread(planned.multiverse.specifications, i, unequal) > most
    }
    if not turned:
        return planned
    found = tuple(c.model_copy(update={"role": "reading"}) if c.name in turned else c for c in choices)
    order = sorted(range(len(found)), key=lambda i: found[i].role != "reading")
    return replace(
        planned,
        multiverse=Multiverse(
            choices=tuple(found[i] for i in order),
            specifications=tuple(tuple(s[i] for i in order) for s in planned.multiverse.specifications),
            dropped=tuple((tuple(s[i] for i in order), why) for s, why in planned.multiverse.dropped),
        ),
    )


def _filters(choice: Choice) -> bool:
    return any(_FILTERS & set(o.params) for o in choice.options)


def _spread(specifications: Sequence[tuple[str, ...]], at: int, unequal: FloatArray) -> float:
    """Median, over the combinations of all other choices, of the ratio between the worst and the best option."""
    cells: dict[tuple[str, ...], list[float]] = {}
    for options, value in zip(specifications, unequal, strict=True):
        if np.isfinite(value):
            cells.setdefault(options[:at] + options[at + 1 :], []).append(float(value))
    ratios = [max(found) / min(found) for found in cells.values() if len(found) > 1]
    return median(ratios) if ratios else 1.0
