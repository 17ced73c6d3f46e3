"""Shared by the checks: sums of a finding's terms over its weighted specifications."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from inquest.contracts import Judged
from inquest.model.panel import BoolArray, FloatArray, IntArray, Series
from inquest.model.selection import Quality, Selection, Sides

_ASIDE = ("plot:", "late:")


def tested(judged: Judged) -> dict[str, Series]:
    """The terms that the verdict rests on: not those only drawn, nor parts that are set aside for their day."""
    return {k: v for k, v in judged.measured.terms.items() if not k.startswith(_ASIDE)}


def kept_and_total(judged: Judged, series: Series) -> tuple[FloatArray, FloatArray]:
    """What a term keeps and its unfiltered total, per specification; float arrays of shape (S,)."""
    return series.mid.sum(axis=1).astype(np.float64), series.total.reshape(-1).astype(np.float64)


_BOUNDING, _PRESENCE = (":located", ":all"), "anyone"
"""Ends of the names of terms that bound what may lie in a place; name of the one that shows coverage."""


def main_terms(judged: Judged) -> dict[str, Selection]:
    """The tested terms of the first specification that has any, with no filter of quality but that of place.

    Terms that only bound what may lie in a place, or only show that anything was recorded there, are left out.
    """
    first = next((terms for terms in judged.selections if terms), {})
    wanted = [n for n in tested(judged) if n != _PRESENCE and not n.endswith(_BOUNDING)]
    return {n: _unfiltered(s) for n, s in first.items() if n in wanted}


def _unfiltered(selection: Selection) -> Selection:
    return replace(selection, quality=Quality(max_precision=selection.quality.max_precision))


def everything(judged: Judged, terms: Mapping[str, Selection]) -> Selection:
    """All events of anyone in the countries and over the time of some terms."""
    start, end = min(s.start for s in terms.values()), max(s.end for s in terms.values())
    dating = next(iter(terms.values())).dating
    return Selection(Sides(violence=(1, 2, 3)), start, end, countries=judged.proposition.countries, dating=dating)


def apart(values: IntArray, group: BoolArray) -> tuple[float, float, float]:
    """Means of a group and of the rest, and their difference in standard errors (pooled variance; 0 where undefined).

    >>> apart(np.array([1, 1, 3, 3]), np.array([True, True, False, False]))[:2]
    (1.0, 3.0)
    """
    one, two = values[group], values[~group]
    if one.size < 2 or two.size < 2:
        return float("nan"), float("nan"), 0.0
    pooled = (one.var() * one.size + two.var() * two.size) / (values.size - 2)
    error = float(np.sqrt(pooled * (1 / one.size + 1 / two.size)))
    here, there = float(one.mean()), float(two.mean())
    gap = here - there
    return here, there, gap / error if error > 0 else float(np.sign(gap)) * float("inf") if gap else 0.0
