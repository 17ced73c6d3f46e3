"""Which ways of measuring take an open finding's doubt to the line, where others leave it on one side."""

import numpy as np

from inquest.contracts import Judged


def reaching(judged: Judged) -> str:
    """A sentence for the card; empty where all ways of measuring reach the line, or none does.

    The counts on a card are those of one specification: where they lie on one side of the line, a reader must see what
    takes the doubt to the other.
    """
    e, there = judged.estimates, judged.weights > 0
    straddles = (e.low <= e.null) & (e.high >= e.null)
    reach, ways = int(straddles[there].sum()), int(there.sum())
    if not 0 < reach < ways:
        return ""
    for at, choice in enumerate(judged.multiverse.choices):
        taken = np.array([spec[at] for spec in judged.multiverse.specifications])
        used = [o for o in choice.options if (there & (taken == o.id)).any()]
        across = [o for o in used if straddles[there & (taken == o.id)].all()]
        clear = [o for o in used if not straddles[there & (taken == o.id)].any()]
        if across and clear and len(across) + len(clear) == len(used):
            labels = " or ".join(f"“{o.label}”" for o in across)
            noun, verb = ("answer", "leaves") if len(across) == 1 else ("answers", "leave")
            return f"Only the {noun} {labels} to “{choice.question}” {verb} it in doubt."
    return f"{reach} of {ways} ways of measuring leave it in doubt; the workings list them."
