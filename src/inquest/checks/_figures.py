"""Shared by the checks: sums of a finding's terms over its weighted specifications."""

import numpy as np

from inquest.contracts import Judged
from inquest.model.panel import FloatArray, Series


def tested(judged: Judged) -> dict[str, Series]:
    """The terms that the verdict rests on (those only drawn start with ``plot:``)."""
    return {k: v for k, v in judged.measured.terms.items() if not k.startswith("plot:")}


def kept_and_total(judged: Judged, series: Series) -> tuple[FloatArray, FloatArray]:
    """What a term keeps and its unfiltered total, per specification; float arrays of shape (S,)."""
    return series.mid.sum(axis=1).astype(np.float64), series.total.reshape(-1).astype(np.float64)
