"""How long a truce held: "a truce of 3 May held for two weeks", "the peace signed on 27 June 1997 has held".

The day that such words name is when it began; what the claim is about runs on from there.
"""

from inquest.extract._leaning import bare, leaning
from inquest.extract._times import grain
from inquest.model.claim import Claim, Mention

BEGUN = "“{}” says when it began, and until when it held is not read from its words"
POINTS = frozenset({"day", "week", "month", "year"})


def held(claim: Claim, periods: tuple[Mention, ...], tense: str | None, language: str) -> tuple[Mention, ...]:
    """The times of a claim that something held, from the day that it names on."""
    forms = leaning(language)
    days = [m for m in periods if grain(m.text, language) in POINTS]
    if claim.kind != "containment" or len(days) != 1:
        return periods
    day, told = days[0], bare(days[0].text, language)
    since = forms.held_since.search(claim.quote)
    length = forms.held_for.search(claim.quote)
    if since is not None or (tense == "perfect" and length is None and forms.held_on.search(claim.quote)):
        return (_read(day, f"since {told}"),)
    if length is None or grain(day.text, language) != "day":
        return periods
    return (_read(day, f"within {length.group(1)} {length.group(2)}s of {told}"),)


def begun(claim: Claim, periods: tuple[Mention, ...], language: str) -> str:
    """Why a claim waits whose words say how long something held, while its time is only when that began."""
    forms = leaning(language)
    if claim.kind != "containment" or len(periods) != 1 or grain(periods[0].text, language) not in POINTS:
        return ""
    return BEGUN.format(periods[0].text) if forms.held_for.search(claim.quote) else ""


def _read(day: Mention, words: str) -> Mention:
    return day.model_copy(update={"text": words, "via": f"“{day.text}” -> {words}"})
