"""Measure all specifications at once; one that fails is shown and stops no other."""

from dataclasses import replace

import numpy as np

from inquest.contracts import Context, Measured
from inquest.model.estimate import Estimates
from inquest.multiverse.plan import Planned


def isolated(planned: Planned, measured: Measured, context: Context) -> Estimates:
    """The kind's estimates over all specifications, in the grid's order.

    The kind measures all at once. Where that raises, halves are tried until the failing specifications stand alone:
    those get NaN and their reason. An error that fails every specification is the kind's defect and is raised.
    """
    wanted = np.array([not reason for reason in planned.failed])
    reasons = list(planned.failed)
    parts: list[tuple[np.ndarray, Estimates]] = []
    stack = [np.flatnonzero(wanted)] if wanted.any() else []
    last: Exception | None = None
    while stack:
        rows = stack.pop()
        try:
            parts.append((rows, planned.kind.measure(planned.proposition, subset(measured, rows), context)))
        except Exception as error:  # noqa: BLE001  # isolation: shown per specification, raised if all fail
            last = error
            if rows.size == 1:
                reasons[rows[0]] = f"{type(error).__name__}: {error}"
            else:
                half = rows.size // 2
                stack += [rows[:half], rows[half:]]
    if last is not None and not parts:
        raise last
    return _joined(parts, len(reasons), reasons, planned.proposition.side)


def subset(measured: Measured, rows: np.ndarray) -> Measured:
    """The same data for some of the specifications."""
    if rows.size == len(measured.params):
        return measured
    from inquest.multiverse.session import take

    return replace(
        measured,
        terms={k: take(v, rows) for k, v in measured.terms.items()},
        present={k: v[rows] for k, v in measured.present.items()},
        params=[measured.params[i] for i in rows],
    )


def _joined(parts: list[tuple[np.ndarray, Estimates]], size: int, reasons: list[str], side: int) -> Estimates:
    def full(name: str, empty: float) -> np.ndarray:
        first = getattr(parts[0][1], name) if parts else np.zeros(0)
        out = np.full(size, empty, dtype=first.dtype if parts else np.float64)
        for rows, one in parts:
            out[rows] = getattr(one, name)
        return out

    extra: dict[str, np.ndarray] = {}
    for rows, one in parts:
        for name, values in one.extra.items():
            extra.setdefault(name, np.full(size, np.nan))[rows] = values
        for i, reason in zip(rows, one.failed, strict=True):
            reasons[i] = reasons[i] or reason
    joint = [one.joint_p for _, one in parts if one.joint_p is not None]
    against = [one.joint_con for _, one in parts if one.joint_con is not None]
    approximate = None
    if any(one.approximate is not None for _, one in parts):
        approximate = np.zeros(size, dtype=bool)
        for rows, one in parts:
            if one.approximate is not None:
                approximate[rows] = one.approximate
    return Estimates(
        point=full("point", np.nan),
        low=full("low", np.nan),
        high=full("high", np.nan),
        null=full("null", np.nan),
        side=full("side", side).astype(np.int8),
        position=full("position", 0).astype(np.int8),
        margin=full("margin", np.nan),
        flip=full("flip", np.nan),
        flip_events=full("flip_events", np.nan),
        doubt=parts[0][1].doubt if parts else "none",
        failed=tuple(reasons),
        extra=extra,
        joint_p=max(joint) if joint else None,
        joint_con=max(against) if against else None,
        joint_level=min((one.joint_level for _, one in parts), default=Estimates.joint_level),
        approximate=approximate,
    )
