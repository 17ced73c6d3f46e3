"""A calibration as pictures and words: what the page, the tables and the cards' workings say of it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from inquest.model.calibration import CellResult, Demand, KindCalibration, Rate
from inquest.model.finding import Plot
from inquest.report.clean import number

SERIES = 5
"""Lines of one picture at most."""
POINTS = 3
"""Margins from which a line is drawn."""
STRONG, MILD, POWER, COVERED, NAMED = 0.05, 0.10, 0.80, 0.93, 0.80
Of = Callable[[CellResult], Rate]


def share(rate: Rate) -> str:
    """A rate in words for a table: its share, and the limits in brackets.

    >>> share(Rate(hits=1, of=100, share=0.01, low=0.000253, high=0.0541))
    '1% [0–5.4]'
    """
    if rate.share is None or rate.low is None or rate.high is None:
        return "–"
    return f"{percent(rate.share)}% [{percent(rate.low)}–{percent(rate.high)}]"


def percent(value: float) -> str:
    """A share in percent: whole, or with one digit below ten."""
    return f"{100 * value:.0f}" if value == 0 or value >= 0.0995 else f"{100 * value:.1f}".removesuffix(".0")


def labels(cells: Sequence[CellResult]) -> dict[str, str]:
    """Cell name -> a short label: the margin, and what differs from the usual setting (``usual``)."""
    settings = {c.name: _settings(c) for c in cells}
    common = _common(list(settings.values()))
    return {
        c.name: ", ".join(
            [f"margin {c.margin:+g}", *(v for k, v in settings[c.name].items() if common.get(k) != v and v)]
        )
        for c in cells
    }


def usual(cells: Sequence[CellResult]) -> str:
    """The setting that a label leaves unsaid."""
    return ", ".join(v for v in _common([_settings(c) for c in cells]).values() if v)


def _common(settings: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """The commonest value of each setting; the first one of equals."""
    keys = list(dict.fromkeys(k for s in settings for k in s))
    counts = {k: Counter(s.get(k, "") for s in settings) for k in keys}
    return {k: counts[k].most_common(1)[0][0] for k in keys if k != "fault"}


def _settings(cell: CellResult) -> dict[str, str]:
    fault = "" if cell.fault == "none" else cell.fault.replace("_", " ")
    own = {k: f"{k} {v}".replace("_", " ") for k, v in cell.options.items()}
    return {
        "rate": f"{cell.rate:g} a month",
        "months": f"{cell.months} months",
        "rough": f"variance/mean {cell.rough:g}",
        "rho": f"autocorrelation {cell.rho:g}",
        "fault": fault,
        **own,
    }


def judged(cells: Sequence[CellResult]) -> list[CellResult]:
    """Cells that the error rates are asked of: a count on a complete record can't err, and is left out."""
    return [c for c in cells if not c.placebo and (c.mode == "process" or c.fault != "none")]


def curves(kind: KindCalibration) -> tuple[Plot, ...]:
    """Verdicts by margin, one line for each rate and length, with limits."""
    plain = [c for c in kind.cells if c.fault == "none" and not c.placebo]
    process = [c for c in plain if c.mode == "process"]
    caption = "Lines: events a month and months tested; shaded: 95% limits. Right of 0 the claim is right."
    made = [
        *_lines(plain, "Right verdicts", lambda c: c.right, POWER, caption),
        *_lines(process, "Wrong strong verdicts", lambda c: c.strong_wrong, STRONG, caption),
        *_lines(process, "Wrong mild verdicts", lambda c: c.mild_wrong, MILD, caption),
    ]
    return tuple(made)


def _lines(cells: Sequence[CellResult], title: str, of: Of, line: float, caption: str) -> list[Plot]:
    groups: dict[tuple[Any, ...], list[CellResult]] = {}
    for c in cells:
        groups.setdefault((c.rate, c.months, c.rough, c.rho, *c.options.items()), []).append(c)
    names = {k: _series(k, list(groups)) for k in groups}
    rows = {
        names[k]: [_point(c, of(c), names[k]) for c in sorted(found, key=lambda c: c.margin) if of(c).of]
        for k, found in groups.items()
    }
    drawn = {k: v for k, v in rows.items() if len(v) >= POINTS}
    keys = list(drawn)
    return [
        Plot(
            shape="line",
            title=f"{title} by margin" + (f" ({i // SERIES + 1})" if len(keys) > SERIES else ""),
            caption=caption,
            x_label="margin between the truth and the line",
            y_label="share of worlds",
            rows=tuple(row for k in keys[i : i + SERIES] for row in drawn[k]),
            reference=line,
        )
        for i in range(0, len(keys), SERIES)
    ]


def _point(cell: CellResult, rate: Rate, series: str) -> dict[str, Any]:
    return {"x": cell.margin, "y": rate.share, "low": rate.low, "high": rate.high, "series": series}


def _series(key: tuple[Any, ...], every: Sequence[tuple[Any, ...]]) -> str:
    rate, months, rough, rho, *options = key
    parts = [f"{rate:g} a month, {months} months"]
    if len({k[2:4] for k in every}) > 1:
        parts.append(f"variance {rough:g}, autocorrelation {rho:g}")
    return ", ".join([*parts, *(f"{k} {v}" for k, v in options)])


def forests(kind: KindCalibration) -> tuple[Plot, ...]:
    """Rates of every cell with their limits, and the lines that they are judged by."""
    asked, short = judged(kind.cells), labels(kind.cells)
    process = [c for c in kind.cells if c.mode == "process" and not c.placebo]
    census = [c for c in asked if c.mode == "census"]
    placebos = [c for c in kind.cells if c.placebo]
    failing = {d.name: frozenset(d.failing) for d in kind.demands}

    def drawn(title: str, cells: Sequence[CellResult], of: Of, line: float | None, demand: str) -> Plot | None:
        fails = failing.get(demand, frozenset())
        rows = [
            {"label": short[c.name], "value": r.share, "low": r.low, "high": r.high, "holds": c.name not in fails}
            for c in cells
            if (r := of(c)).share is not None
        ]
        square = " A square: what is asked doesn't hold." if any(not r["holds"] for r in rows) else ""
        caption = f"Dot: share of worlds; line: 95% limits.{square}"
        return Plot(shape="bar", title=title, caption=caption, rows=tuple(rows), reference=line) if rows else None

    strong, mild, inside = "false strong", "false mild", "strong inside the zone"
    found = [
        drawn("Wrong strong verdicts, truth outside the zone", asked, lambda c: c.strong_wrong, STRONG, strong),
        drawn("Wrong mild verdicts, truth outside the zone", asked, lambda c: c.mild_wrong, MILD, mild),
        drawn("Strong verdicts, truth inside the zone", asked, lambda c: c.strong_inside, STRONG, inside),
        drawn("Labels permuted: what is still backed", placebos, lambda c: c.supported, STRONG, "placebo"),
        drawn("Intervals that hold the truth", process, lambda c: c.covered, COVERED, "coverage"),
        drawn("Bounds that hold the truth, under faults", census, lambda c: c.covered, None, ""),
        _faults(kind),
    ]
    return tuple(p for p in found if p is not None)


def _faults(kind: KindCalibration) -> Plot | None:
    rows = [
        {
            "label": f.title,
            "value": f.named.share,
            "low": f.named.low,
            "high": f.named.high,
            "holds": f.named.share >= NAMED,
        }
        for f in kind.faults
        if f.named_by and f.named.share is not None
    ]
    if not rows:
        return None
    caption = "Share of worlds with a fault in which one of the finding's own warnings names it."
    return Plot(shape="bar", title="Faults named", caption=caption, rows=tuple(rows), reference=NAMED)


def place_of(demand: Demand, short: Mapping[str, str]) -> str:
    """The cell or fault where a demand's figure is worst; "" where all is well and none stands out."""
    if not demand.cell or not (demand.worst or demand.failing):
        return ""
    return short.get(demand.cell, demand.cell.replace("_", " "))


def demand_line(demand: Demand, short: Mapping[str, str]) -> str:
    """What became of a demand, in one line."""
    state = {True: "holds", False: "fails", None: "not asked"}[demand.holds]
    figure = "" if demand.worst is None else f"; worst {number(demand.worst, 'share')}"
    where = f" ({found})" if (found := place_of(demand, short)) else ""
    more = f"; fails in {len(demand.failing)}" if demand.failing else ""
    note = f" {demand.note}" if demand.note else ""
    return f"{state}: {demand.text}{figure}{where}{more}.{note}"


def measured_words(calibration: Mapping[str, Any]) -> str:
    """How often this kind of test errs, in plain words, from a shipped summary (``model.calibration.Summary``).

    >>> measured_words({})
    "How often this kind of test errs on made-up wars whose truth is known hasn't been measured yet."
    """
    c = calibration
    if not c:
        return "How often this kind of test errs on made-up wars whose truth is known hasn't been measured yet."
    worlds = f"On {c['worlds']:,} made-up wars where the truth is known"
    census = c["mode"] == "census"
    if c.get("strong_wrong") is None:
        return f"{worlds}, this kind of test gave no wrong answer: a complete record of what happened leaves no room."
    said = (
        f"{worlds}{', under faults of recording,' if census else ','} this kind of test gave a wrong strong answer in "
        f"{_rate(c['strong_wrong'])} (at most {_rate(c['strong_wrong_worst'])} in the worst setting) and a wrong "
        f"milder one in {_rate(c['mild_wrong'])} (at most {_rate(c['mild_wrong_worst'])})."
    )
    more = [] if c.get("undecided") is None else [f"It left {_rate(c['undecided'])} undecided"]
    if c.get("right") is not None:
        right = "all" if c["right"] == 1 else f"at least {_rate(c['right'])}"
        more.append(f"answered rightly in {right} where the effect was three times what it needs to see one")
    if c.get("covered_worst") is not None:
        more.append(f"its intervals held the truth in at least {_rate(c['covered_worst'])}")
    tail = (" " + "; ".join(more) + ".") if more else ""
    broken = [k for k, v in c.get("holds", {}).items() if v is False]
    return said + tail + (f" Not met of what is asked of it: {', '.join(broken)}." if broken else "")


def _rate(value: float | None) -> str:
    return "–" if value is None else f"{percent(value)}%"
