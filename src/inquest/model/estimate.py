"""Estimates over specifications: arrays, their doubt, and why some failed."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from inquest.model.panel import BoolArray, FloatArray

Int8Array = npt.NDArray[np.int8]


@dataclass(frozen=True)
class Estimates:
    """What a kind measures, one entry per specification; all arrays have shape (S,).

    Attributes
    ----------
    point, low, high : the estimate and its interval (process) or recording bounds (census), on the kind's natural
        scale (share 0-1, ratio, count). NaN where it could not be measured.
    null : the line, on the same scale.
    side : +1 or -1: which side of the null the claim is on, as the specification reads it.
    position : +1 pro, -1 con, 0 open, by the rules of DESIGN section 6.
    margin : signed distance of the point from the null on the side of the claim, on the scale that is pooled
        (log ratio or log odds), for the clustering of options.
    flip : uniform multiplier F on the missing events that brings the estimate to the null; NaN if not defined.
    flip_events : number of events that flips it; NaN if not defined.
    doubt : ``interval``, ``bounds``, ``range`` or ``none``. With ``range`` nothing identifies a point: ``point`` only
        places a specification among others, and no reading shows it.
    failed : reason per specification, "" where it was measured.
    extra : further figures by name, each (S,).
    joint_p : joint test over all specifications (process claims) for the claim's side, else None.
    joint_con : the same for the other side.
    joint_level : p of the joint test up to which a strong verdict may be given.
    """

    point: FloatArray
    low: FloatArray
    high: FloatArray
    null: FloatArray
    side: Int8Array
    position: Int8Array
    margin: FloatArray
    flip: FloatArray
    flip_events: FloatArray
    doubt: str
    failed: tuple[str, ...]
    extra: dict[str, FloatArray] = field(default_factory=dict)
    joint_p: float | None = None
    joint_con: float | None = None
    joint_level: float = 0.05
    approximate: BoolArray | None = None
    """Intervals that are approximate: they move no verdict."""
