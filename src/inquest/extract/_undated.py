"""A claim whose number has no time, no place or no dead, or a time that nothing tells, waits for a person."""

from inquest.extract._draft import NUMBERED
from inquest.extract._leaning import leaning
from inquest.extract._passage import Settled
from inquest.model.claim import GUESS, TAKEN, Claim

UNDATED = "it names no time, so that its number would be held against all the years on record"
WHOM = "it does not say whom they killed, so that all the dead of their fighting would be counted"
GUESSED = "its own words name no time for its number, and “{}” is only likely to be meant"
LEANS = "the time “{}” leans on another one, which the text around it does not tell"
DOUBTED = "the time “{}” may lean on more than one that the text tells of; read as “{}”"
LENGTH = "“{}” is a length of time, and that it is counted as “{}” is only likely"
AFTER = "its own words name no time; “{}”, of the clause beside it, says neither how soon nor until when"
ELSEWHERE = "its own words name no place, and the text before it speaks of “{}”"
FROM_WHEN = "it does not say from when its number counts"
"""Of a total that has an end and no beginning: "by mid-May", or a bare "have been killed"."""
BESIDE = f"{TAKEN}the time of the clause beside it"


def bounded(settled: Settled, language: str) -> Claim:
    """A claim whose number has no time, or no place, or a time that nothing tells, with the reason why it waits."""
    claim = settled.claim
    if claim.unconfirmed or claim.slots.get("needs"):
        return claim
    why = _leaning(settled) or (_undated(claim, language) if claim.kind == "level" else "")
    numbered = claim.kind in NUMBERED and (claim.quantity is not None or claim.kind == "trend")
    why = why or settled.unsure or (ELSEWHERE.format(settled.elsewhere) if numbered and settled.elsewhere else "")
    return claim.model_copy(update={"unconfirmed": why}) if why else claim


def _leaning(settled: Settled) -> str:
    """A time that is told by another one only."""
    periods = settled.claim.periods
    same = next((m.text for m in periods if m.text.lower().startswith("the same ") and m.via is None), None)
    if same is not None or settled.leans:
        return LEANS.format(same or settled.leans[0])
    if settled.doubted:
        return DOUBTED.format(*settled.doubted[0])
    after = next((m.text for m in periods if m.text.startswith("after ")), None)
    if after is not None and settled.claim.slots.get("order") == "first":
        return AFTER.format(after)
    if settled.claim.kind not in NUMBERED:
        return ""
    if settled.lengths:
        return LENGTH.format(*settled.lengths[0])
    after = next((m.text for m in periods if (m.via or "").startswith(BESIDE) and m.text.startswith("after ")), None)
    return AFTER.format(after) if after is not None and settled.claim.kind == "level" else ""


def _undated(claim: Claim, language: str) -> str:
    """A total of nobody named, or of no time."""
    if claim.frame.endswith("-bare") and claim.actors and not claim.targets:
        return WHOM
    if claim.quantity is None or claim.quantity.unit not in ("deaths", "events"):
        return ""
    dated = claim.periods or claim.baselines or claim.milestones
    some = claim.polarity == "affirm" and claim.quantity.value > 0
    open_ended = claim.slots.get("tense") in ("perfect", "present")
    if not dated and "universal" not in claim.slots and (some or not open_ended):
        return FROM_WHEN if open_ended else UNDATED
    if some and any(leaning(language).no_start.match(m.text) for m in claim.periods):
        return FROM_WHEN
    guessed = claim.periods and all((m.via or "").startswith(GUESS) for m in claim.periods)
    told = claim.baselines or claim.milestones
    return GUESSED.format(claim.periods[0].text) if guessed and not told else ""
