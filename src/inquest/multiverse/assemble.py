"""Put a finding together: what the reader sees, and all that stands behind it."""

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from inquest.contracts import Context, Judged, Words
from inquest.model.event import Evidence
from inquest.model.finding import Card, CheckResult, Finding, Plot, Specification
from inquest.model.late import Late
from inquest.model.proposition import Proposition
from inquest.model.selection import Selection
from inquest.model.words import words_for
from inquest.multiverse.calibrated import measured_errors
from inquest.multiverse.reaching import against, reaching

DIGITS = 6
"""Significant digits of every figure that leaves the kernel: results are rounded before hashing."""


SPANS = "its figures allow both answers"
UNEVEN = "uneven recording could explain it"
CLOSE = "the figure is too close to the line"
FEW = "few of its readings give an answer"
"""Why a finding is open."""
INVERTED = Late(r"\b(?:does|do|did|must|would|is it|are the|are losses)\b")
"""In a question that can't be put into a sentence as it stands."""
MOST_WORDS = 120
"""Words on a card, its quote and source line apart."""


MOST_DEPENDS = 18
"""Words in which a split verdict names both sides; longer ones name the question, and the card's table the sides."""


def rounded(value: Any) -> Any:
    """A figure at six significant digits; NaN and infinities become None; containers are walked.

    >>> rounded({"a": 1234567.8, "b": float("nan"), "c": 3})
    {'a': 1234570.0, 'b': None, 'c': 3}
    """
    if value is None or isinstance(value, (str, int)):  # flags are whole numbers
        return value
    if isinstance(value, Mapping):
        return {str(k): rounded(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(v) for v in value]
    number = float(value)
    if not math.isfinite(number):
        return None
    return 0.0 if number == 0 else float(f"{number:.{DIGITS}g}")


def main_row(judged: Judged) -> int:
    """The specification that stands for the finding: the heaviest of the first reading that the words name."""
    want = next((r for r in judged.readings if r.named and r.low is not None), None)
    want = want or next((r for r in judged.readings if r.low is not None and not r.uncertain), None)
    names = [c.name for c in judged.multiverse.choices]
    best, weight = 0, -1.0
    for i, spec in enumerate(judged.multiverse.specifications):
        chosen = dict(zip(names, spec, strict=True))
        if want and any(chosen[k] != v for k, v in want.options.items()):
            continue
        if judged.selections[i] and judged.weights[i] > weight:
            best, weight = i, float(judged.weights[i])
    return best


BOUNDING = (":located", ":all")
"""Ends of the names of terms that only bound what may lie in a place: other places' events are no evidence of it.

``around:`` begins the names of those that bound what may be a group's own among a movement's events.
"""


def main_terms(judged: Judged, most: int = 2) -> list[Selection]:
    """The selections whose events are shown as evidence: the first terms of the main specification."""
    terms = judged.selections[main_row(judged)]
    return [
        s for name, s in terms.items() if not name.startswith(("plot:", "around:")) and not name.endswith(BOUNDING)
    ][:most]


def specifications(judged: Judged) -> tuple[Specification, ...]:
    """Every cell of the multiverse with its result, in grid order."""
    e = judged.estimates
    return tuple(
        Specification(
            options=options,
            point=rounded(e.point[i]),
            low=rounded(e.low[i]),
            high=rounded(e.high[i]),
            null=rounded(e.null[i]) or 0.0,
            side=1 if e.side[i] > 0 else -1,
            position=int(e.position[i]),
            weight=rounded(judged.weights[i]),
            flip=rounded(e.flip[i]),
            failed=e.failed[i],
        )
        for i, options in enumerate(judged.multiverse.specifications)
    )


def source_line(context: Context, countries: Sequence[int]) -> str:
    """Who recorded it: source, release, span and licence of what was used."""
    parts: list[str] = []
    licences: dict[str, None] = {}
    for manifest in context.record.manifests:
        spans = [s for s in manifest.spans if not countries or s.country_id in countries]
        if spans:
            where = ", ".join(sorted({s.country for s in spans})) if len(spans) <= 3 else f"{len(spans)} countries"
            mark = " (SIMULATED)" if manifest.simulated else ""
            name = manifest.source.upper().replace("_", " ")
            again = any(p.startswith(f"{name} ") for p in parts)
            parts.append(f"{'' if again else name + ' '}{manifest.release}{mark} ({where})")
            licences[manifest.licence.name] = None
    return f"{'; '.join(parts)}, {', '.join(licences)}" if parts else "No record loaded."


def card(judged: Judged, words: Words, context: Context) -> Card:
    """The card an ordinary reader sees; tests hold it to at most ``MOST_WORDS`` words."""
    reason = reason_of(judged)
    how = reaching(judged) if reason == SPANS else against(judged)
    return Card(
        verdict_words=words_for(judged.verdict, reason),
        sentences=(*words.sentences, how) if how else words.sentences,
        tested=what_was_tested(judged.proposition),
        cannot_show=f"These data count deadly clashes. They cannot show {joined(words.cannot_show)}.",
        overturn=words.overturn,
        source=source_line(context, judged.proposition.countries),
    )


def what_was_tested(proposition: Proposition) -> str:
    """What was tested, and what a reader must know of its scope.

    Which of place and time the claim's own words don't name (``terms["taken"]``), and of which later time the text
    speaks if the record stops before it (``terms["later"]``).
    """
    taken, later = proposition.terms.get("taken"), proposition.terms.get("later")
    told = [f"{joined(taken, 'and').capitalize()} from the text around it."] if taken else []
    told += [f"The text speaks of {later}."] if later else []
    return " ".join([proposition.tested, *told])


def reason_of(judged: Judged) -> str:
    """Why a finding is split or open, in plain words; empty for a decided one."""
    if judged.verdict == "mixed":
        return depends(judged)
    if judged.verdict != "undecided":
        return ""
    e, there = judged.estimates, judged.weights > 0
    if not there.any():
        return "nothing could be measured"
    decided = {r.verdict for r in judged.readings if not r.uncertain} - {"undecided"}
    half = float(judged.weights[there].sum()) / 2
    rivals = e.extra.get("identified", np.ones(there.size)) == 0  # a kind's own word: rivals predict the same
    straddles = (e.low <= e.null) & (e.high >= e.null)
    if float(judged.weights[there & rivals].sum()) >= half:
        return str(judged.proposition.terms.get("unidentified", "rival explanations predict the same"))
    if decided and len(judged.readings) > 1:
        return FEW
    near = float(judged.weights[there & straddles].sum()) < half
    return (CLOSE if judged.proposition.mode == "process" else UNEVEN) if near else SPANS


def depends(judged: Judged) -> str:
    """What splits a mixed finding: the option on each side of one choice, or the choices that differ."""
    decided = [r for r in judged.readings if r.label in judged.depends_on]
    split = [c for c in judged.multiverse.choices if len({r.options.get(c.name) for r in decided} - {None}) > 1]
    for choice in split:
        sides = {
            re.sub(r" \([^()]*\d{4}[^()]*\)", "", o.label): {
                "supported" in r.verdict for r in decided if r.options[choice.name] == o.id and r.verdict != "mixed"
            }
            for o in choice.options
        }
        backed = [label for label, found in sides.items() if found == {True}]
        against = [label for label, found in sides.items() if found == {False}]
        if backed and against and all(len(found) < 2 for found in sides.values()):
            said = f"the reading: for “{joined(backed)}” it backs this, for “{joined(against)}” it points the other way"
            if len(said.split()) <= MOST_DEPENDS:
                return said
    if not split:
        split = [c for c in judged.multiverse.choices if c.name == judged.driver]
    return joined([within(c.question) for c in split[:2]], "and") or "how it is measured"


def within(question: str) -> str:
    """A question as part of a sentence.

    >>> within("Which period is meant?"), within("In which countries?")
    ('which period is meant', 'the answer to “In which countries?”')
    """
    plain = question.startswith(("Which ", "Who ", "What ", "How ")) and not INVERTED.search(question)
    return question[0].lower() + question[1:].rstrip("?") if plain else f"the answer to “{question}”"


def joined(parts: Sequence[str], word: str = "or") -> str:
    """A list in words.

    >>> joined(("who began", "control", "intent"))
    'who began, control or intent'
    """
    return f" {word} ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else list(parts))


def labelled(proposition: Proposition, context: Context) -> Proposition:
    """The proposition with the labels of its blocs and places, for headings (``terms["labels"]``, docs/report.md)."""
    p = proposition
    blocs = [b for b in (p.actor, p.target, p.versus_actor, p.versus_target) if b]
    places = [x for x in (p.place, p.versus_place) if x]
    labels = {b: context.blocs[b].label for b in blocs} | {x: context.places[x].label for x in places}
    return p.model_copy(update={"terms": {"labels": labels, **p.terms}}) if labels else p


def finding(
    judged: Judged,
    words: Words,
    checks: Sequence[CheckResult],
    evidence: Sequence[Evidence],
    totals: tuple[int, int],
    context: Context,
    *,
    command: str,
    plots: Sequence[Plot] = (),
    altered: Sequence[str] = (),
) -> Finding:
    """A finding from its judged proposition.

    Parameters
    ----------
    evidence : the events shown; ``totals`` counts all of them (events, deaths at the best estimate).
    altered : options that the user changed, each with its reason.
    """
    joint = judged.estimates.joint_p
    return Finding(
        id="f-" + judged.proposition.id,
        claim=judged.proposition.claim,
        proposition=labelled(judged.proposition, context),
        verdict=judged.verdict,
        depends_on=judged.depends_on,
        driver=judged.driver,
        card=card(judged, words, context),
        readings=tuple(
            r.model_copy(
                update={k: rounded(getattr(r, k)) for k in ("support", "pro", "con", "point", "low", "high", "null")}
            )
            for r in judged.readings
        ),
        multiverse=judged.multiverse,
        specifications=specifications(judged),
        checks=tuple(c.model_copy(update={"figures": rounded(c.figures)}) for c in checks),
        plots=(*words.plots, *plots),
        evidence=tuple(evidence),
        evidence_total=totals[0],
        evidence_deaths=totals[1],
        headline_figures=rounded(dict(words.figures)),
        joint_p=None if joint is None else rounded(joint),
        smallest_visible=words.smallest_visible,
        altered=tuple(altered),
        command=command,
        calibration=dict(measured_errors(judged.proposition.kind, judged.proposition.mode)),
    )
