"""Trend: a change of rate between two windows ("fell by more than three quarters", "resurgence")."""

from dataclasses import replace
from typing import Any

import numpy as np

from inquest.contracts import Context, Judged, Measured, Params, Words
from inquest.kinds._census import Line, benchmark, finite_ratio, ratio_estimates, rolled, rolled_terms, sums, unlocated
from inquest.kinds._common import actor_of, baseline_of, located, measure_of, outline_of, plot_terms, select, window_of
from inquest.kinds._propose import Setting, settle
from inquest.kinds._refuse import covered, date_not_known, needs_actor, not_covered, refuse, unseen
from inquest.kinds._trend import (
    SHORTEST,
    after_the_year,
    baselines_for,
    change_words,
    line_of,
    process,
    recent_windows,
)
from inquest.kinds._victims import by_whomever
from inquest.kinds._windows import keep_covered
from inquest.kinds._words import (
    at,
    bare,
    by_chance,
    dead_of,
    during,
    fighting,
    line_plot,
    main_row,
    number,
    overturned,
    percent,
    source_name,
    span,
    times,
    unit,
    where,
    with_year,
)
from inquest.model.choice import Choice
from inquest.model.claim import Claim
from inquest.model.estimate import Estimates
from inquest.model.grounding import Grounding, Window
from inquest.model.panel import FloatArray, IntArray
from inquest.model.proposition import Proposal, Proposition, Refusal
from inquest.model.selection import Selection
from inquest.stats.flip import flip_ratio
from inquest.stats.position import from_bounds

FALLING = ("down", "less")


class Trend:
    """A ratio of rates: a census of dated windows, or a process where the change is said to be going on."""

    name = "trend"
    title = "The rate of recorded deaths or deadly events in one window against another"
    needs = "panel"
    common = (
        "meaning", "window", "baseline", "outline", "boundary", "measure", "violence", "doctrine", "source",
        "membership", "precision", "summaries", "clarity", "duration",
    )  # fmt: skip
    refuses = False

    def propose(self, grounding: Grounding, context: Context) -> Proposal:
        """Dated windows make a census; "now", or a time that leans on the text, a process against what went before."""
        claim = grounding.claim
        change = claim.quantity is not None and claim.quantity.unit == "% change"
        if claim.kind != self.name and not (claim.kind == "level" and change):
            return Proposal()
        if claim.slots.get("needs"):
            return unseen(claim, self.name) if claim.kind == self.name else Proposal()
        draft = settle(grounding, self.name, context, default_time=False, vague_time=False)
        found: list[Proposition] = []
        refusals = list(draft.refusals)
        for setting in draft.settings:
            if not (setting.actor.bloc or setting.target.bloc or setting.place):
                refusals.append(needs_actor(claim, self.name, "whose violence, or where"))
                continue
            timed = _timed(setting, grounding, context)
            if isinstance(timed, Refusal):
                refusals.append(timed)
            else:
                found.append(_proposition(*timed, claim, len(found), context))
        return Proposal(propositions=tuple(found), refusals=tuple(refusals))

    def choices(self, proposition: Proposition, context: Context) -> tuple[Choice, ...]:
        """None of its own."""
        return ()

    def terms(self, proposition: Proposition, params: Params, context: Context) -> dict[str, Selection]:
        """Census: both windows, with deaths beside events. Process: the months of the covered record."""
        p = proposition
        outline = outline_of(p, params, context)
        actor, target = actor_of(p, params, "actor"), actor_of(p, params, "target")
        term: dict[str, Any] = {"actor": actor, "target": target, "outline": outline}
        if p.mode == "process":
            plain = {k: v for k, v in params.items() if k != "crossing"}
            found = {"x": select(p, plain, context, **term, window=_whole(p, context), bin="month")}
        else:
            found = {}
            for name, window in (("w", window_of(p, params)), ("b", baseline_of(p, params))):
                found |= located(p, params, context, name=name, **term, window=window)
                found[f"{name}:deaths"] = select(p, params, context, **term, window=window, measure="deaths")
                found |= rolled_terms(p, params, context, name=name, **term, window=window)
        return {**found, **plot_terms(p, context, {"recorded": (p.actor, p.target)})}

    def measure(self, proposition: Proposition, data: Measured, context: Context) -> Estimates:
        """The ratio of rates against the line that the words draw."""
        p = proposition
        if p.mode == "process":
            keys = [(int(q.get("window", 0)), int(q.get("baseline", 0))) for q in data.params]
            groups: dict[tuple[int, int], IntArray] = {
                k: np.array([i for i, other in enumerate(keys) if other == k]) for k in dict.fromkeys(keys)
            }
            return process(p, data, context, groups)
        days = _days(p, data)
        part_w = np.array([covered(window_of(p, q), p.countries, context) for q in data.params])
        part_b = np.array([covered(baseline_of(p, q), p.countries, context) for q in data.params])
        w, b = sums(data, "w"), sums(data, "b")
        counted = np.array([measure_of(p, q) == "events" for q in data.params])
        more, earlier = (np.where(counted, rolled(data, name), 0.0) for name in ("w", "b"))
        w_high = (w.high + unlocated(data, "w").most + more) / part_w
        b_high = (b.high + unlocated(data, "b").most + earlier) / part_b
        line = Line(
            point=finite_ratio(w.mid / part_w, b.mid / part_b) * days,
            low=finite_ratio(w.low, b_high) * days,
            high=finite_ratio(w_high, b.low) * days,
            null=np.full(w.mid.size, float(p.terms["line"])),
            n=np.minimum(w.n, b.n),
            extra={"window": w.mid, "baseline": b.mid, "covered": part_w},
        )
        agree = _deaths_agree(p, data, context, days)
        return ratio_estimates(line, p, benchmark(p, data, context, across=True, deaths_agree=agree))

    def words(self, judged: Judged, context: Context) -> Words:
        """Both totals and the ratio of rates."""
        p, row = judged.proposition, main_row(judged)
        q = judged.params[row]
        w, b = at(judged, "window", row), at(judged, "baseline", row)
        ratio = float(judged.estimates.point[row])
        low, high = float(judged.estimates.low[row]), float(judged.estimates.high[row])
        measure = str(q.get("count", p.terms["measures"][0]))
        what = fighting(p.actor, p.target, context) + where(p, context)
        counted = f"{number(w)} {dead_of(measure, p.actor, p.target, context)} in {what}"
        counted += f"{_then(window_of(p, q))}, against {number(b)}{_then(baseline_of(p, q))}"
        first = f"{source_name(context)} counts {counted}."
        change = f"a fall of {percent(1 - ratio)}" if ratio < 1 else f"{times(ratio)} the earlier rate"
        fell = ratio < 1 and high < 1
        doubt = span(1 - high, 1 - low, "percent") if fell else f"{span(low, high)} times the earlier rate"
        second = f"For equal time that is {change}; low and high counts put it at {doubt}."
        visible = ""
        if p.mode == "process":
            rise, fall = at(judged, "visible", row), at(judged, "visible_fall", row)
            second = f"For equal time that is {change}; {by_chance(low, high)}."
            visible = f"Only a rise to {times(rise)} or a fall to {times(fall)} the earlier rate would show here."
        less = "the later window" if ratio < float(p.terms["line"]) else "the earlier window"
        flip = float(judged.estimates.flip[row])
        return Words(
            sentences=(first, second),
            cannot_show=("strength without deaths", "territory held", "why it changed"),
            overturn=overturned(flip, f"If {less} really saw {times(flip)} what is recorded, this would change."),
            figures={"window": w, "baseline": b, "ratio": ratio, "low": low, "high": high, "line": p.terms["line"]},
            smallest_visible=visible,
            plots=line_plot(judged, context, f"{unit(measure).capitalize()} by month", unit(measure), what),
        )


Timed = tuple[Setting, str, list[list[int]]]
"""A setting with its windows, the mode, and which (window, baseline) pairs belong together."""


def _timed(s: Setting, grounding: Grounding, context: Context) -> Timed | Refusal:
    """Two periods as named, or the one named (or the months before the text) against what went before."""
    claim = grounding.claim
    if s.windows and s.baselines:
        pairs = [[i, j] for i, w in enumerate(s.windows) for j, b in enumerate(s.baselines) if _apart(w, b)]
        if pairs:
            return s, "census", pairs
        text = "The two periods overlap, so they can't be compared."
        return refuse(claim, "trend", "no test", text, "a claims file with two separate periods")
    if s.windows:
        return _against_before(s, s.windows, grounding, context)
    if grounding.document_date is None:
        return date_not_known(claim, "trend", "")
    return _against_before(s, recent_windows(grounding.document_date, context), grounding, context)


def _against_before(s: Setting, windows: tuple[Window, ...], grounding: Grounding, context: Context) -> Timed | Refusal:
    claim = grounding.claim
    kept, notes = keep_covered(windows, s.countries, context)
    if not kept:
        return not_covered(claim, "trend", windows, s.countries, context)
    long = tuple(w for w in kept if (w.end - w.start).days >= SHORTEST)
    if not long:
        text = "The period is shorter than ten weeks, too short to tell a change from chance."
        return refuse(claim, "trend", "too few events", text, "a claim on ten weeks or more, or two dated periods")
    baselines, pairs = baselines_for(long)
    for later, year in after_the_year(long):
        pairs.append([len(long), len(baselines)])
        long, baselines = (*long, later), (*baselines, year)
    good, more = keep_covered(baselines, s.countries, context)
    if not good:
        return not_covered(claim, "trend", baselines, s.countries, context)
    index = {baselines.index(b): j for j, b in enumerate(good)}
    used = tuple(w for i, w in enumerate(long) if any(i == a and j in index for a, j in pairs))
    order = {long.index(w): i for i, w in enumerate(used)}
    kept_pairs = [[order[i], index[j]] for i, j in pairs if j in index]
    mode = "census" if all(w.named and not w.relative for w in used) else "process"
    return replace(s, windows=used, baselines=good, warnings=(*s.warnings, *notes, *more)), mode, kept_pairs


def _apart(a: Window, b: Window) -> bool:
    return a.end < b.start or b.end < a.start


def _proposition(
    s: Setting, mode: str, pairs: list[list[int]], claim: Claim, index: int, context: Context
) -> Proposition:
    falling = claim.slots.get("direction") in FALLING
    side = -1 if falling else 1
    quantity = claim.quantity
    if quantity is not None and quantity.unit == "% change" and quantity.op in ("<", "<="):
        side = -side  # "fell by less than a tenth"
    if claim.polarity == "deny":
        side = -side
    s, measure = by_whomever(s, claim.slots.get("measure"), context)
    measures = [measure] if measure else ["events", "deaths"]
    pair = s.actor.bloc or s.target.bloc
    violence = claim.slots.get("violence")
    violences = [violence] if violence else (["fighting", "any"] if pair and not s.target.bloc else ["fighting"])
    if not pair and not violence:
        violences = ["any"]
    line = line_of(claim, context)
    p = Proposition(
        id=f"{claim.id}.trend" + (f"-{index + 1}" if index else ""),
        claim=claim.id,
        kind="trend",
        mode="census" if mode == "census" else "process",
        tested="",
        actor=s.actor.bloc,
        target=s.target.bloc,
        place=s.place,
        countries=s.countries,
        windows=s.windows,
        baselines=s.baselines,
        side=1 if side > 0 else -1,
        terms={**s.terms(), "measures": measures, "violences": violences, "line": line, "pairs": pairs},
        warnings=s.warnings,
    )
    verb = "fell" if falling else "rose"
    by = "" if line == 1.0 else f" {change_words(claim, line, falling)}"
    what = dead_of(measures[0], p.actor, p.target, context)
    what = f"{what} in {fighting(p.actor, p.target, context)}{where(p, context)}"
    negated = "did not happen: it " if claim.polarity == "deny" else ""
    then, before = (bare(with_year(w)) for w in (s.windows[0], s.baselines[0]))
    tested = f"Rate of recorded {what}, {then} against {before}: {negated}{verb}{by}."
    return p.model_copy(update={"tested": tested})


def _then(window: Window) -> str:
    """A window in a sentence, with a leading space; the dates in brackets are left to what was tested."""
    text = window.label.split(" (")[0]
    return f" over {text}" if text.startswith("the ") else during(window).split(" (")[0]


def _whole(p: Proposition, context: Context) -> Window:
    first = context.record.first_day(p.countries) or p.baselines[0].start
    last = context.record.last_day(p.countries) or p.windows[0].end
    return Window(
        start=first.replace(day=1), end=last, label="the covered record", reason="months for the placebo rank"
    )


def _days(p: Proposition, data: Measured) -> FloatArray:
    """Days of the baseline over days of the window, so that unequal windows compare as rates."""
    found = []
    for q in data.params:
        w, b = window_of(p, q), baseline_of(p, q)
        found.append(((b.end - b.start).days + 1) / ((w.end - w.start).days + 1))
    return np.array(found)


def _deaths_agree(p: Proposition, data: Measured, context: Context, days: FloatArray) -> np.ndarray:
    """Where deaths tell the same as events do, decided by their own bounds and B."""
    w, b = sums(data, "w:deaths"), sums(data, "b:deaths")
    null = np.full(w.mid.size, float(p.terms["line"]))
    point = finite_ratio(w.mid, b.mid) * days
    known = ~np.isnan(point)
    low, high = finite_ratio(w.low, b.high) * days, finite_ratio(w.high, b.low) * days
    flip = flip_ratio(np.nan_to_num(point, nan=1.0), null)
    needed = context.benchmark("deaths", p.countries, across=True).value
    decided = from_bounds(low, high, null, 1, flip=flip, benchmark=needed)
    events = np.sign(finite_ratio(sums(data, "w").mid, sums(data, "b").mid) * days - null)
    return np.asarray(known & (decided != 0) & (decided == events))


KIND = Trend()
