"""What bars a claim whatever its names mean: places and times that no file loaded covers."""

from collections.abc import Sequence

from inquest.contracts import Context
from inquest.kinds._refuse import not_covered, place_not_covered
from inquest.kinds._windows import keep_covered, vague
from inquest.model.grounding import Grounding
from inquest.model.proposition import Refusal


def beyond(
    grounding: Grounding,
    kind: str,
    places: Sequence[tuple[str, ...]],
    home: tuple[int, ...],
    context: Context,
    *,
    vague_time: bool,
) -> list[Refusal]:
    """Refusals where every place of a claim, or the whole time that it names, lies outside the files; else none.

    Parameters
    ----------
    places : for each place that is known, the ids it may mean.
    home : the countries to look in where no place is known: where the sides are at home.
    vague_time : a time that leans on the text ("for years") bars nothing.
    """
    claim, windows = grounding.claim, grounding.windows
    told = any(w.inferred != "guessed" for w in windows) and not (vague_time and vague(windows))
    found: list[Refusal] = []
    scenes = [(context.places[one[0]].label, context.places[one[0]].countries) for one in places] or [("", home)]
    for label, countries in scenes:
        missing = tuple(c for c in countries if not context.record.spans(c))
        if missing and label:
            found.append(place_not_covered(claim, kind, label, missing))
        elif told and not missing and not keep_covered(windows, countries, context)[0]:
            found.append(not_covered(claim, kind, windows, countries, context))
        else:
            return []
    return list(dict.fromkeys(found))
